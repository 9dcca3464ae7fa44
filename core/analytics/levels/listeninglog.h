#pragma once
#include "core/state/liquidationwindow.h"

#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// A time in which liquidations were listened to without a pause; market time.
struct HeardSpan {
    TimeMs fromMs = 0, toMs = 0;
    bool operator==(const HeardSpan &) const = default;
};
/// Whether all of [fromMs, toMs) lies in one of them.
bool isHeard(std::span<const HeardSpan> spans, TimeMs fromMs, TimeMs toMs);

/// When liquidations of an asset were listened to, and which of them nobody has learned from yet: over restarts, since
/// what was missed meanwhile must not count as quiet.
class ListeningLog {
public:
    static constexpr TimeMs KeptMs = 60 * DayMs;

    /// A beat: they are heard since then (absent: they are not).
    void listen(const std::optional<TimeMs> &sinceMs, TimeMs nowMs);
    const std::vector<HeardSpan> &spans() const { return m_spans; }
    /// Sum of the spans from a moment on.
    TimeMs heardMs(TimeMs fromMs = 0) const;

    /// The minutes from `fromMs` on, of earlier runs and of this one.
    std::vector<LiquidationMinute> minutes(const LiquidationWindow &now, TimeMs fromMs) const;
    /// Remembers those for the next run.
    void keep(const LiquidationWindow &now, TimeMs fromMs) { m_earlier = minutes(now, fromMs); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_spans, self.m_earlier);
    }

private:
    std::vector<HeardSpan> m_spans; // ascending
    std::vector<LiquidationMinute> m_earlier; // ascending
};

} // namespace isobar
