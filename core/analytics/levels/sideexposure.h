#pragma once
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelchunk.h"
#include "core/market/observation.h"

#include <span>
#include <vector>

namespace isobar {

/// The exposure of one side of one venue group: for each layer, USD by cell. Amounts are kept divided by their layer's
/// scale, so that ageing is one multiplication a layer and never a sweep over cells; and in a frame that funding shifts
/// as a whole (DESIGN 5).
class SideExposure {
public:
    /// What happened to one cell, in the stored frame.
    struct Change {
        int cell = 0;
        float usd = 0; ///< divided by the layer's scale
    };

    SideExposure(PositionSide side, std::size_t layers);

    PositionSide side() const { return m_side; }
    /// Moves all levels by so many cells (in part: what is less than half a cell adds up).
    void moveBy(double cells);
    /// Lattice cell = stored cell + shift().
    int shift() const { return m_shift; }

    /// Whether touch() would find anything.
    bool isTouched(int latticeCell) const
    {
        const int stored = latticeCell - m_shift;
        return m_usedFirst < m_usedEnd && (m_side == PositionSide::Long ? stored < m_usedEnd : stored >= m_usedFirst);
    }
    /// Empties the cells that a price at this lattice cell has touched: longs at and above it, shorts at and below.
    /// Returns the USD that were there, each layer times `weights` (omega x scale); `cleared`: the emptied cells.
    double touch(int latticeCell, std::span<const float> weights, std::vector<int> &cleared);

    /// Spreads `scaledUsd` (USD / scale) evenly over the positions [from, to] of the lattice (see Lattice::positionOf),
    /// but for what is on the wrong side of the price cell: that is left out. `openedHours`: the time, for the mean age.
    /// `added`: what went where (scaled USD).
    void add(std::size_t layer, double from, double to, double scaledUsd, int priceCell, double openedHours,
        std::vector<Change> &added);

    /// Adds each layer times its weight (omega x scale) to `out`, for the lattice cells [range.first, range.end).
    void addProfile(CellRange range, std::span<const float> weights, float *out) const;
    /// Mean time of opening (hours) over lattice cells, weighted; `weightSum` gets the USD it stands for.
    double openedMoment(CellRange range, std::span<const float> weights, double &weightSum) const;
    /// All that is there, in USD. Null when nothing is.
    std::shared_ptr<const LevelStart> start(std::span<const double> scales) const;

    /// Multiplies a layer: when its scale is taken into the amounts.
    void multiply(std::size_t layer, float factor);
    /// Forgets what lies outside of the lattice cells.
    void trim(CellRange range);

private:
    void reserve(int first, int end);
    float *amounts(std::size_t layer) { return m_usd.data() + layer * static_cast<std::size_t>(m_cells); }
    const float *amounts(std::size_t layer) const { return m_usd.data() + layer * static_cast<std::size_t>(m_cells); }
    float *moments(std::size_t layer) { return m_opened.data() + layer * static_cast<std::size_t>(m_cells); }

    PositionSide m_side;
    std::size_t m_layers;
    double m_offset = 0; // cells
    int m_shift = 0;
    int m_first = 0, m_cells = 0; // window of the stored frame
    int m_usedFirst = 0, m_usedEnd = 0; // within it: where something may be
    std::vector<float> m_usd; // layer by layer
    std::vector<float> m_opened; // amount x hours of opening
};

} // namespace isobar
