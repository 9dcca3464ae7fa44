#include "widgets/charts/historychart.h"

#include "widgets/charts/chartreadout.h"
#include "widgets/style/contrast.h"
#include "widgets/style/formats.h"

#include <QChart>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double NeutralRate = 0.0001; // per 8 h (UX: a mark at the neutral rate itself)

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

} // namespace

HistoryChart::HistoryChart(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_chart(new QChart), m_timeAxis(new QValueAxis), m_valueAxis(new QValueAxis)
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 120);
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    for (QValueAxis *axis : {m_timeAxis, m_valueAxis})
        axis->setVisible(false);
    m_chart->addAxis(m_timeAxis, Qt::AlignBottom);
    m_chart->addAxis(m_valueAxis, Qt::AlignRight);
    m_scene.addItem(m_chart);
    connect(&m_theme, &Theme::changed, this, [this] {
        fillSeries();
        m_dirty = true;
        update();
    });
}

HistoryChart::~HistoryChart() = default;

QColor HistoryChart::colourOf(const Line &line, const Theme &theme)
{
    return line.venue.empty() ? theme.colour(Token::Value) : theme.venue(line.venue);
}

void HistoryChart::show(ChartKind kind, std::vector<Line> lines, charts::TimeRange range)
{
    if (kind == m_kind && lines == m_lines && range == m_range)
        return;
    m_kind = kind;
    m_lines = std::move(lines);
    m_range = range;
    rescale(size());
    fillSeries();
    m_dirty = true;
    update();
}

void HistoryChart::setSettings(const Settings &settings)
{
    const bool isSame = settings.rateUnit == m_settings.rateUnit && settings.timeZone == m_settings.timeZone;
    m_settings = settings;
    if (isSame)
        return;
    m_dirty = true;
    update();
}

void HistoryChart::setCaption(const QString &caption)
{
    if (caption == m_caption)
        return;
    m_caption = caption;
    setAccessibleName(caption);
    m_dirty = true;
    update();
}

QString HistoryChart::textOf(std::optional<double> value) const
{
    switch (m_kind) {
    case ChartKind::Funding:
        return formats::rate8h(value, m_settings.rateUnit);
    case ChartKind::OpenInterest:
        return formats::usd(value);
    case ChartKind::Premium:
    case ChartKind::Cumulative:
        break;
    }
    return formats::change(value, 3);
}

/// What a line says of that time; of a stack its own height.
std::optional<double> HistoryChart::valueOf(const Line &line, TimeMs timeMs) const
{
    const std::optional<double> value = charts::valueAt(*line.points, timeMs);
    const std::optional<double> base = line.base ? charts::valueAt(*line.base, timeMs) : std::optional(0.0);
    if (!value || !base || std::isnan(*value - *base))
        return std::nullopt;
    return *value - *base;
}

double HistoryChart::unitFactor() const
{
    if (m_kind != ChartKind::Funding)
        return 1;
    switch (m_settings.rateUnit) {
    case RateUnit::PerHour:
        return 0.125;
    case RateUnit::PerDay:
        return 3;
    case RateUnit::Apr:
        return 1095;
    case RateUnit::Raw:
    case RateUnit::Per8h:
    case RateUnit::Bps:
        break;
    }
    return 1;
}

void HistoryChart::rescale(QSize size)
{
    const QFontMetricsF metrics(m_theme.numberFont(0.92));
    const double axis = metrics.horizontalAdvance(QStringLiteral("+0.0000%")) + 14;
    m_scale.plot =
        QRectF(0, 4, std::max(40.0, size.width() - axis), std::max(30.0, size.height() - metrics.height() - 10));
    m_scale.time = m_range.to > m_range.from ? m_range : charts::TimeRange{0, 1};
    std::vector<double> values;
    std::vector<double> always{0};
    if (m_kind == ChartKind::Funding)
        always.push_back(NeutralRate);
    const bool isClipped = m_kind == ChartKind::Funding || m_kind == ChartKind::Premium; // by single outliers
    for (const Line &line : m_lines) {
        const auto points = charts::within(*line.points, m_scale.time);
        for (const Point &point : points) {
            if (!std::isnan(point.value))
                (line.venue.empty() || !isClipped ? always : values).push_back(point.value);
        }
        if (!points.empty() && !std::isnan(points.back().value))
            always.push_back(points.back().value);
    }
    m_scale.value = charts::clippedRange(std::move(values), always);
    if (m_kind == ChartKind::OpenInterest)
        m_scale.value.low = 0;
}

void HistoryChart::fillSeries()
{
    while (m_series.size() > m_lines.size()) {
        m_chart->removeSeries(m_series.back());
        delete m_series.back();
        m_series.pop_back();
    }
    while (m_series.size() < m_lines.size()) {
        auto *series = new QLineSeries;
        m_chart->addSeries(series);
        series->attachAxis(m_timeAxis);
        series->attachAxis(m_valueAxis);
        m_series.push_back(series);
    }
    const auto columns = static_cast<int>(m_scale.plot.width());
    m_timeAxis->setRange(static_cast<double>(m_scale.time.from), static_cast<double>(m_scale.time.to));
    m_valueAxis->setRange(m_scale.value.low, m_scale.value.high);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const std::vector<Point> points = charts::decimate(*line.points, m_scale.time, columns);
        const bool isAggregate = line.venue.empty();
        m_series[i]->setPen(
            QPen(colourOf(line, m_theme), isAggregate ? 2.2 : 1.3, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_series[i]->setVisible(!line.base);
        m_series[i]->replace(line.base ? QList<QPointF>() : charts::stepLine(points, m_scale.time));
    }
}

void HistoryChart::drawBack(QPainter &painter) const
{
    const QRectF &plot = m_scale.plot;
    painter.setPen(QPen(m_theme.colour(Token::GridLine), 1));
    painter.setFont(m_theme.numberFont(0.92));
    const QFontMetricsF metrics(painter.font());
    const auto count = std::max(2, static_cast<int>(plot.height() / 42));
    const QRectF tag = axisTag();
    for (const double tick : charts::valueTicks(m_scale.value, count, unitFactor())) {
        const double y = std::round(m_scale.y(tick)) + 0.5;
        painter.setPen(QPen(m_theme.colour(Token::GridLine), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const bool isCut = y < plot.top() + metrics.height() / 2 || y > plot.bottom() - metrics.height() / 2;
        if (isCut || (tag.isValid() && std::abs(y - tag.center().y()) < metrics.height()))
            continue;
        painter.setPen(m_theme.colour(Token::Label));
        painter.drawText(
            QRectF(plot.right() + 7, y - 10, width() + 200, 20), Qt::AlignLeft | Qt::AlignVCenter, textOf(tick));
    }
    TimeMs offset = 0;
    if (m_settings.timeZone == TimeZoneChoice::Local)
        offset = QDateTime::fromMSecsSinceEpoch(m_scale.time.to).offsetFromUtc() * SecondMs;
    for (const charts::TimeTick &tick :
        charts::timeTicks(m_scale.time, plot.width(), metrics.averageCharWidth() * 12, offset)) {
        const double x = std::round(m_scale.x(tick.timeMs)) + 0.5;
        painter.setPen(QPen(m_theme.colour(tick.isDay ? Token::Border : Token::GridLine), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        QRectF box(0, plot.bottom() + 3, metrics.horizontalAdvance(tick.label) + 4, metrics.height());
        box.moveCenter({std::clamp(x, box.width() / 2 + 2, plot.right() - box.width() / 2), box.center().y()});
        painter.setPen(m_theme.colour(tick.isDay ? Token::Label : Token::Unit));
        painter.drawText(box, Qt::AlignCenter, tick.label);
    }
    painter.setPen(QPen(m_theme.colour(Token::Border), 1));
    painter.drawLine(QPointF(plot.right() + 0.5, plot.top()), QPointF(plot.right() + 0.5, plot.bottom()));
    painter.drawLine(QPointF(plot.left(), plot.bottom() + 0.5), QPointF(plot.right(), plot.bottom() + 0.5));
}

void HistoryChart::drawCrowd(QPainter &painter) const
{
    // Who pays: the area between the aggregate and zero, in the colour of the payer.
    const auto aggregate =
        std::find_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.venue.empty(); });
    if (aggregate == m_lines.end())
        return;
    const QList<QPointF> corners = charts::stepLine(
        charts::decimate(*aggregate->points, m_scale.time, static_cast<int>(m_scale.plot.width())), m_scale.time);
    if (corners.isEmpty())
        return;
    const double zero = m_scale.y(0);
    QPainterPath path({m_scale.x(static_cast<TimeMs>(corners.front().x())), zero});
    for (const QPointF &corner : corners)
        path.lineTo(m_scale.x(static_cast<TimeMs>(corner.x())), m_scale.y(corner.y()));
    path.lineTo(m_scale.x(static_cast<TimeMs>(corners.back().x())), zero);
    path.closeSubpath();
    const QRectF &plot = m_scale.plot;
    for (const bool isAbove : {true, false}) {
        painter.save();
        painter.setClipRect(isAbove ? QRectF(plot.topLeft(), QPointF(plot.right(), zero))
                                    : QRectF(QPointF(plot.left(), zero), plot.bottomRight()));
        painter.fillPath(path, faded(m_theme.colour(isAbove ? Token::LongsPay : Token::ShortsPay), 0.13));
        painter.restore();
    }
}

/// What each stack holds, from its lower to its upper edge; where one is not known it has no area.
void HistoryChart::drawStacks(QPainter &painter) const
{
    painter.save();
    painter.setClipRect(m_scale.plot);
    painter.setPen(Qt::NoPen);
    for (const Line &line : m_lines) {
        if (!line.base)
            continue;
        painter.setBrush(faded(colourOf(line, m_theme), 0.55));
        const std::vector<Point> &top = *line.points, &base = *line.base;
        for (std::size_t i = 0; i < top.size() && i < base.size(); ++i) {
            const TimeMs end = i + 1 < top.size() ? top[i + 1].timeMs : m_scale.time.to;
            if (std::isnan(top[i].value) || end < m_scale.time.from)
                continue;
            const double left = m_scale.x(std::max(top[i].timeMs, m_scale.time.from)), right = m_scale.x(end);
            const double upper = m_scale.y(top[i].value), lower = m_scale.y(base[i].value);
            painter.drawRect(QRectF(QPointF(left, upper), QPointF(right, lower)));
        }
    }
    painter.restore();
}

void HistoryChart::drawReferences(QPainter &painter) const
{
    const QRectF &plot = m_scale.plot;
    const double zero = std::round(m_scale.y(0)) + 0.5, neutral = std::round(m_scale.y(NeutralRate)) + 0.5;
    painter.setPen(QPen(m_theme.colour(Token::Disabled), 1));
    painter.drawLine(QPointF(plot.left(), zero), QPointF(plot.right(), zero));
    if (m_kind != ChartKind::Funding)
        return;
    painter.setPen(QPen(m_theme.colour(Token::NeutralFunding), 1, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), neutral), QPointF(plot.right(), neutral));
}

void HistoryChart::drawFront(QPainter &painter) const
{
    const QRectF &plot = m_scale.plot;
    const QFont small = m_theme.numberFont(0.92);
    painter.setFont(small);
    const QFontMetricsF metrics(small);
    // Clipped values: a triangle at the edge where the line leaves the picture.
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Line &line : m_lines) {
        if (line.base)
            continue;
        for (const charts::Outlier &outlier :
            charts::outliers(charts::within(*line.points, m_scale.time), m_scale.value)) {
            const double x = std::clamp(m_scale.x(outlier.timeMs), plot.left() + 4, plot.right() - 4);
            const bool isAbove = outlier.value > m_scale.value.high;
            const double tip = isAbove ? plot.top() + 1 : plot.bottom() - 1, base = isAbove ? tip + 7 : tip - 7;
            painter.setPen(Qt::NoPen);
            painter.setBrush(colourOf(line, m_theme));
            painter.drawPolygon(QPolygonF({QPointF(x, tip), QPointF(x - 4, base), QPointF(x + 4, base)}));
        }
    }
    const auto label = [&](const QRectF &box, const QString &text, const QColor &colour, Qt::Alignment alignment) {
        QRectF ground = metrics.boundingRect(box, static_cast<int>(alignment), text).adjusted(-3, -1, 3, 1);
        painter.fillRect(ground, faded(m_theme.colour(Token::Panel), 0.8));
        painter.setPen(colour);
        painter.drawText(box, static_cast<int>(alignment), text);
    };
    if (m_kind == ChartKind::Funding) {
        const double neutral = m_scale.y(NeutralRate);
        label(QRectF(plot.left() + 8, neutral - metrics.height() - 2, plot.width(), metrics.height()),
            tr("neutral %1").arg(formats::rate8h(NeutralRate, m_settings.rateUnit)),
            m_theme.colour(Token::NeutralFunding), Qt::AlignLeft | Qt::AlignVCenter);
    }
    label(QRectF(plot.left() + 8, plot.top() + 4, plot.width() - 16, metrics.height()), m_caption,
        m_theme.colour(Token::Label), Qt::AlignLeft | Qt::AlignVCenter);
    drawAxisTag(painter);
}

std::optional<double> HistoryChart::latestAggregate() const
{
    const auto aggregate =
        std::find_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.venue.empty(); });
    return aggregate == m_lines.end() ? std::nullopt : valueOf(*aggregate, m_scale.time.to);
}

QRectF HistoryChart::axisTag() const
{
    const std::optional<double> last = latestAggregate();
    if (!last)
        return {};
    const QFontMetricsF metrics(m_theme.numberFont(0.92));
    QRectF tag(m_scale.plot.right() + 1, 0, metrics.horizontalAdvance(textOf(last)) + 12, metrics.height() + 2);
    const double top = m_scale.y(*last) - tag.height() / 2;
    tag.moveTop(std::clamp(top, m_scale.plot.top(), m_scale.plot.bottom() - tag.height()));
    return tag;
}

void HistoryChart::drawAxisTag(QPainter &painter) const
{
    const std::optional<double> last = latestAggregate();
    if (!last)
        return;
    const QColor ground = m_kind == ChartKind::Funding ? m_theme.funding(*last) : m_theme.colour(Token::Badge);
    const QRectF tag = axisTag();
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(tag, 2, 2);
    painter.setPen(textOn(ground));
    painter.drawText(tag, Qt::AlignCenter, textOf(last));
}

void HistoryChart::drawLayer(QPainter &painter, QSize size)
{
    painter.fillRect(QRect(QPoint(0, 0), size), m_theme.colour(Token::Panel));
    painter.save();
    drawBack(painter);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_kind == ChartKind::Funding)
        drawCrowd(painter);
    drawStacks(painter);
    drawReferences(painter);
    painter.restore();
    const QRectF all(QPointF(0, 0), QSizeF(size));
    m_chart->setGeometry(all);
    m_scene.setSceneRect(all);
    m_chart->setPlotArea(m_scale.plot);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    m_scene.render(&painter, all, all);
    painter.restore();
    drawFront(painter);
}

QImage HistoryChart::picture(QSize wanted, double ratio)
{
    QImage image((QSizeF(wanted) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    rescale(wanted);
    fillSeries();
    {
        QPainter painter(&image);
        drawLayer(painter, wanted);
    }
    rescale(size());
    fillSeries();
    m_dirty = true;
    return image;
}

void HistoryChart::paintEvent(QPaintEvent *)
{
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(size()) * ratio).toSize();
    if (m_dirty || m_layer.size() != wanted) {
        m_layer = QPixmap(wanted);
        m_layer.setDevicePixelRatio(ratio);
        QPainter painter(&m_layer);
        drawLayer(painter, size());
        m_dirty = false;
        ++m_builds;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_layer);
    if (m_pointerX)
        drawReadOut(painter);
}

void HistoryChart::drawReadOut(QPainter &painter) const
{
    const TimeMs time = m_scale.timeAt(*m_pointerX);
    std::vector<charts::ReadOutEntry> entries;
    for (const Line &line : m_lines) {
        if (const std::optional<double> value = valueOf(line, time))
            entries.push_back({colourOf(line, m_theme), line.name, textOf(value), *value});
    }
    charts::paintReadOut(
        painter, m_theme, m_scale, time, formats::dateTime(time, m_settings.timeZone), std::move(entries));
}

void HistoryChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    rescale(size());
    fillSeries();
    m_dirty = true;
}

void HistoryChart::mouseMoveEvent(QMouseEvent *event)
{
    const bool isInside = m_scale.plot.contains(event->position());
    m_pointerX = isInside ? std::optional(event->position().x()) : std::nullopt;
    update();
}

void HistoryChart::leaveEvent(QEvent *event)
{
    m_pointerX.reset();
    update();
    QWidget::leaveEvent(event);
}

} // namespace isobar
