#include "core/simulation/servers/activefaults.h"
#include "core/simulation/servers/bybit.h"
#include "core/simulation/servers/clockfile.h"
#include "core/simulation/servers/frontserver.h"
#include "core/simulation/servers/protocols.h"
#include "core/simulation/servers/tlsidentity.h"
#include "tests/core/simulation/servers/venuerig.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace isobar;
using namespace isobar::simulation;

namespace {

Script faultScript(
    FaultKind kind, TimeMs fromMs, TimeMs forMs, const std::string &stream = {}, const std::string &venue = "bybit")
{
    ScriptLine line;
    line.atMs = fromMs;
    line.venue = venue;
    line.fault = Fault{venue, stream, kind, fromMs, fromMs + forMs};
    Script script;
    script.lines = {line};
    return script;
}

HostConfig smallConfig()
{
    HostConfig config;
    config.market.scenario = Scenario::Calm;
    config.market.seed = 7;
    config.market.startMs = RigStart;
    config.market.historyDays = 2;
    return config;
}

QByteArray rawExchange(const VenueRig &rig, std::string_view venue, const QByteArray &bytes, int answers)
{
    QTcpSocket socket;
    socket.connectToHost(
        QHostAddress::LocalHost, static_cast<quint16>(QUrl(QString::fromStdString(rig.url(venue, "rest"))).port()));
    socket.write(bytes);
    QByteArray received;
    const bool done = QTest::qWaitFor(
        [&] {
            received += socket.readAll();
            return received.count("HTTP/1.1 ") >= answers && received.endsWith('}');
        },
        5000);
    return done ? received : QByteArray();
}

constexpr const char *TimePath = "/v5/market/time";

} // namespace

/// The host and its front doors: endpoints, clock, faults, restarts.
class TestSimulationHost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesItsEndpointsAndClock();
    void opensOnlyWhatIsAskedFor();
    void refusesUnknownVenuesAndTakenPorts();
    void runsFasterThanLife();
    void answersPipelinedRequestsOnOneConnection();
    void answersNonsenseAndSurvivesLeavers();
    void keepsNothingOfClientsThatLeft();
    void dropCutsAndComesBack();
    void refuseAnswers403();
    void tooManyAnswers429();
    void unavailableAnswers503();
    void muteWithholdsOneStreamOnly();
    void muteOwesTheTickerNothingAfterwards();
    void garbleDamagesFramesAndBodies();
    void slowIsLateButInOrder();
    void floodRepeatsTheNewestFrames();
    void faultsOfOthersDoNotTouch();
    void restartGoesOnWithTheSameMarket();
    void clockFileRoundTrip();
    void clockFileNamesItsMistakes();
    void speaksTlsWithItsOwnCertificate();
};

void TestSimulationHost::namesItsEndpointsAndClock()
{
    VenueRig rig({}, rigConfig({})); // all venues
    QVERIFY(rig.start());
    const json::value endpoints = json::parse(rig.host().endpointsJson());
    QCOMPARE(endpoints.at("venues").as_object().size(), simulatedVenues().size());
    QVERIFY(rig.url("bybit", "rest").starts_with("http://127.0.0.1:"));
    QVERIFY(rig.url("bybit", "ws").starts_with("ws://127.0.0.1:"));
    QCOMPARE(endpoints.at("clock").at("market_ms").as_int64(), RigStart);
    QCOMPARE(endpoints.at("clock").at("wall_ms").as_int64(), RigStart);
    QCOMPARE(endpoints.at("clock").at("speed").as_int64(), 1);
    QCOMPARE(rig.get("bybit", TimePath).body().at("time").as_int64(), RigStart);
}

void TestSimulationHost::opensOnlyWhatIsAskedFor()
{
    HostConfig config = smallConfig();
    config.market.venues = {"okx", "hyperliquid"};
    VenueRig rig({}, config);
    QVERIFY(rig.start());
    const json::value endpoints = json::parse(rig.host().endpointsJson());
    QCOMPARE(endpoints.at("venues").as_object().size(), 2U);
    QCOMPARE(rig.get("okx", "/api/v5/public/time").status, 200);
}

void TestSimulationHost::refusesUnknownVenuesAndTakenPorts()
{
    const FakeClock clock(RigStart);
    HostConfig config = smallConfig();
    config.market.venues = {"nix"};
    QVERIFY(!SimulationHost(config, clock).start());
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress::LocalHost));
    config.market.venues = {"okx"};
    config.port = squatter.serverPort();
    SimulationHost host(config, clock);
    const auto started = host.start();
    QVERIFY(!started);
    QVERIFY(started.error().find(std::to_string(squatter.serverPort())) != std::string::npos);
}

void TestSimulationHost::runsFasterThanLife()
{
    HostConfig config = smallConfig();
    config.speed = 60;
    VenueRig rig({}, config);
    QVERIFY(rig.start());
    const std::uint64_t cursor = rig.market().cursor();
    VenueSocket socket;
    QVERIFY(socket.open(rig, "binance-usdm", "/market/stream?streams=btcusdt@aggTrade/btcusdt@markPrice@1s"));
    rig.advance(5000);
    socket.settle();
    QCOMPARE(rig.market().nowMs(), RigStart + 300 * SecondMs);
    std::vector<Print> prints = rig.market().since(cursor).prints;
    std::erase_if(
        prints, [&](const Print &print) { return print.contract != rig.contract("binance-usdm", "BTCUSDT"); });
    const auto marks = std::count_if(socket.frames.begin(), socket.frames.end(),
        [](const std::string &frame) { return frame.find("markPriceUpdate") != std::string::npos; });
    // The venue's pace of wall time; on a busy machine the host's own timer may push once before the first step.
    QVERIFY2(marks == 5 || marks == 6, qPrintable(QString::number(marks)));
    QCOMPARE(socket.frames.size() - static_cast<std::size_t>(marks), prints.size()); // but every trade
}

void TestSimulationHost::answersPipelinedRequestsOnOneConnection()
{
    VenueRig rig;
    QVERIFY(rig.start());
    const QByteArray one = "GET /v5/market/time HTTP/1.1\r\nHost: x\r\n\r\n";
    const QByteArray two = "GET /v5/market/tickers?category=inverse HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    const QByteArray received = rawExchange(rig, "bybit", one + two, 2);
    QCOMPARE(received.count("HTTP/1.1 200 OK"), 2);
    QVERIFY(received.indexOf("timeNano") < received.indexOf("BTCUSD"));
    QVERIFY(received.contains("Connection: close"));
    const QByteArray body = R"({"type":"allMids"})";
    const QByteArray post =
        "POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    QVERIFY(rawExchange(rig, "hyperliquid", post, 1).contains("\"BTC\""));
}

void TestSimulationHost::answersNonsenseAndSurvivesLeavers()
{
    VenueRig rig(faultScript(FaultKind::Slow, 0, HourMs));
    QVERIFY(rig.start());
    rig.host().tick();
    QVERIFY(rawExchange(rig, "okx", "nonsense\r\n\r\n", 1).startsWith("HTTP/1.1 400"));
    {
        QTcpSocket leaver; // gone before the late answer is due
        leaver.connectToHost(QHostAddress::LocalHost,
            static_cast<quint16>(QUrl(QString::fromStdString(rig.url("bybit", "rest"))).port()));
        leaver.write("GET /v5/market/time HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(leaver.waitForBytesWritten(3000));
        QVERIFY(QTest::qWaitFor([&] { return leaver.bytesToWrite() == 0; }));
    }
    const RestReply late = rig.get("bybit", TimePath);
    QCOMPARE(late.status, 200);
}

void TestSimulationHost::keepsNothingOfClientsThatLeft()
{
    HostConfig config = smallConfig();
    config.market.venues = {"bybit"};
    VenueRig rig({}, config);
    QVERIFY(rig.start());
    const Market &market = rig.market();
    const VenueView view(market, "bybit");
    Bybit protocol(view);
    FrontServer server(protocol, [&rig] { return rig.host().present(); });
    QVERIFY(server.listen(0, std::nullopt));
    for (int i = 0; i < 3; ++i) {
        QWebSocket client;
        client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/v5/public/linear").arg(server.port())));
        QTRY_COMPARE(server.clientCount(), 1U);
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(server.socketCount(), 1);
        client.abort();
        QTRY_COMPARE(server.clientCount(), 0U);
    }
    QTRY_COMPARE(server.socketCount(), 0);
}

void TestSimulationHost::dropCutsAndComesBack()
{
    VenueRig rig(faultScript(FaultKind::Drop, 2000, 3000));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, "bybit", "/v5/public/linear"));
    rig.advance(1500);
    QVERIFY(socket.isOpen());
    rig.advance(1000);
    QVERIFY(socket.waitForEnd());
    QCOMPARE(rig.get("bybit", TimePath).status, 0);
    QCOMPARE(rig.get("okx", "/api/v5/public/time").status, 200);
    rig.advance(3000);
    QCOMPARE(rig.get("bybit", TimePath).status, 200);
    VenueSocket again;
    QVERIFY(again.open(rig, "bybit", "/v5/public/linear"));
}

void TestSimulationHost::refuseAnswers403()
{
    VenueRig rig(faultScript(FaultKind::Refuse, 0, HourMs, {}, "*"));
    QVERIFY(rig.start());
    QCOMPARE(rig.get("bybit", TimePath).status, 403);
    QCOMPARE(rig.get("binance-usdm", "/fapi/v1/time").status, 403);
    QWebSocket socket;
    socket.open(QUrl(QString::fromStdString(rig.url("okx", "ws") + "/ws/v5/public")));
    QTRY_VERIFY(socket.errorString().contains(QLatin1String("403")));
}

void TestSimulationHost::tooManyAnswers429()
{
    VenueRig rig(faultScript(FaultKind::Http429, 0, HourMs));
    QVERIFY(rig.start());
    const RestReply reply = rig.get("bybit", TimePath);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.retryAfter, QByteArray("5"));
    VenueSocket socket; // streams are another limit
    QVERIFY(socket.open(rig, "bybit", "/v5/public/linear"));
}

void TestSimulationHost::unavailableAnswers503()
{
    VenueRig rig(faultScript(FaultKind::Http503, 0, HourMs));
    QVERIFY(rig.start());
    QCOMPARE(rig.get("bybit", TimePath).status, 503);
    QWebSocket socket;
    socket.open(QUrl(QString::fromStdString(rig.url("bybit", "ws") + "/v5/public/linear")));
    QTRY_VERIFY(socket.errorString().contains(QLatin1String("503")));
}

void TestSimulationHost::muteWithholdsOneStreamOnly()
{
    VenueRig rig(faultScript(FaultKind::Mute, 0, HourMs, "trade", "okx"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, "okx", "/ws/v5/public"));
    socket.send(R"({"op":"subscribe","args":[{"channel":"trades","instId":"BTC-USDT-SWAP"},)"
                R"({"channel":"mark-price","instId":"BTC-USDT-SWAP"}]})");
    QTRY_COMPARE(socket.frames.size(), 2U); // both are acknowledged
    rig.advance(10000);
    socket.send("ping");
    QTRY_VERIFY(socket.frames.back() == "pong");
    const auto count = [&](const char *text) {
        return std::count_if(socket.frames.begin(), socket.frames.end(),
            [text](const std::string &frame) { return frame.find(text) != std::string::npos; });
    };
    QCOMPARE(count("tradeId"), 0);
    QVERIFY(count("markPx") >= 9);
}

void TestSimulationHost::muteOwesTheTickerNothingAfterwards()
{
    VenueRig rig(faultScript(FaultKind::Mute, 3000, 20000, "funding"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, "bybit", "/v5/public/linear"));
    socket.send(R"({"op":"subscribe","args":["tickers.BTCUSDT"]})");
    QVERIFY(!socket.nextText().isEmpty());
    rig.advance(2000);
    socket.settle();
    json::object merged;
    const auto merge = [&] {
        for (const std::string &text : socket.frames) {
            const json::value frame = json::parse(text);
            for (const auto &part : frame.at("data").as_object())
                merged[part.key()] = part.value();
        }
        const std::size_t count = socket.frames.size();
        socket.frames.clear();
        return count;
    };
    QVERIFY(merge() > 0);
    rig.advance(2000);
    socket.settle();
    merge();
    rig.advance(15000);
    socket.settle();
    QCOMPARE(merge(), 0U);
    rig.advance(10000);
    socket.settle();
    QVERIFY(merge() > 0);
    const json::value now = rig.get("bybit", "/v5/market/tickers?category=linear&symbol=BTCUSDT").body();
    QVERIFY(merged == now.at("result").at("list").at(0).as_object());
}

void TestSimulationHost::garbleDamagesFramesAndBodies()
{
    VenueRig rig(faultScript(FaultKind::Garble, 0, HourMs));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, "bybit", "/v5/public/linear"));
    socket.send(R"({"op":"subscribe","args":["tickers.BTCUSDT"]})");
    QVERIFY(!json::parse(socket.nextText().toStdString()).is_null()); // an acknowledgement stays whole
    rig.advance(10000);
    socket.settle();
    QVERIFY(socket.frames.size() >= 3);
    int unreadable = 0;
    for (const std::string &frame : socket.frames) {
        boost::system::error_code error;
        json::parse(frame, error);
        unreadable += error ? 1 : 0;
    }
    QVERIFY(unreadable > 0);
    int damaged = 0;
    for (int i = 0; i < 3; ++i) {
        boost::system::error_code error;
        json::parse(rig.get("bybit", TimePath).text, error);
        damaged += error ? 1 : 0;
    }
    QVERIFY(damaged > 0);
    for (unsigned turn = 0; turn < 6; ++turn)
        for (const char *text : {"{\"a\":1}", "{}", "x", R"({"p":"12.5","q":"0.1"})"})
            QVERIFY2(garble(text, turn) != text, text);
}

void TestSimulationHost::slowIsLateButInOrder()
{
    VenueRig rig(faultScript(FaultKind::Slow, 0, 20000, {}, "okx"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, "okx", "/ws/v5/public"));
    socket.send(R"({"op":"subscribe","args":[{"channel":"trades","instId":"BTC-USDT-SWAP"}]})");
    socket.settle();
    rig.advance(SlowMs - 200);
    socket.settle();
    QVERIFY(socket.frames.empty());
    rig.advance(30000);
    socket.settle();
    QVERIFY(socket.nextText().contains(QLatin1String("subscribe")));
    std::uint64_t before = 0;
    while (!socket.frames.empty()) {
        const json::value frame = json::parse(socket.nextText().toStdString());
        const std::uint64_t id = member(frame.at("data").at(0), "tradeId").toULongLong();
        QVERIFY(id >= before);
        before = id;
    }
    QVERIFY(before > 0);
}

void TestSimulationHost::floodRepeatsTheNewestFrames()
{
    constexpr std::size_t PerSecond = 5000, ForS = 2;
    constexpr TimeMs From = 4000, For = ForS * SecondMs;
    Script script = faultScript(FaultKind::Flood, From, For);
    script.lines[0].fault->framesPerSecond = PerSecond;
    VenueRig rig(script);
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, "bybit", "/v5/public/linear"));
    socket.send(R"({"op":"subscribe","args":["tickers.BTCUSDT","publicTrade.BTCUSDT","allLiquidation.BTCUSDT"]})");
    socket.settle();
    rig.advance(From - 1000);
    socket.settle();
    const std::vector<std::string> before(socket.frames.begin(), socket.frames.end());
    socket.frames.clear();
    QVERIFY(before.size() < 100);
    rig.advance(For + 2000);
    QTRY_VERIFY(socket.frames.size() >= PerSecond * ForS * 95 / 100);
    socket.settle();
    QVERIFY(socket.frames.size() < PerSecond * ForS * 11 / 10);
    // What was said last stands last, and nothing that happened once is told twice.
    std::map<std::string, std::size_t> last;
    std::size_t at = 0;
    std::map<std::string, int> liquidations;
    for (const std::string &frame : socket.frames) {
        last[frame] = ++at;
        if (frame.find("allLiquidation") != std::string::npos)
            ++liquidations[frame];
    }
    for (const auto &[frame, count] : liquidations)
        QCOMPARE(count, 1);
    std::size_t newestTicker = 0, newestTime = 0;
    for (const auto &[frame, place] : last) {
        if (frame.find("tickers") == std::string::npos)
            continue;
        const auto ts = static_cast<std::size_t>(json::parse(frame).at("ts").as_int64());
        if (ts > newestTime || (ts == newestTime && place > newestTicker)) {
            newestTime = ts;
            newestTicker = place;
        }
    }
    for (const auto &[frame, place] : last)
        QVERIFY(frame.find("tickers") == std::string::npos || place <= newestTicker);
}

void TestSimulationHost::faultsOfOthersDoNotTouch()
{
    VenueRig rig(faultScript(FaultKind::Http503, 0, HourMs, {}, "okx"));
    QVERIFY(rig.start());
    QCOMPARE(rig.get("bybit", TimePath).status, 200);
    QCOMPARE(rig.get("okx", "/api/v5/public/time").status, 503);
    QVERIFY(!faultsAt(rig.market(), "bybit").unavailable);
    QVERIFY(faultsAt(rig.market(), "okx").unavailable);
}

void TestSimulationHost::restartGoesOnWithTheSameMarket()
{
    FakeClock clock(RigStart);
    HostConfig config = smallConfig();
    config.speed = 60;
    auto first = std::make_unique<SimulationHost>(config, clock);
    QVERIFY(first->start());
    clock.advance(10 * SecondMs);
    first->tick();
    const int last = static_cast<int>(first->market().contracts().size()) - 1;
    const ContractState before = first->market().state(last);
    const ClockSpec spec = first->clock();
    const json::value endpoints = json::parse(first->endpointsJson());
    const int port =
        QUrl(QString::fromStdString(std::string(endpoints.at("venues").at("binance-usdm").at("rest").as_string())))
            .port();
    first.reset();

    clock.advance(SecondMs); // while it was down
    config.clock = spec;
    config.market.venues = {"binance-usdm"};
    config.port = static_cast<quint16>(port);
    SimulationHost onePort(config, clock); // the old port can be had again at once
    QVERIFY(onePort.start());

    config.market.venues = {};
    config.port = 0;
    QElapsedTimer took;
    took.start();
    SimulationHost second(config, clock);
    QVERIFY(second.start());
    QVERIFY2(took.elapsed() < 5000, "live again within five seconds");
    QVERIFY(second.clock() == spec);
    QCOMPARE(second.market().nowMs(), RigStart + 660 * SecondMs);

    FakeClock other(RigStart);
    HostConfig whole = smallConfig();
    whole.speed = 60;
    SimulationHost unbroken(whole, other);
    QVERIFY(unbroken.start());
    other.advance(10 * SecondMs);
    unbroken.tick();
    QCOMPARE(unbroken.market().state(last).mark, before.mark);
    other.advance(SecondMs);
    unbroken.tick();
    QCOMPARE(unbroken.market().state(last).mark, second.market().state(last).mark);
    QCOMPARE(unbroken.market().state(last).openInterestBase, second.market().state(last).openInterestBase);
}

void TestSimulationHost::clockFileRoundTrip()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("clock.json"));
    const auto none = readClockFile(path);
    QVERIFY(none && !none->has_value());
    const ClockFile content{{1000, RigStart, 60}, Scenario::Cascade, 18446744073709551615ULL, RigStart};
    QVERIFY(writeClockFile(path, content));
    const auto read = readClockFile(path);
    QVERIFY(read && read->has_value());
    QVERIFY((*read)->clock == content.clock);
    QCOMPARE((*read)->seed, content.seed);
    QVERIFY((*read)->scenario == content.scenario);
    QCOMPARE((*read)->startMs, content.startMs);
}

void TestSimulationHost::clockFileNamesItsMistakes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("clock.json"));
    for (const char *text :
        {"", "[]", "{", R"({"wall_ms":1,"market_ms":2,"speed":0,"seed":1,"scenario":"calm","start_ms":1})",
            R"({"wall_ms":1,"market_ms":2,"speed":1,"seed":1,"scenario":"nix","start_ms":1})"}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QVERIFY2(!readClockFile(path), text);
    }
    const ClockFile content{{1000, RigStart, 60}, Scenario::Calm, 1, RigStart};
    QVERIFY(!writeClockFile(folder.filePath(QStringLiteral("no/such/folder/clock.json")), content));
}

void TestSimulationHost::speaksTlsWithItsOwnCertificate()
{
    HostConfig config = smallConfig();
    config.tls = true;
    config.market.venues = {"bybit"};
    VenueRig rig({}, config);
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS library");
    QVERIFY(rig.start());
    QVERIFY(rig.url("bybit", "rest").starts_with("https://"));
    const auto trusted = QSslCertificate::fromPath(QString::fromStdString(rig.url("bybit", "ca")));
    QCOMPARE(trusted.size(), 1);
    QVERIFY(trusted.first() == QSslCertificate(loopbackCertificatePem()));

    QSslConfiguration client = QSslConfiguration::defaultConfiguration();
    client.setCaCertificates(trusted);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QString::fromStdString(rig.url("bybit", "rest") + TimePath)));
    request.setSslConfiguration(client);
    std::unique_ptr<QNetworkReply> reply(network.get(request));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));

    QWebSocket socket;
    socket.setSslConfiguration(client);
    socket.open(QUrl(QString::fromStdString(rig.url("bybit", "ws") + "/v5/public/linear")));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);

    QCOMPARE(rig.get("bybit", TimePath).status, 0); // nobody else trusts it
}

QTEST_GUILESS_MAIN(TestSimulationHost)
#include "tst_simulationhost.moc"
