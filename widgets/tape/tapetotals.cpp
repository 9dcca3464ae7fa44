#include "widgets/tape/tapetotals.h"

#include "widgets/style/formats.h"
#include "widgets/tape/tapedelegate.h"
#include "widgets/tape/tapewords.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace isobar {

namespace {

constexpr int Windows = static_cast<int>(std::size(TapeWindows));
constexpr int ArrowSide = 8, ArrowRoom = 11;
constexpr int BarHeight = 5, Gap = 2, Margin = 3;
constexpr int Wide = 8; ///< between blocks that stand beside the coverage

QFont strongFont(const Theme &theme)
{
    QFont font = theme.numberFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

TapeTotals::TapeTotals(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(false);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    renew();
}

void TapeTotals::present(std::shared_ptr<const LiquidationView> view, TimeMs marketMs, TimeZoneChoice zone)
{
    const bool isSame =
        view == m_view && floorTo(marketMs, MinuteMs) == floorTo(m_marketMs, MinuteMs) && zone == m_zone;
    m_view = std::move(view);
    m_marketMs = marketMs;
    m_zone = zone;
    if (!isSame)
        renew();
}

void TapeTotals::retranslate() { renew(); }

void TapeTotals::renew()
{
    m_coverage = m_view ? TapeWords::coverage(*m_view) : QString();
    m_since = m_view ? TapeWords::since(*m_view, m_marketMs, m_zone) : QString();
    setAccessibleName(tr("Totals of the observed liquidations"));
    setAccessibleDescription(m_view ? TapeWords::totals(*m_view, m_zone) : QString());
    update();
}

int TapeTotals::lineHeight() const { return QFontMetrics(m_theme.numberFont()).height(); }

int TapeTotals::blockWidth(bool withArrows) const
{
    const int number = QFontMetrics(strongFont(m_theme)).horizontalAdvance(QStringLiteral("\u2265$88.8M"));
    const int name = QFontMetrics(m_theme.textFont()).horizontalAdvance(QStringLiteral("24 h*"));
    return 2 * (number + (withArrows ? ArrowRoom : 0) + 4) + name;
}

int TapeTotals::coverageWidth() const
{
    // The widest that the words can become, so that nothing moves when a window fills.
    LiquidationView widest;
    widest.coverage = 1;
    widest.sinceMs = m_marketMs - 2 * HourMs;
    const QFontMetrics metrics(m_theme.textFont()), small(m_theme.numberFont(0.9));
    return std::max(metrics.horizontalAdvance(TapeWords::coverage(widest)),
               small.horizontalAdvance(TapeWords::since(widest, m_marketMs, TimeZoneChoice::Utc)))
        + 4;
}

QSize TapeTotals::sizeHint() const
{
    return {Windows * (blockWidth(true) + Wide) + coverageWidth() + m_theme.spacing(),
        lineHeight() + Gap + BarHeight + 2 * Margin + 4};
}

QSize TapeTotals::minimumSizeHint() const
{
    return {Windows * (blockWidth(false) + m_theme.spacing()) + m_theme.spacing(),
        2 * lineHeight() + 2 * Gap + BarHeight + 2 * Margin};
}

bool TapeTotals::isNarrow() const { return width() < sizeHint().width(); }

QRect TapeTotals::blockOf(int window) const
{
    const int gap = isNarrow() ? m_theme.spacing() : Wide, left = m_theme.spacing();
    const int room = width() - left - (isNarrow() ? 0 : coverageWidth() + gap);
    const int each = std::min(room / Windows, 2 * blockWidth(true));
    return {left + window * each, Margin, each - gap, lineHeight() + Gap + BarHeight};
}

QRectF TapeTotals::barOf(int window, PositionSide side) const
{
    const QRectF block = blockOf(window);
    double share = 0;
    if (m_view) {
        const LiquidationSums &sums = m_view.get()->*TapeWindows[window].sums;
        const double most = std::max(sums.longUsd, sums.shortUsd);
        share = most > 0 ? (side == PositionSide::Long ? sums.longUsd : sums.shortUsd) / most : 0;
    }
    const double middle = std::round(block.center().x()), half = middle - block.left() - 1;
    const double length = share > 0 ? std::max(1.0, share * half) : 0;
    const double top = block.bottom() - BarHeight;
    return side == PositionSide::Long ? QRectF(middle - 1 - length, top, length, BarHeight)
                                      : QRectF(middle + 1, top, length, BarHeight);
}

QRect TapeTotals::coveragePlace() const
{
    const int left = m_theme.spacing();
    if (isNarrow())
        return {left, Margin + lineHeight() + 2 * Gap + BarHeight, width() - 2 * left, lineHeight()};
    const QRect last = blockOf(Windows - 1);
    return {last.right() + Wide, 0, coverageWidth(), height()};
}

void TapeTotals::paintNumber(QPainter &painter, const QRect &place, PositionSide side, double usd) const
{
    const QFont font = strongFont(m_theme);
    const QString text = TapeWords::atLeast(usd);
    const QColor colour = m_theme.colour(usd > 0 ? liquidationToken(side) : Token::Unit);
    QRect words = place;
    if (blockOf(0).width() >= blockWidth(true)) { // else left and right must do
        QRectF arrow(0, place.center().y() - ArrowSide / 2.0 + 0.5, ArrowSide, ArrowSide);
        if (side == PositionSide::Long) {
            arrow.moveLeft(place.left());
            words.setLeft(place.left() + ArrowRoom);
        } else {
            arrow.moveRight(place.right() + 1);
            words.setRight(place.right() - ArrowRoom);
        }
        paintSideArrow(painter, arrow, side, colour);
    }
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(words, Qt::AlignVCenter | (side == PositionSide::Long ? Qt::AlignLeft : Qt::AlignRight), text);
}

void TapeTotals::paintBlock(QPainter &painter, int window) const
{
    const QRect block = blockOf(window);
    const QRect line(block.left(), block.top(), block.width(), lineHeight());
    const LiquidationSums sums = m_view ? m_view.get()->*TapeWindows[window].sums : LiquidationSums();
    const bool isFull = m_view && isWindowFull(*m_view, TapeWindows[window].spanMs, m_marketMs);
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.colour(isFull ? Token::Value : Token::Unit));
    const TimeMs spanMs = TapeWindows[window].spanMs;
    painter.drawText(
        line, Qt::AlignCenter, TapeWords::windowName(m_view ? *m_view : LiquidationView(), spanMs, m_marketMs));
    if (m_view) {
        paintNumber(painter, line, PositionSide::Long, sums.longUsd);
        paintNumber(painter, line, PositionSide::Short, sums.shortUsd);
    } else {
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, formats::Dash);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, formats::Dash);
    }
    const double top = block.bottom() + 1 - BarHeight;
    painter.fillRect(QRectF(block.left(), top, block.width(), BarHeight), m_theme.colour(Token::GridLine));
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short})
        painter.fillRect(barOf(window, side), m_theme.colour(liquidationToken(side)));
    painter.fillRect(
        QRectF(std::round(QRectF(block).center().x()) - 1, top - 1, 2, BarHeight + 2), m_theme.colour(Token::Label));
}

void TapeTotals::paintCoverage(QPainter &painter) const
{
    const QRect place = coveragePlace();
    painter.setPen(m_theme.colour(Token::Label));
    painter.setFont(m_theme.textFont());
    if (isNarrow()) {
        const QString both = m_since.isEmpty() ? m_coverage : m_coverage + QStringLiteral(" \u00b7 ") + m_since;
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(both, Qt::ElideRight, place.width()));
        return;
    }
    if (m_since.isEmpty()) {
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, m_coverage);
        return;
    }
    const int half = place.height() / 2;
    painter.drawText(place.adjusted(0, 0, 0, -half), Qt::AlignBottom | Qt::AlignLeft, m_coverage);
    painter.setFont(m_theme.numberFont(0.9));
    painter.setPen(m_theme.colour(Token::Unit));
    painter.drawText(place.adjusted(0, half, 0, 0), Qt::AlignTop | Qt::AlignLeft, m_since);
}

void TapeTotals::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Window));
    for (int window = 0; window < Windows; ++window)
        paintBlock(painter, window);
    if (m_view)
        paintCoverage(painter);
}

bool TapeTotals::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_view) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), TapeWords::totals(*m_view, m_zone), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace isobar
