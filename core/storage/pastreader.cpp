#include "core/storage/pastreader.h"

#include "core/market/eventjson.h"

#include <algorithm>
#include <map>

namespace isobar {

namespace {

constexpr TimeMs PaymentsMs = 31 * DayMs, LiquidationsMs = 30 * DayMs;
constexpr TimeMs MinutesMs = 7 * HourMs; // the engine keeps minutes no longer
constexpr TimeMs RepeatedMs = 15 * MinuteMs; // liquidations that a venue may repeat after a subscription
constexpr TimeMs SetupsMs = 31 * DayMs; // the engine's hourly prices, which judge them, reach no further
constexpr TimeMs ResumeMs = DayMs; // after a longer gap the rules start cold (MODEL 12)
constexpr TimeMs FiveMs = 5 * MinuteMs;

Observation rowOf(const StoredContract &contract, const PastMoment &moment, Payload payload)
{
    return {contract.instrument.id, moment.transportMs, moment.marketMs, std::move(payload)};
}

Result<void> readContract(
    const HistoryReader &reader, const StoredContract &contract, const PastMoment &moment, PastStart &start, Past &past)
{
    const auto reaches = reader.reaches(contract);
    if (!reaches)
        return Error{reaches.error()};
    KnownPast &known = start.known[contract.instrument.id];
    known.reaches = *reaches;
    const Result<void> settled = reader.settlements(contract, {moment.marketMs - PaymentsMs, moment.marketMs + 1},
        [&](const Settlement &value) { past.rows.push_back(rowOf(contract, moment, value)); });
    if (!settled)
        return settled;
    return reader.liquidations(
        contract, {moment.marketMs - LiquidationsMs, moment.marketMs + 1}, [&](const Liquidation &value) {
            past.rows.push_back(rowOf(contract, moment, value));
            if (value.timeMs >= moment.marketMs - RepeatedMs)
                known.liquidationKeys.push_back(value.eventKey);
        });
}

/// Squeezes that ended longer ago than a day, for the records of later ones.
Result<void> readSetups(const HistoryReader &reader, const PastMoment &moment, const std::function<void(Event)> &take)
{
    const HistorySpan span{moment.marketMs - SetupsMs, moment.marketMs - DayMs};
    for (const EventType type : {EventType::SqueezeForming, EventType::StructuralSqueeze}) {
        const Result<void> done = reader.eventsOf(type, span, [&](const std::string &json) {
            if (Result<Event> event = eventFromJson(json); event && event->state == EventState::Cleared)
                take(std::move(*event));
        });
        if (!done)
            return done;
    }
    return {};
}

/// Events as last told: those of the last day, which cool down and count towards the day's budget, older ones that had
/// not ended when the program did, and the squeezes of a month.
Result<std::vector<Event>> readEvents(
    const HistoryReader &reader, const std::vector<std::string> &assets, const PastMoment &moment)
{
    const bool isCold = isColdStart(reader, moment.marketMs);
    const auto isWatched = [&](const Event &event) {
        return std::find(assets.begin(), assets.end(), event.asset) != assets.end();
    };
    std::vector<Event> events, setups;
    const Result<void> done = reader.eventsBy(moment.marketMs, DayMs, [&](const std::string &json) {
        Result<Event> event = eventFromJson(json);
        if (!event)
            return;
        std::erase_if(events, [&](const Event &each) { return each.id == event->id; });
        if (isWatched(*event))
            events.push_back(std::move(*event));
    });
    if (!done)
        return Error{done.error()};
    std::erase_if(events, [&](const Event &each) {
        const bool isOver = each.state == EventState::Cleared || isMomentary(each.type) || isCold;
        return isOver && each.timeMs < moment.marketMs - DayMs;
    });
    const Result<void> read = readSetups(reader, moment, [&](Event event) {
        if (isWatched(event))
            setups.push_back(std::move(event));
    });
    if (!read)
        return Error{read.error()};
    std::move(events.begin(), events.end(), std::back_inserter(setups)); // what a machine goes on with comes last
    return setups;
}

Candle candleOf(TimeMs openMs, TimeMs lengthMs, const StoredBar &bar)
{
    return {openMs, lengthMs, bar.open, bar.high, bar.low, bar.close, bar.baseVolume.value_or(0), bar.takerBuyBase};
}

/// The bar of both, `later` being the later one.
StoredBar joined(const StoredBar &earlier, const StoredBar &later)
{
    const auto sum = [](const std::optional<double> &a, const std::optional<double> &b) {
        return a && b ? std::optional(*a + *b) : a ? a : b;
    };
    StoredBar bar{earlier.open, std::max(earlier.high, later.high), std::min(earlier.low, later.low), later.close,
        sum(earlier.baseVolume, later.baseVolume), std::nullopt};
    if (earlier.takerBuyBase && later.takerBuyBase)
        bar.takerBuyBase = *earlier.takerBuyBase + *later.takerBuyBase;
    return bar;
}

Result<void> readBars(const HistoryReader &reader, const StoredContract &contract, const HistorySpan &span,
    const PastMoment &moment, std::vector<Observation> &rows)
{
    std::map<TimeMs, StoredBar> ours, told; // bars of five minutes by their begin
    Result<void> done = reader.bars(contract, MinuteMs, span, [&](TimeMs openMs, const StoredBar &bar) {
        const auto [slot, isNew] = ours.try_emplace(floorTo(openMs, FiveMs), bar);
        if (!isNew)
            slot->second = joined(slot->second, bar);
        if (openMs >= moment.marketMs - MinutesMs)
            rows.push_back(rowOf(contract, moment, candleOf(openMs, MinuteMs, bar)));
    });
    if (done)
        done = reader.bars(
            contract, FiveMs, span, [&](TimeMs openMs, const StoredBar &bar) { told.insert_or_assign(openMs, bar); });
    if (!done)
        return done;
    told.merge(ours); // what the venue told stays
    for (const auto &[openMs, bar] : told)
        rows.push_back(rowOf(contract, moment, candleOf(openMs, FiveMs, bar)));
    return {};
}

} // namespace

bool isColdStart(const HistoryReader &reader, TimeMs marketMs)
{
    return marketMs - reader.newestMs().value_or(0) > ResumeMs;
}

Result<PastStart> readPastStart(const HistoryReader &reader, const std::vector<std::string> &assets,
    InstrumentNames &names, const PastMoment &moment)
{
    PastStart start;
    auto past = std::make_shared<Past>();
    for (const std::string &asset : assets) {
        const auto contracts = reader.contracts(asset);
        if (!contracts)
            return Error{contracts.error()};
        for (StoredContract contract : *contracts) {
            contract.instrument.id = names.intern(contract.instrument.venue, contract.instrument.symbol);
            if (const Result<void> read = readContract(reader, contract, moment, start, *past); !read)
                return Error{read.error()};
            start.contracts.push_back(std::move(contract));
        }
    }
    auto events = readEvents(reader, assets, moment);
    if (!events)
        return Error{events.error()};
    past->events = std::move(*events);
    start.past = std::move(past);
    return start;
}

Result<PastPtr> readPastSeries(
    const HistoryReader &reader, const StoredContract &contract, const HistorySpan &span, const PastMoment &moment)
{
    auto past = std::make_shared<Past>();
    Result<void> done = readBars(reader, contract, span, moment, past->rows);
    std::map<TimeMs, OpenInterest> samples; // the last of each five minutes
    if (done) {
        done = reader.openInterest(contract, span, [&](TimeMs timeMs, const OpenInterest &value) {
            OpenInterest &sample = samples[floorTo(timeMs, FiveMs)];
            sample = value;
            sample.timeMs = timeMs;
        });
    }
    if (!done)
        return Error{done.error()};
    for (const auto &[slot, value] : samples)
        past->rows.push_back(rowOf(contract, moment, value));
    // What the series of the engine hold lies behind it: a put costs what it has to pass.
    std::reverse(past->rows.begin(), past->rows.end());
    return PastPtr(std::move(past));
}

std::vector<Observation> pastReaches(const StoredContract &contract, const KnownPast &known, const PastMoment &moment)
{
    std::vector<Observation> rows;
    for (const HistoryKind kind : {HistoryKind::Candles, HistoryKind::OpenInterest}) {
        const TimeRanges times = knownTimes(known.reaches, kind, FiveMs);
        for (const TimeSpan &each : times.ranges())
            rows.push_back(rowOf(contract, moment, HistoryReach{kind, FiveMs, each.fromMs, each.toMs}));
    }
    return rows;
}

} // namespace isobar
