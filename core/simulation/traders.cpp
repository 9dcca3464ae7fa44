#include "core/simulation/traders.h"

#include <algorithm>
#include <cmath>

namespace isobar::simulation {

namespace {

struct Habit {
    double weight, leverage, size;
};
// How eager agents lever (weights as the prior of MODEL 3.4); the more leverage, the smaller the position.
constexpr Habit Habits[]{
    {.08, 100, .03},
    {.14, 50, .11},
    {.22, 25, .25},
    {.12, 20, .35},
    {.24, 10, .8},
    {.14, 5, 2},
    {.06, 3, 3},
};
constexpr double RotationPerHour = 0.015; // of the open interest
constexpr double AppetiteSeconds = 1800; // in which the open interest follows the plot
constexpr double SizeSpread = 0.6; // of ln(size)
constexpr double MostOfContract = 1. / 250; // that a usual position is
constexpr double PatientShare = 0.8; // of those who take the other side without much leverage

} // namespace

Traders::Traders(const Listing &listing)
    : m_usualBase(listing.openInterestBase), m_usualUsd(listing.turnoverUsd > 1e9 ? 2e6 : 0.5e6)
{
}

void Traders::setUsual(double openInterestBase)
{
    m_usualBase = openInterestBase;
    m_usualUnits = 0; // known when the price is
}

Traders::Trader Traders::eager(Random &random) const
{
    double at = random.uniform();
    const double normal = random.normal();
    for (const Habit &habit : Habits) {
        at -= habit.weight;
        if (at < 0)
            return {habit.leverage * random.uniform(0.85, 1.0), habit.size * std::exp(SizeSpread * normal)};
    }
    return {3, 3 * std::exp(SizeSpread * normal)};
}

void Traders::plan(Book &book, double crowd, double price, Random &random)
{
    if (m_usualUnits == 0)
        m_usualUnits = std::max<std::int64_t>(1, book.unitsOf(m_usualBase, price));
    const Trader taker = eager(random);
    // Both have the same size, so the other one is levered no more than fits it.
    const double other =
        random.chance(PatientShare) ? random.uniform(1.2, 3.0) : std::min(eager(random).leverage, taker.leverage);
    const bool takerIsLong = random.chance((1 + crowd) / 2);
    const double meanUnits = std::min(static_cast<double>(m_usualUnits) * MostOfContract,
        static_cast<double>(book.unitsOf(m_usualUsd / price, price)));
    m_next.units = std::max<std::int64_t>(1, std::llround(meanUnits * taker.size));
    m_next.longLeverage = takerIsLong ? taker.leverage : other;
    m_next.shortLeverage = takerIsLong ? other : taker.leverage;
}

void Traders::openPair(Book &book, std::int64_t atMost, double crowd, double price, TimeMs nowMs, Random &random)
{
    book.openPair(std::min(atMost, m_next.units), price, m_next.longLeverage, m_next.shortLeverage, nowMs);
    plan(book, crowd, price, random);
}

void Traders::populate(Book &book, double price, TimeMs nowMs, Random &random)
{
    constexpr double Crowd = 0.15;
    plan(book, Crowd, price, random);
    while (book.openInterest() < m_usualUnits)
        openPair(book, m_usualUnits - book.openInterest(), Crowd, price, nowMs, random);
}

std::int64_t Traders::step(
    Book &book, double seconds, const Mood &mood, double activity, double price, TimeMs nowMs, Random &random)
{
    const double target =
        static_cast<double>(m_usualUnits) * mood.openInterest * (1 + m_appetite.step(seconds, random));
    const double present = static_cast<double>(book.openInterest());
    const double change = (target - present) * (1 - std::exp(-seconds / AppetiteSeconds));
    const double rotation = present * RotationPerHour * activity * seconds / 3600;
    m_toOpen += rotation + std::max(change, 0.0);
    m_toClose += rotation + std::max(-change, 0.0);

    std::int64_t traded = 0;
    while (m_toOpen >= static_cast<double>(m_next.units)) {
        m_toOpen -= static_cast<double>(m_next.units);
        traded += m_next.units;
        openPair(book, m_next.units, mood.crowd, price, nowMs, random);
    }
    // Closing waits for the same size, so that opening and closing alternate.
    while (m_toClose >= static_cast<double>(m_next.units) && book.openInterest() > m_next.units) {
        m_toClose -= static_cast<double>(m_next.units);
        traded += book.closePair(m_next.units, random);
    }
    return traded;
}

std::int64_t Traders::steerTo(
    Book &book, std::int64_t units, const Mood &mood, double price, TimeMs nowMs, Random &random)
{
    std::int64_t traded = 0;
    plan(book, mood.crowd, price, random);
    while (book.openInterest() < units) {
        const std::int64_t missing = units - book.openInterest();
        const std::int64_t before = book.openInterest();
        openPair(book, missing, mood.crowd, price, nowMs, random);
        traded += book.openInterest() - before;
    }
    if (book.openInterest() > units)
        traded += book.closePair(book.openInterest() - units, random);
    return traded;
}

} // namespace isobar::simulation
