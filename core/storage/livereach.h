#pragma once
#include "core/market/streamitem.h"
#include "core/storage/historyrows.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// Which minutes of a contract were heard whole, so that a later start need not ask for them: from the first full
/// minute on, as long as the venue's stream is live, the machine awake, and each minute brings something. Pure.
class LiveReach {
public:
    void take(const VenueHealth &health);
    void take(const Beat &beat);
    /// A closed minute; minutes of a contract come in their order. Gives what of it is known whole, bars and open
    /// interest apart: reaches of one minute's step that begin where the contract was heard from.
    std::vector<HistoryReach> close(const std::string &venue, const StoredMinute &minute);

private:
    struct Outage {
        TimeMs fromMs = 0, toMs = 0;
    };
    struct Venue {
        std::array<bool, 2> isBroken{true, true}; // nothing is heard before the first word
        std::array<std::vector<Outage>, 2> outages; // of the last minutes
    };
    struct Heard {
        std::optional<TimeMs> sinceMs; // the first whole minute
        TimeMs lastMs = 0; // the last minute that came
    };
    static constexpr std::array Kinds{HistoryKind::Candles, HistoryKind::OpenInterest};
    static constexpr std::array Types{StreamType::Trade, StreamType::OpenInterest};
    void breakAll(TimeMs fromMs, TimeMs toMs);
    static void note(std::vector<Outage> &outages, TimeMs fromMs, TimeMs toMs);

    std::map<std::string, Venue> m_venues;
    std::map<std::pair<InstrumentId, HistoryKind>, Heard> m_heard;
    Beat m_beat;
    double m_speed = 1; // market time per transport time
};

} // namespace isobar
