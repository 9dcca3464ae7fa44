#include "core/storage/minutebook.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'040'000; // a full minute
const InstrumentId Btc{1}, Eth{2};

struct Book : MinuteBook {
    void tell(InstrumentId id, TimeMs marketMs, Payload payload)
    {
        take(Observation{id, marketMs, marketMs, std::move(payload)});
    }
    void trade(TimeMs timeMs, double buy, double sell, double high, double low, double last)
    {
        tell(Btc, timeMs + SecondMs, TradeSecond{timeMs, buy, sell, high, low, last, 1});
    }
};

} // namespace

class TestMinuteBook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsTradesAndMarksIntoABar()
    {
        Book book;
        book.tell(Btc, Start + 100, Mark{100.5, std::nullopt});
        book.trade(Start + SecondMs, 2, 1, 101, 99, 100);
        book.tell(Btc, Start + 2 * SecondMs, Mark{103.0, std::nullopt});
        book.trade(Start + 5 * SecondMs, 0, 4, 102, 98, 98.5);
        book.trade(Start + 3 * SecondMs, 1, 0, 100, 100, 100); // a part that came late moves no close
        const auto rows = book.close(Start + 3 * MinuteMs);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].minuteMs, Start);
        QVERIFY(rows[0].instrument == Btc);
        QVERIFY(rows[0].bar == (StoredBar{100, 103, 98, 98.5, 8.0, 3.0}));
        QVERIFY(!rows[0].openInterest && !rows[0].funding);
    }

    void waitsTwoMinutesForWhatIsLate()
    {
        Book book;
        book.trade(Start, 1, 0, 100, 100, 100);
        QVERIFY(book.close(Start + 3 * MinuteMs - 1).empty());
        book.trade(Start + 59 * SecondMs, 1, 0, 105, 100, 105);
        const auto rows = book.close(Start + 3 * MinuteMs);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(*rows[0].bar->baseVolume, 2.0);
        QCOMPARE(rows[0].bar->close, 105.0);
        QCOMPARE(book.lateDropped(), 0U);
        book.trade(Start + 59 * SecondMs, 1, 0, 200, 200, 200);
        QCOMPARE(book.lateDropped(), 1U);
        QVERIFY(book.close(Start + 10 * MinuteMs).empty());
    }

    void knowsNoVolumeWhereNoTradesAreHeard()
    {
        Book book;
        book.tell(Eth, Start, Mark{10.0, std::nullopt});
        book.tell(Btc, Start, Mark{100.0, std::nullopt});
        book.trade(Start + MinuteMs, 1, 1, 100, 100, 100);
        book.tell(Btc, Start + 2 * MinuteMs, Mark{100.0, std::nullopt});
        const auto rows = book.close(Start + 10 * MinuteMs);
        QCOMPARE(rows.size(), 4U);
        for (const StoredMinute &row : rows) {
            const bool isHeard = row.instrument == Btc; // by the time that its minutes are closed
            QCOMPARE(row.bar->baseVolume.has_value(), isHeard);
            QCOMPARE(row.bar->baseVolume.value_or(0), isHeard && row.minuteMs == Start + MinuteMs ? 2.0 : 0.0);
        }
    }

    void keepsTheNewestOpenInterestAndTheWholeFunding()
    {
        Book book;
        book.tell(Btc, Start, OpenInterest{10.0, std::nullopt, std::nullopt});
        book.tell(Btc, Start + SecondMs, OpenInterest{11.0, std::nullopt, std::nullopt});
        book.tell(Btc, Start + SecondMs, OpenInterest{99.0, std::nullopt, Start - HourMs}); // of the past: not live
        book.tell(Btc, Start, Funding{0.0001, 8, Start + HourMs, std::nullopt});
        book.tell(Btc, Start + MinuteMs, Funding{0.0002, std::nullopt, std::nullopt, std::nullopt});
        const auto rows = book.close(Start + 10 * MinuteMs);
        QCOMPARE(rows.size(), 2U);
        QCOMPARE(*rows[0].openInterest->baseQuantity, 11.0);
        QVERIFY(rows[0].funding == (Funding{0.0001, 8, Start + HourMs, std::nullopt}));
        QVERIFY(rows[1].funding == (Funding{0.0002, 8, Start + HourMs, std::nullopt})); // parts of one whole
    }

    void handsOutWhatChangedOnce()
    {
        Book book;
        book.trade(Start, 1, 0, 100, 100, 100);
        QCOMPARE(book.changed().size(), 1U);
        QVERIFY(book.changed().empty());
        book.tell(Btc, Start + SecondMs, Mark{100.0, std::nullopt}); // within what was seen
        QVERIFY(book.changed().empty());
        book.tell(Btc, Start + SecondMs, Mark{101.0, std::nullopt});
        QCOMPARE(book.changed().size(), 1U);
        book.changeAll();
        QCOMPARE(book.changed().size(), 1U);
    }

    void ignoresPricesThatAreNone()
    {
        Book book;
        book.trade(Start, 1, 0, 0, 0, 0);
        book.tell(Btc, Start, Mark{-1.0, std::nullopt});
        book.trade(Start + 20 * MinuteMs, 1, 0, 100, 100, 100);
        book.tell(Btc, Start, TradeSecond{Start + HourMs, 1, 0, 100, 100, 100, 1}); // a clock far ahead
        const auto rows = book.close(Start + DayMs);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].minuteMs, Start + 20 * MinuteMs);
    }
};

QTEST_GUILESS_MAIN(TestMinuteBook)
#include "tst_minutebook.moc"
