#include "core/events/listing.h"

#include "core/events/eventid.h"

namespace isobar {

namespace {

constexpr TimeMs NoteEveryMs = 5 * MinuteMs; // open interest, for the day that a contract goes

} // namespace

void Listing::compare(VenueMemory &venue, const Reference &reference, const ListingSettings &settings)
{
    const bool isFirst = venue.seen == nullptr;
    venue.seen = &reference;
    venue.name = reference.venue.shortName;
    std::map<std::string, const Instrument *> now;
    for (const Instrument &each : reference.instruments)
        now[each.symbol] = &each;
    std::size_t gone = 0;
    for (const auto &[symbol, contract] : venue.contracts)
        gone += contract.isListed && !now.contains(symbol);
    if (!isFirst && static_cast<double>(gone) > settings.mostGone * static_cast<double>(venue.contracts.size()))
        return;
    for (auto &[symbol, contract] : venue.contracts) {
        const bool isListed = now.contains(symbol);
        if (isListed == contract.isListed) {
            contract.looks += contract.looks > 0;
            continue;
        }
        contract.isListed = isListed;
        // Back before it was told, or gone again: nothing happened.
        contract.looks = contract.looks > 0 ? 0 : 1;
    }
    for (const auto &[symbol, instrument] : now) {
        const auto [place, isNew] = venue.contracts.try_emplace(symbol);
        if (!isNew)
            continue;
        place->second.asset = instrument->asset;
        if (!isFirst)
            place->second.looks = 1;
    }
}

void Listing::noteOpenInterest(const MarketState &market)
{
    for (const auto &[name, asset] : market.assets()) {
        for (const auto &contract : asset.contracts) {
            const auto venue = m_venues.find(contract->venue().id);
            if (venue == m_venues.end())
                continue;
            const auto found = venue->second.contracts.find(contract->instrument().symbol);
            if (found != venue->second.contracts.end() && contract->openInterestUsd())
                found->second.openInterestUsd = contract->openInterestUsd();
        }
    }
}

std::vector<Event> Listing::step(const MarketState &market, const ListingSettings &settings)
{
    const Beat beat = market.lastBeat();
    std::vector<Event> events;
    if (beat.transportMs - m_notedMs >= NoteEveryMs) {
        m_notedMs = beat.transportMs;
        noteOpenInterest(market);
    }
    for (const auto &[id, reference] : market.references()) {
        VenueMemory &venue = m_venues[id];
        if (venue.seen != reference.get()) {
            compare(venue, *reference, settings);
            m_kept[id] = reference;
        }
        for (auto place = venue.contracts.begin(); place != venue.contracts.end();) {
            auto &[symbol, contract] = *place;
            if (contract.looks < settings.looks) {
                ++place;
                continue;
            }
            contract.looks = 0;
            Event event;
            event.type = contract.isListed ? EventType::Listed : EventType::Delisted;
            event.priority = Priority::P4;
            event.asset = contract.asset;
            event.subject = id + '/' + symbol;
            event.timeMs = event.enteredMs = beat.marketMs;
            event.payload = ListingPayload{venue.name, symbol, contract.openInterestUsd};
            event.id = eventId(event);
            events.push_back(std::move(event));
            place = contract.isListed ? std::next(place) : venue.contracts.erase(place);
        }
    }
    return events;
}

} // namespace isobar
