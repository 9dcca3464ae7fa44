#include "widgets/trackrecord/reliabilitychart.h"

#include "widgets/style/formats.h"
#include "widgets/trackrecord/recordwords.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double LeastRadius = 3, MostRadius = 11;
constexpr double OwnTicks[]{0, 0.25, 0.5, 0.75, 1};

} // namespace

ReliabilityChart::ReliabilityChart(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ReliabilityChart::setMarks(const TouchMarks &marks)
{
    m_marks = marks;
    setAccessibleName(tr("Reliability of touch probabilities"));
    setAccessibleDescription(spoken());
    update();
}

QRectF ReliabilityChart::plot() const
{
    const QFontMetricsF metrics(m_theme.numberFont(0.92));
    const double left = metrics.horizontalAdvance(QStringLiteral("100%")) + 2 * m_theme.spacing() + metrics.height();
    const double bottom = 2 * metrics.height() + 2 * m_theme.spacing();
    const double side =
        std::max(40.0, std::min(width() - left - 2 * m_theme.spacing(), height() - bottom - 2 * m_theme.spacing()));
    return {left, 2.0 * m_theme.spacing(), side, side};
}

std::vector<ReliabilityChart::Point> ReliabilityChart::points() const
{
    std::vector<Point> points;
    if (m_marks.cases < LeastRecordCases)
        return points;
    const QRectF area = plot();
    double most = 1;
    for (const auto &bin : m_marks.bins)
        most = std::max(most, bin.count);
    for (std::size_t i = 0; i < m_marks.bins.size(); ++i) {
        const ProbabilityTally::Bin &bin = m_marks.bins[i];
        if (bin.count <= 0)
            continue;
        const QPointF centre(
            area.left() + bin.said / bin.count * area.width(), area.bottom() - bin.came / bin.count * area.height());
        points.push_back(
            {centre, LeastRadius + (MostRadius - LeastRadius) * std::sqrt(bin.count / most), static_cast<int>(i)});
    }
    return points;
}

void ReliabilityChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Panel));
    const QRectF area = plot();
    painter.fillRect(area, m_theme.colour(Token::Field));
    painter.setFont(m_theme.numberFont(0.92));
    const QFontMetricsF metrics(painter.font());
    for (const double tick : OwnTicks) {
        const double x = std::round(area.left() + tick * area.width()) + 0.5;
        const double y = std::round(area.bottom() - tick * area.height()) + 0.5;
        painter.setPen(m_theme.colour(Token::GridLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(m_theme.colour(Token::Label));
        const QString text = formats::percent(tick, 0);
        painter.drawText(QRectF(x - 30, area.bottom() + 2, 60, metrics.height()), Qt::AlignCenter, text);
        painter.drawText(QRectF(area.left() - 66, y - metrics.height() / 2, 60, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter.setPen(m_theme.colour(Token::Unit));
    painter.drawText(QRectF(area.left(), area.bottom() + metrics.height() + 4, area.width(), metrics.height()),
        Qt::AlignCenter, tr("said", "axis of the reliability diagram"));
    painter.save();
    painter.translate(area.left() - metrics.horizontalAdvance(QStringLiteral("100%")) - 10, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-area.height() / 2, -metrics.height(), area.height(), metrics.height()), Qt::AlignCenter,
        tr("came", "axis of the reliability diagram"));
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.colour(Token::Label), 1, Qt::DashLine));
    painter.drawLine(area.bottomLeft(), area.topRight());
    const std::vector<Point> found = points();
    if (found.empty()) {
        painter.setPen(m_theme.colour(Token::Label));
        painter.drawText(area, Qt::AlignCenter, RecordWords::notEnough());
        return;
    }
    const QColor colour = m_theme.colour(m_marks.skill.isBelow() ? Token::Disabled : Token::Accent);
    QPolygonF line;
    for (const Point &point : found)
        line << point.centre;
    painter.setPen(QPen(colour, 1.5));
    painter.drawPolyline(line);
    QColor fill = colour;
    fill.setAlphaF(0.75F);
    painter.setBrush(fill);
    painter.setPen(QPen(m_theme.colour(Token::Field), 1));
    for (const Point &point : found)
        painter.drawEllipse(point.centre, point.radius, point.radius);
}

QString ReliabilityChart::binText(int bin) const
{
    const ProbabilityTally::Bin &of = m_marks.bins[static_cast<std::size_t>(bin)];
    return tr("said %1, came %2 of %3 times (%4)", "mean probability, share that came, cases, number that came")
        .arg(formats::percent(of.said / of.count, 0), formats::percent(of.came / of.count, 0))
        .arg(static_cast<int>(of.count))
        .arg(static_cast<int>(of.came));
}

QString ReliabilityChart::spoken() const
{
    QStringList parts;
    for (const Point &point : points())
        parts << binText(point.bin);
    return parts.isEmpty() ? RecordWords::notEnough() : parts.join(QStringLiteral("; "));
}

bool ReliabilityChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (const Point &point : points()) {
            const QPointF away = QPointF(help->pos()) - point.centre;
            if (std::hypot(away.x(), away.y()) <= point.radius + 2) {
                QToolTip::showText(help->globalPos(), binText(point.bin), this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        setMarks(TouchMarks(m_marks));
    return QWidget::event(event);
}

} // namespace isobar
