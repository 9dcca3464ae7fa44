#pragma once
#include "widgets/style/theme.h"

#include <QTableView>

namespace isobar {

/// One half of the matrix: repaints only the cells that changed, hands letters to the asset search and Enter to who
/// opens an asset.
class MatrixTable final : public QTableView {
    Q_OBJECT
public:
    explicit MatrixTable(const Theme &theme, QWidget *parent = nullptr);

    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void keyboardSearch(const QString &) override { } // letters belong to the asset search

Q_SIGNALS:
    void assetSearchRequested(const QString &prefill);
    void opened(const QModelIndex &index);
    void copyRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace isobar
