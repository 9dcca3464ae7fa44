#pragma once
#include "core/analytics/levels/columnrecorder.h"
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

/// The exposure of one venue group (MODEL 3.3): a bar at a time, in this order: age and close, remove what was touched,
/// add what was opened. A pure function of its bars.
class Exposure {
public:
    /// Weighted USD that a bar crossed, by side: expected liquidations before the scale.
    using Crossed = std::array<double, 2>;

    Exposure(std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice, ExposureRules rules);

    /// `recorders`: those that write the bar down; all have seen all bars since they began.
    Crossed step(const LevelFlow &flow, TimeMs openMs, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders);

    /// Adds the weighted USD by lattice cell to `out`.
    void addProfile(PositionSide side, CellRange range, float *out) const;
    /// Sum of weighted USD x hours of opening in the cells, and the USD (see SideExposure::openedMoment).
    double openedMoment(PositionSide side, CellRange range, double &weightSum) const;
    const std::array<SideExposure, 2> &sides() const { return m_sides; }
    std::span<const double> scales() const { return m_scales; }
    /// Forgets what lies outside of the lattice cells.
    void trim(CellRange range);

private:
    struct Span { // of prices, as positions of the lattice
        double from = 0, to = 0;
    };
    void age(const LevelFlow &flow, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders);
    void touch(Span traded, Crossed &crossed, std::span<ColumnRecorder *const> recorders);
    void open(std::size_t layer, PositionSide side, Span entries, double usd, int priceCell, double hours,
        std::span<ColumnRecorder *const> recorders);
    std::vector<float> weights(PositionSide side) const;

    std::shared_ptr<const LevelKernel> m_kernel;
    Lattice m_lattice;
    ExposureRules m_rules;
    std::array<SideExposure, 2> m_sides;
    TimeMs m_firstMs = 0; // moments of opening count from here: floats hold few digits
    std::vector<double> m_scales; // by layer
    std::vector<double> m_leftAfter; // by layer: what is left after m_leftOfMs
    TimeMs m_leftOfMs = 0;
    std::vector<double> m_away; // by layer: distance in cells
    std::vector<int> m_cleared; // of the running step: kept for its memory
    std::vector<SideExposure::Change> m_added;
};

} // namespace isobar
