#pragma once
#include "core/analytics/levels/columnrecorder.h"
#include "core/analytics/levels/entryrun.h"
#include "core/analytics/levels/levelflow.h"
#include "core/analytics/levels/sideexposure.h"
#include "core/levelgrid/levelkernel.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace isobar {

/// How an exposure lives. The map that others draw removes nothing.
struct ExposureRules {
    bool removesOnTouch = true;
    double maintenanceRate = 0.005; ///< for the shift by funding (MODEL 3.5)
};

/// Bars of one venue group that follow each other, all of one length.
struct FlowRun {
    TimeMs openMs = 0, lengthMs = 0; ///< of the first bar; of each
    std::span<const LevelFlow *const> flows;
};

/// The exposure of one venue group (MODEL 3.3): bar by bar, in this order: age and close, remove what was touched, add
/// what was opened. A pure function of its bars. Bars of which only the outcome is asked are taken as a run at once: it
/// gives the same (but for rounding) at a fraction of the cost, since what they open is summed up before it is put on
/// the map.
class Exposure {
public:
    /// Weighted USD that was crossed, by side: expected liquidations before the scale. Of a run: of what stood before
    /// it; what it opens and crosses itself is not told.
    using Crossed = std::array<double, 2>;

    Exposure(std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice, ExposureRules rules);

    /// `recorders`: those that write the bars down; all have seen all bars since they began.
    Crossed step(const FlowRun &run, std::span<ColumnRecorder *const> recorders);
    /// One bar.
    Crossed step(const LevelFlow &flow, TimeMs openMs, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders);

    /// Adds the weighted USD by lattice cell to `out`.
    void addProfile(PositionSide side, CellRange range, float *out) const;
    /// Adds to `byLayer` the USD (unweighted) that a price on its way to `price` would touch: what is expected of a
    /// bar, taken apart, before it is known what else it does (MODEL 3.3, step 1).
    void addCrossed(PositionSide side, double price, std::span<double> byLayer) const;
    /// Sum of weighted USD x hours of opening in the cells, and the USD (see SideExposure::openedMoment).
    double openedMoment(PositionSide side, CellRange range, double &weightSum) const;
    const std::array<SideExposure, 2> &sides() const { return m_sides; }
    std::span<const double> scales() const { return m_scales; }
    /// Forgets what lies outside of the lattice cells.
    void trim(CellRange range);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_sides, self.m_firstMs, self.m_scales, self.m_leftAfter, self.m_leftOfMs, self.m_nearPrice,
            self.m_nearPosition);
    }

private:
    void beginRun(const FlowRun &run);
    void age(double closingFactor);
    void take(std::size_t bar, const LevelFlow &flow, Crossed &crossed);
    void settleFunding(double rate);
    void findLeft(const FlowRun &run);
    void endLayer(std::size_t layer, std::span<ColumnRecorder *const> recorders);
    void open(std::size_t layer, PositionSide side, std::span<ColumnRecorder *const> recorders);
    double hoursOf(const FlowRun &run, double bar) const;
    double positionOf(double price);
    double newPositionOf(double price);
    std::vector<float> weights(PositionSide side) const;

    std::shared_ptr<const LevelKernel> m_kernel;
    Lattice m_lattice;
    ExposureRules m_rules;
    std::array<SideExposure, 2> m_sides;
    TimeMs m_firstMs = 0; // moments of opening count from here: floats hold few digits
    std::vector<double> m_scales; // by layer
    std::vector<double> m_leftAfter; // by layer: what is left after m_leftOfMs
    TimeMs m_leftOfMs = 0;
    double m_cellsPerLog; // cells in a unit of ln(price)
    double m_nearPrice = 0, m_nearPosition = 0; // see positionOf()
    // Of the running run, kept for their memory:
    std::array<EntryRun, 2> m_entries;
    std::array<CellRange, 2> m_cleared; // stored cells
    std::array<double, 2> m_openedHours{}; // when, on the average
    std::vector<double> m_left; // by layer, then bar: what the rest of the run leaves of what the bar opened
    std::vector<double> m_leftOfRun; // by layer: what the whole run leaves
};

} // namespace isobar
