#include "core/base/clock.h"

#include <chrono>
#include <cmath>

namespace isobar {

namespace {

TimeMs wallNow()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

TimeMs steadyNow()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

TimeMs ClockSpec::marketAt(TimeMs wall) const
{
    return marketMs + static_cast<TimeMs>(std::llround(speed * static_cast<double>(wall - wallMs)));
}

TimeMs ClockSpec::wallAt(TimeMs market) const
{
    return wallMs + static_cast<TimeMs>(std::llround(static_cast<double>(market - marketMs) / speed));
}

SystemClock::SystemClock(ClockSpec spec) : m_spec(spec), m_wallAtStart(wallNow()), m_steadyAtStart(steadyNow()) { }

TimeMs SystemClock::transportMs() const { return m_wallAtStart + (steadyNow() - m_steadyAtStart); }

TimeMs SystemClock::marketMs() const { return m_spec.marketAt(transportMs()); }

} // namespace isobar
