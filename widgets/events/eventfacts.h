#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"

#include <QString>

#include <vector>

namespace isobar {

/// One number of an event with its name; `hint` explains it in a tool tip.
struct EventFact {
    QString name, value, hint;
    bool operator==(const EventFact &) const = default;
};
struct EventSection {
    QString title;
    std::vector<EventFact> facts;
    bool operator==(const EventSection &) const = default;
};

/// Every field of an event's payload with its name and unit, parts and lists as sections of their own; then what is
/// known of its data. The venues' table of a funding event is left out: see eventVenues().
std::vector<EventSection> eventFacts(const Event &event, TimeZoneChoice zone);

/// How often such a set-up was followed by a move against the crowd.
EventSection recordSection(const EventRecord &record);

/// The venues of a funding event; null: it has none.
const std::vector<EventVenue> *eventVenues(const Event &event);

} // namespace isobar
