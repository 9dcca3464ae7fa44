#include "core/engine/engineorders.h"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace isobar {

namespace json = boost::json;

namespace {

json::value holdingsOf(const UserConcerns &user)
{
    json::array out;
    for (const Holding &each : user.holdings) {
        json::object holding{{"asset", each.asset}, {"venue", each.venue}, {"side", json::string(sideName(each.side))}};
        if (each.liquidationPrice)
            holding["liquidation_price"] = *each.liquidationPrice;
        out.push_back(std::move(holding));
    }
    return out;
}

Holding holdingFrom(const json::object &in)
{
    Holding holding;
    holding.asset = json::value_to<std::string>(in.at("asset"));
    holding.venue = json::value_to<std::string>(in.at("venue"));
    holding.side = in.at("side") == "short" ? PositionSide::Short : PositionSide::Long;
    if (const json::value *price = in.if_contains("liquidation_price"))
        holding.liquidationPrice = price->to_number<double>();
    return holding;
}

PastSetup pastFrom(const json::object &in)
{
    PastSetup past;
    past.asset = json::value_to<std::string>(in.at("asset"));
    past.type = eventTypeByName(std::string_view(in.at("type").as_string())).value_or(EventType::SqueezeForming);
    past.crowd = in.at("crowd") == "short" ? PositionSide::Short : PositionSide::Long;
    past.enteredMs = in.at("entered_ms").to_number<TimeMs>();
    return past;
}

json::object ruleOf(const UserRule &rule)
{
    json::array conditions;
    for (const UserCondition &each : rule.conditions) {
        json::object condition{{"kind", json::string(userConditionName(each.kind))}, {"threshold", each.threshold},
            {"window_hours", each.windowHours}, {"venue", each.venue}};
        if (each.side)
            condition["side"] = json::string(sideName(*each.side));
        conditions.push_back(std::move(condition));
    }
    return {{"id", rule.id}, {"name", rule.name}, {"assets", json::value_from(rule.assets)}, {"all", rule.all},
        {"priority", static_cast<int>(rule.priority)}, {"hold_ms", rule.holdMs}, {"cool_ms", rule.coolMs},
        {"conditions", std::move(conditions)}};
}

UserRule ruleFrom(const json::object &in)
{
    UserRule rule;
    rule.id = json::value_to<std::string>(in.at("id"));
    rule.name = json::value_to<std::string>(in.at("name"));
    rule.assets = json::value_to<std::vector<std::string>>(in.at("assets"));
    rule.all = in.at("all").as_bool();
    rule.priority = static_cast<Priority>(std::clamp<std::int64_t>(in.at("priority").to_number<std::int64_t>(), 1, 4));
    rule.holdMs = in.at("hold_ms").to_number<TimeMs>();
    rule.coolMs = in.at("cool_ms").to_number<TimeMs>();
    for (const json::value &each : in.at("conditions").as_array()) {
        const json::object &from = each.as_object();
        UserCondition condition;
        const auto kind = userConditionByName(std::string_view(from.at("kind").as_string()));
        if (!kind)
            throw std::runtime_error("an unknown condition");
        condition.kind = *kind;
        condition.threshold = from.at("threshold").to_number<double>();
        condition.windowHours = from.at("window_hours").to_number<double>();
        condition.venue = json::value_to<std::string>(from.at("venue"));
        if (const json::value *side = from.if_contains("side"))
            condition.side = *side == "short" ? PositionSide::Short : PositionSide::Long;
        rule.conditions.push_back(std::move(condition));
    }
    return rule;
}

} // namespace

std::string engineOrders(const EngineSettings &settings)
{
    json::object out;
    out["watched"] = json::value_from(settings.watched);
    out["excluded"] = json::value_from(settings.excluded);
    out["holdings"] = holdingsOf(settings.user);
    out["alert_clusters"] = json::value_from(settings.user.alertClusters);
    json::array past;
    for (const PastSetup &each : settings.user.past)
        past.push_back({{"asset", each.asset}, {"type", json::string(eventTypeName(each.type))},
            {"crowd", json::string(sideName(each.crowd))}, {"entered_ms", each.enteredMs}});
    out["past"] = std::move(past);
    json::array rules;
    for (const UserRule &each : settings.user.rules)
        rules.push_back(ruleOf(each));
    out["rules"] = std::move(rules);
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
        UserConcerns user;
        for (const json::value &each : in.at("rules").as_array())
            user.rules.push_back(ruleFrom(each.as_object()));
        for (const json::value &each : in.at("holdings").as_array())
            user.holdings.push_back(holdingFrom(each.as_object()));
        for (const json::value &each : in.at("past").as_array())
            user.past.push_back(pastFrom(each.as_object()));
        user.alertClusters = json::value_to<std::set<std::string>>(in.at("alert_clusters"));
        settings.watched = json::value_to<std::vector<std::string>>(in.at("watched"));
        settings.excluded = json::value_to<std::set<std::string>>(in.at("excluded"));
        settings.user = std::move(user);
        return {};
    } catch (const std::exception &error) {
        return Error{std::string("orders that cannot be read: ") + error.what()};
    }
}

} // namespace isobar
