#include "core/events/ruletrial.h"

#include "core/events/machine.h"
#include "core/events/userrule.h"

#include <algorithm>
#include <set>

namespace isobar {

namespace {

constexpr TimeMs TrialMs = 7 * DayMs, StepMs = 5 * MinuteMs;

} // namespace

std::vector<RuleFiring> firingsOf(
    const UserRule &rule, const std::string &asset, std::span<const ConditionPast> pasts, const PastTimes &times)
{
    std::vector<RuleFiring> firings;
    EventMachine machine;
    MachineTiming timing;
    timing.durationMs = rule.holdMs;
    timing.coolMs = rule.coolMs;
    const auto isMetAt = [&](std::size_t moment, bool relaxed) {
        std::vector<std::optional<bool>> holds;
        for (std::size_t c = 0; c < pasts.size(); ++c) {
            if (!pasts[c].isKept)
                holds.push_back(false); // it counts as not met, and that is said
            else if (const auto &value = pasts[c].values[moment])
                holds.push_back(conditionHolds(rule.conditions[c], value, relaxed));
            else
                holds.emplace_back(); // the live rule stands still on what it does not know
        }
        return isMet(rule.all, holds);
    };
    for (std::size_t i = 0; i < times.count; ++i) {
        const std::optional<bool> enters = isMetAt(i, false), stays = isMetAt(i, true);
        MachineInput input;
        input.marketMs = times.at(i);
        input.enters = enters.value_or(false);
        input.stays = stays.value_or(false);
        input.isFrozen = !(machine.phase == MachinePhase::Active ? stays : enters);
        input.priority = rule.priority;
        switch (machine.step(input, timing)) {
        case MachineStep::Entered:
            if (!machine.heldAtStart)
                firings.push_back({asset, input.marketMs, 0});
            break;
        case MachineStep::Exited:
            if (!firings.empty() && firings.back().endMs == 0)
                firings.back().endMs = input.marketMs;
            break;
        case MachineStep::None:
            break;
        }
    }
    return firings;
}

RuleTrial tryRule(const UserRule &rule, std::span<const TrialAsset> assets, TimeMs toMs)
{
    PastTimes times;
    times.stepMs = StepMs;
    times.count = TrialMs / StepMs + 1;
    times.fromMs = floorTo(toMs, StepMs) - TrialMs;
    RuleTrial trial;
    trial.fromMs = trial.reachMs = times.fromMs;
    trial.toMs = toMs;
    trial.stepMs = StepMs;
    std::set<std::size_t> untold;
    for (const TrialAsset &asset : assets) {
        const std::string &name = asset.state.asset;
        if (!rule.assets.empty() && std::find(rule.assets.begin(), rule.assets.end(), name) == rule.assets.end())
            continue;
        std::vector<ConditionPast> pasts;
        for (const UserCondition &condition : rule.conditions) {
            pasts.push_back(pastOf(condition, asset.state, asset.findings, times, rule.holdMs == 0));
            if (!pasts.back().isKept)
                untold.insert(pasts.size() - 1);
            else
                trial.reachMs = std::max(trial.reachMs, std::min(pasts.back().reachMs, toMs));
        }
        const std::vector<RuleFiring> found = firingsOf(rule, name, pasts, times);
        trial.firings.insert(trial.firings.end(), found.begin(), found.end());
        trial.assets.push_back(name);
    }
    std::stable_sort(trial.firings.begin(), trial.firings.end(),
        [](const RuleFiring &a, const RuleFiring &b) { return a.timeMs < b.timeMs; });
    trial.untold.assign(untold.begin(), untold.end());
    return trial;
}

} // namespace isobar
