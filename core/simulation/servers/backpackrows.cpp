#include "core/simulation/servers/backpackrows.h"

#include "core/base/isotime.h"
#include "core/simulation/margin.h"
#include "core/simulation/servers/venuetext.h"

#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double BasisPoints = 10'000; ///< of 1
constexpr double TypicalTradeUsd = 1500; ///< the market keeps no counts: they are told as turnover over this
constexpr std::int64_t UsPerMs = 1000;

std::string price(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 7); }
std::string size(const ContractSpec &spec, double base) { return plainText(stepped(base, spec.lot)); }
std::int64_t tradeCount(double usd) { return std::llround(std::ceil(usd / TypicalTradeUsd)); }

/// "2026-01-05T00:00:00": UTC, without saying so.
std::string isoSeconds(TimeMs timeMs, char between = 'T')
{
    std::string text = formatIsoTime(timeMs).substr(0, 19);
    text[10] = between;
    return text;
}

json::object function(double base, double factor)
{
    return {{"type", "sqrt"}, {"base", plainText(base)}, {"factor", plainText(factor)}};
}

json::object frame(std::string_view type, const ContractSpec &spec, std::int64_t timeUs)
{
    return {{"e", type}, {"E", timeUs}, {"s", spec.symbol}};
}

} // namespace

json::object backpackMarket(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const auto intervalMs = static_cast<std::int64_t>(view.state(contract).intervalHours * HourMs);
    const double initial = 1 / spec.maxLeverage;
    // As a number or as text: both occur.
    const json::value interval = contract % 2 == 0 ? json::value(intervalMs) : json::value(std::to_string(intervalMs));
    const json::object prices{{"minPrice", plainText(spec.tick)}, {"maxPrice", nullptr},
        {"tickSize", plainText(spec.tick)}, {"maxMultiplier", "1.25"}, {"minMultiplier", "0.75"}};
    const json::object quantities{
        {"minQuantity", plainText(spec.lot)}, {"maxQuantity", nullptr}, {"stepSize", plainText(spec.lot)}};
    return {{"symbol", spec.symbol}, {"baseSymbol", spec.base}, {"quoteSymbol", spec.quote}, {"marketType", "PERP"},
        {"rwaMarketType", nullptr}, {"visible", true}, {"createdAt", "2025-01-21T06:34:54.691858"},
        {"filters", json::object{{"price", prices}, {"quantity", quantities}}}, {"fundingInterval", interval},
        {"fundingRateUpperBound", plainText(spec.rateCap * BasisPoints)},
        {"fundingRateLowerBound", plainText(spec.rateFloor * BasisPoints)},
        {"imfFunction", function(initial, 0.0001275)},
        {"mmfFunction", function(marginTier(spec, 0).maintenanceRate, 0.0000765)}, {"openInterestLimit", "4000000"},
        {"orderBookState", "Open"}};
}

json::object backpackMarkRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"fundingRate", plainText(state.fundingRate, 24)}, {"indexPrice", fine(spec, state.index)},
        {"markPrice", fine(spec, state.mark)}, {"nextFundingTimestamp", state.nextFundingMs}, {"symbol", spec.symbol}};
}

json::object backpackOpenInterestRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return {{"openInterest", size(spec, view.state(contract).openInterestBase)}, {"symbol", spec.symbol},
        {"timestamp", view.market().nowMs()}};
}

json::object backpackTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"firstPrice", price(spec, state.open24h)}, {"lastPrice", price(spec, state.last)},
        {"high", price(spec, state.high24h)}, {"low", price(spec, state.low24h)},
        {"priceChange", price(spec, state.last - state.open24h)},
        {"priceChangePercent", plainText(state.last / state.open24h - 1, 6)},
        {"volume", size(spec, state.volume24hBase)}, {"quoteVolume", plainText(state.turnover24hUsd, 6)},
        {"trades", std::to_string(tradeCount(state.turnover24hUsd))}};
}

json::object backpackKline(const ContractSpec &spec, const Candle &candle, TimeMs stepMs)
{
    const auto valueOf = [&](double value) {
        return candle.base > 0 ? json::value(price(spec, value)) : json::value(nullptr);
    };
    return {{"start", isoSeconds(candle.openMs, ' ')}, {"end", isoSeconds(candle.openMs + stepMs, ' ')},
        {"open", valueOf(candle.open)}, {"high", valueOf(candle.high)}, {"low", valueOf(candle.low)},
        {"close", valueOf(candle.close)}, {"volume", size(spec, candle.base)},
        {"quoteVolume", plainText(candle.quote, 6)}, {"trades", std::to_string(tradeCount(candle.quote))}};
}

json::object backpackFundingRow(const ContractSpec &spec, const Settlement &settlement)
{
    return {{"symbol", spec.symbol}, {"intervalEndTimestamp", isoSeconds(settlement.timeMs)},
        {"fundingRate", plainText(settlement.rate, 9)}};
}

json::object backpackTradeRow(const ContractSpec &spec, const Print &print)
{
    return {{"id", print.id}, {"isBuyerMaker", !print.takerBuy}, {"price", price(spec, print.price)},
        {"quantity", size(spec, print.base)}, {"quoteQuantity", plainText(print.price * print.base, 6)},
        {"timestamp", print.timeMs}};
}

json::object backpackMarkPrice(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const std::int64_t at = view.market().nowMs() * UsPerMs;
    json::object data = frame("markPrice", spec, at + 1211);
    data["p"] = fine(spec, state.mark);
    data["i"] = fine(spec, state.index);
    data["f"] = plainText(state.fundingRate, 24);
    data["n"] = state.nextFundingMs; // in another unit than its neighbours
    data["T"] = at;
    return data;
}

json::object backpackOpenInterest(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    json::object data = frame("openInterest", spec, view.market().nowMs() * UsPerMs);
    data["o"] = size(spec, view.state(contract).openInterestBase);
    return data;
}

json::object backpackTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object data = frame("ticker", spec, view.market().nowMs() * UsPerMs);
    data["o"] = price(spec, state.open24h);
    data["c"] = price(spec, state.last);
    data["h"] = price(spec, state.high24h);
    data["l"] = price(spec, state.low24h);
    data["v"] = size(spec, state.volume24hBase);
    data["V"] = plainText(state.turnover24hUsd, 6);
    data["n"] = tradeCount(state.turnover24hUsd);
    return data;
}

json::object backpackTrade(const ContractSpec &spec, const Print &print)
{
    constexpr std::int64_t SentAfterUs = 2429;
    json::object data = frame("trade", spec, print.timeMs * UsPerMs + SentAfterUs);
    data["T"] = print.timeMs * UsPerMs;
    data["t"] = print.id;
    data["a"] = std::to_string(5'121'860'000 + print.id);
    data["b"] = std::to_string(5'121'861'000 + print.id);
    data["m"] = !print.takerBuy;
    data["p"] = price(spec, print.price);
    data["q"] = size(spec, print.base);
    return data;
}

json::object backpackLiquidation(const ContractSpec &spec, const Liquidation &liquidation)
{
    json::object data = frame("liquidation", spec, liquidation.timeMs * UsPerMs);
    data["T"] = liquidation.timeMs * UsPerMs;
    data["S"] = liquidation.position == Side::Short ? "Bid" : "Ask"; // the order's: buying closes a short
    data["p"] = price(spec, liquidation.price);
    data["q"] = size(spec, liquidation.base);
    return data;
}

json::object backpackStreamKline(const VenueView &view, int contract, const BarSize &barLength)
{
    const ContractSpec &spec = view.spec(contract);
    const TimeMs at = view.market().nowMs(), open = barLength.openOf(at);
    json::object data = frame("kline", spec, at * UsPerMs);
    for (const Candle &candle : candleSeries(view.market(), contract, barLength, {open, at, 1}, false)) {
        data["o"] = price(spec, candle.open);
        data["c"] = price(spec, candle.close);
        data["h"] = price(spec, candle.high);
        data["l"] = price(spec, candle.low);
        data["v"] = size(spec, candle.base);
        data["n"] = tradeCount(candle.quote);
    }
    data["t"] = isoSeconds(open);
    data["T"] = isoSeconds(open + barLength.stepMs);
    data["X"] = false;
    return data;
}

} // namespace isobar::simulation
