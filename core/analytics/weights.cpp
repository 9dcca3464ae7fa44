#include "core/analytics/weights.h"

#include "core/analytics/tolerance.h"

#include <algorithm>

namespace isobar {

namespace {

/// One operator on the way to its capped share.
struct OperatorShare {
    double size = 0, share = 0;
    bool isFull = false;
};

void capShares(std::vector<OperatorShare> &operators, double cap, int operatorsForCap)
{
    double total = 0;
    int count = 0;
    for (const OperatorShare &each : operators) {
        total += each.size;
        count += each.size > 0 ? 1 : 0;
    }
    for (OperatorShare &each : operators)
        each.share = total > 0 ? each.size / total : 0;

    bool again = count >= operatorsForCap && cap < 1;
    while (again) {
        again = false;
        double open = 0, full = 0;
        for (OperatorShare &each : operators) {
            if (!each.isFull && above(each.share, cap))
                each.isFull = again = true;
            open += each.isFull ? 0 : each.size;
            full += each.isFull ? cap : 0;
        }
        if (!(open > 0) || full >= 1)
            return; // nobody is left to take the excess
        for (OperatorShare &each : operators)
            each.share = each.isFull ? cap : each.size / open * (1 - full);
    }
}

} // namespace

std::vector<double> cappedWeights(std::span<const OperatorSize> venues, double cap, int operatorsForCap)
{
    std::vector<OperatorShare> operators;
    for (const OperatorSize &each : venues) {
        operators.resize(std::max(operators.size(), each.operatorNumber + 1));
        operators[each.operatorNumber].size += each.size > 0 ? each.size : 0;
    }
    capShares(operators, cap, operatorsForCap);
    std::vector<double> weights;
    weights.reserve(venues.size());
    for (const OperatorSize &each : venues) {
        const OperatorShare &share = operators[each.operatorNumber];
        weights.push_back(each.size > 0 ? share.share * each.size / share.size : 0);
    }
    return weights;
}

std::vector<std::size_t> operatorNumbers(std::span<const std::string_view> names)
{
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<std::size_t> numbers;
    numbers.reserve(names.size());
    for (const std::string_view name : names)
        numbers.push_back(
            static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), name) - sorted.begin()));
    return numbers;
}

} // namespace isobar
