#pragma once
#include "core/backtest/probabilitytally.h"
#include "core/backtest/scores.h"
#include "core/base/time.h"
#include "core/levelgrid/assetchains.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// Marks are shown from so many cases on (MODEL 9); events from twenty.
inline constexpr int LeastRecordCases = 30, LeastRecordEvents = 20;

/// How much better than another that is scored alike.
struct Skill {
    std::optional<double> value; ///< absent: there is nothing to compare
    /// 90 %, from resampled blocks of 48 h; absent below five of them.
    std::optional<Interval> interval;
    std::string against; ///< who the other is: "rate of each distance", "move", "freshness", "naive", "opens-only"
    /// Worse than the other, and not by chance.
    bool isBelow() const { return interval && interval->high < 0; }
};

/// Longs, shorts, both: the place of a side in the arrays below.
enum class RecordSide : std::uint8_t { Longs, Shorts, Both };
inline constexpr std::size_t RecordSides = 3;

/// Touch probabilities of one horizon: whose levels lie that way (longs below the price).
struct TouchMarks {
    int cases = 0;
    /// `nullBrier`: of the rate of each distance as known when it was asked, NaN while too little was; of clusters: of
    /// the rate of all.
    double brier = 0, nullBrier = 0, logScore = 0, calibrationError = 0; ///< meaningless without cases
    Skill skill; ///< 1 - brier / that of the null, over the cases in which it spoke
    std::array<ProbabilityTally::Bin, ProbabilityTally::Bins> bins{};
};

/// The methods whose loads are compared, in this order.
enum class RecordMethod : std::uint8_t { Load, Map, Move, Freshness, Naive, OpensOnly };
inline constexpr std::size_t RecordMethods = 6;
const char *recordMethodName(RecordMethod method);

struct MethodMarks {
    double rho = 0; ///< partial rank correlation given move, past day and open interest
    double coverage50 = 0, coverage80 = 0, crps = 0; ///< of the predictive; NaN below 48 h
    double ratio = 0; ///< sum of what was printed over the sum expected; 0: nothing was expected
};
struct LoadMarks {
    int recorded = 0; ///< hours and sides with an outcome
    int cases = 0, censored = 0; ///< of them: those in which the nulls spoke too, and the full ones among these
    std::array<MethodMarks, RecordMethods> methods{};
    Skill skill; ///< of rho of the load over the best of the three nulls
    Skill overOpensOnly; ///< the same over "what other maps draw"
    Skill crpsSkill; ///< 1 - CRPS / that of the best null
    const MethodMarks &of(RecordMethod method) const { return methods[static_cast<std::size_t>(method)]; }
};

struct ClusterMarks {
    int seen = 0, touched = 0, gone = 0;
    TouchMarks touch; ///< of the 24 h probability at first sight
    std::optional<double> brightness; ///< absent: too few that were heard
    int brightnessCases = 0;
};

struct ChainMarks {
    int nodes = 0;
    double brier = 0, brierTilted = 0, brierOfRate = 0;
    Skill skill; ///< over the rate of all nodes
    int hot = 0, hotKnown = 0; ///< of the nodes that were reached
};

/// What followed events of a type within 24 h; the aftermath of cascades apart.
struct EventMarks {
    std::string type;
    int cases = 0, moved = 0; ///< n, k: by 3 % against the side
    int aftermathCases = 0, aftermathMoved = 0;
    std::optional<double> usual; ///< the same rate over all forecasts' days, weighted like the events' sides
    int asked4h = 0, came4h = 0; ///< clusters that armed: reached within 4 h
    std::optional<double> brier4h, brier4hOfRate;
    int hot = 0, hotKnown = 0;
};

/// All marks of one asset from one source: live, or backfill.
struct RecordMarks {
    TimeMs firstMs = 0, lastMs = 0; ///< of the forecasts; 0: none
    std::array<std::array<TouchMarks, 2>, RecordSides> touch{}; ///< by side, then 4 h and 24 h
    std::array<LoadMarks, RecordSides> load{};
    std::array<ClusterMarks, RecordSides> clusters{};
    std::array<ChainMarks, RecordSides> chains{};
    std::vector<EventMarks> events; ///< those that happened
    bool isEmpty() const { return firstMs == 0; }
    /// It knows less than a null, and not by chance: the map's probabilities are not to be relied on.
    bool hasNoSkill() const;
};

/// The track record of an asset (MODEL 9), as of its last scoring.
struct RecordView {
    RecordMarks live, backfill;
    TiltEvidence tilt; ///< of live chains
    TimeMs scoredMs = 0; ///< market time
    bool hasNoSkill = false; ///< RecordMarks::hasNoSkill() of live
};
using RecordViewPtr = std::shared_ptr<const RecordView>;

} // namespace isobar
