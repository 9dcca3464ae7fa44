#include "widgets/heatmap/cursorpainter.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/edgemappainter.h"
#include "widgets/heatmap/rulerwords.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/heatmap/strippainter.h"
#include "widgets/style/formats.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double Padding = 8, BetweenColumns = 14, Distance = 16;

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

} // namespace

QRectF boxBeside(QPointF pointer, QSizeF size, const QRectF &bounds)
{
    QRectF box(pointer + QPointF(Distance, Distance), size);
    if (box.right() > bounds.right())
        box.moveRight(pointer.x() - Distance);
    if (box.bottom() > bounds.bottom())
        box.moveBottom(pointer.y() - Distance);
    const QRectF before = box;
    box.moveLeft(std::max(bounds.left(), box.left()));
    box.moveTop(std::max(bounds.top(), box.top()));
    if (box.contains(pointer)) {
        // Pushed over the pointer: there is room beside it in one direction at most.
        box = before;
        if (pointer.x() + Distance + size.width() <= bounds.right()
            || pointer.x() - Distance - size.width() >= bounds.left())
            box.moveTop(std::clamp(box.top(), bounds.top(), std::max(bounds.top(), bounds.bottom() - size.height())));
        else
            box.moveLeft(std::clamp(box.left(), bounds.left(), std::max(bounds.left(), bounds.right() - size.width())));
    }
    return box;
}

CursorPainter::CursorPainter(
    const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, const CursorState &state)
    : m_scene(scene), m_areas(areas), m_theme(theme), m_state(state), m_transform{scene.view, areas.plot}
{
    if (!scene.view.isValid() || areas.plot.isEmpty())
        return;
    if (state.whatIfPrice)
        layOutWhatIf();
    if (state.ruler)
        layOutRuler();
    if (state.band)
        cover(state.band->adjusted(-2, -2, 2, 2));
    if (state.pointer)
        layOutCross();
    if (state.pointer && state.hasBox && areas.plot.contains(*state.pointer))
        layOutBox();
}

void CursorPainter::cover(const QRectF &rect)
{
    if (!rect.isEmpty())
        m_region += rect.toAlignedRect();
}

void CursorPainter::layOutCross()
{
    const QPointF at = *m_state.pointer;
    const QRectF &plot = m_areas.plot;
    const QRectF strips = m_areas.stripsBox();
    const double below = strips.isEmpty() ? plot.bottom() : strips.bottom();
    if (at.x() >= plot.left() && at.x() < plot.right() && at.y() >= plot.top() && at.y() < below) {
        m_vertical = QRectF(std::floor(at.x()), plot.top(), 1, below - plot.top());
        const auto ms = static_cast<TimeMs>(m_transform.ms(at.x()));
        m_timeText = formats::dateTime(ms, m_scene.zone);
        m_timeTag = timeTag(m_areas, m_theme, at.x(), m_timeText);
        cover(m_vertical);
        cover(m_timeTag);
        if (!strips.isEmpty())
            cover(strips);
    }
    if (at.y() >= plot.top() && at.y() < plot.bottom() && at.x() < m_areas.priceAxis.right()) {
        m_horizontal = QRectF(plot.left(), std::floor(at.y()), m_areas.priceAxis.left() - plot.left(), 1);
        m_priceText = formats::price(m_transform.price(at.y()));
        m_priceTag = priceTag(m_areas, m_theme, at.y());
        cover(m_horizontal);
        cover(m_priceTag);
        cover(m_areas.edge);
    }
}

void CursorPainter::layOutBox()
{
    m_rows = ReadoutWords::rows(m_state.reading, m_scene.zone);
    if (m_state.reading.cluster && !m_scene.options.chains) {
        m_chain = chainArrows(m_scene, m_areas, m_theme, m_state.reading.cluster->side);
        cover(chainBounds(m_chain) & m_areas.plot);
    }
    const QFontMetricsF metrics(m_theme.numberFont());
    double names = 0, values = 0;
    for (const ReadoutWords::Row &row : m_rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, metrics.horizontalAdvance(row.value));
    }
    const QSizeF size(std::ceil(names + BetweenColumns + values + 2 * Padding),
        std::ceil((metrics.height() + 1) * static_cast<double>(m_rows.size()) + 10));
    m_box = boxBeside(*m_state.pointer, size, m_areas.whole);
    cover(m_box.adjusted(-1, -1, 1, 1));
}

QSizeF CursorPainter::noteSize(const QStringList &lines) const
{
    const QFontMetricsF metrics(m_theme.numberFont());
    double width = 0;
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    return {std::ceil(width + 2 * Padding), std::ceil(metrics.height() * static_cast<double>(lines.size()) + 8)};
}

void CursorPainter::layOutRuler()
{
    const Ruler &ruler = *m_state.ruler;
    m_rulerArea = QRectF(QPointF(m_transform.x(ruler.fromMs), m_transform.y(ruler.fromPrice)),
        QPointF(m_transform.x(ruler.toMs), m_transform.y(ruler.toPrice)))
                      .normalized();
    m_rulerLines = RulerWords::lines(ruler, m_scene.map.get());
    const QSizeF size = noteSize(m_rulerLines);
    const bool isDown = ruler.toPrice < ruler.fromPrice;
    m_rulerNote = QRectF(QPointF(m_rulerArea.center().x() - size.width() / 2,
                             isDown ? m_rulerArea.bottom() + 6 : m_rulerArea.top() - 6 - size.height()),
        size);
    const QRectF &plot = m_areas.plot;
    m_rulerNote.moveLeft(
        std::clamp(m_rulerNote.left(), plot.left(), std::max(plot.left(), plot.right() - size.width())));
    m_rulerNote.moveTop(std::clamp(m_rulerNote.top(), plot.top(), std::max(plot.top(), plot.bottom() - size.height())));
    cover(m_rulerArea.adjusted(-2, -2, 2, 2) & m_areas.plot);
    cover(m_rulerNote.adjusted(-1, -1, 1, 1));
}

QRectF CursorPainter::handleBox(
    const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, std::optional<double> whatIfPrice)
{
    const double price = whatIfPrice.value_or(lastPrice(scene));
    if (price <= 0 || !scene.view.isValid() || price < scene.view.low() || price > scene.view.high())
        return {};
    return priceTag(areas, theme, PlotTransform{scene.view, areas.plot}.y(price));
}

void CursorPainter::layOutWhatIf()
{
    if (!m_scene.map)
        return;
    const double price = *m_state.whatIfPrice;
    m_whatIfY = std::clamp(m_transform.y(price), m_areas.plot.top(), m_areas.plot.bottom() - 1);
    m_whatIfTag = priceTag(m_areas, m_theme, m_whatIfY);
    m_whatIfLines = RulerWords::whatIf(whatIf(*m_scene.map, price), m_scene.map.get(),
        m_scene.market ? m_scene.market->chains.get() : nullptr,
        m_scene.options.positions ? m_scene.positions.get() : nullptr);
    const QSizeF size = noteSize(m_whatIfLines);
    const QRectF &plot = m_areas.plot;
    m_whatIfNote = QRectF(QPointF(plot.right() - size.width() - 8, m_whatIfY - size.height() - 6), size);
    if (price < lastPrice(m_scene))
        m_whatIfNote.moveTop(m_whatIfY + 6);
    m_whatIfNote.moveTop(
        std::clamp(m_whatIfNote.top(), plot.top(), std::max(plot.top(), plot.bottom() - size.height())));
    // The way there is shaded from now on.
    const double y = m_transform.y(lastPrice(m_scene));
    const double left = std::clamp(m_transform.x(static_cast<double>(m_scene.nowMs)), plot.left(), plot.right());
    cover(QRectF(QPointF(left, std::min(y, m_whatIfY) - 1), QPointF(plot.right(), std::max(y, m_whatIfY) + 1)) & plot);
    cover(QRectF(plot.left(), std::floor(m_whatIfY) - 1, m_areas.priceAxis.right() - plot.left(), 3));
    cover(m_whatIfTag);
    cover(m_whatIfNote.adjusted(-1, -1, 1, 1));
}

void CursorPainter::paintNote(QPainter &painter, const QRectF &box, const QStringList &lines, const QColor &edge) const
{
    painter.setPen(QPen(edge, 1));
    painter.setBrush(faded(m_theme.colour(Token::PanelAlternate), 0.95));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    QFont font = m_theme.numberFont();
    const double height = QFontMetricsF(font).height();
    QRectF row(box.left() + Padding, box.top() + 4, box.width() - 2 * Padding, height);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        painter.setFont(font);
        painter.setPen(m_theme.colour(i == 0 ? Token::Value : Token::Label));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, lines[i]);
        row.translate(0, height);
    }
}

void CursorPainter::paintLines(QPainter &painter) const
{
    const QColor line = faded(m_theme.colour(Token::Value), 0.55);
    painter.setBrush(Qt::NoBrush);
    if (!m_vertical.isEmpty()) {
        painter.setPen(QPen(line, 1, Qt::DashLine));
        painter.drawLine(
            QPointF(m_vertical.left() + 0.5, m_vertical.top()), QPointF(m_vertical.left() + 0.5, m_vertical.bottom()));
    }
    if (!m_horizontal.isEmpty()) {
        painter.setPen(QPen(line, 1, Qt::DashLine));
        painter.drawLine(QPointF(m_horizontal.left(), m_horizontal.top() + 0.5),
            QPointF(m_horizontal.right(), m_horizontal.top() + 0.5));
    }
}

void CursorPainter::paint(QPainter &painter) const
{
    painter.save();
    if (m_state.whatIfPrice && m_scene.map) {
        const QRectF &plot = m_areas.plot;
        const QColor colour =
            m_theme.colour(*m_state.whatIfPrice < lastPrice(m_scene) ? Token::LiquidatedLong : Token::LiquidatedShort);
        const double y = m_transform.y(lastPrice(m_scene));
        const double left = std::clamp(m_transform.x(static_cast<double>(m_scene.nowMs)), plot.left(), plot.right());
        const QRectF way(QPointF(left, std::min(y, m_whatIfY)), QPointF(plot.right(), std::max(y, m_whatIfY)));
        painter.fillRect(way & plot, faded(colour, 0.16));
        painter.setPen(QPen(colour, 1));
        const double at = std::floor(m_whatIfY) + 0.5;
        painter.drawLine(QPointF(plot.left(), at), QPointF(m_areas.priceAxis.left(), at));
        paintNote(painter, m_whatIfNote, m_whatIfLines, colour);
        paintTag(painter, m_whatIfTag, m_theme, formats::price(*m_state.whatIfPrice), colour, inkOn(colour));
    }
    if (m_state.ruler) {
        const QColor colour =
            m_theme.colour(m_state.ruler->toPrice < m_state.ruler->fromPrice ? Token::Down : Token::Up);
        painter.setPen(QPen(colour, 1));
        painter.setBrush(faded(colour, 0.15));
        painter.drawRect((m_rulerArea & m_areas.plot).adjusted(0.5, 0.5, -0.5, -0.5));
        paintNote(painter, m_rulerNote, m_rulerLines, colour);
    }
    if (m_state.band) {
        painter.setPen(QPen(m_theme.colour(Token::Accent), 1));
        painter.setBrush(faded(m_theme.colour(Token::Accent), 0.14));
        painter.drawRect(m_state.band->adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (!m_chain.empty()) {
        painter.save();
        painter.setClipRect(m_areas.plot, Qt::IntersectClip);
        paintChains(painter, m_chain, m_theme);
        painter.restore();
    }
    paintLines(painter);
    if (!m_vertical.isEmpty() && !m_areas.strips.empty())
        paintStripsCursor(painter, m_areas, m_scene, m_theme, m_transform.ms(m_state.pointer->x()));
    if (!m_horizontal.isEmpty() && !m_areas.edge.isEmpty())
        paintEdgeCursor(painter, m_areas, m_scene, m_theme, m_transform.price(m_state.pointer->y()));
    const QColor tag = m_theme.colour(Token::Badge), ink = m_theme.colour(Token::BadgeText);
    if (!m_timeTag.isEmpty())
        paintTag(painter, m_timeTag, m_theme, m_timeText, tag, ink);
    if (!m_priceTag.isEmpty())
        paintTag(painter, m_priceTag, m_theme, m_priceText, tag, ink);
    if (!m_box.isEmpty())
        paintBox(painter);
    painter.restore();
}

void CursorPainter::paintBox(QPainter &painter) const
{
    painter.setPen(QPen(m_theme.colour(Token::Border), 1));
    painter.setBrush(faded(m_theme.colour(Token::PanelAlternate), 0.95));
    painter.drawRoundedRect(m_box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(m_theme.numberFont());
    const double line = QFontMetricsF(painter.font()).height() + 1;
    QRectF row(m_box.left() + Padding, m_box.top() + 5, m_box.width() - 2 * Padding, line);
    for (const ReadoutWords::Row &each : m_rows) {
        painter.setPen(m_theme.colour(Token::Label));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, each.name);
        painter.setPen(m_theme.colour(each.isStrong ? Token::Value : Token::Label));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, each.value);
        row.translate(0, line);
    }
}

} // namespace isobar::heatmap
