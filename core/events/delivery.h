#pragma once
#include "core/market/event.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of MODEL 8.2.
struct DeliverySettings {
    int foldAssets = 3; ///< the same type and side on so many assets,
    TimeMs foldMs =
        2 * MinuteMs; ///< each within so long after one before it, is one pop-up; of lost feeds two are enough
    TimeMs pairMs = HourMs; ///< EXTREME and FLIP of one asset and side within it are one
    int popupsADay = 10; ///< P2 alone; what comes beyond goes into a digest
};

/// How the event is delivered before folding and budget: P1 and P2 of assets that are neither watched nor held arrive
/// as P3, and so does the aftermath of a cascade.
Priority deliveredPriority(const Event &event, bool isWatchedOrHeld);

/// Whether it is a funding event in the aftermath of a cascade (MODEL 8.1).
bool isAftermath(const Event &event);

/// Decides event by event how each is brought to the user, in the order of time. Plain state: the same events give the
/// same decisions. P1 is never held back by the budget.
class DeliveryBook {
public:
    /// Fills in event.delivery.
    void deliver(Event &event, bool isWatchedOrHeld, const DeliverySettings &settings = {});
    /// One that was delivered before the start: it counts towards folds and budget.
    void resume(const Event &told);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_shown, self.m_counted);
    }

private:
    struct Shown {
        std::uint64_t id = 0; ///< of the event
        EventType type = EventType::FundingExtreme;
        std::optional<PositionSide> side;
        std::string asset, subject;
        TimeMs timeMs = 0;
        Delivery delivery;
    };
    /// Gathers those that the event belongs to, of the priority that it is delivered with: one pop-up has one. Empty:
    /// it stands alone.
    std::vector<Shown *> companions(const Event &event, const DeliverySettings &settings);
    Shown *find(std::uint64_t id);

    std::deque<Shown> m_shown; // of the last day, ascending
    std::deque<TimeMs> m_counted; // P2 pop-ups of the last day
};

} // namespace isobar
