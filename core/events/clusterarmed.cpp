#include "core/events/clusterarmed.h"

#include "core/analytics/tolerance.h"
#include "core/events/levelevidence.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double EightyPercent = 1.2816; // of a normal distribution: its 90 % quantile, in sigmas

Priority priorityOf(const ClusterArmedPayload &p)
{
    return p.mapHasSkill && (p.userConcerned || p.squeezePart) ? Priority::P2 : Priority::P3;
}

} // namespace

std::vector<Event> ClusterArmed::step(const ClusterArmedInput &input, const ClusterArmedSettings &settings)
{
    for (const Cluster &each : input.clusters) {
        const auto found = m_clusters.find(each.id);
        if (found != m_clusters.end())
            found->second.last = each;
        else if (each.load == ClusterLoad::Armed) {
            ClusterLife &cluster = m_clusters[each.id];
            cluster.last = each;
            // It was not armed when the rule looked last, so it is news.
            cluster.life.machine.lastHealthyMs = m_judgedMs;
            cluster.life.machine.isNews = m_judgedMs.has_value();
        }
    }
    if (!input.isFrozen && !input.isWarmingUp)
        m_judgedMs = input.marketMs;
    std::vector<Event> events;
    for (auto place = m_clusters.begin(); place != m_clusters.end();) {
        ClusterLife &cluster = place->second;
        const Cluster &now = cluster.last;
        const auto index = static_cast<std::size_t>(now.side);
        const bool isThere = std::any_of(
            input.clusters.begin(), input.clusters.end(), [&](const Cluster &each) { return each.id == place->first; });
        const bool concerns = input.concernsUser && input.concernsUser(now);
        const bool isNear = concerns || input.squeeze[index];
        const Priority priority = isNear && input.mapHasSkill ? Priority::P2 : Priority::P3;
        const bool stays = isThere && atLeast(now.touch4h, settings.exitTouch4h)
            && atLeast(now.printsUsd, settings.exitPrintsShare * cluster.enteredPrintsUsd);
        MachineInput found = input.machineInput(isThere && now.load == ClusterLoad::Armed, stays, priority);
        // Consumed; but right after a start there is no map yet.
        found.ends = !isThere && !(input.clusters.empty() && input.isWarmingUp);
        found.isFrozen = found.isFrozen && isThere;
        const auto *told = std::get_if<ClusterArmedPayload>(&cluster.life.event.payload);
        const bool grew = told && priority < cluster.life.event.priority;
        auto event =
            cluster.life.step(found, input.cascade[index] ? settings.duringCascade : settings.timing, grew, [&] {
                if (cluster.life.event.id == 0)
                    cluster.enteredPrintsUsd = now.printsUsd;
                Event made = input.event(EventType::ClusterArmed, priority, now.side, clusterName(now));
                ClusterArmedPayload p;
                if (input.describe)
                    input.describe(now, p);
                p.userConcerned = concerns;
                p.squeezePart = input.squeeze[index];
                p.mapHasSkill = input.mapHasSkill;
                p.exitTouch4h = settings.exitTouch4h;
                p.exitPrintsShare = settings.exitPrintsShare;
                derive(made, p);
                made.payload = std::move(p);
                return made;
            });
        if (event)
            events.push_back(*std::move(event));
        const MachinePhase phase = cluster.life.machine.phase;
        const bool isOver = !isThere && (phase == MachinePhase::Idle || phase == MachinePhase::Cooling);
        const bool isCool = input.marketMs - cluster.life.machine.sinceMs >= settings.timing.coolMs;
        // One that is gone may come back with its id within the cool-down.
        place = isOver && (isCool || phase == MachinePhase::Idle) ? m_clusters.erase(place) : std::next(place);
    }
    return events;
}

void ClusterArmed::resume(const Event &told)
{
    const auto *payload = std::get_if<ClusterArmedPayload>(&told.payload);
    const auto id = eventIdOf(told.subject);
    if (!payload || !id || !told.side || !m_clusters[*id].life.resume(told))
        return;
    ClusterLife &cluster = m_clusters[*id];
    cluster.last.id = *id;
    cluster.last.side = *told.side;
    cluster.last.low = payload->cluster.low;
    cluster.last.high = payload->cluster.high;
    cluster.last.peak = payload->cluster.peak;
    cluster.last.printsUsd = cluster.enteredPrintsUsd = payload->cluster.printsUsd;
}

void derive(Event &event, ClusterArmedPayload &p)
{
    derive(p.cluster, p.levels);
    const double spread = std::exp(EightyPercent * ClusterArmedSettings().printsSigma);
    p.printsLowUsd = p.cluster.printsUsd / spread;
    p.printsHighUsd = p.cluster.printsUsd * spread;
    if (event.side)
        deriveChain(p.chain, p.levels, *event.side);
    if (event.state != EventState::Cleared)
        event.priority = priorityOf(p);
}

} // namespace isobar
