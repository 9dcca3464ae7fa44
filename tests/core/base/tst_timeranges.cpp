#include "core/base/timeranges.h"

#include <QTest>
#include <random>
#include <set>

using namespace isobar;

namespace {

using List = std::vector<TimeSpan>;

} // namespace

class TestTimeRanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsWhatTouches()
    {
        TimeRanges set;
        set.add({10, 20});
        set.add({40, 50});
        QVERIFY(set.ranges() == (List{{10, 20}, {40, 50}}));
        set.add({20, 30});
        QVERIFY(set.ranges() == (List{{10, 30}, {40, 50}}));
        set.add({5, 45});
        QVERIFY(set.ranges() == (List{{5, 50}}));
        set.add({60, 60});
        set.add({9, 3});
        QVERIFY(set.ranges() == (List{{5, 50}}));
    }

    void saysWhatIsMissing()
    {
        TimeRanges set;
        QVERIFY(set.missing({0, 100}) == (List{{0, 100}}));
        set.add({10, 20});
        set.add({40, 50});
        QVERIFY(set.missing({0, 100}) == (List{{0, 10}, {20, 40}, {50, 100}}));
        QVERIFY(set.missing({12, 45}) == (List{{20, 40}}));
        QVERIFY(set.missing({12, 18}).empty());
        QVERIFY(set.missing({20, 40}) == (List{{20, 40}}));
    }

    void findsWhereARangeBegins()
    {
        TimeRanges set;
        set.add({10, 20});
        set.add({40, 50});
        QCOMPARE(set.beginOf(15), std::optional<TimeMs>(10));
        QCOMPARE(set.beginOf(20), std::optional<TimeMs>(10));
        QCOMPARE(set.beginOf(21), std::optional<TimeMs>(40));
        QCOMPARE(set.beginOf(51), std::nullopt);
    }

    void cutsToWholeSteps()
    {
        TimeRanges set;
        set.add({7, 26});
        set.add({31, 38});
        QVERIFY(set.inWholeSteps(10).ranges() == (List{{10, 20}}));
    }

    void agreesWithASetOfPoints()
    {
        std::minstd_rand random(7);
        const auto upTo = [&](int most) { return static_cast<TimeMs>(random() % static_cast<unsigned>(most)); };
        for (int round = 0; round < 200; ++round) {
            TimeRanges set;
            std::set<TimeMs> points;
            for (int step = 0; step < 20; ++step) {
                const TimeMs from = upTo(60), to = from + upTo(15);
                const bool isAdded = upTo(3) > 0;
                for (TimeMs t = from; t < to; ++t)
                    isAdded ? void(points.insert(t)) : void(points.erase(t));
                isAdded ? set.add({from, to}) : set.remove({from, to});
            }
            std::set<TimeMs> missing;
            for (const TimeSpan &each : set.missing({0, 80})) {
                for (TimeMs t = each.fromMs; t < each.toMs; ++t)
                    missing.insert(t);
            }
            for (TimeMs t = 0; t < 80; ++t)
                QCOMPARE(missing.contains(t), !points.contains(t));
            for (std::size_t i = 1; i < set.ranges().size(); ++i)
                QVERIFY(set.ranges()[i - 1].toMs < set.ranges()[i].fromMs);
        }
    }
};

QTEST_GUILESS_MAIN(TestTimeRanges)
#include "tst_timeranges.moc"
