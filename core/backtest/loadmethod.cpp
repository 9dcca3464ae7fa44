#include "core/backtest/loadmethod.h"

#include "core/analytics/levels/priorkernel.h"
#include "core/analytics/statistics.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>

namespace isobar {

namespace {

/// A function of the sample alone.
class SampleMethod : public LoadMethod {
public:
    explicit SampleMethod(std::function<double(const LoadSample &)> function) : m_function(std::move(function)) { }
    double expected(const LoadQuery &query) const override { return m_function(*query.sample); }

private:
    std::function<double(const LoadSample &)> m_function;
};

/// The volume that was traded, in the last week, at the prices on the way.
class VolumeProfile : public LoadMethod {
public:
    double expected(const LoadQuery &query) const override
    {
        const double from = std::log(std::min(query.from, query.extreme));
        const double to = std::log(std::max(query.from, query.extreme));
        double usd = 0;
        for (const Traded &each : m_traded) {
            const double both = std::min(to, each.high) - std::max(from, each.low);
            usd += both > 0 ? each.usd * both / (each.high - each.low) : 0;
        }
        return usd;
    }
    void take(std::span<const LevelBar> bars) override
    {
        constexpr double LeastRange = 1e-6;
        for (const LevelBar &bar : bars) {
            if (!bar.hasPrice)
                continue;
            const double low = std::log(bar.low);
            m_traded.push_back({bar.endMs(), low, std::max(std::log(bar.high), low + LeastRange),
                bar.flows.front().openedVolumeUsd[0]});
        }
        while (!m_traded.empty() && m_traded.front().endMs <= bars.back().endMs() - 7 * DayMs)
            m_traded.pop_front();
    }

private:
    struct Traded {
        TimeMs endMs;
        double low, high, usd; // ln of the prices
    };
    std::deque<Traded> m_traded;
};

/// A map of levels with fixed weights.
class MapMethod : public LoadMethod {
public:
    using FlowOf = std::function<LevelFlow(const LevelBar &)>;
    MapMethod(LevelKernel kernel, const Lattice &lattice, ExposureRules rules, FlowOf flowOf)
        : m_sampler(std::make_shared<const LevelKernel>(std::move(kernel)), lattice, 1, rules),
          m_flowOf(std::move(flowOf))
    {
    }
    double expected(const LoadQuery &query) const override
    {
        const auto sample = m_sampler.sample(query.side, query.extreme, 0);
        double usd = 0;
        for (std::size_t k = 0; sample && k < sample->crossed.size(); ++k) {
            const LevelLayer &layer = m_sampler.kernel().layers[k];
            const double weight = query.side == PositionSide::Long ? layer.weightLong : layer.weightShort;
            usd += weight * static_cast<double>(sample->crossed[k]);
        }
        return usd;
    }
    void take(std::span<const LevelBar> bars) override
    {
        std::vector<LevelBar> own(bars.begin(), bars.end());
        for (LevelBar &bar : own)
            bar.flows = {m_flowOf(bar)};
        m_sampler.take(own);
    }

private:
    LoadSampler m_sampler;
    FlowOf m_flowOf;
};

LevelFlow asItIs(const LevelBar &bar) { return bar.flows.front(); }

/// Opens only in hours in which the open interest grew as seldom before: the upper tenth of the last 30 d.
class Spikes {
public:
    LevelFlow operator()(const LevelBar &bar)
    {
        LevelFlow flow = bar.flows.front();
        const double grown = flow.openedOiUsd[0];
        const bool isSpike = grown > 0 && m_grown.size() >= Least && grown >= quantile(numbers(), Share);
        if (grown > 0)
            m_grown.push_back({bar.openMs, grown});
        while (!m_grown.empty() && m_grown.front().first < bar.openMs - 30 * DayMs)
            m_grown.pop_front();
        flow.openedVolumeUsd = {};
        if (!isSpike)
            flow.openedOiUsd = {};
        flow.closingFactor = 1;
        return flow;
    }

private:
    static constexpr double Share = 0.9;
    static constexpr std::size_t Least = 48;
    std::vector<double> numbers() const
    {
        std::vector<double> out;
        for (const auto &each : m_grown)
            out.push_back(each.second);
        return out;
    }
    std::deque<std::pair<TimeMs, double>> m_grown;
};

LevelKernel withSource(LevelKernel kernel, FlowSource source)
{
    for (LevelLayer &layer : kernel.layers)
        layer.source = source;
    return kernel;
}

} // namespace

std::vector<NamedMethod> allMethods(const FittedModels &models, const Lattice &lattice)
{
    const ExposureRules ours{true, PriorMaintenanceRate}, drawn{false, 0}, touched{true, 0};
    const auto byNull = [](const NullCurves &curves) {
        return std::make_unique<SampleMethod>([&curves](const LoadSample &sample) {
            return curves[static_cast<std::size_t>(sample.side)].expected(sample);
        });
    };
    const auto map = [&](LevelKernel kernel, ExposureRules rules, MapMethod::FlowOf flowOf) {
        return std::make_unique<MapMethod>(std::move(kernel), lattice, rules, std::move(flowOf));
    };
    std::vector<NamedMethod> all;
    all.push_back({"size of the move", byNull(models.move)});
    all.push_back({"volume profile, 7 d", std::make_unique<VolumeProfile>()});
    all.push_back({NaiveMethod, map(opensOnlyKernel(), drawn, opensOnlyFlow)});
    all.push_back(
        {"open-interest spikes", map(withSource(opensOnlyKernel(), FlowSource::OpenInterest), touched, Spikes())});
    all.push_back({FreshnessMethod, byNull(models.freshness)});
    all.push_back({"freshness and range null", byNull(models.freshnessAndRange)});
    all.push_back({"prior mixture", map(priorKernel(), ours, asItIs)});
    all.push_back({"prior, rotation only", map(withSource(priorKernel(), FlowSource::Volume), ours, asItIs)});
    all.push_back({LearnedMethod, std::make_unique<SampleMethod>([&load = models.load](const LoadSample &sample) {
                       return load.mapUsd(sample);
                   })});
    all.push_back({"learned load", std::make_unique<SampleMethod>([&load = models.load](const LoadSample &sample) {
                       return load.loadUsd(sample);
                   })});
    return all;
}

} // namespace isobar
