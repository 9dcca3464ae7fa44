#pragma once
#include <cstdint>
#include <vector>

namespace isobar {

/// Hours of one side as columns: what was given, what each method expected and what came (MODEL 11).
struct LoadTable {
    std::vector<double> printed;
    std::vector<std::vector<double>> given; ///< move, past day, open interest
    std::vector<std::vector<double>> expected; ///< by method
    std::vector<std::int64_t> block; ///< of the bootstrap; rows of a block stand together

    explicit LoadTable(std::size_t methods) : given(3), expected(methods) { }
    /// Some of the rows, in this order; without blocks.
    LoadTable picked(const std::vector<std::size_t> &rows) const;
    /// Partial rank correlation of each method's expectation with what came, given the rest.
    std::vector<double> partialRhos() const;
};

} // namespace isobar
