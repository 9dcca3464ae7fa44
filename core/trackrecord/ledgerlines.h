#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace isobar {

// The lines of the ledgers (MODEL 9). A forecast is written when it is made and never changed; what came of it is a
// line of its own that names it. Each line lists its fields once, in `fields(self, visit)`: writing and reading go by
// that list. Probabilities 0..1, sizes USD, distances of ln(price), times market time.

/// Version of the formulas; raised when they change, so that marks of different models are not mixed unseen.
inline constexpr int TrackModelVersion = 1;

/// What every line begins with.
struct LineHead {
    std::string asset;
    TimeMs timeMs = 0; ///< nothing that is later was known to it (a forecast), or the end of its window (an outcome)
    TimeMs writtenMs = 0; ///< of the beat that wrote it
    int modelVersion = TrackModelVersion;
    std::uint64_t weights = 0; ///< hash of the kernel in force; its ModelLine has them all
    bool isBackfill = false; ///< made afterwards of the past: kept apart
    bool operator==(const LineHead &) const = default;
};

/// The weights that forecasts are made with from here on.
struct ModelLine : LineHead {
    static constexpr const char *Kind = "model";
    std::string quality; ///< prior, learned, borrowed
    std::vector<double> distances, halfLives, longs, shorts; ///< by layer; hours
    std::vector<double> pathLong, pathShort; ///< of the load beside the map
    std::vector<double> moveLong, moveShort, freshnessLong, freshnessShort; ///< of the nulls; empty: not fitted yet
    bool operator==(const ModelLine &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("quality", self.quality);
        visit("distances", self.distances);
        visit("half_lives_h", self.halfLives);
        visit("long", self.longs);
        visit("short", self.shorts);
        visit("path_long", self.pathLong);
        visit("path_short", self.pathShort);
        visit("null_move_long", self.moveLong);
        visit("null_move_short", self.moveShort);
        visit("null_freshness_long", self.freshnessLong);
        visit("null_freshness_short", self.freshnessShort);
    }
};

/// Touch probabilities of fixed distances, the same to both sides.
struct TouchLine : LineHead {
    static constexpr const char *Kind = "touch";
    double price = 0, sigma4h = 0, sigma24h = 0;
    std::vector<double> distances, within4h, within24h;
    bool operator==(const TouchLine &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("price", self.price);
        visit("sigma_4h", self.sigma4h);
        visit("sigma_24h", self.sigma24h);
        visit("distances", self.distances);
        visit("p_4h", self.within4h);
        visit("p_24h", self.within24h);
    }
};
struct TouchOutcome : LineHead {
    static constexpr const char *Kind = "touch_outcome";
    TimeMs ofMs = 0; ///< TouchLine::timeMs
    int horizonHours = 0;
    std::vector<bool> below, above; ///< by distance: reached
    bool isWhole = true; ///< false: too much of the window is not known; it is not scored
    bool operator==(const TouchOutcome &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("of_ms", self.ofMs);
        visit("horizon_h", self.horizonHours);
        visit("below", self.below);
        visit("above", self.above);
        visit("whole", self.isWhole);
    }
};

/// What the maps say of an hour before it begins: USD that would be liquidated if the price went so far.
struct LoadLine : LineHead {
    static constexpr const char *Kind = "load";
    double price = 0, openInterestUsd = 0;
    double scale = 1; ///< what the weights are multiplied with (MODEL 3.4)
    std::vector<double> moves, mapLong, mapShort, opensOnlyLong, opensOnlyShort;
    bool operator==(const LoadLine &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("price", self.price);
        visit("open_interest_usd", self.openInterestUsd);
        visit("scale", self.scale);
        visit("moves", self.moves);
        visit("map_long", self.mapLong);
        visit("map_short", self.mapShort);
        visit("opens_only_long", self.opensOnlyLong);
        visit("opens_only_short", self.opensOnlyShort);
    }
};
/// One side of that hour, given its way: all methods by what they knew when it began, and what the feeds printed.
struct LoadOutcome : LineHead {
    static constexpr const char *Kind = "load_outcome";
    TimeMs ofMs = 0; ///< LoadLine::timeMs: when the hour began
    PositionSide side = PositionSide::Long;
    double move = 0, range = 0;
    std::vector<double> beyond; ///< the extremes of the hours before (FreshnessHours)
    double openInterestUsd = 0, pastDayUsd = 0;
    double loadUsd = 0; ///< expected: the map and what the way alone liquidates
    double mapUsd = 0; ///< expected of the map alone
    std::optional<double> moveUsd, freshnessUsd; ///< of the nulls; absent: not fitted yet
    double naiveUsd = 0, opensOnlyUsd = 0; ///< in scales of their own
    double printedUsd = 0;
    bool isCensored = false; ///< the feeds were full: a lower bound
    bool operator==(const LoadOutcome &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("of_ms", self.ofMs);
        visit("side", self.side);
        visit("move", self.move);
        visit("range", self.range);
        visit("beyond", self.beyond);
        visit("open_interest_usd", self.openInterestUsd);
        visit("past_day_usd", self.pastDayUsd);
        visit("expected_load_usd", self.loadUsd);
        visit("expected_map_usd", self.mapUsd);
        visit("null_move_usd", self.moveUsd);
        visit("null_freshness_usd", self.freshnessUsd);
        visit("null_naive_usd", self.naiveUsd);
        visit("opens_only_usd", self.opensOnlyUsd);
        visit("printed_usd", self.printedUsd);
        visit("censored", self.isCensored);
    }
};

/// A cluster when it is first seen, and again every four hours while it stands.
struct ClusterLine : LineHead {
    static constexpr const char *Kind = "cluster";
    std::uint64_t cluster = 0;
    PositionSide side = PositionSide::Long;
    bool isFirst = true;
    double price = 0, low = 0, high = 0, peak = 0, distance = 0;
    double printsUsd = 0, oiClosedUsd = 0;
    double within4h = 0, within24h = 0;
    std::string load; ///< plain, loaded, armed
    bool operator==(const ClusterLine &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("cluster", self.cluster);
        visit("side", self.side);
        visit("first", self.isFirst);
        visit("price", self.price);
        visit("low", self.low);
        visit("high", self.high);
        visit("peak", self.peak);
        visit("distance", self.distance);
        visit("prints_usd", self.printsUsd);
        visit("oi_closed_usd", self.oiClosedUsd);
        visit("p_4h", self.within4h);
        visit("p_24h", self.within24h);
        visit("load", self.load);
    }
};
struct ClusterOutcome : LineHead {
    static constexpr const char *Kind = "cluster_outcome";
    std::uint64_t cluster = 0;
    TimeMs ofMs = 0; ///< first sight
    PositionSide side = PositionSide::Long;
    bool isTouched = false; ///< else it went without
    std::optional<TimeMs> touchedMs;
    double distance = 0, expectedUsd = 0; ///< of the last line before the touch
    double within24h = 0; ///< of the first line
    std::optional<bool> cameWithin24h; ///< absent: it went before, or the time is not known
    std::optional<double> realisedUsd; ///< within 0.3 % of the peak in the bars that crossed it; absent: not heard
    bool isCensored = false;
    bool operator==(const ClusterOutcome &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("cluster", self.cluster);
        visit("of_ms", self.ofMs);
        visit("side", self.side);
        visit("touched", self.isTouched);
        visit("touched_ms", self.touchedMs);
        visit("distance", self.distance);
        visit("expected_usd", self.expectedUsd);
        visit("p_24h", self.within24h);
        visit("came_24h", self.cameWithin24h);
        visit("realised_usd", self.realisedUsd);
        visit("censored", self.isCensored);
    }
};

/// A cascade chain of one side (MODEL 7), every four hours.
struct ChainLine : LineHead {
    static constexpr const char *Kind = "chain";
    PositionSide side = PositionSide::Long;
    double price = 0, tilt = 0, kappa = 0, volumeDayUsd = 0;
    std::vector<double> peaks, oiClosedUsd, probabilities, tilted; ///< by node
    bool operator==(const ChainLine &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("side", self.side);
        visit("price", self.price);
        visit("tilt", self.tilt);
        visit("kappa", self.kappa);
        visit("volume_24h_usd", self.volumeDayUsd);
        visit("peaks", self.peaks);
        visit("oi_closed_usd", self.oiClosedUsd);
        visit("p", self.probabilities);
        visit("p_tilted", self.tilted);
    }
};
/// Of the nodes that were asked: each up to the first that was not reached in time.
struct ChainOutcome : LineHead {
    static constexpr const char *Kind = "chain_outcome";
    TimeMs ofMs = 0;
    PositionSide side = PositionSide::Long;
    double tilt = 0;
    std::vector<double> probabilities, tilted; ///< as the line said
    std::vector<bool> reached;
    std::vector<int> hot; ///< its hour was: 1 yes, 0 no, -1 not heard
    bool isWhole = true;
    bool operator==(const ChainOutcome &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("of_ms", self.ofMs);
        visit("side", self.side);
        visit("tilt", self.tilt);
        visit("p", self.probabilities);
        visit("p_tilted", self.tilted);
        visit("reached", self.reached);
        visit("hot", self.hot);
        visit("whole", self.isWhole);
    }
};

/// An event that entered: a squeeze, funding, a cluster that armed, a cascade.
struct EventLine : LineHead {
    static constexpr const char *Kind = "event";
    std::uint64_t event = 0;
    std::string type; ///< eventTypeName()
    PositionSide side = PositionSide::Long; ///< the crowd, or the side that dies
    bool isAftermath = false, isHeldAtStart = false;
    double price = 0;
    std::optional<double> peak, within4h; ///< of a cluster that armed
    bool operator==(const EventLine &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("event", self.event);
        visit("type", self.type);
        visit("side", self.side);
        visit("aftermath", self.isAftermath);
        visit("held_at_start", self.isHeldAtStart);
        visit("price", self.price);
        visit("peak", self.peak);
        visit("p_4h", self.within4h);
    }
};
struct EventOutcome : LineHead {
    static constexpr const char *Kind = "event_outcome";
    std::uint64_t event = 0;
    TimeMs ofMs = 0;
    std::string type;
    PositionSide side = PositionSide::Long;
    bool isAftermath = false;
    double moveAgainst = 0; ///< largest within 24 h against the side, of ln
    bool hasMoved = false; ///< by 3 % or more
    std::optional<double> within4h; ///< as the line said
    std::optional<bool> cameWithin4h; ///< of a cluster that armed
    std::optional<bool> isHot; ///< an hour of the four after it was
    bool isWhole = true;
    bool operator==(const EventOutcome &) const = default;
    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("event", self.event);
        visit("of_ms", self.ofMs);
        visit("type", self.type);
        visit("side", self.side);
        visit("aftermath", self.isAftermath);
        visit("move_against", self.moveAgainst);
        visit("moved_3pct", self.hasMoved);
        visit("p_4h", self.within4h);
        visit("came_4h", self.cameWithin4h);
        visit("hot", self.isHot);
        visit("whole", self.isWhole);
    }
};

using RecordLine = std::variant<ModelLine, TouchLine, TouchOutcome, LoadLine, LoadOutcome, ClusterLine, ClusterOutcome,
    ChainLine, ChainOutcome, EventLine, EventOutcome>;

inline LineHead &headOf(RecordLine &line)
{
    return std::visit([](auto &each) -> LineHead & { return each; }, line);
}
inline const LineHead &headOf(const RecordLine &line)
{
    return std::visit([](const auto &each) -> const LineHead & { return each; }, line);
}

} // namespace isobar
