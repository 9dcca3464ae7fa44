#pragma once
#include "core/base/time.h"
#include "core/market/eventfields.h"
#include "core/market/observation.h"

#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// How many of the crowd take part (MODEL 1.5).
enum class Scope : std::uint8_t { None, Localised, Mixed, Systemic };

// Parts that several payloads have in common. Rates: fractions; sizes: USD; absent: not known.

/// One venue's part in a funding event: what it said, and what follows for the aggregate.
struct EventVenue {
    std::string venue; ///< venue id
    std::string name; ///< short name
    double rate8h = 0; ///< F_v, spot
    double smoothed8h = 0; ///< A_v
    double weight = 0;
    double baseline8h = 0; ///< B_v of the side that it pays on
    bool elevated = false;
    TimeMs ageMs = 0; ///< age of the rate at the event
    std::string operatorName{};
    double turnoverUsd = 0; ///< effective, 24 h
    std::optional<double> openInterestUsd{};
    double interest8h = 0.0001; ///< I_v
    bool held = false; ///< dropped out; stands with its last value
    bool operator==(const EventVenue &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("name", self.name, Text, Input);
        visit("rate_8h", self.rate8h, Rate8h, Input);
        visit("smoothed_8h", self.smoothed8h, Rate8h, Input);
        visit("weight", self.weight, Share, Derived);
        visit("baseline_8h", self.baseline8h, Rate8h, Input);
        visit("elevated", self.elevated, Plain, Derived);
        visit("age_ms", self.ageMs, Age, Input);
        visit("operator", self.operatorName, Text, Input);
        visit("turnover_usd", self.turnoverUsd, Usd, Input);
        visit("open_interest_usd", self.openInterestUsd, Usd, Input);
        visit("interest_8h", self.interest8h, Rate8h, Input);
        visit("held", self.held, Plain, Input);
    }
};

/// How far the price went, against what is usual (MODEL 6).
struct EventMove {
    double priceThen = 0, priceNow = 0; ///< 0: not known
    double minutes = 0; ///< between the two
    double sigmaHour = 0; ///< sigma_fast of one hour, as of before the window
    bool sigmaAssumed = false; ///< nothing is known of the asset yet: a cautious default stands
    double move = 0; ///< ln(now / then)
    double sigmas = 0; ///< |move| in units of sigmaHour
    bool operator==(const EventMove &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("price_then", self.priceThen, Price, Input);
        visit("price_now", self.priceNow, Price, Input);
        visit("minutes", self.minutes, Plain, Input);
        visit("sigma_1h", self.sigmaHour, Move, Input);
        visit("sigma_assumed", self.sigmaAssumed, Plain, Input);
        visit("move", self.move, Move, Derived);
        visit("sigmas", self.sigmas, Sigmas, Derived);
    }
};

/// A modelled cluster (MODEL 5) as an event tells of it.
struct EventCluster {
    std::string cluster; ///< id, 16 hex digits
    double low = 0, high = 0, peak = 0; ///< prices
    double printsUsd = 0; ///< expected prints
    double meanAgeHours = 0;
    std::optional<double> loadRank;
    bool armed = false; ///< else loaded, or plain where the event says so
    double oiClosedUsd = 0; ///< prints / cov
    double distance = 0; ///< |ln(peak / price)|
    double touch4h = 0, touch24h = 0;
    bool operator==(const EventCluster &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("cluster", self.cluster, Text, Input);
        visit("low", self.low, Price, Input);
        visit("high", self.high, Price, Input);
        visit("peak", self.peak, Price, Input);
        visit("prints_usd", self.printsUsd, Usd, Input);
        visit("mean_age_hours", self.meanAgeHours, Hours, Input);
        visit("load_rank", self.loadRank, Share, Input);
        visit("armed", self.armed, Plain, Input);
        visit("oi_closed_usd", self.oiClosedUsd, Usd, Derived);
        visit("distance", self.distance, Move, Derived);
        visit("p_touch_4h", self.touch4h, Share, Derived);
        visit("p_touch_24h", self.touch24h, Share, Derived);
    }
};

/// What the modelled clusters are measured against.
struct EventLevels {
    double price = 0;
    double sigmaSlow = 0, sigmaFast = 0; ///< of one hour
    double coverage = 0.05; ///< cov: expected prints / open interest closed
    double openInterestUsd = 0;
    double volumeDayUsd = 0; ///< clean daily volume of all venues
    std::optional<TimeMs> priceAgeMs, openInterestAgeMs; ///< of the largest contract; the levels are of the last minute
    bool operator==(const EventLevels &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("price", self.price, Price, Input);
        visit("sigma_slow_1h", self.sigmaSlow, Move, Input);
        visit("sigma_fast_1h", self.sigmaFast, Move, Input);
        visit("cov", self.coverage, Share, Input);
        visit("open_interest_usd", self.openInterestUsd, Usd, Input);
        visit("volume_24h_usd", self.volumeDayUsd, Usd, Input);
        visit("price_age_ms", self.priceAgeMs, Age, Input);
        visit("oi_age_ms", self.openInterestAgeMs, Age, Input);
    }
};

/// One node of a cascade chain (MODEL 7).
struct EventChainNode {
    double peak = 0, printsUsd = 0; ///< of the cluster
    double oiClosedUsd = 0;
    double impactBp = 0;
    double probability = 0, tilted = 0; ///< that it is reached from the node before: without and with the funding tilt
    double cumulative = 0, cumulativeTilted = 0;
    bool operator==(const EventChainNode &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("peak", self.peak, Price, Input);
        visit("prints_usd", self.printsUsd, Usd, Input);
        visit("oi_closed_usd", self.oiClosedUsd, Usd, Derived);
        visit("impact_bp", self.impactBp, BasisPoints, Derived);
        visit("p", self.probability, Share, Derived);
        visit("p_tilted", self.tilted, Share, Derived);
        visit("p_cumulative", self.cumulative, Share, Derived);
        visit("p_cumulative_tilted", self.cumulativeTilted, Share, Derived);
    }
};

/// How often such a set-up was followed by a move of 3 % against the crowd within 24 h (MODEL 9), from the local
/// history.
struct EventRecord {
    int cases = 0, moved = 0; ///< n, k
    std::optional<double> usual; ///< the same over all hours
    double days = 0; ///< that the hours span
    int neededCases = 20; ///< for the share to say something
    double low = 0, high = 1; ///< of the share, Wilson 95 %
    bool tooFew = true;
    bool operator==(const EventRecord &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("n", self.cases, Count, Input);
        visit("k", self.moved, Count, Input);
        visit("all_hours", self.usual, Share, Input);
        visit("days", self.days, Days, Input);
        visit("needed_n", self.neededCases, Count, Input);
        visit("share_low", self.low, Share, Derived);
        visit("share_high", self.high, Share, Derived);
        visit("too_few", self.tooFew, Plain, Derived);
    }
};

/// From what total on a cascade interrupts: this share of what the feeds would show of the open interest, at least a
/// sum, in small assets a share that is less than the sum. Without open interest the sum.
struct EventUrgency {
    double shareOfOi = 0, usd = 0, smallShareOfOi = 0; ///< shares of OI x cov
    double fromUsd = 0;
    bool operator==(const EventUrgency &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("from_share_of_oi", self.shareOfOi, Share, Input);
        visit("from_usd", self.usd, Usd, Input);
        visit("from_small_share_of_oi", self.smallShareOfOi, Share, Input);
        visit("from_total_usd", self.fromUsd, Usd, Derived);
    }
};

/// What one venue printed of liquidations.
struct EventPrints {
    std::string venue; ///< short name
    double usd = 0;
    bool operator==(const EventPrints &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("venue", self.venue, FieldUnit::Text, FieldRole::Input);
        visit("usd", self.usd, FieldUnit::Usd, FieldRole::Input);
    }
};

/// A contract at, or near, its cap.
struct EventCappedContract {
    std::string venue, contract; ///< short name, symbol
    double weight = 0; ///< of its venue in the aggregate
    double rate = 0; ///< per interval
    double intervalHours = 8;
    std::optional<double> cap, floor; ///< per interval
    std::optional<double> meanPremium;
    std::optional<TimeMs> ageMs; ///< of the rate; absent: it is that of the last settlement
    bool userHolds = false;
    double usage = 0; ///< |r| / cap
    bool operator==(const EventCappedContract &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("contract", self.contract, Text, Input);
        visit("weight", self.weight, Share, Input);
        visit("rate", self.rate, Rate, Input);
        visit("interval_hours", self.intervalHours, Hours, Input);
        visit("cap", self.cap, Rate, Input);
        visit("floor", self.floor, Rate, Input);
        visit("mean_premium", self.meanPremium, Rate8h, Input);
        visit("age_ms", self.ageMs, Age, Input);
        visit("held_by_user", self.userHolds, Plain, Input);
        visit("usage", self.usage, Share, Derived);
    }
};

/// A contract whose terms changed.
struct EventTerms {
    std::string contract; ///< symbol
    double rate = 0; ///< per interval, at the change
    std::optional<double> before8h, after8h;
    bool operator==(const EventTerms &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("contract", self.contract, Text, Input);
        visit("rate", self.rate, Rate, Input);
        visit("rate_8h_before", self.before8h, Rate8h, Derived);
        visit("rate_8h_after", self.after8h, Rate8h, Derived);
    }
};

/// A venue's open interest and its share.
struct EventOpenInterest {
    std::string venue; ///< short name
    double usd = 0, share = 0;
    TimeMs ageMs = 0; ///< of the oldest of its contracts
    bool operator==(const EventOpenInterest &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        visit("venue", self.venue, FieldUnit::Text, FieldRole::Input);
        visit("usd", self.usd, FieldUnit::Usd, FieldRole::Input);
        visit("share", self.share, FieldUnit::Share, FieldRole::Derived);
        visit("age_ms", self.ageMs, FieldUnit::Age, FieldRole::Input);
    }
};

/// A venue that is silent, or lost, and what it stands for.
struct EventSilence {
    std::string venue; ///< short name
    double volumeUsd = 0; ///< effective, 24 h
    double silentSeconds = 0;
    double share = 0; ///< of the volume
    bool operator==(const EventSilence &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("volume_24h_usd", self.volumeUsd, Usd, Input);
        visit("silent_s", self.silentSeconds, Seconds, Input);
        visit("share", self.share, Share, Derived);
    }
};

/// One condition of a user's rule, as it was found.
struct EventCondition {
    std::string kind; ///< userConditionName()
    std::string venue; ///< id; empty: the aggregate, or the asset
    double threshold = 0;
    double windowHours = 0; ///< 0: none
    std::optional<double> value; ///< as measured
    std::optional<TimeMs> ageMs; ///< of the oldest of what was measured; absent: sums and what is reckoned
    bool holds = false;
    std::string side = {}; ///< of liquidations and clusters: "long", "short"; empty: either
    bool operator==(const EventCondition &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("kind", self.kind, Text, Input);
        visit("venue", self.venue, Text, Input);
        visit("threshold", self.threshold, Plain, Input);
        visit("window_hours", self.windowHours, Hours, Input);
        visit("value", self.value, Plain, Input);
        visit("age_ms", self.ageMs, Age, Input);
        visit("holds", self.holds, Plain, Derived);
        visit("side", self.side, Text, Input);
    }
};

} // namespace isobar
