#include "core/backtest/fittedmodels.h"

#include "core/analytics/levels/poissonfit.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr double FirstShare = 0.002;

std::vector<double> columnsOf(const LoadSample &sample, bool byRange)
{
    std::vector<double> columns;
    for (const double knot : PathTerm::Knots)
        columns.push_back(sample.openInterestUsd * std::max(0.0, (byRange ? sample.range : sample.move) - knot));
    for (const double beyond : sample.beyond)
        columns.push_back(sample.openInterestUsd * beyond);
    return columns;
}

NullCurves fitNull(std::span<const LoadSample> samples, bool byRange, bool withBeyond)
{
    NullCurves curves;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        PoissonRows rows;
        for (const LoadSample &sample : samples) {
            if (sample.side != side)
                continue;
            const std::vector<double> columns = columnsOf(sample, byRange);
            rows.columns = columns.size();
            rows.x.insert(rows.x.end(), columns.begin(), columns.end());
            rows.y.push_back(sample.printedUsd);
            rows.isCensored.push_back(sample.isCensored);
        }
        NullCurve &curve = curves[static_cast<std::size_t>(side)];
        curve.byRange = byRange;
        std::vector<double> start(rows.columns, FirstShare);
        if (!withBeyond)
            std::fill(start.begin() + std::min(start.size(), curve.byMove.size()), start.end(), 0.0);
        const std::vector<double> weights = poissonFit(rows, std::move(start));
        if (weights.empty())
            continue;
        std::copy_n(weights.begin(), curve.byMove.size(), curve.byMove.begin());
        std::copy_n(weights.begin() + curve.byMove.size(), curve.byBeyond.size(), curve.byBeyond.begin());
    }
    return curves;
}

} // namespace

double NullCurve::expected(const LoadSample &sample) const
{
    const std::vector<double> columns = columnsOf(sample, byRange);
    double usd = 0;
    for (std::size_t i = 0; i < byMove.size(); ++i)
        usd += byMove[i] * columns[i];
    for (std::size_t i = 0; i < byBeyond.size(); ++i)
        usd += byBeyond[i] * columns[byMove.size() + i];
    return usd;
}

NullCurves fitMoveNull(std::span<const LoadSample> samples) { return fitNull(samples, false, false); }

NullCurves fitFreshnessNull(std::span<const LoadSample> samples, bool byRange)
{
    return fitNull(samples, byRange, true);
}

FittedModels fitModels(std::span<const LoadSample> samples, TimeMs fittedMs)
{
    return {fitLoadModel(samples, learnableLayers(), fittedMs), fitMoveNull(samples), fitFreshnessNull(samples),
        fitFreshnessNull(samples, true)};
}

} // namespace isobar
