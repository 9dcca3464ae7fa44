#pragma once
#include "core/levelgrid/cluster.h"
#include "core/settings/settings.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace isobar {

enum class ClusterColumn { Side, Range, Distance, Prints, OpenInterest, Touch4h, Touch24h, Load, State, Age, Count };
inline constexpr int ClusterColumnCount = static_cast<int>(ClusterColumn::Count);

/// Raw value of a cell for sorting: a number, or a text for the side and the range.
inline constexpr int ClusterRawRole = Qt::UserRole + 1;

/// The picture's clusters as a table (PRODUCT 2: the heatmap has an equivalent table): the largest of each side. Rows
/// keep their place while a cluster keeps its identity; only what changed is told. The proxy sorts.
class ClusterModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int RowsASide = 12;

    explicit ClusterModel(QObject *parent = nullptr);

    /// `nowPrice` 0: not known.
    void setClusters(const std::vector<Cluster> &clusters, double nowPrice);
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
        std::array<QString, ClusterColumnCount> texts;
    };
    Row makeRow(const Cluster &cluster) const;
    void dropVanished(const std::vector<Cluster> &kept);
    void renew(int row, const Cluster &cluster);

    std::vector<Row> m_rows;
    double m_nowPrice = 0;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
};

} // namespace isobar
