#pragma once
#include <span>
#include <vector>

namespace isobar {

/// Observations of a non-negative linear model: y = sum of w_k x_k. Row by row.
struct PoissonRows {
    std::size_t columns = 0;
    std::vector<double> x; ///< rows x columns, >= 0
    std::vector<double> y; ///< >= 0
    std::vector<bool> isCensored; ///< y is a lower bound
};

/// The non-negative weights under which the rows are likeliest, by expectation maximisation from `start` (what is 0
/// there stays 0); a censored row is taken as what is expected of it where that is more (MODEL 3.4, 3.6). Columns that
/// are 0 everywhere keep their start. Stops when nothing moves any more.
std::vector<double> poissonFit(const PoissonRows &rows, std::vector<double> start, int mostIterations = 400);

} // namespace isobar
