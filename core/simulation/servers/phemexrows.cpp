#include "core/simulation/servers/phemexrows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"

#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double RatioScale = 1e8;
constexpr double PriceScale = 1e4;
constexpr double CoinScale = 1e8;

std::int64_t scaled(double value, double scale) { return std::llround(value * scale); }

/// What stands in the names of a contract's indices: the coin alone in the coin-margined line.
const std::string &root(const ContractSpec &spec) { return spec.inverse ? spec.base : spec.symbol; }

std::string size(const ContractSpec &spec, double base) { return plainText(stepped(base, spec.lot)); }

/// "1000PEPE" → "1000 PEPE".
std::string spaced(const ContractSpec &spec)
{
    return spec.scale == 1 ? spec.base : plainText(spec.scale) + " " + spec.asset;
}

} // namespace

std::string phemexIndex(const ContractSpec &spec) { return "." + root(spec); }
std::string phemexMark(const ContractSpec &spec) { return ".M" + root(spec); }
std::string phemexRate(const ContractSpec &spec) { return "." + root(spec) + "FR"; }
std::string phemexRateHistory(const ContractSpec &spec) { return phemexRate(spec) + "8H"; }

std::int64_t phemexNanoseconds(TimeMs time) { return time * 1'000'000; }
std::int64_t phemexScaledPrice(double price) { return scaled(price, PriceScale); }
std::int64_t phemexScaledRate(double rate) { return scaled(rate, RatioScale); }
std::string phemexPrice(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }
std::string phemexFinePrice(double value) { return plainText(value, value < 1 ? 12 : 8); }

json::value phemexProductRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    json::object row{{"symbol", spec.symbol}, {"code", 41541 + contract},
        {"type", spec.inverse ? "Perpetual" : "PerpetualV2"}, {"displaySymbol", spaced(spec) + " / " + spec.quote},
        {"indexSymbol", phemexIndex(spec)}, {"markSymbol", phemexMark(spec)}, {"fundingRateSymbol", phemexRate(spec)},
        {"fundingRate8hSymbol", phemexRateHistory(spec)},
        {"contractUnderlyingAssets", spec.inverse ? spec.quote : spaced(spec)}, {"settleCurrency", spec.settle},
        {"quoteCurrency", spec.quote}, {"pricePrecision", decimalsOf(spec.tick)}, {"status", "Listed"},
        {"listTime", 1668225600000}, {"majorSymbol", true}, {"defaultLeverage", "-10"},
        {"fundingInterval", static_cast<int>(view.state(contract).intervalHours * 3600)},
        {"maxLeverage", static_cast<int>(spec.maxLeverage)}};
    if (spec.inverse) {
        row.insert({{"contractSize", plainText(spec.contractSize) + " USD"}, {"lotSize", spec.lot},
            {"tickSize", spec.tick}, {"priceScale", 4}, {"ratioScale", 8}, {"minPriceEp", phemexScaledPrice(spec.tick)},
            {"maxPriceEp", phemexScaledPrice(1e6)}, {"maxOrderQty", 1000000}});
    } else {
        row.insert({{"baseCurrency", spaced(spec)}, {"tickSize", plainText(spec.tick)}, {"priceScale", 0},
            {"ratioScale", 0}, {"maxOrderQtyRq", "1000"}, {"minOrderValueRv", "1"},
            {"minPriceRp", plainText(spec.tick)}, {"maxPriceRp", "2000000000"}, {"qtyPrecision", decimalsOf(spec.lot)},
            {"qtyStepSize", plainText(spec.lot)}, {"tipOrderQtyRq", "200"}, {"perpProductSubType", "Normal"}});
    }
    return row;
}

json::value phemexRiskRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double index = view.state(contract).index;
    json::array limits;
    for (const MarginRung &rung : marginLadder(spec)) {
        const double initial = 1 / rung.tier.maxLeverage;
        if (spec.inverse)
            limits.push_back(json::object{{"limit", std::llround(rung.toUsd / index)},
                {"initialMargin", plainText(initial * 100, 4) + "%"}, {"initialMarginEr", scaled(initial, RatioScale)},
                {"maintenanceMargin", plainText(rung.tier.maintenanceRate * 100, 4) + "%"},
                {"maintenanceMarginEr", scaled(rung.tier.maintenanceRate, RatioScale)}});
        else
            limits.push_back(
                json::object{{"limit", std::llround(rung.toUsd)}, {"initialMarginRr", plainText(initial, 6)},
                    {"maintenanceMarginRr", plainText(rung.tier.maintenanceRate, 6)}});
    }
    return json::object{{"symbol", spec.symbol}, {"riskLimits", std::move(limits)}};
}

json::value phemexRealRateRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"symbol", spec.symbol}, {"fundingRate", plainText(state.fundingRate)},
        {"fundingInterval", static_cast<int>(state.intervalHours * 3600)}, {"nextfundingTime", state.nextFundingMs},
        {"interestRate", plainText(spec.interestPer8h * state.intervalHours / 8)},
        {"fundingRateCap", plainText(spec.rateCap)}, {"fundingRateFloor", plainText(spec.rateFloor)}};
}

json::value phemexSettlementRow(const ContractSpec &spec, const Settlement &settlement, double intervalHours)
{
    return json::object{{"symbol", phemexRateHistory(spec)}, {"fundingRate", plainText(settlement.rate)},
        {"fundingTime", std::to_string(settlement.timeMs)}, {"intervalSeconds", plainText(intervalHours * 3600)}};
}

namespace {

json::value coinTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"askEp", phemexScaledPrice(state.last + spec.tick)}, {"bidEp", phemexScaledPrice(state.last)},
        {"fundingRateEr", phemexScaledRate(state.fundingRate)}, {"highEp", phemexScaledPrice(state.high24h)},
        {"indexEp", phemexScaledPrice(state.index)}, {"lastEp", phemexScaledPrice(state.last)},
        {"lowEp", phemexScaledPrice(state.low24h)}, {"markEp", phemexScaledPrice(state.mark)},
        {"openEp", phemexScaledPrice(state.open24h)},
        {"openInterest", contractCount(spec, state.openInterestBase, state.mark)},
        {"predFundingRateEr", phemexScaledRate(state.fundingRate)}, {"symbol", spec.symbol},
        {"timestamp", phemexNanoseconds(view.market().nowMs())}, {"turnoverEv", scaled(state.volume24hBase, CoinScale)},
        {"volume", contractCountOf(spec, state.volume24hBase, state.turnover24hUsd)}};
}

} // namespace

json::value phemexTicker(const VenueView &view, int contract, int version)
{
    const ContractSpec &spec = view.spec(contract);
    if (spec.inverse)
        return coinTicker(view, contract);
    const ContractState state = view.state(contract);
    const bool isOld = version == 2;
    return json::object{{isOld ? "closeRp" : "lastRp", phemexPrice(spec, state.last)},
        {"fundingRateRr", plainText(state.fundingRate)}, {"highRp", phemexPrice(spec, state.high24h)},
        {isOld ? "indexPriceRp" : "indexRp", phemexFinePrice(state.index)}, {"lowRp", phemexPrice(spec, state.low24h)},
        {isOld ? "markPriceRp" : "markRp", phemexFinePrice(state.mark)},
        {"openInterestRv", size(spec, state.openInterestBase)}, // base coins, in spite of its name
        {"openRp", phemexPrice(spec, state.open24h)}, {"predFundingRateRr", plainText(state.fundingRate)},
        {"symbol", spec.symbol}, {"timestamp", std::to_string(phemexNanoseconds(view.market().nowMs()))},
        {"turnoverRv", plainText(state.turnover24hUsd, 4)}, {"volumeRq", size(spec, state.volume24hBase)}};
}

json::array phemexPackFields()
{
    return {"symbol", "openRp", "highRp", "lowRp", "lastRp", "volumeRq", "turnoverRv", "openInterestRv", "indexRp",
        "markRp", "fundingRateRr", "predFundingRateRr"};
}

json::array phemexPackRow(const VenueView &view, int contract)
{
    const json::value ticker = phemexTicker(view, contract, 3);
    json::array row;
    for (const json::value &name : phemexPackFields())
        row.push_back(ticker.at(name.get_string()));
    return row;
}

json::value phemexMarket24h(const VenueView &view, int contract)
{
    const json::value ticker = coinTicker(view, contract);
    return json::object{{"close", ticker.at("lastEp")}, {"fundingRate", ticker.at("fundingRateEr")},
        {"high", ticker.at("highEp")}, {"indexPrice", ticker.at("indexEp")}, {"low", ticker.at("lowEp")},
        {"markPrice", ticker.at("markEp")}, {"open", ticker.at("openEp")}, {"openInterest", ticker.at("openInterest")},
        {"predFundingRate", ticker.at("predFundingRateEr")}, {"symbol", ticker.at("symbol")},
        {"timestamp", ticker.at("timestamp")}, {"turnover", ticker.at("turnoverEv")}, {"volume", ticker.at("volume")}};
}

json::value phemexTradeRow(const ContractSpec &spec, const Print &print, bool isRest)
{
    json::array row{phemexNanoseconds(print.timeMs)};
    if (spec.inverse && isRest)
        row.push_back(print.id);
    row.push_back(print.takerBuy ? "Buy" : "Sell");
    if (spec.inverse) {
        row.push_back(phemexScaledPrice(stepped(print.price, spec.tick)));
        row.push_back(contractCount(spec, print.base, print.price));
    } else {
        row.push_back(json::value(phemexPrice(spec, print.price)));
        row.push_back(json::value(size(spec, print.base)));
    }
    return row;
}

json::value phemexKlineRow(const ContractSpec &spec, const BarSize &size, const Candle &candle, double before)
{
    json::array row{candle.openMs / SecondMs, size.stepMs / SecondMs};
    for (const double price :
        {before, candle.open, candle.high, candle.low, candle.close}) // begins with the last close
        row.push_back(spec.inverse ? json::value(phemexScaledPrice(stepped(price, spec.tick)))
                                   : json::value(phemexPrice(spec, price)));
    if (spec.inverse) {
        row.push_back(contractCountOf(spec, candle.base, candle.quote));
        row.push_back(scaled(candle.base, CoinScale));
    } else {
        row.push_back(json::value(plainText(stepped(candle.base, spec.lot))));
        row.push_back(json::value(plainText(candle.quote, 4)));
    }
    return row;
}

} // namespace isobar::simulation
