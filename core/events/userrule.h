#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/market/rule.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// A condition compared with its threshold. `relaxed`: with the level at which it arms again, a tenth of the threshold
/// (of a price: a thousandth) back, so that a value on the edge does not fire again and again.
bool conditionHolds(const UserCondition &condition, std::optional<double> value, bool relaxed = false);

/// All of the rule's conditions hold, or any of them; `values` in their order.
bool isMet(const UserRule &rule, const std::vector<std::optional<double>> &values, bool relaxed);

struct UserRuleInput : RuleMoment {
    /// What the market says of a condition now, in the unit of its threshold; absent: not known, so it does not hold.
    std::function<std::optional<double>(const UserCondition &)> measure;
};

/// USER_RULE of one asset: the lives of the user's rules.
class UserRules {
public:
    std::vector<Event> step(const UserRuleInput &input, const std::vector<UserRule> &rules);
    void resume(const Event &told) { m_lives[told.subject].resume(told); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_lives); }

private:
    std::map<std::string, EventLife> m_lives; // by the rule's id
};

/// Makes what follows from the event's inputs.
void derive(Event &event, UserRulePayload &payload);

} // namespace isobar
