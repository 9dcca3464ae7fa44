#include "core/simulation/servers/deltarows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

int intervalSeconds(const ContractState &state) { return static_cast<int>(state.intervalHours * 3600); }

json::object asset(const std::string &symbol) { return {{"symbol", symbol}, {"name", symbol}, {"precision", 8}}; }

double openContracts(const ContractSpec &spec, const ContractState &state)
{
    return contractCount(spec, state.openInterestBase, state.mark);
}

} // namespace

std::string deltaIndex(const ContractSpec &spec)
{
    return ".DE" + (spec.base == "BTC" ? "XBT" : spec.base) + spec.quote;
}

double deltaPercent(double rate) { return rounded(100 * rate, 16); }

int deltaProductId(int contract) { return 139 + contract; }

std::int64_t deltaMicroseconds(TimeMs timeMs) { return timeMs * 1000; }

std::string deltaPrice(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 4); }

json::object deltaProductRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const MarginRung rung = marginLadder(spec).front();
    const double initial = 100 / spec.maxLeverage;
    return {{"id", deltaProductId(contract)}, {"symbol", spec.symbol}, {"description", spec.base + " Perpetual"},
        {"contract_type", "perpetual_futures"}, {"contract_value", plainText(spec.contractSize)},
        {"contract_unit_currency", spec.base}, {"notional_type", "vanilla"}, {"is_quanto", false}, {"state", "live"},
        {"trading_status", "operational"}, {"tick_size", plainText(spec.tick)},
        {"initial_margin", plainText(initial, 4)},
        {"maintenance_margin", plainText(100 * rung.tier.maintenanceRate, 4)},
        {"initial_margin_scaling_factor", "0.000002"}, {"maintenance_margin_scaling_factor", "0.000001"},
        {"max_leverage_notional", plainText(rung.toUsd, 0)},
        // The cap of a rate as a multiple a year.
        {"annualized_funding", plainText(spec.rateCap * 365 * 24 / state.intervalHours, 6)},
        {"default_leverage", plainText(spec.maxLeverage)}, {"position_size_limit", 229167},
        {"launch_time", "2020-01-07T00:00:00Z"}, {"settlement_time", nullptr}, {"strike_price", nullptr},
        {"product_specs", json::object{{"rate_exchange_interval", intervalSeconds(state)}}},
        {"spot_index", json::object{{"symbol", deltaIndex(spec)}}}, {"underlying_asset", asset(spec.base)},
        {"quoting_asset", asset(spec.quote)}, {"settling_asset", asset(spec.settle)},
        {"taker_commission_rate", "0.0005"}, {"maker_commission_rate", "0.0002"}};
}

json::object deltaRestTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double contracts = openContracts(spec, state);
    const double base = contracts * spec.contractSize;
    const auto price = [&](double value) { return stepped(value, spec.tick); };
    return {{"close", price(state.last)}, {"contract_type", "perpetual_futures"},
        {"funding_rate", plainText(deltaPercent(state.fundingRate), 16)}, {"greeks", nullptr},
        {"high", price(state.high24h)}, {"low", price(state.low24h)}, {"mark_basis", plainText(100 * state.premium, 8)},
        {"mark_price", deltaPrice(spec, state.mark)}, {"oi", plainText(base, 4)}, {"oi_change_usd_6h", "0.0000"},
        {"oi_contracts", plainText(contracts)}, {"oi_value", plainText(base, 4)}, {"oi_value_symbol", spec.base},
        {"oi_value_usd", plainText(base * state.mark, 4)}, {"open", price(state.open24h)}, {"price_band", nullptr},
        {"product_id", deltaProductId(contract)},
        {"quotes",
            json::object{{"ask_size", "965"}, {"best_ask", steppedText(state.last + spec.tick, spec.tick)},
                {"best_bid", steppedText(state.last, spec.tick)}, {"bid_size", "196"}, {"impact_mid_price", nullptr}}},
        {"size", contractCount(spec, state.volume24hBase, state.mark)}, {"spot_price", deltaPrice(spec, state.index)},
        {"symbol", spec.symbol}, {"timestamp", deltaMicroseconds(view.market().nowMs())},
        {"turnover", rounded(state.turnover24hUsd, 4)}, {"turnover_symbol", spec.settle},
        {"turnover_usd", rounded(state.turnover24hUsd, 4)}, {"volume", rounded(state.volume24hBase, 8)}};
}

json::object deltaPastTradeRow(const VenueView &view, const Print &print)
{
    const ContractSpec &spec = view.spec(print.contract);
    return {{"buyer_role", print.takerBuy ? "taker" : "maker"}, {"seller_role", print.takerBuy ? "maker" : "taker"},
        {"price", steppedText(print.price, spec.tick)}, {"size", contractCount(spec, print.base, print.price)},
        {"product_id", deltaProductId(print.contract)}, {"symbol", spec.symbol},
        {"timestamp", deltaMicroseconds(print.timeMs)}};
}

json::object deltaFundingFrame(const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    return {{"fi", intervalSeconds(state)}, {"fr", deltaPercent(state.fundingRate)},
        {"nfr", deltaMicroseconds(state.nextFundingMs)}, {"sy", view.spec(contract).symbol},
        {"ts", deltaMicroseconds(view.market().nowMs())}, {"type", "funding_rate"}};
}

json::object deltaMarkFrame(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return {{"p", deltaPrice(spec, view.state(contract).mark)}, {"sy", "MARK:" + spec.symbol},
        {"ts", deltaMicroseconds(view.market().nowMs())}, {"type", "mark_price"}};
}

json::object deltaIndexFrame(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return {{"p", rounded(view.state(contract).index, decimalsOf(spec.tick) + 4)}, {"sy", deltaIndex(spec)},
        {"ts", nullptr}, {"type", "spot_price"}};
}

json::object deltaTickerFrame(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const auto price = [&](double value) { return steppedText(value, spec.tick); };
    const std::string turnover = plainText(state.turnover24hUsd, 4);
    const json::object row{{"s", spec.symbol}, {"m", deltaPrice(spec, state.mark)},
        {"oi", json::array{plainText(openContracts(spec, state)), "0.0000"}}, {"to", json::array{turnover, turnover}},
        {"ohlc", json::array{price(state.open24h), price(state.high24h), price(state.low24h), price(state.last)}},
        {"q", json::array{price(state.last + spec.tick), "965", price(state.last), "196", price(state.last)}},
        {"i", deltaProductId(contract)}};
    return {{"d", json::array{row}}, {"sp", deltaPrice(spec, state.index)}, {"sy", spec.symbol},
        {"ts", deltaMicroseconds(view.market().nowMs())}, {"type", "ticker"}};
}

json::object deltaTradeFrame(const VenueView &view, const Print &print)
{
    const ContractSpec &spec = view.spec(print.contract);
    return {{"p", steppedText(print.price, spec.tick)}, {"r", print.takerBuy ? "t" : "m"}, // the buyer's role
        {"s", contractCount(spec, print.base, print.price)}, {"sy", spec.symbol},
        {"t", deltaMicroseconds(print.timeMs)}, {"ts", deltaMicroseconds(print.timeMs)}, {"type", "trades"}};
}

} // namespace isobar::simulation
