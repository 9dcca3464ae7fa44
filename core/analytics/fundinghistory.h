#pragma once
#include "core/analytics/settledrate.h"
#include "core/state/contractstate.h"

#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// The payments on the 8 h scale, each with the interval that it closed: its distance to the payment before (when both
/// are whole hours of one schedule), else `intervalHours`. Ascending.
std::vector<SettledRate> settledRates(std::span<const FundingPayment> payments, double intervalHours);

/// What the smoothed rate A (MODEL 1.1) of a contract was at `timeMs`, from settlements alone: for intervals of 8 h and
/// more the last settlement not older than 1.25 intervals; below, the time-weighted mean of the settlements of the last
/// 8 h, of which at least 6 h must be known. Absent: not known.
std::optional<double> settledSmoothedAt(std::span<const SettledRate> rates, TimeMs timeMs);

} // namespace isobar
