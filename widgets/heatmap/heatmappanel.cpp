#include "widgets/heatmap/heatmappanel.h"

#include "widgets/heatmap/heatmapbar.h"
#include "widgets/heatmap/heatmapwidget.h"
#include "widgets/heatmap/legendwidget.h"
#include "widgets/heatmap/shotdialog.h"
#include "widgets/heatmap/shotfile.h"
#include "widgets/heatmap/viewportmath.h"

#include <QAction>
#include <QBoxLayout>
#include <QDir>
#include <QEvent>
#include <QMessageBox>

namespace isobar {

namespace {
constexpr std::size_t TakenKept = 12; // pictures whose moment is remembered: chunks of the past are shared
}

HeatmapPanel::HeatmapPanel(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_bar(new HeatmapBar(theme)), m_legend(new LegendWidget(theme)),
      m_map(new HeatmapWidget(theme)), m_tableKey(new QAction(this)), m_filterKey(new QAction(this)),
      m_legendKey(new QAction(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_legend);
    column->addWidget(m_map, 1);
    setFocusProxy(m_map);
    addKeys();
    connectParts();
    retranslate();
    renewAround();
}

void HeatmapPanel::connectParts()
{
    connect(m_bar, &HeatmapBar::optionsChanged, m_map, &HeatmapWidget::setOptions);
    connect(m_bar, &HeatmapBar::rangeChosen, m_map, &HeatmapWidget::showRange);
    connect(m_bar, &HeatmapBar::pictureRequested, this, &HeatmapPanel::savePicture);
    connect(m_bar, &HeatmapBar::copyRequested, this, &HeatmapPanel::copyPicture);
    connect(m_bar, &HeatmapBar::pictureOptionsRequested, this, &HeatmapPanel::choosePicture);
    connect(m_bar, &HeatmapBar::tableRequested, this, &HeatmapPanel::clusterTableRequested);
    connect(m_legend, &LegendWidget::optionsChanged, m_map, &HeatmapWidget::setOptions);
    connect(m_legend, &LegendWidget::learningRequested, this, [this] {
        const QString asset = m_map->canvas().scene().asset;
        Q_EMIT learningRequested(asset);
        Q_EMIT told(tr("The weights of %1 are learned anew, once a day of its liquidations was watched.").arg(asset));
    });
    connect(&m_map->canvas(), &heatmap::HeatmapCanvas::clusterClicked, this, &HeatmapPanel::clusterClicked);
    connect(m_map, &HeatmapWidget::optionsChanged, this, &HeatmapPanel::renewAround);
    connect(m_map, &HeatmapWidget::heatmapChosen, this, &HeatmapPanel::heatmapChosen);
}

void HeatmapPanel::addKeys()
{
    m_tableKey->setShortcut(Qt::Key_B);
    m_filterKey->setShortcut(Qt::Key_F);
    m_legendKey->setShortcut(Qt::Key_G);
    connect(m_tableKey, &QAction::triggered, this, &HeatmapPanel::clusterTableRequested);
    connect(m_filterKey, &QAction::triggered, m_bar, &HeatmapBar::openFilters);
    connect(m_legendKey, &QAction::triggered, this, [this] { m_legend->setFocus(Qt::ShortcutFocusReason); });
    for (QAction *key : {m_tableKey, m_filterKey, m_legendKey}) {
        key->setShortcutContext(Qt::WidgetShortcut); // letters search elsewhere (DESIGN 8)
        m_map->canvas().addAction(key);
    }
    // For the list of all keys.
    addActions(m_map->actions());
    addActions({m_tableKey, m_filterKey, m_legendKey});
}

void HeatmapPanel::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    m_map->showSnapshot(snapshot);
    bringMoment();
    renewAround();
}

void HeatmapPanel::setAsset(const QString &asset)
{
    m_map->setAsset(asset);
    renewAround();
}

void HeatmapPanel::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_map->setSettings(settings);
    renewAround();
}

void HeatmapPanel::setPositions(const std::vector<Position> &positions) { m_map->setPositions(positions); }

void HeatmapPanel::showPrice(double price) { m_map->canvas().showPrice(price); }

void HeatmapPanel::showMoment(const QString &asset, TimeMs timeMs)
{
    m_moment = Moment{asset, timeMs};
    bringMoment();
}

void HeatmapPanel::bringMoment()
{
    heatmap::HeatmapCanvas &canvas = m_map->canvas();
    heatmap::Viewport view = canvas.scene().view;
    if (!m_moment || canvas.scene().asset != m_moment->asset || !canvas.scene().map || !view.isValid())
        return;
    const double at = static_cast<double>(std::exchange(m_moment, std::nullopt)->timeMs), span = view.spanMs();
    if (at > view.fromMs + 0.05 * span && at < view.toMs - 0.05 * span)
        return;
    view.fromMs = at - 0.6 * span; // what led to it matters more than what came after
    view.toMs = view.fromMs + span;
    canvas.setView(view);
}

void HeatmapPanel::renewAround()
{
    heatmap::HeatmapScene scene = m_map->canvas().scene();
    scene.options = m_map->options();
    if (!m_map->isShowingMap())
        scene.map = nullptr;
    if (scene.map)
        m_bar->setGroups(scene.map->groups);
    m_bar->setOptions(scene.options);
    m_legend->setScene(scene);
}

heatmap::ShotTaker::Subject HeatmapPanel::subject() const
{
    heatmap::ShotTaker::Subject subject{m_map->canvas().scene(), {}, m_map->size()};
    if (!m_map->isShowingMap())
        subject.scene.map = nullptr;
    if (!m_settings.shot.positions)
        subject.scene.positions.reset();
    if (m_map->isReopened() && subject.scene.isReopened)
        subject.facts = m_reopenedFacts;
    else if (m_snapshot)
        subject.facts = heatmap::shotFacts(*m_snapshot);
    return subject;
}

heatmap::ShotTaker::Subject HeatmapPanel::subjectTaken()
{
    heatmap::ShotTaker::Subject taken = subject();
    if (taken.scene.market) {
        m_taken.push_back(taken);
        Q_EMIT pictureTaken(taken);
    }
    if (m_taken.size() > TakenKept)
        m_taken.pop_front();
    return taken;
}

std::optional<heatmap::PastMoment> HeatmapPanel::taken(const QString &asset, TimeMs marketMs) const
{
    for (auto each = m_taken.rbegin(); each != m_taken.rend(); ++each) {
        if (each->scene.asset == asset && each->scene.nowMs == marketMs)
            return heatmap::PastMoment{each->scene.market, each->facts};
    }
    return std::nullopt;
}

void HeatmapPanel::openView(const heatmap::SavedView &view, const std::optional<heatmap::PastMoment> &moment)
{
    if (moment) {
        m_reopenedFacts = moment->facts;
        m_map->openView(view, moment->market);
        return;
    }
    heatmap::SavedView now = view;
    const AssetSnapshot *asset = m_snapshot ? m_snapshot->find(view.asset.toStdString()) : nullptr;
    if (asset && asset->map && asset->map->price > 0) {
        now.view = heatmap::panned(view.view, static_cast<double>(m_snapshot->marketMs - view.nowMs), 0);
        now.view = heatmap::centredOn(now.view, asset->map->price);
    }
    m_map->openView(now, nullptr);
}

void HeatmapPanel::savePicture()
{
    const auto saved = heatmap::ShotTaker(m_theme, m_settings.shot).saveAndCopy(subjectTaken());
    if (saved)
        Q_EMIT told(tr("Saved %1 and copied the picture.").arg(QDir::toNativeSeparators(*saved)));
    else
        tellFailure(QString::fromStdString(saved.error()));
}

void HeatmapPanel::copyPicture()
{
    const auto copied = heatmap::ShotTaker(m_theme, m_settings.shot).copy(subjectTaken());
    if (copied)
        Q_EMIT told(tr("Copied the picture of the heatmap."));
    else
        tellFailure(QString::fromStdString(copied.error()));
}

void HeatmapPanel::saveTable()
{
    const auto saved = heatmap::ShotTaker(m_theme, m_settings.shot).saveTable(subject());
    if (saved)
        Q_EMIT told(tr("Saved %1.").arg(QDir::toNativeSeparators(*saved)));
    else
        tellFailure(QString::fromStdString(saved.error()));
}

void HeatmapPanel::choosePicture()
{
    auto *dialog = new ShotDialog(m_settings.shot, heatmap::shotFolder({}), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto keep = [this, dialog] {
        m_settings.shot = dialog->choices();
        Q_EMIT shotChosen(m_settings.shot);
    };
    connect(dialog, &ShotDialog::pictureRequested, this, [this, keep] {
        keep();
        savePicture();
    });
    connect(dialog, &ShotDialog::copyRequested, this, [this, keep] {
        keep();
        copyPicture();
    });
    connect(dialog, &ShotDialog::tableRequested, this, [this, keep] {
        keep();
        saveTable();
    });
    dialog->open();
}

void HeatmapPanel::tellFailure(const QString &sentence)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Picture of the heatmap"), sentence, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void HeatmapPanel::retranslate()
{
    setAccessibleName(tr("Liquidation heatmap"));
    m_tableKey->setText(tr("Heatmap: the clusters as a table"));
    m_filterKey->setText(tr("Heatmap: filters"));
    m_legendKey->setText(tr("Heatmap: colour scale"));
}

void HeatmapPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
