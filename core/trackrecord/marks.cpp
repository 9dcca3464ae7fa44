#include "core/trackrecord/marks.h"

#include "core/backtest/pathscores.h"
#include "core/trackrecord/eventledger.h"
#include "core/trackrecord/loadmarks.h"
#include "core/trackrecord/tiltfit.h"
#include "core/trackrecord/touchledger.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace isobar {

namespace {

constexpr double Share = 0.9; // of the intervals
constexpr const char *RateOfGroups = "rate of each distance", *RateOfAll = "rate of all";

/// Probabilities and what came, by blocks of time.
class BlockedTally {
public:
    explicit BlockedTally(const MarkRules &rules) : m_rules(rules) { }
    void add(TimeMs timeMs, int group, double probability, bool hasCome)
    {
        m_blocks[timeMs / m_rules.blockMs].add(group, probability, hasCome);
    }
    ProbabilityTally all() const
    {
        ProbabilityTally sum;
        for (const auto &[number, block] : m_blocks)
            sum += block;
        return sum;
    }
    using Statistic = double (ProbabilityTally::*)() const;
    Skill skill(Statistic statistic, const char *against) const
    {
        Skill skill;
        skill.against = against;
        if (const double value = (all().*statistic)(); !std::isnan(value))
            skill.value = value;
        std::vector<const ProbabilityTally *> blocks;
        for (const auto &[number, block] : m_blocks)
            blocks.push_back(&block);
        skill.interval = blockInterval(blocks.size(), m_rules, [&](std::span<const std::size_t> drawn) {
            ProbabilityTally sum;
            for (const std::size_t block : drawn)
                sum += *blocks[block];
            return (sum.*statistic)();
        });
        return skill;
    }

private:
    MarkRules m_rules;
    std::map<std::int64_t, ProbabilityTally> m_blocks;
};

TouchMarks touchMarks(const BlockedTally &blocked, bool byGroups)
{
    const ProbabilityTally tally = blocked.all();
    TouchMarks marks;
    marks.cases = tally.cases();
    marks.bins = tally.bins();
    if (marks.cases < LeastRecordCases)
        return marks;
    marks.brier = tally.brier();
    marks.nullBrier = byGroups ? tally.brierOfGroups() : tally.brierOfRate();
    marks.logScore = tally.logScore();
    marks.calibrationError = tally.calibrationError();
    marks.skill = byGroups ? blocked.skill(&ProbabilityTally::skillOverGroups, RateOfGroups)
                           : blocked.skill(&ProbabilityTally::skillOverRate, RateOfAll);
    return marks;
}

bool isOf(PositionSide side, std::size_t place)
{
    return place == static_cast<std::size_t>(RecordSide::Both) || place == static_cast<std::size_t>(side);
}

/// Forecasts by the time that outcomes name them with.
template <class Line> std::map<TimeMs, const Line *> byTime(std::span<const RecordLine> lines)
{
    std::map<TimeMs, const Line *> found;
    for (const RecordLine &line : lines) {
        if (const auto *each = std::get_if<Line>(&line))
            found.emplace(each->timeMs, each);
    }
    return found;
}

void markTouches(std::span<const RecordLine> lines, const MarkRules &rules, RecordMarks &marks)
{
    const auto forecasts = byTime<TouchLine>(lines);
    for (std::size_t side = 0; side < RecordSides; ++side) {
        for (std::size_t h = 0; h < TouchLedger::Horizons.size(); ++h) {
            BlockedTally tally(rules);
            for (const RecordLine &line : lines) {
                const auto *outcome = std::get_if<TouchOutcome>(&line);
                if (!outcome || !outcome->isWhole || outcome->horizonHours != TouchLedger::Horizons[h])
                    continue;
                const auto of = forecasts.find(outcome->ofMs);
                if (of == forecasts.end())
                    continue;
                const std::vector<double> &said = h == 0 ? of->second->within4h : of->second->within24h;
                const std::size_t count = std::min({said.size(), outcome->below.size(), outcome->above.size()});
                for (std::size_t d = 0; d < count; ++d) {
                    if (isOf(PositionSide::Long, side))
                        tally.add(outcome->ofMs, static_cast<int>(d), said[d], outcome->below[d]);
                    if (isOf(PositionSide::Short, side))
                        tally.add(outcome->ofMs, static_cast<int>(d), said[d], outcome->above[d]);
                }
            }
            marks.touch[side][h] = touchMarks(tally, true);
        }
    }
}

void markClusters(std::span<const RecordLine> lines, const MarkRules &rules, RecordMarks &marks)
{
    for (std::size_t side = 0; side < RecordSides; ++side) {
        ClusterMarks &made = marks.clusters[side];
        BlockedTally tally(rules);
        BandedRanks brightness;
        for (const RecordLine &line : lines) {
            if (const auto *forecast = std::get_if<ClusterLine>(&line))
                made.seen += forecast->isFirst && isOf(forecast->side, side);
            const auto *outcome = std::get_if<ClusterOutcome>(&line);
            if (!outcome || !isOf(outcome->side, side))
                continue;
            ++(outcome->isTouched ? made.touched : made.gone);
            if (outcome->cameWithin24h)
                tally.add(outcome->ofMs, 0, outcome->within24h, *outcome->cameWithin24h);
            if (outcome->realisedUsd) {
                brightness.add(outcome->distance, outcome->expectedUsd, *outcome->realisedUsd);
                ++made.brightnessCases;
            }
        }
        made.touch = touchMarks(tally, false);
        if (const double rho = brightness.correlation(); made.brightnessCases >= LeastRecordCases && !std::isnan(rho))
            made.brightness = rho;
    }
}

void markChains(std::span<const RecordLine> lines, const MarkRules &rules, RecordMarks &marks)
{
    for (std::size_t side = 0; side < RecordSides; ++side) {
        ChainMarks &made = marks.chains[side];
        BlockedTally plain(rules), tilted(rules);
        for (const RecordLine &line : lines) {
            const auto *outcome = std::get_if<ChainOutcome>(&line);
            if (!outcome || !outcome->isWhole || !isOf(outcome->side, side))
                continue;
            const std::size_t count = std::min(
                {outcome->reached.size(), outcome->probabilities.size(), outcome->tilted.size(), outcome->hot.size()});
            for (std::size_t i = 0; i < count; ++i) {
                plain.add(outcome->ofMs, 0, outcome->probabilities[i], outcome->reached[i]);
                tilted.add(outcome->ofMs, 0, outcome->tilted[i], outcome->reached[i]);
                made.hotKnown += outcome->hot[i] >= 0;
                made.hot += outcome->hot[i] > 0;
            }
        }
        const ProbabilityTally tally = plain.all();
        made.nodes = tally.cases();
        if (made.nodes < LeastRecordCases)
            continue;
        made.brier = tally.brier();
        made.brierTilted = tilted.all().brier();
        made.brierOfRate = tally.brierOfRate();
        made.skill = plain.skill(&ProbabilityTally::skillOverRate, RateOfAll);
    }
}

/// How often any day went so far against a side: from the touch ledger.
std::array<ProbabilityTally, 2> usualMoves(std::span<const RecordLine> lines)
{
    const auto forecasts = byTime<TouchLine>(lines);
    std::array<ProbabilityTally, 2> usual;
    for (const RecordLine &line : lines) {
        const auto *outcome = std::get_if<TouchOutcome>(&line);
        if (!outcome || !outcome->isWhole || outcome->horizonHours != 24)
            continue;
        const auto of = forecasts.find(outcome->ofMs);
        if (of == forecasts.end())
            continue;
        const std::vector<double> &distances = of->second->distances;
        const auto found = std::find(distances.begin(), distances.end(), EventLedger::LargeMove);
        const auto d = static_cast<std::size_t>(found - distances.begin());
        if (found == distances.end() || d >= outcome->below.size() || d >= outcome->above.size())
            continue;
        usual[0].add(0, 0, outcome->below[d]);
        usual[1].add(0, 0, outcome->above[d]);
    }
    return usual;
}

void markEvents(std::span<const RecordLine> lines, RecordMarks &marks)
{
    struct Gathered {
        EventMarks marks;
        double usual = 0;
        ProbabilityTally within4h;
    };
    const auto usual = usualMoves(lines);
    std::map<std::string, Gathered> types;
    for (const RecordLine &line : lines) {
        const auto *outcome = std::get_if<EventOutcome>(&line);
        if (!outcome || !outcome->isWhole)
            continue;
        Gathered &type = types[outcome->type];
        if (outcome->isAftermath) {
            ++type.marks.aftermathCases;
            type.marks.aftermathMoved += outcome->hasMoved;
            continue;
        }
        ++type.marks.cases;
        type.marks.moved += outcome->hasMoved;
        type.usual += usual[static_cast<std::size_t>(outcome->side)].rate(); // NaN: not known
        if (outcome->within4h && outcome->cameWithin4h)
            type.within4h.add(0, *outcome->within4h, *outcome->cameWithin4h);
        type.marks.hotKnown += outcome->isHot.has_value();
        type.marks.hot += outcome->isHot.value_or(false);
    }
    for (auto &[name, type] : types) {
        type.marks.type = name;
        if (type.marks.cases > 0 && !std::isnan(type.usual))
            type.marks.usual = type.usual / type.marks.cases;
        type.marks.asked4h = type.within4h.cases();
        if (type.marks.asked4h > 0) {
            type.marks.came4h = static_cast<int>(std::lround(type.within4h.rate() * type.marks.asked4h));
            type.marks.brier4h = type.within4h.brier();
            type.marks.brier4hOfRate = type.within4h.brierOfRate();
        }
        marks.events.push_back(std::move(type.marks));
    }
}

} // namespace

std::optional<Interval> blockInterval(std::size_t blocks, const MarkRules &rules,
    const std::function<double(std::span<const std::size_t> drawn)> &statistic)
{
    if (blocks < rules.leastBlocks)
        return std::nullopt;
    std::vector<std::int64_t> each(blocks);
    std::iota(each.begin(), each.end(), 0);
    BlockBootstrap bootstrap(each, rules.seed);
    std::vector<double> draws;
    for (int draw = 0; draw < rules.draws; ++draw)
        draws.push_back(statistic(bootstrap.draw()));
    const Interval interval = middleOf(draws, Share);
    return std::isnan(interval.low) ? std::nullopt : std::optional(interval);
}

bool RecordMarks::hasNoSkill() const
{
    constexpr auto Both = static_cast<std::size_t>(RecordSide::Both);
    return touch[Both][0].skill.isBelow() || touch[Both][1].skill.isBelow() || load[Both].skill.isBelow();
}

RecordMarks marksOf(std::span<const RecordLine> lines, const MarkRules &rules)
{
    RecordMarks marks;
    for (const RecordLine &line : lines) {
        if (std::holds_alternative<ModelLine>(line))
            continue;
        const TimeMs timeMs = headOf(line).timeMs;
        marks.firstMs = marks.firstMs > 0 ? std::min(marks.firstMs, timeMs) : timeMs;
        marks.lastMs = std::max(marks.lastMs, timeMs);
    }
    markTouches(lines, rules, marks);
    marks.load[0] = loadMarksOf(lines, PositionSide::Long, rules);
    marks.load[1] = loadMarksOf(lines, PositionSide::Short, rules);
    marks.load[2] = loadMarksOf(lines, std::nullopt, rules);
    markClusters(lines, rules, marks);
    markChains(lines, rules, marks);
    markEvents(lines, marks);
    return marks;
}

TiltEvidence tiltOf(std::span<const RecordLine> lines)
{
    std::vector<TiltCase> cases;
    for (const RecordLine &line : lines) {
        const auto *outcome = std::get_if<ChainOutcome>(&line);
        if (!outcome || !outcome->isWhole)
            continue;
        const double tilt = outcome->side == PositionSide::Long ? outcome->tilt : -outcome->tilt;
        for (std::size_t i = 0; i < std::min(outcome->reached.size(), outcome->probabilities.size()); ++i)
            cases.push_back({outcome->probabilities[i], tilt, outcome->reached[i]});
    }
    return fitTilt(cases);
}

} // namespace isobar
