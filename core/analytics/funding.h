#pragma once
#include "core/analytics/settledrate.h"
#include "core/market/observation.h"

#include <optional>
#include <span>

namespace isobar {

// Rates are fractions (0.0001 = 0.01 %). "8h": brought to a payment every 8 hours, the scale of MODEL 1 and of the
// window.

/// F = r x 8/h of a rate per interval of `intervalHours` > 0 (MODEL 1.1).
double per8h(double ratePerInterval, double intervalHours);
/// The rate per interval that stands for `rate8h`.
double perInterval(double rate8h, double intervalHours);

/// 3 F.
double perDay(double rate8h);
/// 90 F: 30 days.
double perMonth(double rate8h);
/// 1095 F: simple, per year of 365 days; the annual rate that is displayed.
double apr(double rate8h);
/// (1 + F)^1095 - 1, compounded at every payment.
double apy(double rate8h);
/// |APR| > 1000 %: the display changes to % per day.
bool isShownPerDay(double rate8h);

/// The side that pays: long for a rate >= 0.
PositionSide payingSide(double rate8h);

/// The interval that runs now. `rate`: fraction per interval.
struct RunningRate {
    double rate = 0;
    double intervalHours = 8;
    std::optional<TimeMs> nextSettlementMs; ///< its end, where known
    bool continuous = false; ///< accrues without settlements: `rate` is what intervalHours of it cost
};

/// A of MODEL 1.1.
struct SmoothedRate {
    double rate8h = 0;
    double knownHours = 0; ///< of the last 8, from settlements and the elapsed part of the running interval
    bool provisional = false; ///< less than 6 h known: rate8h is the spot F
};

/// The 8 h mean that aggregates, baselines and events use. For intervals of 8 h and more, and continuous funding, the
/// spot rate; below, the time-weighted mean over (nowMs - 8 h, nowMs] of what is settled and of the elapsed part of the
/// running interval; with less than 6 h known the spot rate, provisional.
/// `settled` ascending; it may hold much more than 8 h. All times are market time.
SmoothedRate smoothedRate(const RunningRate &running, std::span<const SettledRate> settled, TimeMs nowMs);

} // namespace isobar
