#pragma once
#include "widgets/style/theme.h"

#include <QTreeView>

namespace isobar {

/// The tree of the funding table: letters open the asset search, branches are drawn in the theme.
class FundingTree final : public QTreeView {
    Q_OBJECT
public:
    explicit FundingTree(const Theme &theme, QWidget *parent = nullptr);

    void keyboardSearch(const QString &) override { } // letters belong to the asset search

Q_SIGNALS:
    void assetSearchRequested(const QString &prefill);
    void copyRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace isobar
