#include "core/simulation/servers/cryptocomrows.h"

#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

std::string size(const ContractSpec &spec, double base) { return steppedText(base, spec.lot); }

} // namespace

std::string cryptocomIndex(const ContractSpec &spec) { return spec.base + spec.quote + "-INDEX"; }

std::optional<int> cryptocomContractOfIndex(const VenueView &view, std::string_view index)
{
    const auto &all = view.contracts();
    const auto found = std::ranges::find(all, index, [&](int each) { return cryptocomIndex(view.spec(each)); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

std::optional<BarSize> cryptocomBarSize(std::string_view word)
{
    static constexpr std::pair<std::string_view, std::string_view> words[] = {{"1m", "1m"}, {"M1", "1m"}, {"5m", "5m"},
        {"M5", "5m"}, {"15m", "15m"}, {"M15", "15m"}, {"30m", "30m"}, {"M30", "30m"}, {"1h", "1h"}, {"H1", "1h"},
        {"2h", "2h"}, {"H2", "2h"}, {"4h", "4h"}, {"H4", "4h"}, {"12h", "12h"}, {"H12", "12h"}, {"1D", "1d"},
        {"D1", "1d"}, {"7D", "1w"}};
    for (const auto &[theirs, common] : words)
        if (theirs == word)
            return barSize(common);
    return std::nullopt;
}

std::string cryptocomRate(double rate) { return fixedText(rate, 8); }

std::string cryptocomPrice(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

json::value cryptocomInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return json::object{{"symbol", spec.symbol}, {"inst_type", "PERPETUAL_SWAP"},
        {"display_name", spec.base + spec.quote + " Perpetual"}, {"base_ccy", spec.base}, {"quote_ccy", spec.quote},
        {"quote_decimals", decimalsOf(spec.tick)}, {"quantity_decimals", decimalsOf(spec.lot)},
        {"price_tick_size", plainText(spec.tick)}, {"qty_tick_size", plainText(spec.lot)},
        {"max_leverage", plainText(spec.maxLeverage)}, {"tradable", true}, {"expiry_timestamp_ms", 0},
        {"beta_product", false}, {"underlying_symbol", cryptocomIndex(spec)},
        {"contract_size", plainText(spec.contractSize)}, {"margin_buy_enabled", false}, {"margin_sell_enabled", false}};
}

json::value cryptocomTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"h", cryptocomPrice(spec, state.high24h)}, {"l", cryptocomPrice(spec, state.low24h)},
        {"a", cryptocomPrice(spec, state.last)}, {"c", fixedText(state.last / state.open24h - 1, 4)},
        {"b", cryptocomPrice(spec, state.last)}, {"bs", size(spec, spec.lot * 100)},
        {"k", cryptocomPrice(spec, state.last + spec.tick)}, {"ks", size(spec, spec.lot * 100)}, {"i", spec.symbol},
        {"v", size(spec, state.volume24hBase)}, {"vv", fixedText(state.turnover24hUsd, 2)},
        {"oi", size(spec, state.openInterestBase)}, {"t", view.market().nowMs()}};
}

json::value cryptocomValuation(std::string value, TimeMs timeMs)
{
    return json::object{{"v", std::move(value)}, {"t", timeMs}};
}

json::value cryptocomTradeRow(const ContractSpec &spec, const Print &print)
{
    const std::string id = std::to_string(4611686018427387904ULL + print.id);
    return json::object{{"d", id}, {"t", print.timeMs}, {"tn", std::to_string(print.timeMs) + "000000"},
        {"q", size(spec, print.base)}, {"p", cryptocomPrice(spec, print.price)}, {"s", print.takerBuy ? "BUY" : "SELL"},
        {"i", spec.symbol}, {"m", id}};
}

json::value cryptocomCandleRow(const ContractSpec &spec, const Candle &candle)
{
    return json::object{{"o", cryptocomPrice(spec, candle.open)}, {"h", cryptocomPrice(spec, candle.high)},
        {"l", cryptocomPrice(spec, candle.low)}, {"c", cryptocomPrice(spec, candle.close)},
        {"v", size(spec, candle.base)}, {"t", candle.openMs}};
}

json::value cryptocomRiskRow(const ContractSpec &spec)
{
    // The second tier begins where a position of that size is allowed less: the margin grew by so much a coin.
    const auto rungs = marginLadder(spec);
    const double growth = rungs.size() < 2 ? 0 : (1 / rungs[1].tier.maxLeverage) / rungs[1].toUsd;
    return json::object{{"instrument_name", spec.base}, {"unit_margin_rate", fixedText(growth, 12)},
        {"max_product_leverage_for_perps", plainText(spec.maxLeverage)}, {"collateral_cap_notional", "0"},
        {"maximum_balance", "0"}, {"daily_notional_limit", "0"}};
}

} // namespace isobar::simulation
