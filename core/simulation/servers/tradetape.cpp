#include "core/simulation/servers/tradetape.h"

#include <cmath>

namespace isobar::simulation {

namespace {

constexpr std::size_t Kept = 1000;

} // namespace

TradeTape::TradeTape(const VenueView &view) : m_view(view)
{
    for (const int contract : view.contracts()) {
        m_trades[contract];
        m_sequences[contract] = 0;
    }
}

void TradeTape::update()
{
    const Market::Feed feed = m_view.market().since(m_cursor);
    m_cursor = feed.cursor;
    for (const Print &print : feed.prints)
        if (m_trades.contains(print.contract))
            add(print);
    for (const Liquidation &liquidation : feed.liquidations)
        if (m_trades.contains(liquidation.contract))
            mark(liquidation);
    for (auto &[contract, trades] : m_trades)
        if (trades.size() > Kept)
            trades.erase(trades.begin(), trades.end() - Kept);
}

void TradeTape::add(const Print &print)
{
    m_trades[print.contract].push_back({print, ++m_sequences[print.contract], std::nullopt});
}

/// A liquidation and its order come in the same step of the market, at the same instant.
void TradeTape::mark(const Liquidation &liquidation)
{
    const auto distance = [&](const TapeTrade &trade) { return std::abs(trade.print.base - liquidation.base); };
    const bool isBought = liquidation.position == Side::Short;
    TapeTrade *order = nullptr;
    auto &trades = m_trades[liquidation.contract];
    for (auto trade = trades.rbegin(); trade != trades.rend() && trade->print.timeMs >= liquidation.timeMs; ++trade) {
        const bool isMatch =
            trade->print.timeMs == liquidation.timeMs && trade->print.takerBuy == isBought && !trade->liquidated;
        if (isMatch && (!order || distance(*trade) < distance(*order)))
            order = &*trade;
    }
    if (!order) // older than the prints that are kept
        return;
    order->liquidated = liquidation.position;
    order->print.price = liquidation.price;
    order->print.base = liquidation.base;
}

const std::deque<TapeTrade> &TradeTape::of(int contract) const { return m_trades.at(contract); }

std::int64_t TradeTape::last(int contract) const { return m_sequences.at(contract); }

} // namespace isobar::simulation
