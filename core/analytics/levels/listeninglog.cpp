#include "core/analytics/levels/listeninglog.h"

#include <algorithm>

namespace isobar {

bool isHeard(std::span<const HeardSpan> spans, TimeMs fromMs, TimeMs toMs)
{
    return std::any_of(
        spans.begin(), spans.end(), [&](const HeardSpan &span) { return span.fromMs <= fromMs && toMs <= span.toMs; });
}

void ListeningLog::listen(const std::optional<TimeMs> &sinceMs, TimeMs nowMs)
{
    if (!sinceMs || *sinceMs > nowMs)
        return;
    if (m_spans.empty() || m_spans.back().toMs < *sinceMs) {
        m_spans.push_back({*sinceMs, nowMs});
        std::erase_if(m_spans, [nowMs](const HeardSpan &span) { return span.toMs < nowMs - KeptMs; });
    }
    m_spans.back().toMs = std::max(m_spans.back().toMs, nowMs);
}

TimeMs ListeningLog::heardMs(TimeMs fromMs) const
{
    TimeMs sum = 0;
    for (const HeardSpan &span : m_spans)
        sum += std::max<TimeMs>(0, span.toMs - std::max(span.fromMs, fromMs));
    return sum;
}

std::vector<LiquidationMinute> ListeningLog::minutes(const LiquidationWindow &now, TimeMs fromMs) const
{
    std::vector<LiquidationMinute> all;
    const auto take = [&](const std::vector<LiquidationMinute> &minutes) {
        for (const LiquidationMinute &each : minutes) {
            if (each.minuteMs >= fromMs)
                all.push_back(each);
        }
    };
    take(m_earlier);
    for (const LiquidationDay &day : now.minuteSums())
        take(*day);
    // A minute that both know may be known in part: more was printed than one of them saw, never less.
    std::stable_sort(all.begin(), all.end(), [](const LiquidationMinute &a, const LiquidationMinute &b) {
        return a.minuteMs != b.minuteMs ? a.minuteMs < b.minuteMs : a.usd.totalUsd() > b.usd.totalUsd();
    });
    all.erase(std::unique(all.begin(), all.end(),
                  [](const LiquidationMinute &a, const LiquidationMinute &b) { return a.minuteMs == b.minuteMs; }),
        all.end());
    return all;
}

} // namespace isobar
