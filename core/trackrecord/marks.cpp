#include "core/trackrecord/marks.h"

#include "core/backtest/pathscores.h"
#include "core/trackrecord/eventledger.h"
#include "core/trackrecord/loadmarks.h"
#include "core/trackrecord/tiltfit.h"
#include "core/trackrecord/touchledger.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace isobar {

namespace {

constexpr double Share = 0.9; // of the intervals
constexpr const char *RateOfDistance = "rate of each distance", *RateOfAll = "rate of all";

/// Probabilities and what came, by blocks of time; beside them, where there is one, a null that was asked the same.
class BlockedTally {
public:
    explicit BlockedTally(const MarkRules &rules) : m_rules(rules) { }
    void add(TimeMs timeMs, double probability, bool hasCome, std::optional<double> null = std::nullopt)
    {
        Block &block = m_blocks[timeMs / m_rules.blockMs];
        block.all.add(0, probability, hasCome);
        if (!null)
            return;
        block.compared.add(0, probability, hasCome);
        block.null.add(0, *null, hasCome);
    }
    ProbabilityTally all() const { return sum({}).all; }
    /// Of those that the null was asked too.
    ProbabilityTally nullTally() const { return sum({}).null; }

    /// Over the rate of all, as it came out.
    Skill overRate() const
    {
        return skill([](const Block &block) { return block.all.skillOverRate(); }, RateOfAll);
    }
    Skill overNull(const char *against) const
    {
        return skill(
            [](const Block &block) {
                const double null = block.null.brier();
                return null > 0 ? 1 - block.compared.brier() / null : std::numeric_limits<double>::quiet_NaN();
            },
            against);
    }

private:
    struct Block {
        ProbabilityTally all, compared, null;
        Block &operator+=(const Block &other)
        {
            all += other.all;
            compared += other.compared;
            null += other.null;
            return *this;
        }
    };
    /// Of the blocks with these places; of all when none are given.
    Block sum(std::span<const std::size_t> places) const
    {
        std::vector<const Block *> blocks;
        Block whole;
        for (const auto &[number, block] : m_blocks) {
            blocks.push_back(&block);
            if (places.empty())
                whole += block;
        }
        for (const std::size_t place : places)
            whole += *blocks[place];
        return whole;
    }
    template <class Statistic> Skill skill(const Statistic &statistic, const char *against) const
    {
        Skill skill;
        skill.against = against;
        if (const double value = statistic(sum({})); !std::isnan(value))
            skill.value = value;
        skill.interval = blockInterval(
            m_blocks.size(), m_rules, [&](std::span<const std::size_t> drawn) { return statistic(sum(drawn)); });
        return skill;
    }

    MarkRules m_rules;
    std::map<std::int64_t, Block> m_blocks;
};

/// What came of a question, with what was said.
struct Answer {
    TimeMs askedMs = 0, knownMs = 0;
    int group = 0;
    double said = 0;
    bool hasCome = false;
};

/// The null of touches, scored alike: how often a group's questions came true as far as that was known when it was
/// asked again. The rate as it came out in the end would be wisdom after the event.
class RateSoFar {
public:
    explicit RateSoFar(std::span<const Answer> answers)
    {
        for (const Answer &answer : answers)
            m_known.push_back(&answer);
        std::stable_sort(
            m_known.begin(), m_known.end(), [](const Answer *a, const Answer *b) { return a->knownMs < b->knownMs; });
    }
    /// In ascending order of the time of asking; absent while too little is known.
    std::optional<double> at(TimeMs askedMs, int group)
    {
        constexpr double Least = 12;
        for (; m_next < m_known.size() && m_known[m_next]->knownMs <= askedMs; ++m_next) {
            Rate &rate = m_rates[m_known[m_next]->group];
            rate.count += 1;
            rate.came += m_known[m_next]->hasCome;
        }
        const Rate &rate = m_rates[group];
        return rate.count < Least ? std::nullopt : std::optional((rate.came + 1) / (rate.count + 2));
    }

private:
    struct Rate {
        double count = 0, came = 0;
    };
    std::vector<const Answer *> m_known;
    std::size_t m_next = 0;
    std::map<int, Rate> m_rates;
};

void takeScores(const ProbabilityTally &tally, TouchMarks &marks)
{
    marks.cases = tally.cases();
    marks.bins = tally.bins();
    if (marks.cases < LeastRecordCases)
        return;
    marks.brier = tally.brier();
    marks.logScore = tally.logScore();
    marks.calibrationError = tally.calibrationError();
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

/// Every distance of every line that an outcome of that horizon is known of; a group is a distance on a side.
std::vector<Answer> touchAnswers(std::span<const RecordLine> lines, std::size_t horizon, std::size_t side)
{
    const auto forecasts = byTime<TouchLine>(lines);
    std::vector<Answer> answers;
    for (const RecordLine &line : lines) {
        const auto *outcome = std::get_if<TouchOutcome>(&line);
        if (!outcome || !outcome->isWhole || outcome->horizonHours != TouchLedger::Horizons[horizon])
            continue;
        const auto of = forecasts.find(outcome->ofMs);
        if (of == forecasts.end())
            continue;
        const std::vector<double> &said = horizon == 0 ? of->second->within4h : of->second->within24h;
        const std::size_t count = std::min({said.size(), outcome->below.size(), outcome->above.size()});
        const TimeMs knownMs = outcome->ofMs + outcome->horizonHours * HourMs;
        for (std::size_t d = 0; d < count; ++d) {
            const auto group = static_cast<int>(2 * d);
            if (isOf(PositionSide::Long, side))
                answers.push_back({outcome->ofMs, knownMs, group, said[d], outcome->below[d]});
            if (isOf(PositionSide::Short, side))
                answers.push_back({outcome->ofMs, knownMs, group + 1, said[d], outcome->above[d]});
        }
    }
    std::stable_sort(
        answers.begin(), answers.end(), [](const Answer &a, const Answer &b) { return a.askedMs < b.askedMs; });
    return answers;
}

void markTouches(std::span<const RecordLine> lines, const MarkRules &rules, RecordMarks &marks)
{
    for (std::size_t side = 0; side < RecordSides; ++side) {
        for (std::size_t h = 0; h < TouchLedger::Horizons.size(); ++h) {
            const std::vector<Answer> answers = touchAnswers(lines, h, side);
            BlockedTally tally(rules);
            RateSoFar null(answers);
            for (const Answer &answer : answers)
                tally.add(answer.askedMs, answer.said, answer.hasCome, null.at(answer.askedMs, answer.group));
            TouchMarks &made = marks.touch[side][h];
            takeScores(tally.all(), made);
            if (made.cases < LeastRecordCases)
                continue;
            made.nullBrier = tally.nullTally().brier();
            made.skill = tally.overNull(RateOfDistance);
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
                tally.add(outcome->ofMs, outcome->within24h, *outcome->cameWithin24h);
            if (outcome->realisedUsd) {
                brightness.add(outcome->distance, outcome->expectedUsd, *outcome->realisedUsd);
                ++made.brightnessCases;
            }
        }
        takeScores(tally.all(), made.touch);
        if (made.touch.cases >= LeastRecordCases) {
            made.touch.nullBrier = tally.all().brierOfRate();
            made.touch.skill = tally.overRate();
        }
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
                plain.add(outcome->ofMs, outcome->probabilities[i], outcome->reached[i]);
                tilted.add(outcome->ofMs, outcome->tilted[i], outcome->reached[i]);
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
        made.skill = plain.overRate();
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
