#pragma once
#include <deque>
#include <vector>

#include "core/simulation/book.h"

namespace isobar::simulation {

/// The end of a position: the agent as it was, and what the venue printed about it.
struct Death {
    Position position;
    Liquidation liquidation; ///< without id
};

/// What no venue tells: the agents. For tests.
struct Truth {
    std::vector<Book> books; ///< one a contract
    std::deque<Death> deaths; ///< of the last steps, oldest first, at most DeathsKept
    static constexpr std::size_t DeathsKept = 32768;
};

} // namespace isobar::simulation
