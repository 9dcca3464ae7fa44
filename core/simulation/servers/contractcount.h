#pragma once
#include "core/simulation/marketdata.h"
#include "core/simulation/servers/venuetext.h"

namespace isobar::simulation {

/// A quantity in contracts, on the grid of the lot: base units by the contract's size; inverse contracts are USD, so
/// `price` makes them of coins.
inline double contractCount(const ContractSpec &spec, double base, double price)
{
    return stepped((spec.inverse ? base * price : base) / spec.contractSize, spec.lot / spec.contractSize);
}

/// The same of a bar or a day, whose turnover says how many USD that was.
inline double contractCountOf(const ContractSpec &spec, double base, double quote)
{
    return stepped((spec.inverse ? quote : base) / spec.contractSize, spec.lot / spec.contractSize);
}

} // namespace isobar::simulation
