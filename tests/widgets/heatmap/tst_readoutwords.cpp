#include "tests/widgets/heatmap/sidesamples.h"
#include "widgets/heatmap/bandwords.h"
#include "widgets/heatmap/readoutwords.h"

#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

QString valueOf(const std::vector<ReadoutWords::Row> &rows, const char *name)
{
    for (const ReadoutWords::Row &row : rows) {
        if (row.name == QLatin1String(name))
            return row.value;
    }
    return QStringLiteral("(none)");
}

} // namespace

/// What the heatmap says in words.
class TestReadoutWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsClustersOnBothScales()
    {
        // MODEL 5: "66 400 – prints ≈ 4.1 M (≈ 82 M OI) – 2.1 % – 24 h 35 %"
        const Cluster cluster = samples::cluster(1, PositionSide::Long, 66'400, 4.1e6);
        QCOMPARE(ReadoutWords::clusterLabel(cluster, 67'824),
            QStringLiteral("66,400 – prints ≈ $4.10M (≈ $82.0M OI) – 2.1% – 24 h 35%"));
        QCOMPARE(ReadoutWords::clusterShort(cluster), QStringLiteral("66,400 ≈ $4.10M"));
    }

    void bandsNameTheirLeverage_data()
    {
        QTest::addColumn<int>("band");
        QTest::addColumn<QString>("distance");
        QTest::addColumn<QString>("leverage");
        QTest::newRow("nearest") << 0 << QStringLiteral("< 1%") << QStringLiteral("> 67x");
        QTest::newRow("1-2") << 1 << QStringLiteral("1–2%") << QStringLiteral("40–67x");
        QTest::newRow("2-4") << 2 << QStringLiteral("2–4%") << QStringLiteral("23–40x");
        QTest::newRow("4-8") << 3 << QStringLiteral("4–8%") << QStringLiteral("12–23x");
        QTest::newRow("farthest") << 4 << QStringLiteral("> 8%") << QStringLiteral("< 12x");
    }
    void bandsNameTheirLeverage()
    {
        QFETCH(int, band);
        QTEST(BandWords::distance(band), "distance");
        QTEST(BandWords::leverage(band), "leverage");
    }

    void leverageIsThatOfThePrior()
    {
        // MODEL 3.4: d = -ln((1 - 1/l) / (1 - mmr))
        for (const double leverage : {3.0, 10.0, 25.0, 100.0})
            QVERIFY(std::abs(leverageAt(-std::log((1 - 1 / leverage) / 0.995)) - leverage) < 1e-9 * leverage);
    }

    void readsTheLevelsOfNow()
    {
        const auto map = samples::plainMap();
        const LevelReading below = readNow(*map, samples::MapPrice * 0.985);
        QCOMPARE(below.longUsd.value(), 1000.0);
        QCOMPARE(below.shortUsd.value(), 0.0);
        QVERIFY(!below.cluster);
        QVERIFY(below.touch24h.value() > below.touch4h.value());
        QCOMPARE(below.touch24h.value(), touchProbability(-std::log(0.985), map->volatility.over(24)));
        QCOMPARE(readNow(*map, 66'500).cluster->id, std::uint64_t{11});
        const LevelReading far = readNow(*map, samples::MapPrice * 0.3);
        QVERIFY(!far.longUsd);
        QCOMPARE(
            valueOf(ReadoutWords::rows(far, TimeZoneChoice::Utc), "Levels"), QStringLiteral("no modelled exposure"));
    }

    void saysEverythingAboutAPoint()
    {
        LevelReading reading = readNow(*samples::plainMap(), 66'500);
        reading.longUsd = 4e5;
        reading.shortUsd = 1e5;
        reading.byGroup = {
            {QStringLiteral("Bybit"), 1e5}, {QStringLiteral("Binance"), 4e5}, {QStringLiteral("OKX"), 1}};
        reading.byBand = std::array<double, DistanceBands>{0, 5e4, 4.5e5, 0, 0};
        const auto rows = ReadoutWords::rows(reading, TimeZoneChoice::Utc);
        QCOMPARE(valueOf(rows, "Time"), QStringLiteral("2026-09-21 14:20 UTC"));
        QCOMPARE(valueOf(rows, "Distance"), QStringLiteral("2.08%, $1,412.40 below"));
        QCOMPARE(valueOf(rows, "Prints per 0.1%"), QStringLiteral("≈ $500K modelled"));
        QCOMPARE(valueOf(rows, "OI behind"), QStringLiteral("≈ $10.0M"));
        QCOMPARE(valueOf(rows, "Longs / shorts"), QStringLiteral("$400K / $100K"));
        QCOMPARE(valueOf(rows, "Venues"), QStringLiteral("Binance 80%, Bybit 20%"));
        QCOMPARE(valueOf(rows, "Bands"), QStringLiteral("40–67x 10%, 23–40x 90%"));
        QCOMPARE(valueOf(rows, "Cluster"), QStringLiteral("66,490, prints ≈ $4.10M (≈ $82.0M OI)"));
        QVERIFY(ReadoutWords::spoken(reading, TimeZoneChoice::Utc).contains(QStringLiteral("Price 66,500.0; ")));
    }

    void namesTheOtherMapsWhereOursIsEmpty()
    {
        LevelReading reading = readNow(*samples::plainMap(), samples::MapPrice * 0.3);
        reading.opensOnlyUsd = 3e6;
        const auto rows = ReadoutWords::rows(reading, TimeZoneChoice::Utc);
        QCOMPARE(valueOf(rows, "Levels"), QStringLiteral("no modelled exposure; opens-only maps draw it"));
        QCOMPARE(valueOf(rows, "Other maps"), QStringLiteral("≈ $3.00M"));
    }

    void answersWhatIf()
    {
        const auto map = samples::plainMap();
        const WhatIf down = whatIf(*map, samples::MapPrice * std::exp(-0.03));
        QCOMPARE(down.side(), PositionSide::Long);
        QVERIFY(std::abs(down.printsUsd - 30'000) <= 1000);
        QCOMPARE(down.oiClosedUsd, down.printsUsd / 0.05);
        QCOMPARE(down.clusters, 1);
        const WhatIf up = whatIf(*map, samples::MapPrice * std::exp(0.03));
        QCOMPARE(up.side(), PositionSide::Short);
        QVERIFY(std::abs(up.printsUsd - 60'000) <= 2000);
        const QString text = ReadoutWords::whatIf(down);
        QVERIFY2(text.startsWith(QStringLiteral("65,910 (-2.96%): prints ≈ $")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("of longs on the way, 1 cluster")));
        QCOMPARE(ReadoutWords::whatIf({}), QStringLiteral("—"));
    }

    void clusterCardSaysRankOnlyWhenKnown()
    {
        Cluster cluster = samples::cluster(1, PositionSide::Short, 69'000, 1e6);
        const auto known = ReadoutWords::clusterRows(cluster, samples::MapPrice, TimeZoneChoice::Utc);
        QCOMPARE(valueOf(known, "Load rank"), QStringLiteral("93% of the last 30 d"));
        QCOMPARE(valueOf(known, "Cluster"), QStringLiteral("shorts, loaded"));
        cluster.loadRank.reset();
        QCOMPARE(valueOf(ReadoutWords::clusterRows(cluster, samples::MapPrice, TimeZoneChoice::Utc), "Load rank"),
            QStringLiteral("known after 3 d of data"));
    }
};

QTEST_GUILESS_MAIN(TestReadoutWords)

#include "tst_readoutwords.moc"
