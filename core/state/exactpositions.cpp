#include "core/state/exactpositions.h"

namespace isobar {

bool ExactPositions::put(
    const std::string &venue, const std::string &account, TimeMs toldMs, std::vector<ExactPosition> positions)
{
    const Account key{venue, account};
    if (positions.empty())
        return m_holdings.erase(key) > 0;
    m_holdings[key] = {toldMs, std::move(positions)};
    return true;
}

void ExactPositions::advance(TimeMs marketMs)
{
    if (marketMs - m_advancedMs < MinuteMs)
        return;
    m_advancedMs = marketMs;
    std::erase_if(m_holdings, [marketMs](const auto &each) { return marketMs - each.second.toldMs > KeptMs; });
}

} // namespace isobar
