#pragma once
#include "core/snapshot/snapshot.h"

#include <QAbstractTableModel>

#include <array>
#include <optional>
#include <vector>

namespace isobar {

enum class SqueezeColumn { Asset, Crowd, Funding, OpenInterest, Cluster, Since, Count };
inline constexpr int SqueezeColumnCount = static_cast<int>(SqueezeColumn::Count);

/// How a cell of an ingredient is marked.
enum class SqueezeMark { None, Empty, Filled, Armed };
inline constexpr int SqueezeMarkRole = Qt::UserRole + 1;

/// The squeeze monitor (PRODUCT 2.6): a row a watched asset, more steps first, then those that stand longer; assets of
/// which nothing is judged yet come last. Rows move, so that a selection stays with its asset; only changed cells are
/// told.
class SqueezeModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit SqueezeModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }

    void setSnapshot(const Snapshot &snapshot);
    void retranslate();
    QString assetAt(int row) const;
    int rowOf(const QString &asset) const; ///< -1: not there
    bool isStale(int row) const;
    const std::optional<SqueezeParts> &partsAt(int row) const { return m_rows[static_cast<std::size_t>(row)].parts; }
    TimeMs marketMs() const { return m_marketMs; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell {
        QString text;
        SqueezeMark mark = SqueezeMark::None;
        bool operator==(const Cell &) const = default;
    };
    struct Row {
        QString asset;
        std::optional<SqueezeParts> parts;
        bool isStale = false;
        std::array<Cell, SqueezeColumnCount> cells{};
    };
    Row makeRow(const WatchRow &watch) const;
    void put(int row, Row fresh);

    std::vector<Row> m_rows;
    TimeMs m_marketMs = 0;
};

} // namespace isobar
