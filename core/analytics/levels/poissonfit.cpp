#include "core/analytics/levels/poissonfit.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double Background = 1; // USD: an hour in which nothing was crossed is possible
constexpr double Settled = 1e-7; // relative change of a weight that still counts

} // namespace

std::vector<double> poissonFit(const PoissonRows &rows, std::vector<double> start, int mostIterations)
{
    const std::size_t count = rows.y.size(), columns = rows.columns;
    std::vector<double> weights = std::move(start), sums(columns), ratios(columns);
    for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t k = 0; k < columns; ++k)
            sums[k] += rows.x[row * columns + k];
    }
    for (int iteration = 0; iteration < mostIterations; ++iteration) {
        std::fill(ratios.begin(), ratios.end(), 0.0);
        for (std::size_t row = 0; row < count; ++row) {
            const double *x = rows.x.data() + row * columns;
            double expected = Background;
            for (std::size_t k = 0; k < columns; ++k)
                expected += weights[k] * x[k];
            const double y = rows.isCensored[row] ? std::max(rows.y[row], expected) : rows.y[row];
            const double ratio = y / expected;
            for (std::size_t k = 0; k < columns; ++k)
                ratios[k] += x[k] * ratio;
        }
        double most = 0;
        for (std::size_t k = 0; k < columns; ++k) {
            if (sums[k] <= 0 || weights[k] <= 0)
                continue;
            const double factor = ratios[k] / sums[k];
            weights[k] *= factor;
            most = std::max(most, std::abs(factor - 1));
        }
        if (most < Settled)
            break;
    }
    return weights;
}

} // namespace isobar
