#include "core/analytics/statistics.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> numbersOf(std::span<const double> values)
{
    std::vector<double> numbers;
    numbers.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(numbers), [](double v) { return !std::isnan(v); });
    return numbers;
}

double medianInPlace(std::vector<double> &numbers)
{
    if (numbers.empty())
        return NaN;
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    if (numbers.size() % 2 == 1)
        return *middle;
    return (*std::max_element(numbers.begin(), middle) + *middle) / 2;
}

} // namespace

double median(std::span<const double> values)
{
    std::vector<double> numbers = numbersOf(values);
    return medianInPlace(numbers);
}

double medianDistance(std::span<const double> values, double centre)
{
    std::vector<double> distances = numbersOf(values);
    for (double &each : distances)
        each = std::abs(each - centre);
    return std::isnan(centre) ? NaN : medianInPlace(distances);
}

double weightedMedian(std::vector<Weighted> values)
{
    std::erase_if(values, [](const Weighted &each) { return std::isnan(each.value) || !(each.weight > 0); });
    std::sort(values.begin(), values.end(), [](const Weighted &a, const Weighted &b) {
        return a.value < b.value || (a.value == b.value && a.weight < b.weight);
    });
    double total = 0;
    for (const Weighted &each : values)
        total += each.weight;
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += values[i].weight;
        if (above(sum, total / 2))
            return values[i].value;
        if (atLeast(sum, total / 2) && i + 1 < values.size())
            return (values[i].value + values[i + 1].value) / 2;
    }
    return values.empty() ? NaN : values.back().value;
}

double weightedMedianDistance(std::span<const Weighted> values, double centre)
{
    std::vector<Weighted> distances(values.begin(), values.end());
    for (Weighted &each : distances)
        each.value = std::abs(each.value - centre);
    return weightedMedian(std::move(distances));
}

double quantile(std::span<const double> values, double q)
{
    std::vector<double> numbers = numbersOf(values);
    if (numbers.empty())
        return NaN;
    const double position = std::clamp(q, 0.0, 1.0) * static_cast<double>(numbers.size() - 1);
    const auto lower = static_cast<std::ptrdiff_t>(position);
    std::nth_element(numbers.begin(), numbers.begin() + lower, numbers.end());
    const double low = numbers[static_cast<std::size_t>(lower)];
    const double rest = position - static_cast<double>(lower);
    if (rest <= 0)
        return low;
    return low + rest * (*std::min_element(numbers.begin() + lower + 1, numbers.end()) - low);
}

ShareInterval wilsonInterval(int hits, int cases)
{
    if (cases <= 0)
        return {};
    constexpr double Z = 1.959963984540054;
    const double n = cases, share = hits / n, z2 = Z * Z;
    const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    const double half = Z * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double rankAmong(std::span<const double> samples, double value)
{
    double less = 0, equal = 0, count = 0;
    for (const double each : samples) {
        if (std::isnan(each))
            continue;
        ++count;
        less += below(each, value) ? 1 : 0;
        equal += atLeast(each, value) && atMost(each, value) ? 1 : 0;
    }
    return count > 0 && !std::isnan(value) ? (less + equal / 2) / count : NaN;
}

} // namespace isobar
