#include "core/feed/accountwatch.h"

#include <algorithm>
#include <limits>

namespace isobar {

namespace {
constexpr std::size_t AddressLength = 42;
constexpr TimeMs ForgetEveryMs = MinuteMs;
} // namespace

std::optional<std::string> accountAddress(std::string_view text)
{
    if (text.size() != AddressLength || text[0] != '0' || (text[1] != 'x' && text[1] != 'X'))
        return std::nullopt;
    std::string address = "0x";
    for (const char c : text.substr(2)) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
            address += c;
        else if (c >= 'A' && c <= 'F')
            address += static_cast<char>(c - 'A' + 'a');
        else
            return std::nullopt;
    }
    return address;
}

void AccountWatch::setWishes(const AccountWishes &wishes)
{
    m_wishes = wishes;
    for (auto &[account, followed] : m_followed)
        followed.isUsers = false;
    for (const std::string &text : wishes.addresses) {
        if (const auto address = accountAddress(text))
            m_followed[*address].isUsers = true;
    }
    if (!wishes.fromTrades) {
        m_waiting.clear();
        m_known.clear();
        std::erase_if(m_followed, [](const auto &each) { return !each.second.isUsers; });
    }
}

void AccountWatch::saw(std::string_view account, TimeMs nowMs)
{
    if (!m_wishes.fromTrades || m_waiting.size() >= m_limits.mostWaiting)
        return;
    const auto known = m_known.find(account);
    if (known != m_known.end() && known->second > nowMs)
        return;
    const auto address = accountAddress(account);
    if (!address || m_followed.contains(*address))
        return;
    m_known[*address] = std::numeric_limits<TimeMs>::max();
    m_waiting.push_back(*address);
}

std::optional<std::string> AccountWatch::next(TimeMs nowMs)
{
    forgetDull(nowMs);
    auto due = m_followed.end();
    for (auto each = m_followed.begin(); each != m_followed.end(); ++each) {
        const Followed &followed = each->second;
        if (followed.isOpen || followed.dueMs > nowMs)
            continue;
        if (due == m_followed.end() || followed.dueMs < due->second.dueMs)
            due = each;
    }
    if (due != m_followed.end()) {
        due->second.isOpen = true;
        return due->first;
    }
    if (m_waiting.empty())
        return std::nullopt;
    std::string account = std::move(m_waiting.front());
    m_waiting.pop_front();
    return account;
}

void AccountWatch::told(const std::string &account, double usd, TimeMs nowMs)
{
    if (const auto found = m_followed.find(account); found != m_followed.end()) {
        Followed &followed = found->second;
        followed.isOpen = false;
        followed.usd = usd;
        followed.dueMs = nowMs + m_limits.everyMs;
        if (followed.isUsers || usd >= m_limits.leastUsd)
            return;
        m_followed.erase(found);
    } else if (usd >= m_limits.leastUsd) {
        follow(account, usd, nowMs);
        return;
    }
    m_known[account] = nowMs + m_limits.dullForMs;
}

/// In place of the smallest when there is no room and that is smaller.
void AccountWatch::follow(const std::string &account, double usd, TimeMs nowMs)
{
    m_known.erase(account);
    const auto isFollowedByTrades = [](const auto &each) { return !each.second.isUsers; };
    const auto others = std::count_if(m_followed.begin(), m_followed.end(), isFollowedByTrades);
    if (static_cast<std::size_t>(others) >= m_limits.most) {
        auto least = m_followed.end();
        for (auto each = m_followed.begin(); each != m_followed.end(); ++each) {
            if (isFollowedByTrades(*each) && (least == m_followed.end() || each->second.usd < least->second.usd))
                least = each;
        }
        const bool isLarger = least != m_followed.end() && usd > least->second.usd;
        m_known[isLarger ? least->first : account] = nowMs + m_limits.dullForMs;
        if (!isLarger)
            return;
        m_followed.erase(least);
    }
    m_followed[account] = {nowMs + m_limits.everyMs, usd, false, false};
}

void AccountWatch::lost(const std::string &account, TimeMs nowMs)
{
    if (const auto found = m_followed.find(account); found != m_followed.end()) {
        found->second.isOpen = false;
        found->second.dueMs = nowMs + m_limits.everyMs;
    } else {
        m_known[account] = nowMs + m_limits.everyMs;
    }
}

void AccountWatch::forgetDull(TimeMs nowMs)
{
    if (nowMs - m_forgotMs < ForgetEveryMs)
        return;
    m_forgotMs = nowMs;
    std::erase_if(m_known, [nowMs](const auto &each) { return each.second <= nowMs; });
}

void AccountWatch::clear()
{
    for (auto &[account, followed] : m_followed)
        followed = {0, followed.usd, followed.isUsers, false};
    m_waiting.clear();
    m_known.clear();
}

} // namespace isobar
