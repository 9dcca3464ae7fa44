#include "widgets/matrix/matrixdelegate.h"

#include "widgets/style/contrast.h"
#include "widgets/style/formats.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace isobar {

namespace {

constexpr double WeakestHeat = 0.10, StrongestHeat = 0.78;
constexpr qsizetype MostNumbers = 4'000;

bool isSelected(const QStyleOptionViewItem &option) { return option.state & QStyle::State_Selected; }

} // namespace

QColor heatColour(const Theme &theme, double rate8h)
{
    const double strength = WeakestHeat + (StrongestHeat - WeakestHeat) * heatShare(rate8h);
    return blend(theme.colour(Token::Panel), theme.funding(rate8h), strength);
}

MatrixDelegate::MatrixDelegate(const Theme &theme, const MatrixModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{
    connect(&theme, &Theme::changed, this, &MatrixDelegate::renewFonts);
    renewFonts();
}

void MatrixDelegate::renewFonts()
{
    m_font = m_theme.numberFont();
    m_strong = m_font;
    m_strong.setWeight(QFont::DemiBold);
    m_numbers.clear();
}

QSize MatrixDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, QFontMetrics(m_font).height() + 6};
}

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const MatrixRow *row = m_model.row(index.row());
    if (!row)
        return;
    const MatrixCell *cell = m_model.cell(index.row(), index.column());
    if (index.column() < MatrixFixedColumns)
        paintFixed(*painter, option, index.column(), *row);
    else if (cell)
        paintCell(*painter, option, *cell);
    else
        painter->fillRect(option.rect, ground(option));
    paintLines(*painter, option, index.column() == MatrixFrozenColumns - 1);
}

QColor MatrixDelegate::ground(const QStyleOptionViewItem &option) const
{
    if (isSelected(option))
        return m_theme.colour(Token::Selection);
    return m_theme.colour(option.state & QStyle::State_MouseOver ? Token::Hover : Token::Panel);
}

void MatrixDelegate::paintLines(QPainter &painter, const QStyleOptionViewItem &option, bool isEndOfFrozen) const
{
    const QRect &rect = option.rect;
    // The ground between the cells keeps neighbours of one colour apart.
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.colour(Token::Window));
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()),
        m_theme.colour(isEndOfFrozen ? Token::Border : Token::Window));
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(m_theme.colour(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -2, -2));
    }
}

void MatrixDelegate::paintFixed(
    QPainter &painter, const QStyleOptionViewItem &option, int column, const MatrixRow &row) const
{
    painter.fillRect(option.rect, ground(option));
    const auto which = static_cast<MatrixColumn>(column);
    const QString text = matrixRowText(row, which, m_model.rateUnit());
    const QRect inner = option.rect.adjusted(Padding, 0, -Padding, 0);
    if (which == MatrixColumn::Asset) {
        const bool isShown = text == m_asset;
        if (isShown)
            painter.fillRect(QRect(option.rect.left(), option.rect.top() + 3, 3, option.rect.height() - 7),
                m_theme.colour(Token::Accent));
        painter.setFont(row.isWatched ? m_strong : m_font);
        painter.setPen(isSelected(option) ? m_theme.colour(Token::SelectionText)
                                          : m_theme.colour(row.isWatched ? Token::Value : Token::Label));
        painter.drawText(inner, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
        return;
    }
    QColor colour = m_theme.colour(Token::Label);
    if (text == formats::Dash)
        colour = m_theme.colour(Token::Unit);
    else if (which == MatrixColumn::Aggregate && row.aggregate8h) {
        const QColor side = m_theme.funding(*row.aggregate8h);
        colour = side == m_theme.colour(Token::NeutralFunding) ? m_theme.colour(Token::Value) : side;
    }
    painter.setPen(isSelected(option) ? m_theme.colour(Token::SelectionText) : colour);
    drawNumber(painter, inner, text, which == MatrixColumn::Aggregate ? m_strong : m_font);
}

void MatrixDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option, const MatrixCell &cell) const
{
    const QColor plain = ground(option);
    const bool isUsable = cell.isUsable();
    QColor colour = plain;
    if (cell.rate8h)
        colour = blend(plain, heatColour(m_theme, *cell.rate8h), isSelected(option) ? 0.7 : isUsable ? 1.0 : 0.35);
    painter.fillRect(option.rect, colour);
    if (cell.isStale)
        painter.fillRect(option.rect, QBrush(m_theme.colour(Token::Border), Qt::BDiagPattern));
    if (cell.isCapped && isUsable) {
        const QPointF corner = option.rect.topRight() + QPointF(0, 0);
        QPainterPath mark(corner);
        mark.lineTo(corner + QPointF(-6, 0));
        mark.lineTo(corner + QPointF(0, 6));
        painter.fillPath(mark, textOn(colour));
    }
    painter.setPen(!cell.rate8h ? m_theme.colour(Token::Unit)
            : isUsable          ? textOn(colour)
                                : withContrast(m_theme.colour(Token::Disabled), colour, 3.0));
    drawNumber(
        painter, option.rect.adjusted(Padding, 0, -Padding, 0), matrixCellText(&cell, m_model.rateUnit()), m_font);
}

/// Right-aligned. The layout of a text costs more than drawing it.
void MatrixDelegate::drawNumber(QPainter &painter, const QRect &rect, const QString &text, const QFont &font) const
{
    const QString key = font.weight() == m_strong.weight() ? text + QLatin1Char('*') : text;
    auto found = m_numbers.find(key);
    if (found == m_numbers.end()) {
        if (m_numbers.size() >= MostNumbers)
            m_numbers.clear();
        QStaticText laidOut(text);
        laidOut.setTextFormat(Qt::PlainText);
        laidOut.setPerformanceHint(QStaticText::AggressiveCaching);
        laidOut.prepare({}, font);
        found = m_numbers.insert(key, laidOut);
    }
    painter.setFont(font);
    const QSizeF size = found->size();
    painter.drawStaticText(
        QPointF(rect.right() + 1 - size.width(), rect.top() + (rect.height() - size.height()) / 2 - 0.5), *found);
}

} // namespace isobar
