#include "app/runtime/recordedvenues.h"

#include "core/market/healthcause.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs SilentAfterMs = 30'000; // then a venue counts as stale in the replay
constexpr TimeMs BacklogMs = 60'000; // as FeedLimits::backlogMs: older prints than this are a venue's backlog

} // namespace

RecordedVenues::RecordedVenues(std::vector<std::shared_ptr<const Venue>> venues, std::set<std::string> watched,
    ClockSpec clock, InstrumentNames &names, Take take)
    : m_known(std::move(venues)), m_watched(std::move(watched)), m_clock(clock), m_names(names), m_take(std::move(take))
{
}

void RecordedVenues::restart() { m_states.clear(); }

RecordedVenues::VenueState RecordedVenues::makeState(std::shared_ptr<const Venue> venue) const
{
    VenueState state;
    state.health.venue = venue->profile().traits.id;
    state.health.state = HealthState::Starting;
    state.venue = std::move(venue);
    return state;
}

void RecordedVenues::take(const RecordedFrame &recorded)
{
    auto found = m_states.find(recorded.venue);
    if (found == m_states.end()) {
        const auto venue = std::find_if(m_known.begin(), m_known.end(),
            [&](const auto &each) { return each->profile().traits.id == recorded.venue; });
        if (venue == m_known.end()) {
            ++m_strangeFrames;
            return;
        }
        found = m_states.emplace(std::string(recorded.venue), makeState(*venue)).first;
    }
    VenueState &state = found->second;
    ++state.health.frames;
    state.health.bytes += recorded.frame.text.size();
    state.lastFrameMs = recorded.frame.transportMs;
    if (recorded.frame.via != Via::Rest || !readCatalogue(state, recorded.frame))
        decode(state, recorded);
}

/// Whether the frame answers a request of the catalogue.
bool RecordedVenues::readCatalogue(VenueState &state, const Frame &frame)
{
    const std::string line(frame.request);
    if (!state.awaited.contains(line)) {
        const std::vector<RestRequest> catalogue = state.venue->catalogue();
        const bool begins = std::any_of(
            catalogue.begin(), catalogue.end(), [&](const RestRequest &each) { return each.line() == line; });
        if (!begins)
            return false;
        state.reader = state.venue->referenceReader(m_names); // the first, or a refresh
        state.awaited.clear();
        for (const RestRequest &each : catalogue)
            state.awaited.insert(each.line());
    }
    state.awaited.erase(line);
    const ReferenceStep step = state.reader->read(frame);
    for (const RestRequest &each : step.more)
        state.awaited.insert(each.line());
    if (step.error)
        note(state, *step.error);
    if (state.awaited.empty())
        finishCatalogue(state);
    return true;
}

void RecordedVenues::finishCatalogue(VenueState &state)
{
    Reference built = state.reader->build();
    state.reader.reset();
    if (built.instruments.empty() || (state.reference && built == *state.reference))
        return;
    state.reference = std::make_shared<const Reference>(std::move(built));
    state.restDecoder.reset();
    std::unordered_set<std::uint32_t> watched;
    for (const Instrument &instrument : state.reference->instruments) {
        if (m_watched.contains(instrument.asset))
            watched.insert(instrument.id.value);
    }
    state.filter.setWatched(std::move(watched));
    m_take(StreamItem(state.reference));
}

void RecordedVenues::decode(VenueState &state, const RecordedFrame &recorded)
{
    if (!state.reference)
        return; // nothing was subscribed to yet
    const Frame &frame = recorded.frame;
    Decoder *decoder = nullptr;
    std::optional<TimeMs> notBeforeMs;
    if (frame.via == Via::Rest) {
        if (!state.restDecoder)
            state.restDecoder = state.venue->decoder(state.reference, m_names);
        decoder = state.restDecoder.get();
    } else {
        Connection &connection = state.connections[recorded.connection];
        if (!connection.decoder) {
            connection.decoder = state.venue->decoder(state.reference, m_names);
            connection.firstMs = frame.transportMs;
        }
        decoder = connection.decoder.get();
        notBeforeMs = m_clock.marketAt(connection.firstMs) - BacklogMs;
    }
    m_decoded.clear();
    decoder->decode(frame, m_decoded);
    for (const DecodeError &error : m_decoded.errors)
        note(state, error);
    const TimeMs marketMs = m_clock.marketAt(frame.transportMs);
    for (const Decoded::Row &row : m_decoded.rows) {
        if (!state.filter.passes(row, notBeforeMs))
            continue;
        if (const std::optional<StreamType> type = streamTypeOf(row.payload)) {
            StreamHealth &stream = state.health.of(*type);
            state.healthChanged = state.healthChanged || stream.state != HealthState::Live;
            stream.state = HealthState::Live;
            stream.lastFrameMs = frame.transportMs;
        }
        m_take(StreamItem(Observation{row.instrument, frame.transportMs, marketMs, row.payload}));
    }
    for (AccountPositions &account : m_decoded.accounts) {
        account.transportMs = frame.transportMs;
        account.marketMs = marketMs;
        std::erase_if(
            account.positions, [&](const AccountPosition &each) { return !state.filter.isWatched(each.instrument); });
        m_take(StreamItem(std::make_shared<const AccountPositions>(std::move(account))));
    }
}

void RecordedVenues::note(VenueState &state, const DecodeError &error)
{
    ++m_decodeErrors;
    ++state.health.decodeErrors;
    state.health.lastError = error.reason + ": " + error.excerpt;
}

void RecordedVenues::tellHealth(VenueState &state, const Beat &beat)
{
    const bool isSilent = beat.transportMs - state.lastFrameMs > SilentAfterMs;
    const HealthState now = isSilent ? HealthState::Stale : state.reference ? HealthState::Live : HealthState::Starting;
    if (now == state.health.state && !state.healthChanged)
        return;
    state.health.state = now;
    state.health.reason = isSilent
        ? causeSentence(HealthCause::NothingRecorded, {std::to_string(SilentAfterMs / SecondMs)})
        : std::string();
    state.healthChanged = false;
    m_take(StreamItem(std::make_shared<const VenueHealth>(state.health)));
}

void RecordedVenues::take(const Beat &beat)
{
    for (auto &[id, state] : m_states)
        tellHealth(state, beat);
    m_take(StreamItem(beat));
}

} // namespace isobar
