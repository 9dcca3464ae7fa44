#pragma once
#include "core/base/time.h"

namespace isobar {

/// How market time follows from wall time when a simulator runs faster than life:
/// market = marketMs + speed x (wall - wallMs). The default is one and the same time.
struct ClockSpec {
    TimeMs wallMs = 0;
    TimeMs marketMs = 0;
    double speed = 1.0;
    bool operator==(const ClockSpec &) const = default;

    TimeMs marketAt(TimeMs wall) const;
    /// The wall time at which the market reaches `market`.
    TimeMs wallAt(TimeMs market) const;
};

/// The two times of the program (DESIGN 2). Transport time is for sockets, health and back-off; market time for
/// bars, windows, baselines and countdowns. Everything below `app` is handed a Clock or a time; nothing else asks for
/// "now".
class Clock {
public:
    virtual ~Clock() = default;
    virtual TimeMs transportMs() const = 0;
    virtual TimeMs marketMs() const = 0;
};

/// The machine's clock: wall time at construction plus steady time since (also while the machine sleeps), so that a step
/// of the wall clock (NTP) never runs backwards. Thread-safe.
class SystemClock final : public Clock {
public:
    explicit SystemClock(ClockSpec spec = {});
    TimeMs transportMs() const override;
    TimeMs marketMs() const override;
    const ClockSpec &spec() const { return m_spec; }

private:
    ClockSpec m_spec;
    TimeMs m_wallAtStart;
    TimeMs m_steadyAtStart;
};

} // namespace isobar
