#pragma once
#include "core/levelgrid/exactlevels.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace isobar {

enum class ExactColumn { Side, Price, Distance, Size, Margin, Told, Venue, Account, Count };
inline constexpr int ExactColumnCount = static_cast<int>(ExactColumn::Count);

/// Raw value of a cell for sorting.
inline constexpr int ExactRawRole = Qt::UserRole + 1;

/// The exact positions as a table: the largest of each side. Rows keep their place while an account keeps its position;
/// only what changed is told. The proxy sorts.
class ExactModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int RowsASide = 50;

    explicit ExactModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }

    /// `exact` null: none. `nowPrice` 0: not known. `nowMs`: market time.
    void setLevels(const ExactLevelsPtr &exact, double nowPrice, TimeMs nowMs);
    void retranslate();
    const ExactLevel *levelAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        ExactLevel level;
        std::array<QString, ExactColumnCount> texts;
    };
    QString cell(const ExactLevel &level, ExactColumn column) const;
    Row makeRow(const ExactLevel &level) const;
    void renew(int row, const ExactLevel &level);

    std::vector<Row> m_rows;
    double m_nowPrice = 0;
    TimeMs m_nowMs = 0;
};

} // namespace isobar
