#include "core/trackrecord/recordkeeper.h"

#include "core/trackrecord/weightshash.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t MostWaiting = 26 * 60; // bars of which nobody asks any more

struct Rememberer {
    TouchLedger &touch;
    ClusterLedger &clusters;
    ChainLedger &chains;
    EventLedger &events;
    std::uint64_t &weights;

    void operator()(const ModelLine &line) const { weights = line.weights; }
    void operator()(const LoadLine &) const { } // the hour that it told of was not heard to its end
    void operator()(const LoadOutcome &) const { }
    void operator()(const TouchLine &line) const { touch.remember(line); }
    void operator()(const TouchOutcome &line) const { touch.remember(line); }
    void operator()(const ClusterLine &line) const { clusters.remember(line); }
    void operator()(const ClusterOutcome &line) const { clusters.remember(line); }
    void operator()(const ChainLine &line) const { chains.remember(line); }
    void operator()(const ChainOutcome &line) const { chains.remember(line); }
    void operator()(const EventLine &line) const { events.remember(line); }
    void operator()(const EventOutcome &line) const { events.remember(line); }
};

} // namespace

void RecordKeeper::remember(std::span<const RecordLine> lines)
{
    for (const RecordLine &line : lines)
        std::visit(Rememberer{m_touch, m_clusters, m_chains, m_events, m_weights}, line);
}

void RecordKeeper::recallPath(std::span<const LevelBar> past)
{
    PricePath path;
    for (const LevelBar &bar : past) {
        if (bar.endMs() > past.back().endMs() - PricePath::KeptMs)
            path.add(bar);
    }
    m_path = std::move(path);
}

void RecordKeeper::beginLoads(LoadSamplers samplers, std::span<const LevelBar> bars)
{
    const TimeMs endMs = samplers.endMs();
    m_loads.begin(std::move(samplers));
    std::vector<LevelBar> rest;
    for (const LevelBar &bar : bars) {
        if (bar.openMs >= endMs)
            rest.push_back(bar);
    }
    m_hour = std::move(rest);
}

std::vector<RecordLine> RecordKeeper::step(const RecordFacts &facts, const RecordModel &model)
{
    std::vector<RecordLine> lines;
    const bool isNewModel =
        m_nullHours != m_nulls.hours || !(model.load == m_model.load) || model.quality != m_model.quality;
    std::uint64_t weights = m_weights;
    if (isNewModel) {
        weights = weightsHash(model, m_nulls);
        m_model = model;
        m_nullHours = m_nulls.hours;
    }
    const LineWriter writer(facts, weights, lines);
    if (weights != m_weights)
        writer.write(facts.minuteMs, modelLine(model, m_nulls));
    m_weights = weights;
    for (const LevelBar &bar : facts.bars)
        m_path.add(bar);
    m_touch.step(writer, m_path);
    m_clusters.step(writer, m_path);
    m_chains.step(writer, m_path);
    m_events.step(writer, m_path);
    m_hour.insert(m_hour.end(), facts.bars.begin(), facts.bars.end());
    stepLoads(writer, model);
    return lines;
}

void RecordKeeper::stepLoads(const LineWriter &writer, const RecordModel &model)
{
    if (m_loads.endMs() == 0) { // nobody takes them
        if (m_hour.size() > MostWaiting)
            m_hour.erase(m_hour.begin(), m_hour.end() - static_cast<std::ptrdiff_t>(MostWaiting));
        return;
    }
    std::span<const LevelBar> waiting = m_hour;
    while (!waiting.empty()) {
        const TimeMs endMs = floorTo(waiting.front().openMs, HourMs) + HourMs;
        const auto end =
            std::find_if(waiting.begin(), waiting.end(), [&](const LevelBar &bar) { return bar.openMs >= endMs; });
        const auto count = static_cast<std::size_t>(end - waiting.begin());
        if (waiting[count - 1].endMs() < endMs)
            break; // not over yet
        m_loads.takeHour(writer, waiting.first(count), model, m_nulls);
        waiting = waiting.subspan(count);
    }
    m_hour = std::vector<LevelBar>(waiting.begin(), waiting.end());
}

} // namespace isobar
