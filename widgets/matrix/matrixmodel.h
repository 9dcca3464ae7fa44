#pragma once
#include "core/settings/settings.h"
#include "widgets/matrix/matrixcells.h"

#include <QAbstractTableModel>
#include <vector>

namespace isobar {

/// The matrix as a table: a row for each asset that is not filtered out, in the chosen order; fixed columns, then the
/// venues, the one with most open interest first. The cells are read from the shared matrix itself; a new one is
/// compared with the one before and only what looks different is told. The order is taken anew every few seconds, so
/// that rows do not run away under the eye.
class MatrixModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr TimeMs ReorderEveryMs = 5'000;

    explicit MatrixModel(QObject *parent = nullptr);

    void setMatrix(const MarketMatrixPtr &matrix);
    void setRateUnit(RateUnit unit);
    void setOrder(const MatrixOrder &order);
    /// Puts the rows in order now.
    void reorder();
    /// Part of an asset's name.
    void setFilter(const QString &text);
    void retranslate();

    const MarketMatrix *matrix() const { return m_matrix.get(); }
    RateUnit rateUnit() const { return m_unit; }
    const MatrixOrder &order() const { return m_order; }
    /// Null for an invalid row.
    const MatrixRow *row(int row) const;
    /// Null for the fixed columns, and where the venue does not list the asset.
    const MatrixCell *cell(int row, int column) const;
    /// Null for the fixed columns.
    const MatrixVenue *venue(int column) const;
    QString asset(int row) const;
    int rowOf(const QString &asset) const; ///< -1: not there
    /// What sorting by this column is called in settings.
    QString orderKey(int column) const;
    int orderColumn() const; ///< -1: the venue is not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Rows = std::vector<std::uint32_t>;
    bool hasSameShape(const MarketMatrix &other) const;
    std::vector<std::uint32_t> venuesByOpenInterest() const;
    std::optional<double> sortValue(const MatrixRow &row) const;
    Rows sortedRows() const;
    void tellChanges(const MarketMatrix &before);
    void tellRun(int row, int first, int end);

    MarketMatrixPtr m_matrix;
    Rows m_rows; // into MarketMatrix::rows, as shown
    std::vector<std::uint32_t> m_venues; // into MarketMatrix::venues, as shown
    TimeMs m_orderedMs = 0; // transport time
    RateUnit m_unit = RateUnit::Per8h;
    MatrixOrder m_order;
    QString m_filter;
};

} // namespace isobar
