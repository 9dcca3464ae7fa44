#include "widgets/heatmap/clustermodel.h"

#include "widgets/heatmap/readoutwords.h"
#include "widgets/style/formats.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

using heatmap::ReadoutWords;

/// The largest of each side, in no order that matters.
std::vector<Cluster> largest(std::vector<Cluster> clusters)
{
    std::stable_sort(clusters.begin(), clusters.end(),
        [](const Cluster &one, const Cluster &other) { return one.printsUsd > other.printsUsd; });
    std::array<int, 2> seen{};
    std::erase_if(clusters,
        [&seen](const Cluster &each) { return ++seen[static_cast<std::size_t>(each.side)] > ClusterModel::RowsASide; });
    return clusters;
}

QString probability(double share) { return share > 0 ? formats::percent(share, 0) : QString(formats::Dash); }

QString cell(const Cluster &cluster, double nowPrice, ClusterColumn column)
{
    switch (column) {
    case ClusterColumn::Side:
        return ReadoutWords::sideName(cluster.side);
    case ClusterColumn::Range:
        return QStringLiteral("%1 – %2").arg(formats::levelPrice(cluster.low), formats::levelPrice(cluster.high));
    case ClusterColumn::Distance:
        return formats::change(nowPrice > 0 ? std::optional(cluster.peak / nowPrice - 1) : std::nullopt);
    case ClusterColumn::Prints:
        return ReadoutWords::about(cluster.printsUsd);
    case ClusterColumn::OpenInterest:
        return ReadoutWords::about(cluster.oiClosedUsd);
    case ClusterColumn::Touch4h:
        return probability(cluster.touch4h);
    case ClusterColumn::Touch24h:
        return probability(cluster.touch24h);
    case ClusterColumn::Chain:
        break; // of the row
    case ClusterColumn::Load:
        return formats::percent(cluster.loadRank, 0);
    case ClusterColumn::State:
        return ReadoutWords::loadName(cluster.load);
    case ClusterColumn::Age:
        return formats::age(static_cast<TimeMs>(cluster.meanAgeHours * static_cast<double>(HourMs)));
    case ClusterColumn::Count:
        break;
    }
    return {};
}

QVariant raw(const Cluster &cluster, double nowPrice, ClusterColumn column)
{
    switch (column) {
    case ClusterColumn::Side:
        return static_cast<int>(cluster.side);
    case ClusterColumn::Range:
        return cluster.peak;
    case ClusterColumn::Distance:
        return nowPrice > 0 ? std::abs(std::log(cluster.peak / nowPrice)) : cluster.distance;
    case ClusterColumn::Prints:
        return cluster.printsUsd;
    case ClusterColumn::OpenInterest:
        return cluster.oiClosedUsd;
    case ClusterColumn::Touch4h:
        return cluster.touch4h;
    case ClusterColumn::Touch24h:
        return cluster.touch24h;
    case ClusterColumn::Chain:
        break; // of the row
    case ClusterColumn::Load:
        return cluster.loadRank.value_or(-1);
    case ClusterColumn::State:
        return static_cast<int>(cluster.load);
    case ClusterColumn::Age:
        return cluster.meanAgeHours;
    case ClusterColumn::Count:
        break;
    }
    return {};
}

} // namespace

ClusterModel::ClusterModel(QObject *parent) : QAbstractTableModel(parent) { }

ClusterModel::Row ClusterModel::makeRow(const Cluster &cluster) const
{
    Row row;
    row.cluster = cluster;
    for (int c = 0; c < ClusterColumnCount; ++c)
        row.texts[static_cast<std::size_t>(c)] = cell(cluster, m_nowPrice, static_cast<ClusterColumn>(c));
    const auto place = m_places.find(cluster.id);
    if (place != m_places.end()) {
        row.chained = place->second.node.cumulative;
        row.chain = heatmap::ChainWords::place(place->second, m_tilt);
    }
    row.texts[static_cast<std::size_t>(ClusterColumn::Chain)] = formats::percent(row.chained, 0);
    return row;
}

void ClusterModel::dropVanished(const std::vector<Cluster> &kept)
{
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        const std::uint64_t id = m_rows[static_cast<std::size_t>(row)].cluster.id;
        if (std::any_of(kept.begin(), kept.end(), [id](const Cluster &each) { return each.id == id; }))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void ClusterModel::renew(int row, const Cluster &cluster)
{
    Row &held = m_rows[static_cast<std::size_t>(row)];
    Row fresh = makeRow(cluster);
    int first = -1, last = -1;
    for (int c = 0; c < ClusterColumnCount; ++c) {
        if (fresh.texts[static_cast<std::size_t>(c)] == held.texts[static_cast<std::size_t>(c)])
            continue;
        first = first < 0 ? c : first;
        last = c;
    }
    held = std::move(fresh);
    if (first >= 0)
        Q_EMIT dataChanged(index(row, first), index(row, last));
}

void ClusterModel::takePlaces(const std::vector<Cluster> &clusters, const AssetChains *chains)
{
    m_places.clear();
    m_tilt = chains ? chains->tilt : 0;
    for (const Cluster &cluster : clusters) {
        if (const auto place = chains ? heatmap::chainPlaceOf(*chains, clusters, cluster.id) : std::nullopt)
            m_places.emplace(cluster.id, *place);
    }
}

void ClusterModel::setClusters(
    const std::vector<Cluster> &clusters, double nowPrice, const AssetChains *chains, bool hasSkill)
{
    m_nowPrice = nowPrice;
    m_hasSkill = hasSkill;
    takePlaces(clusters, chains);
    const std::vector<Cluster> wanted = largest(clusters);
    dropVanished(wanted);
    for (const Cluster &cluster : wanted) {
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.cluster.id == cluster.id; });
        if (found != m_rows.end()) {
            renew(static_cast<int>(found - m_rows.begin()), cluster);
            continue;
        }
        const int end = static_cast<int>(m_rows.size());
        beginInsertRows({}, end, end);
        m_rows.push_back(makeRow(cluster));
        endInsertRows();
    }
}

void ClusterModel::retranslate()
{
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        renew(row, Cluster(m_rows[static_cast<std::size_t>(row)].cluster));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ClusterColumnCount - 1);
}

const Cluster *ClusterModel::clusterAt(int row) const
{
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? &m_rows[static_cast<std::size_t>(row)].cluster : nullptr;
}

int ClusterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClusterModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ClusterColumnCount; }

QVariant ClusterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<ClusterColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[static_cast<std::size_t>(index.column())];
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (column == ClusterColumn::Side || column == ClusterColumn::State ? Qt::AlignLeft : Qt::AlignRight)
            | Qt::AlignVCenter);
    case Qt::ToolTipRole: {
        QStringList lines;
        for (const ReadoutWords::Row &each : ReadoutWords::clusterRows(row.cluster, m_nowPrice, m_zone))
            lines << QStringLiteral("%1: %2").arg(each.name, each.value);
        if (!row.chain.isEmpty())
            lines << tr("Chain: %1").arg(row.chain);
        if (!m_hasSkill)
            lines << tr("The track record shows no skill: do not rely on the probabilities.");
        return lines.join(u'\n');
    }
    case ClusterSkillRole:
        return m_hasSkill;
    case ClusterRawRole:
        if (column == ClusterColumn::Chain)
            return row.chained.value_or(-1);
        return raw(row.cluster, m_nowPrice, column);
    default:
        return {};
    }
}

QVariant ClusterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<ClusterColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (column == ClusterColumn::Side || column == ClusterColumn::State ? Qt::AlignLeft : Qt::AlignRight)
            | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (column == ClusterColumn::Prints)
            return tr("Expected prints: what the liquidation feeds would report; modelled");
        if (column == ClusterColumn::OpenInterest)
            return tr("Open interest closed, voluntary closing included; modelled");
        if (column == ClusterColumn::Chain)
            return tr("Probability that the cascade chain comes as far as this; modelled");
        if (column == ClusterColumn::Load)
            return tr("Rank of its load among the hours of the last 30 d at this distance");
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ClusterColumn::Side:
        return tr("Side");
    case ClusterColumn::Range:
        return tr("Range");
    case ClusterColumn::Distance:
        return tr("Distance");
    case ClusterColumn::Prints:
        return tr("Prints");
    case ClusterColumn::OpenInterest:
        return tr("OI behind");
    case ClusterColumn::Touch4h:
        return tr("Touch 4h");
    case ClusterColumn::Touch24h:
        return tr("Touch 24h");
    case ClusterColumn::Chain:
        return tr("Chain");
    case ClusterColumn::Load:
        return tr("Load rank");
    case ClusterColumn::State:
        return tr("State");
    case ClusterColumn::Age:
        return tr("Age");
    case ClusterColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
