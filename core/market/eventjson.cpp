#include "core/market/eventjson.h"

#include "core/market/jsontext.h"

#include <boost/json.hpp>

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

} // namespace

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
