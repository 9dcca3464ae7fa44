#include "widgets/matrix/spreaddelegate.h"

#include "widgets/matrix/spreadmodel.h"
#include "widgets/style/formats.h"

#include <QFontMetrics>
#include <QPainter>

namespace isobar {

SpreadDelegate::SpreadDelegate(const Theme &theme, const SpreadModel &model, const SpreadProxy &proxy, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model), m_proxy(proxy)
{
    connect(&theme, &Theme::changed, this, &SpreadDelegate::renewFonts);
    renewFonts();
}

void SpreadDelegate::renewFonts()
{
    m_font = m_theme.numberFont();
    m_strong = m_font;
    m_strong.setWeight(QFont::DemiBold);
}

QSize SpreadDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, QFontMetrics(m_font).height() + 6};
}

QColor SpreadDelegate::textColour(const QModelIndex &source, bool isSelected) const
{
    const SpreadRow &row = *m_model.row(source.row());
    const auto column = static_cast<SpreadColumn>(source.column());
    if (source.data().toString() == formats::Dash)
        return m_theme.colour(Token::Unit);
    if (isSelected)
        return m_theme.colour(Token::SelectionText);
    const auto rate = [this](double rate8h) {
        const QColor side = m_theme.funding(rate8h);
        return side == m_theme.colour(Token::NeutralFunding) ? m_theme.colour(Token::Label) : side;
    };
    switch (column) {
    case SpreadColumn::LongRate:
        return rate(row.longRate8h);
    case SpreadColumn::ShortRate:
        return rate(row.shortRate8h);
    case SpreadColumn::Net:
        return m_theme.colour(row.net > 0 ? Token::Up : Token::Label);
    case SpreadColumn::Asset:
    case SpreadColumn::Long:
    case SpreadColumn::Short:
    case SpreadColumn::BreakEven:
        return m_theme.colour(Token::Value);
    default:
        return m_theme.colour(Token::Label);
    }
}

void SpreadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QModelIndex source = m_proxy.mapToSource(index);
    const SpreadRow *row = m_model.row(source.row());
    if (!row)
        return;
    const auto column = static_cast<SpreadColumn>(index.column());
    const bool isSelected = option.state & QStyle::State_Selected;
    const Token ground = isSelected              ? Token::Selection
        : option.state & QStyle::State_MouseOver ? Token::Hover
                                                 : Token::Panel;
    painter->save();
    painter->fillRect(option.rect, m_theme.colour(ground));
    painter->setPen(m_theme.colour(Token::GridLine));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRect inner = option.rect.adjusted(Padding, 0, -Padding, 0);
    if (column == SpreadColumn::Long || column == SpreadColumn::Short) {
        const auto number = column == SpreadColumn::Long ? row->longVenue : row->shortVenue;
        const QRect mark(inner.left(), option.rect.top() + 5, 3, option.rect.height() - 11);
        painter->fillRect(mark, m_theme.venue(m_model.context().venue(number).venue));
        inner.setLeft(inner.left() + 8);
    }
    if (row->isProvisional && column == SpreadColumn::PerDay) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.colour(Token::HealthStale));
        painter->drawEllipse(QRectF(option.rect.left() + 2, option.rect.center().y() - 1, 3, 3));
    }
    const bool isStrong = column == SpreadColumn::Asset || column == SpreadColumn::Net;
    painter->setFont(isStrong ? m_strong : m_font);
    painter->setPen(textColour(source, isSelected));
    QString text = source.data().toString();
    if (isTextColumn(column))
        text = painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width());
    painter->drawText(inner,
        int(Qt::AlignVCenter) | Qt::TextSingleLine | (isTextColumn(column) ? Qt::AlignLeft : Qt::AlignRight), text);
    painter->restore();
}

} // namespace isobar
