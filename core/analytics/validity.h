#pragma once
#include "core/base/time.h"
#include "core/market/judgement.h"

#include <optional>
#include <span>

namespace isobar {

// The checks of MODEL 1.2, one function each; contractExclusion() asks them in order. A contract that fails is shown
// with the reason and left out of the aggregates. Ages and polls are transport time, everything else market time.

/// Age of what is known about a contract. Absent age: never seen.
struct FreshnessInput {
    std::optional<TimeMs> markAgeMs, fundingAgeMs, openInterestAgeMs;
    /// The usual gap between two values; 0: pushed on change, so that only the fixed limit holds.
    TimeMs markPollMs = 0, fundingPollMs = 0, openInterestPollMs = 0;
    /// The venue shows settled rates only: time since the last one instead of fundingAgeMs.
    std::optional<TimeMs> sinceSettlementMs;
    double intervalHours = 8;
};
/// Limits in force: mark 5 s or 3 polls, funding 3 min or 3 polls, whichever is more; open interest 3 polls (3 min
/// where pushed).
TimeMs markLimitMs(TimeMs pollMs);
TimeMs fundingLimitMs(TimeMs pollMs);
TimeMs openInterestLimitMs(TimeMs pollMs);
/// Something needed is older than its limit; what was never seen is not stale but missing.
bool isStale(const FreshnessInput &input);

/// |r| > 1.05 cap (below zero: of the floor) per interval; cap unknown: |r| > 0.04 per interval; not finite.
/// A floor that is unknown mirrors the cap.
bool isImplausible(double ratePerInterval, std::optional<double> cap, std::optional<double> floor);

/// |r| as a share of the cap or floor that it moves towards; absent where none is known. `capped` from 0.98 on.
std::optional<double> capUsage(double ratePerInterval, std::optional<double> cap, std::optional<double> floor);

/// The mark cannot be used: a price that is not positive, or a book whose bid lies above its ask.
bool isMarkCrossed(
    std::optional<double> mark, std::optional<double> bid = std::nullopt, std::optional<double> ask = std::nullopt);

/// 24 h turnover < 0.2 % of the symbol's total, or open interest < 1 M USD. An absent value does not count against it.
bool isThin(std::optional<double> turnover24hUsd, double symbolTurnover24hUsd, std::optional<double> openInterestUsd);

/// Turnover that cannot be or is washed: V24/OI outside 0.02 .. 30 a day, or open interest that changed by more than
/// was traded in the same window (base units). A flag; excludes when it lasts, see SuspicionTimer.
struct VolumeEvidence {
    std::optional<double> turnover24hUsd, openInterestUsd;
    std::optional<double> openInterestChange, tradedBase; ///< over one window
};
bool isVolumeSuspect(const VolumeEvidence &evidence);

/// Excludes `volume_suspect` once the flag has stood for 24 h of market time without a break.
struct SuspicionTimer {
    std::optional<TimeMs> sinceMs;
    /// True: excluded.
    bool step(bool suspect, TimeMs marketMs);
};

/// The interval of a contract in hours: the instrument's, else from the last settlement to the next, else the spacing
/// of the last settlements (ascending; the newer of two different spacings). Absent: `interval_unknown`.
std::optional<double> resolveIntervalHours(std::optional<double> instrumentHours,
    std::optional<TimeMs> lastSettlementMs, std::optional<TimeMs> nextSettlementMs,
    std::span<const TimeMs> settlementsMs);

/// Believes a venue that stands apart after 3 changed values over at least 3 min: then it is real. Which venue stands
/// apart: AggregateVenue::standsApart. One per asset and venue.
struct OutlierGate {
    int changes = 0;
    std::optional<double> lastValue;
    TimeMs firstMs = 0;
    bool accepted = false;
    /// `value`: the venue's own print (a repeated one proves nothing; the 8 h mean would move by itself). Back among
    /// the others everything is forgotten. Returns `accepted`.
    bool step(bool standsApart, double value, TimeMs marketMs);
};

/// All that decides about one contract.
struct ContractCheck {
    bool switchedOff = false; ///< by the user
    std::optional<double> ratePerInterval; ///< current, else predicted, else last settled
    std::optional<double> intervalHours;
    std::optional<double> cap, floor; ///< per interval
    std::optional<double> mark;
    std::optional<double> turnover24hUsd, openInterestUsd;
    double symbolTurnover24hUsd = 0; ///< of all contracts of the asset
    bool volumeSuspectFor24h = false;
    FreshnessInput freshness;
};
/// The first reason that holds; None: valid. A contract without rate, turnover or mark is `no_data`.
Exclusion contractExclusion(const ContractCheck &check);

} // namespace isobar
