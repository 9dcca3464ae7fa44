#pragma once
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelchunk.h"
#include "core/market/observation.h"

#include <algorithm>
#include <span>
#include <vector>

namespace isobar {

/// The exposure of one side of one venue group: for each layer, USD by cell. Amounts are kept divided by their layer's
/// scale, so that ageing is one multiplication a layer and never a sweep over cells; and in a frame that funding shifts
/// as a whole (DESIGN 5): a stored cell c stands for the lattice cell c + shift().
class SideExposure {
public:
    SideExposure(PositionSide side, std::size_t layers);

    PositionSide side() const { return m_side; }
    /// Moves all levels by so many cells (in part: what is less than half a cell adds up).
    void moveBy(double cells);
    double offset() const { return m_offset; } ///< in cells: what shift() is rounded from
    int shift() const { return m_shift; }
    /// The stored cells in which something may be.
    CellRange used() const { return {m_usedFirst, m_usedEnd}; }

    /// The stored cells that a price at this one touches: longs at and above it, shorts at and below.
    CellRange touched(int storedCell) const
    {
        return m_side == PositionSide::Long ? CellRange{std::max(storedCell, m_usedFirst), m_usedEnd}
                                            : CellRange{m_usedFirst, std::min(storedCell + 1, m_usedEnd)};
    }
    /// Empties them. Returns the USD that were there, each layer times `weights` (omega x scale).
    double clear(CellRange touched, std::span<const float> weights);

    /// Adds USD / scale to the stored cells from `first` on. `openedHours`: the time, for the mean age.
    void add(std::size_t layer, int first, std::span<const float> usd, double scale, double openedHours);

    /// Adds each layer times its weight (omega x scale) to `out`, for the lattice cells [range.first, range.end).
    void addProfile(CellRange range, std::span<const float> weights, float *out) const;
    /// Mean time of opening (hours) over lattice cells, weighted; `weightSum` gets the USD it stands for.
    double openedMoment(CellRange range, std::span<const float> weights, double &weightSum) const;
    /// Adds to `byLayer` the amounts (USD / scale) that a price on its way to a position (in cells, of the lattice)
    /// would touch: whole cells, and of the last the part that it passes.
    void addCrossed(double position, std::span<double> byLayer) const;
    /// All that is there, in USD. Null when nothing is.
    std::shared_ptr<const LevelStart> start(std::span<const double> scales) const;

    /// Multiplies a layer: when its scale is taken into the amounts.
    void multiply(std::size_t layer, float factor);
    /// Forgets what lies outside of the lattice cells.
    void trim(CellRange range);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_offset, self.m_shift, self.m_first, self.m_cells, self.m_usedFirst, self.m_usedEnd, self.m_usd,
            self.m_opened);
    }

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
