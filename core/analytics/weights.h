#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace isobar {

/// A venue as the weight cap sees it.
struct OperatorSize {
    std::size_t operatorNumber = 0; ///< small: operators are counted from 0
    double size = 0; ///< effective turnover, any unit; what is not positive counts as 0
};

/// Shares of the sizes with no operator above `cap` (MODEL 1.3): the excess goes to the others pro rata, repeatedly;
/// within an operator by size. No cap with fewer than `operatorsForCap` operators of positive size. Sum 1; all 0
/// without any size.
std::vector<double> cappedWeights(std::span<const OperatorSize> venues, double cap = 0.40, int operatorsForCap = 3);

/// The number of each name, counted by their alphabet, so that sums over operators do not depend on the order of
/// venues.
std::vector<std::size_t> operatorNumbers(std::span<const std::string_view> names);

} // namespace isobar
