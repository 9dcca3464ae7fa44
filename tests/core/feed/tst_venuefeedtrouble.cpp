#include "feedbench.h"

using namespace isobar;
using fake::Bench;

class TestVenueFeedTrouble : public QObject {
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
};

QTEST_GUILESS_MAIN(TestVenueFeedTrouble)
#include "tst_venuefeedtrouble.moc"
