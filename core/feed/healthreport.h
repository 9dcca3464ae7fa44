#pragma once
#include "core/feed/connectionset.h"
#include "core/feed/healthtally.h"
#include "core/feed/venuerest.h"
#include "core/feed/watchdog.h"
#include "core/market/feedhealth.h"

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace isobar {

/// Gathers what is known about a venue's feed into a VenueHealth, and knows when to tell it: a state that changed at
/// once, figures once a second.
class HealthReport {
public:
    HealthReport(const VenueTraits &traits, TimeMs figuresEveryMs);

    void frame(std::size_t bytes);
    void observed(StreamType type, TimeMs nowMs);
    void decodeError(const std::string &reason, const std::string &excerpt);
    void reconnected() { ++m_health.reconnects; }
    void venueClock(TimeMs venueMs, TimeMs localMs) { m_offset.saw(venueMs, localMs); }
    std::optional<double> clockOffsetMs() const { return m_offset.offsetMs(); }

    /// What the feed consists of at the moment; null: not there.
    struct Parts {
        const ConnectionSet *connections = nullptr;
        const VenueRest *rest = nullptr;
        const Watchdog *polls = nullptr;
        bool isOn = true;
        bool hasReference = false;
        bool isPaused = false;
        std::string quietLiquidations; ///< why they count as mute although nothing else is; empty: they do not
        std::string trouble; ///< with the catalogue, in words
        std::uint64_t duplicates = 0;
        std::string historyProgress;
    };
    /// The report when there is something to tell at `nowMs`, else null.
    std::shared_ptr<const VenueHealth> next(const Parts &parts, TimeMs nowMs);

private:
    HealthState streamState(const Parts &parts, StreamType type, TimeMs nowMs) const;
    void judge(const Parts &parts, TimeMs nowMs);
    std::string reasonOf(const Parts &parts, TimeMs nowMs) const;

    VenueTraits m_traits;
    TimeMs m_everyMs;
    VenueHealth m_health;
    ClockOffset m_offset;
    std::array<SecondRate, StreamTypeCount> m_rates;
    std::optional<VenueHealth> m_told;
    TimeMs m_toldMs = 0;
};

} // namespace isobar
