#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace isobar {

enum class TapeColumn { Time, Venue, Side, Price, Coins, Usd };
inline constexpr int TapeColumnCount = 6;

/// What of the tape is shown.
struct TapeFilter {
    double leastUsd = 0;
    std::optional<PositionSide> side; ///< none: both
    bool passes(const LiquidationPrint &print) const { return print.usd >= leastUsd && (!side || print.side == *side); }
    bool operator==(const TapeFilter &) const = default;
};

/// The newest liquidations of one asset that pass the filter, newest first. A new log is compared with what is shown
/// and told as the ranges that came and went.
class TapeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int Limit = 5000; ///< rows

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The log of the asset that is shown; `asset.liquidations` may be absent.
    void show(const AssetSnapshot &asset);
    void clear();
    void setFilter(const TapeFilter &filter); ///< takes effect with the next show
    const TapeFilter &filter() const { return m_filter; }
    void setTimeZone(TimeZoneChoice zone);
    void retranslate();

    const LiquidationPrint *print(const QModelIndex &index) const; ///< none: not a row
    std::string venueId(const LiquidationPrint &print) const;
    QString venueName(const LiquidationPrint &print) const;
    const QString &asset() const { return m_asset; }
    /// How many prints of the log pass the filter and are newer than the first row.
    int newerThanShown(const LiquidationLog &log) const;
    /// How many prints there are in all, passing or not.
    static int count(const LiquidationLog &log);

private:
    QString text(const LiquidationPrint &print, TapeColumn column) const;
    QString sentence(const LiquidationPrint &print) const;
    std::vector<LiquidationPrint> wanted(const LiquidationLog &log) const;
    void take(const std::vector<LiquidationPrint> &wanted);

    std::vector<LiquidationPrint> m_prints; ///< newest first
    std::vector<std::string> m_venues; ///< as in the log
    std::vector<QString> m_venueNames; ///< of the same venues
    QString m_asset;
    TapeFilter m_filter;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    TimeMs m_marketMs = 0;
};

} // namespace isobar
