#include "core/analytics/wall.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace isobar {

namespace {

constexpr TimeMs SameWall = MinuteMs;

struct Payment {
    TimeMs timeMs = 0;
    double rate = 0, openInterestUsd = 0;
    bool isKnown = false, isFirst = false;
    auto order() const { return std::tuple(timeMs, rate, openInterestUsd); }
};

void addPayments(std::vector<Payment> &payments, const SettlementInput &contract, TimeMs nowMs, TimeMs endMs)
{
    const auto step = static_cast<TimeMs>(std::llround(contract.intervalHours * static_cast<double>(HourMs)));
    if (step < MinuteMs)
        return;
    TimeMs time = *contract.nextSettlementMs;
    if (time <= nowMs)
        time += ((nowMs - time) / step + 1) * step;
    bool isFirst = true;
    for (; time <= endMs; time += step) {
        payments.push_back(
            {time, contract.rate.value_or(0), contract.openInterestUsd, contract.rate.has_value(), isFirst});
        isFirst = false;
    }
}

} // namespace

Settlements evaluateSettlements(std::span<const SettlementInput> contracts, TimeMs nowMs, TimeMs horizonMs)
{
    Settlements result;
    std::vector<Payment> payments;
    const double horizonHours = static_cast<double>(horizonMs) / static_cast<double>(HourMs);
    for (const SettlementInput &each : contracts) {
        if (each.continuous) {
            const double hourly = each.openInterestUsd * each.rate.value_or(0) / 8;
            result.accrualLongUsd += std::max(hourly, 0.0);
            result.accrualShortUsd += std::max(-hourly, 0.0);
        } else if (each.nextSettlementMs) {
            addPayments(payments, each, nowMs, nowMs + horizonMs);
        }
    }
    // By all members, so that sums do not depend on the order of the contracts.
    std::sort(
        payments.begin(), payments.end(), [](const Payment &a, const Payment &b) { return a.order() < b.order(); });

    double knownUsd = 0;
    for (const Payment &each : payments) {
        if (result.walls.empty() || each.timeMs - result.walls.back().timeMs > SameWall) {
            result.walls.push_back({});
            result.walls.back().timeMs = each.timeMs;
            knownUsd = 0;
        }
        SettlementWall &wall = result.walls.back();
        wall.dueLongUsd += each.openInterestUsd * std::max(each.rate, 0.0);
        wall.dueShortUsd += each.openInterestUsd * std::max(-each.rate, 0.0);
        ++wall.contracts;
        wall.openInterestUsd += each.openInterestUsd;
        knownUsd += each.isKnown ? each.openInterestUsd : 0;
        wall.knownShare = wall.openInterestUsd > 0 ? knownUsd / wall.openInterestUsd : 0;
        wall.isEstimate = wall.isEstimate || !each.isFirst;
    }
    result.dueLongUsd = result.accrualLongUsd * horizonHours;
    result.dueShortUsd = result.accrualShortUsd * horizonHours;
    for (std::size_t i = 0; i < result.walls.size(); ++i) {
        const SettlementWall &wall = result.walls[i];
        result.dueLongUsd += wall.dueLongUsd;
        result.dueShortUsd += wall.dueShortUsd;
        if (result.largest < 0 || above(wall.dueUsd(), result.walls[static_cast<std::size_t>(result.largest)].dueUsd()))
            result.largest = static_cast<int>(i);
    }
    return result;
}

} // namespace isobar
