#pragma once
#include "core/market/eventparts.h"

namespace isobar {

// The payloads of MODEL 8.3, one struct an event (or two of one shape). Rates are fractions; `_8h`: per 8 h.

/// FUNDING_EXTREME.
struct FundingExtremePayload {
    struct Thresholds {
        double enterRatio = 2.0, exitRatio = 1.5;
        bool operator==(const Thresholds &) const = default;
        template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
        {
            visit("enter_ratio", self.enterRatio, FieldUnit::Times, FieldRole::Input);
            visit("exit_ratio", self.exitRatio, FieldUnit::Times, FieldRole::Input);
        }
    };
    double rate8h = 0, rate8hOi = 0, baseline8h = 0, ratio = 0, deviation = 0;
    std::optional<double> z;
    double apr = 0;
    bool baselineProvisional = false;
    int venuesElevated = 0, operatorsValid = 0; ///< operators
    double elevatedShare = 0, concentration = 0; ///< E and H of MODEL 1.5
    std::vector<std::string> hottest, drivers; ///< short venue names, first is foremost
    double costDay10x = 0, costDay10xPer10k = 0; ///< of margin; USD per 10 000 USD of margin
    std::optional<double> realisedCost24hPer10k, realisedCost7dPer10k, realisedCost30dPer10k; ///< USD, at 10x
    double spread8h = 0; ///< Delta of MODEL 1.5
    std::string leaveOneOutVenue; ///< whose absence moves F most
    std::optional<double> leaveOneOutRate8h; ///< F without it
    bool outlierDriven = false;
    std::vector<EventVenue> venues; ///< by weight, descending
    bool aftermath = false;
    Thresholds thresholds;
    EventRecord record; ///< of hours in which this crowd became extreme
    bool operator==(const FundingExtremePayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("rate_8h", self.rate8h, Rate8h, Derived);
        visit("rate_8h_oi", self.rate8hOi, Rate8h, Derived);
        visit("baseline_8h", self.baseline8h, Rate8h, Input);
        visit("baseline_provisional", self.baselineProvisional, Plain, Input);
        visit("ratio", self.ratio, Times, Derived);
        visit("dev", self.deviation, Rate8h, Derived);
        visit("z", self.z, Sigmas, Input);
        visit("apr", self.apr, PerYear, Derived);
        visit("venues_elevated", self.venuesElevated, Count, Derived);
        visit("operators_valid", self.operatorsValid, Count, Derived);
        visit("elevated_share", self.elevatedShare, Share, Derived);
        visit("concentration", self.concentration, Plain, Derived);
        visit("hottest", self.hottest, Text, Derived);
        visit("drivers", self.drivers, Text, Derived);
        visit("cost_day_10x", self.costDay10x, Share, Derived);
        visit("cost_day_10x_usd_per_10k", self.costDay10xPer10k, Usd, Derived);
        visit("realised_24h_10x_usd_per_10k", self.realisedCost24hPer10k, Usd, Input);
        visit("realised_7d_10x_usd_per_10k", self.realisedCost7dPer10k, Usd, Input);
        visit("realised_30d_10x_usd_per_10k", self.realisedCost30dPer10k, Usd, Input);
        visit("spread_8h", self.spread8h, Rate8h, Derived);
        visit("leave_one_out_venue", self.leaveOneOutVenue, Text, Derived);
        visit("leave_one_out_rate_8h", self.leaveOneOutRate8h, Rate8h, Derived);
        visit("outlier_driven", self.outlierDriven, Plain, Derived);
        visit("aftermath", self.aftermath, Plain, Input);
        visit("thresholds", self.thresholds, Plain, Input);
        visit("record", self.record, Plain, Input);
        visit("venues", self.venues, Plain, Input);
    }
};

/// FUNDING_FLIP. Side of the event: who pays after it.
struct FundingFlipPayload {
    double rate8h = 0; ///< F after the flip
    double deviation = 0;
    double apr = 0;
    std::string before, after; ///< "long" or "short": who paid, who pays
    int operatorsNewSide = 0;
    double newSideShare = 0; ///< weight of the venues whose A is on the new side
    double largestOperatorShare = 0; ///< of the sum of w |A| there
    int venuesLong = 0, venuesShort = 0; ///< by the sign of A
    double heldHours = 0; ///< of the state before
    double hoursBeyondBand = 0; ///< of the last 72 h before it: with F beyond the band on the old side
    std::optional<double> daysSinceLastFlip; ///< absent: none is known
    bool promoted = false;
    bool aftermath = false;
    double band8h = 0.00002;
    double neededHours = 72;
    EventRecord record; ///< of hours in which funding turned to this side
    std::vector<EventVenue> venues;
    bool operator==(const FundingFlipPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("before", self.before, Text, Input);
        visit("after", self.after, Text, Derived);
        visit("rate_8h", self.rate8h, Rate8h, Derived);
        visit("dev", self.deviation, Rate8h, Derived);
        visit("apr", self.apr, PerYear, Derived);
        visit("operators_new_side", self.operatorsNewSide, Count, Derived);
        visit("new_side_share", self.newSideShare, Share, Derived);
        visit("largest_operator_share", self.largestOperatorShare, Share, Derived);
        visit("venues_long", self.venuesLong, Count, Derived);
        visit("venues_short", self.venuesShort, Count, Derived);
        visit("held_hours", self.heldHours, Hours, Input);
        visit("hours_beyond_band", self.hoursBeyondBand, Hours, Input);
        visit("days_since_last_flip", self.daysSinceLastFlip, Days, Input);
        visit("promoted", self.promoted, Plain, Input);
        visit("aftermath", self.aftermath, Plain, Input);
        visit("band_8h", self.band8h, Rate8h, Input);
        visit("needed_hours", self.neededHours, Hours, Input);
        visit("record", self.record, Plain, Input);
        visit("venues", self.venues, Plain, Input);
    }
};

/// FUNDING_DIVERGENCE.
struct FundingDivergencePayload {
    double spread8h = 0; ///< Delta
    std::string highestVenue, lowestVenue; ///< short names
    double highest8h = 0, lowest8h = 0;
    double median30d8h = 0; ///< of Delta; 0: not known
    double enter8h = 0, exit8h = 0; ///< thresholds
    double carryPerDay = 0; ///< long the lowest, short the highest
    double fees = 0, entryBasis = 0, netDay = 0; ///< fractions of the notional
    std::optional<double> breakEvenHours;
    double takerFee = 0.0005;
    double lowestMark = 1, highestMark = 1;
    std::vector<EventVenue> venues;
    bool operator==(const FundingDivergencePayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("spread_8h", self.spread8h, Rate8h, Derived);
        visit("highest_venue", self.highestVenue, Text, Derived);
        visit("highest_8h", self.highest8h, Rate8h, Derived);
        visit("lowest_venue", self.lowestVenue, Text, Derived);
        visit("lowest_8h", self.lowest8h, Rate8h, Derived);
        visit("median_30d_8h", self.median30d8h, Rate8h, Input);
        visit("enter_8h", self.enter8h, Rate8h, Derived);
        visit("exit_8h", self.exit8h, Rate8h, Derived);
        visit("carry_day", self.carryPerDay, Move, Derived);
        visit("fees", self.fees, Move, Derived);
        visit("entry_basis", self.entryBasis, Move, Derived);
        visit("net_carry_day", self.netDay, Move, Derived);
        visit("break_even_hours", self.breakEvenHours, Hours, Derived);
        visit("taker_fee", self.takerFee, Move, Input);
        visit("lowest_mark", self.lowestMark, Price, Input);
        visit("highest_mark", self.highestMark, Price, Input);
        visit("venues", self.venues, Plain, Input);
    }
};

/// FUNDING_CAPPED. Side: who pays.
struct FundingCappedPayload {
    double rate = 0, intervalHours = 8; ///< of the heaviest capped contract, per interval
    double rate8h = 0, perDay = 0;
    double costDay10x = 0, costDay10xPer10k = 0;
    std::optional<double> cap; ///< the one it stands at, cap or floor
    std::optional<double> meanPremium;
    double cappedShare = 0; ///< weight of the venues at >= 98 % of their cap
    bool intervalMayShorten = true;
    double enterUsage = 0.98, exitUsage = 0.90, neededShare = 0.3;
    std::vector<EventCappedContract> contracts;
    bool operator==(const FundingCappedPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("rate", self.rate, Rate, Derived);
        visit("interval_hours", self.intervalHours, Hours, Derived);
        visit("rate_8h", self.rate8h, Rate8h, Derived);
        visit("rate_day", self.perDay, Rate, Derived);
        visit("cost_day_10x", self.costDay10x, Share, Derived);
        visit("cost_day_10x_usd_per_10k", self.costDay10xPer10k, Usd, Derived);
        visit("cap", self.cap, Rate, Derived);
        visit("mean_premium", self.meanPremium, Rate8h, Derived);
        visit("capped_share", self.cappedShare, Share, Derived);
        visit("interval_may_shorten", self.intervalMayShorten, Plain, Input);
        visit("enter_usage", self.enterUsage, Share, Input);
        visit("exit_usage", self.exitUsage, Share, Input);
        visit("needed_share", self.neededShare, Share, Input);
        visit("contracts", self.contracts, Plain, Input);
    }
};

/// INTERVAL_CHANGED (hours) and CAP_CHANGED (fraction per interval).
struct TermsChangedPayload {
    std::string venue; ///< short name
    double oldValue = 0, newValue = 0;
    TimeMs sinceMs = 0; ///< market time of the first sight
    std::vector<EventTerms> contracts;
    double intervalHours = 8; ///< CAP_CHANGED: of the contracts
    bool matters = false; ///< capped, extreme, or held by the user
    bool operator==(const TermsChangedPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("old", self.oldValue, Plain, Input);
        visit("new", self.newValue, Plain, Input);
        visit("since_ms", self.sinceMs, Time, Input);
        visit("interval_hours", self.intervalHours, Hours, Input);
        visit("matters", self.matters, Plain, Input);
        visit("contracts", self.contracts, Plain, Input);
    }
};

/// LISTED and DELISTED.
struct ListingPayload {
    std::string venue, contract; ///< short name, symbol
    std::optional<double> openInterestUsd; ///< as last seen
    bool operator==(const ListingPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("contract", self.contract, Text, Input);
        visit("open_interest_usd", self.openInterestUsd, Usd, Input);
    }
};

/// OI_EXTREME.
struct OpenInterestPayload {
    double coins = 0, mark = 0;
    double usd = 0;
    std::optional<double> rank; ///< pct, 0..1
    double rankDays = 0;
    std::optional<double> change1h, change24h, change72h; ///< fractions, of coins, on a constant set
    bool byRank = false, byGrowth = false; ///< which threshold is reached
    double enterRank = 0.97, exitRank = 0.94, enterGrowth24h = 0.10, exitGrowth24h = 0.07;
    std::vector<EventOpenInterest> venues;
    bool operator==(const OpenInterestPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("oi_base", self.coins, Coins, Input);
        visit("mark", self.mark, Price, Input);
        visit("oi_usd", self.usd, Usd, Derived);
        visit("rank", self.rank, Share, Input);
        visit("rank_days", self.rankDays, Days, Input);
        visit("change_1h", self.change1h, Move, Input);
        visit("change_24h", self.change24h, Move, Input);
        visit("change_72h", self.change72h, Move, Input);
        visit("by_rank", self.byRank, Plain, Derived);
        visit("by_growth", self.byGrowth, Plain, Derived);
        visit("enter_rank", self.enterRank, Share, Input);
        visit("exit_rank", self.exitRank, Share, Input);
        visit("enter_growth_24h", self.enterGrowth24h, Move, Input);
        visit("exit_growth_24h", self.exitGrowth24h, Move, Input);
        visit("venues", self.venues, Plain, Input);
    }
};

/// LIQUIDATION_CLUSTER_ARMED. Side: whose positions the cluster is made of. All of it is modelled.
struct ClusterArmedPayload {
    EventCluster cluster;
    EventLevels levels;
    double printsLowUsd = 0, printsHighUsd = 0; ///< 80 % interval of the expected prints
    std::vector<EventChainNode> chain; ///< from the price through this cluster
    std::optional<double> exactShare; ///< of published positions in it; absent: none is known
    bool userConcerned = false; ///< on the way to a position of the user, or marked "alert me"
    bool squeezePart = false;
    bool mapHasSkill = true; ///< false: the map is no better than a null, no pop-up
    double exitTouch4h = 0.25, exitPrintsShare = 0.7;
    bool operator==(const ClusterArmedPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("cluster", self.cluster, Plain, Input);
        visit("prints_low_usd", self.printsLowUsd, Usd, Derived);
        visit("prints_high_usd", self.printsHighUsd, Usd, Derived);
        visit("exact_share", self.exactShare, Share, Input);
        visit("user_concerned", self.userConcerned, Plain, Input);
        visit("squeeze_part", self.squeezePart, Plain, Input);
        visit("map_has_skill", self.mapHasSkill, Plain, Input);
        visit("exit_touch_4h", self.exitTouch4h, Share, Input);
        visit("exit_prints_share", self.exitPrintsShare, Share, Input);
        visit("levels", self.levels, Plain, Input);
        visit("chain", self.chain, Plain, Input);
    }
};

/// LIQUIDATION_BURST and LIQUIDATION_CASCADE. Side: whose positions died. Sums are of what the feeds told.
struct LiquidationWavePayload {
    double usd60s = 0, totalUsd = 0; ///< the last minute; since the entry
    double peakUsdPerSecond = 0;
    int prints60s = 0;
    double thresholdUsd = 0; ///< of 60 s
    std::optional<double> quantileUsd; ///< the minute's quantile; absent: too few minutes were heard
    double openInterestUsd = 0, coverage = 0.05; ///< cov of MODEL 3.8
    double shareOfOi = 0, floorUsd = 0;
    double coldFactor = 1; ///< raises both while the quantile is not known
    std::optional<EventUrgency> urgency; ///< of a cascade
    bool userHolds = false; ///< a position in the asset: it interrupts whatever its size
    bool censored = false; ///< a throttled feed was full for a minute
    EventMove move; ///< of 15 minutes
    double neededSigmas = 0; ///< 0: a BURST needs no move
    int clustersConsumed = 0;
    std::optional<EventCluster> nextCluster;
    EventLevels levels;
    std::vector<EventPrints> venues; ///< of the last 60 s
    std::vector<EventChainNode> chain;
    bool operator==(const LiquidationWavePayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("usd_60s", self.usd60s, Usd, Input);
        visit("usd_total", self.totalUsd, Usd, Input);
        visit("peak_usd_per_s", self.peakUsdPerSecond, Usd, Input);
        visit("prints_60s", self.prints60s, Count, Input);
        visit("threshold_usd", self.thresholdUsd, Usd, Derived);
        visit("quantile_usd", self.quantileUsd, Usd, Input);
        visit("open_interest_usd", self.openInterestUsd, Usd, Input);
        visit("cov", self.coverage, Share, Input);
        visit("share_of_oi", self.shareOfOi, Share, Input);
        visit("floor_usd", self.floorUsd, Usd, Input);
        visit("cold_factor", self.coldFactor, Plain, Input);
        visit("urgency", self.urgency, Plain, Input);
        visit("held_by_user", self.userHolds, Plain, Input);
        visit("censored", self.censored, Plain, Input);
        visit("price_move", self.move, Plain, Input);
        visit("needed_sigmas", self.neededSigmas, Sigmas, Input);
        visit("clusters_consumed", self.clustersConsumed, Count, Input);
        visit("next_cluster", self.nextCluster, Plain, Input);
        visit("levels", self.levels, Plain, Input);
        visit("venues", self.venues, Plain, Input);
        visit("chain", self.chain, Plain, Input);
    }
};

/// LARGE_LIQUIDATION. Side: whose position died.
struct LargeLiquidationPayload {
    std::string venue, contract; ///< short name, symbol
    double price = 0, coins = 0;
    double usd = 0;
    int prints = 1; ///< within the second
    double dayUsd = 0; ///< observed of that side in 24 h
    double shareOfDay = 0;
    std::optional<double> quantileUsd;
    double floorUsd = 0, thresholdUsd = 0;
    std::optional<double> nextClusterPeak, nextClusterDistance;
    double mark = 0;
    bool operator==(const LargeLiquidationPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("contract", self.contract, Text, Input);
        visit("price", self.price, Price, Input);
        visit("quantity_base", self.coins, Coins, Input);
        visit("usd", self.usd, Usd, Derived);
        visit("prints", self.prints, Count, Input);
        visit("day_usd", self.dayUsd, Usd, Input);
        visit("share_of_day", self.shareOfDay, Share, Derived);
        visit("quantile_usd", self.quantileUsd, Usd, Input);
        visit("floor_usd", self.floorUsd, Usd, Input);
        visit("threshold_usd", self.thresholdUsd, Usd, Derived);
        visit("mark", self.mark, Price, Input);
        visit("next_cluster_peak", self.nextClusterPeak, Price, Input);
        visit("next_cluster_distance", self.nextClusterDistance, Move, Derived);
    }
};

/// SQUEEZE_FORMING and STRUCTURAL_SQUEEZE. Side: the crowd that is caught.
struct SqueezePayload {
    /// The funding ingredient of the crowd.
    struct Funding {
        bool present = false;
        std::string type; ///< FUNDING_EXTREME or FUNDING_FLIP
        std::string event; ///< its id
        double rate8h = 0, baseline8h = 0;
        TimeMs sinceMs = 0;
        double ratio = 0;
        bool operator==(const Funding &) const = default;
        template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
        {
            using enum FieldUnit;
            using enum FieldRole;
            visit("present", self.present, Plain, Input);
            visit("type", self.type, Text, Input);
            visit("event", self.event, Text, Input);
            visit("rate_8h", self.rate8h, Rate8h, Input);
            visit("baseline_8h", self.baseline8h, Rate8h, Input);
            visit("since_ms", self.sinceMs, Time, Input);
            visit("ratio", self.ratio, Times, Derived);
        }
    };
    struct OpenInterest {
        bool present = false; ///< high
        std::optional<double> rank, change72h;
        double rankDays = 0;
        TimeMs sinceMs = 0;
        bool operator==(const OpenInterest &) const = default;
        template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
        {
            using enum FieldUnit;
            using enum FieldRole;
            visit("present", self.present, Plain, Input);
            visit("rank", self.rank, Share, Input);
            visit("rank_days", self.rankDays, Days, Input);
            visit("change_72h", self.change72h, Move, Input);
            visit("since_ms", self.sinceMs, Time, Input);
        }
    };
    Funding funding;
    OpenInterest openInterest;
    std::optional<EventCluster> cluster; ///< loaded or armed, of the crowd's side
    TimeMs clusterSinceMs = 0;
    int partsPresent = 0; ///< of three
    std::vector<std::string> missing; ///< "funding", "open_interest", "cluster"
    double costDay10xPer10k = 0;
    EventLevels levels;
    std::vector<EventChainNode> chain;
    double kappa = 0.25; ///< of the funding tilt
    double tilt = 0; ///< tau
    EventRecord record;
    bool mapHasSkill = true; ///< false: the map is no better than a null, its clusters raise no P1
    bool operator==(const SqueezePayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("parts_present", self.partsPresent, Count, Derived);
        visit("missing", self.missing, Text, Derived);
        visit("funding", self.funding, Plain, Input);
        visit("open_interest", self.openInterest, Plain, Input);
        visit("cluster", self.cluster, Plain, Input);
        visit("cluster_since_ms", self.clusterSinceMs, Time, Input);
        visit("cost_day_10x_usd_per_10k", self.costDay10xPer10k, Usd, Derived);
        visit("kappa", self.kappa, Plain, Input);
        visit("tilt", self.tilt, Plain, Derived);
        visit("record", self.record, Plain, Input);
        visit("map_has_skill", self.mapHasSkill, Plain, Input);
        visit("levels", self.levels, Plain, Input);
        visit("chain", self.chain, Plain, Input);
    }
};

/// VENUE_DISLOCATION.
struct DislocationPayload {
    std::string venue; ///< short name
    double mark = 0;
    std::optional<double> index; ///< the venue's own
    double medianIndex = 0; ///< of the venues
    double deviation = 0; ///< ln(mark / median)
    double basisPoints = 0;
    std::optional<double> mad7d; ///< of the deviation; absent: less than an hour is known
    double thresholdMove = 0;
    double weight = 0;
    double liquidated1hLongUsd = 0, liquidated1hShortUsd = 0; ///< there, observed
    TimeMs ageMs = 0; ///< of mark and index
    bool userHolds = false;
    bool operator==(const DislocationPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("mark", self.mark, Price, Input);
        visit("index", self.index, Price, Input);
        visit("median_index", self.medianIndex, Price, Input);
        visit("age_ms", self.ageMs, Age, Input);
        visit("deviation", self.deviation, Move, Derived);
        visit("bp", self.basisPoints, BasisPoints, Derived);
        visit("mad_7d", self.mad7d, Move, Input);
        visit("threshold", self.thresholdMove, Move, Derived);
        visit("weight", self.weight, Share, Input);
        visit("liquidated_1h_long_usd", self.liquidated1hLongUsd, Usd, Input);
        visit("liquidated_1h_short_usd", self.liquidated1hShortUsd, Usd, Input);
        visit("held_by_user", self.userHolds, Plain, Input);
    }
};

/// FEED_LOST.
struct FeedLostPayload {
    std::string venue; ///< short name
    std::vector<std::string> streams; ///< types; all that the venue had
    TimeMs sinceMs = 0; ///< transport time at which the first of them was lost
    double weight = 0; ///< w_v
    double lostWeight = 0; ///< of all venues that are lost for this asset
    std::optional<double> lastRate8h, lastMark;
    std::string cause; ///< in words
    bool operator==(const FeedLostPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("venue", self.venue, Text, Input);
        visit("streams", self.streams, Text, Input);
        visit("since_ms", self.sinceMs, Time, Input);
        visit("weight", self.weight, Share, Input);
        visit("lost_weight", self.lostWeight, Share, Input);
        visit("last_rate_8h", self.lastRate8h, Rate8h, Input);
        visit("last_mark", self.lastMark, Price, Input);
        visit("cause", self.cause, Text, Input);
    }
};

/// BLIND.
struct BlindPayload {
    std::vector<EventSilence> venues; ///< those that are mute
    double volumeUsd = 0; ///< of all venues, mute or not
    double muteShare = 0, muteSeconds = 0; ///< shortest silence among them
    EventMove move; ///< of 5 minutes, on what is left
    double liquidatedLong60sUsd = 0, liquidatedShort60sUsd = 0; ///< observed
    double burstLongUsd = 0, burstShortUsd = 0; ///< thresholds of LIQUIDATION_BURST
    double neededShare = 0.5, neededSigmas = 1.5;
    bool operator==(const BlindPayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("mute_share", self.muteShare, Share, Derived);
        visit("mute_s", self.muteSeconds, Seconds, Derived);
        visit("volume_24h_usd", self.volumeUsd, Usd, Input);
        visit("price_move", self.move, Plain, Input);
        visit("liquidated_60s_long_usd", self.liquidatedLong60sUsd, Usd, Input);
        visit("liquidated_60s_short_usd", self.liquidatedShort60sUsd, Usd, Input);
        visit("burst_long_usd", self.burstLongUsd, Usd, Input);
        visit("burst_short_usd", self.burstShortUsd, Usd, Input);
        visit("needed_share", self.neededShare, Share, Input);
        visit("needed_sigmas", self.neededSigmas, Sigmas, Input);
        visit("venues", self.venues, Plain, Input);
    }
};

/// USER_RULE.
struct UserRulePayload {
    std::string rule, name; ///< id, and what the user calls it
    bool all = true; ///< all conditions are needed; else one
    std::vector<EventCondition> conditions;
    int met = 0; ///< conditions that hold
    bool operator==(const UserRulePayload &) const = default;

    template <class Self, class Visit> static void fields(Self &self, Visit &&visit)
    {
        using enum FieldUnit;
        using enum FieldRole;
        visit("rule", self.rule, Text, Input);
        visit("name", self.name, Text, Input);
        visit("all", self.all, Plain, Input);
        visit("met", self.met, Count, Derived);
        visit("conditions", self.conditions, Plain, Input);
    }
};

} // namespace isobar
