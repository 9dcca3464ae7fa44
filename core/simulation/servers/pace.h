#pragma once
#include "core/base/time.h"

#include <map>
#include <string>
#include <string_view>

namespace isobar::simulation {

/// Remembers when each stream of a connection last spoke, to keep the venue's pace of wall time.
class Pace {
public:
    /// True when `everyMs` passed since the last time it was true for `key`, or at the first call.
    bool due(std::string_view key, TimeMs everyMs, TimeMs wallMs)
    {
        const auto found = m_last.find(key);
        if (found == m_last.end()) {
            m_last.emplace(key, wallMs);
            return true;
        }
        // The caller's timer is a few milliseconds early or late; without the slack each stream would lose a turn.
        if (wallMs - found->second + Slack < everyMs)
            return false;
        found->second = wallMs;
        return true;
    }
    void forget(std::string_view key)
    {
        if (const auto found = m_last.find(key); found != m_last.end())
            m_last.erase(found);
    }

private:
    static constexpr TimeMs Slack = 20;
    std::map<std::string, TimeMs, std::less<>> m_last;
};

/// When a stream speaks that venues send rarely, as funding: at its pace of wall time. A market that runs faster than
/// life is told of more often, and a settlement at once.
class FundingPace {
public:
    bool due(std::string_view key, TimeMs everyMs, TimeMs nextFundingMs, TimeMs wallMs, TimeMs marketMs)
    {
        const auto found = m_last.find(key);
        if (found != m_last.end()) {
            const Spoken &last = found->second;
            const TimeMs waited = wallMs - last.wallMs;
            const bool isOld = waited >= SecondMs && marketMs - last.marketMs >= everyMs;
            if (last.nextFundingMs == nextFundingMs && waited < everyMs && !isOld)
                return false;
        }
        m_last.insert_or_assign(std::string(key), Spoken{wallMs, marketMs, nextFundingMs});
        return true;
    }
    void forget(std::string_view key)
    {
        if (const auto found = m_last.find(key); found != m_last.end())
            m_last.erase(found);
    }

private:
    struct Spoken {
        TimeMs wallMs, marketMs, nextFundingMs;
    };
    std::map<std::string, Spoken, std::less<>> m_last;
};

} // namespace isobar::simulation
