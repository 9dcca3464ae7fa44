#pragma once
#include "widgets/matrix/matrixmodel.h"
#include "widgets/style/theme.h"

#include <QWidget>

namespace isobar {

class MatrixDelegate;
class MatrixTable;

/// The matrix as two tables side by side over one model: asset and aggregate stand still, the rest scrolls sideways;
/// rows, selection and hover are common to both.
class MatrixView final : public QWidget {
    Q_OBJECT
public:
    MatrixView(const Theme &theme, MatrixModel &model, QWidget *parent = nullptr);

    MatrixTable &frozen() { return *m_frozen; }
    MatrixTable &scrolling() { return *m_scrolling; }
    /// The asset that the rest of the window shows: marked.
    void setAsset(const QString &asset);
    /// Rows that are selected, from top to bottom; all when none is.
    QList<int> chosenRows() const;
    /// Columns as wide as their texts need in the unit.
    void fitColumns();
    void showOrder();

Q_SIGNALS:
    void assetChosen(const QString &asset);
    void assetSearchRequested(const QString &prefill);
    void copyRequested();
    void orderChosen(const MatrixOrder &order);

private:
    void build(MatrixTable &table);
    void splitColumns();
    void matchHeights();
    void open(const QModelIndex &index);
    void chooseOrder(int column);
    void keepPlace();
    void restorePlace();

    const Theme &m_theme;
    MatrixModel &m_model;
    MatrixDelegate *m_delegate;
    MatrixTable *m_frozen, *m_scrolling;
    QWidget *m_belowFrozen;
    QString m_asset, m_currentAsset;
    int m_place = 0;
};

} // namespace isobar
