#pragma once
#include <array>
#include <string_view>
#include <vector>

namespace isobar {

/// A run of cells [first, end) that is drawn, tested and exported as one.
struct CellRange {
    int first = 0, end = 0;
    int width() const { return end - first; }
    bool contains(int cell) const { return cell >= first && cell < end; }
    bool operator==(const CellRange &) const = default;
};

/// The one absolute lattice in log-price (MODEL 4, DESIGN 5): cell k holds the prices [exp(k w), exp((k + 1) w)). Never
/// re-anchored, so that what was kept stays where it is. Bins are unions of cells that widen with the distance from the
/// price cell of a column: a moving price only splits or merges them.
struct Lattice {
    double cellWidth = 0.001; ///< w, of ln(price)
    double reach = 0.40; ///< R: levels are modelled from the price down to (1 - R) of it
    int uniformCells = 150; ///< U: bins are one cell wide up to so many cells from the price

    int cellOf(double price) const { return cellAt(positionOf(price)); }
    /// The cell of a position (see positionOf); an edge belongs to the cell above it.
    static int cellAt(double position)
    {
        constexpr double EdgeTolerance = 1e-9; // of a cell
        const int whole = static_cast<int>(position + EdgeTolerance); // std::floor() is a call on plain x86-64
        return whole - (position + EdgeTolerance < whole);
    }
    double lowerPrice(int cell) const; ///< at the cell's lower edge
    double centrePrice(int cell) const;
    /// Position on the lattice as a real number: cellOf() is its floor.
    double positionOf(double price) const;
    /// N: levels are modelled up to so many cells from the price cell.
    int reachCells() const;

    /// All cells that are modelled around the price cell `k0`; the union of its bins.
    CellRange modelled(int k0) const;
    /// The zone in which bins are `width` (1, 2, 4 or 8) cells wide, with the zones inside it; empty width() when that
    /// width is not used.
    CellRange zone(int k0, int width) const;
    /// All at once, for the widths 1, 2, 4, 8; a width that is not used has the zone of the one before.
    std::array<CellRange, 4> zones(int k0) const;
    /// The bin of a column with price cell `k0` that holds the cell; width 0 outside of what is modelled.
    CellRange binOf(int cell, int k0) const;
    /// All bins of such a column, ascending.
    std::vector<CellRange> bins(int k0) const;

    bool operator==(const Lattice &) const = default;
};

/// BTC and ETH: cells of 0.1 %, 40 %; everything else: 0.2 %, 60 %.
Lattice latticeOf(std::string_view asset);

} // namespace isobar
