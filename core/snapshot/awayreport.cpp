#include "core/snapshot/awayreport.h"

#include "core/market/jsontext.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

namespace isobar {

namespace json = boost::json;

namespace {

SeenAsset seenOf(const AssetSnapshot &asset)
{
    return {asset.asset, asset.mark, asset.aggregate.rate8h, asset.openInterestBase, asset.aggregate.regime};
}

int flipsIn(const Series &hourly, TimeMs fromMs, TimeMs toMs)
{
    int flips = 0;
    double last = 0;
    for (const Point &point : hourly ? *hourly : std::vector<Point>()) {
        if (point.timeMs > toMs || std::isnan(point.value) || point.value == 0)
            continue;
        flips += point.timeMs > fromMs && last != 0 && std::signbit(last) != std::signbit(point.value);
        last = point.value;
    }
    return flips;
}

LiquidationSums liquidatedIn(const AssetSnapshot &asset, TimeMs fromMs, TimeMs toMs)
{
    LiquidationSums sums;
    if (!asset.liquidations)
        return sums;
    for (const LiquidationDay &day : asset.liquidations->log.minuteSums) {
        for (const LiquidationMinute &minute : *day) {
            if (minute.minuteMs >= fromMs && minute.minuteMs < toMs) {
                sums.longUsd += minute.usd.longUsd;
                sums.shortUsd += minute.usd.shortUsd;
            }
        }
    }
    return sums;
}

json::value orNull(const std::optional<double> &value) { return value ? json::value(*value) : json::value(nullptr); }

std::optional<double> numberOf(const json::object &object, std::string_view name)
{
    const json::value *found = object.if_contains(name);
    return found && found->is_number() ? std::optional(found->to_number<double>()) : std::nullopt;
}

} // namespace

Seen seenOf(const Snapshot &snapshot)
{
    Seen seen;
    seen.marketMs = snapshot.marketMs;
    for (const auto &asset : snapshot.assets) {
        if (asset->mark)
            seen.assets.push_back(seenOf(*asset));
    }
    return seen;
}

AwayReport awayReport(const Seen &before, const Snapshot &now, TimeMs blindMs, int events)
{
    AwayReport report;
    report.fromMs = before.marketMs;
    report.toMs = now.marketMs;
    report.blindMs = blindMs;
    report.events = events;
    for (const auto &asset : now.assets) {
        const auto known = std::find_if(before.assets.begin(), before.assets.end(),
            [&](const SeenAsset &each) { return each.asset == asset->asset; });
        if (known == before.assets.end())
            continue;
        if (report.assets.empty()) {
            report.venuesWithBars = asset->history.bars.venues;
            report.venues = static_cast<int>(asset->venues.size());
        }
        const LiquidationSums sums = liquidatedIn(*asset, report.fromMs, report.toMs);
        report.assets.push_back({*known, seenOf(*asset), flipsIn(asset->aggregateHistory, report.fromMs, report.toMs),
            sums.longUsd, sums.shortUsd});
    }
    return report;
}

std::string seenToJson(const Seen &seen)
{
    json::array assets;
    for (const SeenAsset &each : seen.assets) {
        assets.push_back({{"asset", each.asset}, {"price", orNull(each.price)}, {"rate_8h", orNull(each.rate8h)},
            {"open_interest_base", orNull(each.openInterestCoins)}, {"regime", static_cast<int>(each.regime)}});
    }
    return jsonText(json::object{{"time_ms", seen.marketMs}, {"assets", std::move(assets)}});
}

Seen seenFromJson(const std::string &text)
{
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    const json::object *object = error ? nullptr : value.if_object();
    const json::value *time = object ? object->if_contains("time_ms") : nullptr;
    const json::value *assets = object ? object->if_contains("assets") : nullptr;
    if (!time || !time->is_int64() || !assets || !assets->is_array())
        return {};
    Seen seen;
    seen.marketMs = time->get_int64();
    for (const json::value &each : assets->get_array()) {
        const json::object *asset = each.if_object();
        const json::value *name = asset ? asset->if_contains("asset") : nullptr;
        if (!name || !name->is_string())
            continue;
        SeenAsset read{name->get_string().c_str(), numberOf(*asset, "price"), numberOf(*asset, "rate_8h"),
            numberOf(*asset, "open_interest_base"), Regime::Unknown};
        const double regime = numberOf(*asset, "regime").value_or(0);
        if (regime >= 0 && regime <= static_cast<double>(Regime::Capped))
            read.regime = static_cast<Regime>(static_cast<int>(regime));
        seen.assets.push_back(std::move(read));
    }
    return seen;
}

} // namespace isobar
