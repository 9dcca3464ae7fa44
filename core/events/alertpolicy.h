#pragma once
#include "core/market/event.h"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace isobar {

/// How an event can be told beside the list, which has them all.
enum class AlertWay : std::uint8_t { Popup, Sound, Webhook };
inline constexpr std::size_t AlertWayCount = 3;
/// "popup", "sound", "webhook".
std::string_view alertWayName(AlertWay way);
using AlertWays = std::array<bool, AlertWayCount>; ///< by AlertWay

/// Hours of the day without pop-ups and sounds, in the user's zone; the end may lie on the next day.
struct QuietHours {
    bool on = false;
    int fromMinute = 22 * 60, toMinute = 7 * 60; ///< of the day
    bool operator==(const QuietHours &) const = default;

    bool covers(int localMinute) const;
};

/// What the user wants to be told of, and how (PRODUCT 4). The defaults are the table of MODEL 8.2.
struct AlertPolicy {
    std::array<AlertWays, 4> byPriority{{{true, true, true}, {true, false, true}, {}, {}}}; ///< P1 to P4
    /// Where a type differs from its priority.
    std::map<EventType, std::array<std::optional<bool>, AlertWayCount>> byType;
    QuietHours quiet;
    bool hushFullScreen = true; ///< while another program fills the screen
    bool urgentThrough = true; ///< P1 passes quiet hours and full screen
    bool webhooksToo = false; ///< webhooks keep quiet when pop-ups and sounds do
    bool doNotDisturb = false;
    TimeMs mutedUntilMs = 0; ///< transport time
    std::map<std::string, TimeMs> mutedAssets; ///< until when, transport time
    bool operator==(const AlertPolicy &) const = default;

    AlertWays waysOf(EventType type, Priority priority) const;
    /// Of an asset, or of all (empty). A time that is over ends the mute; forgets those that ended by themselves.
    void muteUntil(const std::string &asset, TimeMs untilMs, TimeMs nowMs);
};

/// What holds of the desk right now.
struct AlertMoment {
    TimeMs transportMs = 0;
    int localMinute = 0; ///< of the user's day
    bool isFullScreen = false; ///< another program fills the screen
    bool isReturning = false; ///< just after sleep, or after all venues were gone
};

/// Why it is quiet.
enum class Hush : std::uint8_t { No, Muted, DoNotDisturb, QuietHours, FullScreen };

/// Whether an event of this asset and priority is to be kept quiet now.
Hush hushOf(const AlertPolicy &policy, const AlertMoment &moment, const std::string &asset, Priority priority);

/// What is done with a pop-up.
enum class PopupPlan : std::uint8_t {
    Nothing,
    Show,
    GatherStart, ///< into the digest of what held already
    GatherHour, ///< into the hourly digest: over the budget
    GatherReturn, ///< into the digest after sleep or a lost connection
    GatherQuiet ///< into the digest at the end of quiet hours or full screen
};

struct AlertDecision {
    PopupPlan popup = PopupPlan::Nothing;
    bool sound = false, webhook = false;
    Hush hush = Hush::No;
    bool operator==(const AlertDecision &) const = default;
};

/// How an event is told, from what was decided about it (Event::delivery), the user's choices and the moment. The end
/// of an event is told to webhooks only.
AlertDecision decideAlert(const Event &event, const AlertPolicy &policy, const AlertMoment &moment);

} // namespace isobar
