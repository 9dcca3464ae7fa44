#include "core/simulation/servers/dydxrows.h"

#include "core/base/hash.h"
#include "core/base/isotime.h"
#include "core/simulation/margin.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs BlockMs = 640;
constexpr double TypicalTradeUsd = 2500; ///< the market keeps no counts: they are told as turnover over this

std::string price(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }
std::string oraclePrice(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 4); }
std::string size(const ContractSpec &spec, double base) { return plainText(stepped(base, spec.lot)); }
std::int64_t tradeCount(double usd) { return static_cast<std::int64_t>(usd / TypicalTradeUsd) + (usd > 0 ? 1 : 0); }

/// Open interest is remembered every five minutes: the newest not after the moment.
std::string openInterestAt(const VenueView &view, int contract, TimeMs timeMs)
{
    const TimeMs at = floorTo(timeMs, 5 * MinuteMs);
    const auto points = view.market().openInterestHistory(contract, 5 * MinuteMs, at, at + 1);
    return size(view.spec(contract), points.empty() ? 0 : points.front().base);
}

} // namespace

std::optional<BarSize> dydxBarSize(std::string_view resolution)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words{{{"1MIN", "1m"},
        {"5MINS", "5m"}, {"15MINS", "15m"}, {"30MINS", "30m"}, {"1HOUR", "1h"}, {"4HOURS", "4h"}, {"1DAY", "1d"}}};
    for (const auto &[theirs, common] : words)
        if (theirs == resolution)
            return barSize(common);
    return std::nullopt;
}

std::string dydxHeight(TimeMs timeMs) { return std::to_string(timeMs / BlockMs - 2'650'000'000); }

TimeMs dydxEffectiveAt(const Settlement &settlement)
{
    const std::uint64_t jitter = StableHash().add(settlement.timeMs).value() % BlockMs;
    return settlement.timeMs + static_cast<TimeMs>(jitter);
}

json::object dydxMarkets(const VenueView &view, std::optional<int> wanted)
{
    json::object markets;
    for (const int contract : view.contracts()) {
        if (wanted && *wanted != contract)
            continue;
        json::object row = dydxTrading(view, contract);
        row["oraclePrice"] = dydxOracle(view, contract).at("oraclePrice");
        markets[view.spec(contract).symbol] = std::move(row);
    }
    return markets;
}

json::object dydxTrading(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const auto number = std::ranges::find(view.contracts(), contract) - view.contracts().begin();
    return {{"clobPairId", std::to_string(number)}, {"ticker", spec.symbol}, {"status", "ACTIVE"},
        {"priceChange24H", price(spec, state.last - state.open24h)}, {"volume24H", plainText(state.turnover24hUsd, 4)},
        {"trades24H", tradeCount(state.turnover24hUsd)}, {"nextFundingRate", plainText(state.fundingRate)},
        {"initialMarginFraction", plainText(1 / spec.maxLeverage)},
        {"maintenanceMarginFraction", plainText(marginTier(spec, 0).maintenanceRate)},
        {"openInterest", size(spec, state.openInterestBase)}, {"atomicResolution", -6 - decimalsOf(spec.lot)},
        {"quantumConversionExponent", -9}, {"tickSize", plainText(spec.tick)}, {"stepSize", plainText(spec.lot)},
        {"stepBaseQuantums", 1000000}, {"subticksPerTick", 100000}, {"marketType", "CROSS"},
        {"openInterestLowerCap", "0"}, {"openInterestUpperCap", "0"},
        // The chain's own figure, which counts otherwise; and a parameter that is not the running rate.
        {"baseOpenInterest", size(spec, 2 * state.openInterestBase)},
        {"defaultFundingRate1H", plainText(spec.interestPer8h / 8)}};
}

json::object dydxOracle(const VenueView &view, int contract)
{
    // The venue has one price for index and margin: the one that positions here die at.
    const TimeMs at = view.market().nowMs();
    return {{"oraclePrice", oraclePrice(view.spec(contract), view.state(contract).mark)},
        {"effectiveAt", formatIsoTime(at)}, {"effectiveAtHeight", dydxHeight(at)}, {"marketId", contract}};
}

json::array dydxCandles(const VenueView &view, int contract, const std::string &resolution, const Span &span)
{
    const ContractSpec &spec = view.spec(contract);
    const auto barLength = dydxBarSize(resolution);
    if (!barLength)
        return {};
    const auto bars = candleSeries(view.market(), contract, *barLength, span, false);
    json::array rows;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar) {
        rows.push_back(json::object{{"startedAt", formatIsoTime(bar->openMs)}, {"ticker", spec.symbol},
            {"resolution", resolution}, {"low", price(spec, bar->low)}, {"high", price(spec, bar->high)},
            {"open", price(spec, bar->open)}, {"close", price(spec, bar->close)},
            {"baseTokenVolume", size(spec, bar->base)}, {"usdVolume", plainText(bar->quote, 4)},
            {"trades", tradeCount(bar->quote)}, {"startingOpenInterest", openInterestAt(view, contract, bar->openMs)},
            {"orderbookMidPriceOpen", price(spec, bar->open)}, {"orderbookMidPriceClose", price(spec, bar->close)}});
    }
    return rows;
}

json::object dydxFundingRow(const VenueView &view, const Settlement &settlement)
{
    const ContractSpec &spec = view.spec(settlement.contract);
    const TimeMs hour = floorTo(settlement.timeMs, HourMs);
    const auto bars = view.market().candles(settlement.contract, HourMs, hour, hour + HourMs);
    const double oracle = bars.empty() ? view.state(settlement.contract).mark : bars.front().open;
    const TimeMs at = dydxEffectiveAt(settlement);
    return {{"ticker", spec.symbol}, {"rate", plainText(settlement.rate)}, {"price", oraclePrice(spec, oracle)},
        {"effectiveAt", formatIsoTime(at)}, {"effectiveAtHeight", dydxHeight(at)}};
}

json::object dydxTradeRow(const ContractSpec &spec, const Fill &fill)
{
    const Print &print = fill.print;
    return {{"id", hexText(static_cast<std::uint64_t>(print.timeMs / BlockMs), 8) + "00000002" + hexText(print.id, 8)},
        {"side", print.takerBuy ? "BUY" : "SELL"}, {"size", size(spec, print.base)},
        {"price", price(spec, print.price)}, {"type", fill.isLiquidation ? "LIQUIDATED" : "LIMIT"},
        {"createdAt", formatIsoTime(print.timeMs)}, {"createdAtHeight", dydxHeight(print.timeMs)}};
}

} // namespace isobar::simulation
