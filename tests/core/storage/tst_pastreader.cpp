#include "core/market/eventjson.h"
#include "core/storage/historyfile.h"
#include "core/storage/pastreader.h"

#include <QTemporaryDir>
#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'763'000'100'000; // 02:15, on a step of five minutes
constexpr TimeMs Five = 5 * MinuteMs;
const PastMoment Moment{Now + 7, Now};

Event eventOf(std::uint64_t id, EventState state, TimeMs timeMs, const char *asset = "BTC")
{
    Event event;
    event.id = id;
    event.asset = asset;
    event.state = state;
    event.timeMs = timeMs;
    event.payload = FundingExtremePayload{};
    return event;
}

template <class T> std::vector<T> payloads(const PastPtr &past)
{
    std::vector<T> found;
    for (const Observation &row : past->rows) {
        if (const auto *payload = std::get_if<T>(&row.payload))
            found.push_back(*payload);
    }
    return found;
}

} // namespace

class TestPastReader : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
    std::unique_ptr<HistoryFile> m_file;
    Instrument m_btc;
    std::int64_t m_number = 0;
    InstrumentNames m_names;

    StoredContract contract() const
    {
        const auto reader = HistoryReader::open(m_path);
        StoredContract found = (*(*reader)->contracts("BTC")).front();
        found.instrument.id = m_btc.id;
        return found;
    }
    PastPtr series(const HistorySpan &span) const
    {
        const auto reader = HistoryReader::open(m_path);
        const auto past = readPastSeries(**reader, contract(), span, Moment);
        return past ? *past : nullptr;
    }
    bool minute(TimeMs minuteMs, const StoredBar &bar)
    {
        return m_file->closeMinute(m_number, {m_btc.id, minuteMs, bar, {}, {}}, false);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("history.sqlite")).toStdString();
        m_file = HistoryFile::open(m_path, "live", Now).file;
        m_btc.venue = "bybit";
        m_btc.symbol = "BTCUSDT";
        m_btc.asset = "BTC";
        m_btc.id = m_names.intern("bybit", "BTCUSDT");
        m_number = *m_file->numberOf(m_btc);
    }

    void beginsWithSettlementsLiquidationsAndWhatIsKnown()
    {
        const HistoryReach reach{HistoryKind::Candles, Five, Now - DayMs, Now - HourMs};
        QVERIFY(m_file->put(m_number, reach));
        QVERIFY(m_file->put(m_number, Settlement{0.0001, Now - 8 * HourMs}));
        QVERIFY(m_file->put(m_number, Settlement{0.0009, Now - 40 * DayMs})); // older than anybody wants
        for (const auto &[key, ago] : {std::pair<std::uint64_t, TimeMs>{1, DayMs}, {2, MinuteMs}})
            QVERIFY(m_file->put(m_number, Liquidation{PositionSide::Long, 100, 1, 100, Now - ago, key}));
        Instrument other = m_btc;
        other.symbol = "ETHUSDT";
        other.asset = "ETH";
        other.id = m_names.intern("bybit", "ETHUSDT");
        QVERIFY(m_file->put(*m_file->numberOf(other), Settlement{0.5, Now - HourMs}));

        const auto reader = HistoryReader::open(m_path);
        const auto start = readPastStart(**reader, {"BTC"}, m_names, Moment);
        QVERIFY(start);
        QCOMPARE(start->contracts.size(), 1U);
        QVERIFY(start->contracts.front().instrument == m_btc);
        QCOMPARE(start->known.at(m_btc.id).reaches, std::vector<HistoryReach>{reach});
        QCOMPARE(start->known.at(m_btc.id).liquidationKeys, std::vector<std::uint64_t>{2});
        QCOMPARE(payloads<Settlement>(start->past), (std::vector<Settlement>{{0.0001, Now - 8 * HourMs}}));
        QCOMPARE(payloads<Liquidation>(start->past).size(), 2U);
        for (const Observation &row : start->past->rows) {
            QCOMPARE(row.transportMs, Moment.transportMs);
            QCOMPARE(row.marketMs, Moment.marketMs);
        }
    }

    std::vector<std::uint64_t> resumed(TimeMs nowMs) const
    {
        const auto reader = HistoryReader::open(m_path);
        InstrumentNames names;
        const auto start = readPastStart(**reader, {"BTC"}, names, {nowMs + 7, nowMs});
        std::vector<std::uint64_t> ids;
        for (const Event &event : start->past->events)
            ids.push_back(event.id);
        return ids;
    }
    void putEvents(std::initializer_list<Event> events)
    {
        bool isNew = false;
        for (const Event &event : events)
            QVERIFY(m_file->put(event, isNew));
    }

    void resumesEventsAsLastTold()
    {
        putEvents({eventOf(1, EventState::Entered, Now - 2 * HourMs), eventOf(2, EventState::Entered, Now - HourMs),
            eventOf(1, EventState::Cleared, Now - HourMs), eventOf(2, EventState::Updated, Now - MinuteMs),
            eventOf(4, EventState::Entered, Now - HourMs, "ETH"), eventOf(5, EventState::Entered, Now + 1)});
        const auto reader = HistoryReader::open(m_path);
        const auto start = readPastStart(**reader, {"BTC"}, m_names, Moment);
        QCOMPARE(start->past->events.size(), 2U);
        QVERIFY(start->past->events.front() == eventOf(1, EventState::Cleared, Now - HourMs)); // it cools down
        QVERIFY(start->past->events.back() == eventOf(2, EventState::Updated, Now - MinuteMs));
    }

    void remembersTheSqueezesOfAMonth()
    {
        const auto squeeze = [](std::uint64_t id, EventState state, TimeMs timeMs, const char *asset = "BTC") {
            Event event = eventOf(id, state, timeMs, asset);
            event.type = EventType::SqueezeForming;
            event.payload = SqueezePayload{};
            return event;
        };
        putEvents({squeeze(1, EventState::Entered, Now - 41 * DayMs), squeeze(1, EventState::Cleared, Now - 40 * DayMs),
            squeeze(2, EventState::Entered, Now - 9 * DayMs), squeeze(2, EventState::Cleared, Now - 8 * DayMs),
            squeeze(3, EventState::Cleared, Now - 7 * DayMs, "ETH"), eventOf(4, EventState::Cleared, Now - 6 * DayMs),
            squeeze(5, EventState::Cleared, Now - 5 * DayMs), squeeze(6, EventState::Cleared, Now - HourMs)});
        QCOMPARE(resumed(Now), (std::vector<std::uint64_t>{2, 5, 6}));
    }

    void resumesAnOldEventThatWasStillWatched()
    {
        Event large = eventOf(3, EventState::Entered, Now - 3 * DayMs);
        large.type = EventType::LargeLiquidation;
        large.payload = LargeLiquidationPayload{};
        putEvents({eventOf(1, EventState::Entered, Now - 4 * DayMs), eventOf(2, EventState::Entered, Now - 5 * DayMs),
            eventOf(2, EventState::Cleared, Now - 3 * DayMs), large});
        QVERIFY(minute(Now - 2 * HourMs, {1, 1, 1, 1, 1.0, 1.0})); // until then the program ran
        QCOMPARE(resumed(Now), std::vector<std::uint64_t>{1});
        QVERIFY(resumed(Now + DayMs).empty()); // whatever became of it
    }

    void makesBarsOfFiveMinutesOfOursWhereTheVenueToldNone()
    {
        QVERIFY(m_file->put(m_number, VenueBar{m_btc.id, Now - 4 * Five, Five, {1, 2, 0.5, 1.5, 50.0, 20.0}}));
        QVERIFY(minute(Now - 4 * Five, {9, 9, 9, 9, 9.0, 9.0})); // within the venue's bar
        QVERIFY(minute(Now - 2 * Five, {100, 110, 95, 105, 3.0, 1.0}));
        QVERIFY(minute(Now - 2 * Five + 2 * MinuteMs, {105, 107, 90, 91, 2.0, std::nullopt}));
        QVERIFY(minute(Now - Five, {91, 92, 91, 92, std::nullopt, std::nullopt}));
        std::vector<Candle> fives;
        int minutes = 0;
        for (const Candle &candle : payloads<Candle>(series({Now - DayMs, Now + MinuteMs}))) {
            if (candle.lengthMs == Five)
                fives.push_back(candle);
            else
                ++minutes;
        }
        QCOMPARE(minutes, 4);
        QCOMPARE(fives.size(), 3U); // the slot between them stays missing
        QVERIFY(fives[0] == (Candle{Now - Five, Five, 91, 92, 91, 92, 0, std::nullopt}));
        // A taker's share that is not known of a part is not known of the whole.
        QVERIFY(fives[1] == (Candle{Now - 2 * Five, Five, 100, 110, 90, 91, 5, std::nullopt}));
        QVERIFY(fives[2] == (Candle{Now - 4 * Five, Five, 1, 2, 0.5, 1.5, 50, 20.0}));
    }

    void keepsMinutesOfTheLastHoursOnly()
    {
        QVERIFY(minute(Now - 8 * HourMs, {1, 1, 1, 1, 1.0, 1.0}));
        QVERIFY(minute(Now - 6 * HourMs, {1, 1, 1, 1, 1.0, 1.0}));
        const auto candles = payloads<Candle>(series({Now - DayMs, Now}));
        QCOMPARE(
            std::count_if(candles.begin(), candles.end(), [](const Candle &each) { return each.lengthMs == MinuteMs; }),
            1);
        QCOMPARE(candles.size(), 3U);
    }

    void takesTheLastOpenInterestOfFiveMinutesNewestFirst()
    {
        for (int i = 0; i < 12; ++i) {
            const TimeMs time = Now - HourMs + i * MinuteMs;
            if (i < 5 || i > 9) // five minutes without any: nothing is made up
                QVERIFY(m_file->put(m_number, DatedInterest{m_btc.id, time, {100.0 + i, std::nullopt, std::nullopt}}));
        }
        const auto samples = payloads<OpenInterest>(series({Now - DayMs, Now}));
        QCOMPARE(samples,
            (std::vector<OpenInterest>{{111.0, std::nullopt, Now - HourMs + 11 * MinuteMs},
                {104.0, std::nullopt, Now - HourMs + 4 * MinuteMs}}));
    }

    void saysHowFarBackItReaches()
    {
        const KnownPast known{{{HistoryKind::Candles, Five, Now - DayMs, Now - HourMs},
                                  {HistoryKind::Candles, MinuteMs, Now - HourMs, Now - 3 * MinuteMs},
                                  {HistoryKind::OpenInterest, HourMs, Now - DayMs, Now}},
            {}};
        const auto rows = pastReaches(contract(), known, Moment);
        QCOMPARE(rows.size(), 1U); // hourly values say nothing of those of five minutes
        QVERIFY(std::get<HistoryReach>(rows.front().payload)
            == (HistoryReach{HistoryKind::Candles, Five, Now - DayMs, Now - Five}));
    }
};

QTEST_GUILESS_MAIN(TestPastReader)
#include "tst_pastreader.moc"
