#include "core/feed/feedhub.h"
#include "fakevenue.h"

#include <QtTest>

using namespace isobar;
using fake::FakeServer;
using fake::FakeVenue;

namespace {

struct Frames : FrameSink {
    void takeFrame(std::string_view, int connection, const Frame &frame) override
    {
        all.emplace_back(connection, std::string(frame.request) + " " + std::string(frame.text));
    }
    bool has(int connection, const std::string &text) const
    {
        return std::find(all.begin(), all.end(), std::pair(connection, text)) != all.end();
    }
    std::vector<std::pair<int, std::string>> all;
};

/// A hub with one fake venue, with short limits, and what came out of it.
struct Bench {
    Bench() : venue(std::make_shared<FakeVenue>())
    {
        config.venues = {venue};
        config.endpoints = server.endpoints();
        config.watched = {"AAA"};
        config.history = false;
        config.limits.tickMs = 5;
        config.limits.healthEveryMs = 20;
        config.limits.backoff = {20, 2.0, 60, 1000, 60};
        config.limits.blockedBackoff = {300, 2.0, 1000, 0, 1000};
        config.limits.probeEveryMs = 100;
        config.watch.muteFloorMs = 30'000; // streams rest in most tests
    }
    void start(std::size_t capacity = 100'000)
    {
        queue = std::make_unique<StreamQueue>(capacity);
        hub = std::make_unique<FeedHub>(config, clock, names, *queue, &frames);
        hub->start();
    }
    void take()
    {
        for (StreamItem &item : queue->take()) {
            if (const auto *told = std::get_if<std::shared_ptr<const VenueHealth>>(&item)) {
                health = **told;
                states.push_back(health.state);
            }
            items.push_back(std::move(item));
        }
    }
    template <class T> std::vector<T> payloads()
    {
        take();
        std::vector<T> out;
        for (const StreamItem &item : items) {
            const auto *observation = std::get_if<Observation>(&item);
            if (observation && std::holds_alternative<T>(observation->payload))
                out.push_back(std::get<T>(observation->payload));
        }
        return out;
    }
    const VenueHealth &told()
    {
        take();
        return health;
    }
    HealthState state()
    {
        take();
        return health.state;
    }
    HealthState state(StreamType type)
    {
        take();
        return health.of(type).state;
    }
    /// Brings all streams to life.
    bool goLive()
    {
        const bool isSubscribed = QTest::qWaitFor([&] { return !server.messages.isEmpty(); }, 4000);
        server.say(QStringLiteral("F AAA 0.1 99\nM AAA 10\nT AAA 1 %1").arg(clock.marketMs()));
        return isSubscribed && QTest::qWaitFor([&] { return state() == HealthState::Live; }, 4000);
    }

    FakeServer server;
    std::shared_ptr<FakeVenue> venue;
    FeedConfig config;
    SystemClock clock;
    InstrumentNames names;
    Frames frames;
    std::unique_ptr<StreamQueue> queue;
    std::unique_ptr<FeedHub> hub;
    std::vector<StreamItem> items;
    std::vector<HealthState> states;
    VenueHealth health;
};

} // namespace

class TestVenueFeed : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Bench> b;
private Q_SLOTS:
    void init()
    {
        b = std::make_unique<Bench>();
        b->server.body = [](const QString &path) {
            return path == QLatin1String("/list")       ? QByteArray("AAA BBB")
                : path.startsWith(QLatin1String("/oi")) ? QByteArray("O AAA 5")
                                                        : QByteArray("ok");
        };
    }
    void cleanup() { b.reset(); }

    void goesFromTheListToObservations()
    {
        b->start();
        QVERIFY(b->goLive());
        QCOMPARE(b->server.messages, QStringList{QStringLiteral("sub AAA")});
        QCOMPARE(b->payloads<Mark>(), (std::vector<Mark>{{10.0, {}}}));
        QVERIFY(b->payloads<OpenInterest>().size() >= 1);
        const auto reference = std::find_if(b->items.begin(), b->items.end(),
            [](const StreamItem &item) { return std::holds_alternative<ReferencePtr>(item); });
        const auto first = std::find_if(b->items.begin(), b->items.end(),
            [](const StreamItem &item) { return std::holds_alternative<Observation>(item); });
        QVERIFY(reference < first);
        QCOMPARE(b->states.front(), HealthState::Starting);
        QCOMPARE(b->health.reason, std::string());
        QCOMPARE(b->state(StreamType::Volume), HealthState::Off);
        QVERIFY(b->health.roundTripMs.has_value());
        QVERIFY(b->frames.has(0, "GET /list AAA BBB"));
        const bool isSeenRaw = std::any_of(b->frames.all.begin(), b->frames.all.end(), [](const auto &frame) {
            return frame.first == 1 && frame.second.starts_with("/stream F AAA 0.1 99\nM AAA 10");
        });
        QVERIFY(isSeenRaw);
    }
    void passesOnlyWatchedContractsAndFollowsAChange()
    {
        b->start();
        QVERIFY(b->goLive());
        b->server.say(QStringLiteral("M BBB 20"));
        b->hub->setWatched({"BBB"});
        QTRY_COMPARE(b->server.messages.last(), QStringLiteral("sub BBB"));
        b->server.say(QStringLiteral("M BBB 21\nM AAA 11"));
        QTRY_VERIFY(!b->payloads<Mark>().empty() && b->payloads<Mark>().back().markPrice == 21.0);
        for (const Mark &mark : b->payloads<Mark>())
            QVERIFY(mark.markPrice == 10.0 || mark.markPrice == 21.0);
        QTRY_COMPARE(b->server.clients.size(), std::size_t(1)); // the old connection left
    }
    void comesBackAfterADrop()
    {
        b->start();
        QVERIFY(b->goLive());
        b->server.drop();
        QTRY_COMPARE(b->server.accepted, 2);
        QTRY_COMPARE(b->server.messages.size(), 2); // subscribed again
        b->server.say(QStringLiteral("F AAA 0.2 99\nM AAA 12\nT AAA 2 %1").arg(b->clock.marketMs()));
        QTRY_COMPARE(b->state(), HealthState::Live);
        QCOMPARE(b->health.reconnects, std::uint64_t(1));
        QVERIFY(std::find(b->states.begin(), b->states.end(), HealthState::Down) != b->states.end());
        QVERIFY(std::any_of(b->frames.all.begin(), b->frames.all.end(), [](const auto &f) { return f.first >= 2; }));
    }
    void aRestartedVenueIsLiveAgain()
    {
        b->start();
        QVERIFY(b->goLive());
        const quint16 port = b->server.port();
        b->server.shut();
        QTRY_COMPARE(b->state(), HealthState::Down);
        QTest::qWait(150);
        b->server.messages.clear();
        QVERIFY(b->server.listen(port));
        QVERIFY(b->goLive());
    }
    void waitsForAVenueThatIsNotThereYet()
    {
        const quint16 port = b->server.port();
        b->server.shut();
        b->config.limits.attempts = 1;
        b->start();
        QTRY_VERIFY(b->state() == HealthState::Down);
        QVERIFY(!b->health.reason.empty());
        QVERIFY(b->server.listen(port));
        QVERIFY(b->goLive());
    }
    void namesAMuteStreamAndConnectsAnew()
    {
        b->config.watch.muteFloorMs = 150;
        b->venue->description.traits.cadence.fill({30, false});
        b->config.limits.muteReconnectMs = 60'000;
        b->start();
        QVERIFY(b->goLive());
        QTimer flow; // all but the mark keep coming
        QObject::connect(&flow, &QTimer::timeout, &flow, [this] { b->server.say(QStringLiteral("F AAA 0.1 99")); });
        flow.start(20);
        QTRY_COMPARE(b->state(StreamType::Mark), HealthState::Mute);
        QCOMPARE(b->state(), HealthState::Mute);
        QTRY_COMPARE(b->server.accepted, 2);
        QTRY_COMPARE(b->state(StreamType::Funding), HealthState::Live);
        QCOMPARE(b->state(StreamType::Liquidation), HealthState::Live); // its connection is alive
        QCOMPARE(b->state(StreamType::Mark), HealthState::Mute); // until it speaks
        QTest::qWait(300);
        QCOMPARE(b->server.accepted, 2); // no more often than each minute
        flow.stop();
        QObject::disconnect(&flow, nullptr, nullptr, nullptr);
        QObject::connect(&flow, &QTimer::timeout, &flow,
            [this] { b->server.say(QStringLiteral("F AAA 0.1 99\nM AAA 10\nT AAA %1 1").arg(b->frames.all.size())); });
        flow.start(20);
        QTRY_COMPARE(b->state(StreamType::Mark), HealthState::Live);
    }
    void aQuietLiquidationStreamIsMuteWhenOthersPrint()
    {
        b->config.watch.liquidationSilenceMs = 100;
        b->config.watch.liquidationPrints = 3;
        b->config.watch.liquidationVenues = 0; // no others here: any silence counts
        b->start();
        QVERIFY(QTest::qWaitFor([&] { return !b->server.messages.isEmpty(); }, 4000));
        QTRY_COMPARE(b->state(StreamType::Liquidation), HealthState::Mute);
        QVERIFY2(b->health.reason.find("AAA") != std::string::npos, b->health.reason.c_str());
    }
    void countsGarbledFramesAndCarriesOn()
    {
        b->start();
        QVERIFY(b->goLive());
        b->server.say(QStringLiteral("{\"garbled"));
        b->server.say(QStringLiteral("M AAA 13"));
        QTRY_VERIFY(b->payloads<Mark>().back().markPrice == 13.0);
        QTRY_COMPARE(b->told().decodeErrors, std::uint64_t(1));
        b->take();
        QVERIFY(b->health.lastError.find("garbled") != std::string::npos);
        QCOMPARE(b->state(), HealthState::Live);
    }
    void sendsRepliesAndKeepsAlive()
    {
        b->venue->description.keepAlive = {50, "ping", 10'000};
        b->start();
        QVERIFY(b->goLive());
        b->server.say(QStringLiteral("! pong 7"));
        QTRY_VERIFY(b->server.messages.contains(QStringLiteral("pong 7")));
        QTRY_VERIFY(b->server.messages.count(QStringLiteral("ping")) >= 2);
    }
    void leavesALineThatAnswersNoKeepAlive()
    {
        b->venue->description.keepAlive = {30, "ping", 50};
        b->start();
        QTRY_VERIFY(b->server.accepted >= 2);
    }
    void keepsSilentAsLongAsTheVenueAsks()
    {
        b->server.restStatus = "429 Too Many Requests";
        b->server.restHeaders = "Retry-After: 1\r\n";
        b->start();
        QTRY_COMPARE(b->state(), HealthState::Limited);
        QVERIFY(b->health.reason.find("429") != std::string::npos);
        b->server.restStatus = "200 OK";
        b->server.restHeaders.clear();
        QElapsedTimer silence;
        silence.start();
        QCOMPARE(b->server.asked.size(), 1);
        QTRY_VERIFY(b->server.asked.size() > 1);
        QVERIFY(silence.elapsed() >= 800);
        QVERIFY(b->goLive());
    }
    void knowsThatItIsBlocked_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("403") << QByteArray("403 Forbidden");
        QTest::newRow("451") << QByteArray("451 Unavailable For Legal Reasons");
    }
    void knowsThatItIsBlocked()
    {
        QFETCH(QByteArray, status);
        b->server.restStatus = status;
        b->start();
        QTRY_COMPARE(b->state(), HealthState::Blocked);
        QVERIFY(b->health.reason.find("region") != std::string::npos);
        QTest::qWait(100);
        QCOMPARE(b->server.asked.size(), 1); // no error loop
        b->server.restStatus = "200 OK";
        QVERIFY(b->goLive()); // asked again after a while
    }
    void oneRestCallDecidesWhyAHandshakeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("socket");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<int>("state");
        QTest::newRow("blocked") << QByteArray("403 No") << QByteArray("403 No") << int(HealthState::Blocked);
        QTest::newRow("limited") << QByteArray("403 No") << QByteArray("429 No") << int(HealthState::Limited);
        QTest::newRow("down") << QByteArray("503 No") << QByteArray("200 OK") << int(HealthState::Down);
        QTest::newRow("sockets limited") << QByteArray("429 No") << QByteArray("200 OK") << int(HealthState::Limited);
        QTest::newRow("sockets blocked") << QByteArray("451 No") << QByteArray("200 OK") << int(HealthState::Blocked);
    }
    void oneRestCallDecidesWhyAHandshakeIsRefused()
    {
        QFETCH(QByteArray, socket);
        QFETCH(QByteArray, rest);
        QFETCH(int, state);
        b->venue->pollEveryMs = HourMs;
        b->start();
        QVERIFY(b->goLive());
        b->server.refuseSockets = socket;
        b->server.restStatus = rest;
        const auto asked = b->server.asked.size();
        b->server.drop();
        QTRY_VERIFY(b->server.asked.size() > asked);
        QTRY_COMPARE(int(b->state()), state);
        QTest::qWait(50);
        QCOMPARE(int(b->state()), state);
    }
    void closesAnOversizeMessage()
    {
        b->config.limits.maxMessageBytes = 1000;
        b->start();
        QVERIFY(b->goLive());
        b->server.say(QString(2000, QLatin1Char('x')));
        QTRY_COMPARE(b->server.accepted, 2);
        b->take();
        QVERIFY(std::find(b->states.begin(), b->states.end(), HealthState::Down) != b->states.end());
    }
    void dropsRepetitionsAfterAReconnect()
    {
        b->start();
        QVERIFY(b->goLive());
        const TimeMs now = b->clock.marketMs();
        b->server.say(QStringLiteral("L AAA 100 %1").arg(now));
        QTRY_COMPARE(b->payloads<Liquidation>().size(), std::size_t(1));
        b->server.drop();
        QTRY_COMPARE(b->server.messages.size(), 2);
        b->server.say(
            QStringLiteral("L AAA 99 %1\nL AAA 100 %2\nL AAA 101 %3").arg(now - 70'000).arg(now).arg(now + 1));
        QTRY_COMPARE(b->payloads<Liquidation>().size(), std::size_t(2));
        QTRY_COMPARE(b->told().droppedDuplicates, std::uint64_t(1));
        QTest::qWait(30);
        QCOMPARE(b->payloads<Liquidation>().back().eventKey, std::uint64_t(101));
    }
    void renewsAConnectionBeforeItsLifetimeEnds()
    {
        b->venue->description.connectionLifetimeMs = 600; // renewed 60 ms before
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->server.accepted, 2);
        QCOMPARE(b->server.clients.size(), std::size_t(2)); // the old one still brings data
        const QString trade = QStringLiteral("T AAA 50 %1").arg(b->clock.marketMs());
        const auto frames = b->frames.all.size();
        b->server.clients.front()->sendTextMessage(trade);
        QTRY_VERIFY(b->frames.all.size() > frames);
        b->server.clients.back()->sendTextMessage(QStringLiteral("M AAA 14\n") + trade);
        QTRY_COMPARE(b->server.clients.size(), std::size_t(1));
        QTRY_COMPARE(b->told().droppedDuplicates, std::uint64_t(1));
        QCOMPARE(b->state(), HealthState::Live);
        QCOMPARE(b->health.reconnects, std::uint64_t(0));
    }
    void fetchesHistoryOldestFirstOnceDataFlow()
    {
        b->config.history = true;
        b->server.body = [](const QString &path) {
            return path == QLatin1String("/list")        ? QByteArray("AAA BBB")
                : path.contains(QLatin1String("page=2")) ? QByteArray("S AAA 0.3 10800000\nS AAA 0.4 14400000")
                : path.contains(QLatin1String("page=1")) ? QByteArray("S AAA 0.1 3600000\nS AAA 0.2 7200000")
                                                         : QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(QTest::qWaitFor([&] { return !b->server.messages.isEmpty(); }, 4000));
        QVERIFY(!b->server.asked.join(QLatin1Char(' ')).contains(QLatin1String("/funding")));
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->payloads<Settlement>().size(), std::size_t(4));
        std::vector<double> rates;
        for (const Settlement &settlement : b->payloads<Settlement>())
            rates.push_back(settlement.rate);
        QCOMPARE(rates, (std::vector<double>{0.1, 0.2, 0.3, 0.4}));
        QTRY_COMPARE(b->told().historyProgress, std::string());
    }
    void stopsReadingWhileTheQueueIsFull()
    {
        b->start(2000);
        QVERIFY(b->goLive());
        const int all = 60'000;
        const QString filler(500, QLatin1Char('0'));
        const TimeMs now = b->clock.marketMs();
        for (int i = 0; i < all; ++i)
            b->server.clients.front()->sendTextMessage(
                QStringLiteral("L AAA %1 %2 %3").arg(i + 10).arg(now).arg(filler));
        QTRY_VERIFY(b->queue->isFull());
        QTest::qWait(150);
        const double full = b->queue->fill();
        QTest::qWait(150);
        QVERIFY2(b->queue->fill() - full < 1, "still reading"); // beats and health go on
        QVERIFY2(b->server.clients.front()->bytesToWrite() > 0, "TCP did not push back");
        b->take();
        QVERIFY(std::find(b->states.begin(), b->states.end(), HealthState::Stale) != b->states.end());
        QTRY_COMPARE_WITH_TIMEOUT(b->payloads<Liquidation>().size(), std::size_t(all), 20'000);
        QTRY_COMPARE(b->state(), HealthState::Live);
    }
    void anotherClockTellsItsOffset()
    {
        b->start();
        QVERIFY(b->goLive());
        b->server.say(QStringLiteral("@ %1").arg(b->clock.marketMs() + 5000));
        b->server.say(QStringLiteral("M AAA 15"));
        QTRY_VERIFY(b->told().clockOffsetMs.has_value());
        QVERIFY(*b->health.clockOffsetMs > 4800 && *b->health.clockOffsetMs <= 5000);
    }
    void canBeSwitchedOffAndOn()
    {
        b->start();
        QVERIFY(b->goLive());
        b->hub->setVenueEnabled("fake", false);
        QCOMPARE(b->state(), HealthState::Off);
        QTRY_VERIFY(b->server.clients.empty());
        b->server.messages.clear();
        b->hub->setVenueEnabled("fake", true);
        QVERIFY(b->goLive());
        b->hub->reconnect("fake");
        QTRY_COMPARE(b->server.accepted, 3);
        b->hub->reconnect("none"); // nobody
    }
    void aVenueThatIsNotInTheEndpointsIsOff()
    {
        b->config.endpoints = b->server.endpoints("other");
        b->start();
        b->take();
        QCOMPARE(b->states, std::vector<HealthState>{HealthState::Off});
        b->hub->setVenueEnabled("fake", true);
        QTest::qWait(30);
        QVERIFY(b->server.asked.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVenueFeed)
#include "tst_venuefeed.moc"
