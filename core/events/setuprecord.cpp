#include "core/events/setuprecord.h"

#include "core/analytics/baseline.h"
#include "core/analytics/statistics.h"
#include "core/analytics/tolerance.h"
#include "core/events/fundingextreme.h"
#include "core/events/fundingflip.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr std::size_t WarmUpHours = 168, BaselineHours = 720;

std::span<const Sample>::iterator firstAfter(std::span<const Sample> samples, TimeMs timeMs)
{
    return std::upper_bound(
        samples.begin(), samples.end(), timeMs, [](TimeMs time, const Sample &each) { return time < each.timeMs; });
}

/// Whether the price moved so far against the crowd after a moment; absent: not known.
std::optional<bool> isFollowed(TimeMs entryMs, PositionSide crowd, std::span<const Sample> prices, TimeMs nowMs,
    const SetupRecordSettings &settings)
{
    const auto after = firstAfter(prices, entryMs);
    if (entryMs + settings.withinMs > nowMs || after == prices.begin())
        return std::nullopt;
    const Sample &then = *std::prev(after);
    if (entryMs - then.timeMs > settings.priceAgeMs || !(then.value > 0))
        return std::nullopt;
    const auto end = firstAfter(prices, entryMs + settings.withinMs);
    return std::any_of(after, end, [&](const Sample &each) {
        const double move = each.value / then.value - 1;
        return atLeast(crowd == PositionSide::Long ? -move : move, settings.move);
    });
}

} // namespace

EventRecord countFollowed(std::span<const TimeMs> entries, PositionSide crowd, std::span<const Sample> prices,
    TimeMs nowMs, const SetupRecordSettings &settings)
{
    EventRecord record;
    for (const TimeMs each : entries) {
        const auto followed = isFollowed(each, crowd, prices, nowMs, settings);
        record.cases += followed.has_value();
        record.moved += followed.value_or(false);
    }
    int hours = 0, moved = 0;
    for (const Sample &each : prices) {
        const auto followed = isFollowed(each.timeMs, crowd, prices, nowMs, settings);
        hours += followed.has_value();
        moved += followed.value_or(false);
    }
    if (hours > 0)
        record.usual = static_cast<double>(moved) / hours;
    record.days = prices.empty() ? 0 : static_cast<double>(prices.back().timeMs - prices.front().timeMs) / DayMs;
    derive(record);
    return record;
}

std::vector<TimeMs> extremeHours(std::span<const Sample> hours, PositionSide crowd)
{
    const FundingExtremeSettings settings;
    std::vector<TimeMs> entries;
    std::vector<double> before;
    bool isExtreme = false;
    for (const Sample &each : hours) {
        if (before.size() >= WarmUpHours && !std::isnan(each.value)) {
            const std::size_t window = std::min(before.size(), BaselineHours);
            const Baseline baseline = evaluateBaseline(std::span(before).last(window));
            const bool isSide = each.value != 0 && (each.value > 0) == (crowd == PositionSide::Long);
            const double ratio = isSide ? baseline.ratio(each.value) : 0;
            const bool enters = !isExtreme && atLeast(ratio, settings.enterRatio);
            if (enters)
                entries.push_back(each.timeMs);
            isExtreme = enters || (isExtreme && atLeast(ratio, settings.exitRatio));
        }
        before.push_back(each.value);
    }
    return entries;
}

std::vector<TimeMs> flipHours(std::span<const Sample> hours, PositionSide crowd)
{
    std::vector<TimeMs> entries;
    int state = 0;
    for (const Sample &each : hours) {
        const int sign = std::isnan(each.value) ? 0 : fundingSign(each.value);
        if (sign != 0 && state != 0 && sign != state && (sign > 0) == (crowd == PositionSide::Long))
            entries.push_back(each.timeMs);
        state = sign != 0 ? sign : state;
    }
    return entries;
}

void derive(EventRecord &record)
{
    const ShareInterval interval = wilsonInterval(record.moved, record.cases);
    record.low = interval.low;
    record.high = interval.high;
    record.tooFew = record.cases < record.neededCases;
}

} // namespace isobar
