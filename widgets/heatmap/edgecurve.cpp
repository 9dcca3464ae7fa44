#include "widgets/heatmap/edgecurve.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

EdgeCurve edgeCurve(const LevelMap &map, PositionSide side, const Viewport &view)
{
    const bool isDown = side == PositionSide::Long;
    const std::vector<float> &cells = isDown ? map.now.longs : map.now.shorts;
    if (map.price <= 0 || cells.empty() || !view.isValid())
        return {};
    const double width = map.lattice.cellWidth, start = std::log(map.price);
    const double end = isDown ? view.logLow : view.logHigh;
    if (isDown ? end >= start : end <= start)
        return {};
    EdgeCurve curve{{start, 0}};
    const double direction = isDown ? -1 : 1;
    double sum = 0, at = start;
    int cell = map.lattice.cellOf(map.price);
    while ((end - at) * direction > 1e-12) {
        const int index = cell - map.now.firstCell;
        if (isDown ? index < 0 : index >= static_cast<int>(cells.size()))
            break;
        const double border = isDown ? std::max(end, cell * width) : std::min(end, (cell + 1) * width);
        if (index >= 0 && index < static_cast<int>(cells.size()))
            sum += std::abs(border - at) / width * static_cast<double>(cells[static_cast<std::size_t>(index)]);
        at = border;
        curve.push_back({at, sum});
        cell += isDown ? -1 : 1;
    }
    return curve;
}

EdgeScale edgeScale(double highestUsd, int most)
{
    if (!(highestUsd > 0) || most <= 0)
        return {};
    const double rough = highestUsd / most, power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (nice * power >= rough * 0.999) {
            step = nice * power;
            break;
        }
    }
    return {highestUsd * 1.04, step};
}

double printsTo(const LevelMap &map, double price)
{
    if (map.price <= 0 || price <= 0)
        return 0;
    return map.now.between(map.lattice, price < map.price ? PositionSide::Long : PositionSide::Short, map.price, price);
}

} // namespace isobar::heatmap
