#include "core/feed/liquidationcensus.h"

namespace isobar {

void LiquidationCensus::printed(std::string_view venue, std::string_view asset, TimeMs nowMs)
{
    auto &times = m_assets[std::string(asset)][std::string(venue)];
    times.push_back(nowMs);
    if (times.size() > m_prints)
        times.pop_front();
}

void LiquidationCensus::forget(std::string_view venue)
{
    for (auto &[asset, venues] : m_assets)
        venues.erase(std::string(venue));
}

std::size_t LiquidationCensus::busyOthers(std::string_view venue, std::string_view asset, TimeMs sinceMs) const
{
    const auto found = m_assets.find(asset);
    if (found == m_assets.end())
        return 0;
    std::size_t count = 0;
    for (const auto &[other, times] : found->second)
        count += other != venue && times.size() >= m_prints && times.front() >= sinceMs ? 1 : 0;
    return count;
}

TimeMs LiquidationCensus::lastMs(std::string_view venue, std::string_view asset) const
{
    const auto found = m_assets.find(asset);
    if (found == m_assets.end())
        return 0;
    const auto times = found->second.find(venue);
    return times == found->second.end() || times->second.empty() ? 0 : times->second.back();
}

} // namespace isobar
