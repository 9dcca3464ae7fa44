#pragma once
#include "core/analytics/levels/priorkernel.h"

namespace isobar {

/// What the modelled exposure that a bar crosses is multiplied with to be what the feeds then print (MODEL 3.4): the
/// ratio of the two sums over the bars that were watched, once enough of them had liquidations; the prior until then.
class ReportedScale {
public:
    static constexpr int LeastBars = 200; ///< with liquidations

    /// A closed bar: the weighted exposure that its price crossed, and the liquidations observed in it. USD, both
    /// sides.
    void add(double crossedUsd, double printedUsd)
    {
        m_crossedUsd += crossedUsd;
        m_printedUsd += printedUsd;
        m_bars += printedUsd > 0;
    }
    bool isMeasured() const { return m_bars >= LeastBars && m_crossedUsd > 0; }
    double value() const { return isMeasured() ? m_printedUsd / m_crossedUsd : PriorReportedScale; }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_crossedUsd, self.m_printedUsd, self.m_bars);
    }

private:
    double m_crossedUsd = 0, m_printedUsd = 0;
    int m_bars = 0;
};

} // namespace isobar
