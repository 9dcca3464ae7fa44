#include "core/events/assetrulesnow.h"
#include "core/events/levelevidence.h"

#include <algorithm>

namespace isobar {

// The squeezes: which parts of one stand together, for the rules and for the squeeze monitor.

namespace {

constexpr TimeMs FlipIngredientMs = 72 * HourMs; // MODEL 8.3

/// The cluster that stands in the crowd's way out: armed before loaded, the nearer first.
const Cluster *loadedCluster(std::span<const Cluster> clusters, PositionSide side)
{
    const Cluster *best = nullptr;
    for (const Cluster &each : clusters) {
        if (each.side != side || each.load == ClusterLoad::Plain)
            continue;
        if (!best || each.load > best->load || (each.load == best->load && each.distance < best->distance))
            best = &each;
    }
    return best;
}

} // namespace

std::optional<Event> AssetRules::fundingIngredient(const Now &now, PositionSide crowd) const
{
    const TimeMs marketMs = now.moment.marketMs;
    if (const auto extreme = m_extreme.active(crowd)) {
        if (!of(crowd).extremeAftermath || !isAfterCascade(crowd, marketMs)) {
            Event event;
            event.type = EventType::FundingExtreme;
            event.id = extreme->id;
            event.enteredMs = extreme->enteredMs;
            return event;
        }
    }
    auto flip = m_flip.active(crowd);
    if (!flip || flip->priority != Priority::P2 || marketMs - flip->enteredMs > FlipIngredientMs)
        return std::nullopt;
    const bool isAftermath = std::get<FundingFlipPayload>(flip->payload).aftermath && isAfterCascade(crowd, marketMs);
    const int sign = now.findings.aggregate.isKnown() ? fundingSign(now.findings.aggregate.rate8h) : 0;
    const bool isBack = sign == (crowd == PositionSide::Long ? -1 : 1);
    return isAftermath || isBack ? std::nullopt : flip;
}

/// Of the squeezes of this kind that were told before, here or in an earlier run.
EventRecord AssetRules::squeezeRecord(const Now &now, EventType type, PositionSide crowd) const
{
    const std::vector<TimeMs> none;
    const auto entered = m_squeezeEntries.find({type, crowd});
    const std::span<const Sample> prices = now.findings.prices ? *now.findings.prices : std::span<const Sample>();
    return countFollowed(
        entered == m_squeezeEntries.end() ? none : entered->second, crowd, prices, now.moment.marketMs);
}

void AssetRules::noteSqueeze(const Event &event, PositionSide crowd)
{
    std::vector<TimeMs> &entries = m_squeezeEntries[{event.type, crowd}];
    const auto place = std::lower_bound(entries.begin(), entries.end(), event.enteredMs);
    if (place == entries.end() || *place != event.enteredMs)
        entries.insert(place, event.enteredMs);
}

void AssetRules::judgeSqueezes(const Now &now)
{
    const OpenInterestLevel &openInterest = now.findings.openInterest;
    for (const PositionSide crowd : Sides) {
        Side &side = of(crowd);
        const std::optional<Event> funding = fundingIngredient(now, crowd);
        const Cluster *cluster = loadedCluster(now.context.levels.clusters, crowd);
        if (!cluster)
            side.clusterSinceMs = 0;
        else if (side.clusterSinceMs == 0)
            side.clusterSinceMs = now.moment.marketMs;
        auto input = at<SqueezeInput>(now.moment);
        input.hasFunding = funding.has_value();
        input.isOpenInterestHigh = openInterest.isHigh;
        input.cluster = !cluster                  ? SqueezeCluster::None
            : cluster->load == ClusterLoad::Armed ? SqueezeCluster::Armed
                                                  : SqueezeCluster::Loaded;
        input.hasCascade = side.cascade.isActive();
        input.mapHasSkill = now.context.levels.hasSkill;
        input.describe = [&](SqueezePayload &p) {
            p.kappa = now.context.levels.kappa;
            p.funding.present = funding.has_value();
            p.funding.rate8h = now.findings.aggregate.isKnown() ? now.findings.aggregate.rate8h : 0;
            p.funding.baseline8h = now.findings.baseline.of(crowd);
            if (funding) {
                p.funding.type = eventTypeName(funding->type);
                p.funding.event = eventIdText(funding->id);
                p.funding.sinceMs = funding->enteredMs;
            }
            p.openInterest = {
                openInterest.isHigh, openInterest.rank, openInterest.change72h, openInterest.rankDays, m_oiHighSinceMs};
            p.levels = now.levels;
            if (cluster) {
                p.cluster = clusterEvidence(*cluster, now.levels);
                p.clusterSinceMs = side.clusterSinceMs;
            }
            p.chain = chainEvidence(now.context.levels.clusters, crowd, now.levels);
        };
        input.record = [&](EventType type) { return squeezeRecord(now, type, crowd); };
        for (Event &event : side.squeeze.step(input)) {
            if (event.state == EventState::Entered)
                noteSqueeze(event, crowd);
            m_events.push_back(std::move(event));
        }
    }
    m_squeeze = leadingSqueeze(
        squeezeParts(now, PositionSide::Long), squeezeParts(now, PositionSide::Short), now.findings.regime.crowd);
}

SqueezeParts AssetRules::squeezeParts(const Now &now, PositionSide crowd) const
{
    SqueezeParts parts;
    parts.crowd = crowd;
    parts.isCascading = of(crowd).cascade.isActive();
    if (now.findings.aggregate.isKnown())
        parts.funding.rate8h = now.findings.aggregate.rate8h;
    parts.funding.baseline8h = now.findings.baseline.of(crowd);
    parts.funding.neededRatio = FundingExtremeSettings().enterRatio;
    if (const auto ingredient = fundingIngredient(now, crowd)) {
        parts.funding.isPresent = true;
        parts.funding.from = ingredient->type;
        parts.funding.sinceMs = ingredient->enteredMs;
    } else {
        parts.funding.isAftermath = of(crowd).extremeAftermath && m_extreme.active(crowd).has_value();
    }
    const OpenInterestLevel &level = now.findings.openInterest;
    const OpenInterestSettings high;
    parts.openInterest = {
        level.isHigh, m_oiHighSinceMs, level.rank, level.rankDays, level.change72h, high.highRank, high.highGrowth};
    const Cluster *loaded = loadedCluster(now.context.levels.clusters, crowd);
    if (const Cluster *shown = loaded ? loaded : nearestCluster(now.context.levels.clusters, crowd)) {
        parts.cluster = {loaded != nullptr, shown->load == ClusterLoad::Armed, of(crowd).clusterSinceMs, shown->peak,
            shown->distance, shown->printsUsd, shown->oiClosedUsd, shown->loadRank, shown->touch4h, shown->touch24h};
    }
    return parts;
}

} // namespace isobar
