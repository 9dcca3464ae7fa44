#include "widgets/funding/fundingpinned.h"

#include "widgets/funding/fundingtree.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace isobar {

FundingPinned::FundingPinned(FundingTree &tree) : QWidget(&tree), m_tree(tree)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    hide();
}

void FundingPinned::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_tree.paintAggregate(painter, rect());
}

void FundingPinned::mousePressEvent(QMouseEvent *) { Q_EMIT clicked(); }

void FundingPinned::wheelEvent(QWheelEvent *event)
{
    const bool isSideways = std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y());
    QCoreApplication::sendEvent(isSideways ? m_tree.horizontalScrollBar() : m_tree.verticalScrollBar(), event);
}

bool FundingPinned::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex row = m_tree.aggregateRow();
    const int column = m_tree.columnAt(help->pos().x());
    if (row.isValid() && column >= 0)
        QToolTip::showText(help->globalPos(), row.siblingAtColumn(column).data(Qt::ToolTipRole).toString(), this);
    return true;
}

} // namespace isobar
