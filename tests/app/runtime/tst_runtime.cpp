// The whole terminal without its face against simulated venues in a process of their own: outages, mute and garbled
// streams.
#include "app/runtime/runtime.h"
#include "core/market/eventjson.h"
#include "tests/app/cli/clirunner.h"

#include <QTcpServer>
#include <QtTest>

using namespace isobar;

namespace {

/// Counts the bytes of bars of the past as they come from the venues.
struct BarBytes final : FrameSink {
    void takeFrame(std::string_view, int, const Frame &frame) override
    {
        const bool isOfBars =
            frame.request.find("kline") != frame.request.npos || frame.request.find("andle") != frame.request.npos;
        if (frame.via == Via::Rest && isOfBars)
            bytes += frame.text.size();
    }
    std::atomic<std::size_t> bytes = 0;
};

/// A port with three free ones behind it: a simulator that is restarted must find its old ones. Another run of this
/// test on the same machine begins to look elsewhere.
quint16 freePorts()
{
    const auto first = static_cast<quint16>(21000 + QCoreApplication::applicationPid() % 500 * 17);
    for (quint16 base = first; base < 32000; base = static_cast<quint16>(base + 17)) {
        QTcpServer servers[4];
        bool isFree = true;
        for (quint16 i = 0; i < 4 && isFree; ++i)
            isFree = servers[i].listen(QHostAddress::LocalHost, static_cast<quint16>(base + i));
        if (isFree)
            return base;
    }
    return 0;
}

RuntimeConfig configFor(const clirunner::Simulator &simulator)
{
    RuntimeConfig config;
    config.source.endpointsFile = simulator.endpointsFile();
    config.history.clear();
    return config;
}

const VenueHealth *healthOf(const Runtime &runtime, const std::string &venue)
{
    if (const SnapshotPtr snapshot = runtime.snapshot()) {
        for (const VenueHealthRow &row : snapshot->venues) {
            if (row.health.venue == venue)
                return &row.health;
        }
    }
    return nullptr;
}

int liveVenues(const Runtime &runtime) { return runtime.snapshot() ? runtime.snapshot()->venuesLive : 0; }

int validVenues(const Runtime &runtime)
{
    const AssetSnapshot *asset = runtime.snapshot() ? runtime.snapshot()->find("BTC") : nullptr;
    return asset ? asset->aggregate.venuesValid : 0;
}

} // namespace

class TestRuntime : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void asksAfterARestartForTheGapOnly()
    {
        clirunner::Simulator simulator({QStringLiteral("--scenario"), QStringLiteral("calm"),
            QStringLiteral("--venues"), QStringLiteral("binance-usdm,okx,bybit,hyperliquid")});
        QVERIFY(simulator.isUp());
        RuntimeConfig config = configFor(simulator);
        config.history = standardHistory();
        config.historyFile = m_folder.filePath(QStringLiteral("history.sqlite"));
        std::array<std::size_t, 2> bytes{};
        for (std::size_t run = 0; run < 2; ++run) {
            BarBytes bars;
            Runtime runtime(config);
            runtime.setFrameSink(&bars);
            QVERIFY(runtime.start());
            const auto isComplete = [&] {
                const AssetSnapshot *asset = runtime.snapshot() ? runtime.snapshot()->find("BTC") : nullptr;
                return asset && asset->history.bars.venues == 4 && asset->history.bars.isComplete()
                    && asset->history.openInterest.isComplete() && asset->map && asset->map->days > 29;
            };
            QTRY_VERIFY_WITH_TIMEOUT(isComplete(), 90'000);
            QTRY_COMPARE_WITH_TIMEOUT(liveVenues(runtime), 4, 10'000);
            runtime.stop();
            bytes[run] = bars.bytes;
        }
        qInfo("bars of the past: %zu bytes, after the restart %zu", bytes[0], bytes[1]);
        QVERIFY(bytes[0] > 1'000'000);
        QVERIFY(bytes[1] < bytes[0] / 20);
    }

    void recordsFromAnyMomentOnWhatCanBeReplayed()
    {
        clirunner::Simulator simulator({QStringLiteral("--scenario"), QStringLiteral("calm"),
            QStringLiteral("--venues"), QStringLiteral("binance-usdm,okx,bybit,hyperliquid")});
        QVERIFY(simulator.isUp());
        Runtime runtime(configFor(simulator));
        QVERIFY(runtime.start());
        QVERIFY(!runtime.startRecording(m_folder.filePath(QStringLiteral("none/file"))));
        QTRY_COMPARE_WITH_TIMEOUT(validVenues(runtime), 4, 10'000);
        const QString file = m_folder.filePath(QStringLiteral("late.frames"));
        QVERIFY(runtime.startRecording(file));
        QVERIFY(!runtime.startRecording(file)); // one at a time
        QCOMPARE(runtime.recording().path, file);
        QTRY_VERIFY_WITH_TIMEOUT(runtime.recording().bytes > 20'000, 20'000);
        QTest::qWait(4000); // some polls
        QVERIFY(liveVenues(runtime) == 4); // renewed without an outage
        QVERIFY(runtime.stopRecording() > 20'000);
        QVERIFY(runtime.recording().path.isEmpty());
        runtime.stop();

        const auto replayed = clirunner::run({QStringLiteral("replay"), QStringLiteral("--table"),
            QStringLiteral("--json"), QStringLiteral("--asset"), QStringLiteral("BTC"), file});
        QCOMPARE(replayed.status, 0);
        const QJsonArray venues = QJsonDocument::fromJson(replayed.out).object()[QStringLiteral("venues")].toArray();
        QSet<QString> rated;
        for (const QJsonValue &each : venues) {
            if (each[QStringLiteral("rate")].isDouble() && each[QStringLiteral("mark_price")].isDouble())
                rated.insert(each[QStringLiteral("venue")].toString());
        }
        QCOMPARE(rated.size(), 4);

        // Nothing in it is of the user or the machine.
        auto reader = RecordingReader::open(file.toStdString());
        QVERIFY(reader);
        QVERIFY(reader->header().excluded.empty());
        const std::vector<std::string> personal{m_folder.path().toStdString(), QDir::homePath().toStdString() + "/",
            QSysInfo::machineHostName().toStdString()};
        int frames = 0;
        while (const auto frame = reader->next()) {
            ++frames;
            for (const std::string &each : personal) {
                QVERIFY(frame->frame.text.find(each) == std::string_view::npos);
                QVERIFY(frame->frame.request.find(each) == std::string_view::npos);
            }
        }
        QVERIFY(frames > 50);
    }

    void isLiveAgainAfterARestartOfTheVenues()
    {
        const QString port = QString::number(freePorts());
        const QStringList arguments{QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--port"),
            port, QStringLiteral("--clock"), m_folder.filePath(QStringLiteral("clock.json"))};
        auto simulator = std::make_unique<clirunner::Simulator>(clirunner::fourVenues(arguments));
        QVERIFY(simulator->isUp());
        Runtime runtime(configFor(*simulator));
        std::vector<Event> events;
        connect(
            &runtime, &Runtime::eventRaised, this, [&](const RaisedEvent &raised) { events.push_back(raised.event); });
        QVERIFY(runtime.start());
        QTRY_COMPARE_WITH_TIMEOUT(liveVenues(runtime), 4, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(validVenues(runtime), 4, 10'000);
        simulator.reset();
        QTRY_COMPARE_WITH_TIMEOUT(liveVenues(runtime), 0, 10'000);
        simulator = std::make_unique<clirunner::Simulator>(clirunner::fourVenues(arguments));
        QVERIFY(simulator->isUp());
        QTRY_COMPARE_WITH_TIMEOUT(liveVenues(runtime), 4, 5'000);
        QTRY_COMPARE_WITH_TIMEOUT(validVenues(runtime), 4, 5'000);
        // The restart itself is told, where a venue's weight makes it matter, and nothing of the market.
        std::erase_if(events, [](const Event &event) { return event.type == EventType::FeedLost; });
        for (const Event &event : events)
            QFAIL(qPrintable(QString::fromStdString(eventToJson(event))));
        runtime.stop();
    }

    void namesAMuteStream()
    {
        const QString script = clirunner::writeLines(m_folder, QStringLiteral("mute.jsonl"),
            {R"({"at_s":6,"venue":"binance-usdm","fault":"mute","stream":"mark","for_s":600})"});
        clirunner::Simulator simulator(clirunner::fourVenues(
            {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"), script}));
        QVERIFY(simulator.isUp());
        Runtime runtime(configFor(simulator));
        QVERIFY(runtime.start());
        const auto state = [&](const char *venue, StreamType type) {
            const VenueHealth *health = healthOf(runtime, venue);
            return health ? health->of(type).state : HealthState::Off;
        };
        QTRY_COMPARE_WITH_TIMEOUT(state("binance-usdm", StreamType::Mark), HealthState::Live, 10'000);
        // The stream speaks every second: five of its gaps, and the six seconds until the fault.
        QTRY_COMPARE_WITH_TIMEOUT(state("binance-usdm", StreamType::Mark), HealthState::Mute, 15'000);
        QCOMPARE(state("okx", StreamType::Mark), HealthState::Live);
        // Binance sends funding and mark in one frame, so the sentence may name either.
        QTRY_VERIFY(
            QString::fromStdString(healthOf(runtime, "binance-usdm")->reason).contains(QStringLiteral("no frame for")));
    }

    void countsGarbledFramesAndGoesOn()
    {
        const QString script = clirunner::writeLines(
            m_folder, QStringLiteral("garble.jsonl"), {R"({"at_s":4,"venue":"bybit","fault":"garble","for_s":4})"});
        clirunner::Simulator simulator(clirunner::fourVenues(
            {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"), script}));
        QVERIFY(simulator.isUp());
        Runtime runtime(configFor(simulator));
        QVERIFY(runtime.start());
        QTRY_COMPARE_WITH_TIMEOUT(validVenues(runtime), 4, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(healthOf(runtime, "bybit")->decodeErrors > 0, 10'000);
        QVERIFY(!healthOf(runtime, "bybit")->lastError.empty());
        QTRY_VERIFY_WITH_TIMEOUT(healthOf(runtime, "bybit")->state == HealthState::Live, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(validVenues(runtime), 4, 10'000);
    }

    void saysWhenAVenueIsBlocked()
    {
        const QString script = clirunner::writeLines(
            m_folder, QStringLiteral("refuse.jsonl"), {R"({"at_s":0,"venue":"okx","fault":"refuse","for_s":3600})"});
        clirunner::Simulator simulator(clirunner::fourVenues(
            {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"), script}));
        QVERIFY(simulator.isUp());
        Runtime runtime(configFor(simulator));
        QVERIFY(runtime.start());
        QTRY_COMPARE_WITH_TIMEOUT(validVenues(runtime), 3, 10'000);
        const auto isSettled = [&] {
            const HealthState state = healthOf(runtime, "okx")->state;
            return state == HealthState::Blocked || state == HealthState::Down;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 10'000);
        QVERIFY(!healthOf(runtime, "okx")->reason.empty());
        for (const VenueHealthRow &row : runtime.snapshot()->venues)
            QVERIFY2(row.name != row.health.venue, row.name.c_str());
    }

    void stopsAtOnceWhileItConnects()
    {
        clirunner::Simulator simulator(clirunner::fourVenues({QStringLiteral("--scenario"), QStringLiteral("calm")}));
        QVERIFY(simulator.isUp());
        for (int i = 0; i < 5; ++i) {
            Runtime runtime(configFor(simulator));
            QVERIFY(runtime.start());
            QTest::qWait(20 * i); // at another moment each time
            runtime.stop();
        }
    }
};

QTEST_GUILESS_MAIN(TestRuntime)
#include "tst_runtime.moc"
