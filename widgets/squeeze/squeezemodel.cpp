#include "widgets/squeeze/squeezemodel.h"

#include "widgets/squeeze/squeezewords.h"
#include "widgets/style/formats.h"

#include <algorithm>

namespace isobar {

namespace {

bool isAhead(const std::optional<SqueezeParts> &a, const std::optional<SqueezeParts> &b)
{
    return a && (!b || isAheadInSqueeze(*a, *b));
}

SqueezeMark markOf(bool isPresent, bool isArmed = false)
{
    return !isPresent ? SqueezeMark::Empty : isArmed ? SqueezeMark::Armed : SqueezeMark::Filled;
}

} // namespace

SqueezeModel::Row SqueezeModel::makeRow(const WatchRow &watch) const
{
    Row row;
    row.asset = QString::fromStdString(watch.asset);
    row.parts = watch.squeeze;
    row.isStale = watch.stale;
    const auto cell = [&row](SqueezeColumn column) -> Cell & { return row.cells[static_cast<std::size_t>(column)]; };
    cell(SqueezeColumn::Asset).text = row.asset;
    if (!row.parts) {
        cell(SqueezeColumn::Crowd).text = tr("waiting", "squeeze monitor: not judged yet");
        return row;
    }
    const SqueezeParts &parts = *row.parts;
    cell(SqueezeColumn::Crowd).text = SqueezeWords::crowd(parts.crowd);
    cell(SqueezeColumn::Funding) = {SqueezeWords::fundingCell(parts), markOf(parts.funding.isPresent)};
    cell(SqueezeColumn::OpenInterest) = {SqueezeWords::openInterestCell(parts), markOf(parts.openInterest.isPresent)};
    cell(SqueezeColumn::Cluster) = {
        SqueezeWords::clusterCell(parts), markOf(parts.cluster.isPresent, parts.cluster.isArmed)};
    cell(SqueezeColumn::Since).text =
        parts.isCascading ? tr("now", "squeeze monitor: it is happening") : SqueezeWords::since(parts, m_marketMs);
    return row;
}

void SqueezeModel::setSnapshot(const Snapshot &snapshot)
{
    m_marketMs = snapshot.marketMs;
    std::vector<Row> fresh;
    for (const WatchRow &watch : snapshot.watch)
        fresh.push_back(makeRow(watch));
    std::stable_sort(fresh.begin(), fresh.end(), [](const Row &a, const Row &b) { return isAhead(a.parts, b.parts); });
    for (int row = rowCount() - 1; row >= 0; --row) {
        const bool isKept =
            std::any_of(fresh.begin(), fresh.end(), [&](const Row &each) { return each.asset == assetAt(row); });
        if (isKept)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < fresh.size(); ++i)
        put(static_cast<int>(i), std::move(fresh[i]));
}

/// Brings the row of an asset to its place and up to date; those before it are so already.
void SqueezeModel::put(int row, Row fresh)
{
    const int before = rowOf(fresh.asset);
    if (before < 0) {
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, std::move(fresh));
        endInsertRows();
        return;
    }
    if (before != row) {
        beginMoveRows({}, before, before, {}, row);
        std::rotate(m_rows.begin() + row, m_rows.begin() + before, m_rows.begin() + before + 1);
        endMoveRows();
    }
    Row &held = m_rows[static_cast<std::size_t>(row)];
    const bool isOtherLook = held.isStale != fresh.isStale;
    const auto cells = std::exchange(held, std::move(fresh)).cells;
    for (int c = 0; c < SqueezeColumnCount; ++c) {
        if (isOtherLook || cells[static_cast<std::size_t>(c)] != held.cells[static_cast<std::size_t>(c)])
            Q_EMIT dataChanged(index(row, c), index(row, c));
    }
}

void SqueezeModel::retranslate()
{
    for (Row &row : m_rows) {
        WatchRow watch;
        watch.asset = row.asset.toStdString();
        watch.squeeze = row.parts;
        watch.stale = row.isStale;
        row = makeRow(watch);
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, SqueezeColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, SqueezeColumnCount - 1));
}

QString SqueezeModel::assetAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].asset : QString();
}

int SqueezeModel::rowOf(const QString &asset) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &each) { return each.asset == asset; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool SqueezeModel::isStale(int row) const
{
    return row >= 0 && row < rowCount() && m_rows[static_cast<std::size_t>(row)].isStale;
}

int SqueezeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SqueezeModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : SqueezeColumnCount; }

QVariant SqueezeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Cell &cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case SqueezeMarkRole:
        return static_cast<int>(cell.mark);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        if (!row.parts)
            return role == Qt::ToolTipRole ? tr("%1 is not judged yet").arg(row.asset) : cell.text;
        switch (static_cast<SqueezeColumn>(index.column())) {
        case SqueezeColumn::Funding:
            return SqueezeWords::funding(*row.parts, m_marketMs);
        case SqueezeColumn::OpenInterest:
            return SqueezeWords::openInterest(*row.parts, m_marketMs);
        case SqueezeColumn::Cluster:
            return SqueezeWords::cluster(*row.parts, m_marketMs);
        case SqueezeColumn::Asset:
            return row.asset + QStringLiteral(": ") + SqueezeWords::summary(*row.parts, m_marketMs);
        default:
            return SqueezeWords::summary(*row.parts, m_marketMs);
        }
    default:
        return {};
    }
}

QVariant SqueezeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<SqueezeColumn>(section)) {
    case SqueezeColumn::Asset:
        return tr("Asset");
    case SqueezeColumn::Crowd:
        return tr("Crowd");
    case SqueezeColumn::Funding:
        return tr("Funding");
    case SqueezeColumn::OpenInterest:
        return tr("OI");
    case SqueezeColumn::Cluster:
        return tr("Cluster");
    case SqueezeColumn::Since:
        return tr("For", "column: how long it has stood");
    case SqueezeColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
