// The hands of the canvas: mouse, wheel, and what keys ask for.
#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/clusterlabels.h"
#include "widgets/heatmap/heatmapcanvas.h"
#include "widgets/heatmap/hover.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double NotchFactor = 1.18; // a notch of the wheel is 120
constexpr double LeastBand = 8, LeastDrag = 3; // logical pixels
constexpr qint64 ContinuedMs = 700; // notches that follow one another are one step of the history

} // namespace

void HeatmapCanvas::remember(bool isContinued)
{
    const bool isSameStep = isContinued && m_sinceRemembered.isValid() && m_sinceRemembered.elapsed() < ContinuedMs;
    m_sinceRemembered.start();
    if (!isSameStep && m_scene.view.isValid())
        m_history.push(m_scene.view);
}

void HeatmapCanvas::setView(const Viewport &view)
{
    remember(false);
    const Viewport wanted = limited(view);
    setFollowing(isAtLive(wanted, static_cast<double>(m_scene.nowMs), 2 * msPerDevicePixel()));
    applyView(wanted);
}

void HeatmapCanvas::holdView(const Viewport &view)
{
    remember(false);
    setPriceLocked(false);
    setFollowing(false);
    applyView(view);
}

void HeatmapCanvas::setReopened(bool reopened)
{
    m_scene.isReopened = reopened;
    renewChips();
}

void HeatmapCanvas::showRange(double hours)
{
    m_rangeHours = hours;
    if (!m_scene.map || !m_scene.view.isValid())
        return;
    remember(false);
    if (const auto view = startView(*m_scene.map, static_cast<double>(m_scene.nowMs), hours)) {
        setFollowing(true);
        applyView(*view);
    }
}

void HeatmapCanvas::zoom(double timeFactor, double priceFactor)
{
    if (!m_scene.view.isValid())
        return;
    remember(true);
    const PlotTransform at = transform();
    const bool isInPlot = m_cursor.pointer && m_areas.plot.contains(*m_cursor.pointer);
    const double ms = isInPlot ? at.ms(m_cursor.pointer->x())
        : m_isFollowing        ? static_cast<double>(m_scene.nowMs)
                               : (m_scene.view.fromMs + m_scene.view.toMs) / 2;
    const double price =
        isInPlot ? at.logPrice(m_cursor.pointer->y()) : (m_scene.view.logLow + m_scene.view.logHigh) / 2;
    const Viewport view = zoomedAt(m_scene.view, ms, price, timeFactor, priceFactor);
    if (timeFactor != 1)
        setFollowing(isAtLive(view, static_cast<double>(m_scene.nowMs), 2 * msPerDevicePixel()));
    applyView(view);
}

void HeatmapCanvas::pan(double timeShare, double priceShare)
{
    if (!m_scene.view.isValid())
        return;
    remember(true);
    const Viewport view = panned(m_scene.view, timeShare * m_scene.view.spanMs(), priceShare * m_scene.view.logSpan());
    if (timeShare != 0)
        setFollowing(false);
    applyView(view);
}

void HeatmapCanvas::zoomBack()
{
    if (const auto view = m_history.pop()) {
        setFollowing(isAtLive(*view, static_cast<double>(m_scene.nowMs), view->spanMs() * 0.02));
        applyView(*view);
    }
}

void HeatmapCanvas::resetPrice()
{
    if (!m_scene.map || !m_scene.view.isValid())
        return;
    const auto window = priceWindow(*m_scene.map, static_cast<TimeMs>(m_scene.view.fromMs));
    if (!window)
        return;
    remember(false);
    Viewport view = m_scene.view;
    std::tie(view.logLow, view.logHigh) = *window;
    applyView(limited(view));
}

void HeatmapCanvas::resetTime()
{
    if (!m_scene.view.isValid())
        return;
    remember(false);
    Viewport view = m_scene.view;
    showHours(view, static_cast<double>(m_scene.nowMs), m_rangeHours);
    setFollowing(true);
    applyView(view);
}

void HeatmapCanvas::backToLive()
{
    if (!m_scene.view.isValid())
        return;
    remember(false);
    setFollowing(true);
    const Viewport view = followed(m_scene.view, static_cast<double>(m_scene.nowMs));
    applyView(withPriceInView(view, lastPrice(m_scene)));
}

void HeatmapCanvas::setPriceLocked(bool locked)
{
    if (locked == m_isPriceLocked)
        return;
    m_isPriceLocked = locked;
    if (locked && m_scene.view.isValid()) {
        remember(false);
        applyView(centredOn(m_scene.view, lastPrice(m_scene)));
    }
    Q_EMIT priceLockChanged(locked);
}

void HeatmapCanvas::showPrice(double price)
{
    if (m_scene.view.isValid() && price > 0) {
        remember(false);
        applyView(withPriceInView(m_scene.view, price));
    }
}

void HeatmapCanvas::clearMeasures()
{
    if (m_drag == Drag::Pan)
        applyView(m_dragView);
    m_drag = Drag::None;
    m_cursor.band.reset();
    m_cursor.ruler.reset();
    m_cursor.whatIfPrice.reset();
    m_cursor.hasBox = true;
    renewCursor();
}

void HeatmapCanvas::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const double notches = (angle.y() != 0 ? angle.y() : angle.x()) / 120.0;
    if (notches == 0 || !m_scene.view.isValid())
        return;
    m_cursor.pointer = event->position();
    const double factor = std::pow(NotchFactor, -notches);
    const bool isPriceOnly = event->modifiers() & Qt::ControlModifier || m_areas.priceAxis.contains(event->position())
        || m_areas.edge.contains(event->position());
    const bool isTimeOnly =
        event->modifiers() & Qt::ShiftModifier || (event->position().y() >= m_areas.plot.bottom() && !isPriceOnly);
    zoom(isPriceOnly ? 1 : factor, isTimeOnly ? 1 : factor);
    event->accept();
}

void HeatmapCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_scene.view.isValid()) {
        QWidget::mousePressEvent(event);
        return;
    }
    const QPointF at = event->position();
    for (const Chip &chip : m_chips) {
        if (chip.isBackToLive && chip.box.contains(at)) {
            backToLive();
            return;
        }
    }
    m_dragFrom = at;
    m_dragView = m_scene.view;
    m_hasMoved = false;
    const bool hadRuler = m_cursor.ruler.has_value();
    m_cursor.ruler.reset();
    const QRectF handle = CursorPainter::handleBox(m_scene, m_areas, m_theme, m_cursor.whatIfPrice);
    if (handle.adjusted(0, -3, 0, 3).contains(at))
        m_drag = Drag::Handle;
    else if (m_areas.priceAxis.contains(at))
        m_drag = Drag::PriceAxis;
    else if (m_areas.timeAxis.contains(at))
        m_drag = Drag::TimeAxis;
    else if (m_areas.plot.contains(at) && event->modifiers() & Qt::ControlModifier)
        m_drag = Drag::Band;
    else if (m_areas.plot.contains(at) && event->modifiers() & Qt::ShiftModifier)
        m_drag = Drag::Ruler;
    else if (at.x() < m_areas.plot.right())
        m_drag = Drag::Pan;
    if (hadRuler)
        renewCursor();
}

void HeatmapCanvas::dragTo(QPointF position, Qt::KeyboardModifiers)
{
    const QPointF moved = position - m_dragFrom;
    if (!m_hasMoved && moved.manhattanLength() < LeastDrag)
        return;
    if (!m_hasMoved && (m_drag == Drag::Pan || m_drag == Drag::PriceAxis || m_drag == Drag::TimeAxis))
        remember(false);
    m_hasMoved = true;
    m_cursor.hasBox = false;
    const PlotTransform from{m_dragView, m_areas.plot};
    const QRectF &plot = m_areas.plot;
    const QPointF inPlot(
        std::clamp(position.x(), plot.left(), plot.right()), std::clamp(position.y(), plot.top(), plot.bottom()));
    switch (m_drag) {
    case Drag::None:
        break;
    case Drag::Pan: {
        const bool isInStrips = m_dragFrom.y() >= plot.bottom();
        if (std::abs(moved.x()) >= LeastDrag)
            setFollowing(false);
        applyView(panned(m_dragView, -moved.x() * from.msPerPixel(),
            isInStrips ? 0 : moved.y() / plot.height() * m_dragView.logSpan()));
        break;
    }
    case Drag::Band:
        m_cursor.band = QRectF(m_dragFrom, inPlot).normalized();
        break;
    case Drag::Ruler:
        m_cursor.ruler =
            Ruler{from.ms(m_dragFrom.x()), from.ms(inPlot.x()), from.price(m_dragFrom.y()), from.price(inPlot.y())};
        break;
    case Drag::Handle:
        m_cursor.whatIfPrice = from.price(inPlot.y());
        break;
    case Drag::PriceAxis:
        applyView(zoomedAt(m_dragView, m_dragView.fromMs, (m_dragView.logLow + m_dragView.logHigh) / 2, 1,
            std::exp(moved.y() / plot.height() * 2)));
        break;
    case Drag::TimeAxis: {
        // Pulled about now while following, so that now stays where it is.
        const double at = m_isFollowing ? static_cast<double>(m_scene.nowMs) : m_dragView.toMs;
        applyView(zoomedAt(m_dragView, at, m_dragView.logLow, std::exp(-moved.x() / plot.width() * 2), 1));
        break;
    }
    }
}

void HeatmapCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag != Drag::None && (event->buttons() & Qt::LeftButton))
        dragTo(event->position(), event->modifiers());
    else
        renewShape(event->position());
    moveCursor(event->position());
}

void HeatmapCanvas::renewShape(QPointF position)
{
    Qt::CursorShape shape = Qt::CrossCursor;
    const QRectF handle = CursorPainter::handleBox(m_scene, m_areas, m_theme, m_cursor.whatIfPrice);
    const bool isOnChip = std::any_of(m_chips.begin(), m_chips.end(),
        [&](const Chip &chip) { return chip.isBackToLive && chip.box.contains(position); });
    if (isOnChip)
        shape = Qt::PointingHandCursor;
    else if (handle.contains(position) || m_areas.priceAxis.contains(position))
        shape = Qt::SizeVerCursor;
    else if (m_areas.timeAxis.contains(position))
        shape = Qt::SizeHorCursor;
    else if (!m_areas.plot.contains(position) && m_areas.stripsBox().isEmpty())
        shape = Qt::ArrowCursor;
    if (shape != cursor().shape())
        setCursor(shape);
}

void HeatmapCanvas::finishBand()
{
    const QRectF band = m_cursor.band.value_or(QRectF());
    m_cursor.band.reset();
    if (band.width() < LeastBand || band.height() < LeastBand)
        return;
    const PlotTransform at = transform();
    setView({at.ms(band.left()), at.ms(band.right()), at.logPrice(band.bottom()), at.logPrice(band.top())});
}

void HeatmapCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    m_cursor.hasBox = true;
    if (drag == Drag::Band)
        finishBand();
    if (drag == Drag::Pan && !m_hasMoved && m_scene.map && m_scene.options.clusters) {
        for (const ClusterLabel &label : clusterLabels(m_scene, m_areas, m_theme)) {
            if (label.box.contains(event->position()) || label.band.contains(event->position())) {
                Q_EMIT clusterClicked(label.cluster->id);
                break;
            }
        }
    }
    // Near the price the handle is let go of.
    const double now = lastPrice(m_scene);
    if (drag == Drag::Handle && m_cursor.whatIfPrice && now > 0
        && std::abs(transform().y(*m_cursor.whatIfPrice) - transform().y(now)) < 4)
        m_cursor.whatIfPrice.reset();
    if (drag == Drag::Pan && m_hasMoved)
        setFollowing(isAtLive(m_scene.view, static_cast<double>(m_scene.nowMs), 4 * transform().msPerPixel()));
    moveCursor(event->position());
}

void HeatmapCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_areas.priceAxis.contains(event->position())) {
        m_cursor.whatIfPrice.reset();
        resetPrice();
    } else if (m_areas.timeAxis.contains(event->position())) {
        resetTime();
    }
}

void HeatmapCanvas::moveCursor(std::optional<QPointF> pointer)
{
    m_cursor.pointer = pointer;
    renewReading();
    renewCursor();
}

void HeatmapCanvas::renewReading()
{
    if (!m_cursor.pointer || !m_scene.view.isValid() || !m_areas.plot.contains(*m_cursor.pointer))
        return;
    const PlotTransform at = transform();
    m_cursor.reading =
        readingAt(m_scene, msPerDevicePixel(), at.ms(m_cursor.pointer->x()), at.price(m_cursor.pointer->y()));
    Q_EMIT readingChanged();
}

void HeatmapCanvas::renewCursor()
{
    const CursorPainter painter(m_scene, m_areas, m_theme, m_cursor);
    update(m_cursorRegion + painter.region());
    m_cursorRegion = painter.region();
}

void HeatmapCanvas::leaveEvent(QEvent *event)
{
    moveCursor(std::nullopt);
    QWidget::leaveEvent(event);
}

void HeatmapCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void HeatmapCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace isobar::heatmap
