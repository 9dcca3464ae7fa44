#pragma once
#include "core/trackrecord/pricepath.h"
#include "core/trackrecord/recordfacts.h"

#include <deque>

namespace isobar {

/// The event ledger (MODEL 9.4): squeezes, funding events, clusters that armed and cascades when they enter; a day
/// later how far the price went against their side, and for a cluster whether it was reached within 4 h.
class EventLedger {
public:
    static constexpr double LargeMove = 0.03; ///< of ln

    void remember(const EventLine &line) { m_open.push_back(line); }
    void remember(const EventOutcome &outcome);
    void step(const LineWriter &writer, const PricePath &path);

private:
    std::deque<EventLine> m_open;
};

} // namespace isobar
