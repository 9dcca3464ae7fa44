#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "kraken";
constexpr std::string_view Path = "/ws/v1";
const std::string Api = "/derivatives/api/v3/";

std::string subscribeTo(const std::string &feed, const std::string &products)
{
    return R"({"event":"subscribe","feed":")" + feed + R"(","product_ids":[)" + products + "]}";
}

ScriptLine lineFor(const std::string &symbol, TimeMs atMs)
{
    ScriptLine line;
    line.atMs = atMs;
    line.venue = Venue;
    line.asset = "BTC";
    line.symbol = symbol;
    return line;
}

} // namespace

/// The simulated Kraken Futures over real sockets against the market's own numbers.
class TestKraken : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsPerpetualsAmongOthers();
    void tellsAbsoluteRatesOverRest();
    void tellsRelativeRatesInTheStream();
    void countsInverseContractsInDollars();
    void pagesBarsForward();
    void givesOpenInterestInBuckets();
    void answersMistakes();
    void acknowledgesEachProduct();
    void typesLiquidationsInTheTrades();
    void hangsUpOnTheIdle();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestKraken::initTestCase()
{
    Script script;
    for (const char *symbol : {"PF_XBTUSD", "PI_XBTUSD"}) {
        script.lines.push_back(lineFor(symbol, 0));
        script.lines.back().set.fundingRate = 0.00005; // an hour
    }
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "PF_XBTUSD");
    m_inverse = m_rig->contract(Venue, "PI_XBTUSD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestKraken::listsPerpetualsAmongOthers()
{
    const json::value body = m_rig->get(Venue, Api + "instruments").body();
    QVERIFY(has(body, "result", "success"));
    std::size_t perpetual = 0;
    for (const json::value &row : body.at("instruments").as_array()) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        if (contract < 0) // an index, or a contract that ends
            continue;
        ++perpetual;
        const ContractSpec &spec = m_rig->spec(contract);
        QVERIFY(has(row, "type", spec.inverse ? "futures_inverse" : "flexible_futures"));
        const int digits = static_cast<int>(row.at("contractValueTradePrecision").as_int64());
        QVERIFY(isNear(std::pow(10.0, -digits), spec.lot, 1e-9)); // below zero for PEPE's thousands
        const json::value &first = row.at("marginLevels").at(0);
        QVERIFY(isNear(number(first.at("initialMargin")), 1 / spec.maxLeverage, 1e-6));
        QVERIFY(first.as_object().contains(spec.inverse ? "contracts" : "numNonContractUnits"));
    }
    QCOMPARE(perpetual, m_rig->market().contracts().size());
    QVERIFY(body.at("instruments").as_array().size() > perpetual);
}

void TestKraken::tellsAbsoluteRatesOverRest()
{
    const json::value body = m_rig->get(Venue, Api + "tickers").body();
    for (const json::value &row : body.at("tickers").as_array()) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        const ContractState state = m_rig->market().state(contract);
        const double absolute = number(row.at("fundingRate"));
        const bool isInverse = m_rig->spec(contract).inverse;
        QVERIFY(isNear(isInverse ? absolute * state.index : absolute / state.index, state.fundingRate, 1e-9));
    }
    const json::value rates = m_rig->get(Venue, Api + "historicalfundingrates?symbol=pf_xbtusd").body();
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + 1);
    const json::array &rows = rates.at("rates").as_array(); // all of it
    QCOMPARE(rows.size(), settled.size());
    QVERIFY(has(rows.back(), "timestamp", "2026-01-05T00:00:00.000Z"));
    QVERIFY(isNear(number(rows.back().at("relativeFundingRate")), settled.back().rate, 1e-14));
}

void TestKraken::tellsRelativeRatesInTheStream()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(subscribeTo("ticker", R"("PF_XBTUSD","PI_XBTUSD")"));
    for (const char *symbol : {"PF_XBTUSD", "PI_XBTUSD"}) {
        const json::value frame = socket.next(
            *m_rig, [symbol](const auto &f) { return has(f, "feed", "ticker") && has(f, "product_id", symbol); });
        QVERIFY(isNear(number(frame.at("relative_funding_rate")), 0.00005, 1e-12));
        QVERIFY(frame.at("next_funding_rate_time").as_int64() == RigStart + 50 * MinuteMs);
        const double index = number(frame.at("index"));
        const double absolute = number(frame.at("funding_rate"));
        QVERIFY(isNear(symbol[1] == 'I' ? absolute * index : absolute / index, 0.00005, 1e-9));
    }
    QVERIFY(socket.settle());
    socket.frames.clear();
    m_rig->advance(10000);
    QVERIFY(socket.settle());
    QVERIFY(socket.frames.size() >= 18 && socket.frames.size() <= 24); // one a second, of both
}

void TestKraken::countsInverseContractsInDollars()
{
    const json::value linear = m_rig->get(Venue, Api + "tickers/PF_XBTUSD").body().at("ticker");
    const ContractState state = m_rig->market().state(m_linear);
    QVERIFY(isNear(number(linear.at("openInterest")), state.openInterestBase, 0.0001));
    QVERIFY(isNear(number(linear.at("vol24h")), state.volume24hBase, 0.0001));
    const json::value inverse = m_rig->get(Venue, Api + "tickers/PI_XBTUSD").body().at("ticker");
    const ContractState coin = m_rig->market().state(m_inverse);
    QVERIFY(isNear(number(inverse.at("openInterest")), coin.openInterestBase * coin.mark, 1));
    QVERIFY(isNear(number(inverse.at("vol24h")), coin.turnover24hUsd, 1));
    QVERIFY(isNear(number(inverse.at("volumeQuote")), coin.turnover24hUsd, 0.001));
}

void TestKraken::pagesBarsForward()
{
    const TimeMs from = RigStart - 40 * HourMs;
    const std::string path = "/api/charts/v1/trade/PI_XBTUSD/1m?from=" + std::to_string(from / 1000);
    const json::value page = m_rig->get(Venue, path).body();
    QCOMPARE(page.at("candles").as_array().size(), 2000U);
    QVERIFY(page.at("more_candles").as_bool());
    const json::value &first = page.at("candles").at(0);
    const auto bars = m_rig->market().candles(m_inverse, MinuteMs, from, from + MinuteMs);
    QVERIFY(first.at("time").as_int64() == from); // oldest first
    QVERIFY(isNear(number(first.at("volume")), bars.at(0).quote, 1)); // contracts of 1 USD
    QVERIFY(isNear(number(first.at("close")), bars.at(0).close, 0.5));
    const json::value last = m_rig->get(Venue, path + "&to=" + std::to_string(from / 1000 + 120)).body();
    QCOMPARE(last.at("candles").as_array().size(), 3U);
    QVERIFY(!last.at("more_candles").as_bool());
}

void TestKraken::givesOpenInterestInBuckets()
{
    const TimeMs from = RigStart - 2 * HourMs;
    const std::string target = "/api/charts/v1/analytics/PF_XBTUSD/open-interest?interval=300&since="
        + std::to_string(from / 1000) + "&to=" + std::to_string(from / 1000 + 600);
    const json::value result = m_rig->get(Venue, target).body().at("result");
    QCOMPARE(result.at("timestamp").as_array().size(), 3U);
    QVERIFY(result.at("timestamp").at(0).as_int64() == from / 1000);
    QVERIFY(!result.at("more").as_bool());
    const auto points = m_rig->market().openInterestHistory(m_linear, 5 * MinuteMs, from, from + 10 * MinuteMs);
    QVERIFY(isNear(number(result.at("data").at(0).at(0)), points.at(0).base, 0.0001));
    QVERIFY(isNear(number(result.at("data").at(0).at(3)), points.at(1).base, 0.0001)); // the close of five minutes
}

void TestKraken::answersMistakes()
{
    QVERIFY(has(m_rig->get(Venue, Api + "tickers/NIX").body(), "result", "error"));
    QVERIFY(has(m_rig->get(Venue, Api + "historicalfundingrates?symbol=NIX").body(), "result", "error"));
    QCOMPARE(m_rig->get(Venue, Api + "nix").status, 404);
    QCOMPARE(m_rig->get(Venue, "/api/charts/v1/trade/PF_XBTUSD/7m").status, 404);
    QCOMPARE(m_rig->get(Venue, "/api/charts/v1/analytics/PF_XBTUSD/open-interest?since=1&interval=7").status, 404);
}

void TestKraken::acknowledgesEachProduct()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    QVERIFY(socket.nextText().contains(QLatin1String("\"event\":\"info\"")));
    socket.send(subscribeTo("book", R"("PF_XBTUSD","NIX","PI_XBTUSD")"));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"event":"subscribed","feed":"book","product_ids":["PF_XBTUSD"]})"));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"event":"error","message":"Invalid product id"})"));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"event":"subscribed","feed":"book","product_ids":["PI_XBTUSD"]})"));
    socket.send(subscribeTo("nix", R"("PF_XBTUSD")"));
    QVERIFY(socket.nextText().contains(QLatin1String("Invalid feed")));
    socket.send("nonsense");
    QVERIFY(socket.nextText().contains(QLatin1String("Json Error")));
    socket.send(R"({"event":"subscribe","feed":"heartbeat"})");
    QVERIFY(socket.nextText().contains(QLatin1String("subscribed")));
    QVERIFY(
        socket.next(*m_rig, [](const auto &f) { return has(f, "feed", "heartbeat"); }).as_object().contains("time"));
}

void TestKraken::typesLiquidationsInTheTrades()
{
    Script script;
    script.lines = {lineFor("PF_XBTUSD", 4000), lineFor("PI_XBTUSD", 4000)};
    script.lines[0].liquidate = ScriptedLiquidation{Side::Long, 66500, 12};
    script.lines[1].liquidate = ScriptedLiquidation{Side::Short, 70000, 0.5};
    VenueRig rig(script, onlyVenue(Venue));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, std::string(Path)));
    socket.send(subscribeTo("trade", R"("PF_XBTUSD","PI_XBTUSD")"));
    QVERIFY(socket.settle());
    const auto snapshot = socket.next(
        rig, [](const auto &f) { return has(f, "feed", "trade_snapshot") && has(f, "product_id", "PF_XBTUSD"); });
    const json::array &past = snapshot.at("trades").as_array();
    QVERIFY(past.size() == 100 && past.front().at("seq").as_int64() == past.back().at("seq").as_int64() + 99);
    const std::uint64_t cursor = rig.market().cursor();
    rig.advance(7000);
    QVERIFY(socket.settle());
    std::map<double, json::value> forced;
    std::vector<std::int64_t> sequences;
    for (const std::string &text : socket.frames) {
        const json::value row = json::parse(text);
        if (has(row, "type", "liquidation"))
            forced[number(row.at("price"))] = row;
        if (has(row, "feed", "trade") && has(row, "product_id", "PF_XBTUSD"))
            sequences.push_back(row.at("seq").as_int64());
    }
    QVERIFY(has(forced[66500], "side", "sell") && isNear(number(forced[66500].at("qty")), 12, 0.0001));
    QVERIFY(has(forced[70000], "side", "buy") && isNear(number(forced[70000].at("qty")), 35000, 1));
    std::vector<Print> prints = rig.market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    QCOMPARE(sequences.size(), prints.size());
    for (std::size_t i = 0; i < sequences.size(); ++i)
        QCOMPARE(sequences[i], past.front().at("seq").as_int64() + 1 + static_cast<std::int64_t>(i));
}

void TestKraken::hangsUpOnTheIdle()
{
    VenueSocket idle, busy;
    QVERIFY(idle.open(*m_rig, Venue, std::string(Path)) && busy.open(*m_rig, Venue, std::string(Path)));
    busy.send(R"({"event":"subscribe","feed":"heartbeat"})");
    QVERIFY(busy.settle() && idle.settle());
    m_rig->advance(62000);
    QVERIFY(idle.waitForEnd());
    QVERIFY(busy.settle());
}

QTEST_GUILESS_MAIN(TestKraken)
#include "tst_kraken.moc"
