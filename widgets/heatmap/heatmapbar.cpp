#include "widgets/heatmap/heatmapbar.h"

#include "widgets/heatmap/heatmapfilters.h"
#include "widgets/heatmap/palette.h"
#include "widgets/style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QPainter>
#include <QScreen>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <set>

namespace isobar {

namespace {

constexpr int Spacing = 1, GroupSpacing = 10, Margin = 4;
constexpr std::array Ramps{HeatRamp::Viridis, HeatRamp::Inferno, HeatRamp::Grey, HeatRamp::ColourBlind};

QString rampName(HeatRamp ramp)
{
    switch (ramp) {
    case HeatRamp::Viridis:
        return HeatmapBar::tr("Violet to yellow");
    case HeatRamp::Inferno:
        return HeatmapBar::tr("Violet to red to yellow");
    case HeatRamp::Grey:
        return HeatmapBar::tr("Grey");
    case HeatRamp::ColourBlind:
        return HeatmapBar::tr("Blue to yellow (colour-blind safe)");
    }
    return {};
}

} // namespace

HeatmapBar::HeatmapBar(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_filters(new HeatmapFilters(this)), m_more(new QToolButton(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addRange(12, [] { return tr("12h", "range of twelve hours"); });
    addRange(24, [] { return tr("24h", "range of a day"); });
    addRange(72, [] { return tr("3d", "range of three days"); });
    addRange(168, [] { return tr("7d", "range of seven days"); });
    addRange(720, [] { return tr("30d", "range of thirty days"); });
    buildLayers();
    buildRight();
    m_more->setMenu(&m_rest);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setText(QStringLiteral("»"));
    m_more->hide();
    connect(m_filters, &HeatmapFilters::filterChanged, this,
        [this](const LevelFilter &filter) { wish([&](heatmap::HeatmapOptions &o) { o.filter = filter; }); });
    connect(&m_theme, &Theme::changed, this, [this] {
        retranslate();
        renewState();
    });
    retranslate();
    renewState();
}

QAction *HeatmapBar::addItem(
    int rank, int group, std::function<void(QAction *)> dress, std::function<void(QAction *)> check)
{
    auto *action = new QAction(this);
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::TabFocus);
    m_items.push_back({action, button, rank, group, std::move(dress), std::move(check)});
    return action;
}

void HeatmapBar::addRange(int hours, const std::function<QString()> &text)
{
    QAction *action = addItem(
        100, 0,
        [text](QAction *each) {
            each->setText(text());
            each->setToolTip(tr("Show the last %1").arg(text()));
        },
        [this, hours](QAction *each) { each->setChecked(m_options.rangeHours == hours); });
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, hours] {
        wish([hours](heatmap::HeatmapOptions &o) { o.rangeHours = hours; });
        renewState(); // pressed again it stays pressed
        Q_EMIT rangeChosen(hours);
    });
}

void HeatmapBar::addLayer(
    int rank, bool HeatmapChoices::*member, const std::function<QString()> &text, const std::function<QString()> &tip)
{
    QAction *action = addItem(
        rank, 1,
        [text, tip](QAction *each) {
            each->setText(text());
            each->setToolTip(tip());
        },
        [this, member](QAction *each) { each->setChecked(m_options.*member); });
    action->setCheckable(true);
    connect(action, &QAction::triggered, this,
        [this, member](bool on) { wish([member, on](heatmap::HeatmapOptions &o) { o.*member = on; }); });
}

void HeatmapBar::buildLayers()
{
    addLayer(
        60, &HeatmapChoices::levels, [] { return tr("Levels", "layer"); },
        [] { return tr("Modelled liquidation levels"); });
    addLayer(
        58, &HeatmapChoices::split, [] { return tr("Sides", "layer: longs and shorts in two hues"); },
        [] { return tr("Longs and shorts in two hues"); });
    addLayer(
        50, &HeatmapChoices::candles, [] { return tr("Candles", "layer"); }, [] { return tr("Candles"); });
    addLayer(
        56, &HeatmapChoices::clusters, [] { return tr("Clusters", "layer"); },
        [] { return tr("The largest clusters of each side, labelled"); });
    addLayer(
        53, &HeatmapChoices::chains, [] { return tr("Chains", "layer: cascade chains"); },
        [] {
            return tr("Cascade chains: from cluster to cluster with probabilities; on a cluster under the pointer they "
                      "show even when off");
        });
    addLayer(
        54, &HeatmapChoices::liquidations, [] { return tr("Liq.", "layer: realised liquidations"); },
        [] { return tr("Realised liquidations as circles; what the venues publish, so at least this"); });
    addLayer(
        53, &HeatmapChoices::exact, [] { return tr("Exact", "layer: positions with published liquidation prices"); },
        [] {
            return tr("Positions whose venue publishes their liquidation price, as ticks at the edge; not modelled");
        });
    addLayer(
        52, &HeatmapChoices::opensOnly, [] { return tr("Other maps", "layer: the opens-only map"); },
        [] { return tr("What other maps draw: everything that was opened, nothing taken away"); });
    addLayer(
        30, &HeatmapChoices::edgeMap, [] { return tr("Liq. map", "layer: cumulative sums at the right edge"); },
        [] { return tr("Cumulative liquidations from the price outward, at the right edge"); });
    addLayer(
        40, &HeatmapChoices::strips, [] { return tr("Strips", "layer: open interest, CVD ... below"); },
        [] { return tr("Open interest, volume delta, liquidations and funding below"); });
    addLayer(
        25, &HeatmapChoices::positions, [] { return tr("Positions", "layer: own positions"); },
        [] { return tr("Entry and liquidation price of your own positions"); });
    addLayer(
        20, &HeatmapChoices::settlements, [] { return tr("Settlements", "layer: times of funding"); },
        [] { return tr("Times at which funding is paid"); });
}

QMenu *HeatmapBar::buildHorizon()
{
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    for (const int hours : {4, 24}) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        group->addAction(action);
        action->setData(hours);
        connect(action, &QAction::triggered, this,
            [this, hours] { wish([hours](heatmap::HeatmapOptions &o) { o.horizonHours = hours; }); });
        m_menuTexts.emplace_back([this, action, hours] {
            action->setText(tr("Touched within %1 h").arg(hours));
            action->setChecked(m_options.horizonHours == hours);
        });
    }
    return menu;
}

QMenu *HeatmapBar::buildRamps()
{
    auto *menu = new QMenu(this);
    auto *ramps = new QActionGroup(menu);
    for (const HeatRamp ramp : Ramps) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        ramps->addAction(action);
        connect(action, &QAction::triggered, this,
            [this, ramp] { wish([ramp](heatmap::HeatmapOptions &o) { o.ramp = ramp; }); });
        m_menuTexts.emplace_back([this, action, ramp] {
            action->setText(rampName(ramp));
            action->setIcon(rampIcon(ramp));
            action->setChecked(m_options.ramp == ramp);
        });
    }
    menu->addSeparator();
    auto *kinds = new QActionGroup(menu);
    for (const bool isLog : {true, false}) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        kinds->addAction(action);
        connect(action, &QAction::triggered, this,
            [this, isLog] { wish([isLog](heatmap::HeatmapOptions &o) { o.logIntensity = isLog; }); });
        m_menuTexts.emplace_back([this, action, isLog] {
            action->setText(isLog ? tr("Brightness by the logarithm") : tr("Brightness by the value"));
            action->setChecked(m_options.logIntensity == isLog);
        });
    }
    menu->addSeparator();
    QAction *own = menu->addAction(QString());
    connect(
        own, &QAction::triggered, this, [this] { wish([](heatmap::HeatmapOptions &o) { o.lowUsd = o.highUsd = 0; }); });
    m_menuTexts.emplace_back([this, own] {
        own->setText(tr("The asset's own scale"));
        own->setEnabled(m_options.lowUsd > 0 || m_options.highUsd > 0);
    });
    return menu;
}

void HeatmapBar::buildRight()
{
    QAction *filters = addItem(
        90, 2, [](QAction *each) { each->setToolTip(tr("Positions, venues and distances that are drawn and told")); },
        [this](QAction *each) {
            const int left = HeatmapFilters::leftOut(m_options.filter, m_groups.size());
            each->setText(left > 0 ? tr("Filters (%1 off)").arg(left) : tr("Filters"));
            each->setChecked(left > 0);
        });
    filters->setCheckable(true);
    m_filterButton = m_items.back().button;
    connect(filters, &QAction::triggered, this, [this] {
        renewState(); // checked is: something is left out
        openFilters();
    });
    QAction *horizon = addItem(
        80, 2, [](QAction *each) { each->setToolTip(tr("Horizon of the touch probability")); },
        [this](QAction *each) {
            each->setText(tr("P %1h", "touch probability within hours").arg(m_options.horizonHours));
        });
    horizon->setMenu(buildHorizon());
    QAction *ramp = addItem(
        85, 2,
        [](QAction *each) {
            each->setText(tr("Colours"));
            each->setToolTip(tr("Colours of the levels"));
        },
        [this](QAction *each) { each->setIcon(rampIcon(m_options.ramp)); });
    ramp->setMenu(buildRamps());
    QAction *table = addItem(45, 2,
        [](QAction *each) {
            each->setText(tr("Table"));
            each->setToolTip(tr("The clusters as a table"));
        },
        {});
    connect(table, &QAction::triggered, this, &HeatmapBar::tableRequested);
    QAction *picture = addItem(95, 2,
        [this](QAction *each) {
            each->setText(tr("Picture"));
            each->setIcon(themedIcon(m_theme, QStringLiteral("camera")));
            each->setToolTip(tr("Save and copy a picture (Ctrl+S)"));
        },
        {});
    connect(picture, &QAction::triggered, this, &HeatmapBar::pictureRequested);
    auto *menu = new QMenu(this);
    QAction *save = menu->addAction(QString(), this, &HeatmapBar::pictureRequested);
    QAction *copy = menu->addAction(QString(), this, &HeatmapBar::copyRequested);
    menu->addSeparator();
    QAction *choose = menu->addAction(QString(), this, &HeatmapBar::pictureOptionsRequested);
    m_menuTexts.emplace_back([save, copy, choose] {
        save->setText(tr("Save and copy"));
        copy->setText(tr("Copy only"));
        choose->setText(tr("Size and content…"));
    });
    picture->setMenu(menu);
    for (const Item &item : m_items) {
        if (item.action->menu())
            item.button->setPopupMode(
                item.action == picture ? QToolButton::MenuButtonPopup : QToolButton::InstantPopup);
        if (item.action == ramp) {
            item.button->setToolButtonStyle(Qt::ToolButtonIconOnly);
            item.button->setIconSize({28, 12});
        }
    }
}

QIcon HeatmapBar::rampIcon(HeatRamp ramp) const
{
    const double ratio = devicePixelRatioF();
    const QSize size(28, 12);
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    for (int x = 0; x < image.width(); ++x) {
        const QRgb colour = heatmap::rampColour(ramp, (x + 0.5) / image.width(), m_theme.isDark());
        for (int y = 0; y < image.height(); ++y)
            image.setPixel(x, y, colour);
    }
    image.setDevicePixelRatio(ratio);
    return QIcon(QPixmap::fromImage(image));
}

void HeatmapBar::openFilters()
{
    m_filters->setFilter(m_options.filter, m_groups);
    m_filters->adjustSize();
    const QWidget *under = m_filterButton->isVisible() ? m_filterButton : m_more;
    QPoint at = under->mapToGlobal(QPoint(under->width() - m_filters->width(), under->height() + 2));
    if (const QScreen *on = screen()) {
        at.setX(std::max(on->availableGeometry().left(), at.x()));
        at.setY(std::min(on->availableGeometry().bottom() - m_filters->height(), at.y()));
    }
    m_filters->move(at);
    static_cast<QWidget *>(m_filters)->show();
    m_filters->setFocus();
}

void HeatmapBar::wish(const std::function<void(heatmap::HeatmapOptions &)> &change)
{
    heatmap::HeatmapOptions wished = m_options;
    change(wished);
    if (wished == m_options)
        return;
    m_options = wished;
    renewState();
    Q_EMIT optionsChanged(m_options);
}

void HeatmapBar::setOptions(const heatmap::HeatmapOptions &options)
{
    if (options == m_options)
        return;
    m_options = options;
    renewState();
}

void HeatmapBar::setGroups(const std::vector<std::string> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    renewState();
}

void HeatmapBar::renewState()
{
    for (const Item &item : m_items) {
        if (item.check)
            item.check(item.action);
    }
    for (const auto &text : m_menuTexts)
        text();
    m_filters->setFilter(m_options.filter, m_groups);
    arrange();
}

void HeatmapBar::retranslate()
{
    setAccessibleName(tr("Tools of the heatmap"));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    for (const Item &item : m_items) {
        item.dress(item.action);
        item.button->setAccessibleName(item.action->toolTip());
    }
}

QList<QAction *> HeatmapBar::actionsInOrder() const
{
    QList<QAction *> actions;
    for (const Item &item : m_items)
        actions << item.action;
    return actions;
}

void HeatmapBar::arrange()
{
    // Width of what is shown: buttons, gaps, larger gaps between groups.
    const auto widthOf = [this](const std::set<const Item *> &hidden) {
        int width = 2 * Margin, group = -1;
        for (const Item &item : m_items) {
            if (hidden.contains(&item))
                continue;
            width += item.button->sizeHint().width() + (group < 0 ? 0 : item.group == group ? Spacing : GroupSpacing);
            group = item.group;
        }
        return hidden.empty() ? width : width + m_more->sizeHint().width() + Spacing;
    };
    std::set<const Item *> hidden;
    while (hidden.size() < m_items.size() && widthOf(hidden) > width()) {
        const Item *least = nullptr;
        for (const Item &item : m_items) {
            if (!hidden.contains(&item) && (!least || item.rank <= least->rank))
                least = &item;
        }
        hidden.insert(least);
    }
    m_hidden = static_cast<int>(hidden.size());
    const int tall = height() - 4;
    int right = width() - Margin;
    m_more->setVisible(!hidden.empty());
    if (!hidden.empty()) {
        m_more->setGeometry(right - m_more->sizeHint().width(), 2, m_more->sizeHint().width(), tall);
        right = m_more->x() - Spacing;
    }
    int left = Margin, group = -1;
    m_rest.clear();
    for (const Item &item : m_items) {
        const bool isHidden = hidden.contains(&item);
        item.button->setVisible(!isHidden);
        if (isHidden) {
            m_rest.addAction(item.action);
            continue;
        }
        if (item.group == 2)
            continue; // from the right, below
        left += group < 0 ? 0 : item.group == group ? Spacing : GroupSpacing;
        item.button->setGeometry(left, 2, item.button->sizeHint().width(), tall);
        left += item.button->width();
        group = item.group;
    }
    for (auto item = m_items.rbegin(); item != m_items.rend(); ++item) {
        if (item->group != 2 || hidden.contains(&*item))
            continue;
        const int wide = item->button->sizeHint().width();
        item->button->setGeometry(right - wide, 2, wide, tall);
        right -= wide + Spacing;
    }
}

QSize HeatmapBar::sizeHint() const
{
    int width = 2 * Margin + 2 * GroupSpacing, height = m_more->sizeHint().height();
    for (const Item &item : m_items) {
        width += item.button->sizeHint().width() + Spacing;
        height = std::max(height, item.button->sizeHint().height());
    }
    return {width, height + 4};
}

QSize HeatmapBar::minimumSizeHint() const { return {2 * Margin + m_more->sizeHint().width(), sizeHint().height()}; }

void HeatmapBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HeatmapBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        renewState();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        arrange();
    }
    QWidget::changeEvent(event);
}

} // namespace isobar
