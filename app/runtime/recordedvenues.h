#pragma once
#include "core/feed/rowfilter.h"
#include "core/market/streamitem.h"
#include "core/storage/recording.h"
#include "core/venues/venue.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace isobar {

/// Makes stream items of recorded frames: what the net thread does live, with the recorded answers instead of sockets.
/// Answers to the catalogue build the reference data, every connection has a decoder of its own, all else of REST has
/// one per reference. Nothing is merged. Same frames, same items.
class RecordedVenues {
public:
    using Take = std::function<void(const StreamItem &)>;

    /// `watched`: assets whose contracts pass. `clock` is that of the recorded run.
    RecordedVenues(std::vector<std::shared_ptr<const Venue>> venues, std::set<std::string> watched, ClockSpec clock,
        InstrumentNames &names, Take take);

    void take(const RecordedFrame &frame);
    void take(const Beat &beat);
    /// Forgets all: the recording begins again.
    void restart();

    std::uint64_t decodeErrors() const { return m_decodeErrors; }
    /// Frames of venues that this version does not know.
    std::uint64_t strangeFrames() const { return m_strangeFrames; }

private:
    struct Connection {
        std::unique_ptr<Decoder> decoder;
        TimeMs firstMs = 0; // transport time of its first frame
    };
    struct VenueState {
        std::shared_ptr<const Venue> venue;
        ReferencePtr reference;
        std::unique_ptr<ReferenceReader> reader; // while a catalogue is being answered
        std::set<std::string> awaited; // its open requests
        std::map<int, Connection> connections;
        std::unique_ptr<Decoder> restDecoder;
        RowFilter filter;
        VenueHealth health;
        TimeMs lastFrameMs = 0;
        bool healthChanged = false;
    };
    VenueState makeState(std::shared_ptr<const Venue> venue) const;
    bool readCatalogue(VenueState &state, const Frame &frame);
    void finishCatalogue(VenueState &state);
    void decode(VenueState &state, const RecordedFrame &recorded);
    void note(VenueState &state, const DecodeError &error);
    void tellHealth(VenueState &state, const Beat &beat);

    std::vector<std::shared_ptr<const Venue>> m_known;
    std::set<std::string> m_watched;
    ClockSpec m_clock;
    InstrumentNames &m_names;
    Take m_take;
    std::map<std::string, VenueState, std::less<>> m_states;
    Decoded m_decoded;
    std::uint64_t m_decodeErrors = 0, m_strangeFrames = 0;
};

} // namespace isobar
