#include "core/backtest/protocol.h"

#include "core/analytics/levels/priorkernel.h"
#include "core/backtest/loadscorer.h"
#include "core/backtest/loadtable.h"
#include "core/backtest/predictivemarks.h"
#include "core/backtest/touchscore.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isobar {

namespace {

constexpr double RunShare = 0.4; // of the work; the rest are the resamples

/// The columns of the hours that count.
LoadTable tableOf(const ScoredSide &side, std::size_t methods, TimeMs blockMs)
{
    LoadTable table(methods);
    for (const ScoredHour &hour : side.hours) {
        if (!hour.isCounted)
            continue;
        table.printed.push_back(hour.printedUsd);
        table.given[0].push_back(hour.move);
        table.given[1].push_back(hour.pastDayUsd);
        table.given[2].push_back(hour.openInterestUsd);
        for (std::size_t m = 0; m < methods; ++m)
            table.expected[m].push_back(hour.expected[m]);
        table.block.push_back(hour.openMs / blockMs);
    }
    return table;
}

double withinThree(const std::vector<double> &expected, const std::vector<double> &printed)
{
    const double sum = std::accumulate(expected.begin(), expected.end(), 0.0);
    const double scale = std::accumulate(printed.begin(), printed.end(), 0.0) / sum;
    double within = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double ratio = printed[i] / (scale * expected[i]);
        within += ratio > 1.0 / 3 && ratio < 3;
    }
    return within / static_cast<double>(expected.size());
}

/// How well the predictive made of a method's last errors covered what came.
void scorePredictive(const ScoredSide &side, std::size_t method, MethodScore &score)
{
    PredictiveMarks marks;
    for (const ScoredHour &hour : side.hours)
        marks.add(hour.openMs, hour.expected[method], hour.printedUsd, hour.isCounted);
    score.coverage50 = marks.coverage50();
    score.coverage80 = marks.coverage80();
    score.crps = marks.crps();
}

std::size_t placeOf(const std::vector<NamedMethod> &methods, const char *name)
{
    const auto found =
        std::find_if(methods.begin(), methods.end(), [name](const NamedMethod &each) { return each.name == name; });
    return static_cast<std::size_t>(found - methods.begin());
}

/// The intervals of all methods' partial correlations, and of their differences.
void addIntervals(const LoadTable &table, const Protocol &protocol, std::size_t freshness, std::size_t naive,
    std::vector<MethodScore> &scores, const Progress &progress)
{
    constexpr std::uint64_t Seed = 11;
    constexpr double Share = 0.95;
    BlockBootstrap bootstrap(table.block, Seed);
    std::vector<std::vector<double>> rhos(scores.size()), overFreshness(scores.size()), overNaive(scores.size());
    for (int draw = 0; draw < protocol.draws; ++draw) {
        const std::vector<double> drawn = table.picked(bootstrap.draw()).partialRhos();
        for (std::size_t m = 0; m < drawn.size(); ++m) {
            rhos[m].push_back(drawn[m]);
            overFreshness[m].push_back(drawn[m] - drawn[freshness]);
            overNaive[m].push_back(drawn[m] - drawn[naive]);
        }
        progress(static_cast<double>(draw) / protocol.draws);
    }
    for (std::size_t m = 0; m < scores.size(); ++m) {
        scores[m].partialRhoInterval = middleOf(rhos[m], Share);
        scores[m].aboveFreshness = middleOf(overFreshness[m], Share);
        scores[m].aboveNaive = middleOf(overNaive[m], Share);
    }
}

std::vector<MethodScore> scoreSide(const ScoredSide &side, const std::vector<NamedMethod> &methods, PositionSide which,
    const Protocol &protocol, const Progress &progress)
{
    const LoadTable table = tableOf(side, methods.size(), protocol.blockMs);
    std::vector<MethodScore> scores;
    if (table.printed.size() < 2)
        return scores;
    const std::vector<double> rhos = table.partialRhos();
    for (std::size_t m = 0; m < methods.size(); ++m) {
        MethodScore score;
        score.method = methods[m].name;
        score.side = which;
        score.n = static_cast<int>(table.printed.size());
        score.partialRho = rhos[m];
        score.deviance = explainedDeviance(table.expected[m], table.printed);
        score.withinThree = withinThree(table.expected[m], table.printed);
        score.hotBinAuc = hotBinAuc(side.paths[m]);
        score.brightness = brightness(side.paths[m]);
        scorePredictive(side, m, score);
        scores.push_back(std::move(score));
    }
    addIntervals(table, protocol, placeOf(methods, FreshnessMethod), placeOf(methods, NaiveMethod), scores, progress);
    return scores;
}

} // namespace

FittedModels fitOn(const HistoryFile &file, const Lattice &lattice, const Protocol &protocol)
{
    const auto bars = static_cast<std::size_t>(protocol.fitShare * static_cast<double>(file.bars.size()));
    const TimeMs untilMs = bars < file.bars.size() ? file.bars[bars].openMs : file.bars.back().openMs + file.stepMs;
    const HourlyHistory history(file);
    LevelKernel kernel;
    kernel.layers = learnableLayers();
    LoadSampler sampler(
        std::make_shared<const LevelKernel>(kernel), lattice, 1, ExposureRules{true, PriorMaintenanceRate});
    std::vector<LoadSample> samples;
    for (std::size_t hour = 0; hour < history.size() && history.openMs(hour) < untilMs; ++hour) {
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            const double printed = history.liquidatedUsd(hour)[static_cast<std::size_t>(side)];
            auto sample = sampler.sampleOf(history.bars(hour), side);
            if (!sample || std::isnan(printed) || history.openMs(hour) < history.openMs(0) + protocol.warmUpMs)
                continue;
            sample->printedUsd = printed;
            samples.push_back(std::move(*sample));
        }
        sampler.take(history.bars(hour));
    }
    return fitModels(samples, untilMs);
}

FileScore scoreFile(const HistoryFile &file, const FittedModels &models, const Lattice &lattice,
    const Protocol &protocol, std::optional<TimeMs> fromMs, const Progress &progress)
{
    const HourlyHistory history(file);
    const TimeMs warmMs = history.openMs(0) + protocol.warmUpMs,
                 countFromMs = std::max(fromMs.value_or(warmMs), warmMs);
    FileScore score;
    score.touch = scoreTouch(history, countFromMs);
    const auto sides = runMethods(
        history, models, lattice, warmMs, countFromMs, [&progress](double share) { progress(RunShare * share); });
    const std::vector<NamedMethod> methods = allMethods(models, lattice); // for their names
    for (std::size_t side = 0; side < sides.size(); ++side) {
        const double begin = RunShare + (1 - RunShare) / 2 * static_cast<double>(side);
        auto scores = scoreSide(sides[side], methods, static_cast<PositionSide>(side), protocol,
            [&progress, begin](double share) { progress(begin + (1 - RunShare) / 2 * share); });
        std::move(scores.begin(), scores.end(), std::back_inserter(score.methods));
    }
    progress(1);
    return score;
}

} // namespace isobar
