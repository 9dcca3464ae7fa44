#include "widgets/heatmap/legendscale.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double Room = 0.25; // the bar goes on beyond the ends of the colours: by this share of them
constexpr double LeastRatio = 1.25; // between the handles
constexpr double Snap = 0.012; // of the bar
constexpr double KeySteps = 40;

} // namespace

double LegendScale::positionOf(double usd) const
{
    if (!isSet())
        return 0;
    if (!isLog)
        return std::clamp((usd - fromUsd) / (toUsd - fromUsd), 0.0, 1.0);
    if (usd <= 0)
        return 0;
    return std::clamp(std::log(usd / fromUsd) / std::log(toUsd / fromUsd), 0.0, 1.0);
}

double LegendScale::usdAt(double position) const
{
    const double at = std::clamp(position, 0.0, 1.0);
    return isLog ? fromUsd * std::pow(toUsd / fromUsd, at) : fromUsd + at * (toUsd - fromUsd);
}

double LegendScale::brightnessAt(double usd) const
{
    if (!isSet() || usd <= 0)
        return 0;
    const double at = isLog ? std::log(usd / lowUsd) / std::log(highUsd / lowUsd) : (usd - lowUsd) / (highUsd - lowUsd);
    return std::clamp(at, 0.0, 1.0);
}

std::vector<double> LegendScale::ticks(double leastGap) const
{
    std::vector<double> all;
    if (!isSet() || leastGap <= 0)
        return all;
    const auto addSpaced = [&](double usd) {
        if (usd >= fromUsd * 0.999 && usd <= toUsd * 1.001
            && (all.empty() || positionOf(usd) - positionOf(all.back()) >= leastGap))
            all.push_back(usd);
    };
    if (isLog) {
        const double decade = std::log(10.0) / std::log(toUsd / fromUsd);
        const std::vector<double> steps = decade >= 3.4 * leastGap ? std::vector<double>{1, 2, 5}
            : decade >= 2.2 * leastGap                             ? std::vector<double>{1, 3}
                                                                   : std::vector<double>{1};
        for (double power = std::pow(10, std::floor(std::log10(fromUsd))); power <= toUsd; power *= 10) {
            for (const double step : steps)
                addSpaced(step * power);
        }
        return all;
    }
    const double rough = leastGap * (toUsd - fromUsd), power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double nice : {5.0, 2.0, 1.0})
        step = nice * power >= rough ? nice * power : step;
    for (double usd = std::ceil(fromUsd / step) * step; usd <= toUsd; usd += step)
        addSpaced(usd);
    return all;
}

LegendScale legendScale(const LevelMap &map, const HeatmapOptions &options)
{
    LegendScale scale;
    const LevelScale own = options.opensOnly ? map.opensOnlyScale : map.scale;
    if (!own.isSet())
        return scale;
    const LevelScale inForce = scaleInForce(map, options);
    const double ownLow = printsOfLevel(map, own.low), ownHigh = printsOfLevel(map, own.high);
    scale.isLog = options.logIntensity;
    scale.lowUsd = printsOfLevel(map, inForce.low);
    scale.highUsd = std::max(printsOfLevel(map, inForce.high), scale.lowUsd * 1.0001);
    const double low = std::min(ownLow, scale.lowUsd), high = std::max(ownHigh, scale.highUsd);
    const double room = std::max(1.5, std::pow(high / low, Room));
    scale.fromUsd = scale.isLog ? low / room : 0;
    scale.toUsd = scale.isLog ? high * room : high * (1 + Room);
    scale.isOwn = options.lowUsd <= 0 && options.highUsd <= 0;
    return scale;
}

HeatmapOptions withHandle(
    const LegendScale &scale, const LevelMap &map, HeatmapOptions options, LegendHandle handle, double usd)
{
    if (!scale.isSet())
        return options;
    const LevelScale own = options.opensOnly ? map.opensOnlyScale : map.scale;
    const bool isLow = handle == LegendHandle::Low;
    const double least = std::max(scale.fromUsd, scale.toUsd * 1e-6);
    double value = std::clamp(usd, least, scale.toUsd);
    value = isLow ? std::min(value, scale.highUsd / LeastRatio) : std::max(value, scale.lowUsd * LeastRatio);
    const double ownUsd = printsOfLevel(map, isLow ? own.low : own.high);
    const bool isOwn = std::abs(scale.positionOf(value) - scale.positionOf(ownUsd)) < Snap;
    (isLow ? options.lowUsd : options.highUsd) = isOwn ? 0 : value;
    return options;
}

HeatmapOptions withHandleMoved(
    const LegendScale &scale, const LevelMap &map, const HeatmapOptions &options, LegendHandle handle, int steps)
{
    const double from = handle == LegendHandle::Low ? scale.lowUsd : scale.highUsd;
    return withHandle(scale, map, options, handle, scale.usdAt(scale.positionOf(from) + steps / KeySteps));
}

HeatmapOptions withOwnScale(HeatmapOptions options)
{
    options.lowUsd = options.highUsd = 0;
    return options;
}

} // namespace isobar::heatmap
