#include "widgets/heatmap/heatmapcanvas.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/chainlayer.h"
#include "widgets/heatmap/clusterlabels.h"
#include "widgets/heatmap/hover.h"
#include "widgets/heatmap/markspainter.h"
#include "widgets/heatmap/positionlines.h"
#include "widgets/heatmap/scenepainter.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <cmath>
#include <utility>

namespace isobar::heatmap {

namespace {

constexpr double MarksMargin = 30; // logical pixels: the largest mark that hangs over from an unchanged column
constexpr TimeMs ProvisionalMs = 3 * MinuteMs; // bars change so long

/// Whether all closed columns are the same: the newest chunk of each series may differ.
bool isContinued(const LevelMap &before, const LevelMap &now)
{
    for (std::size_t s = 0; s < now.series.size(); ++s) {
        const auto &a = before.series[s].chunks, &b = now.series[s].chunks;
        if (a.empty() != b.empty() || b.size() < a.size())
            return false;
        if (a.empty())
            continue;
        for (std::size_t i = 0; i + 1 < a.size(); ++i) {
            if (a[i]->serial != b[i]->serial)
                return false;
        }
        if (a.back()->openMs != b[a.size() - 1]->openMs || a.back()->firstColumn != b[a.size() - 1]->firstColumn)
            return false;
    }
    return true;
}

/// Whether the clusters stand where they stood; how much is in them does not matter.
bool hasSamePlaces(const std::vector<const Cluster *> &a, const std::vector<const Cluster *> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Cluster *x, const Cluster *y) {
        return x->id == y->id && x->low == y->low && x->high == y->high && x->peak == y->peak
            && x->firstSeenMs == y->firstSeenMs;
    });
}

} // namespace

HeatmapCanvas::HeatmapCanvas(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_layers.invalidateColours();
        relayout();
    });
    connect(&m_tiles, &TileStore::tilesChanged, this, [this](double fromMs, double toMs) {
        m_layers.invalidateCells(fromMs, toMs);
        if (!m_scene.view.isValid())
            return;
        const double from = std::max(m_areas.plot.left(), transform().x(std::max(fromMs, m_scene.view.fromMs)) - 2);
        const double to = std::min(m_areas.plot.right(), transform().x(std::min(toMs, m_scene.view.toMs)) + 2);
        m_frameKind = "live";
        update(QRectF(from, m_areas.plot.top(), to - from, m_areas.plot.height()).toAlignedRect());
    });
}

double HeatmapCanvas::msPerDevicePixel() const
{
    return m_scene.view.spanMs() / std::max(1.0, std::round(m_areas.plot.width() * devicePixelRatioF()));
}

void HeatmapCanvas::relayout()
{
    m_areas = ScenePainter::layout(QRectF(QPointF(0, 0), QSizeF(size())), m_scene.options, m_theme);
    m_layers.mark(HeatmapLayers::All);
    renewChips();
    m_frameKind = "full";
    wantTiles();
    renewCursor();
    update();
}

void HeatmapCanvas::setOptions(const HeatmapOptions &options)
{
    if (options == m_scene.options)
        return;
    m_scene.options = options;
    m_layers.invalidateColours();
    relayout();
    renewReading();
}

void HeatmapCanvas::setPositions(const std::shared_ptr<const std::vector<PositionView>> &positions)
{
    const std::vector<PositionLine> before = positionLines(m_scene, m_areas, m_theme);
    m_scene.positions = positions;
    if (m_scene.options.positions && positionLines(m_scene, m_areas, m_theme) != before) {
        m_layers.mark(HeatmapLayers::Plot);
        update(m_areas.plot.toAlignedRect());
        speak();
    }
    if (m_cursor.whatIfPrice)
        renewCursor();
}

void HeatmapCanvas::setZone(TimeZoneChoice zone)
{
    if (zone == m_scene.zone)
        return;
    m_scene.zone = zone;
    relayout();
}

void HeatmapCanvas::wantTiles()
{
    if (!m_scene.map || !m_scene.view.isValid())
        return;
    const TileKind kind = ScenePainter::tileKind(m_scene);
    std::vector<CoverSpan> cover = ScenePainter::cellCover(m_scene, msPerDevicePixel());
    if (kind == m_tiles.shown().kind) {
        // A screen on either side, so that a pan finds it ready.
        HeatmapScene wider = m_scene;
        wider.view = zoomedAt(m_scene.view, (m_scene.view.fromMs + m_scene.view.toMs) / 2, m_scene.view.logLow, 3, 1);
        for (CoverSpan &span : ScenePainter::cellCover(wider, msPerDevicePixel()))
            cover.push_back(std::move(span));
    }
    m_tiles.want(*m_scene.map, cover, kind);
}

void HeatmapCanvas::startAnew()
{
    m_history.clear();
    m_cursor.ruler.reset();
    m_cursor.whatIfPrice.reset();
    m_scene.view = {};
    const auto view = startView(*m_scene.map, static_cast<double>(m_scene.nowMs), m_rangeHours);
    m_layers.invalidateColours();
    setFollowing(true);
    if (view)
        applyView(*view);
}

void HeatmapCanvas::setMarket(const LevelMapPtr &map, const std::shared_ptr<const AssetSnapshot> &market, TimeMs nowMs)
{
    const HeatmapScene before = m_scene;
    const QRectF labelsBefore = labelsBox();
    m_scene.map = map;
    m_scene.market = market;
    m_scene.nowMs = nowMs;
    if (map)
        m_scene.asset = QString::fromStdString(map->asset);
    if (!map || map->isEmpty()) {
        m_layers.mark(HeatmapLayers::All);
        update();
        return;
    }
    const bool keepsView = std::exchange(m_keepsView, false) && before.asset == m_scene.asset;
    const bool isSame = before.map ? before.map->asset == map->asset : keepsView;
    if (!before.map || !isSame || !m_scene.view.isValid()) {
        if (!isSame || !m_scene.view.isValid())
            startAnew();
        else if (m_isFollowing)
            follow();
        relayout();
        speak();
        return;
    }
    if (before.map->scale != map->scale || before.map->opensOnlyScale != map->opensOnlyScale
        || before.map->reportedScale != map->reportedScale)
        m_layers.invalidateColours();
    wantTiles();
    if (m_isFollowing)
        follow();
    if (m_scene.view == before.view)
        markNewMarket(before, labelsBefore);
    renewChips();
    if (m_cursor.pointer)
        renewReading();
    if (m_cursor.whatIfPrice || m_cursor.ruler)
        renewCursor();
    speak();
}

void HeatmapCanvas::forget(bool keepView)
{
    m_tiles.forget();
    m_layers.invalidateColours();
    m_layers.mark(HeatmapLayers::All);
    m_keepsView = keepView && m_scene.view.isValid();
    m_scene.map.reset();
    m_scene.market.reset();
}

void HeatmapCanvas::follow()
{
    // By whole pixels of the device: less would move nothing but the marks.
    const auto wholePixels = [](double shift, double perPixel) { return std::trunc(shift / perPixel) * perPixel; };
    const double perPixel = msPerDevicePixel();
    const Viewport wanted = followed(m_scene.view, static_cast<double>(m_scene.nowMs));
    Viewport view = panned(m_scene.view, wholePixels(wanted.fromMs - m_scene.view.fromMs, perPixel), 0);
    const double price = lastPrice(m_scene);
    const Viewport held = m_isPriceLocked ? centredOn(view, price) : withPriceInView(view, price);
    const double perRow = view.logSpan() / std::max(1.0, std::round(m_areas.plot.height() * devicePixelRatioF()));
    view = panned(view, 0, wholePixels(held.logLow - view.logLow, perRow));
    if (view != m_scene.view)
        applyView(view);
}

QRectF HeatmapCanvas::labelsBox() const
{
    QRectF box;
    if (!m_scene.map || !m_scene.view.isValid())
        return box;
    if (m_scene.options.chains)
        box |= chainBounds(chainArrows(m_scene, m_areas, m_theme));
    if (!m_scene.options.clusters)
        return box;
    for (const ClusterLabel &label : clusterLabels(m_scene, m_areas, m_theme))
        box |= label.box;
    return box;
}

void HeatmapCanvas::markNewMarket(const HeatmapScene &before, const QRectF &labelsBefore)
{
    const bool hasNewPlaces = m_scene.options.clusters
        && !hasSamePlaces(labelledClusters(*before.map, before.view), labelledClusters(*m_scene.map, m_scene.view));
    m_frameKind = "live";
    QRectF dirty = m_areas.plot;
    if (!hasNewPlaces && isContinued(*before.map, *m_scene.map)) {
        const auto provisional = static_cast<double>(before.nowMs - ProvisionalMs);
        double left = transform().x(provisional) - MarksMargin;
        const auto viewOf = [](const HeatmapScene &scene) {
            return scene.market ? scene.market->liquidations.get() : nullptr;
        };
        if (const auto print = firstDifference(viewOf(before), viewOf(m_scene)))
            left = std::min(left, transform().x(static_cast<double>(*print)) - MarksMargin);
        for (const QRectF &labels : {labelsBefore, labelsBox()}) {
            if (!labels.isEmpty())
                left = std::min(left, labels.left() - 2);
        }
        dirty.setLeft(std::clamp(left, m_areas.plot.left(), m_areas.plot.right()));
    }
    m_layers.markPlot(dirty);
    m_layers.mark(HeatmapLayers::PriceAxis | HeatmapLayers::Edge | HeatmapLayers::Strips);
    update(dirty.toAlignedRect());
    update((m_areas.priceAxis | m_areas.edge).toAlignedRect());
    update(m_areas.stripsBox().toAlignedRect());
}

void HeatmapCanvas::applyView(const Viewport &view)
{
    const bool hasTimeMoved = view.fromMs != m_scene.view.fromMs || view.toMs != m_scene.view.toMs;
    const bool hasPriceMoved = view.logLow != m_scene.view.logLow || view.logHigh != m_scene.view.logHigh;
    if (!hasTimeMoved && !hasPriceMoved)
        return;
    m_frameKind = view.spanMs() == m_scene.view.spanMs() && view.logSpan() == m_scene.view.logSpan() ? "pan" : "zoom";
    m_scene.view = view;
    m_layers.mark(HeatmapLayers::Plot | HeatmapLayers::PriceAxis | HeatmapLayers::Edge
        | (hasTimeMoved ? HeatmapLayers::TimeAxis | HeatmapLayers::Strips : 0U));
    wantTiles();
    renewReading();
    renewCursor();
    update();
    Q_EMIT viewChanged();
}

void HeatmapCanvas::setFollowing(bool following)
{
    if (following == m_isFollowing)
        return;
    m_isFollowing = following;
    renewChips();
    Q_EMIT followingChanged(following);
}

void HeatmapCanvas::renewChips()
{
    std::vector<Chip> chips = Chips::of(m_scene, m_areas, m_theme, !m_isFollowing);
    const auto boxes = [](const std::vector<Chip> &all) {
        QRegion region;
        for (const Chip &chip : all)
            region += chip.box.toAlignedRect();
        return region;
    };
    const bool isSame = std::equal(chips.begin(), chips.end(), m_chips.begin(), m_chips.end(),
        [](const Chip &a, const Chip &b) { return a.text == b.text && a.box == b.box; });
    if (isSame)
        return;
    update(boxes(chips) + boxes(m_chips));
    m_chips = std::move(chips);
}

const QImage &HeatmapCanvas::picture()
{
    m_layers.resize(QSizeF(size()), devicePixelRatioF());
    m_layers.renew(m_scene, m_areas, m_theme, m_tiles.shown());
    return m_layers.picture();
}

void HeatmapCanvas::paintEvent(QPaintEvent *event)
{
    m_log.begin();
    const QImage &layers = picture();
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), layers);
    Chips::paint(painter, m_chips, m_theme);
    CursorPainter(m_scene, m_areas, m_theme, m_cursor).paint(painter);
    if (hasFocus()) {
        painter.setPen(m_theme.colour(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    painter.end();
    m_log.end(std::exchange(m_frameKind, "cursor"), event->rect().width(), event->rect().height());
}

void HeatmapCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    relayout();
}

bool HeatmapCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        relayout();
        speak();
    }
    return QWidget::event(event);
}

void HeatmapCanvas::speak()
{
    setAccessibleName(tr("Liquidation heatmap of %1, modelled").arg(m_scene.asset));
    QStringList sentences;
    if (m_scene.map) {
        for (const Cluster *cluster : labelledClusters(*m_scene.map, m_scene.view))
            sentences << ReadoutWords::sideName(cluster->side) + QLatin1Char(' ')
                    + ReadoutWords::clusterLabel(*cluster, lastPrice(m_scene));
        if (m_scene.options.positions) {
            for (const PositionLine &line : positionLines(m_scene, m_areas, m_theme))
                sentences << line.text;
        }
    }
    setAccessibleDescription(sentences.join(QLatin1String("; ")));
}

} // namespace isobar::heatmap
