#pragma once
#include "core/levelgrid/assetchains.h"
#include "core/settings/settings.h"
#include "widgets/heatmap/chainwords.h"

#include <QAbstractTableModel>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace isobar {

enum class ClusterColumn {
    Side,
    Range,
    Distance,
    Prints,
    OpenInterest,
    Touch4h,
    Touch24h,
    Chain,
    Load,
    State,
    Age,
    Count
};
inline constexpr int ClusterColumnCount = static_cast<int>(ClusterColumn::Count);

/// Raw value of a cell for sorting: a number, or a text for the side and the range.
inline constexpr int ClusterRawRole = Qt::UserRole + 1;
/// Whether the map's probabilities can be relied on.
inline constexpr int ClusterSkillRole = Qt::UserRole + 2;

/// The picture's clusters as a table (PRODUCT 2: the heatmap has an equivalent table): the largest of each side. Rows
/// keep their place while a cluster keeps its identity; only what changed is told. The proxy sorts.
class ClusterModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int RowsASide = 12;

    explicit ClusterModel(QObject *parent = nullptr);

    /// `nowPrice` 0: not known; `chains` null: none are. `hasSkill` false: probabilities are not to be relied on.
    void setClusters(const std::vector<Cluster> &clusters, double nowPrice, const AssetChains *chains = nullptr,
        bool hasSkill = true);
    bool hasSkill() const { return m_hasSkill; }
    void setTimeZone(TimeZoneChoice zone) { m_zone = zone; }
    void retranslate();
    const Cluster *clusterAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        Cluster cluster;
        QString chain; ///< in words; empty: it has no place in one
        std::optional<double> chained; ///< probability of the chain up to it
        std::array<QString, ClusterColumnCount> texts;
    };
    Row makeRow(const Cluster &cluster) const;
    void takePlaces(const std::vector<Cluster> &clusters, const AssetChains *chains);
    void dropVanished(const std::vector<Cluster> &kept);
    void renew(int row, const Cluster &cluster);

    std::vector<Row> m_rows;
    std::map<std::uint64_t, heatmap::ChainPlace> m_places; // by cluster
    double m_nowPrice = 0, m_tilt = 0;
    bool m_hasSkill = true;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
};

} // namespace isobar
