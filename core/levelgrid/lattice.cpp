#include "core/levelgrid/lattice.h"

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
    const int reached = reachCells();
    if (width > 1 && width / 2 * uniformCells >= reached)
        return {};
    if (width == WidestBin || width * uniformCells >= reached)
        return {floorTo(k0 - reached, width), ceilTo(k0 + 1 + reached, width)};
    return {floorTo(k0 - width * uniformCells, 2 * width), ceilTo(k0 + 1 + width * uniformCells, 2 * width)};
}

CellRange Lattice::modelled(int k0) const
{
    CellRange all;
    for (int width = 1; width <= WidestBin; width *= 2) {
        const CellRange next = zone(k0, width);
        if (next.width() > 0)
            all = next;
    }
    return all;
}

CellRange Lattice::binOf(int cell, int k0) const
{
    for (int width = 1; width <= WidestBin; width *= 2) {
        if (zone(k0, width).contains(cell)) {
            const int first = floorTo(cell, width);
            return {first, first + width};
        }
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
