#include "widgets/positions/positiondelegate.h"

#include "widgets/positions/positionmodel.h"

#include <QFontMetrics>
#include <QPainter>

namespace isobar {

void PositionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const auto *model = static_cast<const PositionModel *>(index.model());
    const PositionView *view = model->viewAt(index.row());
    const Token ground = isSelected              ? Token::Selection
        : option.state & QStyle::State_MouseOver ? Token::Hover
        : view && view->position.id == 0         ? Token::PanelAlternate
                                                 : Token::Panel;
    painter->save();
    painter->fillRect(option.rect, m_theme.colour(ground));
    painter->setPen(m_theme.colour(Token::GridLine));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QFont font = m_theme.numberFont();
    if (index.column() == 0)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(
        m_theme.colour(isSelected ? Token::SelectionText : static_cast<Token>(index.data(PositionTokenRole).toInt())));
    painter->drawText(option.rect.adjusted(Padding, 0, -Padding, 0),
        index.data(Qt::TextAlignmentRole).toInt() | static_cast<int>(Qt::TextSingleLine), index.data().toString());
    painter->restore();
}

QSize PositionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong);
    return {metrics.horizontalAdvance(index.data().toString()) + 2 * Padding + 2, metrics.height() + 6};
}

} // namespace isobar
