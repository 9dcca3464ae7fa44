#pragma once
#include "core/trackrecord/pricepath.h"
#include "core/trackrecord/recordfacts.h"

#include <array>
#include <deque>

namespace isobar {

/// The touch ledger (MODEL 9.1): every four hours what is said of six distances to both sides, and when 4 and 24 h are
/// over which of them were reached.
class TouchLedger {
public:
    static constexpr std::array Distances{0.005, 0.01, 0.02, 0.03, 0.05, 0.08};
    static constexpr std::array Horizons{4, 24}; ///< hours

    /// A line of a run before this one.
    void remember(const TouchLine &line);
    void remember(const TouchOutcome &outcome);
    void step(const LineWriter &writer, const PricePath &path);

private:
    struct Open {
        TouchLine line;
        std::array<bool, Horizons.size()> isDone{};
    };
    void judge(const LineWriter &writer, const PricePath &path);

    std::deque<Open> m_open;
    ForecastMarks m_marks;
};

} // namespace isobar
