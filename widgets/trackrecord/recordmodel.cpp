#include "widgets/trackrecord/recordmodel.h"

#include <algorithm>

namespace isobar {

namespace {

QString textOf(const RecordRow &row, RecordColumn column)
{
    switch (column) {
    case RecordColumn::What:
        return row.what;
    case RecordColumn::Cases:
        return row.cases;
    case RecordColumn::Score:
        return row.score;
    case RecordColumn::Null:
        return row.null;
    case RecordColumn::Skill:
        return row.skill;
    case RecordColumn::Others:
        return row.others;
    case RecordColumn::More:
        return row.more;
    case RecordColumn::Count:
        break;
    }
    return {};
}

} // namespace

void RecordModel::setRows(std::vector<RecordRow> rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, RecordColumnCount - 1));
    }
}

int RecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RecordModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : RecordColumnCount; }

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RecordRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<RecordColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return row.tip.isEmpty() ? textOf(row, column) : row.tip;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == RecordColumn::Cases ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case RecordHeadingRole:
        return row.kind == RecordRow::Kind::Heading;
    case RecordBelowRole:
        return row.isBelow;
    default:
        return {};
    }
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<RecordColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((column == RecordColumn::Cases ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && column == RecordColumn::Skill)
        return tr("How much better than the best null; in brackets the 90% interval from resampled blocks of 48 h");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case RecordColumn::What:
        return tr("What was said");
    case RecordColumn::Cases:
        return tr("n", "number of cases");
    case RecordColumn::Score:
        return tr("Score");
    case RecordColumn::Null:
        return tr("Best null");
    case RecordColumn::Skill:
        return tr("Skill (90%)");
    case RecordColumn::Others:
        return tr("Over other maps (90%)");
    case RecordColumn::More:
        return tr("More");
    case RecordColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
