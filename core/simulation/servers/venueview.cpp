#include "core/simulation/servers/venueview.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

constexpr std::size_t RecentPrints = 100;

} // namespace

VenueView::VenueView(const Market &market, std::string venue) : m_market(market), m_venue(std::move(venue))
{
    const auto &all = market.contracts();
    for (int i = 0; std::cmp_less(i, all.size()); ++i) {
        const ContractSpec &spec = all[static_cast<std::size_t>(i)];
        if (spec.venue != m_venue)
            continue;
        m_contracts.push_back(i);
        m_bySymbol.emplace(spec.symbol, i);
        m_recent[i];
    }
}

std::optional<int> VenueView::find(std::string_view symbol) const
{
    const auto found = m_bySymbol.find(symbol);
    return found == m_bySymbol.end() ? std::nullopt : std::optional(found->second);
}

const ContractSpec &VenueView::spec(int contract) const
{
    return m_market.contracts()[static_cast<std::size_t>(contract)];
}

void VenueView::take(const Market::Feed &feed)
{
    const auto keepOurs = [this](const auto &all, auto &ours) {
        ours.clear();
        std::ranges::copy_if(all, std::back_inserter(ours), [this](const auto &row) { return isOurs(row.contract); });
    };
    keepOurs(feed.prints, m_newPrints);
    keepOurs(feed.liquidations, m_newLiquidations);
    keepOurs(feed.settlements, m_newSettlements);
    for (const Print &print : m_newPrints) {
        auto &recent = m_recent[print.contract];
        recent.push_back(print);
        if (recent.size() > RecentPrints)
            recent.pop_front();
    }
    if (!m_newLiquidations.empty())
        m_lastLiquidation = m_newLiquidations.back();
}

const std::deque<Print> &VenueView::recentPrints(int contract) const
{
    static const std::deque<Print> none;
    const auto found = m_recent.find(contract);
    return found == m_recent.end() ? none : found->second;
}

std::vector<Liquidation> VenueView::throttledLiquidations() const
{
    std::vector<Liquidation> shown;
    for (const Liquidation &liquidation : m_newLiquidations) {
        const auto sameSecond = std::ranges::find_if(shown, [&](const Liquidation &earlier) {
            return earlier.contract == liquidation.contract
                && floorTo(earlier.timeMs, SecondMs) == floorTo(liquidation.timeMs, SecondMs);
        });
        if (sameSecond == shown.end())
            shown.push_back(liquidation);
        else
            *sameSecond = liquidation;
    }
    return shown;
}

} // namespace isobar::simulation
