#pragma once
#include "core/base/clock.h"

namespace isobar {

/// A clock that stands still until the test moves it. Both times move together unless set apart.
class FakeClock final : public Clock {
public:
    explicit FakeClock(TimeMs now = 0) : m_transportMs(now), m_marketMs(now) { }
    TimeMs transportMs() const override { return m_transportMs; }
    TimeMs marketMs() const override { return m_marketMs; }

    void advance(TimeMs byMs)
    {
        m_transportMs += byMs;
        m_marketMs += byMs;
    }
    void set(TimeMs transportMs, TimeMs marketMs)
    {
        m_transportMs = transportMs;
        m_marketMs = marketMs;
    }

private:
    TimeMs m_transportMs;
    TimeMs m_marketMs;
};

} // namespace isobar
