#include "widgets/funding/fundingtree.h"

#include "widgets/funding/fundingmodel.h"
#include "widgets/funding/fundingpinned.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace isobar {

FundingTree::FundingTree(const Theme &theme, QWidget *parent)
    : QTreeView(parent), m_theme(theme), m_pinned(new FundingPinned(*this))
{
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, m_pinned, qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &FundingTree::placePinned);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_pinned, repaint);
    connect(header(), &QHeaderView::sectionResized, m_pinned, repaint);
    connect(header(), &QHeaderView::sectionMoved, m_pinned, repaint);
    connect(m_pinned, &FundingPinned::clicked, this, [this] {
        scrollTo(aggregateRow());
        setCurrentIndex(aggregateRow());
        setFocus(Qt::MouseFocusReason);
    });
}

void FundingTree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, m_pinned, qOverload<>(&QWidget::update));
}

const QWidget &FundingTree::pinned() const { return *m_pinned; }

QModelIndex FundingTree::aggregateRow() const
{
    if (!model() || model()->rowCount() == 0)
        return {};
    const QModelIndex last = model()->index(model()->rowCount() - 1, 0);
    return last.data(FundingKindRole).toInt() == int(FundingRowKind::Aggregate) ? last : QModelIndex();
}

void FundingTree::placePinned()
{
    const QModelIndex row = aggregateRow();
    const QRect room = viewport()->geometry();
    const int height = row.isValid() ? rowHeight(row) : 0;
    const bool isHidden = row.isValid() && visualRect(row).bottom() >= room.height() && room.height() > 2 * height;
    if (isHidden) {
        m_pinned->setGeometry(room.left(), room.bottom() + 1 - height, room.width(), height);
        m_pinned->raise();
        m_pinned->update();
    }
    m_pinned->setVisible(isHidden);
}

void FundingTree::updateGeometries()
{
    QTreeView::updateGeometries();
    placePinned();
}

void FundingTree::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    QTreeView::scrollTo(index, hint);
    // What the pinned row covers is not in sight.
    QScrollBar &bar = *verticalScrollBar();
    while (m_pinned->isVisible() && bar.value() < bar.maximum()
        && visualRect(index).bottom() >= m_pinned->y() - viewport()->y())
        bar.setValue(bar.value() + 1);
}

void FundingTree::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTreeView::dataChanged(topLeft, bottomRight, roles);
    if (!bottomRight.parent().isValid() && bottomRight.row() == aggregateRow().row())
        m_pinned->update();
}

void FundingTree::updateCell(const QModelIndex &index)
{
    update(index);
    if (index.isValid() && index.siblingAtColumn(0) == aggregateRow())
        m_pinned->update();
}

void FundingTree::paintAggregate(QPainter &painter, const QRect &place) const
{
    const QModelIndex row = aggregateRow();
    painter.fillRect(place, m_theme.colour(Token::PanelAlternate));
    if (!row.isValid())
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isRowSelected(row.row(), {}));
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (isColumnHidden(column))
            continue;
        const QModelIndex cell = row.siblingAtColumn(column);
        option.rect = QRect(columnViewportPosition(column), place.top(), columnWidth(column), place.height());
        if (column == 0) {
            const QRect branch(option.rect.left(), place.top(), indentation(), place.height());
            drawBranches(&painter, branch, cell);
            option.rect.setLeft(branch.right() + 1);
        }
        itemDelegateForIndex(cell)->paint(&painter, option, cell);
    }
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
