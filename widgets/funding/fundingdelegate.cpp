#include "widgets/funding/fundingdelegate.h"

#include "widgets/style/badge.h"
#include "widgets/style/contrast.h"
#include "widgets/style/formats.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs SoonMs = 30 * MinuteMs;
constexpr double FullScale = 30.0; ///< in units of 0.01 %, as the gauge

/// The colour of a rate whose text stands in the cell: the strong columns say who pays.
bool saysWhoPays(FundingColumn column)
{
    return column == FundingColumn::Per8h || column == FundingColumn::Apr; // in the rate's cell the bar says it
}

bool isDirection(FundingColumn column)
{
    return column == FundingColumn::OpenInterest1h || column == FundingColumn::OpenInterest24h;
}

} // namespace

QRectF rateBar(const QRectF &cell, double rate8h)
{
    const double share = std::clamp(std::asinh(rate8h / 0.0001) / std::asinh(FullScale), -1.0, 1.0);
    const double half = cell.width() / 2 - 1;
    const double zero = cell.left() + cell.width() / 2;
    const double end = zero + share * half;
    return {std::min(zero, end), cell.top() + 2, std::abs(end - zero), cell.height() - 5};
}

struct FundingDelegate::Cell {
    const FundingRow &row;
    FundingColumn column;
    QRect rect;
    QString text;
    QStyle::State state;
    TimeMs marketMs;
    bool right;
    QRect inner() const { return rect.adjusted(Padding, 0, -Padding, 0); }
    bool dimmed() const { return row.kind != FundingRowKind::Aggregate && row.excluded != Exclusion::None; }
};

FundingDelegate::FundingDelegate(const Theme &theme, const FundingModel &model, const QSortFilterProxyModel &proxy,
    const FundingFlash &flash, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model), m_proxy(proxy), m_flash(flash)
{
    connect(&theme, &Theme::changed, this, &FundingDelegate::renewFonts);
    renewFonts();
}

void FundingDelegate::renewFonts()
{
    m_font = m_theme.numberFont();
    m_strong = m_font;
    m_strong.setWeight(QFont::DemiBold);
    m_badge = m_theme.numberFont(0.85);
    m_digit = QFontMetrics(m_font).horizontalAdvance(QLatin1Char('0'));
}

QSize FundingDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, QFontMetrics(m_font).height() + 6};
}

void FundingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QModelIndex source = m_proxy.mapToSource(index);
    const FundingRow *row = m_model.row(source);
    if (!row)
        return;
    const auto column = static_cast<FundingColumn>(index.column());
    const Cell cell{*row, column, option.rect, m_model.data(source, Qt::DisplayRole).toString(), option.state,
        m_model.context().marketMs, !isTextColumn(column)};
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(*painter, cell);
    if (column == FundingColumn::Rate)
        paintRateBar(*painter, cell);
    if (column == FundingColumn::Interval) {
        paintInterval(*painter, cell);
    } else if (column == FundingColumn::Sparkline) {
        paintSparkline(*painter, cell);
    } else {
        paintFlash(*painter, cell, source);
        paintText(*painter, cell);
    }
    painter->restore();
}

QColor FundingDelegate::background(const Cell &cell) const
{
    if (cell.state & QStyle::State_Selected)
        return m_theme.colour(Token::Selection);
    if (cell.state & QStyle::State_MouseOver)
        return m_theme.colour(Token::Hover);
    return m_theme.colour(cell.row.kind == FundingRowKind::Venue ? Token::Panel : Token::PanelAlternate);
}

void FundingDelegate::paintGround(QPainter &painter, const Cell &cell) const
{
    painter.fillRect(cell.rect, background(cell));
    if (cell.row.held)
        painter.fillRect(cell.rect, QBrush(m_theme.colour(Token::GridLine), Qt::BDiagPattern));
    painter.setPen(m_theme.colour(cell.row.kind == FundingRowKind::Aggregate ? Token::Border : Token::GridLine));
    if (cell.row.kind == FundingRowKind::Aggregate)
        painter.drawLine(cell.rect.topLeft(), cell.rect.topRight());
    else
        painter.drawLine(cell.rect.bottomLeft(), cell.rect.bottomRight());
    if (cell.column == FundingColumn::Venue && cell.row.kind == FundingRowKind::Venue) {
        const QRect mark(cell.rect.left(), cell.rect.top() + 4, 3, cell.rect.height() - 8);
        painter.fillRect(mark, m_theme.venue(cell.row.venue));
    }
}

void FundingDelegate::paintRateBar(QPainter &painter, const Cell &cell) const
{
    if (!cell.row.spot8h)
        return;
    // Faint, so that the number over it stays readable.
    const QRectF bar = rateBar(cell.rect, *cell.row.spot8h);
    const double strength = cell.dimmed() ? 0.5 : 1.0;
    painter.fillRect(bar, blend(background(cell), m_theme.funding(*cell.row.spot8h), 0.34 * strength));
    const double zero = std::round(cell.rect.left() + cell.rect.width() / 2.0);
    painter.fillRect(QRectF(zero, bar.top(), 1, 2), m_theme.colour(Token::Unit));
    painter.fillRect(QRectF(zero, bar.bottom() - 2, 1, 2), m_theme.colour(Token::Unit));
}

void FundingDelegate::paintFlash(QPainter &painter, const Cell &cell, const QModelIndex &source) const
{
    const auto flash = m_flash.at(source);
    if (!flash)
        return;
    const QFontMetrics metrics(cell.row.kind == FundingRowKind::Aggregate ? m_strong : m_font);
    const int width = metrics.horizontalAdvance(cell.text.mid(flash->from));
    const QRect inner = cell.inner();
    const QRect changed(inner.right() + 1 - width, cell.rect.top() + 2, width, cell.rect.height() - 5);
    painter.fillRect(changed.adjusted(-1, 0, 1, 0),
        blend(background(cell), m_theme.colour(Token::FlashBackground), flash->strength));
}

void FundingDelegate::paintInterval(QPainter &painter, const Cell &cell) const
{
    if (cell.text.isEmpty() || cell.text == formats::Dash) {
        paintText(painter, cell);
        return;
    }
    const QFontMetrics metrics(m_badge);
    const int width = std::max(metrics.horizontalAdvance(cell.text) + 10, 3 * m_digit);
    const int height = metrics.height();
    const QRectF badge(cell.rect.right() - Padding - width + 1, cell.rect.center().y() - height / 2.0, width, height);
    paintBadge(painter, badge, cell.text, m_theme.colour(Token::Badge),
        m_theme.colour(cell.dimmed() ? Token::Unit : Token::BadgeText), m_badge);
}

void FundingDelegate::paintSparkline(QPainter &painter, const Cell &cell) const
{
    const Series &series = cell.row.sparkline;
    if (!series || series->size() < 2)
        return;
    const TimeMs end = std::max(series->back().timeMs, cell.marketMs);
    const TimeMs start = end - DayMs;
    double low = 0;
    double high = 0;
    // The last point before the window counts too: its value holds until the first one inside.
    auto first = std::partition_point(
        series->begin(), series->end(), [start](const Point &point) { return point.timeMs <= start; });
    if (first != series->begin())
        --first;
    for (auto it = first; it != series->end(); ++it) {
        low = std::min(low, it->value);
        high = std::max(high, it->value);
    }
    const QRectF area = QRectF(cell.rect).adjusted(Padding, 4, -Padding, -5);
    const auto x = [&](TimeMs t) {
        return area.left() + area.width() * double(std::max(t, start) - start) / double(end - start);
    };
    const auto y = [&](double v) { return area.bottom() - area.height() * (v - low) / std::max(high - low, 1e-9); };
    painter.setPen(m_theme.colour(Token::GridLine));
    painter.drawLine(QPointF(area.left(), y(0)), QPointF(area.right(), y(0)));
    QPolygonF line;
    for (auto it = first; it != series->end(); ++it) {
        if (!line.isEmpty())
            line << QPointF(x(it->timeMs), line.back().y());
        line << QPointF(x(it->timeMs), y(it->value));
    }
    line << QPointF(x(end), line.back().y());
    const QColor colour = m_theme.funding(series->back().value);
    painter.setPen(QPen(cell.dimmed() ? m_theme.colour(Token::Disabled) : colour, 1.2));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPolyline(line);
}

QColor FundingDelegate::healthColour(HealthState state) const
{
    switch (state) {
    case HealthState::Live:
        return m_theme.colour(Token::HealthLive);
    case HealthState::Starting:
        return m_theme.colour(Token::HealthStarting);
    case HealthState::Stale:
    case HealthState::Mute:
    case HealthState::Limited:
        return m_theme.colour(Token::HealthStale);
    case HealthState::Blocked:
    case HealthState::Down:
        return m_theme.colour(Token::HealthDown);
    case HealthState::Off:
        return m_theme.colour(Token::HealthOff);
    }
    return {};
}

QColor FundingDelegate::countdownColour(const Cell &cell) const
{
    if (!cell.row.nextFundingMs || cell.row.continuous)
        return m_theme.colour(Token::Unit);
    const TimeMs left = *cell.row.nextFundingMs - cell.marketMs;
    if (cell.row.settling || left <= 0)
        return m_theme.colour(Token::HealthStale);
    return m_theme.colour(left <= SoonMs ? Token::Accent : Token::Label);
}

QColor FundingDelegate::textColour(const Cell &cell) const
{
    const bool selected = cell.state & QStyle::State_Selected;
    if (cell.column == FundingColumn::Reason && cell.dimmed())
        return m_theme.colour(Token::HealthStale);
    if (cell.column == FundingColumn::Age && cell.row.health != HealthState::Live)
        return healthColour(cell.row.health);
    if (cell.dimmed() && !selected)
        return m_theme.colour(Token::Disabled);
    if (cell.text == formats::Dash)
        return m_theme.colour(Token::Unit);
    const QColor value = m_theme.colour(selected ? Token::SelectionText : Token::Value);
    if (cell.column == FundingColumn::Countdown && !selected)
        return countdownColour(cell);
    if (saysWhoPays(cell.column) && cell.row.spot8h) {
        const QColor side = m_theme.funding(*cell.row.spot8h);
        return side == m_theme.colour(Token::NeutralFunding) || selected ? value : side;
    }
    if (isDirection(cell.column) && !selected) {
        const double change = fundingValue(cell.row, cell.column).value_or(0);
        return m_theme.colour(std::abs(change) < 0.00005 ? Token::Label : change > 0 ? Token::Up : Token::Down);
    }
    switch (cell.column) {
    case FundingColumn::Venue:
    case FundingColumn::Rate:
    case FundingColumn::Mark:
    case FundingColumn::OpenInterest:
    case FundingColumn::Mean8h:
        return cell.row.kind == FundingRowKind::Contract && cell.column == FundingColumn::Venue && !selected
            ? m_theme.colour(Token::Label)
            : value;
    case FundingColumn::Deviation:
        return std::abs(cell.row.deviationSigmas.value_or(0)) >= 3 ? value : m_theme.colour(Token::Label);
    default:
        return selected ? value : m_theme.colour(Token::Label);
    }
}

void FundingDelegate::paintText(QPainter &painter, const Cell &cell) const
{
    const bool strong = cell.row.kind == FundingRowKind::Aggregate
        || (cell.row.kind == FundingRowKind::Venue && cell.column == FundingColumn::Venue);
    painter.setFont(strong ? m_strong : m_font);
    QRect inner = cell.inner();
    if (cell.column == FundingColumn::Age && cell.row.kind != FundingRowKind::Aggregate) {
        const int side = 6;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(healthColour(cell.row.health));
        painter.drawEllipse(QRectF(inner.left(), cell.rect.center().y() - side / 2.0 + 0.5, side, side));
        painter.setBrush(Qt::NoBrush);
        inner.setLeft(inner.left() + side + 3);
    }
    painter.setPen(textColour(cell));
    QString text = cell.text;
    if (isTextColumn(cell.column))
        text = painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width());
    painter.drawText(
        inner, Qt::AlignVCenter | Qt::TextSingleLine | (cell.right ? Qt::AlignRight : Qt::AlignLeft), text);
    if (cell.column == FundingColumn::Mean8h && cell.row.smoothedProvisional && cell.row.smoothed8h) {
        // A dot in the free space at the left: the mean is provisional.
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colour(Token::HealthStale));
        painter.drawEllipse(QRectF(cell.rect.left() + 2, cell.rect.center().y() - 1, 3, 3));
    }
}

} // namespace isobar
