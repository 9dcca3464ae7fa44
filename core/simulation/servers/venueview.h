#pragma once
#include "core/simulation/market.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar::simulation {

/// A row of a tape that tells liquidations by a flag on the trade.
struct Fill {
    Print print; ///< of a liquidation: at its price, of its size, the taker is who was liquidated
    bool isLiquidation = false;
};

/// The market as one venue sees it: its own contracts by its own names, and what is new there.
class VenueView {
public:
    /// `market` must outlive the view.
    VenueView(const Market &market, std::string venue);

    const Market &market() const { return m_market; }
    const std::string &venue() const { return m_venue; }
    /// Those that are listed now.
    const std::vector<int> &contracts() const { return m_contracts; }
    /// Absent: the venue lists no such symbol. Case matters.
    std::optional<int> find(std::string_view symbol) const;
    const ContractSpec &spec(int contract) const;
    ContractState state(int contract) const { return m_market.state(contract); }

    /// Takes what happened since the last call; it is "new" until the next one.
    void take(const Market::Feed &feed);
    const std::vector<Print> &newPrints() const { return m_newPrints; }
    const std::vector<Liquidation> &newLiquidations() const { return m_newLiquidations; }
    const std::vector<Settlement> &newSettlements() const { return m_newSettlements; }
    /// The last prints of a contract, oldest first, at most 100.
    const std::deque<Print> &recentPrints(int contract) const;
    /// The venue's last liquidation, if there was one.
    const std::optional<Liquidation> &lastLiquidation() const { return m_lastLiquidation; }

    /// New liquidations as a venue shows them that prints one per contract and second: the latest of each second of
    /// market time.
    std::vector<Liquidation> throttledLiquidations() const;
    /// New prints of a contract for venues whose tape flags liquidations: each of them stands in the place of the
    /// print that carried it out. In order of time.
    std::vector<Fill> newFills(int contract) const;
    /// The same of recentPrints().
    std::vector<Fill> recentFills(int contract) const;

private:
    bool isOurs(int contract) const { return m_recent.contains(contract); }

    void list();

    const Market &m_market;
    std::string m_venue;
    std::vector<int> m_all, m_contracts; ///< ever listed; now
    std::map<std::string, int, std::less<>> m_bySymbol;
    std::map<int, std::deque<Print>> m_recent;
    std::map<int, std::deque<Liquidation>> m_recentLiquidations;
    std::vector<Print> m_newPrints;
    std::vector<Liquidation> m_newLiquidations;
    std::vector<Settlement> m_newSettlements;
    std::optional<Liquidation> m_lastLiquidation;
};

} // namespace isobar::simulation
