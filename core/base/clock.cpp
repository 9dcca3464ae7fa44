#include "core/base/clock.h"

#include <chrono>
#include <cmath>
#include <ctime>

namespace isobar {

namespace {

TimeMs wallNow()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

/// Counts while the machine sleeps, too. On Linux steady_clock does not; elsewhere it does.
TimeMs steadyNow()
{
#ifdef __linux__
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return TimeMs(now.tv_sec) * SecondMs + now.tv_nsec / 1'000'000;
#else
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
#endif
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
