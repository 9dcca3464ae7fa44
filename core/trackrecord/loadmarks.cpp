#include "core/trackrecord/loadmarks.h"

#include "core/backtest/loadtable.h"
#include "core/backtest/predictivemarks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isobar {

namespace {

constexpr std::array Nulls{RecordMethod::Move, RecordMethod::Freshness, RecordMethod::Naive};

std::size_t indexOf(RecordMethod method) { return static_cast<std::size_t>(method); }

std::array<double, RecordMethods> expectedOf(const LoadOutcome &hour)
{
    return {hour.loadUsd, hour.mapUsd, hour.moveUsd.value_or(0), hour.freshnessUsd.value_or(0), hour.naiveUsd,
        hour.opensOnlyUsd};
}

/// The hours in which all methods said something, ascending.
std::vector<const LoadOutcome *> scoredHours(std::span<const RecordLine> lines, const std::optional<PositionSide> &side)
{
    std::vector<const LoadOutcome *> hours;
    for (const RecordLine &line : lines) {
        const auto *hour = std::get_if<LoadOutcome>(&line);
        if (hour && hour->moveUsd && hour->freshnessUsd && (!side || hour->side == *side))
            hours.push_back(hour);
    }
    return hours;
}

LoadTable tableOf(const std::vector<const LoadOutcome *> &hours, TimeMs blockMs)
{
    LoadTable table(RecordMethods);
    for (const LoadOutcome *hour : hours) {
        table.printed.push_back(hour->printedUsd);
        table.given[0].push_back(hour->move);
        table.given[1].push_back(hour->pastDayUsd);
        table.given[2].push_back(hour->openInterestUsd);
        const auto expected = expectedOf(*hour);
        for (std::size_t m = 0; m < RecordMethods; ++m)
            table.expected[m].push_back(expected[m]);
        table.block.push_back(hour->ofMs / blockMs);
    }
    return table;
}

/// A predictive a side, as each has errors of its own.
MethodMarks predictiveOf(const std::vector<const LoadOutcome *> &hours, std::size_t method)
{
    std::array<PredictiveMarks, 2> marks;
    double expected = 0, printed = 0;
    for (const LoadOutcome *hour : hours) {
        const double usd = expectedOf(*hour)[method];
        marks[static_cast<std::size_t>(hour->side)].add(hour->ofMs, usd, hour->printedUsd, true, hour->isCensored);
        expected += usd;
        printed += hour->printedUsd;
    }
    const double count = marks[0].hours() + marks[1].hours();
    const auto mean = [&](double (PredictiveMarks::*of)() const) {
        double sum = 0;
        for (const PredictiveMarks &each : marks)
            sum += each.hours() > 0 ? each.hours() * (each.*of)() : 0;
        return sum / count; // NaN without any
    };
    return {0, mean(&PredictiveMarks::coverage50), mean(&PredictiveMarks::coverage80), mean(&PredictiveMarks::crps),
        expected > 0 ? printed / expected : 0};
}

template <class Better> RecordMethod bestNull(const Better &isBetter)
{
    return *std::min_element(Nulls.begin(), Nulls.end(), isBetter);
}

Skill rhoSkill(double value, RecordMethod against) { return {value, std::nullopt, recordMethodName(against)}; }

} // namespace

const char *recordMethodName(RecordMethod method)
{
    switch (method) {
    case RecordMethod::Load:
        return "load";
    case RecordMethod::Map:
        return "map";
    case RecordMethod::Move:
        return "move";
    case RecordMethod::Freshness:
        return "freshness";
    case RecordMethod::Naive:
        return "naive";
    case RecordMethod::OpensOnly:
        return "opens-only";
    }
    return "";
}

LoadMarks loadMarksOf(
    std::span<const RecordLine> lines, const std::optional<PositionSide> &side, const MarkRules &rules)
{
    const std::vector<const LoadOutcome *> hours = scoredHours(lines, side);
    LoadMarks marks;
    marks.recorded = static_cast<int>(std::count_if(lines.begin(), lines.end(), [&](const RecordLine &line) {
        const auto *hour = std::get_if<LoadOutcome>(&line);
        return hour && (!side || hour->side == *side);
    }));
    marks.cases = static_cast<int>(hours.size());
    for (const LoadOutcome *hour : hours)
        marks.censored += hour->isCensored;
    if (marks.cases < LeastRecordCases)
        return marks;
    const LoadTable table = tableOf(hours, rules.blockMs);
    const std::vector<double> rhos = table.partialRhos();
    for (std::size_t m = 0; m < RecordMethods; ++m) {
        marks.methods[m] = predictiveOf(hours, m);
        marks.methods[m].rho = rhos[m];
    }
    const auto load = indexOf(RecordMethod::Load), others = indexOf(RecordMethod::OpensOnly);
    const RecordMethod best =
        bestNull([&](RecordMethod a, RecordMethod b) { return rhos[indexOf(a)] > rhos[indexOf(b)]; });
    marks.skill = rhoSkill(rhos[load] - rhos[indexOf(best)], best);
    marks.overOpensOnly = rhoSkill(rhos[load] - rhos[others], RecordMethod::OpensOnly);
    const RecordMethod sharpest =
        bestNull([&](RecordMethod a, RecordMethod b) { return marks.of(a).crps < marks.of(b).crps; });
    if (marks.of(sharpest).crps > 0)
        marks.crpsSkill = rhoSkill(1 - marks.of(RecordMethod::Load).crps / marks.of(sharpest).crps, sharpest);

    LoadTable compared(0); // those that are measured against each other
    compared.printed = table.printed;
    compared.given = table.given;
    compared.expected = {table.expected[load], table.expected[indexOf(best)], table.expected[others]};
    BlockBootstrap bootstrap(table.block, rules.seed);
    if (bootstrap.blocks() < rules.leastBlocks)
        return marks;
    std::vector<double> overNull, overOthers;
    for (int draw = 0; draw < rules.draws; ++draw) {
        const std::vector<double> drawn = compared.picked(bootstrap.draw()).partialRhos();
        overNull.push_back(drawn[0] - drawn[1]);
        overOthers.push_back(drawn[0] - drawn[2]);
    }
    constexpr double Share = 0.9;
    marks.skill.interval = middleOf(overNull, Share);
    marks.overOpensOnly.interval = middleOf(overOthers, Share);
    return marks;
}

} // namespace isobar
