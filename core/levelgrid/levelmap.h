#pragma once
#include "core/levelgrid/cluster.h"
#include "core/levelgrid/exactlevels.h"
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelchunk.h"
#include "core/levelgrid/levelcode.h"
#include "core/levelgrid/touch.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// The columns of one length, in chunks, ascending; a missing chunk is a gap. All but the last are immutable and shared
/// with the map before.
struct LevelSeries {
    TimeMs stepMs = MinuteMs;
    std::vector<LevelChunkPtr> chunks;
    TimeMs firstMs() const; ///< market time at which the first known column opens; 0 when there is none
    TimeMs endMs() const; ///< at which the last known column ends
    /// The chunk that holds a moment, or null.
    const LevelChunk *at(TimeMs marketMs) const;
};

/// The exposure as it stands now, by lattice cell: USD per cell on the reported scale (scale included).
struct LevelProfile {
    int firstCell = 0;
    std::vector<float> longs, shorts;
    /// Sum of one side over prices between two (either order), cells in part.
    double between(const Lattice &lattice, PositionSide side, double fromPrice, double toPrice) const;
};

/// The modelled liquidation map of one asset at one instant; immutable. Series: columns of a minute (6 h), five minutes
/// (7 d), an hour (90 d).
struct LevelMap {
    static constexpr std::size_t MinuteSeries = 0, FiveMinuteSeries = 1, HourSeries = 2;

    std::string asset;
    TimeMs marketMs = 0;
    Lattice lattice;
    std::shared_ptr<const LevelKernel> kernel;
    KernelOrigin kernelOrigin;
    std::vector<std::string> groups; ///< names of the venue groups, as in the chunks
    std::array<LevelSeries, 3> series;
    std::array<LevelSeries, 3> opensOnly; ///< "what other maps draw" (MODEL 4.2); one group, its own scale
    LevelScale scale; ///< of colour, in unscaled USD per cell
    LevelScale opensOnlyScale;
    double reportedScale = 0.15; ///< what unscaled USD are multiplied with to be expected prints (MODEL 3.4)
    bool isReportedScaleMeasured = false;
    double coverage = 0.05; ///< cov of the symbol: expected prints / cov = open interest closed (MODEL 3.8)
    LevelProfile now;
    std::vector<Cluster> clusters; ///< by side, nearest first
    ExactLevelsPtr exact; ///< published positions; null: none is known. Nothing of them is in what is modelled
    Volatility volatility;
    double price = 0; ///< close of the newest column; 0: none
    double openInterestUsd = 0;
    double days = 0; ///< of bars that it is made of
    bool isEmpty() const { return series[HourSeries].chunks.empty() && series[MinuteSeries].chunks.empty(); }
};
using LevelMapPtr = std::shared_ptr<const LevelMap>;

} // namespace isobar
