#include "feedbench.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace isobar;
using fake::Bench;

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
        const auto frames = b->frames.all.size();
        b->server.say(QStringLiteral("M BBB 20"));
        QTRY_VERIFY(b->frames.all.size() > frames);
        b->hub->setWatched({"BBB"});
        QTRY_COMPARE(b->server.messages.last(), QStringLiteral("sub BBB"));
        b->server.say(QStringLiteral("M BBB 21\nM AAA 11"));
        QTRY_VERIFY(!b->payloads<Mark>().empty() && b->payloads<Mark>().back().markPrice == 21.0);
        for (const Mark &mark : b->payloads<Mark>())
            QVERIFY(mark.markPrice == 10.0 || mark.markPrice == 21.0);
        QTRY_COMPARE(b->server.clients.size(), std::size_t(1)); // the old connection left
    }
    void keepsTheOthersInABulkTableOnly()
    {
        b->config.bulk = true;
        b->config.limits.bulkEveryMs = 20;
        b->venue->bulkCalls = {{{"/all", {}, 1}, 50, {StreamType::Funding, StreamType::Mark}}};
        b->server.body = [](const QString &path) {
            return path == QLatin1String("/list")       ? QByteArray("AAA BBB CCC")
                : path == QLatin1String("/all")         ? QByteArray("F AAA 0.9 9\nM AAA 999\nF BBB 0.2 77\nM BBB 20")
                : path.startsWith(QLatin1String("/oi")) ? QByteArray("O AAA 5")
                                                        : QByteArray("ok");
        };
        b->start();
        QVERIFY(b->goLive());
        const auto bulk = [this] {
            b->take();
            std::vector<BulkQuote> quotes;
            for (const StreamItem &item : b->items) {
                if (const auto *piece = std::get_if<std::shared_ptr<const BulkQuotes>>(&item))
                    quotes.insert(quotes.end(), (*piece)->quotes.begin(), (*piece)->quotes.end());
            }
            return quotes;
        };
        QTRY_VERIFY(bulk().size() >= 2);
        for (const BulkQuote &quote : bulk()) {
            QCOMPARE(quote.instrument, b->names.intern("fake", "BBB"));
            QCOMPARE(quote.funding.rate, std::optional(0.2));
            QCOMPARE(quote.mark.markPrice, std::optional(20.0));
        }
        // What an answer says of the watched one is older than its stream.
        for (const Mark &mark : b->payloads<Mark>())
            QCOMPARE(mark.markPrice, std::optional(10.0));
        // An all-market stream counts as well.
        b->server.say(QStringLiteral("M CCC 30"));
        const auto isTold = [&] {
            const auto quotes = bulk();
            return std::any_of(quotes.begin(), quotes.end(),
                [&](const BulkQuote &each) { return each.instrument == b->names.intern("fake", "CCC"); });
        };
        QTRY_VERIFY(isTold());
    }
    void asksForNoBulkUnlessItIsWanted()
    {
        b->venue->bulkCalls = {{{"/all", {}, 1}, 50, {}}};
        b->start();
        QVERIFY(b->goLive());
        QTRY_VERIFY(b->server.asked.filter(QLatin1String("/oi")).size() >= 3);
        QVERIFY(!b->server.asked.contains(QLatin1String("/all")));
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
    void tellsTheTimeOfSending()
    {
        b->venue->description.keepAlive = {50, R"({"time":$SECONDS})", 10'000};
        b->start();
        QVERIFY(b->goLive());
        QTRY_VERIFY(b->server.messages.last().startsWith(QLatin1String(R"({"time":)")));
        const qint64 told = b->server.messages.last().mid(8).chopped(1).toLongLong();
        QVERIFY(std::abs(told - b->clock.transportMs() / SecondMs) <= 10);
    }
    void sendsTheHeadersOfTheProfile()
    {
        b->venue->description.headers = {{"X-Size-Decimal", "1"}};
        b->start();
        QVERIFY(b->goLive());
        QVERIFY(b->server.heads.size() >= 2); // the list and a handshake
        for (const QByteArray &head : b->server.heads)
            QVERIFY2(head.contains("\r\nX-Size-Decimal: 1\r\n"), head.constData());
    }
    void keepsASilentVenueByPingFrames()
    {
        b->venue->description.keepAlive = {20, {}, 40, true};
        b->start();
        QVERIFY(b->goLive());
        const qsizetype before = b->server.messages.size();
        QTest::qWait(300); // a connection that is thought dead would be made anew; there is no signal for that
        QCOMPARE(b->server.accepted, 1);
        QCOMPARE(b->server.messages.size(), before);
    }
    void waitsBeforeItSubscribes()
    {
        b->venue->description.subscribeAfterMs = 200;
        b->start();
        QTRY_COMPARE(b->server.clients.size(), std::size_t(1));
        QElapsedTimer open;
        open.start();
        QTRY_COMPARE(b->server.messages, QStringList{QStringLiteral("sub AAA")});
        QVERIFY2(open.elapsed() >= 150, "the server knew of the client at most 50 ms late");
    }
    void readsTextInBinaryFrames()
    {
        b->venue->description.binaryFrames = BinaryFrames::Text;
        b->start();
        QTRY_COMPARE(b->server.messages, QStringList{QStringLiteral("sub AAA")});
        b->server.sayBinary("M AAA 10");
        QTRY_COMPARE(b->payloads<Mark>(), (std::vector<Mark>{{10.0, {}}}));
    }
    void inflatesFrames()
    {
        b->venue->description.binaryFrames = BinaryFrames::Gzip;
        b->start();
        QTRY_COMPARE(b->server.messages, QStringList{QStringLiteral("sub AAA")});
        const QByteArray frame = QByteArray::fromBase64("H4sIAAAAAAACA/NVcHR0VDA0AABf1/FCCAAAAA=="); // M AAA 10
        b->server.sayBinary(frame.left(20));
        b->server.sayBinary(frame);
        QTRY_COMPARE(b->payloads<Mark>(), (std::vector<Mark>{{10.0, {}}}));
        QTRY_COMPARE(b->told().decodeErrors, std::uint64_t(1));
        const bool isSeenInflated = std::any_of(b->frames.all.begin(), b->frames.all.end(),
            [](const auto &each) { return each.second == "/stream M AAA 10"; });
        QVERIFY(isSeenInflated);
    }
    void letsTheVenueSpeakFirst()
    {
        b->venue->description.venueSpeaksFirst = true;
        b->start();
        QTRY_COMPARE(b->server.clients.size(), std::size_t(1));
        QTest::qWait(100); // nothing may be sent; there is no signal for that
        QVERIFY(b->server.messages.isEmpty());
        b->server.say(QStringLiteral("ok"));
        QTRY_COMPARE(b->server.messages, QStringList{QStringLiteral("sub AAA")});
        b->server.say(QStringLiteral("ok"));
        b->server.say(QStringLiteral("! heard"));
        QTRY_COMPARE(b->server.messages, (QStringList{QStringLiteral("sub AAA"), QStringLiteral("heard")}));
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
    void goesThroughTheProxyChosenWhileItRuns()
    {
        // Addresses of this computer go past proxies, so the venue must have a name, which only the proxy could
        // resolve.
        QTcpServer proxy;
        QVERIFY(proxy.listen(QHostAddress::LocalHost));
        QByteArray asked;
        QObject::connect(&proxy, &QTcpServer::newConnection, &proxy, [&] {
            QTcpSocket *socket = proxy.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [&asked, socket] { asked += socket->readAll(); });
        });
        const ProxySetting direct{ProxyMode::None, {}, 0, {}, {}};
        const ProxySetting http{ProxyMode::Http, "127.0.0.1", proxy.serverPort(), {}, {}};
        Endpoint &endpoint = b->config.endpoints->venues.begin()->second;
        endpoint.rest = "http://venue.invalid:80";
        endpoint.ws = "ws://venue.invalid:80";
        b->config.proxy = direct;
        b->start();
        QTRY_COMPARE(b->state(), HealthState::Down);
        b->hub->setProxies(direct, {{"another", http}});
        QTest::qWait(100); // nothing may come; there is no signal for that
        QVERIFY(asked.isEmpty());
        b->hub->setProxies(direct, {{b->venue->description.traits.id, http}});
        QTRY_VERIFY(asked.contains("venue.invalid"));
    }
    void fetchesHistoryOldestFirstOnceDataFlow()
    {
        b->config.history = true;
        const auto ago = [this](int hours) { return QByteArray::number(qint64(b->clock.marketMs() - hours * HourMs)); };
        b->server.body = [=](const QString &path) {
            return path == QLatin1String("/list")        ? QByteArray("AAA BBB")
                : path.contains(QLatin1String("page=2")) ? "S AAA 0.3 " + ago(3) + "\nS AAA 0.4 " + ago(2)
                : path.contains(QLatin1String("page=1")) ? "S AAA 0.1 " + ago(5) + "\nS AAA 0.2 " + ago(4)
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
    void asksForTheGapOnlyThatTheLocalHistoryLeaves()
    {
        b->config.history = true;
        b->config.historyWishes = {{HistoryKind::Candles, 7 * DayMs, 0, 5 * MinuteMs, 1}};
        b->venue->hasBars = true;
        const TimeMs stopped = floorTo(b->clock.marketMs() - 3 * HourMs, 5 * MinuteMs);
        const InstrumentId instrument = b->names.intern("fake", "AAA");
        b->config.known[instrument].reaches = {{HistoryKind::Candles, MinuteMs, stopped - 30 * DayMs, stopped}};
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->payloads<HistoryReach>().size(), std::size_t(1));
        QCOMPARE(b->payloads<HistoryReach>().front().fromMs, stopped);
        QTRY_COMPARE(b->told().historyProgress, std::string());
        QCOMPARE(b->server.asked.filter(QStringLiteral("/bars")).size(), 1);
    }
    void asksForWhatAnOutageCost()
    {
        b->config.history = true;
        b->config.historyWishes = {{HistoryKind::Candles, 7 * DayMs, 0, 5 * MinuteMs, 1}};
        b->config.limits.gapsEveryMs = 0;
        b->venue->hasBars = true;
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->payloads<HistoryReach>().size(), std::size_t(1));
        const TimeMs before = b->clock.marketMs();
        b->server.drop();
        QTRY_COMPARE(b->server.messages.size(), 2); // connected again
        b->server.say(QStringLiteral("M AAA 11"));
        QTRY_COMPARE(b->payloads<HistoryReach>().size(), std::size_t(2));
        const HistoryReach gap = b->payloads<HistoryReach>().back();
        QVERIFY(gap.fromMs >= floorTo(before, 5 * MinuteMs) - 5 * MinuteMs);
        QVERIFY(gap.toMs > before);
    }
    void aSleepIsAnOutage()
    {
        b->config.history = true;
        b->config.historyWishes = {{HistoryKind::Candles, 7 * DayMs, 0, 5 * MinuteMs, 1}};
        b->config.limits.gapsEveryMs = 0;
        b->config.limits.sleepMs = 300;
        b->venue->hasBars = true;
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->payloads<HistoryReach>().size(), std::size_t(1));
        const auto asked = [&] { return b->server.asked.filter(QStringLiteral("/bars")).size(); };
        const auto before = asked();
        QThread::msleep(400); // what the feed sees of a sleep of the machine: no tick for a while
        QTRY_VERIFY(asked() > before);
        QTRY_VERIFY(b->payloads<HistoryReach>().size() > 1);
    }
    void takesNoLiquidationThatIsStoredAlready()
    {
        const InstrumentId instrument = b->names.intern("fake", "AAA");
        b->config.known[instrument].liquidationKeys = {100};
        b->start();
        QVERIFY(b->goLive());
        const TimeMs now = b->clock.marketMs();
        b->server.say(QStringLiteral("L AAA 100 %1\nL AAA 101 %1").arg(now - 1000));
        QTRY_COMPARE(b->payloads<Liquidation>().size(), std::size_t(1));
        QCOMPARE(b->payloads<Liquidation>().front().eventKey, std::uint64_t(101));
    }
    void takesNoSettlementOfTheFuture()
    {
        b->config.history = true;
        const auto in = [this](int hours) { return QByteArray::number(qint64(b->clock.marketMs() + hours * HourMs)); };
        b->server.body = [=](const QString &path) {
            return path == QLatin1String("/list")        ? QByteArray("AAA BBB")
                : path.contains(QLatin1String("page=2")) ? "S AAA 0.9 " + in(1) + "\nS AAA 0.2 " + in(-1)
                : path.contains(QLatin1String("page=1")) ? "S AAA 0.1 " + in(-2)
                                                         : QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->payloads<HistoryReach>().size(), std::size_t(1));
        std::vector<double> rates;
        for (const Settlement &settlement : b->payloads<Settlement>())
            rates.push_back(settlement.rate);
        QCOMPARE(rates, (std::vector<double>{0.1, 0.2}));
    }
    void doesNotWaitForThePastOfAContractThatHasNone()
    {
        b->config.history = true;
        b->venue->description.traits.pastBars = true; // of other contracts
        b->server.body = [](const QString &path) {
            return path == QLatin1String("/list") ? QByteArray("AAA BBB") : QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(b->goLive());
        const auto reaches = [&](HistoryKind kind) {
            const auto all = b->payloads<HistoryReach>();
            return std::count_if(all.begin(), all.end(), [&](const HistoryReach &each) { return each.kind == kind; });
        };
        QTRY_VERIFY(reaches(HistoryKind::Candles) > 0);
        QTRY_COMPARE(b->told().historyProgress, std::string());
        QCOMPARE(reaches(HistoryKind::OpenInterest), 0);
    }
    void fetchesByStagesTheAssetOnTheScreenFirst()
    {
        b->config.history = true;
        b->config.limits.historyInFlight = 1;
        b->config.watched = {"AAA", "BBB", "CCC"};
        b->config.focus = "BBB";
        b->venue->hasBars = true;
        b->server.body = [](const QString &path) {
            return path == QLatin1String("/list") ? QByteArray("AAA BBB CCC") : QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(b->goLive());
        const auto history = [&] {
            QStringList asked;
            for (const QString &path : std::as_const(b->server.asked)) {
                if (path.startsWith(QLatin1String("/bars")) || path.startsWith(QLatin1String("/past-oi")))
                    asked.append(path);
            }
            return asked;
        };
        QTRY_COMPARE(history().size(), 3 * 6);
        QStringList expected;
        for (const char *asset : {"BBB", "AAA", "CCC"}) {
            for (const char *path : {"/bars?s=%1&step=5&days=7", "/past-oi?s=%1&step=60&days=30",
                     "/past-oi?s=%1&step=5&days=7", "/bars?s=%1&step=1&days=0"})
                expected.append(QString::fromLatin1(path).arg(QLatin1String(asset)));
        }
        for (const char *asset : {"BBB", "AAA", "CCC"}) {
            for (const char *path : {"/bars?s=%1&step=5&days=23", "/past-oi?s=%1&step=5&days=23"})
                expected.append(QString::fromLatin1(path).arg(QLatin1String(asset)));
        }
        QCOMPARE(history(), expected);
    }
    void whatIsLookedAtIsFetchedNext()
    {
        b->config.history = true;
        b->config.historyWishes = {{HistoryKind::Candles, 7 * DayMs, 0, 5 * MinuteMs, 1},
            {HistoryKind::OpenInterest, 7 * DayMs, 0, 5 * MinuteMs, 1}};
        b->config.limits.historyInFlight = 1;
        b->config.watched = {"AAA", "BBB", "CCC"};
        b->venue->hasBars = true;
        QStringList history;
        b->server.body = [&](const QString &path) {
            if (path == QLatin1String("/list"))
                return QByteArray("AAA BBB CCC");
            if (path.startsWith(QLatin1String("/bars")) || path.startsWith(QLatin1String("/past-oi")))
                history.append(path.section(QLatin1Char('&'), 0, 0));
            if (history.size() == 1)
                b->hub->setFocus("CCC");
            return QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(history.size(), 6);
        QCOMPARE(history,
            (QStringList{QStringLiteral("/bars?s=AAA"), QStringLiteral("/bars?s=CCC"), QStringLiteral("/past-oi?s=CCC"),
                QStringLiteral("/past-oi?s=AAA"), QStringLiteral("/bars?s=BBB"), QStringLiteral("/past-oi?s=BBB")}));
    }
    void tellsHowFarHistoryReaches()
    {
        b->config.history = true;
        b->config.historyWishes = {{HistoryKind::Candles, 7 * DayMs, 0, 5 * MinuteMs, 1},
            {HistoryKind::OpenInterest, 7 * DayMs, 0, 5 * MinuteMs, 1}};
        b->config.limits.attempts = 1;
        b->venue->hasBars = true;
        const TimeMs running = floorTo(b->clock.marketMs(), 5 * MinuteMs);
        b->server.body = [&](const QString &path) {
            if (path.startsWith(QLatin1String("/bars")))
                return QByteArray("C AAA 2 ") + QByteArray::number(qint64(running)) + "\nC AAA 1 "
                    + QByteArray::number(qint64(running - 10 * MinuteMs)) + "\nC AAA 1.5 "
                    + QByteArray::number(qint64(running - 5 * MinuteMs));
            return path == QLatin1String("/list") ? QByteArray("AAA BBB") : QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(b->goLive());
        QTRY_COMPARE(b->payloads<HistoryReach>().size(), std::size_t(2));
        const HistoryReach reach = b->payloads<HistoryReach>().front();
        QCOMPARE(reach.kind, HistoryKind::Candles);
        QCOMPARE(reach.stepMs, 5 * MinuteMs);
        QVERIFY(reach.toMs - reach.fromMs > 7 * DayMs);
        // The running bar went ahead of those that wait for all pages; of these the newest comes first.
        std::vector<double> closes;
        for (const Candle &candle : b->payloads<Candle>())
            closes.push_back(candle.close);
        QCOMPARE(closes, (std::vector<double>{2, 1.5, 1}));
    }
    void claimsNothingWhenAPageFailed()
    {
        b->config.history = true;
        b->config.historyWishes = {{HistoryKind::Candles, 7 * DayMs, 0, 5 * MinuteMs, 1}};
        b->config.limits.attempts = 1;
        b->venue->hasBars = true;
        b->server.body = [&](const QString &path) {
            b->server.restStatus = path.startsWith(QLatin1String("/bars")) ? "500 No" : "200 OK";
            return path == QLatin1String("/list") ? QByteArray("AAA BBB") : QByteArray("O AAA 5");
        };
        b->start();
        QVERIFY(b->goLive());
        QTRY_VERIFY(b->server.asked.join(QLatin1Char(' ')).contains(QLatin1String("/bars")));
        QTRY_COMPARE(b->told().historyProgress, std::string());
        QVERIFY(b->payloads<HistoryReach>().empty());
    }
    void stopsReadingWhileTheQueueIsFull()
    {
        b->start(2000);
        QVERIFY(b->goLive());
        const int all = 20'000;
        const QString filler(1500, QLatin1Char('0'));
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
