#pragma once
#include "core/base/time.h"
#include "core/levelgrid/touch.h"

namespace isobar {

/// Variance of ln(price) of an hour from its range and the close before: ln(max(high, c) / min(low, c))^2 / (4 ln 2).
double rangeVariance(double high, double low, double closeBefore);

/// Volatility from hourly ranges (MODEL 6): three exponential means with half-lives of 72, 12 and 3 hours. The running
/// hour counts as one more bar when that raises the answer, so that a crash counts within the minute.
class RangeVolatility {
public:
    /// A bar of at most an hour, in order of time. Hours without bars are left out.
    void add(TimeMs openMs, double high, double low, double close);
    Volatility now() const;
    /// The answer from three means alone.
    static Volatility of(double v72, double v12, double v3);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_means, self.m_hours, self.m_hourMs, self.m_high, self.m_low, self.m_close, self.m_closeBefore);
    }

private:
    struct Means {
        double v72 = 0, v12 = 0, v3 = 0;
        void add(double variance, int hours);
    };
    void closeHour();

    Means m_means;
    int m_hours = 0; // that the means are made of
    TimeMs m_hourMs = -1; // the running one
    double m_high = 0, m_low = 0, m_close = 0, m_closeBefore = 0;
};

} // namespace isobar
