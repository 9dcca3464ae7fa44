#pragma once
#include <cstdint>
#include <deque>
#include <vector>

#include "core/simulation/market.h"

namespace isobar::simulation {

/// What happened lately, of all contracts, numbered in order of time. Quarter of an hour is kept.
class Tape {
public:
    /// One step of all contracts: put in order of time, numbered, and old entries dropped.
    void append(std::vector<Print> &prints, std::vector<Liquidation> &liquidations,
        const std::vector<Settlement> &settlements, TimeMs nowMs);
    Market::Feed since(std::uint64_t cursor) const;
    std::uint64_t cursor() const { return m_last; }

private:
    struct NumberedSettlement {
        std::uint64_t id;
        Settlement settlement;
    };
    std::uint64_t m_last = 0;
    std::deque<Print> m_prints;
    std::deque<Liquidation> m_liquidations;
    std::deque<NumberedSettlement> m_settlements;
};

} // namespace isobar::simulation
