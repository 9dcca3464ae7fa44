#include "core/feed/historycoverage.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr InstrumentId Btc{1}, Eth{2};
constexpr TimeMs Five = 5 * MinuteMs;
constexpr TimeMs Now = 1000 * HourMs + 3 * MinuteMs; // within a step

HistoryRange bars(TimeMs fromMs, TimeMs toMs = Now) { return {HistoryKind::Candles, fromMs, toMs, Five, Now}; }

using Pieces = std::vector<std::pair<TimeMs, TimeMs>>;

Pieces ask(HistoryCoverage &coverage, const HistoryRange &wish, InstrumentId instrument = Btc)
{
    Pieces pieces;
    for (const HistoryRange &each : coverage.ask(instrument, wish))
        pieces.emplace_back(each.fromMs, each.toMs);
    return pieces;
}

} // namespace

class TestHistoryCoverage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForAllOfItOnce()
    {
        HistoryCoverage coverage;
        QCOMPARE(ask(coverage, bars(Now - DayMs)), (Pieces{{floorTo(Now - DayMs, Five), Now}}));
        QCOMPARE(ask(coverage, bars(Now - DayMs)), Pieces()); // it is on its way
        QCOMPARE(ask(coverage, bars(Now - DayMs), Eth).size(), std::size_t(1));
        HistoryRange interest = bars(Now - DayMs);
        interest.kind = HistoryKind::OpenInterest;
        QCOMPARE(ask(coverage, interest).size(), std::size_t(1));
    }

    void asksOnlyForWhatTheLocalHistoryDoesNotHold()
    {
        HistoryCoverage coverage;
        const TimeMs stopped = Now - 3 * HourMs;
        const TimeMs started = floorTo(Now - 2 * DayMs, Five);
        coverage.know({{Btc,
            {{{HistoryKind::Candles, Five, Now - 40 * DayMs, started},
                 {HistoryKind::Candles, MinuteMs, started, stopped}},
                {}}}});
        QCOMPARE(ask(coverage, bars(Now - 30 * DayMs)), (Pieces{{floorTo(stopped, Five), Now}}));
    }

    void asksForHolesNewestFirst()
    {
        HistoryCoverage coverage;
        coverage.know({{Btc,
            {{{HistoryKind::Candles, Five, Now - 40 * DayMs, floorTo(Now - 2 * DayMs, Five)},
                 {HistoryKind::Candles, Five, floorTo(Now - DayMs, Five), floorTo(Now - HourMs, Five)}},
                {}}}});
        QCOMPARE(ask(coverage, bars(Now - 30 * DayMs)),
            (Pieces{{floorTo(Now - HourMs, Five), Now}, {floorTo(Now - 2 * DayMs, Five), floorTo(Now - DayMs, Five)}}));
    }

    void joinsManyHolesToFew()
    {
        HistoryCoverage coverage;
        KnownPast past;
        for (const int hour : {10, 11, 12, 30, 50, 70}) // what is known of it, half an hour each
            past.reaches.push_back({HistoryKind::Candles, Five, hour * HourMs, hour * HourMs + 30 * MinuteMs});
        coverage.know({{Btc, past}});
        QCOMPARE(ask(coverage, bars(0, 80 * HourMs)),
            (Pieces{{70 * HourMs + 30 * MinuteMs, 80 * HourMs}, {50 * HourMs + 30 * MinuteMs, 70 * HourMs},
                {30 * HourMs + 30 * MinuteMs, 50 * HourMs}, {0, 30 * HourMs}}));
    }

    void asksForAnOutageAfterItOnly()
    {
        HistoryCoverage coverage;
        for (const HistoryRange &piece : coverage.ask(Btc, bars(Now - DayMs)))
            coverage.came(Btc, piece, true);
        coverage.heard(Btc, Now);
        const TimeMs later = Now + 2 * HourMs;
        QCOMPARE(ask(coverage, bars(later - DayMs, later)), (Pieces{{floorTo(Now, Five), floorTo(Now, Five) + Five}}));
        const TimeMs lost = later + 10 * MinuteMs, back = lost + HourMs;
        coverage.lost(lost);
        QCOMPARE(ask(coverage, bars(back - DayMs, back)), (Pieces{{floorTo(lost, Five), back}}));
    }

    void asksAgainForWhatFailed()
    {
        HistoryCoverage coverage;
        const auto pieces = coverage.ask(Btc, bars(Now - DayMs));
        coverage.came(Btc, pieces.front(), false);
        QCOMPARE(ask(coverage, bars(Now - DayMs)).size(), std::size_t(1));
        coverage.forgetAsked(); // the venue was switched off while it was on its way
        QCOMPARE(ask(coverage, bars(Now - DayMs)).size(), std::size_t(1));
    }

    void whatIsHeardOfTheRunningStepNeedsNoAsking()
    {
        HistoryCoverage coverage;
        coverage.heard(Btc, Now);
        QCOMPARE(ask(coverage, bars(Now, Now + MinuteMs)), Pieces());
    }

    void aContractThatIsWatchedNoMoreIsNotHeard()
    {
        HistoryCoverage coverage;
        coverage.heard(Btc, Now);
        coverage.lost(Btc, Now + HourMs);
        QCOMPARE(ask(coverage, bars(Now + 10 * MinuteMs, Now + 3 * HourMs)),
            (Pieces{{floorTo(Now + HourMs, Five), Now + 3 * HourMs}}));
    }
};

QTEST_GUILESS_MAIN(TestHistoryCoverage)
#include "tst_historycoverage.moc"
