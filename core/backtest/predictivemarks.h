#pragma once
#include "core/analytics/levels/loadpredictive.h"

namespace isobar {

/// How well the log-normal predictive of a method, made of its errors of the last 30 d, foretold what came, hour by
/// hour (MODEL 9). What came of a censored hour is a lower bound: it counts with the chance that the predictive gives
/// to more.
class PredictiveMarks {
public:
    /// In order of time. `isCounted`: else it only becomes part of what the next is predicted with.
    void add(TimeMs openMs, double expectedUsd, double printedUsd, bool isCounted = true, bool isCensored = false);

    int hours() const { return static_cast<int>(m_count); } ///< that were foretold and counted
    // NaN without hours.
    double coverage50() const { return m_in50 / m_count; } ///< share within the middle half
    double coverage80() const { return m_in80 / m_count; }
    double crps() const { return m_crps / m_count; } ///< of ln USD

private:
    LoadPredictive m_predictive;
    double m_count = 0, m_in50 = 0, m_in80 = 0, m_crps = 0;
};

} // namespace isobar
