#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <map>
#include <vector>

namespace isobar {

/// Notices that a funding interval has ended, so that the settled rate is asked for where no stream tells it. Pure:
/// transport time is an argument.
class SettlementWatch {
public:
    /// A settlement that has not been seen yet.
    struct Missing {
        InstrumentId instrument;
        TimeMs settledMs = 0; ///< market time
    };

    void saw(InstrumentId instrument, const Funding &funding, TimeMs nowMs);
    void saw(InstrumentId instrument, const Settlement &settlement);
    /// What is to be asked for now: 5 s after the end of the interval, then after 20 s and 90 s more, then given up.
    std::vector<Missing> due(TimeMs nowMs);
    void clear();

private:
    struct Waiting {
        Missing missing;
        TimeMs askAtMs = 0;
        std::size_t asked = 0;
    };
    std::map<InstrumentId, TimeMs> m_next;
    std::vector<Waiting> m_waiting;
};

} // namespace isobar
