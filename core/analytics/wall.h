#pragma once
#include "core/base/time.h"

#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// One contract on the way to its settlement.
struct SettlementInput {
    std::optional<TimeMs> nextSettlementMs; ///< absent for continuous funding
    double intervalHours = 8;
    std::optional<double> rate; ///< fraction per interval; continuous: per 8 h
    double openInterestUsd = 0;
    bool continuous = false;
};

/// Contracts that settle together (MODEL 1.8). USD at the current rates.
struct SettlementWall {
    TimeMs timeMs = 0;
    double dueLongUsd = 0, dueShortUsd = 0; ///< what longs pay, what shorts pay
    int contracts = 0;
    double openInterestUsd = 0;
    double knownShare = 0; ///< of the open interest: with a known rate
    bool isEstimate = false; ///< holds later settlements of contracts that settle before
    double dueUsd() const { return dueLongUsd + dueShortUsd; }
};

struct Settlements {
    std::vector<SettlementWall> walls; ///< ascending, within the horizon
    int largest = -1; ///< index into walls by USD due, the earlier of equals; -1: no wall
    /// Within the horizon: every remaining settlement of each contract at its current rate (an estimate), and what
    /// accrues on continuous ones.
    double dueLongUsd = 0, dueShortUsd = 0;
    double accrualLongUsd = 0, accrualShortUsd = 0; ///< an hour, of continuous contracts only
    const SettlementWall *next() const { return walls.empty() ? nullptr : &walls.front(); }
};

/// The walls in (nowMs, nowMs + horizon]. Settlements up to 60 s after the first of a wall belong to it; one that has
/// passed and not been confirmed counts from its following interval. Market time.
Settlements evaluateSettlements(
    std::span<const SettlementInput> contracts, TimeMs nowMs, TimeMs horizonMs = 8 * HourMs);

} // namespace isobar
