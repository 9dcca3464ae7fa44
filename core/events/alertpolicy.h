#pragma once
#include "core/market/event.h"

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

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
    GatherReturn, ///< into the digest after sleep or a lost connection; P1 interrupts all the same
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

/// What of an event is posted to a chat or a phone. Programs get every transition at once.
enum class PeoplePost : std::uint8_t {
    Nothing,
    Now,
    WithDigest ///< once the digest of its pop-up is due
};

/// What people were posted: they get an event when it is new to them or became more urgent, and what grows of P1. Of an
/// event that is gathered they get the digest. Bounded: the oldest are forgotten.
class PeopleBook {
public:
    static constexpr std::size_t Most = 512;

    /// What they get of this event; it counts as posted.
    PeoplePost take(const Event &event, const AlertDecision &decision);
    /// One that runs on from an earlier run, in which they got it.
    void resume(const Event &told);
    /// Those of a digest that is due that they get with it; they count as posted.
    std::vector<Event> takeDigest(const std::vector<Event> &events);

private:
    struct Entry {
        std::uint64_t id = 0; ///< of the event
        std::optional<Priority> posted; ///< the most urgent one; absent: not posted yet
        bool waits = false; ///< for its digest
    };
    Entry *find(std::uint64_t id);
    Entry &entryOf(std::uint64_t id);

    std::deque<Entry> m_entries; // oldest first
};

} // namespace isobar
