#include "core/events/hearing.h"

#include "core/analytics/validity.h"

#include <algorithm>
#include <map>
#include <set>

namespace isobar {

namespace {

constexpr TimeMs WindowMs = MinuteMs;
constexpr std::size_t CensoredSeconds = 45; // MODEL 3.6
constexpr TimeMs KeepSigmaMs = 20 * MinuteMs;

const ContractState *contractOf(const AssetState &asset, InstrumentId instrument)
{
    for (const auto &each : asset.contracts) {
        if (each->instrument().id == instrument)
            return each.get();
    }
    return nullptr;
}

/// A venue whose feed shows one print a second is full when nearly every second of the minute has one.
bool isCensored(const AssetState &asset, TimeMs fromMs, TimeMs endMs)
{
    std::map<std::uint32_t, std::set<TimeMs>> seconds;
    for (const LiquidationCell &cell : asset.liquidationPulse.cells()) {
        if (cell.secondMs >= fromMs && cell.secondMs < endMs)
            seconds[cell.instrument.value].insert(cell.secondMs);
    }
    return std::any_of(seconds.begin(), seconds.end(), [&](const auto &each) {
        const ContractState *contract = contractOf(asset, InstrumentId{each.first});
        return each.second.size() >= CensoredSeconds && contract
            && contract->venue().liquidations == LiquidationFeed::Throttled;
    });
}

/// When a contract was last heard, transport time; 0: never. Its mark tells: other values are polled at some venues and
/// go on when the stream is mute, when one would trade blind.
TimeMs heardAt(const ContractState &state)
{
    if (state.markSeenMs)
        return *state.markSeenMs;
    TimeMs heardMs = 0;
    for (const auto &seen : {state.fundingSeenMs, state.openInterestSeenMs, state.volumeSeenMs})
        heardMs = std::max(heardMs, seen.value_or(0));
    return heardMs;
}

/// Between two of what heardAt() looks at.
TimeMs usualGapMs(const VenueTraits &traits)
{
    TimeMs gapMs = traits.of(StreamType::Mark).gapMs;
    if (gapMs > 0)
        return gapMs;
    for (const StreamCadence &each : traits.cadence)
        gapMs = each.gapMs > 0 && (gapMs <= 0 || each.gapMs < gapMs) ? each.gapMs : gapMs;
    return gapMs;
}

} // namespace

std::vector<EventSilence> silenceNow(const AssetFindings &findings)
{
    std::vector<EventSilence> venues;
    for (const VenueFindings &venue : findings.venues) {
        double turnover = 0;
        std::optional<double> openInterest = 0;
        TimeMs heardMs = 0;
        for (const std::size_t i : venue.contracts) {
            const ContractFindings &contract = findings.contracts[i];
            if (contract.excluded == Exclusion::SwitchedOff || !contract.state->turnoverUsd)
                continue;
            turnover += *contract.state->turnoverUsd;
            if (openInterest && contract.openInterestUsd)
                *openInterest += *contract.openInterestUsd;
            else
                openInterest.reset();
            heardMs = std::max(heardMs, heardAt(*contract.state));
        }
        if (!(turnover > 0) || heardMs == 0)
            continue;
        const TimeMs silentMs = std::max<TimeMs>(0, findings.beat.transportMs - heardMs);
        const bool isUsual = silentMs < 3 * usualGapMs(venue.traits);
        venues.push_back({venue.traits.shortName, effectiveTurnover(turnover, openInterest),
            isUsual ? 0 : static_cast<double>(silentMs) / SecondMs, 0});
    }
    return venues;
}

const ContractState *heardContract(const AssetFindings &findings)
{
    const ContractFindings *largest = nullptr;
    for (const ContractFindings &each : findings.contracts) {
        const ContractState &state = *each.state;
        if (!state.mark || !state.markSeenMs || each.excluded == Exclusion::CrossedMark)
            continue;
        if (findings.beat.transportMs - *state.markSeenMs > markLimitMs(state.venue().of(StreamType::Mark).gapMs))
            continue;
        if (!largest || each.openInterestUsd.value_or(0) > largest->openInterestUsd.value_or(0))
            largest = &each;
    }
    return largest ? largest->state.get() : nullptr;
}

double priceAt(const ContractState &contract, TimeMs marketMs)
{
    constexpr TimeMs LateMs = 2 * MinuteMs; // a minute without anything has no bar
    const BarSeries &minutes = contract.minuteBars();
    const BarSeries &bars = marketMs >= contract.marketMs() - minutes.keepMs() ? minutes : contract.fiveMinuteBars();
    const TimeMs slot = floorTo(marketMs, bars.stepMs());
    const auto view = bars.from(slot);
    if (view.empty())
        return 0;
    const Bar bar = *view.begin();
    if (bar.openMs > slot + LateMs + bars.stepMs())
        return 0;
    return bar.openMs == slot ? bar.close : bar.open;
}

void SigmaTrail::note(TimeMs marketMs, double sigmaFast)
{
    const TimeMs minute = floorTo(marketMs, MinuteMs);
    if (sigmaFast <= 0 || (!m_noted.empty() && m_noted.back().minuteMs >= minute))
        return;
    m_noted.push_back({minute, sigmaFast});
    while (m_noted.size() > 1 && m_noted[1].minuteMs <= minute - KeepSigmaMs)
        m_noted.pop_front();
}

EventMove SigmaTrail::move(const AssetFindings &findings, double minutes) const
{
    EventMove move;
    move.minutes = minutes;
    const TimeMs thenMs = findings.beat.marketMs - static_cast<TimeMs>(minutes * MinuteMs);
    if (const ContractState *contract = heardContract(findings)) {
        move.priceNow = *contract->mark;
        move.priceThen = priceAt(*contract, thenMs);
    }
    move.sigmaAssumed = m_noted.empty();
    move.sigmaHour = Assumed;
    for (const Noted &each : m_noted) {
        if (each.minuteMs > thenMs && &each != &m_noted.front())
            break;
        move.sigmaHour = each.sigma;
    }
    return move;
}

HeardMinute fullestMinute(const AssetState &asset, PositionSide side, TimeMs marketMs)
{
    struct Second {
        double usd = 0;
        int prints = 0;
    };
    const LiquidationPulse &pulse = asset.liquidationPulse;
    std::map<TimeMs, Second> seconds;
    for (const LiquidationCell &cell : pulse.cells()) {
        if (cell.side != side)
            continue;
        seconds[cell.secondMs].usd += cell.usd;
        seconds[cell.secondMs].prints += cell.prints;
    }
    HeardMinute best;
    TimeMs bestEnd = marketMs;
    const auto consider = [&](TimeMs endMs) {
        FullestMinute minute;
        for (auto second = seconds.lower_bound(endMs - WindowMs); second != seconds.end() && second->first < endMs;
             ++second) {
            minute.usd += second->second.usd;
            minute.prints += second->second.prints;
            minute.usdPerSecond = std::max(minute.usdPerSecond, second->second.usd);
        }
        if (endMs == marketMs || minute.usd > best.usd) {
            static_cast<FullestMinute &>(best) = minute;
            bestEnd = endMs;
        }
    };
    // A venue stamps to the second: the running one counts whole.
    const TimeMs now = floorTo(marketMs, SecondMs) + SecondMs;
    marketMs = now;
    bestEnd = now;
    consider(now);
    for (const auto &[second, sum] : seconds) {
        if (second + SecondMs > pulse.beforeMs() && second + SecondMs < now)
            consider(second + SecondMs);
    }
    std::map<std::string, double> venues;
    for (const LiquidationCell &cell : pulse.cells()) {
        if (cell.side == side && cell.secondMs >= bestEnd - WindowMs && cell.secondMs < bestEnd)
            venues[contractName(asset, cell.instrument).first] += cell.usd;
    }
    for (const auto &[name, usd] : venues)
        best.byVenue.push_back({name, usd});
    std::stable_sort(best.byVenue.begin(), best.byVenue.end(),
        [](const EventPrints &a, const EventPrints &b) { return a.usd > b.usd; });
    best.venues = static_cast<int>(venues.size());
    best.censored = isCensored(asset, bestEnd - WindowMs, bestEnd);
    return best;
}

std::pair<std::string, std::string> contractName(const AssetState &asset, InstrumentId instrument)
{
    const ContractState *contract = contractOf(asset, instrument);
    if (!contract)
        return {};
    return {contract->venue().shortName, contract->instrument().symbol};
}

} // namespace isobar
