#pragma once
#include "widgets/trackrecord/recordwords.h"

#include <QAbstractTableModel>

#include <vector>

namespace isobar {

enum class RecordColumn { What, Cases, Score, Null, Skill, Others, More, Count };
inline constexpr int RecordColumnCount = static_cast<int>(RecordColumn::Count);
/// Whether a row is the heading of a section; and whether it did worse than its null.
inline constexpr int RecordHeadingRole = Qt::UserRole + 1, RecordBelowRole = Qt::UserRole + 2;

/// The marks as a table. Rows change once an hour at most; only what differs is told.
class RecordModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<RecordRow> rows);
    const std::vector<RecordRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RecordRow> m_rows;
};

} // namespace isobar
