#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// What a user's condition looks at (PRODUCT 4). The number that it is compared with stands behind each.
enum class UserConditionKind : std::uint8_t {
    PriceAbove, ///< mark, quote per coin
    PriceBelow,
    PriceMoved, ///< |change| over the window, as a fraction
    PremiumAbove, ///< mark / index - 1; of a venue or the median of all
    PremiumBelow,
    FundingAbove, ///< per 8 h; of a venue or the aggregate
    FundingBelow,
    DueAbove, ///< |F| per 8 h with the next settlement within the window
    SpreadAbove, ///< Delta per 8 h
    OpenInterestChanged, ///< |change| over the window (1, 4, 24 or 72 h), as a fraction
    Liquidated, ///< USD observed within the window (up to 24 h), of a side or both
    ClusterWithin, ///< |ln| distance to the nearest loaded cluster, of a side or any; 0: the price is in it
    FeedLost ///< of a venue or any; compared with nothing
};
inline constexpr std::size_t UserConditionCount = 13;
/// "price_above".
std::string_view userConditionName(UserConditionKind kind);
std::optional<UserConditionKind> userConditionByName(std::string_view name);

struct UserCondition {
    UserConditionKind kind = UserConditionKind::PriceAbove;
    double threshold = 0;
    double windowHours = 0; ///< where the kind has one
    std::string venue; ///< id; empty: the aggregate, or any
    std::optional<PositionSide> side; ///< of liquidations and clusters; absent: both
    bool operator==(const UserCondition &) const = default;
};

/// A rule of the user: all of its conditions, or one of them.
struct UserRule {
    std::string id, name;
    std::vector<std::string> assets; ///< empty: every watched one
    bool all = true;
    std::vector<UserCondition> conditions;
    Priority priority = Priority::P2;
    TimeMs holdMs = 0; ///< it must hold so long
    TimeMs coolMs = 15 * MinuteMs; ///< after it ended
    bool operator==(const UserRule &) const = default;
};

/// A condition compared with its threshold. `relaxed`: with the level at which it arms again, a tenth of the threshold
/// (of a price: a thousandth) back, so that a value on the edge does not fire again and again.
bool conditionHolds(const UserCondition &condition, std::optional<double> value, bool relaxed = false);

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
