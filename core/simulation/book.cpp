#include "core/simulation/book.h"

#include <algorithm>
#include <cmath>

#include "core/simulation/steps.h"

namespace isobar::simulation {

namespace {
constexpr double TakeOverLeverage = 2; // who takes over a liquidated position is patient money
constexpr double DoomedLeverage = 20;
constexpr double MostOfMargin = 0.6; // a venue's maintenance margin may use at most this part of an agent's margin
} // namespace

double Book::baseOf(std::int64_t units, double price) const
{
    const double lots = static_cast<double>(units);
    if (m_spec.inverse)
        return lots * m_spec.lot / price;
    return m_spec.lot >= 1 ? lots * m_spec.lot : lots / std::round(1 / m_spec.lot);
}

std::int64_t Book::unitsOf(double base, double price) const
{
    return std::llround((m_spec.inverse ? base * price : base) / m_spec.lot);
}

void Book::updateLiquidationPrice(Position &position)
{
    const double price = simulation::liquidationPrice(position.terms);
    position.liquidationPrice = std::isfinite(price) ? roundToStep(price, m_spec.tick) : price;
    double &nearest = m_nearest[index(position.terms.side)];
    nearest = position.terms.side == Side::Long ? std::max(nearest, position.liquidationPrice)
                                                : std::min(nearest, position.liquidationPrice);
}

void Book::add(Position position)
{
    const std::size_t side = index(position.terms.side);
    position.agent = m_nextAgent++;
    updateLiquidationPrice(position);
    m_units[side] += position.units;
    m_opened[side] += position.units;
    m_sides[side].push_back(position);
}

void Book::open(Side side, std::int64_t units, double price, double leverage, TimeMs nowMs)
{
    const double base = baseOf(units, price);
    const MarginTier tier = marginTier(m_spec, base * price);
    Position position;
    position.units = units;
    position.openedMs = nowMs;
    MarginTerms &terms = position.terms;
    terms.side = side;
    terms.inverse = m_spec.inverse;
    terms.entry = price;
    terms.maintenanceRate = tier.maintenanceRate;
    terms.fee = closingFee(m_spec);
    terms.leverage = std::min({leverage, tier.maxLeverage, MostOfMargin / (terms.maintenanceRate + terms.fee)});
    terms.deductionPerBase = tier.deduction / base;
    add(position);
}

void Book::openPair(std::int64_t units, double price, double longLeverage, double shortLeverage, TimeMs nowMs)
{
    open(Side::Long, units, price, longLeverage, nowMs);
    open(Side::Short, units, price, shortLeverage, nowMs);
}

void Book::remove(Side side, std::size_t at)
{
    std::vector<Position> &positions = m_sides[index(side)];
    positions[at] = positions.back();
    positions.pop_back();
}

void Book::close(Side side, std::int64_t units, Random &random)
{
    std::vector<Position> &positions = m_sides[index(side)];
    m_units[index(side)] -= units;
    m_closed[index(side)] += units;
    while (units > 0) {
        // Of two the one with more leverage: quick money leaves first.
        std::size_t at = random.below(positions.size());
        const std::size_t other = random.below(positions.size());
        if (positions[other].terms.leverage > positions[at].terms.leverage)
            at = other;
        if (positions[at].units > units) {
            positions[at].units -= units;
            return;
        }
        units -= positions[at].units;
        remove(side, at);
    }
}

std::int64_t Book::closePair(std::int64_t units, Random &random)
{
    units = std::min(units, openInterest());
    close(Side::Long, units, random);
    close(Side::Short, units, random);
    return units;
}

bool Book::isTouched(Side side, double liquidationPrice, double price) const
{
    return side == Side::Long ? price <= liquidationPrice : price >= liquidationPrice;
}

std::optional<Position> Book::takeTouched(Side side, double price)
{
    double &nearest = m_nearest[index(side)];
    if (!isTouched(side, nearest, price))
        return std::nullopt;
    const std::vector<Position> &positions = m_sides[index(side)];
    const auto isNearer = [side](const Position &a, const Position &b) {
        return side == Side::Long ? a.liquidationPrice > b.liquidationPrice : a.liquidationPrice < b.liquidationPrice;
    };
    const auto first = std::min_element(positions.begin(), positions.end(), isNearer);
    if (first == positions.end())
        return std::nullopt;
    nearest = first->liquidationPrice;
    if (!isTouched(side, nearest, price))
        return std::nullopt;
    const Position dead = *first;
    remove(side, static_cast<std::size_t>(first - positions.begin()));
    m_units[index(side)] -= dead.units;
    m_closed[index(side)] += dead.units;
    return dead;
}

void Book::absorb(Side dead, std::int64_t units, double closingShare, double price, TimeMs nowMs, Random &random)
{
    const std::int64_t closing = std::llround(static_cast<double>(units) * closingShare);
    close(opposite(dead), closing, random);
    if (closing < units)
        open(dead, units - closing, price, TakeOverLeverage, nowMs);
}

Position Book::openDoomed(Side side, std::int64_t units, double price, TimeMs nowMs)
{
    Position position;
    position.units = units;
    position.openedMs = nowMs;
    MarginTerms &terms = position.terms;
    terms.side = side;
    terms.inverse = m_spec.inverse;
    terms.leverage = DoomedLeverage;
    terms.maintenanceRate = marginTier(m_spec, usdOf(units, price)).maintenanceRate;
    terms.entry = 1;
    terms.entry = price / simulation::liquidationPrice(terms); // the formula is proportional to the entry
    open(opposite(side), units, terms.entry, 1, nowMs);
    // The agent enters and leaves the books in this call: its side keeps what absorb() hands on.
    m_opened[index(side)] += units;
    m_closed[index(side)] += units;
    position.agent = m_nextAgent++;
    position.liquidationPrice = price;
    return position;
}

void Book::settle(double rate, double mark)
{
    m_nearest = {-1, 1e300};
    for (const Side side : {Side::Long, Side::Short}) {
        double paid = 0;
        for (Position &position : m_sides[index(side)]) {
            const double notional = baseOf(position.units, mark) * (m_spec.inverse ? 1 : mark);
            paid += sign(side) * rate * notional;
            position.terms.fundingPerBase += sign(side) * rate * mark;
            updateLiquidationPrice(position);
        }
        m_lastFundingPaid[index(side)] = paid;
    }
}

} // namespace isobar::simulation
