#pragma once
#include <cstdint>
#include <vector>

#include "core/simulation/book.h"
#include "core/simulation/listings.h"
#include "core/simulation/random.h"
#include "core/simulation/scenario.h"

namespace isobar::simulation {

/// Agents who come and go by their own will in one contract: the open interest follows the plot, and part of it changes
/// hands all the time. The crowd's side is taken with leverage, the other mostly without.
class Traders {
public:
    explicit Traders(const Listing &listing);

    /// Another usual open interest (base units, inverse: coins) than that of the listing.
    void setUsual(double openInterestBase);
    /// Fills an empty book at a price.
    void populate(Book &book, double price, TimeMs nowMs, Random &random);
    /// One step at a price; returns the units traded by it.
    std::int64_t step(
        Book &book, double seconds, const Mood &mood, double activity, double price, TimeMs nowMs, Random &random);
    /// Opens or closes until the book holds `units`; returns the units traded.
    std::int64_t steerTo(Book &book, std::int64_t units, const Mood &mood, double price, TimeMs nowMs, Random &random);

private:
    struct Trader {
        double leverage, size; ///< size relative to the mean
    };
    Trader eager(Random &random) const;
    void openPair(Book &book, std::int64_t atMost, double crowd, double price, TimeMs nowMs, Random &random);
    void plan(Book &book, double crowd, double price, Random &random);

    struct Plan {
        std::int64_t units = 0;
        double longLeverage = 1, shortLeverage = 1;
    };
    double m_usualBase;
    double m_usualUsd; ///< size of a position
    Plan m_next; ///< the pair that opens when enough is due
    double m_toOpen = 0, m_toClose = 0; ///< units due
    RevertingNoise m_appetite{0.02, 12 * 3600};
    std::int64_t m_usualUnits = 0;
};

} // namespace isobar::simulation
