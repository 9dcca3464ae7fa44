#pragma once
#include "widgets/heatmap/shottaker.h"
#include "widgets/heatmap/viewtext.h"

#include <functional>

namespace isobar {

/// Somewhere the past moment of a saved picture can be had from: the running data, a replay, the local history.
class PastSource {
public:
    struct Found {
        heatmap::PastMoment moment;
        bool isWhole = true; ///< else what is not remembered of that time is missing
    };
    using Take = std::function<void(const Found &)>;

    virtual ~PastSource() = default;
    /// Gives the moment, now or later, on the main thread; false when it does not reach there, and then never.
    virtual bool find(const heatmap::SavedView &view, Take take) = 0;
};

} // namespace isobar
