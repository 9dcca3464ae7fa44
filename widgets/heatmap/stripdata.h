#pragma once
#include "widgets/heatmap/heatmapscene.h"

#include <optional>
#include <vector>

namespace isobar::heatmap {

/// A column of the market as the strips need it; NaN: not known.
struct StripColumn {
    TimeMs openMs = 0, stepMs = 0;
    double openInterestCoins = 0; ///< at its end
    double deltaCoins = 0; ///< bought less sold by takers within it
    double cumulativeCoins = 0; ///< sum of the known deltas from the left edge of the view to its end
    TimeMs endMs() const { return openMs + stepMs; }
};

/// Observed liquidations of one bucket of time, USD: lower bounds.
struct StripBar {
    TimeMs openMs = 0;
    double longUsd = 0, shortUsd = 0;
    bool operator==(const StripBar &) const = default;
};

/// All numbers that the strips show of one view.
struct StripData {
    std::vector<StripColumn> columns; ///< ascending, the finest known at each time
    TimeMs bucketMs = MinuteMs; ///< of a bar
    std::vector<StripBar> bars; ///< ascending; buckets without a liquidation are missing
    bool hasBars = false; ///< liquidations are being observed at all
    TimeMs barsSinceMs = 0; ///< nothing was heard before
    Series funding; ///< per 8 h; null: not known
    std::optional<double> fundingNow8h, neutral8h, premiumNow;
    TimeMs nowMs = 0;
    int openInterestVenues = 0; ///< whose open interest has a past, and so a line
    int allVenues = 0; ///< that list the asset

    /// The column that holds the moment, or null.
    const StripColumn *columnAt(double ms) const;
    const StripBar *barAt(double ms) const;
    /// Rate in force at the moment; absent before the first.
    std::optional<double> fundingAt(double ms) const;
    double longUsd() const; ///< of all bars
    double shortUsd() const;
};

/// Columns that touch [fromMs, toMs): minutes where there are minutes, before them five minutes, before them hours.
/// Cumulative deltas start at the first column whose end lies in the view.
std::vector<StripColumn> stripColumns(const LevelMap &map, double fromMs, double toMs);

/// A round length of time (1, 2, 5, 15, 30 min, 1, 2, 4, 8, 24 h) that is at least `atLeastMs`.
TimeMs roundBucket(double atLeastMs);

/// `width`: of the plot in logical pixels. Cost: one pass over the columns and minutes of the view.
StripData stripData(const HeatmapScene &scene, double width);

} // namespace isobar::heatmap
