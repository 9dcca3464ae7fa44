#pragma once
#include "core/base/time.h"
#include "core/market/event.h"
#include "core/market/observation.h"

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
    OpenInterestChanged, ///< |change| over the window (up to 72 h), as a fraction
    Liquidated, ///< USD observed within the window (up to 24 h), of a side or both
    ClusterWithin, ///< |ln| distance to the nearest loaded cluster, of a side or any; 0: the price is in it
    FeedLost ///< of a venue or any; compared with nothing
};
inline constexpr std::size_t UserConditionCount = 13;
/// "price_above".
std::string_view userConditionName(UserConditionKind kind);
std::optional<UserConditionKind> userConditionByName(std::string_view name);

/// What belongs to a kind of condition.
struct UserConditionTraits {
    bool hasThreshold = true, hasWindow = false, hasVenue = false, hasSide = false;
    double least = 0, most = 0; ///< of the threshold
    double mostWindowHours = 0;
};
UserConditionTraits traitsOf(UserConditionKind kind);

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
    bool on = true;
    std::vector<std::string> assets; ///< empty: every watched one
    bool all = true;
    std::vector<UserCondition> conditions;
    Priority priority = Priority::P2;
    TimeMs holdMs = 0; ///< it must hold so long
    TimeMs coolMs = 15 * MinuteMs; ///< after it ended
    bool operator==(const UserRule &) const = default;
};

/// What is wrong with a rule that cannot be run as it stands, in words; empty: nothing.
std::string faultOf(const UserRule &rule);

/// A moment at which a rule would have told, with the end of what it told of.
struct RuleFiring {
    std::string asset;
    TimeMs timeMs = 0;
    TimeMs endMs = 0; ///< 0: it still holds
    bool operator==(const RuleFiring &) const = default;
};

/// What a rule would have done, by what is remembered of the past.
struct RuleTrial {
    TimeMs fromMs = 0, toMs = 0; ///< market time
    TimeMs reachMs = 0; ///< since when all that it needs is remembered, of every asset; after fromMs: less than asked
    TimeMs stepMs = 0; ///< how closely it was looked at
    std::vector<RuleFiring> firings; ///< ascending
    std::vector<std::size_t> untold; ///< conditions of whose past nothing is kept: they counted as not met
    std::vector<std::string> assets; ///< that were looked at
    bool operator==(const RuleTrial &) const = default;
};

} // namespace isobar
