#include "core/levelgrid/lattice.h"

#include <bit>
#include <cmath>

namespace isobar {

namespace {

constexpr int WidestBin = 8;

int floorTo(int value, int step)
{
    const int rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

int ceilTo(int value, int step) { return -floorTo(-value, step); }

} // namespace

double Lattice::positionOf(double price) const { return std::log(price) / cellWidth; }

double Lattice::lowerPrice(int cell) const { return std::exp(cell * cellWidth); }

double Lattice::centrePrice(int cell) const { return std::exp((cell + 0.5) * cellWidth); }

int Lattice::reachCells() const { return static_cast<int>(std::ceil(-std::log(1 - reach) / cellWidth)); }

CellRange Lattice::zone(int k0, int width) const
{
    if (width > 1 && width / 2 * uniformCells >= reachCells())
        return {};
    return zones(k0)[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(width)))];
}

std::array<CellRange, 4> Lattice::zones(int k0) const
{
    const int reached = reachCells();
    std::array<CellRange, 4> all;
    int width = 1;
    for (std::size_t i = 0; i < all.size(); ++i, width *= 2) {
        if (width > 1 && width / 2 * uniformCells >= reached)
            all[i] = all[i - 1];
        else if (width == WidestBin || width * uniformCells >= reached)
            all[i] = {floorTo(k0 - reached, width), ceilTo(k0 + 1 + reached, width)};
        else
            all[i] = {floorTo(k0 - width * uniformCells, 2 * width), ceilTo(k0 + 1 + width * uniformCells, 2 * width)};
    }
    return all;
}

CellRange Lattice::modelled(int k0) const { return zones(k0).back(); }

CellRange Lattice::binOf(int cell, int k0) const
{
    int width = 1;
    for (const CellRange &zone : zones(k0)) {
        if (zone.contains(cell)) {
            const int first = floorTo(cell, width);
            return {first, first + width};
        }
        width *= 2;
    }
    return {};
}

std::vector<CellRange> Lattice::bins(int k0) const
{
    std::vector<CellRange> out;
    const CellRange all = modelled(k0);
    for (int cell = all.first; cell < all.end;) {
        out.push_back(binOf(cell, k0));
        cell = out.back().end;
    }
    return out;
}

Lattice latticeOf(std::string_view asset)
{
    if (asset == "BTC" || asset == "ETH")
        return {};
    return {0.002, 0.60, 76};
}

} // namespace isobar
