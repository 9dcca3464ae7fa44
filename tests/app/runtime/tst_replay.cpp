#include "app/runtime/replay.h"
#include "core/levelgrid/levelraster.h"
#include "core/market/eventjson.h"
#include "tests/support/journalsample.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;
using namespace journalsample;

namespace {

/// A replay with all that it told.
struct Played {
    std::unique_ptr<Replay> replay;
    std::vector<Event> events;
    int begunAnew = 0;
    std::string error;

    explicit Played(const QString &path, double speed = 1)
    {
        auto opened = Replay::open(path, speed);
        if (!opened) {
            error = opened.error();
            return;
        }
        replay = std::move(*opened);
        QObject::connect(replay.get(), &Replay::eventsRaised, replay.get(),
            [this](const std::vector<Event> &told) { events.insert(events.end(), told.begin(), told.end()); });
        QObject::connect(replay.get(), &Replay::begunAnew, replay.get(), [this] {
            events.clear();
            ++begunAnew;
        });
    }
    /// Stands still at a moment, with the snapshot of it.
    void standAt(TimeMs marketMs)
    {
        replay->setPaused(true);
        replay->seek(marketMs);
        replay->start();
        QTRY_VERIFY_WITH_TIMEOUT(
            replay->snapshot() && !replay->stand().seeking && replay->stand().atMs == marketMs, 20'000);
        QTRY_COMPARE(replay->snapshot()->marketMs, marketMs);
    }
    const AssetSnapshot &btc() const { return *replay->snapshot()->find("BTC"); }
};

std::string linesOf(const std::vector<Event> &events, TimeMs untilMs = std::numeric_limits<TimeMs>::max())
{
    std::string lines;
    for (const Event &event : events) {
        if (event.timeMs <= untilMs)
            lines += eventToJson(event) + "\n";
    }
    return lines;
}

/// All levels of the map as they would be painted.
std::vector<float> levelsOf(const LevelMap &map)
{
    std::vector<float> all;
    for (const LevelSeries &series : map.series) {
        for (const LevelChunkPtr &chunk : series.chunks) {
            const LevelGrid grid = rasteriseLevels(*chunk, map.lattice, {});
            all.push_back(static_cast<float>(grid.firstRow));
            all.insert(all.end(), grid.usd.begin(), grid.usd.end());
        }
    }
    return all;
}

/// The tables of both as numbers: shared series are compared by what is in them.
void compareAssets(const AssetSnapshot &a, const AssetSnapshot &b)
{
    QCOMPARE(a.marketMs, b.marketMs);
    QVERIFY(a.aggregate == b.aggregate);
    QCOMPARE(a.venues.size(), b.venues.size());
    for (std::size_t i = 0; i < a.venues.size(); ++i) {
        QCOMPARE(a.venues[i].venue, b.venues[i].venue);
        QCOMPARE(a.venues[i].spot8h, b.venues[i].spot8h);
        QCOMPARE(a.venues[i].smoothed8h, b.venues[i].smoothed8h);
        QCOMPARE(a.venues[i].weight, b.venues[i].weight);
        QCOMPARE(a.venues[i].nextFundingMs, b.venues[i].nextFundingMs);
        QVERIFY(*a.venues[i].sparkline == *b.venues[i].sparkline);
    }
    QCOMPARE(a.openInterestUsd, b.openInterestUsd);
    QCOMPARE(a.oiChange1h, b.oiChange1h);
    QVERIFY(a.nextWall == b.nextWall);
    QVERIFY(*a.aggregateHistory == *b.aggregateHistory);
    QVERIFY(a.map && b.map);
    QCOMPARE(a.map->price, b.map->price);
    QVERIFY(a.map->clusters == b.map->clusters);
    QVERIFY(a.map->now.longs == b.map->now.longs);
    QVERIFY(a.map->now.shorts == b.map->now.shorts);
    QVERIFY(levelsOf(*a.map) == levelsOf(*b.map));
}

} // namespace

/// Replay in the window, without the window.
class TestReplay : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Run m_run;
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static TimeMs marketAt(int second) { return Start + second * 60 * SecondMs; }

    QByteArray bytes() const
    {
        QFile file(path("run.journal"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_run = writeJournal(path("run.journal").toStdString());
        QVERIFY(m_run.events.size() > 2);
    }

    void givesTheEventsOfTheRecordedRunByteForByteEachTime()
    {
        for (int i = 0; i < 2; ++i) {
            Played played(path("run.journal"));
            QVERIFY2(played.replay, played.error.c_str());
            played.standAt(marketAt(Seconds));
            QTRY_VERIFY(played.replay->stand().isAtEnd);
            QCOMPARE(linesOf(played.events), linesOf(m_run.events));
            QCOMPARE(played.begunAnew, 0);
        }
    }

    void aCutOffFutureChangesNothingBeforeIt()
    {
        const QByteArray whole = bytes();
        Played cut(write("cut.journal", whole.left(whole.size() * 6 / 10)));
        QVERIFY2(cut.replay, cut.error.c_str());
        const TimeMs last = cut.replay->stand().lastMs;
        QVERIFY(last > marketAt(100) && last < marketAt(500));
        const TimeMs at = marketAt(static_cast<int>((last - Start) / (60 * SecondMs)) - 1);
        cut.standAt(at);
        QVERIFY(!cut.events.empty());
        Played played(path("run.journal"));
        played.standAt(at);
        QCOMPARE(linesOf(cut.events), linesOf(played.events));
        QCOMPARE(linesOf(cut.events), linesOf(m_run.events, at));
        compareAssets(cut.btc(), played.btc());
        // Nor does having seen the future, and going back.
        played.standAt(marketAt(Seconds));
        const std::uint64_t run = played.replay->snapshot()->run;
        played.standAt(at);
        QCOMPARE(played.begunAnew, 1);
        QVERIFY(played.replay->snapshot()->run != run);
        QCOMPARE(linesOf(cut.events), linesOf(played.events));
        compareAssets(cut.btc(), played.btc());
    }

    void stepsBeatByBeat()
    {
        Played played(path("run.journal"));
        played.standAt(marketAt(90));
        for (int i = 1; i <= 3; ++i) {
            played.replay->step();
            QTRY_COMPARE(played.replay->stand().atMs, marketAt(90 + i));
            QVERIFY(played.replay->stand().isPaused);
        }
    }

    void saysWhatTheTimeOnTheScreenDoes()
    {
        Played played(path("run.journal"), 25);
        QSignalSpy stands(played.replay.get(), &Replay::standChanged);
        played.replay->start();
        QTRY_VERIFY(played.replay->snapshot());
        QVERIFY(played.replay->snapshot()->origin == Origin::Replay);
        QCOMPARE(played.replay->snapshot()->transportSpeed, 25.0);
        QCOMPARE(played.replay->snapshot()->speed, 25.0 * Speed);
        played.replay->setSpeed(100);
        QTRY_COMPARE(played.replay->snapshot()->transportSpeed, 100.0);
        QCOMPARE(played.replay->stand().speed, 100.0);
        played.replay->setPaused(true);
        QTRY_COMPARE(played.replay->snapshot()->speed, 0.0);
        QVERIFY(played.replay->stand().isPaused);
        QVERIFY(!stands.isEmpty());
        QCOMPARE(played.replay->stand().firstMs, Start + 0);
        QCOMPARE(played.replay->stand().lastMs, marketAt(Seconds));
    }

    void playsToTheEndAndStaysThere()
    {
        Played played(path("run.journal"), 100);
        played.replay->start();
        QTRY_VERIFY_WITH_TIMEOUT(played.replay->stand().isAtEnd, 30'000); // six seconds
        QCOMPARE(linesOf(played.events), linesOf(m_run.events));
        QTRY_COMPARE(played.replay->snapshot()->speed, 0.0);
        QCOMPARE(played.replay->stand().atMs, marketAt(Seconds));
    }

    void endsWhileItIsOnItsWay()
    {
        for (int i = 0; i < 5; ++i) {
            Played played(path("run.journal"));
            played.replay->start();
            played.replay->seek(marketAt(Seconds));
            QTest::qWait(5 * i); // at another moment each time
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("word");
        const QByteArray whole = bytes();
        QByteArray newer = whole, damaged = whole;
        newer[8] = 99;
        damaged[30] = static_cast<char>(damaged[30] ^ 0x20);
        QTest::newRow("no file") << path("nowhere") << QStringLiteral("cannot read");
        QTest::newRow("another file") << write("text", "hello, this is something else")
                                      << QStringLiteral("not a recording");
        QTest::newRow("empty file") << write("empty", {}) << QStringLiteral("not a recording");
        QTest::newRow("newer version") << write("newer", newer) << QStringLiteral("newer version");
        QTest::newRow("damaged header") << write("damaged", damaged) << QStringLiteral("header is damaged");
        QTest::newRow("nothing in it") << write("bare", whole.left(whole.indexOf("IBLK")))
                                       << QStringLiteral("holds nothing");
        QTest::newRow("a folder") << m_folder.path() << QStringLiteral("cannot read");
    }
    void refuses()
    {
        QFETCH(QString, file);
        QFETCH(QString, word);
        const Played played(file);
        QVERIFY(!played.replay);
        QVERIFY2(QString::fromStdString(played.error).contains(word), played.error.c_str());
    }

    void saysThatTheFileIsDamaged()
    {
        QByteArray damaged = bytes();
        for (qsizetype i = damaged.size() / 2; i < damaged.size() / 2 + 20; ++i)
            damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        Played played(write("holed.journal", damaged));
        QVERIFY2(played.replay, played.error.c_str());
        QVERIFY(played.replay->stand().report.isEmpty());
        played.standAt(marketAt(Seconds));
        QVERIFY2(played.replay->stand().report.contains(QStringLiteral("damaged block")),
            qPrintable(played.replay->stand().report));
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
