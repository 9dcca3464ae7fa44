#pragma once
#include "core/analytics/levels/loadsampler.h"
#include "core/trackrecord/recordfacts.h"

#include <optional>

namespace isobar {

/// The maps that loads are sampled in, hour by hour: ours, and two that others draw (MODEL 4.2, 9.2): with takers'
/// buying and selling apart, and with the volume at 100, 50, 25 and 10x to both sides alike.
class LoadSamplers {
public:
    /// `kernel`: of ours; `coverage`: what each venue group counts with.
    LoadSamplers(std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice, std::size_t groups,
        double maintenanceRate, std::vector<double> coverage);

    /// The bars of one hour.
    void take(std::span<const LevelBar> hour);

    TimeMs endMs() const { return ours.endMs(); }
    /// Unscaled USD that a map others draw has on the way to a price.
    static double opensOnlyUsd(const LoadSampler &sampler, PositionSide side, double extreme);

    LoadSampler ours, opensOnly, naive;
};

/// The load ledger with its nulls and the opens-only map (MODEL 9.2 and 9.5): before each hour what the maps say of it,
/// after it for both sides what all methods expected on the way that the price took and what the feeds printed.
class LoadLedger {
public:
    /// A line that is written later than this after its hour began tells of the past: the hour has no outcome.
    static constexpr TimeMs GraceMs = 15 * MinuteMs;
    /// Moves that a line tells of.
    static constexpr std::array Moves{0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08};

    void begin(LoadSamplers samplers) { m_samplers = std::move(samplers); }
    /// Market time up to which the samplers stand; 0: there are none yet.
    TimeMs endMs() const { return m_samplers ? m_samplers->endMs() : 0; }
    /// Nothing more is told until the next begin().
    void end() { m_samplers.reset(); }

    /// The bars of an hour that is over: its outcome, and the line of the next one. An hour that was not heard from its
    /// begin has no outcome.
    void takeHour(
        const LineWriter &writer, std::span<const LevelBar> hour, const RecordModel &model, const NullModels &nulls);

private:
    void judge(const LineWriter &writer, std::span<const LevelBar> hour, const RecordModel &model,
        const NullModels &nulls) const;
    void tell(const LineWriter &writer, const RecordModel &model);

    std::optional<LoadSamplers> m_samplers;
    std::optional<TimeMs> m_toldMs; // hour of the last line that was written in time
};

} // namespace isobar
