#pragma once
#include "core/levelgrid/cluster.h"
#include "core/levelgrid/levelmap.h"
#include "core/settings/settings.h"

#include <QCoreApplication>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace isobar::heatmap {

/// What stands under the cursor, as numbers. USD of the levels are expected prints (the reported scale) per cell of the
/// lattice; absent: nothing is modelled there.
struct LevelReading {
    TimeMs timeMs = 0; ///< market time at the cursor
    double price = 0; ///< at the cursor
    double nowPrice = 0; ///< 0: not known
    double cellWidth = 0.001; ///< of ln(price)
    std::optional<double> longUsd, shortUsd;
    double coverage = 0; ///< prints / coverage = open interest closed; 0: not known
    struct Share {
        QString name;
        double usd = 0;
    };
    std::vector<Share> byGroup; ///< of both sides; empty: not known (yet)
    std::optional<std::array<double, DistanceBands>> byBand;
    std::optional<double> touch4h, touch24h; ///< absent: not told (a past moment, no volatility)
    std::optional<Cluster> cluster; ///< the one that the price belongs to
    QString chain; ///< its place in the cascade chain, in words; empty: it has none
    bool hasNoSkill = false; ///< the map is known to be no better than a null
    std::optional<double> opensOnlyUsd; ///< "what other maps draw", where it is shown: its own scale
    bool isHatched = false; ///< column made of little data or of a backfill
    bool isFuture = false; ///< right of now: nothing is modelled there, the levels of now are told
};

/// The level (sides, touch probabilities, cluster) of now at a price. Touch probabilities by MODEL 6.
LevelReading readNow(const LevelMap &map, double price);

/// What lies between the price and a level to which it might go ("what if").
struct WhatIf {
    double fromPrice = 0, toPrice = 0;
    double printsUsd = 0, oiClosedUsd = 0; ///< on the way, of the side that dies
    double touch4h = 0, touch24h = 0; ///< 0 while no volatility is known
    int clusters = 0; ///< whose peak is passed
    PositionSide side() const { return toPrice < fromPrice ? PositionSide::Long : PositionSide::Short; }
};
/// Zeros when the map has no price yet.
WhatIf whatIf(const LevelMap &map, double toPrice);

/// Sentences and rows for what the heatmap says in words. Everything of the model says so or has a "≈".
class ReadoutWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::ReadoutWords)
public:
    struct Row {
        QString name, value;
        bool isStrong = false; ///< the numbers that one looks for first
        bool operator==(const Row &) const = default;
    };

    /// The read-out at the cursor, line by line, most telling first.
    static std::vector<Row> rows(const LevelReading &reading, TimeZoneChoice zone);
    /// The same as one sentence, for screen readers.
    static QString spoken(const LevelReading &reading, TimeZoneChoice zone);

    /// "66,400 – prints ≈ $4.10M (≈ $82.0M OI) – 2.1% – 24 h 35%" (MODEL 5).
    /// `horizonHours`: of the touch probability, 4 or 24.
    static QString clusterLabel(const Cluster &cluster, double nowPrice, int horizonHours = 24);
    /// "66,400 ≈ $4.10M" for narrow places.
    static QString clusterShort(const Cluster &cluster);
    /// What a cluster is, for a card or tool tip: state, age, rank.
    static std::vector<Row> clusterRows(const Cluster &cluster, double nowPrice, TimeZoneChoice zone);
    static QString loadName(ClusterLoad load); ///< "armed"
    static QString sideName(PositionSide side); ///< "longs"

    /// "66,400 (-2.1%, -$1,512): prints ≈ $12.3M, OI ≈ $246M on the way, 2 clusters – 4 h 9%, 24 h 35%".
    static QString whatIf(const WhatIf &what);
    /// "2.1%, $1,512 below": distance of a price from now.
    static QString distance(double price, double nowPrice);
    /// "≈ $4.10M", or a dash.
    static QString about(std::optional<double> usd);
};

} // namespace isobar::heatmap
