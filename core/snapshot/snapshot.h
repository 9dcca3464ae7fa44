#pragma once
#include "core/levelgrid/assetchains.h"
#include "core/levelgrid/levelmap.h"
#include "core/market/event.h"
#include "core/market/feedhealth.h"
#include "core/market/instrument.h"
#include "core/market/judgement.h"
#include "core/market/squeezeparts.h"
#include "core/snapshot/marketmatrix.h"
#include "core/state/contractstate.h"
#include "core/state/historyprogress.h"
#include "core/state/liquidationlog.h"
#include "core/state/sampleseries.h"
#include "core/trackrecord/recordview.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// Where the data come from; every screen and screenshot shows it.
enum class Origin : std::uint8_t { Live, Demo, Replay };

/// A short series for a sparkline or chart, oldest first; shared while unchanged.
using Point = Sample;
using Series = std::shared_ptr<const std::vector<Point>>;

/// Numbers that a contract row and its venue's row have in common. Rates: fractions; absent: not known.
struct FundingCells {
    std::optional<double> spot8h; ///< F, per 8 h
    std::optional<double> smoothed8h; ///< A, the 8 h mean that the aggregates use
    bool smoothedProvisional = false; ///< less than 6 h known: A = F
    std::optional<double> realised24h, realised7d, realised30d; ///< sums of settled rates over the window
    std::optional<double> mark, index; ///< USD per coin of the asset (scale removed)
    std::optional<double> premium; ///< mark / index - 1
    std::optional<double> openInterestUsd, openInterestBase; ///< one-sided; coins of the asset
    std::optional<double> oiChange1h, oiChange24h; ///< fraction, of coins
    std::optional<double> turnoverUsd; ///< 24 h
    std::optional<double> weight; ///< share in the headline aggregate, 0..1; absent when excluded
    std::optional<double> deviationSigmas; ///< of A from the aggregate, in robust sigmas
    Series sparkline; ///< settled rate per 8 h, last 24 h at least
    Exclusion excluded = Exclusion::NoData;
    HealthState health = HealthState::Starting;
    std::string healthReason; ///< in words when not live
    std::optional<TimeMs> fundingSeenMs, markSeenMs, openInterestSeenMs; ///< transport time of the last value
    bool volumeSuspect = false;
    bool capped = false; ///< at >= 0.98 of its cap or floor
    bool operator==(const FundingCells &) const = default;
};

/// One contract of a venue.
struct ContractRow : FundingCells {
    InstrumentId instrument;
    std::string symbol, base, quote;
    ContractKind kind = ContractKind::Linear;
    double scale = 1;
    bool continuous = false;
    std::optional<double> rate; ///< as the venue prints it: fraction per interval
    std::optional<double> predicted; ///< separate prediction, fraction per interval
    std::optional<double> lastSettled; ///< fraction per interval
    std::optional<double> intervalHours;
    std::optional<TimeMs> nextFundingMs; ///< market time
    bool settling = false; ///< nextFundingMs has passed and the venue has not confirmed
    std::shared_ptr<const Instrument> terms; ///< margin tiers, contract size; null in samples only
    std::shared_ptr<const std::vector<FundingPayment>> settled; ///< ascending, up to 31 d; the same while none is new
    bool operator==(const ContractRow &) const = default;
    /// What to call it on the screen: the symbol; where that is a bare number (Lighter's market ids), the base.
    const std::string &shownSymbol() const;
};

/// One venue with all its contracts of the asset. Rates are turnover-weighted means of the valid contracts.
struct VenueRow : FundingCells {
    std::string venue, name, shortName, operatorName; ///< venue id and names
    std::optional<double> intervalHours; ///< of the main contract
    std::optional<TimeMs> nextFundingMs; ///< earliest of its contracts, market time
    std::optional<double> baseline8h; ///< B_v
    bool elevated = false; ///< MODEL 1.5
    bool held = false; ///< dropped out; weight and last value kept up to 15 min (hatched)
    LiquidationFeed liquidations = LiquidationFeed::None;
    std::vector<ContractRow> contracts; ///< largest open interest first
    bool operator==(const VenueRow &) const = default;
};

/// The market-wide funding of one asset (MODEL 1.3 to 1.7). Rates per 8 h as fractions; absent while no venue is valid.
struct AggregateView {
    std::optional<double> rate8h; ///< F, volume-weighted: the headline
    std::optional<double> rate8hOi, rate8hMedian, rate8hSpot;
    std::optional<double> apr; ///< of F, simple, fraction per year
    std::optional<double> neutral8h; ///< N
    std::optional<double> deviation; ///< F - N
    std::optional<double> baseline8h; ///< B of the side of F (B+ or B-)
    double baselineLong8h = 0.0001, baselineShort8h = 0.000035;
    std::optional<double> normalLow8h, normalHigh8h; ///< 10 % and 90 % quantiles of the last 30 d: the normal band
    bool baselineProvisional = true;
    double baselineDays = 0; ///< days of history behind it
    std::optional<double> ratio; ///< |F| / B
    std::optional<double> z;
    Regime regime = Regime::Unknown;
    Crowd crowd = Crowd::None;
    Scope scope = Scope::None;
    int operatorsElevated = 0, operatorsValid = 0;
    int venuesValid = 0, venuesTotal = 0;
    double elevatedShare = 0, concentration = 0; ///< E, H
    std::vector<std::string> hottest, drivers; ///< short venue names
    double coverage = 0; ///< valid share of the last known volume
    bool lowConfidence = true;
    int pinned = 0; ///< venues that print exactly their interest component
    bool isPinned = false;
    std::optional<double> meanPremium8h; ///< turnover-weighted mean premium (the hollow needle while pinned)
    std::optional<double> spread8h; ///< Δ
    std::optional<double> spreadDeviation8h; ///< sd_w
    std::string leaveOneOutVenue;
    std::optional<double> leaveOneOutRate8h;
    bool outlierDriven = false;
    std::optional<double> costDay10xPer10k; ///< USD per 10 000 USD of margin and day at 10x, at this rate
    std::optional<double> realised24h10xPer10k, realised7d10xPer10k,
        realised30d10xPer10k; ///< USD, paid by a long (negative: received)
    std::optional<double> realised7d; ///< sum of settled rates, fraction
    bool operator==(const AggregateView &) const = default;
};

/// Contracts that settle together (MODEL 1.8). USD.
struct WallView {
    TimeMs timeMs = 0;
    double dueLongUsd = 0, dueShortUsd = 0; ///< what longs, and shorts, pay
    int contracts = 0;
    double knownShare = 0; ///< share of open interest with a known rate
    bool operator==(const WallView &) const = default;
};

/// What was observed of the liquidations of one asset; the same object while nothing of it changed. All sums are lower
/// bounds: no venue publishes more than it says, many publish less (MODEL 3.6).
struct LiquidationView {
    LiquidationLog log; ///< the single prints, and the sums by minute
    LiquidationSums hour, fourHours, day; ///< of the last 1, 4 and 24 h of market time
    /// Market time since which a venue with a public feed is heard: a window is full once it began after this. Absent:
    /// none is heard yet.
    std::optional<TimeMs> sinceMs;
    double coverage = 0; ///< share of open interest on venues with a public liquidation feed, 0..1
    bool operator==(const LiquidationView &) const = default;
};

/// Everything of one asset; rebuilt only when it changed.
struct AssetSnapshot {
    std::string asset;
    TimeMs marketMs = 0;
    std::optional<double> mark; ///< median of venues, USD per coin
    std::optional<double> change24h; ///< fraction
    AggregateView aggregate;
    std::vector<VenueRow> venues; ///< by open interest, descending; two that are about equal keep their places
    std::optional<double> openInterestUsd, openInterestBase;
    std::optional<double> oiChange1h, oiChange4h, oiChange24h; ///< fraction, of coins, constant venue set
    std::optional<double> oiRank; ///< 0..1 among hourly samples
    double oiRankDays = 0; ///< "rank of N d"
    bool oiHigh = false, oiExtreme = false;
    std::optional<SqueezeParts> squeeze; ///< of the leading crowd; absent: not judged yet
    double liquidatedLong1hUsd = 0, liquidatedShort1hUsd = 0; ///< observed: a lower bound
    TimeMs liquidationsSinceMs = 0; ///< the window is full from an hour after this market time on; 0: nothing heard yet
    double liquidationCoverage = 0; ///< share of OI on venues with a public liquidation feed
    std::shared_ptr<const LiquidationView> liquidations; ///< none: of an asset of which nothing is known yet
    std::optional<WallView> nextWall, largestWall8h;
    std::optional<double> due8hLongUsd, due8hShortUsd;
    Series aggregateHistory; ///< hourly F per 8 h of the last 30 d
    std::map<std::string, Series> fundingHistory; ///< venue id -> settled rate per 8 h (main contract), 30 d
    std::shared_ptr<const LevelMap> map; ///< modelled liquidation levels; null: not made yet
    AssetChainsPtr chains; ///< over the clusters of `map`; null: not made yet
    RecordViewPtr record; ///< how well the model did (MODEL 9); null: nothing was graded yet
    /// The map is known to be no better than a null: its probabilities are not to be relied on.
    bool hasNoSkill() const { return record && record->hasNoSkill; }
    Series priceHistory; ///< hourly close of the largest venue, up to 31 d
    HistoryProgress history; ///< how far the venues' histories of bars and open interest reach
    bool operator==(const AssetSnapshot &) const = default;
};

/// One row of the watchlist and one line of the matrix: an asset in brief.
struct WatchRow {
    std::string asset;
    std::optional<double> mark, change24h, rate8h, apr, realised7d, oiChange1h, oiChange4h, oiChange24h,
        openInterestUsd;
    double liquidated1hUsd = 0;
    Regime regime = Regime::Unknown;
    Crowd crowd = Crowd::None;
    std::optional<SqueezeParts> squeeze; ///< as in AssetSnapshot
    bool stale = false;
    int venuesValid = 0, venuesTotal = 0;
    bool operator==(const WatchRow &) const = default;
};

/// The market as a whole: first row of the watchlist.
struct MarketRow {
    double openInterestUsd = 0, liquidated1hUsd = 0;
    int assets = 0, extreme = 0, negative = 0;
    bool operator==(const MarketRow &) const = default;
};

/// A venue's connection as the Venues panel shows it.
struct VenueHealthRow {
    std::string name, shortName;
    VenueHealth health;
    LiquidationFeed liquidations = LiquidationFeed::None; ///< how much of them the venue publishes
    bool operator==(const VenueHealthRow &) const = default;
};

/// All that the screen shows at one instant; immutable, shared across threads.
struct Snapshot {
    Origin origin = Origin::Live;
    std::string scenario; ///< demo only
    TimeMs transportMs = 0, marketMs = 0;
    double speed = 1; ///< of market time; 0: it stands still (a replay that is paused)
    double transportSpeed = 1; ///< of transport time; other than 1 in replay only
    /// Which run of an engine this is of: 0 the live one, else one of a replay. What a panel remembers of another run
    /// does not belong to this one.
    std::uint64_t run = 0;
    std::vector<std::shared_ptr<const AssetSnapshot>> assets; ///< watched ones, in the user's order
    std::vector<WatchRow> watch; ///< same order
    MarketRow market;
    MarketMatrixPtr matrix; ///< all listed assets over all venues; the same object until the next beat; null: none yet
    std::vector<std::string> allAssets; ///< every asset that any venue lists, largest first
    std::vector<VenueHealthRow> venues;
    int venuesLive = 0, venuesTotal = 0;
    double queueFill = 0; ///< of the bound between net and engine, 0..1: highest since the snapshot before
    const AssetSnapshot *find(std::string_view asset) const;
};
using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace isobar
