#include "app/runtime/historyjournal.h"

#include "core/storage/journal.h"
#include "core/storage/pastreader.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace isobar {

namespace {

constexpr double Speed = 60; // a minute of the market is a second of the journal
constexpr TimeMs PastMs = 31 * DayMs;
constexpr TimeMs ChunkMs = 6 * HourMs; // read at a time
constexpr TimeMs FiveMs = 5 * MinuteMs;

/// Turnover of the last 24 h, of the bars.
class Turnover {
public:
    void add(TimeMs timeMs, double usd)
    {
        m_parts.emplace_back(timeMs, usd);
        m_sum += usd;
    }
    std::optional<double> at(TimeMs timeMs)
    {
        for (; !m_parts.empty() && m_parts.front().first <= timeMs - DayMs; m_parts.pop_front())
            m_sum -= m_parts.front().second;
        return m_parts.empty() ? std::nullopt : std::optional(m_sum);
    }

private:
    std::deque<std::pair<TimeMs, double>> m_parts;
    double m_sum = 0;
};

/// One contract's rows of a chunk, and what was last known of it.
struct Contract {
    StoredContract stored;
    std::map<TimeMs, StoredBar> bars, venueBars; // by their begin
    std::map<TimeMs, OpenInterest> openInterest;
    std::map<TimeMs, Funding> fundings;
    std::map<TimeMs, double> premiums;
    std::vector<Liquidation> liquidations;
    std::vector<Settlement> settlements;
    std::optional<Funding> funding;
    std::optional<double> premium;
    Turnover turnover;
};

Result<void> readTurnover(const HistoryReader &reader, Contract &contract, TimeMs fromMs)
{
    std::map<TimeMs, double> usd; // by five minutes; the venue's bars know all
    for (const TimeMs length : {FiveMs, MinuteMs}) {
        std::map<TimeMs, double> sums;
        const auto done =
            reader.bars(contract.stored, length, {fromMs - DayMs, fromMs}, [&](TimeMs openMs, const StoredBar &bar) {
                sums[floorTo(openMs, FiveMs)] += bar.baseVolume.value_or(0) * bar.close;
            });
        if (!done)
            return done;
        usd.merge(sums);
    }
    for (const auto &[time, value] : usd)
        contract.turnover.add(time, value);
    return {};
}

Result<void> readChunk(const HistoryReader &reader, Contract &contract, const HistorySpan &span)
{
    contract.bars.clear();
    contract.venueBars.clear();
    contract.openInterest.clear();
    contract.fundings.clear();
    contract.premiums.clear();
    contract.liquidations.clear();
    contract.settlements.clear();
    const StoredContract &stored = contract.stored;
    Result<void> done =
        reader.bars(stored, MinuteMs, span, [&](TimeMs time, const StoredBar &bar) { contract.bars[time] = bar; });
    if (done)
        done = reader.bars(
            stored, FiveMs, span, [&](TimeMs time, const StoredBar &bar) { contract.venueBars[time] = bar; });
    if (done)
        done = reader.openInterest(
            stored, span, [&](TimeMs time, const OpenInterest &value) { contract.openInterest[time] = value; });
    if (done)
        done =
            reader.funding(stored, span, [&](TimeMs time, const Funding &value) { contract.fundings[time] = value; });
    if (done)
        done = reader.premiumsEvery(
            MinuteMs, stored, span, [&](TimeMs time, double value) { contract.premiums[time] = value; });
    if (done)
        done = reader.liquidations(
            stored, span, [&](const Liquidation &value) { contract.liquidations.push_back(value); });
    if (done)
        done =
            reader.settlements(stored, span, [&](const Settlement &value) { contract.settlements.push_back(value); });
    return done;
}

/// Writes the minutes of the window, each as of its end.
class MinuteWriter {
public:
    MinuteWriter(JournalWriter &journal, const InstrumentNames &names, const ClockSpec &clock)
        : m_journal(journal), m_names(names), m_clock(clock)
    {
    }

    void write(std::vector<Contract> &contracts, TimeMs minuteMs)
    {
        m_items.clear();
        const TimeMs end = minuteMs + MinuteMs;
        m_market = end - 1;
        m_transport = m_clock.wallAt(end) - 1;
        for (Contract &contract : contracts)
            add(contract, minuteMs);
        m_items.emplace_back(Beat{m_clock.wallAt(end), end});
        m_journal.append(m_items, m_names);
    }

private:
    void put(const Contract &contract, Payload payload)
    {
        m_items.emplace_back(Observation{contract.stored.instrument.id, m_transport, m_market, std::move(payload)});
    }

    void add(Contract &contract, TimeMs minuteMs)
    {
        const TimeMs end = minuteMs + MinuteMs;
        if (const auto funding = contract.fundings.find(minuteMs); funding != contract.fundings.end())
            contract.funding = funding->second;
        if (const auto premium = contract.premiums.find(minuteMs); premium != contract.premiums.end())
            contract.premium = premium->second;
        if (const auto bar = contract.bars.find(minuteMs); bar != contract.bars.end())
            addBar(contract, minuteMs, bar->second);
        if (const auto value = contract.openInterest.find(minuteMs); value != contract.openInterest.end())
            put(contract, value->second);
        // What the venue told later of times in which nothing was heard.
        const TimeMs five = end - FiveMs;
        if (const auto bar = contract.venueBars.find(five); bar != contract.venueBars.end() && end % FiveMs == 0)
            addVenueBar(contract, five, bar->second);
        for (const Liquidation &each : contract.liquidations) {
            if (each.timeMs >= minuteMs && each.timeMs < end)
                put(contract, each);
        }
        for (const Settlement &each : contract.settlements) {
            if (each.timeMs >= minuteMs && each.timeMs < end)
                put(contract, each);
        }
    }

    /// Open, then extremes and close; the mark with the index that the premium says.
    void addBar(Contract &contract, TimeMs minuteMs, const StoredBar &bar)
    {
        if (bar.baseVolume) {
            const double buy = bar.takerBuyBase.value_or(*bar.baseVolume / 2);
            put(contract, TradeSecond{minuteMs, 0, 0, bar.open, bar.open, bar.open, 1});
            put(contract,
                TradeSecond{minuteMs + 30 * SecondMs, buy, *bar.baseVolume - buy, bar.high, bar.low, bar.close, 1});
            contract.turnover.add(minuteMs, *bar.baseVolume * bar.close);
        } else {
            for (const double price : {bar.open, bar.high, bar.low})
                put(contract, Mark{price, std::nullopt});
        }
        Mark mark{bar.close, std::nullopt};
        if (contract.premium)
            mark.indexPrice = bar.close / (1 + *contract.premium);
        put(contract, mark);
        // What was told before holds while the contract is heard.
        if (contract.funding)
            put(contract, *contract.funding);
        if (const auto turnover = contract.turnover.at(minuteMs + MinuteMs))
            put(contract, Volume{turnover, std::nullopt});
    }

    void addVenueBar(Contract &contract, TimeMs openMs, const StoredBar &bar)
    {
        put(contract,
            Candle{
                openMs, FiveMs, bar.open, bar.high, bar.low, bar.close, bar.baseVolume.value_or(0), bar.takerBuyBase});
        if (!contract.bars.contains(openMs))
            contract.turnover.add(openMs, bar.baseVolume.value_or(0) * bar.close);
    }

    JournalWriter &m_journal;
    const InstrumentNames &m_names;
    ClockSpec m_clock;
    std::vector<StreamItem> m_items;
    TimeMs m_market = 0, m_transport = 0;
};

/// Contracts, that their venues are heard, and what was known at the begin.
Result<std::vector<Contract>> writeStart(
    const HistoryReader &reader, const HistoryJournalWish &wish, InstrumentNames &names, JournalWriter &journal)
{
    const PastMoment moment{wish.fromMs, wish.fromMs};
    auto start = readPastStart(reader, wish.assets, names, moment);
    if (!start)
        return Error{start.error()};
    std::map<std::string, std::shared_ptr<Reference>> references;
    std::vector<Contract> contracts;
    for (const StoredContract &each : start->contracts) {
        const auto venue = wish.venues.find(each.instrument.venue);
        if (venue == wish.venues.end())
            continue;
        auto &reference = references[each.instrument.venue];
        if (!reference) {
            reference = std::make_shared<Reference>();
            reference->venue = venue->second;
        }
        reference->instruments.push_back(each.instrument);
        contracts.emplace_back().stored = each;
    }
    std::vector<StreamItem> items{StreamItem(Beat{wish.fromMs, wish.fromMs})};
    for (const auto &[id, reference] : references) {
        items.emplace_back(ReferencePtr(reference));
        VenueHealth health;
        health.venue = id;
        health.state = HealthState::Live;
        items.emplace_back(std::make_shared<const VenueHealth>(health));
    }
    items.emplace_back(start->past);
    journal.append(items, names);
    for (Contract &contract : contracts) {
        auto series = readPastSeries(reader, contract.stored, {wish.fromMs - PastMs, wish.fromMs}, moment);
        Result<void> done;
        if (series)
            done = readTurnover(reader, contract, wish.fromMs);
        if (!series || !done)
            return Error{series ? done.error() : series.error()};
        const StreamItem item(std::move(*series));
        journal.append(std::span(&item, 1), names);
    }
    return contracts;
}

} // namespace

Result<void> writeHistoryJournal(
    const HistoryReader &reader, const HistoryJournalWish &wish, const std::function<void(double)> &progress)
{
    FileHeader header;
    header.origin = "history";
    header.createdMs = wish.fromMs;
    header.clock = {wish.fromMs, wish.fromMs, Speed};
    header.watched = wish.assets;
    StorageThread thread;
    BlockQueueLimits limits;
    limits.queuedBytes = std::size_t(1) << 30;
    auto journal = JournalWriter::create(wish.path, header, thread, {}, limits);
    if (!journal)
        return Error{journal.error()};
    InstrumentNames names;
    auto contracts = writeStart(reader, wish, names, **journal);
    if (!contracts)
        return Error{contracts.error()};
    MinuteWriter minutes(**journal, names, header.clock);
    for (TimeMs chunk = floorTo(wish.fromMs, MinuteMs); chunk < wish.toMs; chunk += ChunkMs) {
        const TimeMs end = std::min(chunk + ChunkMs, wish.toMs);
        for (Contract &contract : *contracts) {
            // A bar of five minutes is given at its end.
            if (const auto done = readChunk(reader, contract, {chunk - FiveMs, end}); !done)
                return done;
        }
        for (TimeMs minute = chunk; minute < end; minute += MinuteMs)
            minutes.write(*contracts, minute);
        progress(static_cast<double>(end - wish.fromMs) / static_cast<double>(wish.toMs - wish.fromMs));
    }
    (*journal)->close();
    if ((*journal)->lostItems() > 0)
        return Error{"not all could be written to " + wish.path};
    return {};
}

} // namespace isobar
