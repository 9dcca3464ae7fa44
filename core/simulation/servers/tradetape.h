#pragma once
#include "core/simulation/servers/venueview.h"

#include <deque>
#include <map>
#include <optional>

namespace isobar::simulation {

/// A trade as venues tell it that number the trades of each contract and have no feed of liquidations beside them.
struct TapeTrade {
    Print print; ///< of a scripted liquidation: with its price and size, since nothing else tells of it
    std::int64_t sequence = 0; ///< grows by 1 from trade to trade of a contract
    std::optional<Side> liquidated; ///< the position that this order closed by force
};

/// A venue's trades of the last minutes, contract by contract, oldest first.
class TradeTape {
public:
    /// `view` must outlive the tape.
    explicit TradeTape(const VenueView &view);
    /// Takes what happened since the last call.
    void update();
    /// At most 1000.
    const std::deque<TapeTrade> &of(int contract) const;
    /// Sequence of the contract's newest trade, 0 before the first.
    std::int64_t last(int contract) const;

private:
    void add(const Print &print);
    void mark(const Liquidation &liquidation);

    const VenueView &m_view;
    std::uint64_t m_cursor = 0;
    std::map<int, std::deque<TapeTrade>> m_trades;
    std::map<int, std::int64_t> m_sequences;
};

} // namespace isobar::simulation
