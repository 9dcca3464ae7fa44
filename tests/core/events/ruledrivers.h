#pragma once
#include "core/events/blind.h"
#include "core/events/clusterarmed.h"
#include "core/events/feedlost.h"
#include "core/events/fundingcapped.h"
#include "core/events/fundingdivergence.h"
#include "core/events/largeliquidation.h"
#include "core/events/levelevidence.h"
#include "core/events/liquidationwave.h"
#include "core/events/openinterestextreme.h"
#include "core/events/squeeze.h"
#include "core/events/termschanged.h"
#include "core/events/userrule.h"
#include "core/events/venuedislocation.h"
#include "tests/core/events/ruletest.h"

#include <cmath>
#include <functional>
#include <memory>

namespace isobar {

/// A rule with one handle: how far its condition is met, 1 being exactly its threshold. Everything else about it is
/// what MODEL 8.3 says, so that all machines can be tested alike.
struct RuleDriver {
    EventType type = EventType::FundingExtreme;
    Priority priority = Priority::P3; ///< at the threshold
    TimeMs tickMs = SecondMs; ///< between two steps of a test
    TimeMs confirmMs = 0;
    double exitLevel = 0; ///< below it the event is over, at it not yet
    TimeMs exitMs = 0, coolMs = 0;
    bool freezes = false; ///< low confidence stops it
    bool isSided = false;
    double updateLevel = 0; ///< at which it is told again; 0: never
    /// Steps the rule at a level; the moment has been moved on.
    std::function<std::vector<Event>(const RuleMoment &moment, double level, PositionSide side)> step;
    /// The same with the level on the constant set only; null: the rule has none.
    std::function<std::vector<Event>(const RuleMoment &moment, double level, double onSet)> stepOnSet;
    std::function<void(const Event &told)> resume;
};

namespace drivers {

template <class Input> Input at(const RuleMoment &moment)
{
    Input input;
    static_cast<RuleMoment &>(input) = moment;
    return input;
}

inline std::vector<Event> asList(std::optional<Event> event)
{
    return event ? std::vector<Event>{*std::move(event)} : std::vector<Event>();
}

inline EventLevels levels()
{
    EventLevels made;
    made.price = 68'000;
    made.sigmaSlow = 0.0049;
    made.sigmaFast = 0.0049;
    made.openInterestUsd = 22e9;
    made.volumeDayUsd = 60e9;
    return made;
}

inline Cluster cluster(PositionSide side, double distance, ClusterLoad load, double printsUsd = 4e6)
{
    Cluster made;
    made.id = side == PositionSide::Long ? 0xc1 : 0xc2;
    made.side = side;
    made.peak = 68'000 * std::exp(side == PositionSide::Long ? -distance : distance);
    made.low = made.peak * 0.999;
    made.high = made.peak * 1.001;
    made.printsUsd = printsUsd;
    made.oiClosedUsd = printsUsd / 0.05;
    made.distance = distance;
    made.loadRank = 0.95;
    made.touch4h = 0.4;
    made.touch24h = 0.6;
    made.load = load;
    return made;
}

inline RuleDriver divergence()
{
    auto rule = std::make_shared<FundingDivergence>();
    const auto input = [](const RuleMoment &moment, double level) {
        auto made = at<FundingDivergenceInput>(moment);
        made.spread8h = 0.0003 * level;
        made.evidence = [level] {
            return std::vector{eventVenue("binance", 40, 0.0001, 0.0001), eventVenue("bybit", 30, 0.0001, 0.0001),
                eventVenue("hyperliquid", 30, 0.0001 + 0.0003 * level, 0.0001)};
        };
        made.markOf = [](const std::string &venue) { return venue == "hyperliquid" ? 68'010.0 : 68'000.0; };
        return made;
    };
    RuleDriver driver{EventType::FundingDivergence, Priority::P3, MinuteMs, 10 * MinuteMs, 0.0002 / 0.0003, 0,
        4 * HourMs, true, false, 1.5, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule, input](const RuleMoment &moment, double level, PositionSide) {
        return asList(rule->step(input(moment, level)));
    };
    driver.stepOnSet = [rule, input](const RuleMoment &moment, double level, double onSet) {
        auto made = input(moment, level);
        made.constantSetSpread8h = 0.0003 * onSet;
        return asList(rule->step(made));
    };
    return driver;
}

inline RuleDriver capped()
{
    auto rule = std::make_shared<FundingCapped>();
    const auto input = [](const RuleMoment &moment, double level, PositionSide side) {
        auto made = at<FundingCappedInput>(moment);
        EventCappedContract contract;
        contract.venue = "Binance";
        contract.contract = "ALTUSDT";
        contract.weight = 0.4;
        contract.rate = (side == PositionSide::Long ? 0.98 : -0.98) * 0.02 * level;
        contract.intervalHours = 4;
        contract.cap = 0.02;
        contract.floor = -0.02;
        made.contracts = {contract};
        contract.venue = "OKX";
        contract.weight = 0.6;
        contract.rate = 0.0001;
        made.contracts.push_back(contract);
        return made;
    };
    RuleDriver driver{EventType::FundingCapped, Priority::P2, SecondMs, SecondMs, 0.90 / 0.98, 0, 4 * HourMs, true,
        true, 0, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule, input](const RuleMoment &moment, double level, PositionSide side) {
        return rule->step(input(moment, level, side));
    };
    driver.stepOnSet = [rule, input](const RuleMoment &moment, double level, double onSet) {
        auto made = input(moment, level, PositionSide::Long);
        made.constantSetWeights = {0.3 * onSet, 0.5};
        return rule->step(made);
    };
    return driver;
}

inline RuleDriver openInterest()
{
    auto rule = std::make_shared<OpenInterestExtreme>();
    auto level = std::make_shared<OpenInterestLevel>();
    RuleDriver driver{
        EventType::OiExtreme, Priority::P3, MinuteMs, 10 * MinuteMs, 0.7, 0, 6 * HourMs, true, false, 0, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule, level](const RuleMoment &moment, double value, PositionSide) {
        OpenInterestGrowth growth;
        growth.change24h = 0.10 * value;
        // Rank among ten days only: growth alone decides.
        *level = evaluateOpenInterest(std::vector<double>(240, 300'000), 330'000, growth, *level);
        auto input = at<OpenInterestExtremeInput>(moment);
        input.level = *level;
        input.coins = 330'000;
        input.mark = 68'000;
        input.venues = [] {
            return std::vector<EventOpenInterest>{{"OKX", 7e9, 0, SecondMs}, {"Binance", 15.44e9, 0, 10 * SecondMs}};
        };
        return asList(rule->step(input));
    };
    return driver;
}

inline RuleDriver clusterArmed()
{
    auto rule = std::make_shared<ClusterArmed>();
    RuleDriver driver{EventType::ClusterArmed, Priority::P3, MinuteMs, 2 * MinuteMs, 0.25 / 0.35, 0, 30 * MinuteMs,
        true, true, 0, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule](const RuleMoment &moment, double level, PositionSide side) {
        Cluster each = cluster(side, 0.006, level >= 1 ? ClusterLoad::Armed : ClusterLoad::Loaded);
        each.touch4h = 0.35 * level;
        const std::vector<Cluster> clusters{each, cluster(side, 0.02, ClusterLoad::Plain)};
        auto input = at<ClusterArmedInput>(moment);
        input.clusters = std::span(clusters).first(1);
        input.describe = [&](const Cluster &now, ClusterArmedPayload &p) {
            p.levels = levels();
            p.cluster = clusterEvidence(now, p.levels);
            p.chain = chainEvidence(clusters, side, p.levels);
        };
        return rule->step(input);
    };
    return driver;
}

inline RuleDriver wave(EventType type)
{
    const bool isCascade = type == EventType::LiquidationCascade;
    const WaveSettings settings = isCascade ? cascadeSettings() : burstSettings();
    auto rules = std::make_shared<std::array<LiquidationWave, 2>>(
        std::array{LiquidationWave(type, PositionSide::Long), LiquidationWave(type, PositionSide::Short)});
    auto observed = std::make_shared<std::array<double, 2>>();
    RuleDriver driver{type, isCascade ? Priority::P1 : Priority::P4, SecondMs, 0, 0.25, 2 * MinuteMs, 5 * MinuteMs,
        false, true, isCascade ? 3.0 : 0.0, {}, {}, {}};
    driver.resume = [rules](const Event &told) { (*rules)[static_cast<std::size_t>(*told.side)].resume(told); };
    driver.step = [=](const RuleMoment &moment, double level, PositionSide side) {
        std::vector<Event> events;
        for (const PositionSide each : {PositionSide::Long, PositionSide::Short}) {
            const auto index = static_cast<std::size_t>(each);
            auto input = at<LiquidationWaveInput>(moment);
            // MODEL 10.28: 0.1 % of OI x cov of 22 G is 1.1 M; of a burst 0.02 % is less than its floor.
            const double usd = each == side ? level * (isCascade ? 1.1e6 : 250e3) : 0;
            input.minute.usd = usd;
            input.minute.usdPerSecond = usd / 10;
            input.minute.prints = each == side ? 30 : 0;
            input.minute.venues = 2;
            (*observed)[index] = std::max((*observed)[index], usd);
            input.observedUsd = (*observed)[index];
            input.quantileUsd = 0; // of a month that was quiet
            input.openInterestUsd = 22e9;
            input.heardShare = 0.38;
            input.isLowerBound = true;
            input.userHolds = true; // so that its size does not matter
            const double way = each == PositionSide::Long ? -0.021 : 0.021;
            input.move = {68'000, 68'000 * std::exp(way), 15, 0.005, false, 0, 0};
            input.describe = [each](LiquidationWavePayload &p) {
                p.venues = {{"Bybit", 2e6}, {"Binance", 1e6}};
                p.levels = levels();
                const std::vector<Cluster> ahead{cluster(each, 0.01, ClusterLoad::Armed)};
                p.nextCluster = clusterEvidence(ahead.front(), p.levels);
                p.chain = chainEvidence(ahead, each, p.levels);
            };
            for (Event &event : asList((*rules)[index].step(input, settings)))
                events.push_back(std::move(event));
        }
        return events;
    };
    return driver;
}

inline RuleDriver squeeze(EventType type)
{
    auto rules =
        std::make_shared<std::array<Squeeze, 2>>(std::array{Squeeze(PositionSide::Long), Squeeze(PositionSide::Short)});
    RuleDriver driver{type, type == EventType::SqueezeForming ? Priority::P3 : Priority::P1, MinuteMs, MinuteMs, 1,
        30 * MinuteMs, 6 * HourMs, true, true, 0, {}, {}, {}};
    driver.resume = [rules](const Event &told) { (*rules)[static_cast<std::size_t>(*told.side)].resume(told); };
    driver.step = [rules, type](const RuleMoment &moment, double level, PositionSide side) {
        std::vector<Event> events;
        for (const PositionSide each : {PositionSide::Long, PositionSide::Short}) {
            auto input = at<SqueezeInput>(moment);
            input.hasFunding = level >= 1 && each == side;
            input.isOpenInterestHigh = true;
            input.cluster = type == EventType::StructuralSqueeze ? SqueezeCluster::Armed : SqueezeCluster::None;
            input.describe = [&input, each](SqueezePayload &p) {
                p.funding = {input.hasFunding, "FUNDING_EXTREME", "00000000000000ab",
                    each == PositionSide::Long ? 0.00071 : -0.00071, 0.0001, RuleStart, 0};
                p.openInterest = {true, 0.93, 0.06, 60, RuleStart};
                p.levels = levels();
                const std::vector<Cluster> ahead{cluster(each, 0.006, ClusterLoad::Armed)};
                if (input.cluster != SqueezeCluster::None)
                    p.cluster = clusterEvidence(ahead.front(), p.levels);
                p.chain = chainEvidence(ahead, each, p.levels);
            };
            for (Event &event : (*rules)[static_cast<std::size_t>(each)].step(input)) {
                if (event.type == type)
                    events.push_back(std::move(event));
            }
        }
        return events;
    };
    return driver;
}

inline RuleDriver dislocation()
{
    auto rule = std::make_shared<VenueDislocation>();
    RuleDriver driver{EventType::VenueDislocation, Priority::P3, SecondMs, 10 * SecondMs, 0.5, MinuteMs, 10 * MinuteMs,
        false, false, 4.01, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule](const RuleMoment &moment, double level, PositionSide) {
        auto input = at<VenueDislocationInput>(moment);
        for (const char *name : {"binance", "bybit", "okx"})
            input.venues.push_back({name, name, 0.3, 68'000.0, 68'000.0, moment.transportMs, false});
        input.venues[1].mark = 68'000 * std::exp(0.005 * level);
        input.liquidated1h = [](const std::string &) { return std::pair(1e6, 2e6); };
        return rule->step(input);
    };
    return driver;
}

inline RuleDriver feedLost()
{
    auto rule = std::make_shared<FeedLost>();
    RuleDriver driver{
        EventType::FeedLost, Priority::P3, SecondMs, 0, 1, 30 * SecondMs, 5 * MinuteMs, false, false, 0, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule](const RuleMoment &moment, double level, PositionSide) {
        auto health = std::make_shared<VenueHealth>();
        health->venue = "bybit";
        const HealthState state = level >= 1 ? HealthState::Stale : HealthState::Live;
        health->state = state;
        health->reason = level >= 1 ? "mark: no frame for 6 s" : "";
        for (const StreamType each : {StreamType::Mark, StreamType::Funding})
            health->of(each) = {state, moment.transportMs, moment.transportMs, 0};
        auto input = at<FeedLostInput>(moment);
        input.venues = {{"bybit", "Bybit", 0.2, health, 0.0001, 68'000.0}};
        return rule->step(input);
    };
    return driver;
}

inline RuleDriver blind()
{
    auto rule = std::make_shared<Blind>();
    RuleDriver driver{
        EventType::Blind, Priority::P1, SecondMs, 0, 0.6, MinuteMs, 5 * MinuteMs, false, false, 0, {}, {}, {}};
    driver.resume = [rule](const Event &told) { rule->resume(told); };
    driver.step = [rule](const RuleMoment &moment, double level, PositionSide) {
        auto input = at<BlindInput>(moment);
        input.venues = {{"Binance", 1e9 * 0.5 * level, 14, 0}, {"Bybit", 1e9 * (1 - 0.5 * level), 0, 0}};
        input.move = {68'000, 68'000 * std::exp(-0.021), 5, 0.005, false, 0, 0};
        input.liquidatedLong60sUsd = 38e6;
        input.burstLongUsd = 250e3;
        return asList(rule->step(input));
    };
    return driver;
}

inline RuleDriver userRule()
{
    auto rules = std::make_shared<UserRules>();
    UserRule rule;
    rule.id = "r1";
    rule.name = "BTC above 70k";
    rule.conditions = {{UserConditionKind::PriceAbove, 70'000, 0, {}, {}}};
    RuleDriver driver{
        EventType::UserRule, Priority::P2, SecondMs, 0, 0.999, 0, 15 * MinuteMs, false, false, 0, {}, {}, {}};
    driver.resume = [rules](const Event &told) { rules->resume(told); };
    driver.step = [rules, rule](const RuleMoment &moment, double level, PositionSide) {
        auto input = at<UserRuleInput>(moment);
        input.measure = [level](const UserCondition &) { return std::optional(70'000 * level); };
        return rules->step(input, {rule});
    };
    return driver;
}

/// One of each type that has a machine of the common form.
inline std::vector<RuleDriver> all()
{
    return {divergence(), capped(), openInterest(), clusterArmed(), wave(EventType::LiquidationBurst),
        wave(EventType::LiquidationCascade), squeeze(EventType::SqueezeForming), squeeze(EventType::StructuralSqueeze),
        dislocation(), feedLost(), blind(), userRule()};
}

} // namespace drivers
} // namespace isobar
