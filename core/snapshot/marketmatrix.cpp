#include "core/snapshot/marketmatrix.h"

#include <algorithm>

namespace isobar {

std::span<const MatrixCell> MarketMatrix::cellsOf(const MatrixRow &row) const
{
    return std::span(cells).subspan(row.firstCell, row.cellCount);
}

const MatrixCell *MarketMatrix::cell(const MatrixRow &row, std::uint32_t venue) const
{
    const auto all = cellsOf(row);
    const auto found = std::lower_bound(all.begin(), all.end(), venue,
        [](const MatrixCell &each, std::uint32_t number) { return each.venue < number; });
    return found != all.end() && found->venue == venue ? &*found : nullptr;
}

} // namespace isobar
