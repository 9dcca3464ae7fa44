#include "core/feed/settlementwatch.h"

#include <array>
#include <cstdlib>

namespace isobar {

namespace {

constexpr std::array<TimeMs, 3> askAfterMs{5'000, 20'000, 90'000};
// Venues stamp a settlement some seconds beside the full hour.
constexpr TimeMs toleranceMs = MinuteMs;

} // namespace

void SettlementWatch::saw(InstrumentId instrument, const Funding &funding, TimeMs nowMs)
{
    if (!funding.nextFundingMs)
        return;
    const auto [found, isNew] = m_next.try_emplace(instrument, *funding.nextFundingMs);
    if (isNew || *funding.nextFundingMs <= found->second + toleranceMs)
        return;
    m_waiting.push_back({{instrument, found->second}, nowMs + askAfterMs[0], 0});
    found->second = *funding.nextFundingMs;
}

void SettlementWatch::saw(InstrumentId instrument, const Settlement &settlement)
{
    std::erase_if(m_waiting, [&](const Waiting &each) {
        return each.missing.instrument == instrument
            && std::abs(each.missing.settledMs - settlement.timeMs) <= toleranceMs;
    });
}

std::vector<SettlementWatch::Missing> SettlementWatch::due(TimeMs nowMs)
{
    std::vector<Missing> missing;
    for (Waiting &each : m_waiting) {
        if (each.askAtMs > nowMs)
            continue;
        missing.push_back(each.missing);
        if (++each.asked < askAfterMs.size())
            each.askAtMs = nowMs + askAfterMs[each.asked];
    }
    std::erase_if(m_waiting, [](const Waiting &each) { return each.asked >= askAfterMs.size(); });
    return missing;
}

void SettlementWatch::clear()
{
    m_next.clear();
    m_waiting.clear();
}

} // namespace isobar
