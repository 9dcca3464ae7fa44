#include "core/analytics/levels/loadmodel.h"

#include "core/analytics/levels/poissonfit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isobar {

namespace {

constexpr std::array LearnedDistances{0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.18, 0.22, 0.40};
constexpr double Everywhere = 0.1; // of the prior: what has nothing at first can learn nothing
constexpr double PriorHours = 200; // what the prior weighs in the blend
constexpr double FirstShare = 0.002; // of the open interest and unit of ln, from which the terms of the way begin

double beyondKnot(double range, std::size_t knot) { return std::max(0.0, range - PathTerm::Knots[knot]); }

/// The columns of a path term: the map as one, then the way both ways, on this side, then the extremes.
std::vector<double> pathColumns(const LoadSample &sample, double mapUsd)
{
    std::vector<double> columns{mapUsd};
    for (std::size_t knot = 0; knot < PathTerm::Knots.size(); ++knot)
        columns.push_back(sample.openInterestUsd * beyondKnot(sample.range, knot));
    for (std::size_t knot = 0; knot < PathTerm::Knots.size(); ++knot)
        columns.push_back(sample.openInterestUsd * beyondKnot(sample.move, knot));
    for (const double beyond : sample.beyond)
        columns.push_back(sample.openInterestUsd * beyond);
    return columns;
}

double &weightOf(LevelLayer &layer, PositionSide side)
{
    return side == PositionSide::Long ? layer.weightLong : layer.weightShort;
}
double weightOf(const LevelLayer &layer, PositionSide side)
{
    return side == PositionSide::Long ? layer.weightLong : layer.weightShort;
}

using Samples = std::vector<const LoadSample *>;

PoissonRows rowsOf(const Samples &samples)
{
    PoissonRows rows;
    for (const LoadSample *sample : samples) {
        rows.y.push_back(sample->printedUsd);
        rows.isCensored.push_back(sample->isCensored);
    }
    return rows;
}

/// Sum of prints over the sum of what these weights give: their one free scale.
double scaleOf(const Samples &samples, std::span<const double> weights)
{
    double printed = 0, crossed = 0;
    for (const LoadSample *sample : samples) {
        printed += sample->printedUsd;
        for (std::size_t k = 0; k < weights.size(); ++k)
            crossed += weights[k] * static_cast<double>(sample->crossed[k]);
    }
    return crossed > 0 && printed > 0 ? printed / crossed : PriorReportedScale;
}

/// By layer: the hours with liquidations in which some of it was crossed. Far ones seldom are: there the prior stands.
std::vector<double> crossedHours(const Samples &samples, std::size_t layers)
{
    std::vector<double> hours(layers);
    for (const LoadSample *sample : samples) {
        for (std::size_t k = 0; k < layers && sample->printedUsd > 0; ++k)
            hours[k] += sample->crossed[k] > 0;
    }
    return hours;
}

/// The layers' weights, fitted together with the intrabar term: what is explained by the way alone is no level.
std::vector<double> fitLayers(const Samples &samples, std::span<const double> prior)
{
    PoissonRows rows = rowsOf(samples);
    rows.columns = prior.size() + PathTerm::Knots.size();
    for (const LoadSample *sample : samples) {
        rows.x.insert(rows.x.end(), sample->crossed.begin(), sample->crossed.end());
        for (std::size_t knot = 0; knot < PathTerm::Knots.size(); ++knot)
            rows.x.push_back(sample->openInterestUsd * beyondKnot(sample->range, knot));
    }
    std::vector<double> start(prior.begin(), prior.end());
    start.resize(rows.columns, FirstShare);
    std::vector<double> weights = poissonFit(rows, std::move(start));
    weights.resize(prior.size());
    return weights;
}

PathTerm fitPath(const Samples &samples, const LoadModel &model)
{
    PoissonRows rows = rowsOf(samples);
    for (const LoadSample *sample : samples) {
        const auto columns = pathColumns(*sample, model.mapUsd(*sample));
        rows.columns = columns.size();
        rows.x.insert(rows.x.end(), columns.begin(), columns.end());
    }
    std::vector<double> start(rows.columns, FirstShare);
    start[0] = 1;
    const std::vector<double> weights = poissonFit(rows, std::move(start));
    PathTerm term;
    term.mapShare = weights[0];
    auto next = weights.begin() + 1;
    const auto take = [&next](auto &to) {
        std::copy_n(next, to.size(), to.begin());
        next += static_cast<std::ptrdiff_t>(to.size());
    };
    take(term.byRange);
    take(term.byMove);
    take(term.byBeyond);
    return term;
}

} // namespace

double LoadModel::mapUsd(const LoadSample &sample) const
{
    double usd = 0;
    for (std::size_t k = 0; k < kernel.layers.size(); ++k)
        usd += weightOf(kernel.layers[k], sample.side) * static_cast<double>(sample.crossed[k]);
    return usd;
}

double LoadModel::loadUsd(const LoadSample &sample) const
{
    const PathTerm &term = path[static_cast<std::size_t>(sample.side)];
    const std::vector<double> columns = pathColumns(sample, mapUsd(sample));
    double usd = term.mapShare * columns[0];
    auto next = columns.begin() + 1;
    const auto add = [&next, &usd](const auto &weights) {
        usd = std::inner_product(weights.begin(), weights.end(), next, usd);
        next += static_cast<std::ptrdiff_t>(weights.size());
    };
    add(term.byRange);
    add(term.byMove);
    add(term.byBeyond);
    return usd;
}

std::vector<LevelLayer> learnableLayers()
{
    std::vector<LevelLayer> layers;
    for (const double distance : LearnedDistances)
        layers.push_back({distance, std::clamp(24'000 * distance * distance, 16.0, 120.0), FlowSource::Volume, 0, 0});
    return layers;
}

std::vector<double> priorWeights(std::span<const LevelLayer> layers, const PriorRates &rates)
{
    std::vector<double> weights(layers.size(), Everywhere / static_cast<double>(layers.size()));
    for (const LevelLayer &habit : priorKernel(rates).layers) {
        // To the nearest distances; among layers of one distance to all alike.
        const auto away = [&](const LevelLayer &layer) { return std::abs(std::log(layer.distance / habit.distance)); };
        const double nearest = away(*std::min_element(
            layers.begin(), layers.end(), [&](const LevelLayer &a, const LevelLayer &b) { return away(a) < away(b); }));
        const auto isNearest = [&](const LevelLayer &layer) { return away(layer) <= nearest; };
        const auto count = static_cast<double>(std::count_if(layers.begin(), layers.end(), isNearest));
        for (std::size_t k = 0; k < layers.size(); ++k)
            weights[k] += isNearest(layers[k]) ? (1 - Everywhere) * habit.weightLong / count : 0;
    }
    return weights;
}

LoadModel fitLoadModel(
    std::span<const LoadSample> samples, std::vector<LevelLayer> layers, TimeMs fittedMs, const PriorRates &rates)
{
    LoadModel model;
    model.kernel.layers = std::move(layers);
    model.fittedMs = fittedMs;
    const std::vector<double> prior = priorWeights(model.kernel.layers, rates);
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        Samples own;
        int hours = 0;
        for (const LoadSample &sample : samples) {
            if (sample.side != side)
                continue;
            own.push_back(&sample);
            hours += sample.printedUsd > 0;
        }
        std::vector<double> scaled = prior;
        const double scale = hours > 0 ? scaleOf(own, prior) : PriorReportedScale;
        for (double &weight : scaled)
            weight *= scale;
        const std::vector<double> fitted = hours > 0 ? fitLayers(own, scaled) : scaled;
        const std::vector<double> evidence = crossedHours(own, fitted.size());
        for (std::size_t k = 0; k < fitted.size(); ++k) {
            weightOf(model.kernel.layers[k], side) =
                (evidence[k] * fitted[k] + PriorHours * scaled[k]) / (evidence[k] + PriorHours);
        }
        model.hours[static_cast<std::size_t>(side)] = hours;
        if (hours > 0)
            model.path[static_cast<std::size_t>(side)] = fitPath(own, model);
    }
    return model;
}

} // namespace isobar
