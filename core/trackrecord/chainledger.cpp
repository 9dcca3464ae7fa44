#include "core/trackrecord/chainledger.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs FirstMs = 24 * HourMs, NextMs = 4 * HourMs;

/// What came of the nodes up to the first that was not reached in time; `isOver`: nothing is left to wait for.
struct Way {
    std::vector<TimeMs> reachedMs;
    TimeMs endMs = 0; ///< of the time that was looked at
    bool isOver = false;
};

Way wayOf(const ChainLine &line, const PricePath &path)
{
    Way way;
    TimeMs fromMs = line.timeMs, limitMs = line.timeMs + FirstMs;
    for (const double peak : line.peaks) {
        way.endMs = std::min(limitMs, path.endMs());
        const auto reached = path.reachedMs(line.side, peak, fromMs, limitMs);
        if (!reached) {
            way.isOver = path.endMs() >= limitMs;
            return way;
        }
        way.reachedMs.push_back(*reached);
        fromMs = *reached - MinuteMs; // one bar may reach several
        limitMs = *reached + NextMs;
    }
    // The hour of the last node is over when it is known how hot it was.
    way.endMs = way.reachedMs.back();
    way.isOver = path.endMs() >= floorTo(way.endMs - 1, HourMs) + HourMs;
    return way;
}

ChainLine lineOf(PositionSide side, const RecordFacts &facts)
{
    const AssetChains &chains = *facts.chains;
    ChainLine line;
    line.timeMs = facts.minuteMs;
    line.side = side;
    line.price = facts.price;
    line.tilt = chains.tilt;
    line.kappa = chains.evidence.kappa;
    line.volumeDayUsd = chains.volumeDayUsd;
    const std::vector<ChainNode> &nodes = chains.of(side).nodes;
    for (const Cluster &cluster : facts.clusters) {
        const std::size_t i = line.peaks.size();
        if (cluster.side != side || i >= nodes.size())
            continue;
        line.peaks.push_back(cluster.peak);
        line.oiClosedUsd.push_back(cluster.oiClosedUsd);
        line.probabilities.push_back(nodes[i].probability);
        line.tilted.push_back(nodes[i].tilted);
    }
    return line;
}

} // namespace

void ChainLedger::remember(const ChainOutcome &outcome)
{
    std::erase_if(
        m_open, [&](const ChainLine &line) { return line.timeMs == outcome.ofMs && line.side == outcome.side; });
}

void ChainLedger::step(const LineWriter &writer, const PricePath &path)
{
    std::erase_if(m_open, [&](const ChainLine &line) {
        const Way way = wayOf(line, path);
        if (!way.isOver)
            return false;
        ChainOutcome outcome;
        outcome.ofMs = line.timeMs;
        outcome.side = line.side;
        outcome.tilt = line.tilt;
        outcome.isWhole = path.between(line.timeMs, way.endMs).knownShare >= WholeShare;
        const std::size_t asked = std::min(way.reachedMs.size() + 1, line.peaks.size());
        const HeardLiquidations heard = writer.heard();
        for (std::size_t i = 0; i < asked; ++i) {
            outcome.probabilities.push_back(line.probabilities[i]);
            outcome.tilted.push_back(line.tilted[i]);
            const bool isReached = i < way.reachedMs.size();
            outcome.reached.push_back(isReached);
            const auto hot =
                isReached ? heard.isHot(line.side, floorTo(way.reachedMs[i] - 1, HourMs)) : std::optional<bool>();
            outcome.hot.push_back(hot ? static_cast<int>(*hot) : -1);
        }
        writer.write(way.endMs, std::move(outcome));
        return true;
    });
    const RecordFacts &facts = writer.facts();
    if (!m_marks.pass(facts.minuteMs) || !facts.chains || facts.price <= 0)
        return;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        ChainLine line = lineOf(side, facts);
        if (line.peaks.empty())
            continue;
        m_open.push_back(line);
        writer.write(facts.minuteMs, std::move(line));
    }
}

} // namespace isobar
