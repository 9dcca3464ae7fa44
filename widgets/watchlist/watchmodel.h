#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"

#include <QAbstractTableModel>
#include <array>
#include <vector>

namespace isobar {

enum class WatchColumn {
    Asset,
    Price,
    Change24h,
    Rate,
    Apr,
    Realised7d,
    OiChange1h,
    OiChange4h,
    OiChange24h,
    OpenInterest,
    Liquidated1h,
    LiquidatedShare,
    Squeeze,
    Venues,
    Count
};
inline constexpr int WatchColumnCount = static_cast<int>(WatchColumn::Count);

/// Raw value (double) of a cell; invalid when absent.
inline constexpr int WatchRawRole = Qt::UserRole + 1;

/// The watchlist as a table (PRODUCT 2.2): the market as a whole first, then a row for each watched asset in the
/// user's order. Only changed cells are told.
class WatchModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit WatchModel(QObject *parent = nullptr);

    void setSnapshot(const Snapshot &snapshot);
    void setRateUnit(RateUnit unit);
    void retranslate();
    /// Empty for the market's row.
    QString assetAt(int row) const;
    bool isStale(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        WatchRow watch;
        std::array<QString, WatchColumnCount> texts;
    };
    QString text(const WatchRow &row, WatchColumn column) const;
    QString marketText(WatchColumn column) const;
    void renew();

    MarketRow m_market;
    std::vector<Row> m_rows; ///< row 0 is the market
    RateUnit m_unit = RateUnit::Per8h;
};

} // namespace isobar
