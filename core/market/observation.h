#pragma once
#include "core/base/time.h"
#include "core/market/instrument.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace isobar {

/// Side of a position. A forced sell closes a long.
enum class PositionSide : std::uint8_t { Long, Short };
/// Side of the order that took liquidity.
enum class Aggressor : std::uint8_t { Buy, Sell };

/// Funding of the running interval, as the venue prints it now.
struct Funding {
    std::optional<double> rate; ///< of the coming settlement, fraction per interval (0.0001 = 0.01 %); > 0: longs pay
    std::optional<double> intervalHours; ///< when the frame tells it
    std::optional<TimeMs> nextFundingMs; ///< the coming settlement
    std::optional<double> predictedRate; ///< only where the venue publishes a separate one (OKX: of the interval after)
    bool operator==(const Funding &) const = default;
};

/// A realised funding payment. `rate` is a fraction per its interval, `timeMs` the settlement.
struct Settlement {
    double rate = 0;
    TimeMs timeMs = 0;
    bool operator==(const Settlement &) const = default;
};

/// Prices in quote per base unit of the venue.
struct Mark {
    std::optional<double> markPrice;
    std::optional<double> indexPrice;
    bool operator==(const Mark &) const = default;
};

/// Open interest, one-sided (a position counts once; venues that count both sides are halved by their decoder).
/// `baseQuantity` in the venue's base units (inverse: coins), `timeMs` only on rows of a history.
struct OpenInterest {
    std::optional<double> baseQuantity;
    std::optional<double> notionalUsd;
    std::optional<TimeMs> timeMs;
    bool operator==(const OpenInterest &) const = default;
};

/// Turnover of the last 24 h, each trade once.
struct Volume {
    std::optional<double> notionalUsd;
    std::optional<double> baseQuantity;
    bool operator==(const Volume &) const = default;
};

/// A forced close. `position` is the side of the position that died. `eventKey` is the same for the same event on every
/// connection and after every reconnection (venue's id, else a hash of time, side, price, size and ordinal in the
/// frame).
struct Liquidation {
    PositionSide position = PositionSide::Long;
    double price = 0;
    double baseQuantity = 0;
    double notionalUsd = 0; ///< price x base quantity
    TimeMs timeMs = 0;
    std::uint64_t eventKey = 0;
    bool operator==(const Liquidation &) const = default;
};

/// A public trade. `eventKey` as for Liquidation.
struct Trade {
    Aggressor aggressor = Aggressor::Buy;
    double price = 0;
    double baseQuantity = 0;
    TimeMs timeMs = 0;
    std::uint64_t eventKey = 0;
    bool operator==(const Trade &) const = default;
};

/// A bar of a venue's history or stream. Volumes in base units; takerBuyBase absent where the venue does not split.
struct Candle {
    TimeMs openMs = 0;
    TimeMs lengthMs = 0;
    double open = 0, high = 0, low = 0, close = 0;
    double baseVolume = 0;
    std::optional<double> takerBuyBase;
    bool operator==(const Candle &) const = default;
};

/// Trades of one contract summed over one second of market time (DESIGN 4): volumes in base units, extremes in quote.
struct TradeSecond {
    TimeMs secondMs = 0;
    double buyBase = 0, sellBase = 0;
    double high = 0, low = 0, last = 0;
    std::uint32_t count = 0;
    bool operator==(const TradeSecond &) const = default;
};

/// What history is about: settled funding, open interest, or bars.
enum class HistoryKind : std::uint8_t { Funding, OpenInterest, Candles };

/// The feed has asked the venue for all of [fromMs, toMs) and everything that the venue holds of it has come: what is
/// missing there does not exist. Market time; `stepMs` is the bar length of open interest and candles.
struct HistoryReach {
    HistoryKind kind = HistoryKind::Funding;
    TimeMs stepMs = 0;
    TimeMs fromMs = 0, toMs = 0;
    bool operator==(const HistoryReach &) const = default;
};

/// A new kind does not compile until each room has decided about it.
using Payload = std::variant<Funding, Settlement, Mark, OpenInterest, Volume, Liquidation, Trade, Candle, TradeSecond,
    HistoryReach>;

/// One thing a venue said about one contract.
struct Observation {
    InstrumentId instrument;
    TimeMs transportMs = 0; ///< receipt
    TimeMs marketMs = 0; ///< market time of receipt
    Payload payload;
    bool operator==(const Observation &) const = default;
};

/// A frame that could not be read, or a refusal by the venue. Counted and shown, never fatal.
struct DecodeError {
    std::string reason; ///< in words
    std::string excerpt; ///< at most 160 characters of the frame
};

/// "funding", "settlement", "mark", "open_interest", "volume", "liquidation", "trade", "candle", "trade_second",
/// "history_reach".
std::string_view payloadName(const Payload &payload);

/// The stream type whose liveness an observation proves; none for history (settlements, candles, dated open interest).
std::optional<StreamType> streamTypeOf(const Payload &payload);

} // namespace isobar
