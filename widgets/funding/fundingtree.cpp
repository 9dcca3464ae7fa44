#include "widgets/funding/fundingtree.h"

#include "widgets/funding/fundingmodel.h"

#include <QKeyEvent>
#include <QPainter>

namespace isobar {

FundingTree::FundingTree(const Theme &theme, QWidget *parent) : QTreeView(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void FundingTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    const QString text = event->text();
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    if (plain && text.size() == 1 && text.front().isLetter()) {
        Q_EMIT assetSearchRequested(text.toUpper());
        return;
    }
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        const QModelIndex row = currentIndex().siblingAtColumn(0);
        setExpanded(row, !isExpanded(row));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void FundingTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const bool venue = index.data(FundingKindRole).toInt() == int(FundingRowKind::Venue);
    Token ground = venue ? Token::Panel : Token::PanelAlternate;
    if (selectionModel() && selectionModel()->isRowSelected(index.row(), index.parent()))
        ground = Token::Selection;
    painter->fillRect(rect, m_theme.colour(ground));
    const bool aggregate = index.data(FundingKindRole).toInt() == int(FundingRowKind::Aggregate);
    painter->setPen(m_theme.colour(aggregate ? Token::Border : Token::GridLine));
    if (aggregate)
        painter->drawLine(rect.topLeft(), rect.topRight());
    else
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    // A single contract is no news beneath its venue; still it can be unfolded, so the arrow stands for every venue.
    if (!model()->hasChildren(index))
        return;
    const QPointF centre = QRectF(rect.right() - indentation() + 1, rect.top(), indentation(), rect.height()).center();
    const double r = 3;
    QPolygonF arrow;
    if (isExpanded(index))
        arrow << centre + QPointF(-r, -r / 2) << centre + QPointF(r, -r / 2) << centre + QPointF(0, r * 0.7);
    else
        arrow << centre + QPointF(-r / 2, -r) << centre + QPointF(-r / 2, r) << centre + QPointF(r * 0.7, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.colour(Token::Unit));
    painter->drawPolygon(arrow);
    painter->restore();
}

} // namespace isobar
