#include "tests/core/simulation/servers/venuerig.h"

#include <QtNetwork/QTcpSocket>

#include <cstring>

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "paradex";
const std::string SocketPath = "/v1?sbeSchemaId=1&sbeSchemaVersion=";

/// A data frame read by the page's table.
struct Frame {
    QByteArray bytes;
    std::uint16_t head(int at) const { return static_cast<std::uint16_t>(integer(2 * at, 2)); }
    int id() const { return head(1); }
    std::int64_t integer(int offset, int size) const
    {
        std::int64_t value = 0;
        std::memcpy(&value, bytes.constData() + offset, static_cast<std::size_t>(size)); // the machine is little-endian
        return value;
    }
    std::int64_t word(int at) const { return integer(8 + 8 * at, 8); } ///< of a block of words
    double decimal(int at) const { return static_cast<double>(word(at)) / 1e8; }
    QByteArray market() const
    {
        const int at = 8 + head(0);
        return bytes.mid(at + 1, static_cast<unsigned char>(bytes[at]));
    }
};

/// A client of binary frames.
class BinarySocket {
public:
    bool open(const VenueRig &rig, const std::string &path)
    {
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
            [this](const QByteArray &bytes) { frames.push_back({bytes}); });
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
            [this](const QString &text) { replies.push_back(json::parse(text.toStdString())); });
        m_socket.open(QUrl(QString::fromStdString(rig.url(Venue, "ws") + path)));
        return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, 3000);
    }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    json::value call(const std::string &method, const std::string &channel)
    {
        replies.clear();
        m_socket.sendTextMessage(QString::fromStdString(
            R"({"jsonrpc":"2.0","method":")" + method + R"(","params":{"channel":")" + channel + R"("},"id":7})"));
        return QTest::qWaitFor([this] { return !replies.empty(); }, 3000) ? replies.front() : json::value();
    }
    /// Everything that the server sent so far has come.
    bool settle()
    {
        bool isBack = false;
        const auto watch = QObject::connect(&m_socket, &QWebSocket::pong, &m_socket, [&isBack] { isBack = true; });
        m_socket.ping();
        const bool came = QTest::qWaitFor([&] { return isBack || !isOpen(); }, 3000) && isBack;
        QObject::disconnect(watch);
        return came;
    }
    std::vector<Frame> of(int id) const
    {
        std::vector<Frame> found;
        std::ranges::copy_if(frames, std::back_inserter(found), [id](const Frame &frame) { return frame.id() == id; });
        return found;
    }
    std::vector<Frame> frames;
    std::vector<json::value> replies;

private:
    QWebSocket m_socket;
};

/// What comes back for a WebSocket's handshake, in text.
QByteArray handshakeAnswer(const VenueRig &rig, const std::string &path)
{
    const QUrl url(QString::fromStdString(rig.url(Venue, "rest")));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET " + QByteArray::fromStdString(path)
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QByteArray answer;
    return QTest::qWaitFor([&] { return (answer += socket.readAll()).contains("\r\n"); }, 3000) ? answer : QByteArray();
}

bool subscribe(BinarySocket &socket, const std::string &channel)
{
    const json::value reply = socket.call("subscribe", channel);
    return reply.is_object() && reply.as_object().contains("result") && has(reply.at("result"), "channel", channel);
}

} // namespace

/// The simulated Paradex over real sockets against the market's own numbers.
class TestParadex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsPeriodsAndOptions();
    void tellsTheRawRateOfThePeriod();
    void samplesPastRates();
    void givesKlinesInUsd();
    void answersMistakes_data();
    void answersMistakes();
    void opensOnlyForKnownSchemas();
    void sendsFundingAndSummaryFrames();
    void marksLiquidationsInTrades();
    void answersByJsonRpc();
    void hangsUpWithoutAPong();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_btc = -1, m_pepe = -1;
};

void TestParadex::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "PEPE";
    rate.set.fundingRate = 0.00005;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue("paradex"));
    QVERIFY(m_rig->start());
    m_btc = m_rig->contract(Venue, "BTC-USD-PERP");
    m_pepe = m_rig->contract(Venue, "kPEPE-USD-PERP");
    QVERIFY(m_btc >= 0 && m_pepe >= 0);
    m_rig->advance(2000);
}

void TestParadex::listsPeriodsAndOptions()
{
    const json::value body = m_rig->get(Venue, "/v1/markets").body();
    bool hasOption = false;
    for (const json::value &row : body.at("results").as_array()) {
        if (has(row, "asset_kind", "PERP_OPTION")) {
            hasOption = true;
            continue;
        }
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        QVERIFY(contract >= 0);
        const ContractSpec &spec = m_rig->spec(contract);
        QCOMPARE(row.at("funding_period_hours").as_int64(), static_cast<std::int64_t>(spec.intervalHours));
        const json::value &margin = row.at("delta1_cross_margin_params");
        QCOMPARE(number(margin.at("imf_base")), 1 / spec.maxLeverage);
        QCOMPARE(number(margin.at("mmf_factor")), 0.5);
    }
    QVERIFY(hasOption);
    QCOMPARE(m_rig->spec(m_pepe).intervalHours, 4.0);
}

void TestParadex::tellsTheRawRateOfThePeriod()
{
    const json::value body = m_rig->get(Venue, "/v1/markets/summary?market=kPEPE-USD-PERP").body();
    const json::value &row = body.at("results").at(0);
    const ContractState state = m_rig->market().state(m_pepe);
    QCOMPARE(number(row.at("funding_rate")), 0.00005); // of four hours
    QVERIFY(isNear(number(row.at("open_interest")), state.openInterestBase, 1e-7));
    QVERIFY(isNear(number(row.at("volume_24h")), state.turnover24hUsd, 1e-6));
    QVERIFY(isNear(number(row.at("mark_price")), state.mark, 1e-10));
    QVERIFY(isNear(number(row.at("underlying_price")), state.index, 1e-10));
    const json::value all = m_rig->get(Venue, "/v1/markets/summary?market=ALL").body();
    QVERIFY(std::ranges::any_of(all.at("results").as_array(), // an option has no rate
        [](const json::value &each) { return has(each, "funding_rate", ""); }));
}

void TestParadex::samplesPastRates()
{
    const auto settled = m_rig->market().settlements(m_btc, 0, RigStart);
    const TimeMs at = settled.back().timeMs;
    const std::string target = "/v1/funding/data?market=BTC-USD-PERP&end_at=" + std::to_string(at) + "&page_size=3";
    const json::value first = m_rig->get(Venue, target).body();
    QCOMPARE(first.at("results").as_array().size(), 3U);
    const json::value &newest = first.at("results").at(0);
    QCOMPARE(newest.at("created_at").as_int64(), at);
    QVERIFY(isNear(number(newest.at("funding_rate")), settled.back().rate, 1e-13));
    QCOMPARE(newest.at("funding_period_hours").as_int64(), 8);
    const json::value second = m_rig->get(Venue, target + "&cursor=" + member(first, "next").toStdString()).body();
    QCOMPARE(second.at("results").at(0).at("created_at").as_int64(), at - 3 * MinuteMs);
    const json::value last = m_rig->get(Venue, target + "&start_at=" + std::to_string(at - MinuteMs)).body();
    QVERIFY(last.at("results").as_array().size() == 2 && last.at("next").is_null());
    const json::value pepe = m_rig->get(Venue, "/v1/funding/data?market=kPEPE-USD-PERP&page_size=1").body();
    const json::value &row = pepe.at("results").at(0);
    QVERIFY(isNear(number(row.at("funding_rate_8h")), 2 * number(row.at("funding_rate")), 1e-13));
}

void TestParadex::givesKlinesInUsd()
{
    const json::value body =
        m_rig
            ->get(Venue,
                "/v1/markets/klines?symbol=BTC-USD-PERP&resolution=5&start_at=" + std::to_string(RigStart - HourMs)
                    + "&end_at=" + std::to_string(RigStart - 1))
            .body();
    const json::array &rows = body.at("results").as_array();
    const auto truth = m_rig->market().candles(m_btc, 5 * MinuteMs, RigStart - HourMs, RigStart);
    QCOMPARE(rows.size(), truth.size());
    for (std::size_t i = 0; i < rows.size(); ++i) { // ascending
        QCOMPARE(rows[i].at(0).as_int64(), truth[i].openMs);
        QVERIFY(
            isNear(number(rows[i].at(4)), truth[i].close, 0.1) && isNear(number(rows[i].at(5)), truth[i].quote, 1e-5));
    }
}

void TestParadex::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown market") << "/v1/markets/summary?market=NIX" << 400;
    QTest::newRow("upper case") << "/v1/trades?market=KPEPE-USD-PERP" << 400;
    QTest::newRow("no market") << "/v1/markets/summary" << 400;
    QTest::newRow("bad resolution") << "/v1/markets/klines?symbol=BTC-USD-PERP&resolution=7&start_at=1&end_at=2" << 400;
    QTest::newRow("unknown path") << "/v1/nix" << 404;
}

void TestParadex::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QVERIFY(!member(reply.body(), "error").isEmpty());
}

void TestParadex::opensOnlyForKnownSchemas()
{
    QVERIFY(handshakeAnswer(*m_rig, "/v1").startsWith("HTTP/1.1 400")); // JSON is no more
    QVERIFY(handshakeAnswer(*m_rig, SocketPath + "9").startsWith("HTTP/1.1 400"));
    QVERIFY(handshakeAnswer(*m_rig, "/v2").startsWith("HTTP/1.1 404"));
    BinarySocket first, zeroth;
    QVERIFY(first.open(*m_rig, SocketPath + "1") && zeroth.open(*m_rig, SocketPath + "0"));
    QVERIFY(subscribe(first, "funding_data.BTC-USD-PERP") && subscribe(zeroth, "funding_data.BTC-USD-PERP"));
    m_rig->advance(1000);
    QVERIFY(first.settle() && zeroth.settle());
    const Frame longer = first.of(5).at(0), shorter = zeroth.of(5).at(0);
    QVERIFY(shorter.head(0) == 58 && shorter.head(3) == 0);
    QVERIFY(longer.head(0) > 58 && longer.head(3) == 1); // appended fields
    QCOMPARE(longer.market(), QByteArray("BTC-USD-PERP"));
    QCOMPARE(shorter.market(), longer.market());
    QCOMPARE(longer.bytes.mid(8, 58), shorter.bytes.mid(8, 58));
}

void TestParadex::sendsFundingAndSummaryFrames()
{
    BinarySocket socket;
    QVERIFY(socket.open(*m_rig, SocketPath + "1"));
    QVERIFY(subscribe(socket, "markets_summary.BTC-USD-PERP") && subscribe(socket, "funding_data.ALL"));
    m_rig->advance(100);
    QVERIFY(socket.settle());
    const ContractState state = m_rig->market().state(m_btc);
    const Frame summary = socket.of(4).at(0);
    QCOMPARE(summary.market(), QByteArray("BTC-USD-PERP"));
    QCOMPARE(summary.word(0), m_rig->market().nowMs() * 1000);
    const double expected[] = {state.mark, state.index, state.last, state.turnover24hUsd, state.openInterestBase};
    for (int i = 0; i < 5; ++i)
        QVERIFY(isNear(summary.decimal(2 + i), expected[i], 1e-8));
    QVERIFY(isNear(summary.decimal(7), state.fundingRate, 1e-8));
    QCOMPARE(summary.word(12), std::numeric_limits<std::int64_t>::min()); // no volatility of a future
    const auto fundings = socket.of(5);
    const auto pepe = std::ranges::find(fundings, QByteArray("kPEPE-USD-PERP"), &Frame::market);
    QVERIFY(pepe != fundings.end());
    QVERIFY(isNear(pepe->decimal(2), 0.00005, 1e-8) && isNear(pepe->decimal(6), 0.0001, 1e-8));
    QCOMPARE(pepe->integer(8 + 56, 2), 4);
}

void TestParadex::marksLiquidationsInTrades()
{
    ScriptLine dead;
    dead.atMs = 4000;
    dead.venue = Venue;
    dead.asset = "BTC";
    dead.liquidate = ScriptedLiquidation{Side::Long, 66500, 1.5};
    ScriptLine other = dead;
    other.liquidate = ScriptedLiquidation{Side::Short, 69900, 0.5};
    Script script;
    script.lines = {dead, other};
    VenueRig rig(script, onlyVenue("paradex"));
    QVERIFY(rig.start());
    BinarySocket socket;
    QVERIFY(socket.open(rig, SocketPath + "1"));
    QVERIFY(subscribe(socket, "trades.BTC-USD-PERP"));
    const std::uint64_t cursor = rig.market().cursor();
    rig.advance(8000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = rig.market().since(cursor).prints;
    const int btc = rig.contract(Venue, "BTC-USD-PERP");
    std::erase_if(prints, [btc](const Print &print) { return print.contract != btc; });
    const auto trades = socket.of(1);
    QCOMPARE(trades.size(), prints.size());
    int longs = 0, shorts = 0;
    for (std::size_t i = 0; i < trades.size(); ++i) {
        const bool isBuy = trades[i].integer(8 + 24, 1) == 1;
        const double price = static_cast<double>(trades[i].integer(8 + 25, 8)) / 1e8;
        const double base = static_cast<double>(trades[i].integer(8 + 33, 8)) / 1e8;
        const auto type = trades[i].integer(8 + 49, 1);
        QCOMPARE(trades[i].integer(8 + 41, 8), prints[i].timeMs * 1000);
        if (type == 2) {
            longs += price == 66500 && base == 1.5 && !isBuy;
            shorts += price == 69900 && base == 0.5 && isBuy;
            continue;
        }
        QCOMPARE(type, 1);
        QVERIFY(isBuy == prints[i].takerBuy && isNear(base, prints[i].base, 1e-7));
        QVERIFY(isNear(price, prints[i].price, 0.01));
    }
    QVERIFY(longs == 1 && shorts == 1);
}

void TestParadex::answersByJsonRpc()
{
    BinarySocket socket;
    QVERIFY(socket.open(*m_rig, SocketPath + "1"));
    const json::value ack = socket.call("subscribe", "trades.ALL");
    QVERIFY(has(ack, "jsonrpc", "2.0") && ack.at("id") == 7);
    QCOMPARE(ack.at("usOut").as_int64() - ack.at("usIn").as_int64(), ack.at("usDiff").as_int64());
    QCOMPARE(socket.call("subscribe", "trades.ALL").at("error").at("code").as_int64(), 100);
    QCOMPARE(socket.call("subscribe", "trades.NIX").at("error").at("code").as_int64(), -32602);
    QCOMPARE(socket.call("nix", "trades.ALL").at("error").at("code").as_int64(), -32601);
    QVERIFY(has(socket.call("unsubscribe", "trades.ALL").at("result"), "channel", "trades.ALL"));
    m_rig->advance(5000);
    QVERIFY(socket.settle() && socket.of(1).empty());
}

void TestParadex::hangsUpWithoutAPong()
{
    BinarySocket socket;
    QVERIFY(socket.open(*m_rig, SocketPath + "1"));
    for (int i = 0; i < 2; ++i) {
        m_rig->advance(56000);
        QVERIFY(socket.settle()); // and answers
    }
    m_rig->advance(62000); // nobody reads the ping
    QVERIFY(QTest::qWaitFor([&] { return !socket.isOpen(); }, 5000));
}

QTEST_GUILESS_MAIN(TestParadex)
#include "tst_paradex.moc"
