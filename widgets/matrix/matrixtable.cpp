#include "widgets/matrix/matrixtable.h"

#include "widgets/matrix/sortheader.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace isobar {

MatrixTable::MatrixTable(const Theme &theme, QWidget *parent) : QTableView(parent)
{
    setHorizontalHeader(new SortHeader(theme));
    connect(&theme, &Theme::changed, this, [this] {
        viewport()->update();
        horizontalHeader()->viewport()->update();
    });
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

/// Qt's own repaints all of the viewport when more than one cell changed.
void MatrixTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &)
{
    if (!isVisible())
        return;
    const QHeaderView *columns = horizontalHeader();
    const int left = columns->sectionViewportPosition(topLeft.column());
    const int right =
        columns->sectionViewportPosition(bottomRight.column()) + columns->sectionSize(bottomRight.column());
    const int top = rowViewportPosition(topLeft.row());
    const int bottom = rowViewportPosition(bottomRight.row()) + rowHeight(bottomRight.row());
    const QRect changed = QRect(left, top, right - left, bottom - top) & viewport()->rect();
    if (!changed.isEmpty())
        viewport()->update(changed);
}

void MatrixTable::keyPressEvent(QKeyEvent *event)
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
        Q_EMIT opened(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace isobar
