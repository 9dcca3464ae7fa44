#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/market/feedhealth.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of FEED_LOST (MODEL 8.3).
struct FeedLostSettings {
    double leastWeight = 0.05;
    double alertWeight = 0.3; ///< of all that is lost
    MachineTiming timing{1, 0, 0, 5 * MinuteMs, 30 * SecondMs};
};

/// One venue's feed of the asset.
struct VenueFeedNow {
    std::string venue, name; ///< id and short name
    double weight = 0; ///< last known
    std::shared_ptr<const VenueHealth> health; ///< never null
    std::optional<double> lastRate8h, lastMark;
};

struct FeedLostInput : RuleMoment {
    std::vector<VenueFeedNow> venues; ///< by id
};

/// FEED_LOST of one asset: a stream type of a venue with weight that was live is past its limit, or disconnected. One
/// event a venue, however many of its streams are lost. It never freezes.
class FeedLost {
public:
    std::vector<Event> step(const FeedLostInput &input, const FeedLostSettings &settings = {});
    /// Whether anything of that venue is lost now (id); empty: of any.
    bool isLost(const std::string &venue = {}) const;
    void resume(const Event &told);
    /// After a restart nothing was live yet, so nothing is lost but what was already.
    void forgetHeard();

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_venues); }

private:
    struct Venue {
        EventLife life;
        std::array<bool, StreamTypeCount> wasLive{};
        bool isLost = false;
    };
    std::map<std::string, Venue> m_venues; // by id
};

/// Makes what follows from the event's inputs.
void derive(Event &event, FeedLostPayload &payload);

} // namespace isobar
