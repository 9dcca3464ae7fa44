#pragma once
#include "core/levelgrid/levelkernel.h"
#include "core/market/observation.h"

#include <array>
#include <span>
#include <vector>

namespace isobar {

/// What the bars of a run open on one side (MODEL 3.3, step 4), to be spread over the cells for one layer after the
/// other. Only what is left at the end of the run: entries on the wrong side of their bar's close are left out, and so
/// is what later bars of the run touch. Cells and positions are those of the stored frame (SideExposure).
class EntryRun {
public:
    explicit EntryRun(PositionSide side) : m_side(side) { }

    void reset(std::size_t bars);
    bool isEmpty() const { return m_count == 0; }
    /// Adds entries of a bar, even over [from, to]; `closeCell`: of the bar's close. Bars in order of time, each source
    /// once.
    void add(std::size_t bar, FlowSource source, double from, double to, double usd, int closeCell)
    {
        m_entries[m_count++] = {bar, source, closeCell, from, to, usd};
    }
    /// A bar of the run touches the price of a cell, before it opens anything.
    void touch(std::size_t bar, int cell) { m_touched[bar] = cell; }
    /// After the last bar: takes away what was touched.
    void finish();

    /// Spreads the entries of a layer that lies `away` cells (signed) from them; `left`, by bar: what is left of it at
    /// the end of the run. Gives USD by cell from firstCell() on, without zeros at the ends.
    std::span<const float> spread(FlowSource source, double away, std::span<const double> left);
    int firstCell() const { return m_firstCell; }
    /// Mean number of the bars that opened, weighted with the USD.
    double meanBar() const { return m_meanBar; }

private:
    struct Entry {
        std::size_t bar;
        FlowSource source;
        int closeCell;
        double from, to, usd;
    };
    /// Entries that begin (or end) in a cell: their USD per cell, and that times where.
    struct Step {
        double usd, moment;
        Step &operator+=(const Step &other)
        {
            usd += other.usd;
            moment += other.moment;
            return *this;
        }
    };
    struct Steps {
        Step begin, end;
    };
    static constexpr std::size_t PlacedAtOnce = 64;
    /// Some entries in a layer. Their cells are wrapped in doubles; on an edge it may be the one below, what is made
    /// of it is the same. So it is plain arithmetic, of which the compiler makes vectors.
    struct Placed {
        std::array<double, PlacedAtOnce> beginCell, endCell;
        std::array<Step, PlacedAtOnce> begin, end;
    };
    void weigh(FlowSource source, std::span<const double> left);
    template <bool IsCut>
    void place(std::size_t first, std::size_t count, double away, double cells, Placed &__restrict placed) const;
    static void addSteps(const Placed &placed, std::size_t i, Steps *steps);
    std::span<const float> sumUp();

    PositionSide m_side;
    int untouched() const; // a cell that touches nothing
    std::vector<Entry> m_entries; // the first m_count
    std::size_t m_count = 0;
    std::vector<int> m_touched; // by bar
    double m_least = 0, m_most = 0; // of all positions
    double m_leastUncut = 0, m_mostUncut = 0; // layers so far away keep all
    double m_meanBar = 0;
    // By entry, one after the other in memory, so that the compiler makes vectors of place(): where it stands, within
    // which positions it is kept, USD per cell; and in a layer USD per cell at the end of the run.
    std::vector<double> m_from, m_to, m_keptFrom, m_keptTo, m_usdPerCell, m_weights;
    // By cell, of every other entry, then (when they are many) of the rest: neighbours often step in the same cell, and
    // to add to what was just written is to wait for it.
    std::vector<Steps> m_steps;
    std::size_t m_stepCount = 0; // of each
    std::vector<float> m_cells;
    int m_firstCell = 0;
};

} // namespace isobar
