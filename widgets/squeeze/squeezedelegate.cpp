#include "widgets/squeeze/squeezedelegate.h"

#include "widgets/squeeze/squeezemodel.h"

#include <QFontMetrics>
#include <QPainter>

namespace isobar {

namespace {

constexpr int MarkSize = 10, MarkGap = 6;

void paintMark(QPainter &painter, const QRectF &box, SqueezeMark mark, const Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (mark == SqueezeMark::Empty) {
        painter.setPen(QPen(theme.colour(Token::Unit), 1.3));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
    } else if (mark == SqueezeMark::Armed) {
        painter.fillRect(box, theme.colour(Token::SeverityP1));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(Token::SeverityP2));
        painter.drawEllipse(box);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

SqueezeDelegate::SqueezeDelegate(const Theme &theme, const SqueezeModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{
}

int SqueezeDelegate::markWidth() const { return MarkSize + MarkGap; }

Token SqueezeDelegate::colourOf(const QModelIndex &index) const
{
    const int row = index.row();
    const auto &parts = m_model.partsAt(row);
    if (m_model.isStale(row))
        return Token::Disabled;
    switch (static_cast<SqueezeColumn>(index.column())) {
    case SqueezeColumn::Asset:
        return Token::Value;
    case SqueezeColumn::Crowd:
        return !parts ? Token::Unit : parts->crowd == PositionSide::Long ? Token::LongsPay : Token::ShortsPay;
    case SqueezeColumn::Since:
        return parts && parts->isCascading ? Token::SeverityP1 : Token::Label;
    default:
        return index.data(SqueezeMarkRole).toInt() > static_cast<int>(SqueezeMark::Empty) ? Token::Value : Token::Label;
    }
}

void SqueezeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const Token ground = isSelected              ? Token::Selection
        : option.state & QStyle::State_MouseOver ? Token::Hover
                                                 : Token::Panel;
    painter->save();
    painter->fillRect(option.rect, m_theme.colour(ground));
    painter->setPen(m_theme.colour(Token::GridLine));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRect text = option.rect.adjusted(Padding, 0, -Padding, 0);
    const auto mark = static_cast<SqueezeMark>(index.data(SqueezeMarkRole).toInt());
    if (mark != SqueezeMark::None) {
        const int top = option.rect.center().y() - MarkSize / 2;
        paintMark(*painter, QRectF(text.left(), top, MarkSize, MarkSize), mark, m_theme);
        text.setLeft(text.left() + markWidth());
    }
    QFont font = m_theme.numberFont();
    if (index.column() == 0)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(m_theme.colour(isSelected ? Token::SelectionText : colourOf(index)));
    painter->drawText(
        text, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine, index.data().toString());
    painter->restore();
}

QSize SqueezeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, QFontMetrics(m_theme.numberFont()).height() + 6};
}

} // namespace isobar
