#pragma once
#include "core/base/time.h"

#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace isobar {

/// Number of an interned (venue, symbol). Valid within one process only: stores and recordings write the strings.
struct InstrumentId {
    std::uint32_t value = 0;
    auto operator<=>(const InstrumentId &) const = default;
};

/// The names behind an InstrumentId: `venue` is the venue's id ("bybit"), `symbol` the venue's own instrument id.
struct InstrumentKey {
    std::string venue;
    std::string symbol;
    auto operator<=>(const InstrumentKey &) const = default;
};

/// Gives every (venue, symbol) one number for the life of the process; thread-safe, never forgets, keys never move.
class InstrumentNames {
public:
    InstrumentId intern(std::string_view venue, std::string_view symbol);
    const InstrumentKey &key(InstrumentId id) const;

private:
    mutable std::shared_mutex m_mutex;
    std::deque<InstrumentKey> m_keys;
    std::unordered_map<std::string, std::uint32_t> m_numbers; // "venue\nsymbol"
};

/// Linear: one contract is `contractSize` base units, settled in quote. Inverse: one contract is `contractSize` USD,
/// settled in base.
enum class ContractKind : std::uint8_t { Linear, Inverse };

/// One tier of maintenance margin: up to `notionalCapUsd` the rate is `maintenanceRate`, less `deductionUsd`
/// (MODEL 3.1).
struct MarginTier {
    double notionalCapUsd = 0;
    double maintenanceRate = 0;
    double maxLeverage = 0;
    double deductionUsd = 0;
    bool operator==(const MarginTier &) const = default;
};

/// A perpetual contract as its venue lists it. Absent: the venue does not say.
struct Instrument {
    InstrumentId id;
    std::string venue; ///< venue id
    std::string symbol; ///< the venue's own id, in the venue's case
    std::string asset; ///< coin without scale, upper case: "PEPE" for 1000PEPEUSDT and kPEPE
    /// Coins of `asset` in one base unit of the venue (1000PEPEUSDT: 1000). Prices are per base unit, quantities in
    /// base units.
    double scale = 1;
    std::string base, quote, settle; ///< as the venue names them
    ContractKind kind = ContractKind::Linear;
    double contractSize = 1; ///< see ContractKind
    bool continuousFunding = false; ///< accrues without settlements (Deribit, Paradex)
    std::optional<double> intervalHours; ///< of funding, when the reference data tell it
    std::optional<double> fundingCap; ///< highest rate per interval, as a fraction
    std::optional<double> fundingFloor; ///< lowest rate per interval, as a fraction
    std::optional<double> interestPer8h; ///< interest component, where it differs from the venue's
    std::optional<double> tickSize, maxLeverage;
    std::vector<MarginTier> tiers; ///< ascending caps; empty where not public
    bool operator==(const Instrument &) const = default;
};

/// Rates of contracts quoted in something else than dollars (ETH/BTC perpetuals) do not add up with the others.
bool isQuotedInDollars(const Instrument &instrument);

/// What a stream carries. A socket may carry several; health is kept for each (DESIGN 9).
enum class StreamType : std::uint8_t { Funding, Mark, OpenInterest, Volume, Liquidation, Trade };
inline constexpr std::size_t StreamTypeCount = 6;
/// "funding", "mark", "open_interest", "volume", "liquidation", "trade".
std::string_view streamTypeName(StreamType type);
std::optional<StreamType> streamTypeByName(std::string_view name);

/// How much of a venue's liquidations its public feed shows (MODEL 3.6).
enum class LiquidationFeed : std::uint8_t { None, Throttled, All };

/// How data of one kind arrive: the usual time between two of them for a busy contract, and whether by polling.
struct StreamCadence {
    TimeMs gapMs = 0; ///< 0: the venue does not publish this kind
    bool polled = false;
    bool operator==(const StreamCadence &) const = default;
};

/// What a venue is, apart from how one talks to it.
struct VenueTraits {
    std::string id; ///< "binance-usdm"
    std::string name; ///< "Binance USDⓈ-M"
    std::string shortName; ///< "Binance"; unique among the venues, at most 12 characters
    std::string operatorName; ///< "Binance": contract < venue < operator
    double interestPer8h = 0.0001; ///< interest component of funding per 8 h
    double defaultIntervalHours = 8; ///< for instruments whose reference data name no interval
    bool hasDefaultInterval = true; ///< false: an instrument without interval stays unknown
    LiquidationFeed liquidations = LiquidationFeed::None;
    bool pastOpenInterest = false; ///< open interest of the past can be asked for
    bool pastBars = false; ///< bars of the past can be asked for
    bool barsHaveTakerSide = false; ///< and they tell what takers bought
    std::array<StreamCadence, StreamTypeCount> cadence;
    const StreamCadence &of(StreamType type) const { return cadence[static_cast<std::size_t>(type)]; }
    bool operator==(const VenueTraits &) const = default;
};

/// The reference data of one venue: immutable, replaced whole on refresh.
struct Reference {
    VenueTraits venue;
    std::vector<Instrument> instruments; ///< tradable perpetuals, in the venue's order
    const Instrument *find(std::string_view symbol) const;
    bool operator==(const Reference &) const = default;
};
using ReferencePtr = std::shared_ptr<const Reference>;

} // namespace isobar
