#include "core/trackrecord/clusterledger.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs DueMs = 24 * HourMs; // of the probability
constexpr TimeMs CrossingMs = HourMs; // bars that cross it count for so long from the first on
constexpr double NearPeak = 0.003;
constexpr TimeMs BarTolerance = 5 * MinuteMs; // of the past only bars of five minutes are known

const char *loadName(ClusterLoad load)
{
    return load == ClusterLoad::Armed ? "armed" : load == ClusterLoad::Loaded ? "loaded" : "plain";
}

ClusterLine lineOf(const Cluster &cluster, double price)
{
    ClusterLine line;
    line.cluster = cluster.id;
    line.side = cluster.side;
    line.price = price;
    line.low = cluster.low;
    line.high = cluster.high;
    line.peak = cluster.peak;
    line.distance = cluster.distance;
    line.printsUsd = cluster.printsUsd;
    line.oiClosedUsd = cluster.oiClosedUsd;
    line.within4h = cluster.touch4h;
    line.within24h = cluster.touch24h;
    line.load = loadName(cluster.load);
    return line;
}

} // namespace

void ClusterLedger::remember(const ClusterLine &line)
{
    Open &open = m_open.try_emplace(line.cluster, Open{line, line, {}, {}}).first->second;
    open.last = line;
    if (m_checkedMs == 0 || line.timeMs < m_checkedMs)
        m_checkedMs = line.timeMs;
}

void ClusterLedger::step(const LineWriter &writer, const PricePath &path)
{
    look(writer, m_marks.pass(writer.facts().minuteMs));
    for (auto each = m_open.begin(); each != m_open.end();) {
        const bool isOver = judge(writer, path, each->second);
        if (isOver && !each->second.goneMs)
            m_finished.insert(each->first);
        each = isOver ? m_open.erase(each) : std::next(each);
    }
    m_checkedMs = path.endMs();
}

void ClusterLedger::look(const LineWriter &writer, bool isMark)
{
    const RecordFacts &facts = writer.facts();
    std::set<std::uint64_t> present;
    for (const Cluster &cluster : facts.clusters) {
        present.insert(cluster.id);
        const auto found = m_open.find(cluster.id);
        const bool isKnown = found != m_open.end();
        if (m_finished.contains(cluster.id) || (isKnown && (!isMark || found->second.touchedMs)))
            continue;
        ClusterLine line = lineOf(cluster, facts.price);
        line.timeMs = facts.minuteMs;
        line.isFirst = !isKnown;
        if (isKnown)
            found->second.last = line;
        else
            m_open.emplace(cluster.id, Open{line, line, {}, {}});
        writer.write(facts.minuteMs, std::move(line));
    }
    for (auto &[id, open] : m_open) {
        if (!open.goneMs && !present.contains(id))
            open.goneMs = facts.minuteMs;
    }
    std::erase_if(m_finished, [&](std::uint64_t id) { return !present.contains(id); });
}

bool ClusterLedger::judge(const LineWriter &writer, const PricePath &path, Open &open) const
{
    const ClusterLine &first = open.first;
    if (!open.touchedMs) {
        const TimeMs fromMs = std::max(first.timeMs, m_checkedMs);
        open.touchedMs = path.reachedMs(first.side, first.peak, fromMs, path.endMs());
    }
    const bool isDue = path.endMs() >= first.timeMs + DueMs;
    if (open.touchedMs ? path.endMs() < *open.touchedMs + CrossingMs : !open.goneMs || !isDue)
        return false;
    ClusterOutcome outcome;
    outcome.cluster = first.cluster;
    outcome.ofMs = first.timeMs;
    outcome.side = first.side;
    outcome.isTouched = open.touchedMs && !open.isGoneBefore(*open.touchedMs - BarTolerance);
    outcome.touchedMs = open.touchedMs;
    outcome.distance = open.last.distance;
    outcome.expectedUsd = open.last.printsUsd;
    outcome.within24h = first.within24h;
    const TimeMs dueMs = first.timeMs + DueMs;
    if (open.touchedMs && *open.touchedMs <= dueMs)
        outcome.cameWithin24h = true;
    else if (path.between(std::max(first.timeMs, path.endMs() - PricePath::KeptMs), dueMs).knownShare >= WholeShare
        || path.endMs() > first.timeMs + PricePath::KeptMs)
        outcome.cameWithin24h = false;
    if (const HeardLiquidations heard = writer.heard();
        outcome.isTouched && heard.isHeard(*open.touchedMs - BarTolerance)) {
        const double low = first.peak * (1 - NearPeak), high = first.peak * (1 + NearPeak);
        double usd = 0;
        for (const auto &[fromMs, toMs] :
            path.crossings(low, high, *open.touchedMs - BarTolerance, *open.touchedMs + CrossingMs)) {
            usd += heard.near(first.side, low, high, fromMs, toMs);
            outcome.isCensored |= heard.between(fromMs, toMs).isCensored;
        }
        outcome.realisedUsd = usd;
    }
    const TimeMs timeMs = open.touchedMs ? *open.touchedMs + CrossingMs : path.endMs();
    writer.write(timeMs, std::move(outcome));
    return true;
}

} // namespace isobar
