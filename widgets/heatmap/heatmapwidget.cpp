#include "widgets/heatmap/heatmapwidget.h"

#include "widgets/style/emptypanel.h"

#include <QAction>
#include <QEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace isobar {

namespace {

constexpr double SmallStep = 0.02, BigStep = 10 * SmallStep; // of the view
constexpr double KeyZoom = 1.25;
constexpr int KeepRangeMs = 1500;

} // namespace

HeatmapWidget::HeatmapWidget(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_canvas(new heatmap::HeatmapCanvas(theme)), m_empty(new EmptyPanel(theme)),
      m_pages(new QStackedWidget)
{
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_canvas);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    setFocusProxy(m_canvas);
    addKeys();
    m_keepRange.setSingleShot(true);
    m_keepRange.setInterval(KeepRangeMs);
    connect(&m_keepRange, &QTimer::timeout, this, [this] {
        const heatmap::HeatmapScene &scene = m_canvas->scene();
        const double hours = heatmap::hoursInView(scene.view, static_cast<double>(scene.nowMs));
        heatmap::HeatmapOptions kept = m_options;
        kept.rangeHours = std::clamp(static_cast<int>(std::lround(hours)), 1, 24 * 90);
        setOptions(kept);
    });
    connect(m_canvas, &heatmap::HeatmapCanvas::viewChanged, this, [this] {
        const heatmap::HeatmapScene &scene = m_canvas->scene();
        const double hours = heatmap::hoursInView(scene.view, static_cast<double>(scene.nowMs));
        if (m_canvas->isFollowing() && std::lround(hours) != m_options.rangeHours)
            m_keepRange.start();
    });
    connect(
        m_canvas, &heatmap::HeatmapCanvas::followingChanged, this,
        [this] {
            if (m_reopened && m_reopened->isShown && m_canvas->isFollowing())
                endReopened();
        },
        Qt::QueuedConnection); // the canvas is still moving
    retranslate();
    refresh();
}

void HeatmapWidget::addKey(
    const QList<QKeySequence> &keys, std::function<QString()> text, const std::function<void()> &act)
{
    auto *action = new QAction(this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // letters search elsewhere (DESIGN 8)
    connect(action, &QAction::triggered, this, act);
    m_canvas->addAction(action);
    addAction(action); // for the list of all keys
    m_keys.push_back({action, std::move(text)});
}

void HeatmapWidget::addLayerKey(const QKeySequence &key, std::function<QString()> text, bool HeatmapChoices::*layer)
{
    addKey({key}, std::move(text), [this, layer] {
        heatmap::HeatmapOptions wished = m_options;
        wished.*layer = !(wished.*layer);
        setOptions(wished);
    });
}

void HeatmapWidget::addKeys()
{
    addLayerKey(
        Qt::Key_L, [] { return tr("Heatmap: modelled levels on or off"); }, &HeatmapChoices::levels);
    addLayerKey(
        Qt::Key_S, [] { return tr("Heatmap: longs and shorts in two hues"); }, &HeatmapChoices::split);
    addLayerKey(
        Qt::Key_K, [] { return tr("Heatmap: candles on or off"); }, &HeatmapChoices::candles);
    addLayerKey(
        Qt::Key_Q, [] { return tr("Heatmap: clusters on or off"); }, &HeatmapChoices::clusters);
    addLayerKey(
        Qt::Key_J, [] { return tr("Heatmap: cascade chains on or off"); }, &HeatmapChoices::chains);
    addLayerKey(
        Qt::Key_X, [] { return tr("Heatmap: realised liquidations on or off"); }, &HeatmapChoices::liquidations);
    addLayerKey(
        Qt::Key_O, [] { return tr("Heatmap: what other maps draw (opens only)"); }, &HeatmapChoices::opensOnly);
    addLayerKey(
        Qt::Key_W, [] { return tr("Heatmap: own positions on or off"); }, &HeatmapChoices::positions);
    addLayerKey(
        Qt::Key_H, [] { return tr("Heatmap: published positions (exact) on or off"); }, &HeatmapChoices::exact);
    addLayerKey(
        Qt::Key_N, [] { return tr("Heatmap: settlement times on or off"); }, &HeatmapChoices::settlements);
    addLayerKey(
        Qt::Key_E, [] { return tr("Heatmap: liquidation map at the edge on or off"); }, &HeatmapChoices::edgeMap);
    addLayerKey(
        Qt::Key_T, [] { return tr("Heatmap: strips below on or off"); }, &HeatmapChoices::strips);
    addLayerKey(
        Qt::Key_I, [] { return tr("Heatmap: brightness by logarithm or by value"); }, &HeatmapChoices::logIntensity);
    addKey(
        {Qt::Key_P}, [] { return tr("Heatmap: next colour ramp"); },
        [this] {
            heatmap::HeatmapOptions wished = m_options;
            wished.ramp = static_cast<HeatRamp>((static_cast<int>(wished.ramp) + 1) % 4);
            setOptions(wished);
        });
    addKey(
        {Qt::Key_C}, [] { return tr("Heatmap: keep the last price in the middle"); },
        [this] { m_canvas->setPriceLocked(!m_canvas->isPriceLocked()); });
    addKey(
        {Qt::Key_Home, Qt::Key_End}, [] { return tr("Heatmap: back to live"); }, [this] { m_canvas->backToLive(); });
    addKey(
        {Qt::Key_Z}, [] { return tr("Heatmap: reset the view"); },
        [this] { m_canvas->showRange(m_options.rangeHours); });
    addKey(
        {QKeySequence::Undo}, [] { return tr("Heatmap: zoom back"); }, [this] { m_canvas->zoomBack(); });
    addKey(
        {Qt::Key_Plus, Qt::Key_Equal}, [] { return tr("Heatmap: zoom in"); },
        [this] { m_canvas->zoom(1 / KeyZoom, 1 / KeyZoom); });
    addKey(
        {Qt::Key_Minus}, [] { return tr("Heatmap: zoom out"); }, [this] { m_canvas->zoom(KeyZoom, KeyZoom); });
    addKey(
        {Qt::Key_Escape}, [] { return tr("Heatmap: clear ruler and price handle"); },
        [this] { m_canvas->clearMeasures(); });
    const auto pan = [this](const QKeySequence &key, const QKeySequence &far, std::function<QString()> text,
                         double time, double price) {
        addKey({key}, std::move(text), [this, time, price] { m_canvas->pan(time * SmallStep, price * SmallStep); });
        addKey({far}, nullptr, [this, time, price] { m_canvas->pan(time * BigStep, price * BigStep); });
    };
    pan(
        Qt::Key_Left, Qt::SHIFT | Qt::Key_Left, [] { return tr("Heatmap: to the past; Shift: ten steps"); }, -1, 0);
    pan(
        Qt::Key_Right, Qt::SHIFT | Qt::Key_Right, [] { return tr("Heatmap: towards now; Shift: ten steps"); }, 1, 0);
    pan(
        Qt::Key_Up, Qt::SHIFT | Qt::Key_Up, [] { return tr("Heatmap: to higher prices; Shift: ten steps"); }, 0, 1);
    pan(
        Qt::Key_Down, Qt::SHIFT | Qt::Key_Down, [] { return tr("Heatmap: to lower prices; Shift: ten steps"); }, 0, -1);
}

bool HeatmapWidget::isShowingMap() const { return m_pages->currentWidget() == m_canvas; }

QString HeatmapWidget::emptyTitle() const { return m_empty->title(); }

void HeatmapWidget::showSnapshot(const SnapshotPtr &snapshot)
{
    const SnapshotPtr before = std::exchange(m_snapshot, snapshot);
    if (before && before->run != snapshot->run) {
        endReopened();
        m_canvas->forget(before->origin == snapshot->origin);
    }
    refresh();
}

void HeatmapWidget::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    endReopened();
    m_asset = asset;
    // Thresholds and filters belong to the asset that they were set for.
    heatmap::HeatmapOptions kept = m_options;
    kept.lowUsd = kept.highUsd = 0;
    kept.filter.groups = ~0U;
    setOptions(kept);
    refresh();
}

void HeatmapWidget::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_canvas->setZone(settings.timeZone);
    if (m_reopened) {
        static_cast<HeatmapChoices &>(m_reopened->before) = settings.heatmap;
        return;
    }
    heatmap::HeatmapOptions options = m_options;
    static_cast<HeatmapChoices &>(options) = settings.heatmap;
    setOptions(options);
}

void HeatmapWidget::setOptions(const heatmap::HeatmapOptions &options)
{
    if (options == m_options)
        return;
    // What a picture brings along, and what is tried on it, is no choice of the user's.
    const bool hasNewChoices = !m_reopened && static_cast<const HeatmapChoices &>(options) != m_settings.heatmap;
    m_options = options;
    m_canvas->setOptions(options);
    if (!m_canvas->scene().view.isValid())
        m_canvas->showRange(options.rangeHours);
    Q_EMIT optionsChanged(options);
    if (hasNewChoices) {
        m_settings.heatmap = options;
        Q_EMIT heatmapChosen(options);
    }
}

void HeatmapWidget::showRange(int hours)
{
    heatmap::HeatmapOptions wished = m_options;
    wished.rangeHours = hours;
    setOptions(wished);
    m_canvas->showRange(hours);
}

void HeatmapWidget::openView(const heatmap::SavedView &view, const std::shared_ptr<const AssetSnapshot> &then)
{
    endReopened();
    setAsset(view.asset);
    m_keepRange.stop();
    m_reopened = Reopened{view, then, m_options, false};
    setOptions(view.options);
    m_canvas->forget(false);
    refresh();
}

void HeatmapWidget::showReopened()
{
    m_canvas->setReopened(m_reopened->then != nullptr);
    m_canvas->holdView(m_reopened->view.view);
    m_reopened->isShown = true;
}

void HeatmapWidget::endReopened()
{
    if (!m_reopened)
        return;
    const heatmap::HeatmapOptions before = m_reopened->before;
    m_reopened.reset();
    setOptions(before);
    m_canvas->setReopened(false);
    m_canvas->forget(false);
    refresh();
    Q_EMIT reopenedEnded();
}

void HeatmapWidget::setPositions(const std::vector<Position> &positions)
{
    m_positions = positions;
    refresh();
}

std::shared_ptr<const std::vector<PositionView>> HeatmapWidget::positionsIn(const AssetSnapshot &asset) const
{
    auto views = std::make_shared<std::vector<PositionView>>();
    for (const Position &each : m_positions) {
        if (each.asset == asset.asset)
            views->push_back(viewOf(each, &asset));
    }
    return views->empty() ? nullptr : views;
}

void HeatmapWidget::refresh()
{
    std::shared_ptr<const AssetSnapshot> asset;
    if (m_snapshot) {
        for (const auto &each : m_snapshot->assets) {
            if (each->asset == m_asset.toStdString())
                asset = each;
        }
    }
    TimeMs nowMs = m_snapshot ? m_snapshot->marketMs : 0;
    if (m_reopened && m_reopened->then) {
        asset = m_reopened->then;
        nowMs = m_reopened->view.nowMs;
    }
    if (!asset || !asset->map || asset->map->isEmpty() || asset->map->price <= 0) {
        showEmpty(asset.get());
        return;
    }
    const bool isFirst = !m_canvas->scene().map;
    m_canvas->setMarket(asset->map, asset, nowMs);
    m_canvas->setPositions(m_reopened && m_reopened->then ? nullptr : positionsIn(*asset));
    m_pages->setCurrentWidget(m_canvas);
    if (isFirst && m_reopened)
        showReopened();
}

void HeatmapWidget::showEmpty(const AssetSnapshot *asset)
{
    m_pages->setCurrentWidget(m_empty);
    if (m_asset.isEmpty()) {
        m_empty->setMessage(tr("No asset chosen"), tr("choose one in the header or the watchlist"));
        return;
    }
    const QString title = tr("Waiting for the liquidation map of %1").arg(m_asset);
    if (!m_snapshot || !asset) {
        m_empty->setMessage(title, tr("no venue has answered yet"));
        return;
    }
    if (m_snapshot->venuesTotal > 0 && m_snapshot->venuesLive == 0 && !asset->map) {
        m_empty->setMessage(title, tr("no venue is live: the Venues panel says why"));
        return;
    }
    const HistoryProgress &history = asset->history;
    if (history.bars.venues == 0) {
        m_empty->setMessage(title, tr("it is made from the price and open-interest history of the venues"));
        return;
    }
    const QString under = heatmap::Chips::progress(history);
    if (under.isEmpty()) {
        m_empty->setMessage(title, heatmap::Chips::missing(history));
        return;
    }
    const int done = history.bars.week + history.openInterest.week;
    const int all = history.bars.venues + history.openInterest.venues;
    m_empty->setMessage(title, under, static_cast<double>(done) / static_cast<double>(all));
}

void HeatmapWidget::retranslate()
{
    for (const Key &key : m_keys) {
        if (key.text)
            key.action->setText(key.text());
    }
    setAccessibleName(tr("Liquidation heatmap"));
}

void HeatmapWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace isobar
