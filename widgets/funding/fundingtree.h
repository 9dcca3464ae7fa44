#pragma once
#include "widgets/style/theme.h"

#include <QTreeView>

namespace isobar {

class FundingPinned;

/// The tree of the funding table: letters open the asset search, branches are drawn in the theme, and the aggregate,
/// which is the last row, stays in sight however many venues there are.
class FundingTree final : public QTreeView {
    Q_OBJECT
public:
    explicit FundingTree(const Theme &theme, QWidget *parent = nullptr);

    void keyboardSearch(const QString &) override { } // letters belong to the asset search
    void setModel(QAbstractItemModel *model) override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;

    /// The aggregate in the shown order; invalid while there is none.
    QModelIndex aggregateRow() const;
    /// Its cells, as the rows are painted, into `place` (its own coordinates).
    void paintAggregate(QPainter &painter, const QRect &place) const;
    /// As update(), also where the row is pinned.
    void updateCell(const QModelIndex &index);
    const QWidget &pinned() const;

Q_SIGNALS:
    void assetSearchRequested(const QString &prefill);
    void copyRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void updateGeometries() override;

private:
    void placePinned();

    const Theme &m_theme;
    FundingPinned *m_pinned;
};

} // namespace isobar
