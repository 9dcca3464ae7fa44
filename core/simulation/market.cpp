#include "core/simulation/market.h"

#include <algorithm>
#include <limits>

#include "core/simulation/contractmarket.h"
#include "core/simulation/tape.h"
#include "core/simulation/truth.h"

namespace isobar::simulation {

namespace {

constexpr double PullBefore = 0.01, PullAfter = 0.02; // per hour, of ln(price) to its usual level
/// What a script's venue totals leave to the contracts beside the main one.
constexpr double SideShare = 0.0002;

std::size_t assetIndex(const std::vector<AssetProfile> &profiles, const std::string &name)
{
    const auto found =
        std::find_if(profiles.begin(), profiles.end(), [&](const AssetProfile &p) { return p.name == name; });
    return static_cast<std::size_t>(found - profiles.begin());
}

} // namespace

struct Market::Parts {
    explicit Parts(MarketConfig settings);

    void buildHistory();
    void step(StepFrame::Detail detail);
    void applyDue();
    void apply(const ScriptLine &line);
    void applyTo(std::size_t at, const ScriptLine &line);
    void twist();

    MarketConfig config;
    TimeMs nowMs = 0;
    IndexPrices indices;
    std::vector<ContractMarket> contracts;
    std::vector<std::size_t> assets; ///< of each contract, in order of assetProfiles()
    std::vector<ContractSpec> specs;
    Truth truth;
    Tape tape;
    StepOutput output; ///< of the running step; script lines may add to it before it begins
    std::vector<ScriptLine> script;
    std::size_t scriptDone = 0;
    std::vector<Fault> scriptFaults;
    std::vector<Twist> twists; ///< that hold now
};

Market::Parts::Parts(MarketConfig settings) : config(std::move(settings)), indices(config.seed, config.assets)
{
    const std::vector<AssetProfile> profiles = assetProfiles(config.assets);
    for (Listing &listing : listings(config.venues, config.assets)) {
        specs.push_back(listing.spec);
        assets.push_back(assetIndex(profiles, listing.spec.asset));
        truth.books.emplace_back(listing.spec);
        contracts.emplace_back(static_cast<int>(contracts.size()), std::move(listing), config.seed);
    }
    buildHistory();
}

void Market::Parts::buildHistory()
{
    constexpr TimeMs CoarseMs = 5 * MinuteMs, MinutesForMs = 6 * HourMs, PrintsForMs = 16 * MinuteMs;
    const TimeMs printsFrom = floorTo(config.startMs - PrintsForMs, CoarseMs);
    const TimeMs minutesFrom = floorTo(config.startMs - MinutesForMs, CoarseMs);
    nowMs = std::min(printsFrom, floorTo(config.startMs - config.historyDays * DayMs, CoarseMs));
    for (std::size_t i = 0; i < contracts.size(); ++i)
        contracts[i].begin(truth.books[i], indices.last(assets[i]), nowMs);
    twist();
    while (nowMs < minutesFrom)
        step(StepFrame::Detail::FiveMinutes);
    while (nowMs < printsFrom)
        step(StepFrame::Detail::Minutes);
    while (nowMs + SecondMs <= config.startMs)
        step(StepFrame::Detail::Prints);
}

void Market::Parts::step(StepFrame::Detail detail)
{
    StepFrame frame;
    frame.detail = detail;
    frame.fromMs = nowMs;
    frame.toMs = nowMs
        + (detail == StepFrame::Detail::Prints         ? SecondMs
                : detail == StepFrame::Detail::Minutes ? MinuteMs
                                                       : 5 * MinuteMs);
    frame.mood = moodAt(config.scenario, frame.fromMs - config.startMs);
    indices.step(frame.seconds(), frame.mood, frame.toMs <= config.startMs ? PullBefore : PullAfter);
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        const double netUsd = contracts[i].step(truth.books[i], frame, indices.last(assets[i]), output);
        indices.push(assets[i], netUsd);
    }
    nowMs = frame.toMs;
    if (detail == StepFrame::Detail::Prints)
        twist();
    tape.append(output.prints, output.liquidations, output.settlements, nowMs);
    truth.deaths.insert(truth.deaths.end(), output.deaths.begin(), output.deaths.end());
    while (truth.deaths.size() > Truth::DeathsKept)
        truth.deaths.pop_front();
    output.prints.clear();
    output.liquidations.clear();
    output.settlements.clear();
    output.deaths.clear();
}

void Market::Parts::twist()
{
    std::vector<Twist> now = plotTwists(config.scenario, nowMs - config.startMs);
    if (now == twists)
        return;
    twists = std::move(now);
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        contracts[i].twist(twists);
        const ContractSpec &spec = contracts[i].listing().spec;
        specs[i].intervalHours = spec.intervalHours;
        specs[i].rateCap = spec.rateCap;
        specs[i].rateFloor = spec.rateFloor;
    }
}

void Market::Parts::applyDue()
{
    // Steps end on whole seconds, the last of the past up to one before the start: lines for second 0 hold from there.
    const TimeMs until = std::max(nowMs, config.startMs);
    while (scriptDone < script.size() && config.startMs + script[scriptDone].atMs <= until)
        apply(script[scriptDone++]);
}

void Market::Parts::apply(const ScriptLine &line)
{
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        const ContractSpec &spec = specs[i];
        const bool isVenue = line.venue == "*" || line.venue == spec.venue;
        const bool isContract = line.symbol.empty() ? line.asset == spec.asset : line.symbol == spec.symbol;
        if (isVenue && isContract)
            applyTo(i, line);
    }
}

void Market::Parts::applyTo(std::size_t at, const ScriptLine &line)
{
    ContractMarket &contract = contracts[at];
    const bool isAddressed = !line.symbol.empty() || contract.listing().isMain;
    Overrides values = line.set;
    if (!isAddressed) {
        if (values.openInterestBase)
            *values.openInterestBase *= SideShare;
        if (values.turnoverUsd)
            *values.turnoverUsd *= SideShare;
    }
    const Mood mood = moodAt(config.scenario, nowMs - config.startMs);
    contract.overrule(truth.books[at], values, mood, nowMs);
    specs[at].intervalHours = contract.listing().spec.intervalHours;
    if (line.liquidate && isAddressed)
        contract.liquidate(truth.books[at], *line.liquidate, nowMs, output);
}

Market::Market(MarketConfig config) : m_parts(std::make_unique<Parts>(std::move(config))) { }

Market::~Market() = default;

void Market::overrule(const Script &script)
{
    for (const ScriptLine &line : script.lines) {
        if (line.fault) {
            Fault fault = *line.fault;
            fault.fromMs += m_parts->config.startMs;
            fault.untilMs += m_parts->config.startMs;
            m_parts->scriptFaults.push_back(fault);
        }
        if (line.set != Overrides{} || line.liquidate)
            m_parts->script.push_back(line);
    }
    std::stable_sort(m_parts->script.begin() + static_cast<std::ptrdiff_t>(m_parts->scriptDone), m_parts->script.end(),
        [](const ScriptLine &a, const ScriptLine &b) { return a.atMs < b.atMs; });
    m_parts->applyDue();
}

void Market::advanceTo(TimeMs marketMs)
{
    while (m_parts->nowMs + SecondMs <= marketMs) {
        m_parts->step(StepFrame::Detail::Prints);
        m_parts->applyDue();
    }
}

TimeMs Market::nowMs() const { return m_parts->nowMs; }

TimeMs Market::startMs() const { return m_parts->config.startMs; }

const std::vector<ContractSpec> &Market::contracts() const { return m_parts->specs; }

ContractState Market::state(int contract) const
{
    const auto at = static_cast<std::size_t>(contract);
    return m_parts->contracts[at].state(m_parts->truth.books[at], m_parts->nowMs);
}

bool Market::isListed(int contract) const
{
    return !m_parts->contracts[static_cast<std::size_t>(contract)].isUnlisted();
}

Market::Feed Market::since(std::uint64_t cursor) const { return m_parts->tape.since(cursor); }

std::uint64_t Market::cursor() const { return m_parts->tape.cursor(); }

std::vector<Candle> Market::candles(int contract, TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const
{
    return m_parts->contracts[static_cast<std::size_t>(contract)].candles().bars(intervalMs, fromMs, toMs);
}

std::vector<OpenInterestPoint> Market::openInterestHistory(
    int contract, TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const
{
    return m_parts->contracts[static_cast<std::size_t>(contract)].openInterest(intervalMs, fromMs, toMs);
}

std::vector<Settlement> Market::settlements(int contract, TimeMs fromMs, TimeMs toMs) const
{
    return m_parts->contracts[static_cast<std::size_t>(contract)].settlements(fromMs, toMs);
}

std::vector<Fault> Market::faults() const
{
    std::vector<Fault> all = plotFaults(m_parts->config.scenario, m_parts->config.startMs, m_parts->nowMs);
    all.insert(all.end(), m_parts->scriptFaults.begin(), m_parts->scriptFaults.end());
    return all;
}

std::vector<Fault> Market::activeFaults(TimeMs nowMs) const
{
    // As with the lines of a script: what is for second 0 holds from the first frame on.
    nowMs = std::max(nowMs, m_parts->config.startMs);
    std::vector<Fault> active = plotFaults(m_parts->config.scenario, m_parts->config.startMs, nowMs);
    active.insert(active.end(), m_parts->scriptFaults.begin(), m_parts->scriptFaults.end());
    std::erase_if(active, [&](const Fault &fault) { return !fault.isActiveAt(nowMs); });
    return active;
}

const Truth &Market::truth() const { return m_parts->truth; }

} // namespace isobar::simulation
