#pragma once
#include "core/base/time.h"

#include <optional>

namespace isobar {

/// Parameters of a return.
struct AbsenceSettings {
    TimeMs tickGapMs = 30 * SecondMs; ///< the machine slept when the wall clock ran on so much between two ticks
    TimeMs cutOffMs = MinuteMs; ///< no venue live for so long
    TimeMs returnMs = MinuteMs; ///< what is told so long after the return belongs to its digest
};

/// Notices that the terminal comes back: from the machine's sleep, or from having lost every venue. Pure.
class Absence {
public:
    explicit Absence(const AbsenceSettings &settings = {}) : m_settings(settings) { }

    /// Every few seconds. `wallMs`: the time of day, which runs on while the machine sleeps. `venuesLive` of those
    /// that are switched on.
    void tick(TimeMs wallMs, int venuesLive)
    {
        const bool slept = m_lastMs && wallMs - *m_lastMs > m_settings.tickGapMs;
        if (!m_lastMs)
            m_lastLiveMs = wallMs;
        const bool returned = venuesLive > 0 && m_wasLive && wallMs - m_lastLiveMs > m_settings.cutOffMs;
        if (slept || returned)
            m_untilMs = wallMs + m_settings.returnMs;
        m_wasLive = m_wasLive || venuesLive > 0;
        if (venuesLive > 0)
            m_lastLiveMs = wallMs;
        m_lastMs = wallMs;
    }
    /// What happens now is part of the digest of the return.
    bool isReturning() const { return m_lastMs && *m_lastMs < m_untilMs; }

private:
    AbsenceSettings m_settings;
    std::optional<TimeMs> m_lastMs; ///< of the last tick
    TimeMs m_lastLiveMs = 0, m_untilMs = 0;
    bool m_wasLive = false; ///< a start is no return
};

} // namespace isobar
