#include "widgets/tape/tapetree.h"

#include "widgets/style/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace isobar {

TapeTree::TapeTree(const Theme &theme, QWidget *parent) : QTreeView(parent)
{
    setObjectName(QStringLiteral("tape"));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setExpandsOnDoubleClick(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setHighlightSections(false);
    header()->setMinimumSectionSize(24);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void TapeTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    const QString text = event->text();
    const bool isPlain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    if (isPlain && event->key() == Qt::Key_Space) {
        Q_EMIT holdToggled();
        return;
    }
    if (isPlain && event->key() == Qt::Key_Escape) {
        Q_EMIT newestRequested();
        return;
    }
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT momentRequested(currentIndex());
        return;
    }
    if (isPlain && text.size() == 1 && text.front().isLetter()) {
        Q_EMIT assetSearchRequested(text.toUpper());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TapeTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    Q_EMIT resized();
}

} // namespace isobar
