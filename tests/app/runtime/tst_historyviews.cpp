#include "app/runtime/historyviews.h"
#include "core/storage/historyfile.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'763'000'400'000; // 02:20
constexpr TimeMs Five = 5 * MinuteMs;

double at(const Series &series, TimeMs timeMs)
{
    for (auto each = series->rbegin(); each != series->rend(); ++each) {
        if (each->timeMs <= timeMs)
            return each->value;
    }
    return -1;
}

} // namespace

class TestHistoryViews : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_path;
    std::unique_ptr<HistoryFile> m_file;

    std::int64_t add(const char *venue, const char *symbol, std::uint32_t id)
    {
        Instrument instrument;
        instrument.id = {id};
        instrument.venue = venue;
        instrument.symbol = symbol;
        instrument.asset = "BTC";
        instrument.intervalHours = 8;
        return *m_file->numberOf(instrument);
    }
    void minute(std::int64_t contract, TimeMs minuteMs, double price, double coins, std::optional<double> premium = {})
    {
        QVERIFY(m_file->closeMinute(contract,
            {{}, minuteMs, StoredBar{price, price, price, price, 1.0, {}}, OpenInterest{coins, {}, {}}, {}, premium},
            false));
    }
    HistoryViewPtr view(int days)
    {
        const auto reader = HistoryReader::open(m_path);
        const auto read = readHistoryView(**reader, "BTC", days, Now);
        return read ? *read : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_path = m_folder.filePath(QStringLiteral("history.sqlite")).toStdString();
        m_file = HistoryFile::open(m_path, "live", Now).file;
        const auto linear = add("bybit", "BTCUSDT", 1), second = add("bybit", "BTCPERP", 2), okx = add("okx", "BTC", 3);
        for (TimeMs time = Now - 12 * HourMs; time < Now; time += MinuteMs) {
            minute(linear, time, 100, 50, 0.001);
            if (time >= Now - 4 * HourMs && time < Now - HourMs)
                continue; // three hours of the others are missing
            minute(second, time, 200, 10, 0.5);
            minute(okx, time, 100, 7);
        }
        for (int i = 0; i < 6; ++i) {
            QVERIFY(m_file->put(linear, Settlement{0.0001, floorTo(Now, 8 * HourMs) - i * 8 * HourMs}));
            QVERIFY(m_file->put(second, Settlement{0.9, floorTo(Now, 8 * HourMs) - i * 8 * HourMs}));
        }
    }

    void sumsTheContractsOfAVenueAtThePricesOfTheTime()
    {
        const auto shown = view(1);
        QVERIFY(shown);
        QCOMPARE(shown->openInterestUsd.size(), std::size_t(2));
        QCOMPARE(at(shown->openInterestUsd.at("bybit"), Now - 6 * HourMs), 50.0 * 100 + 10 * 200);
        QCOMPARE(at(shown->openInterestUsd.at("okx"), Now - 6 * HourMs), 700.0);
        QCOMPARE(shown->openInterestUsd.at("bybit")->front().timeMs, floorTo(Now - 12 * HourMs, Five));
    }

    void holdsOpenInterestForAnHourOnly()
    {
        const auto shown = view(1);
        const TimeMs lost = Now - 4 * HourMs;
        QCOMPARE(at(shown->openInterestUsd.at("bybit"), lost + 40 * MinuteMs), 7000.0);
        QCOMPARE(at(shown->openInterestUsd.at("bybit"), lost + 80 * MinuteMs), 5000.0); // one contract goes on
        QCOMPARE(at(shown->openInterestUsd.at("okx"), lost + 40 * MinuteMs), 700.0);
        QVERIFY(std::isnan(at(shown->openInterestUsd.at("okx"), lost + 80 * MinuteMs))); // a gap
        QCOMPARE(at(shown->openInterestUsd.at("okx"), Now - 30 * MinuteMs), 700.0);
    }

    void takesRatesAndPremiumOfTheLargestContract()
    {
        const auto shown = view(1);
        QCOMPARE(at(shown->funding8h.at("bybit"), Now), 0.0001);
        QVERIFY(!shown->funding8h.contains("okx")); // never settled
        QCOMPARE(at(shown->premium.at("bybit"), Now - Five), 0.001);
        QVERIFY(!shown->premium.contains("okx"));
        // Three settlements in a day: 8 h apart, from the left edge on.
        QCOMPARE(shown->cumulative.at("bybit")->front(), (Point{Now - DayMs, 0}));
        QVERIFY(std::abs(shown->cumulative.at("bybit")->back().value - 0.0003) < 1e-12);
    }

    void takesLongerStepsForLongerTimes()
    {
        const auto shown = view(90);
        QCOMPARE(shown->stepMs, 6 * HourMs);
        QVERIFY(shown->openInterestUsd.at("bybit")->size() <= 4);
        QVERIFY(std::abs(shown->cumulative.at("bybit")->back().value - 0.0006) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestHistoryViews)
#include "tst_historyviews.moc"
