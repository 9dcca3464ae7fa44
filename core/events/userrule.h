#pragma once
#include "core/analytics/constantset.h"
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/market/rule.h"

#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// A condition compared with its threshold. `relaxed`: with the level at which it arms again, a tenth of the threshold
/// (of a price: a thousandth) back, so that a value on the edge does not fire again and again.
bool conditionHolds(const UserCondition &condition, std::optional<double> value, bool relaxed = false);

/// What a measure is when of its subject there is none now: no settlement that is due, no loaded cluster. It does not
/// hold, and that is certain; an absent value is not known.
inline constexpr double NoneThere = std::numeric_limits<double>::quiet_NaN();

/// Whether a rule is met, `holds` being its conditions; absent: that hangs on what is not known.
std::optional<bool> isMet(bool all, std::span<const std::optional<bool>> holds);

struct UserRuleInput : RuleMoment {
    /// What the market says of a condition now, in the unit of its threshold, or NoneThere; absent: not known.
    std::function<std::optional<double>(const UserCondition &)> measure;
    /// Age of the oldest value that it was measured on; absent: not known. May be null.
    std::function<std::optional<TimeMs>(const UserCondition &)> age;
    bool isSettling = false; ///< soon after the start: the rules of positions come once their venues are known
    /// For the constant set of conditions on the aggregate (MODEL 8.1); null: they enter on what was measured.
    const Aggregate *aggregate = nullptr;
    std::span<const VenueInput> venues; ///< that the aggregate was made of
};

/// USER_RULE of one asset: the lives of the user's rules. A rule stands still while its outcome hangs on what is not
/// known, or on the aggregate with low confidence (MODEL 8.1); what is asked of a named venue, of prices, liquidations
/// and feeds goes on.
class UserRules {
public:
    std::vector<Event> step(const UserRuleInput &input, const std::vector<UserRule> &rules);
    void resume(const Event &told) { m_rules[told.subject].life.resume(told); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_rules); }

private:
    struct Rule {
        EventLife life;
        std::vector<ConstantSet> sets; ///< one a condition
    };
    std::vector<Event> dropGone(const UserRuleInput &input, const std::vector<UserRule> &rules);
    static std::optional<Event> end(EventLife &life, const UserRuleInput &input);
    std::optional<Event> judge(const UserRuleInput &input, const UserRule &rule);

    std::map<std::string, Rule> m_rules; // by the rule's id
};

/// Makes what follows from the event's inputs.
void derive(Event &event, UserRulePayload &payload);

} // namespace isobar
