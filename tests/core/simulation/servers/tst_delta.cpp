#include "core/simulation/servers/delta.h"
#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "delta";

std::string subscribeTo(const std::string &channels)
{
    return R"({"type":"subscribe","payload":{"channels":[)" + channels + "]}}";
}

std::function<bool(const json::value &)> isOf(std::string_view type, std::string_view symbol)
{
    return [=](const json::value &frame) { return has(frame, "type", type) && has(frame, "sy", symbol); };
}

} // namespace

/// The simulated Delta Exchange over real sockets against the market's own numbers.
class TestDelta : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pagesItsProducts();
    void tellsPercentAndContracts();
    void streamsIntervalsInSeconds();
    void streamsTickersOfContracts();
    void givesBarsOfFourKinds();
    void answersMistakes();
    void acknowledgesAllThatIsSubscribed();
    void tellsTheBuyersRole();
    void keepsItsHeartbeat();
    void limitsByFixedWindows();

private:
    json::value get(const std::string &target) { return m_rig->get(Venue, "/v2/" + target).body(); }

    std::unique_ptr<VenueRig> m_rig;
    int m_contract = -1;
};

void TestDelta::initTestCase()
{
    Script script;
    for (const char *asset : {"BTC", "ETH"}) {
        ScriptLine line;
        line.venue = Venue;
        line.asset = asset;
        line.set.fundingRate = 0.0003;
        script.lines.push_back(line);
    }
    script.lines.back().set.intervalHours = 4;
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_contract = m_rig->contract(Venue, "BTCUSDT");
    QVERIFY(m_contract >= 0);
    m_rig->advance(2000);
}

void TestDelta::pagesItsProducts()
{
    std::vector<std::string> seen;
    QString after = QStringLiteral("0");
    while (after != QLatin1String("null")) {
        const json::value body =
            get("products?contract_types=perpetual_futures&page_size=3&after=" + after.toStdString());
        for (const json::value &row : body.at("result").as_array()) {
            const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("symbol").as_string()));
            QVERIFY(isNear(number(row.at("contract_value")), spec.contractSize, 1e-9));
            QVERIFY(isNear(number(row.at("initial_margin")), 100 / spec.maxLeverage, 1e-4)); // percent
            seen.push_back(spec.symbol);
        }
        after = member(body.at("meta"), "after");
    }
    QCOMPARE(seen.size(), m_rig->market().contracts().size());
    QVERIFY(get("products?contract_types=spot").at("result").as_array().empty());
    const json::value ether = get("products/ETHUSDT").at("result");
    QVERIFY(ether.at("product_specs").at("rate_exchange_interval").as_int64() == 4 * 3600);
}

void TestDelta::tellsPercentAndContracts()
{
    const json::value row = get("tickers/BTCUSDT").at("result");
    const ContractState state = m_rig->market().state(m_contract);
    QVERIFY(isNear(number(row.at("funding_rate")), 0.03, 1e-12));
    QVERIFY(isNear(number(row.at("oi_contracts")), state.openInterestBase * 1000, 1));
    QVERIFY(isNear(number(row.at("oi")), state.openInterestBase, 0.001));
    QVERIFY(isNear(number(row.at("turnover_usd")), state.turnover24hUsd, 1e-3));
    QVERIFY(isNear(number(row.at("volume")), state.volume24hBase, 1e-7));
    QVERIFY(row.at("timestamp").as_int64() == m_rig->market().nowMs() * 1000); // microseconds
    QCOMPARE(get("tickers?contract_types=perpetual_futures").at("result").as_array().size(),
        m_rig->market().contracts().size());
}

void TestDelta::streamsIntervalsInSeconds()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, ""));
    socket.send(subscribeTo(R"({"name":"funding_rate","symbols":["perpetual_futures"]})"));
    const json::value ether = socket.next(*m_rig, isOf("funding_rate", "ETHUSDT"));
    QVERIFY(ether.at("fi").as_int64() == 14400 && isNear(number(ether.at("fr")), 0.03, 1e-12));
    QVERIFY(ether.at("nfr").as_int64() == (RigStart + 3 * HourMs + 50 * MinuteMs) * 1000);
}

void TestDelta::streamsTickersOfContracts()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, ""));
    socket.send(
        subscribeTo(R"({"name":"ticker","symbols":["BTCUSDT"]},{"name":"mark_price","symbols":["MARK:BTCUSDT"]},)"
                    R"({"name":"spot_price","symbols":[".DEXBTUSDT"]})"));
    const json::value ticker = socket.next(*m_rig, isOf("ticker", "BTCUSDT"));
    const json::value &row = ticker.at("d").at(0);
    const ContractState state = m_rig->market().state(m_contract);
    QVERIFY(isNear(number(row.at("oi").at(0)), state.openInterestBase * 1000, 500)); // the market may be a step on
    QVERIFY(isNear(number(row.at("to").at(1)), state.turnover24hUsd, 1e6));
    QVERIFY(socket.next(*m_rig, isOf("mark_price", "MARK:BTCUSDT")).at("p").is_string());
    const json::value index = socket.next(*m_rig, isOf("spot_price", ".DEXBTUSDT"));
    QVERIFY(index.at("p").is_double() && index.at("ts").is_null());
}

void TestDelta::givesBarsOfFourKinds()
{
    const TimeMs from = RigStart - 10 * MinuteMs - 8 * HourMs; // a settlement
    const auto ask = [&](const std::string &symbol) {
        return get("history/candles?resolution=1h&symbol=" + symbol + "&start=" + std::to_string(from / 1000)
            + "&end=" + std::to_string((from + 3 * HourMs) / 1000))
            .at("result");
    };
    const json::value bars = ask("BTCUSDT");
    const auto truth = m_rig->market().candles(m_contract, HourMs, from, from + 4 * HourMs);
    QCOMPARE(bars.as_array().size(), 4U);
    QVERIFY(bars.at(0).at("time").as_int64() == (from + 3 * HourMs) / 1000); // newest first, in seconds
    QVERIFY(isNear(number(bars.at(3).at("volume")), truth.at(0).base * 1000, 1)); // contracts
    const json::value rates = ask("FUNDING:BTCUSDT");
    const auto settled = m_rig->market().settlements(m_contract, from, from + 1);
    QVERIFY(isNear(number(rates.at(3).at("close")), 100 * settled.at(0).rate, 1e-12)); // percent
    QVERIFY(rates.at(0).at("close") == rates.at(3).at("close"));
    const auto open = m_rig->market().openInterestHistory(m_contract, 5 * MinuteMs, from, from + 1);
    QVERIFY(isNear(number(ask("OI:BTCUSDT").at(3).at("open")), open.at(0).base * 1000, 1));
    QVERIFY(number(ask("MARK:BTCUSDT").at(3).at("volume")) == 0);
    QCOMPARE(ask(".DEXBTUSDT").as_array().size(), 4U);
}

void TestDelta::answersMistakes()
{
    QCOMPARE(m_rig->get(Venue, "/v2/tickers/NIX").status, 404);
    QCOMPARE(m_rig->get(Venue, "/v2/nix").status, 404);
    const RestReply reply = m_rig->get(Venue, "/v2/history/candles?symbol=NIX&resolution=1h&start=1&end=2");
    QCOMPARE(reply.status, 400);
    QVERIFY(has(reply.body().at("error"), "code", "invalid_contract"));
    QCOMPARE(m_rig->get(Venue, "/v2/history/candles?symbol=BTCUSDT&resolution=7h&start=1&end=2").status, 400);
}

void TestDelta::acknowledgesAllThatIsSubscribed()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, ""));
    socket.send(subscribeTo(R"({"name":"ob_l1","symbols":["BTCUSDT","NIX"]})"));
    QCOMPARE(socket.nextText(),
        QLatin1String(R"({"channels":[{"name":"ob_l1","symbols":["BTCUSDT","NIX"]}],"type":"subscriptions"})"));
    socket.send(subscribeTo(R"({"name":"v2/ticker","symbols":["BTCUSDT"]},{"name":"ob_l2","symbols":["ETHUSDT"]})"));
    const json::value ack = json::parse(socket.nextText().toStdString());
    QCOMPARE(ack.at("channels").as_array().size(), 3U); // those of before as well
    QVERIFY(has(ack.at("channels").at(2), "name", "v2/ticker"));
    QVERIFY(ack.at("channels").at(2).as_object().contains("error"));
    socket.send(subscribeTo(R"({"name":"v2/ticker","symbols":["BTCUSDT"]})"));
    QVERIFY(socket.nextText().contains(QLatin1String("Subscription forbidden: Invalid channel array")));
    socket.send(R"({"type":"unsubscribe","payload":{"channels":[{"name":"ob_l1","symbols":["NIX"]}]}})");
    QVERIFY(!socket.nextText().contains(QLatin1String("NIX")));
}

void TestDelta::tellsTheBuyersRole()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, ""));
    socket.send(subscribeTo(R"({"name":"trades","symbols":["BTCUSDT"]})"));
    QVERIFY(!socket.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_contract; });
    QVERIFY(!prints.empty());
    QCOMPARE(socket.frames.size(), prints.size());
    for (std::size_t i = 0; i < prints.size(); ++i) {
        const json::value trade = json::parse(socket.frames[i]);
        QVERIFY(has(trade, "r", prints[i].takerBuy ? "t" : "m"));
        QVERIFY(isNear(number(trade.at("s")), prints[i].base * 1000, 1));
        QVERIFY(trade.at("t").as_int64() == prints[i].timeMs * 1000);
    }
}

void TestDelta::keepsItsHeartbeat()
{
    VenueSocket idle, busy;
    QVERIFY(idle.open(*m_rig, Venue, "") && busy.open(*m_rig, Venue, ""));
    idle.send(R"({"type":"ping"})");
    QCOMPARE(idle.nextText(), QLatin1String(R"({"type":"pong"})"));
    busy.send(R"({"type":"enable_heartbeat"})");
    QVERIFY(busy.settle());
    m_rig->advance(61000);
    QVERIFY(idle.waitForEnd());
    QVERIFY(busy.settle());
    QVERIFY(busy.frames.size() >= 11 && busy.frames.size() <= 13);
    QVERIFY(busy.frames.back().find("heartbeat") != std::string::npos);
}

/// Without sockets: there are thousands to ask.
void TestDelta::limitsByFixedWindows()
{
    const VenueView view(m_rig->market(), std::string(Venue));
    Delta protocol(view);
    const TimeMs begin = floorTo(RigStart, 5 * MinuteMs);
    const auto status = [&](const char *path, TimeMs wallMs) {
        return protocol.answer(HttpRequest{"GET", path, {}, {}, {}}, {wallMs, RigStart}).status;
    };
    int served = 0;
    while (status("/v2/products", begin + MinuteMs) == 200)
        ++served;
    QCOMPARE(served, 3333); // of weight 3
    QCOMPARE(status("/v2/trades/BTCUSDT", begin + 5 * MinuteMs - 1), 429);
    QCOMPARE(status("/v2/trades/BTCUSDT", begin + 5 * MinuteMs), 200); // at the edge, not minutes after the first
}

QTEST_GUILESS_MAIN(TestDelta)
#include "tst_delta.moc"
