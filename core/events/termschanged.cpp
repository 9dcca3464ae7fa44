#include "core/events/termschanged.h"

#include "core/analytics/funding.h"

#include <utility>

namespace isobar {

namespace {

/// One change that some contracts of a venue made together.
struct Change {
    EventType type = EventType::IntervalChanged;
    const ContractTerms *first = nullptr;
    double before = 0, after = 0;
    double intervalHours = 8; ///< as last known
    std::vector<EventTerms> contracts;
};

void note(std::vector<Change> &changes, EventType type, const ContractTerms &contract, double before, double after,
    double intervalHours)
{
    for (Change &each : changes) {
        if (each.type == type && each.first->venue == contract.venue && each.before == before && each.after == after) {
            each.contracts.push_back({contract.contract, contract.rate, {}, {}});
            return;
        }
    }
    changes.push_back({type, &contract, before, after, intervalHours, {{contract.contract, contract.rate, {}, {}}}});
}

std::string lifeKey(EventType type, const std::string &venue)
{
    return std::string(eventTypeName(type)) + '\n' + venue;
}

/// The new value, when it is known and another than the old one; the old one is replaced.
std::optional<double> changed(std::optional<double> &known, const std::optional<double> &now)
{
    if (!now || known == now)
        return std::nullopt;
    return std::exchange(known, now);
}

} // namespace

std::vector<Event> TermsChanged::step(const TermsChangedInput &input, const TermsChangedSettings &settings)
{
    std::vector<Change> changes;
    for (const ContractTerms &each : input.contracts) {
        Known &known = m_known[each.venue + '\n' + each.contract];
        if (const auto before = changed(known.intervalHours, each.intervalHours))
            note(changes, EventType::IntervalChanged, each, *before, *each.intervalHours, *each.intervalHours);
        if (const auto before = changed(known.cap, each.cap))
            note(changes, EventType::CapChanged, each, *before, *each.cap, known.intervalHours.value_or(8));
    }
    std::map<std::string, const Change *> byLife;
    for (const Change &change : changes) {
        const std::string key = lifeKey(change.type, change.first->venue);
        m_lives[key];
        byLife.try_emplace(key, &change);
    }
    std::vector<Event> events;
    for (auto &[key, life] : m_lives) {
        const auto found = byLife.find(key);
        const Change *change = found == byLife.end() ? nullptr : found->second;
        const auto holds = change ? input.userHolds.find(change->first->venue) : input.userHolds.end();
        const bool matters = input.isCappedOrExtreme || (holds != input.userHolds.end() && holds->second);
        const bool isCap = change && change->type == EventType::CapChanged;
        const Priority priority = isCap ? Priority::P4 : matters ? Priority::P2 : Priority::P3;
        MachineInput step = input.machineInput(change != nullptr, change != nullptr, priority, false);
        step.isOccurrence = true;
        auto told = life.step(step, settings.timing, false, [&] {
            Event event = input.event(change->type, priority, std::nullopt, change->first->venue);
            TermsChangedPayload p;
            p.venue = change->first->venueName;
            p.oldValue = change->before;
            p.newValue = change->after;
            p.sinceMs = input.marketMs;
            p.intervalHours = change->intervalHours;
            p.contracts = change->contracts;
            p.matters = matters;
            derive(event, p);
            event.payload = std::move(p);
            return event;
        });
        if (told)
            events.push_back(*std::move(told));
    }
    return events;
}

void TermsChanged::resume(const Event &told) { m_lives[lifeKey(told.type, told.subject)].resume(told); }

void derive(Event &event, TermsChangedPayload &p)
{
    const bool isCap = event.type == EventType::CapChanged;
    for (EventTerms &each : p.contracts) {
        each.before8h = per8h(each.rate, isCap ? p.intervalHours : p.oldValue);
        each.after8h = per8h(each.rate, isCap ? p.intervalHours : p.newValue);
    }
    event.priority = isCap ? Priority::P4 : p.matters ? Priority::P2 : Priority::P3;
}

} // namespace isobar
