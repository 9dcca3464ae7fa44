#pragma once
#include "core/base/time.h"
#include "core/market/accountpositions.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// Whose positions are asked for, of venues that publish them. Transport time.
struct AccountWishes {
    std::vector<std::string> addresses; ///< of the user: asked always
    bool fromTrades = true; ///< learn addresses from the venue's trades
    bool operator==(const AccountWishes &) const = default;
};
struct AccountLimits {
    std::size_t most = 600; ///< accounts that are followed beside the user's
    std::size_t mostWaiting = 2'000; ///< seen in trades and not asked yet
    double leastUsd = 10'000; ///< accounts with less in the watched contracts are not followed
    TimeMs everyMs = 4 * MinuteMs; ///< one account is asked that often
    TimeMs dullForMs = HourMs; ///< an account that is not followed is not asked again for so long
    double share = 0.5; ///< of the venue's REST limit: accounts are asked only while no more than this is used
    std::size_t inFlight = 2;
};

/// Decides which account of one venue is asked next (MODEL 3.7): the user's, those that hold much, those just seen in
/// trades. The largest stay when there are too many. Pure.
class AccountWatch {
public:
    explicit AccountWatch(AccountLimits limits = {}) : m_limits(limits) { }

    void setWishes(const AccountWishes &wishes);
    /// It traded.
    void saw(std::string_view account, TimeMs nowMs);
    /// Whose turn it is; nobody's: none. It is not given again before it was told or lost.
    std::optional<std::string> next(TimeMs nowMs);
    /// The venue answered; `usd`: of its positions in watched contracts.
    void told(const std::string &account, double usd, TimeMs nowMs);
    /// It did not.
    void lost(const std::string &account, TimeMs nowMs);
    /// Whether it is followed: asked again and again.
    bool isFollowed(const std::string &account) const { return m_followed.contains(account); }
    std::size_t followed() const { return m_followed.size(); }
    void clear();

private:
    struct Followed {
        TimeMs dueMs = 0;
        double usd = 0;
        bool isUsers = false;
        bool isOpen = false; // asked, not answered
    };
    void follow(const std::string &account, double usd, TimeMs nowMs);
    void forgetDull(TimeMs nowMs);

    AccountLimits m_limits;
    AccountWishes m_wishes;
    std::map<std::string, Followed> m_followed;
    std::deque<std::string> m_waiting; // seen, not asked
    std::map<std::string, TimeMs, std::less<>> m_known; // waiting, asked or dull: not before that time again
    TimeMs m_forgotMs = 0;
};

/// Lower case, and whether it looks like an address at all: 0x and 40 hex digits.
std::optional<std::string> accountAddress(std::string_view text);

} // namespace isobar
