#include "widgets/tape/tapedelegate.h"

#include "widgets/style/contrast.h"
#include "widgets/tape/tapemodel.h"
#include "widgets/tape/tapesize.h"
#include "widgets/tape/tapewords.h"

#include <QPainter>

namespace isobar {

namespace {

constexpr double LongestBar = 260; ///< logical pixels: a longer one says no more

} // namespace

Token liquidationToken(PositionSide side)
{
    return side == PositionSide::Long ? Token::LiquidatedLong : Token::LiquidatedShort;
}

void paintSideArrow(QPainter &painter, const QRectF &rect, PositionSide side, const QColor &colour)
{
    const double r = std::min(rect.width(), rect.height()) / 2, tip = side == PositionSide::Long ? 0.8 * r : -0.8 * r;
    const QPointF centre = rect.center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{centre + QPointF(-r, -tip), centre + QPointF(r, -tip), centre + QPointF(0, tip)});
    painter.restore();
}

struct TapeDelegate::Cell {
    const LiquidationPrint &print;
    TapeColumn column;
    QRect rect;
    QString text;
    QStyle::State state;
    TapeSize size;
    bool isSelected() const { return state & QStyle::State_Selected; }
    QRect inner() const { return rect.adjusted(Padding, 0, -Padding, 0); }
};

TapeDelegate::TapeDelegate(const Theme &theme, const TapeModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{
    connect(&theme, &Theme::changed, this, &TapeDelegate::renewFonts);
    renewFonts();
}

void TapeDelegate::renewFonts()
{
    m_font = m_theme.numberFont();
    m_strong = m_font;
    m_strong.setWeight(QFont::DemiBold);
    m_huge = m_theme.numberFont(1.17);
    m_huge.setWeight(QFont::Bold);
    m_digit = QFontMetrics(m_font).horizontalAdvance(u'0');
}

int TapeDelegate::numberWidth() const { return QFontMetrics(m_huge).horizontalAdvance(QStringLiteral("$88.8M")) + 2; }

QSize TapeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, QFontMetrics(m_font).height() + 3};
}

QRectF TapeDelegate::barOf(const QRect &cell, double usd) const
{
    const double left = cell.left() + 2.0 * Padding + numberWidth();
    const double room = std::min(LongestBar, cell.right() + 1.0 - Padding - left);
    return {left, cell.top() + 4.0, std::max(0.0, std::max(1.0, tapeBar(usd) * room)), cell.height() - 8.0};
}

QColor TapeDelegate::background(const Cell &cell) const
{
    if (cell.isSelected())
        return m_theme.colour(Token::Selection);
    if (cell.state & QStyle::State_MouseOver)
        return m_theme.colour(Token::Hover);
    const QColor ground = m_theme.colour(Token::Panel);
    return cell.size == TapeSize::Huge ? blend(ground, m_theme.colour(liquidationToken(cell.print.side)), 0.16)
                                       : ground;
}

void TapeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const LiquidationPrint *print = m_model.print(index);
    if (!print)
        return;
    const Cell cell{*print, static_cast<TapeColumn>(index.column()), option.rect,
        index.data(Qt::DisplayRole).toString(), option.state, tapeSize(print->usd)};
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(cell.rect, background(cell));
    const bool isQuiet = cell.size == TapeSize::Small;
    QColor colour = m_theme.colour(isQuiet ? Token::Label : Token::Value);
    if (cell.column == TapeColumn::Time || cell.column == TapeColumn::Coins)
        colour = m_theme.colour(isQuiet ? Token::Unit : Token::Label);
    if (cell.column == TapeColumn::Venue)
        colour = withContrast(m_theme.venue(m_model.venueId(*print)), background(cell), 4.5);
    if (cell.isSelected())
        colour = m_theme.colour(Token::SelectionText);
    painter->setPen(colour);
    painter->setFont(m_font);
    if (cell.column == TapeColumn::Side) {
        paintSide(*painter, cell);
    } else if (cell.column == TapeColumn::Usd) {
        paintSize(*painter, cell);
    } else {
        const bool isNumber = cell.column == TapeColumn::Price || cell.column == TapeColumn::Coins;
        const QFontMetrics metrics(m_font);
        painter->drawText(cell.inner(), Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft),
            isNumber ? cell.text : metrics.elidedText(cell.text, Qt::ElideRight, cell.inner().width()));
    }
    painter->restore();
}

void TapeDelegate::paintSide(QPainter &painter, const Cell &cell) const
{
    const QColor side = cell.isSelected()
        ? m_theme.colour(Token::SelectionText)
        : withContrast(m_theme.colour(liquidationToken(cell.print.side)), background(cell), 4.5);
    const QRect inner = cell.inner();
    const QRectF arrow(inner.left(), inner.center().y() - m_digit / 2.0, m_digit + 1, m_digit + 1);
    paintSideArrow(painter, arrow, cell.print.side, side);
    const QRect words = inner.adjusted(arrowWidth(), 0, 0, 0);
    painter.setPen(side);
    painter.setFont(cell.size >= TapeSize::Large ? m_strong : m_font);
    const bool isRoomy = painter.fontMetrics().horizontalAdvance(cell.text) <= words.width();
    painter.drawText(
        words, Qt::AlignVCenter | Qt::AlignLeft, isRoomy ? cell.text : TapeWords::sideShort(cell.print.side));
}

void TapeDelegate::paintSize(QPainter &painter, const Cell &cell) const
{
    const QColor side = m_theme.colour(liquidationToken(cell.print.side));
    const double strength = cell.size == TapeSize::Small ? 0.45 : cell.size == TapeSize::Middle ? 0.65 : 1.0;
    painter.fillRect(barOf(cell.rect, cell.print.usd), blend(background(cell), side, strength));
    painter.setFont(cell.size == TapeSize::Huge ? m_huge : cell.size == TapeSize::Large ? m_strong : m_font);
    const QRect number(cell.rect.left() + Padding, cell.rect.top(), numberWidth(), cell.rect.height());
    painter.drawText(number, Qt::AlignVCenter | Qt::AlignRight, cell.text);
}

} // namespace isobar
