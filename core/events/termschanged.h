#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of INTERVAL_CHANGED and CAP_CHANGED (MODEL 8.3).
struct TermsChangedSettings {
    MachineTiming timing{1, 0, 0, HourMs};
};

/// What holds for one contract now. Absent: not known, which is no change.
struct ContractTerms {
    std::string venue, venueName; ///< id and short name
    std::string contract; ///< symbol
    double rate = 0; ///< per interval
    std::optional<double> intervalHours; ///< stated (ContractState::statedIntervalHours), never a venue's default
    std::optional<double> cap;
};

struct TermsChangedInput : RuleMoment {
    std::vector<ContractTerms> contracts; ///< by venue id
    bool isCappedOrExtreme = false; ///< of the asset: then an interval matters
    std::map<std::string, bool> userHolds; ///< by venue id
};

/// INTERVAL_CHANGED and CAP_CHANGED of one asset: the contracts of a venue that change alike are one event. What a
/// contract had when it was first seen is its beginning, and what is not known for a while changes nothing.
class TermsChanged {
public:
    std::vector<Event> step(const TermsChangedInput &input, const TermsChangedSettings &settings = {});
    void resume(const Event &told);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_known, self.m_lives);
    }

private:
    struct Known {
        std::optional<double> intervalHours, cap;
    };
    std::map<std::string, Known> m_known; // by venue and symbol
    std::map<std::string, EventLife> m_lives; // by type and venue
};

/// Makes what follows from the event's inputs.
void derive(Event &event, TermsChangedPayload &payload);

} // namespace isobar
