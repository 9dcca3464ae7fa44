#include "core/analytics/levels/kerneljob.h"

#include "core/analytics/levels/censoring.h"
#include "core/analytics/levels/loadsampler.h"
#include "core/analytics/statistics.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs WarmUpMs = 240 * HourMs; // of the map, before its hours are learned from
constexpr double LeastFall = 0.02; // of the open interest
constexpr std::size_t LeastFalls = 20;

struct Printed {
    LiquidationSums usd;
    bool isCensored = false;
};

/// Looks up hours in ascending order.
class PrintedHours {
public:
    explicit PrintedHours(std::span<const LiquidationMinute> minutes) : m_minutes(minutes) { }
    Printed in(TimeMs fromMs, TimeMs toMs)
    {
        Printed printed;
        while (m_next < m_minutes.size() && m_minutes[m_next].minuteMs < fromMs)
            ++m_next;
        for (; m_next < m_minutes.size() && m_minutes[m_next].minuteMs < toMs; ++m_next) {
            const LiquidationMinute &minute = m_minutes[m_next];
            printed.usd.longUsd += minute.usd.longUsd;
            printed.usd.shortUsd += minute.usd.shortUsd;
            printed.isCensored |= isCensored(minute);
        }
        return printed;
    }

private:
    std::span<const LiquidationMinute> m_minutes;
    std::size_t m_next = 0;
};

/// The fall of open interest over an hour as a share of what it was, and its USD.
struct Fall {
    double share = 0, usd = 0;
};

Fall fallOf(double coinsBefore, std::span<const LevelBar> bars)
{
    const LevelBar &last = bars.back();
    if (!(coinsBefore > 0) || std::isnan(last.openInterestCoins) || !last.hasPrice)
        return {};
    const double coins = coinsBefore - last.openInterestCoins;
    return {coins / coinsBefore, coins * last.close};
}

void forget(KernelMemory &memory)
{
    const TimeMs from = memory.untilMs - KernelMemory::KeptMs;
    std::erase_if(memory.samples, [from](const LoadSample &sample) { return sample.openMs < from; });
    std::erase_if(memory.falls, [from](const ReportedFall &fall) { return fall.openMs < from; });
}

std::optional<double> reportedShareOf(const KernelMemory &memory)
{
    if (memory.falls.size() < LeastFalls)
        return std::nullopt;
    std::vector<double> shares;
    for (const ReportedFall &fall : memory.falls)
        shares.push_back(fall.share);
    const double share = median(shares);
    return share > 0 ? std::optional(share) : std::nullopt;
}

/// Follows the bars and remembers the hours that nobody remembers yet.
class Learner {
public:
    Learner(const KernelJob &job, KernelMemory memory)
        : m_memory(std::move(memory)), m_printed(job.liquidations),
          m_sampler(
              kernelOf(), job.lattice, job.coverage.size(), ExposureRules{true, job.maintenanceRate}, job.coverage),
          m_heard(job.heard), m_newMs(std::max(m_memory.untilMs, job.bars.front().openMs + WarmUpMs))
    {
    }
    void take(std::span<const LevelBar> hour)
    {
        const TimeMs openMs = hour.front().openMs;
        if (openMs >= m_newMs && isHeard(m_heard, openMs, hour.back().endMs()))
            remember(hour);
        m_sampler.take(hour);
        m_coins = hour.back().openInterestCoins;
        m_memory.untilMs = std::max(m_memory.untilMs, hour.back().endMs());
    }
    KernelMemory takeMemory() { return std::move(m_memory); }

private:
    static std::shared_ptr<const LevelKernel> kernelOf()
    {
        return std::make_shared<const LevelKernel>(LevelKernel{learnableLayers()});
    }
    void remember(std::span<const LevelBar> hour)
    {
        const Printed printed = m_printed.in(hour.front().openMs, hour.back().endMs());
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            auto sample = m_sampler.sampleOf(hour, side);
            if (!sample)
                continue;
            sample->printedUsd = side == PositionSide::Long ? printed.usd.longUsd : printed.usd.shortUsd;
            sample->isCensored = printed.isCensored;
            m_memory.samples.push_back(std::move(*sample));
        }
        if (const Fall fall = fallOf(m_coins, hour); fall.share > LeastFall)
            m_memory.falls.push_back({hour.front().openMs, printed.usd.totalUsd() / fall.usd});
    }

    KernelMemory m_memory;
    PrintedHours m_printed;
    LoadSampler m_sampler;
    std::span<const HeardSpan> m_heard;
    TimeMs m_newMs; // hours from here on are new
    double m_coins = 0; // open interest when the hour began
};

} // namespace

KernelRun learnKernel(const KernelJob &job)
{
    KernelMemory memory = job.memory ? *job.memory : KernelMemory();
    if (!job.bars.empty()) {
        Learner learner(job, std::move(memory));
        std::span<const LevelBar> bars = job.bars;
        while (!bars.empty()) {
            const TimeMs endMs = floorTo(bars.front().openMs, HourMs) + HourMs;
            const auto end =
                std::find_if(bars.begin(), bars.end(), [&](const LevelBar &b) { return b.openMs >= endMs; });
            const auto count = static_cast<std::size_t>(end - bars.begin());
            if (bars[count - 1].endMs() == endMs) // whole hours
                learner.take(bars.first(count));
            bars = bars.subspan(count);
        }
        memory = learner.takeMemory();
    }
    forget(memory);
    KernelRun run;
    run.model = fitLoadModel(memory.samples, learnableLayers(), memory.untilMs, job.priorRates);
    run.feedCoverage = job.coverageOfAll;
    run.reportedShare = reportedShareOf(memory);
    run.memory = std::make_shared<const KernelMemory>(std::move(memory));
    return run;
}

} // namespace isobar
