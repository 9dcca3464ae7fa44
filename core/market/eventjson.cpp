#include "core/market/eventjson.h"

#include "core/market/jsontext.h"

#include <boost/json.hpp>
#include <charconv>

namespace isobar {

namespace json = boost::json;

namespace {

json::value optionalNumber(const std::optional<double> &value)
{
    return value ? json::value(*value) : json::value(nullptr);
}

json::array names(const std::vector<std::string> &list)
{
    json::array out;
    for (const std::string &each : list)
        out.emplace_back(each);
    return out;
}

struct AddPayload {
    json::object &out;

    void operator()(const FundingExtremePayload &p) const
    {
        out["rate_8h"] = p.rate8h;
        out["rate_8h_oi"] = p.rate8hOi;
        out["baseline_8h"] = p.baseline8h;
        out["baseline_provisional"] = p.baselineProvisional;
        out["ratio"] = p.ratio;
        out["dev"] = p.deviation;
        out["z"] = optionalNumber(p.z);
        out["apr"] = p.apr;
        out["venues_elevated"] = p.venuesElevated;
        out["operators_valid"] = p.operatorsValid;
        out["elevated_share"] = p.elevatedShare;
        out["concentration"] = p.concentration;
        out["hottest"] = names(p.hottest);
        out["drivers"] = names(p.drivers);
        out["cost_day_10x"] = p.costDay10x;
        out["cost_day_10x_usd_per_10k"] = p.costDay10xPer10k;
        out["realised_24h_10x_usd_per_10k"] = optionalNumber(p.realisedCost24hPer10k);
        out["realised_7d_10x_usd_per_10k"] = optionalNumber(p.realisedCost7dPer10k);
        out["realised_30d_10x_usd_per_10k"] = optionalNumber(p.realisedCost30dPer10k);
        out["spread_8h"] = p.spread8h;
        out["leave_one_out_venue"] = p.leaveOneOutVenue;
        out["leave_one_out_rate_8h"] = optionalNumber(p.leaveOneOutRate8h);
        out["outlier_driven"] = p.outlierDriven;
        out["aftermath"] = p.aftermath;
        out["thresholds"] = {{"enter_ratio", p.enterRatio}, {"exit_ratio", p.exitRatio}};
        json::array venues;
        for (const EventVenue &v : p.venues) {
            venues.push_back({{"venue", v.venue}, {"name", v.name}, {"rate_8h", v.rate8h},
                {"smoothed_8h", v.smoothed8h}, {"weight", v.weight}, {"baseline_8h", v.baseline8h},
                {"elevated", v.elevated}, {"age_ms", v.ageMs}});
        }
        out["venues"] = std::move(venues);
    }
};

/// Members of an object by name; what is missing or of another kind leaves the value as it is.
class Members {
public:
    explicit Members(const json::object &object) : m_object(object) { }

    void operator()(std::string_view name, double &value) const
    {
        if (const json::value *found = m_object.if_contains(name); found && found->is_number())
            value = found->to_number<double>();
    }
    void operator()(std::string_view name, std::optional<double> &value) const
    {
        if (const json::value *found = m_object.if_contains(name); found && found->is_number())
            value = found->to_number<double>();
    }
    void operator()(std::string_view name, std::int64_t &value) const
    {
        if (const json::value *found = m_object.if_contains(name); found && found->is_int64())
            value = found->get_int64();
    }
    void operator()(std::string_view name, int &value) const
    {
        std::int64_t wide = value;
        (*this)(name, wide);
        value = static_cast<int>(wide);
    }
    void operator()(std::string_view name, bool &value) const
    {
        if (const json::value *found = m_object.if_contains(name); found && found->is_bool())
            value = found->get_bool();
    }
    void operator()(std::string_view name, std::string &value) const
    {
        if (const json::value *found = m_object.if_contains(name); found && found->is_string())
            value = found->get_string().c_str();
    }
    void operator()(std::string_view name, std::vector<std::string> &values) const
    {
        for (const json::value &each : array(name)) {
            if (each.is_string())
                values.emplace_back(each.get_string().c_str());
        }
    }
    std::string text(std::string_view name) const
    {
        std::string value;
        (*this)(name, value);
        return value;
    }
    const json::array &array(std::string_view name) const
    {
        static const json::array Empty;
        const json::value *found = m_object.if_contains(name);
        return found && found->is_array() ? found->get_array() : Empty;
    }
    Members object(std::string_view name) const
    {
        static const json::object Empty;
        const json::value *found = m_object.if_contains(name);
        return Members(found && found->is_object() ? found->get_object() : Empty);
    }

private:
    const json::object &m_object;
};

EventVenue venueFrom(const Members &members)
{
    EventVenue venue;
    members("venue", venue.venue);
    members("name", venue.name);
    members("rate_8h", venue.rate8h);
    members("smoothed_8h", venue.smoothed8h);
    members("weight", venue.weight);
    members("baseline_8h", venue.baseline8h);
    members("elevated", venue.elevated);
    members("age_ms", venue.ageMs);
    return venue;
}

FundingExtremePayload fundingExtremeFrom(const Members &members)
{
    FundingExtremePayload p;
    members("rate_8h", p.rate8h);
    members("rate_8h_oi", p.rate8hOi);
    members("baseline_8h", p.baseline8h);
    members("baseline_provisional", p.baselineProvisional);
    members("ratio", p.ratio);
    members("dev", p.deviation);
    members("z", p.z);
    members("apr", p.apr);
    members("venues_elevated", p.venuesElevated);
    members("operators_valid", p.operatorsValid);
    members("elevated_share", p.elevatedShare);
    members("concentration", p.concentration);
    members("hottest", p.hottest);
    members("drivers", p.drivers);
    members("cost_day_10x", p.costDay10x);
    members("cost_day_10x_usd_per_10k", p.costDay10xPer10k);
    members("realised_24h_10x_usd_per_10k", p.realisedCost24hPer10k);
    members("realised_7d_10x_usd_per_10k", p.realisedCost7dPer10k);
    members("realised_30d_10x_usd_per_10k", p.realisedCost30dPer10k);
    members("spread_8h", p.spread8h);
    members("leave_one_out_venue", p.leaveOneOutVenue);
    members("leave_one_out_rate_8h", p.leaveOneOutRate8h);
    members("outlier_driven", p.outlierDriven);
    members("aftermath", p.aftermath);
    const Members thresholds = members.object("thresholds");
    thresholds("enter_ratio", p.enterRatio);
    thresholds("exit_ratio", p.exitRatio);
    for (const json::value &each : members.array("venues")) {
        if (each.is_object())
            p.venues.push_back(venueFrom(Members(each.get_object())));
    }
    return p;
}

EventPayload payloadFrom(EventType type, const Members &members)
{
    switch (type) {
    case EventType::FundingExtreme:
        return fundingExtremeFrom(members);
    }
    return {};
}

std::optional<std::uint64_t> idFrom(const std::string &text)
{
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id, 16);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(id) : std::nullopt;
}

/// The value of an enumeration by its name, `last` being its last value; the first when there is no such name.
template <class Enum, class Name> Enum valueByName(const std::string &name, Enum last, Name nameOf)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (nameOf(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    }
    return Enum();
}

} // namespace

std::optional<Event> eventFromJson(std::string_view text)
{
    boost::system::error_code error;
    const json::value value = json::parse({text.data(), text.size()}, error);
    if (error || !value.is_object())
        return std::nullopt;
    const Members members(value.get_object());
    const auto type = eventTypeByName(members.text("type"));
    const auto id = idFrom(members.text("id"));
    if (!type || !id)
        return std::nullopt;
    Event event;
    event.id = *id;
    event.type = *type;
    const std::string priority = members.text("priority");
    if (priority.size() == 2 && priority[1] >= '1' && priority[1] <= '4')
        event.priority = static_cast<Priority>(priority[1] - '0');
    event.state = valueByName(members.text("state"), EventState::Cleared, eventStateName);
    members("asset", event.asset);
    event.side = members.text("side") == "short" ? PositionSide::Short : PositionSide::Long;
    event.scope = valueByName(members.text("scope"), Scope::Systemic, scopeName);
    members("time_ms", event.timeMs);
    members("entered_ms", event.enteredMs);
    event.degraded = members.text("confidence") == "low";
    members("coverage", event.coverage);
    members("venues_valid", event.venuesValid);
    members("held_at_start", event.heldAtStart);
    members("fired", event.fired);
    event.payload = payloadFrom(*type, members);
    return event;
}

std::string eventToJson(const Event &event)
{
    json::object out;
    out["type"] = eventTypeName(event.type);
    out["priority"] = "P" + std::to_string(static_cast<int>(event.priority));
    out["asset"] = event.asset;
    out["side"] = event.side == PositionSide::Long ? "long" : "short";
    out["scope"] = scopeName(event.scope);
    out["state"] = eventStateName(event.state);
    out["id"] = eventIdText(event.id);
    out["time_ms"] = event.timeMs;
    out["entered_ms"] = event.enteredMs;
    out["confidence"] = event.degraded ? "low" : "normal";
    out["coverage"] = event.coverage;
    out["venues_valid"] = event.venuesValid;
    out["held_at_start"] = event.heldAtStart;
    out["fired"] = event.fired;
    std::visit(AddPayload{out}, event.payload);
    return jsonText(out);
}

} // namespace isobar
