#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/state/sampleseries.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of VENUE_DISLOCATION (MODEL 8.3). Moves are of ln(price).
struct VenueDislocationSettings {
    double leastMove = 0.005, timesUsual = 6; ///< of the MAD of 7 d
    double alertMove = 0.02;
    double leastWeight = 0.02;
    double exitShare = 0.5;
    MachineTiming timing{1, 0, 10 * SecondMs, 10 * MinuteMs, MinuteMs};
};

/// One venue's price.
struct VenuePrice {
    std::string venue, name; ///< id and short name
    double weight = 0; ///< last known
    std::optional<double> mark; ///< absent: not fresh, or not known
    std::optional<double> index; ///< its own
    std::optional<TimeMs> seenMs; ///< transport time of the mark: the same one is judged once only
    bool userHolds = false;
};

struct VenueDislocationInput : RuleMoment {
    std::vector<VenuePrice> venues; ///< by id
    /// Observed there in the last hour, by side.
    std::function<std::pair<double, double>(const std::string &venue)> liquidated1h;
};

/// VENUE_DISLOCATION of one asset: the mark of a venue stands apart from the median index of the venues. It never
/// freezes; a venue that said nothing new of its price neither enters nor exits: the others went on meanwhile.
class VenueDislocation {
public:
    std::vector<Event> step(const VenueDislocationInput &input, const VenueDislocationSettings &settings = {});
    void resume(const Event &told) { m_venues[told.subject].life.resume(told); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_venues); }

private:
    struct Venue {
        EventLife life;
        SampleSeries deviations{5 * MinuteMs, 7 * DayMs};
        std::optional<TimeMs> seenMs; ///< of the mark that was judged last
        std::optional<double> mad; ///< of them, as of the last full hour
        TimeMs madHourMs = 0;
    };
    std::map<std::string, Venue> m_venues; // by id
};

/// Makes what follows from the event's inputs.
void derive(Event &event, DislocationPayload &payload);

} // namespace isobar
