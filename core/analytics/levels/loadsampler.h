#pragma once
#include "core/analytics/levels/exposure.h"
#include "core/analytics/levels/loadsample.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// Follows the exposure hour by hour, on a lattice four times as fine as the one that is drawn (between the price and
/// its last extremes little is left, and what a cell of 0.1 % rounds there costs a tenth of the score), and says what a
/// price on its way would cross.
class LoadSampler {
public:
    /// `lattice`: the one that is drawn. `coverage`: what each group's exposure counts with (MODEL 3.6); empty: 1.
    LoadSampler(std::shared_ptr<const LevelKernel> kernel, Lattice lattice, std::size_t groups, ExposureRules rules,
        std::vector<double> coverage = {});

    /// The bars of one hour, in order of time; they may be of different lengths.
    void take(std::span<const LevelBar> bars);

    /// What a move from the last close to `extreme` (below it for longs) means; without what came of it. Absent before
    /// there is a price, and when the move is none.
    std::optional<LoadSample> sample(PositionSide side, double extreme, double range) const;
    /// The sample of an hour that is over, before it is taken; absent below LeastMove.
    std::optional<LoadSample> sampleOf(std::span<const LevelBar> bars, PositionSide side) const;

    double price() const { return m_price; } ///< the last close; 0: none
    TimeMs endMs() const { return m_endMs; }
    const LevelKernel &kernel() const { return *m_kernel; }

private:
    struct Hour {
        TimeMs openMs;
        double low, high;
    };
    void step(std::span<const LevelBar> bars);
    double beyond(PositionSide side, double extreme, int hours) const;

    std::shared_ptr<const LevelKernel> m_kernel;
    std::vector<Exposure> m_exposures; // by group
    std::vector<double> m_coverage;
    std::deque<Hour> m_hours; // those with a price, a week
    double m_price = 0, m_openInterestUsd = 0;
    TimeMs m_endMs = 0;
    std::vector<const LevelFlow *> m_flows; // kept for its memory
};

} // namespace isobar
