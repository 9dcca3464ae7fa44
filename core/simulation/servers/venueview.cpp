#include "core/simulation/servers/venueview.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

constexpr std::size_t RecentRows = 100;

template <class Row> void keep(std::deque<Row> &recent, const Row &row)
{
    recent.push_back(row);
    if (recent.size() > RecentRows)
        recent.pop_front();
}

/// The market writes both at once; a scripted liquidation has a price of its own, so the print may differ in size.
void flag(std::vector<Fill> &fills, const Liquidation &liquidation)
{
    const bool takerBuy = liquidation.position == Side::Short;
    const auto isOf = [&](const Fill &fill) {
        return !fill.isLiquidation && fill.print.timeMs == liquidation.timeMs && fill.print.takerBuy == takerBuy;
    };
    auto found = std::ranges::find_if(
        fills, [&](const Fill &fill) { return isOf(fill) && fill.print.base == liquidation.base; });
    if (found == fills.end())
        found = std::ranges::find_if(fills, isOf);
    const std::uint64_t id = found == fills.end() ? liquidation.id : found->print.id;
    if (found == fills.end())
        found = fills.emplace(std::ranges::upper_bound(
            fills, liquidation.timeMs, {}, [](const Fill &fill) { return fill.print.timeMs; }));
    *found = {{liquidation.contract, liquidation.timeMs, liquidation.price, liquidation.base, takerBuy, id}, true};
}

template <class Prints, class Liquidations>
std::vector<Fill> fillsOf(int contract, const Prints &prints, const Liquidations &liquidations)
{
    std::vector<Fill> fills;
    for (const Print &print : prints)
        if (print.contract == contract)
            fills.push_back({print});
    for (const Liquidation &liquidation : liquidations)
        if (liquidation.contract == contract)
            flag(fills, liquidation);
    return fills;
}

} // namespace

VenueView::VenueView(const Market &market, std::string venue) : m_market(market), m_venue(std::move(venue))
{
    const auto &all = market.contracts();
    for (int i = 0; std::cmp_less(i, all.size()); ++i) {
        const ContractSpec &spec = all[static_cast<std::size_t>(i)];
        if (spec.venue != m_venue)
            continue;
        m_all.push_back(i);
        m_bySymbol.emplace(spec.symbol, i);
        m_recent[i];
    }
    list();
}

void VenueView::list()
{
    m_contracts.clear();
    std::ranges::copy_if(
        m_all, std::back_inserter(m_contracts), [this](int contract) { return m_market.isListed(contract); });
}

std::optional<int> VenueView::find(std::string_view symbol) const
{
    const auto found = m_bySymbol.find(symbol);
    const bool isThere = found != m_bySymbol.end() && m_market.isListed(found->second);
    return isThere ? std::optional(found->second) : std::nullopt;
}

const ContractSpec &VenueView::spec(int contract) const
{
    return m_market.contracts()[static_cast<std::size_t>(contract)];
}

void VenueView::take(const Market::Feed &feed)
{
    list();
    const auto keepOurs = [this](const auto &all, auto &ours) {
        ours.clear();
        std::ranges::copy_if(all, std::back_inserter(ours), [this](const auto &row) { return isOurs(row.contract); });
    };
    keepOurs(feed.prints, m_newPrints);
    keepOurs(feed.liquidations, m_newLiquidations);
    keepOurs(feed.settlements, m_newSettlements);
    for (const Print &print : m_newPrints)
        keep(m_recent[print.contract], print);
    for (const Liquidation &liquidation : m_newLiquidations)
        keep(m_recentLiquidations[liquidation.contract], liquidation);
    if (!m_newLiquidations.empty())
        m_lastLiquidation = m_newLiquidations.back();
}

const std::deque<Print> &VenueView::recentPrints(int contract) const
{
    static const std::deque<Print> none;
    const auto found = m_recent.find(contract);
    return found == m_recent.end() ? none : found->second;
}

std::vector<Fill> VenueView::newFills(int contract) const { return fillsOf(contract, m_newPrints, m_newLiquidations); }

std::vector<Fill> VenueView::recentFills(int contract) const
{
    const std::deque<Print> &prints = recentPrints(contract);
    const auto found = m_recentLiquidations.find(contract);
    std::vector<Liquidation> liquidations;
    if (!prints.empty() && found != m_recentLiquidations.end()) // those whose print is still kept
        std::ranges::copy_if(found->second, std::back_inserter(liquidations),
            [&](const Liquidation &each) { return each.timeMs >= prints.front().timeMs; });
    return fillsOf(contract, prints, liquidations);
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
