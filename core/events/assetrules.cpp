#include "core/events/assetrulesnow.h"

#include "core/analytics/tolerance.h"
#include "core/events/fundingevidence.h"
#include "core/events/levelevidence.h"
#include "core/levelgrid/clusteralert.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isobar {

namespace {

constexpr TimeMs AftermathMs = 16 * HourMs; // MODEL 8.1

bool isFresh(const AssetFindings &findings, const ContractState &state)
{
    return state.mark && state.markSeenMs
        && findings.beat.transportMs - *state.markSeenMs <= markLimitMs(state.venue().of(StreamType::Mark).gapMs);
}

} // namespace

AssetRules::AssetRules(const std::string &asset) : m_extreme(asset) { }

void AssetRules::forgetRun()
{
    m_feedLost.forgetHeard();
    m_large.forgetPrints();
    for (Side &side : m_sides) {
        side.burst.forgetPrints();
        side.cascade.forgetPrints();
    }
}

void AssetRules::tell(std::optional<Event> event)
{
    if (event)
        m_events.push_back(*std::move(event));
}

void AssetRules::tell(std::vector<Event> events)
{
    for (Event &event : events)
        m_events.push_back(std::move(event));
}

double AssetRules::weightOf(const std::string &venue) const
{
    const auto found = m_weights.find(venue);
    return found == m_weights.end() ? 0 : found->second;
}

bool AssetRules::isAfterCascade(PositionSide crowd, TimeMs marketMs) const
{
    const auto last = of(otherSide(crowd)).cascade.lastActiveMs();
    return last && marketMs - *last <= AftermathMs;
}

std::vector<Event> AssetRules::step(const RuleContext &context, const RuleMoment &moment)
{
    Now now{context, moment, context.findings, levelsNow(context), silenceNow(context.findings), {}, false};
    now.mute = muteVolume(now.silence);
    now.isPartHeard = now.mute.share > 0 || below(now.findings.liquidationCoverage, 1)
        || std::any_of(now.findings.venues.begin(), now.findings.venues.end(),
            [](const VenueFindings &each) { return each.traits.liquidations == LiquidationFeed::Throttled; });
    m_events.clear();
    observe(now);
    judgeFeeds(now);
    judgeLiquidations(now);
    judgeFunding(now);
    judgeTerms(now);
    judgeOpenInterest(now);
    judgeSqueezes(now);
    judgeClusters(now);
    judgePrices(now);
    judgeUserRules(now);
    return std::exchange(m_events, {});
}

void AssetRules::observe(const Now &now)
{
    m_sigma.note(now.moment.marketMs, now.context.levels.volatility.fast);
    for (std::size_t i = 0; i < now.findings.venues.size(); ++i) {
        const AggregateVenue &venue = now.findings.aggregate.venues[i];
        if (venue.takesPart())
            m_weights[now.findings.venues[i].traits.id] = venue.weight;
    }
    // Minutes of a cascade must not raise the threshold that it is measured by: once an hour is often enough.
    const TimeMs hour = floorTo(now.moment.marketMs, HourMs);
    const bool isNewHour = hour != m_quantileHourMs;
    m_quantileHourMs = hour;
    for (const PositionSide each : Sides) {
        Side &side = of(each);
        side.minute = fullestMinute(now.context.asset, each, now.moment.marketMs);
        if (!isNewHour)
            continue;
        const auto quantile = [&](const WaveSettings &settings) {
            const TimeMs heard = now.context.asset.liquidationsSinceMs.value_or(now.moment.marketMs);
            const TimeMs since = std::max(heard, now.moment.marketMs - settings.windowDays * DayMs);
            return minuteQuantile(now.context.asset.liquidations, each, settings.quantile, since, now.moment.marketMs);
        };
        // After a restart too few minutes were heard for days; what was learned before still holds.
        if (const auto known = quantile(burstSettings()))
            side.burstQuantile = known;
        if (const auto known = quantile(cascadeSettings()))
            side.cascadeQuantile = known;
    }
}

void AssetRules::judgeFeeds(const Now &now)
{
    auto input = at<FeedLostInput>(now.moment.observed());
    for (std::size_t i = 0; i < now.findings.venues.size(); ++i) {
        const VenueFindings &venue = now.findings.venues[i];
        const auto health = now.context.market.health().find(venue.traits.id);
        if (health == now.context.market.health().end())
            continue;
        const ContractFindings &main = mainContract(now.findings, venue);
        input.venues.push_back({venue.traits.id, venue.traits.shortName, weightOf(venue.traits.id), health->second,
            main.spot8h, main.state->mark});
    }
    tell(m_feedLost.step(input));
}

void AssetRules::judgeLiquidations(const Now &now)
{
    for (const PositionSide each : Sides) {
        Side &side = of(each);
        auto input = at<LiquidationWaveInput>(now.moment.observed());
        input.minute = side.minute;
        const LiquidationSums &total = now.context.asset.liquidationPulse.total();
        input.observedUsd = each == PositionSide::Long ? total.longUsd : total.shortUsd;
        input.openInterestUsd = now.levels.openInterestUsd;
        input.coverageOfOi = now.levels.coverage;
        input.isLowerBound = now.isPartHeard;
        input.heardShare = 1 - now.mute.share;
        input.move = m_sigma.move(now.findings, 15);
        input.userHolds = now.context.user.holds(now.findings.asset);
        for (const Cluster &cluster : now.context.levels.clusters)
            input.clustersAhead += cluster.side == each;
        input.describe = [&](LiquidationWavePayload &p) {
            p.venues = side.minute.byVenue;
            p.levels = now.levels;
            p.chain = chainEvidence(now.context.levels.clusters, each, now.levels);
            if (const Cluster *next = nearestCluster(now.context.levels.clusters, each))
                p.nextCluster = clusterEvidence(*next, now.levels);
        };
        input.quantileUsd = side.burstQuantile;
        tell(side.burst.step(input, burstSettings()));
        input.quantileUsd = side.cascadeQuantile;
        tell(side.cascade.step(input, cascadeSettings()));
    }

    auto large = at<LargeLiquidationInput>(now.moment.observed());
    const AssetState &asset = now.context.asset;
    const std::vector<LiquidationCell> cells(
        asset.liquidationPulse.cells().begin(), asset.liquidationPulse.cells().end());
    large.cells = cells;
    large.quantileUsd = asset.liquidationPulse.printQuantile(LargeLiquidationSettings().quantile);
    large.dayUsd = {asset.liquidations.day().longUsd, asset.liquidations.day().shortUsd};
    large.mark = now.levels.price;
    for (const PositionSide each : Sides) {
        if (const Cluster *next = nearestCluster(now.context.levels.clusters, each))
            large.nextCluster[static_cast<std::size_t>(each)] = next->peak;
    }
    large.nameOf = [&asset](InstrumentId instrument) { return contractName(asset, instrument); };
    tell(m_large.step(large));

    auto blind = at<BlindInput>(now.moment.observed());
    blind.venues = now.silence;
    blind.move = m_sigma.move(now.findings, 5);
    blind.liquidatedLong60sUsd = of(PositionSide::Long).minute.usd;
    blind.liquidatedShort60sUsd = of(PositionSide::Short).minute.usd;
    blind.burstLongUsd = of(PositionSide::Long).burst.thresholdUsd();
    blind.burstShortUsd = of(PositionSide::Short).burst.thresholdUsd();
    tell(m_blind.step(blind));
}

void AssetRules::judgeFunding(const Now &now)
{
    judgeExtreme(now);
    judgeFlip(now);
    judgeDivergence(now);
    judgeCapped(now);
}

void AssetRules::judgeExtreme(const Now &now)
{
    const AssetFindings &findings = now.findings;
    FundingExtremeInput input;
    input.marketMs = now.moment.marketMs;
    input.rate8h = findings.aggregate.rate8h;
    input.baseline = findings.baseline;
    input.scope = findings.breadth.scope;
    input.isFrozen = now.moment.isFrozen;
    input.isWarmingUp = now.moment.isWarmingUp;
    const bool holds = findings.aggregate.isKnown() && isFundingExtreme(findings.aggregate.rate8h, findings.baseline);
    input.constantSetRate8h =
        m_extremeSet.step(findings.inputs, findings.aggregate, holds, now.moment.isWarmingUp, now.moment.marketMs);
    for (const FundingExtremeTransition &transition : m_extreme.step(input)) {
        Side &side = of(transition.side);
        if (transition.state == EventState::Entered)
            side.extremeAftermath = isAfterCascade(transition.side, now.moment.marketMs);
        m_events.push_back(fundingExtremeEvent(transition, findings, side.extremeAftermath));
    }
}

void AssetRules::judgeFlip(const Now &now)
{
    const AssetFindings &findings = now.findings;
    auto input = at<FundingFlipInput>(now.moment);
    input.rate8h = findings.aggregate.rate8h;
    if (findings.hourly)
        input.hours = *findings.hourly;
    if (findings.prices)
        input.prices = *findings.prices;
    input.evidence = [&findings] { return fundingEvidence(findings); };
    for (const PositionSide each : Sides)
        input.aftermath[static_cast<std::size_t>(each)] = isAfterCascade(each, now.moment.marketMs);
    const bool isChanged = findings.aggregate.isKnown() && m_flip.isChangedBy(findings.aggregate.rate8h);
    input.constantSetRate8h =
        m_flipSet.step(findings.inputs, findings.aggregate, isChanged, now.moment.isWarmingUp, now.moment.marketMs);
    tell(m_flip.step(input));
}

void AssetRules::judgeDivergence(const Now &now)
{
    const AssetFindings &findings = now.findings;
    auto input = at<FundingDivergenceInput>(now.moment);
    input.spread8h = findings.aggregate.spread8h;
    input.usual8h = findings.usualSpread8h;
    const bool holds = atLeast(input.spread8h, FundingDivergenceSettings().enterAt(input.usual8h));
    m_divergenceSet.step(findings.inputs, findings.aggregate, holds, now.moment.isWarmingUp, now.moment.marketMs);
    if (holds)
        input.constantSetSpread8h = m_divergenceSet.spread8h();
    input.evidence = [&findings] { return fundingEvidence(findings); };
    input.markOf = [&findings](const std::string &venue) {
        for (const VenueFindings &each : findings.venues) {
            if (each.traits.id == venue)
                return mainContract(findings, each).state->mark.value_or(0);
        }
        return 0.0;
    };
    tell(m_divergence.step(input));
}

void AssetRules::judgeCapped(const Now &now)
{
    const AssetFindings &findings = now.findings;
    auto input = at<FundingCappedInput>(now.moment);
    std::vector<std::string> venues;
    for (std::size_t i = 0; i < findings.venues.size(); ++i) {
        const VenueFindings &venue = findings.venues[i];
        const ContractFindings &main = mainContract(findings, venue);
        const bool isHeld = now.context.user.holds(findings.asset, venue.traits.id);
        // Too small or too far from the others to count in the aggregate, but its rate is what the user pays. A pause
        // of its feed ends nothing.
        const bool isPaid = main.excluded == Exclusion::None || main.excluded == Exclusion::Thin
            || main.excluded == Exclusion::VolumeSuspect
            || (main.excluded == Exclusion::Stale && std::any_of(Sides.begin(), Sides.end(), [this](PositionSide each) {
                   return m_capped.isActive(each);
               }));
        const bool matters = findings.aggregate.venues[i].takesPart() || (isHeld && isPaid);
        if (!matters || !main.rate || !main.intervalHours)
            continue;
        const Instrument &instrument = main.state->instrument();
        EventCappedContract contract;
        contract.venue = venue.traits.shortName;
        contract.contract = instrument.symbol;
        contract.weight = findings.aggregate.venues[i].takesPart() ? findings.aggregate.venues[i].weight : 0;
        contract.rate = *main.rate;
        contract.intervalHours = *main.intervalHours;
        contract.cap = instrument.fundingCap;
        contract.floor = instrument.fundingFloor;
        contract.meanPremium = main.meanPremium;
        if (main.state->fundingSeenMs)
            contract.ageMs = now.moment.transportMs - *main.state->fundingSeenMs;
        contract.userHolds = isHeld;
        input.contracts.push_back(std::move(contract));
        venues.push_back(venue.traits.id);
    }
    const FundingCappedSettings settings;
    const bool holds = std::any_of(Sides.begin(), Sides.end(), [&](PositionSide side) {
        return isFundingCapped(input.contracts, {}, side, settings.enterUsage, settings.neededShare);
    });
    m_cappedSet.step(findings.inputs, findings.aggregate, holds, now.moment.isWarmingUp, now.moment.marketMs);
    if (holds) {
        const std::map<std::string, double> weights = m_cappedSet.weights();
        for (const std::string &venue : venues) {
            const auto found = weights.find(venue);
            input.constantSetWeights.push_back(found == weights.end() ? 0 : found->second);
        }
    }
    tell(m_capped.step(input));
}

void AssetRules::judgeTerms(const Now &now)
{
    auto input = at<TermsChangedInput>(now.moment);
    const RegimeState &regime = now.findings.regime;
    input.isCappedOrExtreme = regime.regime == Regime::Capped || regime.regime == Regime::Extreme;
    for (const ContractFindings &each : now.findings.contracts) {
        const Instrument &instrument = each.state->instrument();
        const VenueTraits &venue = each.state->venue();
        if (instrument.continuousFunding)
            continue;
        input.contracts.push_back({venue.id, venue.shortName, instrument.symbol, each.rate.value_or(0),
            each.state->statedIntervalHours(), instrument.fundingCap});
        input.userHolds[venue.id] = now.context.user.holds(now.findings.asset, venue.id);
    }
    tell(m_terms.step(input));
}

void AssetRules::judgeOpenInterest(const Now &now)
{
    auto input = at<OpenInterestExtremeInput>(now.moment);
    input.level = now.findings.openInterest;
    input.coins = now.findings.openInterestCoins.value_or(0);
    input.mark = now.findings.mark.value_or(0);
    input.venues = [&] {
        std::vector<EventOpenInterest> venues;
        for (const VenueFindings &each : now.findings.venues) {
            if (!each.openInterestUsd)
                continue;
            TimeMs seenMs = now.moment.transportMs;
            for (const std::size_t i : each.contracts)
                seenMs = std::min(seenMs, now.findings.contracts[i].state->openInterestSeenMs.value_or(seenMs));
            venues.push_back({each.traits.shortName, *each.openInterestUsd, 0, now.moment.transportMs - seenMs});
        }
        return venues;
    };
    tell(m_openInterest.step(input));
    if (!now.findings.openInterest.isHigh)
        m_oiHighSinceMs = 0;
    else if (m_oiHighSinceMs == 0)
        m_oiHighSinceMs = now.moment.marketMs;
}

void AssetRules::judgeClusters(const Now &now)
{
    auto input = at<ClusterArmedInput>(now.moment);
    input.clusters = now.context.levels.clusters;
    input.mapHasSkill = now.context.levels.hasSkill;
    for (const PositionSide each : Sides) {
        input.cascade[static_cast<std::size_t>(each)] = of(each).cascade.isActive();
        input.squeeze[static_cast<std::size_t>(each)] = of(each).squeeze.isActive();
    }
    const UserConcerns &user = now.context.user;
    input.concernsUser = [&](const Cluster &cluster) {
        if (isAlerting(user.rules, cluster))
            return true;
        return std::any_of(user.holdings.begin(), user.holdings.end(), [&](const Holding &each) {
            if (each.asset != now.findings.asset || each.side != cluster.side || !each.liquidationPrice)
                return false;
            // On the way from the price to where the position ends.
            return each.side == PositionSide::Long ? cluster.peak >= *each.liquidationPrice
                                                   : cluster.peak <= *each.liquidationPrice;
        });
    };
    input.describe = [&](const Cluster &cluster, ClusterArmedPayload &p) {
        p.levels = now.levels;
        p.cluster = clusterEvidence(cluster, now.levels);
        p.chain = chainEvidence(now.context.levels.clusters, cluster.side, now.levels);
        if (cluster.exactUsd > 0)
            p.exactShare = cluster.exactUsd / (cluster.exactUsd + cluster.oiClosedUsd);
    };
    tell(m_clusters.step(input));
}

void AssetRules::judgePrices(const Now &now)
{
    auto input = at<VenueDislocationInput>(now.moment.observed());
    for (const VenueFindings &venue : now.findings.venues) {
        VenuePrice price;
        price.venue = venue.traits.id;
        price.name = venue.traits.shortName;
        price.weight = weightOf(price.venue);
        price.userHolds = now.context.user.holds(now.findings.asset, price.venue);
        for (const std::size_t i : venue.contracts) {
            const ContractState &state = *now.findings.contracts[i].state;
            if (!isFresh(now.findings, state))
                continue;
            price.mark = state.mark;
            price.index = state.index;
            price.seenMs = state.markSeenMs;
            break;
        }
        input.venues.push_back(std::move(price));
    }
    const AssetState &asset = now.context.asset;
    input.liquidated1h = [&](const std::string &venue) {
        std::pair<double, double> sums;
        const LiquidationLog log = asset.liquidationTape.log();
        for (const LiquidationChunk &chunk : log.chunks) {
            for (const LiquidationPrint &print : *chunk) {
                if (print.timeMs > now.moment.marketMs - HourMs && log.venues[print.venue] == venue)
                    (print.side == PositionSide::Long ? sums.first : sums.second) += print.usd;
            }
        }
        return sums;
    };
    tell(m_dislocation.step(input));
}

} // namespace isobar
