#include "core/simulation/servers/hyperliquidinfo.h"

#include "core/simulation/servers/hyperliquidaccounts.h"
#include "core/simulation/servers/hyperliquidrows.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/serialize.hpp>

#include <functional>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int CandlesKept = 5000;
constexpr std::size_t FundingRowsAPage = 500;

struct Call {
    const VenueView &view;
    const json::object &question;
    Instant now;
};

std::string textOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<TimeMs> timeOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    if (!value || !value->is_number())
        return std::nullopt;
    boost::system::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    return error ? std::nullopt : std::optional<TimeMs>(number);
}

HyperliquidAnswer body(const json::value &value, int weight = 20)
{
    return {{200, json::serialize(value), "application/json", {}}, weight};
}

HyperliquidAnswer unreadable()
{
    return {{422, "Failed to deserialize the JSON body into the target type", "text/plain", {}}, 20};
}

/// The venue answers a coin that it does not know with an internal error.
HyperliquidAnswer unknownCoin() { return {{500, "null", "application/json", {}}, 20}; }

/// Builder dexes are empty here: only the main one, "", has contracts.
bool isMainDex(const Call &call) { return textOf(call.question, "dex").empty(); }

HyperliquidAnswer meta(const Call &call) { return isMainDex(call) ? body(hyperliquidMeta(call.view)) : unknownCoin(); }

HyperliquidAnswer metaAndContexts(const Call &call)
{
    if (!isMainDex(call))
        return unknownCoin();
    return body(json::array{hyperliquidMeta(call.view), hyperliquidContexts(call.view)});
}

HyperliquidAnswer fundingHistory(const Call &call)
{
    const auto contract = call.view.find(textOf(call.question, "coin"));
    const auto start = timeOf(call.question, "startTime");
    if (!contract || !start)
        return contract ? unreadable() : unknownCoin();
    const TimeMs end = timeOf(call.question, "endTime").value_or(call.now.marketMs);
    json::array rows;
    for (const Settlement &settlement : call.view.market().settlements(*contract, *start, end + 1)) {
        if (rows.size() == FundingRowsAPage)
            break;
        rows.push_back(
            json::object{{"coin", call.view.spec(*contract).symbol}, {"fundingRate", plainText(settlement.rate, 10)},
                {"premium", plainText(settlement.rate * 8, 10)}, {"time", settlement.timeMs}});
    }
    const int weight = 20 + static_cast<int>(rows.size() / 20);
    return body(rows, weight);
}

HyperliquidAnswer candleSnapshot(const Call &call)
{
    const json::value *inner = call.question.if_contains("req");
    const json::object *request = inner ? inner->if_object() : nullptr;
    const auto size = request ? barSize(textOf(*request, "interval")) : std::nullopt;
    const auto start = request ? timeOf(*request, "startTime") : std::nullopt;
    if (!size || !start)
        return unreadable();
    const auto contract = call.view.find(textOf(*request, "coin"));
    if (!contract)
        return unknownCoin();
    const TimeMs end = std::min(timeOf(*request, "endTime").value_or(call.now.marketMs), call.now.marketMs);
    const TimeMs oldest = call.now.marketMs - CandlesKept * size->stepMs;
    json::array rows;
    const Span span{std::max(*start, oldest), end, CandlesKept};
    for (const Candle &candle : candleSeries(call.view.market(), *contract, *size, span, false))
        rows.push_back(hyperliquidCandle(call.view.spec(*contract), candle, *size, textOf(*request, "interval")));
    const int weight = 20 + static_cast<int>(rows.size() / 60);
    return body(rows, weight);
}

HyperliquidAnswer predictedFundings(const Call &call)
{
    json::array rows;
    for (const int contract : call.view.contracts()) {
        const ContractState state = call.view.state(contract);
        const json::object own{{"fundingRate", plainText(state.fundingRate, 10)},
            {"nextFundingTime", state.nextFundingMs}, {"fundingIntervalHours", 1}};
        // What other venues would pay is theirs to say; the venue's own answer has null for those it cannot tell.
        rows.push_back(json::array{call.view.spec(contract).symbol,
            json::array{
                json::array{"BinPerp", nullptr}, json::array{"HlPerp", own}, json::array{"BybitPerp", nullptr}}});
    }
    return body(rows);
}

HyperliquidAnswer recentTrades(const Call &call)
{
    const auto contract = call.view.find(textOf(call.question, "coin"));
    if (!contract)
        return unknownCoin();
    constexpr std::size_t Rows = 10;
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < Rows; ++print)
        rows.push_back(hyperliquidTrade(call.view, *print));
    return body(rows);
}

HyperliquidAnswer clearinghouseState(const Call &call)
{
    const std::string user = textOf(call.question, "user");
    return user.empty() ? unreadable() : body(hyperliquidAccount(call.view, user), 2);
}

/// One token, the collateral, and no spot market.
json::object spotMeta()
{
    return {{"universe", json::array()},
        {"tokens",
            json::array{json::object{{"name", "USDC"}, {"szDecimals", 8}, {"weiDecimals", 8}, {"index", 0},
                {"tokenId", "0x6d1e7cde53ba9467b783cb7c530ce054"}, {"isCanonical", true}, {"evmContract", nullptr},
                {"fullName", nullptr}}}}};
}

HyperliquidAnswer marginTable(const Call &call)
{
    const auto id = timeOf(call.question, "id");
    return id ? body(hyperliquidMarginTable(static_cast<int>(*id))) : unreadable();
}

using Handler = std::function<HyperliquidAnswer(const Call &)>;

const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const std::map<std::string, Handler, std::less<>> table = {
        {"meta", meta},
        {"metaAndAssetCtxs", metaAndContexts},
        {"allPerpMetas", [](const Call &call) { return body(json::array{json::value(hyperliquidMeta(call.view))}); }},
        {"perpDexs", [](const Call &) { return body(json::array{json::value(nullptr)}); }},
        {"allMids", [](const Call &call) { return body(hyperliquidMids(call.view), 2); }},
        {"fundingHistory", fundingHistory},
        {"candleSnapshot", candleSnapshot},
        {"predictedFundings", predictedFundings},
        {"recentTrades", recentTrades},
        {"marginTable", marginTable},
        {"clearinghouseState", clearinghouseState},
        {"spotMeta", [](const Call &) { return body(spotMeta()); }},
        {"spotMetaAndAssetCtxs",
            [](const Call &) {
                return body(json::array{spotMeta(), json::array()});
            }},
        {"exchangeStatus",
            [](const Call &call) {
                return body(json::object{{"time", call.now.marketMs}, {"specialStatuses", nullptr}}, 2);
            }},
    };
    return table;
}

} // namespace

HyperliquidAnswer hyperliquidInfo(const VenueView &view, const json::object &question, const Instant &now)
{
    const auto handler = handlers().find(textOf(question, "type"));
    return handler == handlers().end() ? unreadable() : handler->second({view, question, now});
}

} // namespace isobar::simulation
