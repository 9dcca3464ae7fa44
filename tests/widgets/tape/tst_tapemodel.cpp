#include "tests/widgets/tape/tapesamples.h"
#include "widgets/tape/tapeexport.h"
#include "widgets/tape/tapemodel.h"
#include "widgets/tape/tapesize.h"
#include "widgets/tape/tapewords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <random>

using namespace isobar;

namespace {

QString cell(const TapeModel &model, int row, TapeColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

/// The rows must be the newest of the log that pass, newest first.
bool isTrueTo(const TapeModel &model, const samples::TapeLog &tape)
{
    std::vector<LiquidationPrint> wanted;
    for (auto print = tape.prints().rbegin(); print != tape.prints().rend(); ++print) {
        if (model.filter().passes(*print) && wanted.size() < TapeModel::Limit)
            wanted.push_back(*print);
    }
    if (static_cast<std::size_t>(model.rowCount()) != wanted.size())
        return false;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (*model.print(model.index(row, 0)) != wanted[static_cast<std::size_t>(row)])
            return false;
    }
    return true;
}

} // namespace

/// The rows of the liquidation tape.
class TestTapeModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhoDiedWhereAndHowBig()
    {
        TapeModel model;
        QAbstractItemModelTester tester(&model);
        samples::TapeLog tape;
        tape.print(2 * DayMs, 150'000).print(5 * SecondMs, 2'444'400, PositionSide::Short, 1);
        model.show(*samples::tapeAsset(tape));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, TapeColumn::Time), QStringLiteral("14:13:15"));
        QCOMPARE(cell(model, 0, TapeColumn::Venue), QStringLiteral("Bybit"));
        QCOMPARE(cell(model, 0, TapeColumn::Side), QStringLiteral("SHORT liquidated"));
        QCOMPARE(cell(model, 0, TapeColumn::Price), QStringLiteral("67,900.0"));
        QCOMPARE(cell(model, 0, TapeColumn::Usd), QStringLiteral("$2.44M"));
        QCOMPARE(cell(model, 0, TapeColumn::Coins), QStringLiteral("36"));
        QCOMPARE(cell(model, 1, TapeColumn::Time), QStringLiteral("09-19 14:13")); // another day: with its date
        QCOMPARE(cell(model, 1, TapeColumn::Side), QStringLiteral("LONG liquidated"));
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("14:13:15 UTC Bybit: SHORT liquidated, $2,444,400 at 67,900.0 (36 BTC)"));
    }

    void tellsOnlyWhatCameAndWent()
    {
        TapeModel model;
        QAbstractItemModelTester tester(&model);
        samples::TapeLog tape = samples::busyTape(50);
        model.show(*samples::tapeAsset(tape));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset), inserts(&model, &QAbstractItemModel::rowsInserted),
            removals(&model, &QAbstractItemModel::rowsRemoved), changes(&model, &QAbstractItemModel::dataChanged);
        model.show(*samples::tapeAsset(tape));
        QCOMPARE(inserts.size() + removals.size() + changes.size(), 0);
        const QPersistentModelIndex marked = model.index(10, 0);
        const LiquidationPrint before = *model.print(marked);
        tape.print(3 * SecondMs, 500).print(2 * SecondMs, 600); // two new
        tape.print(100 * SecondMs, 700); // one late
        tape.forgetBefore(40 * 41 * SecondMs); // ten gone
        model.show(*samples::tapeAsset(tape));
        QVERIFY(isTrueTo(model, tape));
        QCOMPARE(inserts.size(), 2);
        QCOMPARE(inserts[0][1].toInt(), 0);
        QCOMPARE(inserts[0][2].toInt(), 1);
        QCOMPARE(inserts[1][1].toInt(), inserts[1][2].toInt());
        QCOMPARE(removals.size(), 1);
        QCOMPARE(removals[0][2].toInt() - removals[0][1].toInt() + 1, 10);
        QCOMPARE(resets.size(), 0);
        QVERIFY(*model.print(marked) == before);
        QCOMPARE(marked.row(), 13);
    }

    void staysTrueToAnyLog()
    {
        std::mt19937 random(11);
        TapeModel model;
        QAbstractItemModelTester tester(&model);
        samples::TapeLog tape(16);
        TimeMs ago = HourMs;
        for (int round = 0; round < 60; ++round) {
            for (auto count = random() % 12; count > 0; --count) {
                ago -= static_cast<TimeMs>(random() % 3000);
                const TimeMs late = random() % 5 == 0 ? static_cast<TimeMs>(random() % (5 * MinuteMs)) : 0;
                tape.print(ago + late, static_cast<double>(1 + random() % 2'000'000),
                    random() % 2 == 0 ? PositionSide::Long : PositionSide::Short);
            }
            if (random() % 7 == 0)
                tape.forgetBefore(ago + static_cast<TimeMs>(random() % (20 * MinuteMs)));
            TapeFilter filter;
            filter.leastUsd = random() % 3 == 0 ? 1e6 : 0;
            if (random() % 4 == 0)
                filter.side = PositionSide::Short;
            model.setFilter(filter);
            model.show(*samples::tapeAsset(tape));
            QVERIFY(isTrueTo(model, tape));
        }
    }

    void filtersBySizeAndSide()
    {
        TapeModel model;
        const samples::TapeLog tape = samples::busyTape(80);
        for (const double least : {0.0, 1e4, 1e5, 1e6}) {
            for (const std::optional<PositionSide> side : {std::optional<PositionSide>(),
                     std::optional(PositionSide::Long), std::optional(PositionSide::Short)}) {
                model.setFilter({least, side});
                model.show(*samples::tapeAsset(tape));
                QVERIFY(model.rowCount() > 0);
                QVERIFY(isTrueTo(model, tape));
            }
        }
    }

    void isBoundedInACrash()
    {
        TapeModel model;
        LiquidationLog log;
        log.venues = {"bybit"};
        auto asset = samples::tapeAsset(samples::TapeLog());
        std::uint32_t serial = 0;
        QElapsedTimer watch;
        watch.start();
        // Three seconds of 20 000 prints each, by four snapshots a second.
        for (int snapshot = 0; snapshot < 12; ++snapshot) {
            for (int piece = 0; piece < 5; ++piece) {
                auto chunk = std::make_shared<std::vector<LiquidationPrint>>();
                for (int i = 0; i < 1000; ++i, ++serial)
                    chunk->push_back({samples::Now + serial / 20, PositionSide::Long, 60'000, 500, 0, serial});
                log.chunks.push_back(std::move(chunk));
            }
            LiquidationView view = *asset->liquidations;
            view.log = log;
            asset->liquidations = std::make_shared<const LiquidationView>(view);
            model.show(*asset);
            QCOMPARE(model.rowCount(), TapeModel::Limit);
            QCOMPARE(model.print(model.index(0, 0))->serial, serial - 1);
        }
        QVERIFY2(watch.elapsed() < 1000, qPrintable(QString::number(watch.elapsed()))); // of three
    }

    void countsWhatIsNewer()
    {
        TapeModel model;
        samples::TapeLog tape = samples::busyTape(20);
        QCOMPARE(model.newerThanShown(tape.log()), 20);
        model.show(*samples::tapeAsset(tape));
        QCOMPARE(model.newerThanShown(tape.log()), 0);
        tape.print(2, 500).print(1, 5e6);
        QCOMPARE(model.newerThanShown(tape.log()), 2);
        model.setFilter({1e6, {}});
        QCOMPARE(model.newerThanShown(tape.log()), 1);
        QCOMPARE(TapeModel::count(tape.log()), 22);
    }

    void anotherAssetBeginsAnew()
    {
        TapeModel model;
        QAbstractItemModelTester tester(&model);
        model.show(*samples::tapeAsset(samples::busyTape(30)));
        samples::TapeLog other;
        other.print(MinuteMs, 77);
        model.show(*samples::tapeAsset(other, "ETH"));
        QVERIFY(isTrueTo(model, other));
        QCOMPARE(model.asset(), QStringLiteral("ETH"));
    }

    void copiesRowsInFull()
    {
        TapeModel model;
        samples::TapeLog tape;
        tape.print(5, 67'900, PositionSide::Short, 1).print(0, 101'850);
        model.show(*samples::tapeAsset(tape));
        QCOMPARE(tapeTsv(model, {model.index(0, 0), model.index(1, 0)}),
            QStringLiteral("time\tasset\tvenue\tside\tprice\tcoins\tusd\n"
                           "2026-09-21T14:13:20.000Z\tBTC\tbinance-usdm\tlong\t67900\t1.5\t101850\n"
                           "2026-09-21T14:13:19.995Z\tBTC\tbybit\tshort\t67900\t1\t67900\n"));
    }

    void weighsSizesByBuckets()
    {
        QCOMPARE(tapeSize(9'999), TapeSize::Small);
        QCOMPARE(tapeSize(10'000), TapeSize::Middle);
        QCOMPARE(tapeSize(100'000), TapeSize::Large);
        QCOMPARE(tapeSize(1'000'000), TapeSize::Huge);
        QCOMPARE(tapeBar(1'000), 0.0);
        QCOMPARE(tapeBar(100'000), 0.5);
        QCOMPARE(tapeBar(5e8), 1.0);
        QCOMPARE(tapeBar(0), 0.0);
    }

    void saysSinceWhenUntilEveryWindowIsFull()
    {
        LiquidationView view;
        QCOMPARE(TapeWords::since(view, samples::Now, TimeZoneChoice::Utc), QStringLiteral("not listening yet"));
        view.sinceMs = samples::Now - 10 * MinuteMs;
        QCOMPARE(TapeWords::since(view, samples::Now, TimeZoneChoice::Utc), QStringLiteral("since 14:03"));
        QCOMPARE(TapeWords::windowName(view, DayMs, samples::Now), QStringLiteral("24 h"));
        view.sinceMs = samples::Now - 2 * HourMs;
        QCOMPARE(TapeWords::since(view, samples::Now, TimeZoneChoice::Utc), QStringLiteral("* since 12:13"));
        QCOMPARE(TapeWords::windowName(view, HourMs, samples::Now), QStringLiteral("1 h"));
        QCOMPARE(TapeWords::windowName(view, 4 * HourMs, samples::Now), QStringLiteral("4 h*"));
        view.sinceMs = samples::Now - DayMs;
        QCOMPARE(TapeWords::since(view, samples::Now, TimeZoneChoice::Utc), QString());
        QCOMPARE(TapeWords::windowName(view, DayMs, samples::Now), QStringLiteral("24 h"));
    }

    void everySumIsALowerBound()
    {
        QCOMPARE(TapeWords::atLeast(12.4e6), QStringLiteral("\u2265$12.4M"));
        const auto asset = samples::tapeAsset(samples::TapeLog());
        const QString totals = TapeWords::totals(*asset->liquidations, TimeZoneChoice::Utc);
        QCOMPARE(totals.count(QChar(0x2265)), 6);
        QVERIFY(totals.startsWith(QStringLiteral("Last 1 h: longs \u2265$12,400,000, shorts \u2265$3,100,000.")));
        QVERIFY(totals.contains(QStringLiteral("62%")));
        QVERIFY(totals.contains(QStringLiteral("Heard since 2026-09-21 12:43 UTC.")));
        QCOMPARE(TapeWords::coverage(*asset->liquidations), QStringLiteral("coverage 62%"));
    }

    void saysWhomItHears()
    {
        const auto asset = samples::tapeAsset(samples::TapeLog());
        const QString words = TapeWords::listeners(*asset);
        QVERIFY(words.startsWith(QStringLiteral("Listening to Binance (throttled), Bybit, OKX (throttled).")));
        QVERIFY(words.contains(QStringLiteral("Hyperliquid")));
    }
};

QTEST_MAIN(TestTapeModel)
#include "tst_tapemodel.moc"
