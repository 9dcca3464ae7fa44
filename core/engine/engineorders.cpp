#include "core/engine/engineorders.h"

#include "core/market/rulejson.h"

#include <boost/json.hpp>

namespace isobar {

namespace json = boost::json;

namespace {

json::value holdingsOf(const UserConcerns &user)
{
    json::array out;
    for (const Holding &each : user.holdings) {
        json::object holding{{"id", each.id}, {"asset", each.asset}, {"venue", each.venue},
            {"side", json::string(sideName(each.side))}, {"alert_name", each.alertName}};
        if (each.liquidationPrice)
            holding["liquidation_price"] = *each.liquidationPrice;
        if (each.alertPrice)
            holding["alert_price"] = *each.alertPrice;
        out.push_back(std::move(holding));
    }
    return out;
}

Holding holdingFrom(const json::object &in)
{
    Holding holding;
    holding.id = json::value_to<std::string>(in.at("id"));
    holding.alertName = json::value_to<std::string>(in.at("alert_name"));
    holding.asset = json::value_to<std::string>(in.at("asset"));
    holding.venue = json::value_to<std::string>(in.at("venue"));
    holding.side = in.at("side") == "short" ? PositionSide::Short : PositionSide::Long;
    if (const json::value *price = in.if_contains("liquidation_price"))
        holding.liquidationPrice = price->to_number<double>();
    if (const json::value *price = in.if_contains("alert_price"))
        holding.alertPrice = price->to_number<double>();
    return holding;
}

} // namespace

std::string engineOrders(const EngineSettings &settings)
{
    json::object out;
    out["watched"] = json::value_from(settings.watched);
    out["excluded"] = json::value_from(settings.excluded);
    out["holdings"] = holdingsOf(settings.user);
    out["rules"] = json::parse(rulesToJson(settings.user.rules));
    return json::serialize(out);
}

std::string learnOrder(const std::string &asset) { return json::serialize(json::object{{"learn", asset}}); }

Result<void> followOrders(std::string_view orders, EngineSettings &settings, std::string &learn)
{
    try {
        const json::object in = json::parse({orders.data(), orders.size()}).as_object();
        if (const json::value *asset = in.if_contains("learn")) {
            learn = json::value_to<std::string>(*asset);
            return {};
        }
        auto rules = rulesFromJson(json::serialize(in.at("rules")));
        if (!rules)
            return Error{rules.error()};
        UserConcerns user;
        for (const json::value &each : in.at("holdings").as_array())
            user.holdings.push_back(holdingFrom(each.as_object()));
        user.rules = std::move(*rules);
        settings.watched = json::value_to<std::vector<std::string>>(in.at("watched"));
        settings.excluded = json::value_to<std::set<std::string>>(in.at("excluded"));
        settings.user = std::move(user);
        return {};
    } catch (const std::exception &error) {
        return Error{std::string("orders that cannot be read: ") + error.what()};
    }
}

} // namespace isobar
