#pragma once
#include <vector>

#include "core/simulation/book.h"
#include "core/simulation/candlestore.h"
#include "core/simulation/listings.h"
#include "core/simulation/random.h"

namespace isobar::simulation {

/// Ordinary trading of one contract: how much, at which prices, in which prints.
class Printer {
public:
    explicit Printer(const Listing &listing);

    /// Where and when trading happens; `last` is the newest traded price, at which the step begins.
    struct Step {
        TimeMs fromMs = 0, toMs = 0;
        double mark = 0, high = 0, low = 0;
        double activity = 1, crowd = 0;

        double seconds() const { return static_cast<double>(toMs - fromMs) / SecondMs; }
    };

    /// Agents traded these units: they reach the tape over the next seconds.
    void owe(std::int64_t units) { m_owed += static_cast<double>(units); }
    /// The prints of a short step, joined with the `forced` ones, in order of time; merged into `candles`.
    std::vector<Print> prints(
        const Step &step, const Book &book, std::vector<Print> forced, CandleStore &candles, Random &random);
    /// The trading of a long step as one bar.
    void bar(const Step &step, const Book &book, const std::vector<Print> &forced, CandleStore &candles,
        bool withMinutes, Random &random);
    double last() const { return m_last; }
    void setLast(double price) { m_last = price; }

private:
    std::int64_t takeVolume(const Step &step, const Book &book, Random &random);
    double takerBuyShare(const Step &step) const;

    double m_turnoverUsd, m_tick;
    double m_owed = 0; ///< units
    double m_carry = 0; ///< part of a unit that waits for the next step
    double m_last = 0;
};

} // namespace isobar::simulation
