#include "tests/core/venues/venuecheck.h"

#include <cmath>
#include <limits>

using namespace isobar;

namespace {

const char *const Id = "paradex";

const std::string List = std::string(R"({"results":[)")
    + R"({"symbol":"BTC-USD-PERP","asset_kind":"PERP","base_currency":"BTC","quote_currency":"USD","settlement_currency":"USDC","price_tick_size":"0.1","order_size_increment":"0.001","open_at":1,"expiry_at":0,"funding_period_hours":8,"max_funding_rate":"0.05","delta1_cross_margin_params":{"imf_base":"0.02","imf_factor":"0","mmf_factor":"0.5"}},)"
    + R"({"symbol":"kPEPE-USD-PERP","asset_kind":"PERP","base_currency":"kPEPE","quote_currency":"USD","settlement_currency":"USDC","expiry_at":0,"funding_period_hours":1},)"
    + R"({"symbol":"OLD-USD-PERP","asset_kind":"PERP","base_currency":"OLD","quote_currency":"USD","settlement_currency":"USDC","expiry_at":0,"funding_period_hours":0},)"
    + R"({"symbol":"BTC-USD-28NOV26","asset_kind":"PERP","base_currency":"BTC","quote_currency":"USD","expiry_at":1795824000000},)"
    + R"({"symbol":"BTC-USD-90000-C","asset_kind":"PERP_OPTION","base_currency":"BTC","quote_currency":"USD","expiry_at":0}]})";

constexpr std::int64_t Null = std::numeric_limits<std::int64_t>::min();

/// A binary frame of version 0.
class Sbe {
public:
    explicit Sbe(std::uint16_t templateId, std::uint16_t schema = 1) : m_template(templateId), m_schema(schema) { }
    Sbe &word(std::int64_t value) { return add(static_cast<std::uint64_t>(value), 8); }
    Sbe &decimal(double value) { return word(std::llround(value * 1e8)); }
    Sbe &byte(std::uint8_t value) { return add(value, 1); }
    Sbe &half(std::int16_t value) { return add(static_cast<std::uint16_t>(value), 2); }
    WireCase::RawFrame end(const std::string &market) const
    {
        Sbe out(0);
        out.add(m_fields.size(), 2).add(m_template, 2).add(m_schema, 2).add(0, 2);
        out.m_fields += m_fields;
        out.add(market.size(), 1);
        return {Via::WsBinary, out.m_fields + market, {}};
    }

private:
    Sbe &add(std::uint64_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            m_fields.push_back(static_cast<char>(value >> 8 * i & 0xff));
        return *this;
    }
    std::uint16_t m_template, m_schema;
    std::string m_fields;
};

Sbe sbeTrade(std::uint8_t side, std::uint8_t kind, std::int64_t price = 50'00000000)
{
    return Sbe(1).word(7'000'000).word(1).word(99).byte(side).word(price).decimal(2).word(5'123'456).byte(kind);
}

Sbe sbeSummary(std::int64_t rate, std::int64_t mark = 10'00000000)
{
    Sbe out(4);
    out.word(7'000'000).word(1).word(mark).decimal(11).decimal(12).decimal(700).decimal(30).word(rate);
    for (int i = 0; i < 19; ++i)
        out.word(Null);
    return out;
}

Sbe sbeFunding(std::int16_t hours)
{
    return Sbe(5).word(7'000'000).word(1).decimal(0.0001).decimal(3).word(6'000'000).decimal(4).decimal(0.0008).half(
        hours);
}

std::string frame(const std::string &channel, const std::string &data)
{
    return R"({"method":"subscription","params":{"channel":")" + channel + R"(","data":)" + data + "}}";
}

std::string trade(const std::string &market, const std::string &side, const std::string &kind)
{
    return R"({"id":"17","market":")" + market + R"(","side":")" + side
        + R"(","size":"2","price":"50","created_at":5123,"trade_type":")" + kind + R"("})";
}

const std::string Summary =
    R"({"symbol":"A-USD-PERP","mark_price":"10","underlying_price":"11","oracle_price":"10","volume_24h":"700","total_volume":"9","open_interest":"30","funding_rate":"0.0001","created_at":6000})";
const std::string OptionSummary =
    R"({"symbol":"A-USD-90-C","mark_price":"10","volume_24h":"700","open_interest":"30","funding_rate":"","created_at":6000})";

std::vector<OwnCase> jsonCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string rows =
        R"([{"kind":"funding","symbol":"A-USD-PERP","rate":0.0001},{"kind":"mark","symbol":"A-USD-PERP","mark_price":10,"index_price":11},{"kind":"open_interest","symbol":"A-USD-PERP","base_quantity":30},{"kind":"volume","symbol":"A-USD-PERP","notional_usd":700}])";
    return {
        {"a summary", {ws(frame("markets_summary.A-USD-PERP", Summary))}, rows},
        {"summaries of all, most of them options",
            {rest("GET /v1/markets/summary?market=ALL", R"({"results":[)" + OptionSummary + "," + Summary + "]}"),
                ws(frame("markets_summary.ALL", OptionSummary))},
            rows},
        {"sides of trades are the takers'",
            {ws(frame("trades.kX-USD-PERP", trade("kX-USD-PERP", "BUY", "FILL"))),
                ws(frame("trades.ALL", trade("kX-USD-PERP", "SELL", "RPI")))},
            R"([{"kind":"trade","symbol":"kX-USD-PERP","aggressor":"buy","price":50,"base_quantity":2,"time_ms":5123},{"kind":"trade","symbol":"kX-USD-PERP","aggressor":"sell","price":50,"base_quantity":2,"time_ms":5123}])"},
        {"a liquidation is no trade",
            {ws(frame("trades.ALL", trade("A-USD-PERP", "SELL", "LIQUIDATION"))),
                rest("GET /v1/trades?market=A-USD-PERP",
                    R"({"results":[)" + trade("A-USD-PERP", "BUY", "LIQUIDATION") + "]}")},
            R"([{"kind":"liquidation","symbol":"A-USD-PERP","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5123},{"kind":"liquidation","symbol":"A-USD-PERP","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5123}])"},
        {"transfers, settlements of markets, blocks and options",
            {ws(frame("trades.ALL", trade("A-USD-PERP", "BUY", "TRANSFER"))),
                ws(frame("trades.ALL", trade("A-USD-PERP", "BUY", "SETTLE_MARKET"))),
                ws(frame("trades.ALL", trade("A-USD-PERP", "BUY", "BLOCK_TRADE"))),
                ws(frame("trades.ALL", trade("A-USD-90-C", "BUY", "FILL")))},
            "[]"},
        {"a trade of no side", {ws(frame("trades.ALL", trade("A-USD-PERP", "", "FILL")))}, error},
        {"a rate of a short period is not multiplied; the premium is no rate",
            {ws(frame("funding_data.ALL",
                 R"({"market":"A-USD-PERP","funding_index":"-1","funding_premium":"7","funding_rate":"0.0001","funding_rate_8h":"0.0008","funding_period_hours":1,"created_at":6000})")),
                ws(frame("funding_data.ALL",
                    R"({"market":"A-USD-PERP","funding_premium":"7","funding_rate":"0.0002","funding_period_hours":0,"created_at":6000})"))},
            R"([{"kind":"funding","symbol":"A-USD-PERP","rate":0.0001,"interval_hours":1},{"kind":"funding","symbol":"A-USD-PERP","rate":0.0002}])"},
        {"samples of the past",
            {rest("GET /v1/funding/data?market=A-USD-PERP&page_size=1",
                R"({"next":null,"results":[{"market":"A-USD-PERP","funding_index":"5","funding_premium":"7","funding_rate":"-0.0001","created_at":6000}]})")},
            R"([{"kind":"settlement","symbol":"A-USD-PERP","rate":-0.0001,"time_ms":6000}])"},
        {"acknowledgements and dull channels",
            {ws(R"({"jsonrpc":"2.0","id":1,"result":{"channel":"bbo.A-USD-PERP"}})"),
                ws(frame("bbo.A-USD-PERP", R"({"bid":"x"})"))},
            "[]"},
    };
}

std::vector<OwnCase> binaryCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"binary trades, microseconds", {sbeTrade(1, 1).end("A-USD-PERP"), sbeTrade(2, 5).end("A-USD-PERP")},
            R"([{"kind":"trade","symbol":"A-USD-PERP","aggressor":"buy","price":50,"base_quantity":2,"time_ms":5123},{"kind":"trade","symbol":"A-USD-PERP","aggressor":"sell","price":50,"base_quantity":2,"time_ms":5123}])"},
        {"binary liquidations", {sbeTrade(1, 2).end("A-USD-PERP"), sbeTrade(2, 2).end("A-USD-PERP")},
            R"([{"kind":"liquidation","symbol":"A-USD-PERP","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5123},{"kind":"liquidation","symbol":"A-USD-PERP","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5123}])"},
        {"binary prints of no market trade, options",
            {sbeTrade(1, 3).end("A-USD-PERP"), sbeTrade(1, 4).end("A-USD-PERP"), sbeTrade(1, 6).end("A-USD-PERP"),
                sbeTrade(254, 254).end("A-USD-PERP"), sbeTrade(1, 1).end("A-USD-90-C")},
            "[]"},
        {"binary trades that lack something",
            {sbeTrade(254, 1).end("A-USD-PERP"), sbeTrade(1, 1, Null).end("A-USD-PERP"),
                sbeTrade(1, 1, 0).end("A-USD-PERP")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"a binary summary", {sbeSummary(10'000).end("A-USD-PERP")},
            R"([{"kind":"funding","symbol":"A-USD-PERP","rate":0.0001},{"kind":"mark","symbol":"A-USD-PERP","mark_price":10,"index_price":11},{"kind":"open_interest","symbol":"A-USD-PERP","base_quantity":30},{"kind":"volume","symbol":"A-USD-PERP","notional_usd":700}])"},
        {"a binary summary without rate and mark", {sbeSummary(Null, Null).end("A-USD-PERP")},
            R"([{"kind":"mark","symbol":"A-USD-PERP","index_price":11},{"kind":"open_interest","symbol":"A-USD-PERP","base_quantity":30},{"kind":"volume","symbol":"A-USD-PERP","notional_usd":700}])"},
        {"a binary summary with a negative price", {sbeSummary(0, -1).end("A-USD-PERP")}, error},
        {"binary funding", {sbeFunding(1).end("A-USD-PERP"), sbeFunding(0).end("A-USD-PERP")},
            R"([{"kind":"funding","symbol":"A-USD-PERP","rate":0.0001,"interval_hours":1},{"kind":"funding","symbol":"A-USD-PERP","rate":0.0001}])"},
        {"fields of a newer version before the market", {sbeFunding(8).word(1).half(2).end("A-USD-PERP")},
            R"([{"kind":"funding","symbol":"A-USD-PERP","rate":0.0001,"interval_hours":8}])"},
        {"fewer fields than known", {Sbe(5).word(1).word(2).end("A-USD-PERP")}, error},
        {"another schema", {Sbe(5, 2).end("A-USD-PERP")}, error},
        {"books, best prices and what is not known",
            {Sbe(2).word(1).end("A-USD-PERP"), Sbe(3).end("x"), Sbe(41).word(1).word(1).byte(0).end("trades.ALL"),
                Sbe(77).end("")},
            "[]"},
    };
}

std::vector<OwnCase> ownCases()
{
    std::vector<OwnCase> cases = jsonCases();
    for (OwnCase &each : binaryCases())
        cases.push_back(std::move(each));
    return cases;
}

} // namespace

class TestParadex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWireCases_data() { addCases(sharedCases(QLatin1String(Id))); }
    void readsWireCases()
    {
        NEED_WIRE_FOLDER();
        CHECK_CASE(m_cases, false);
    }
    void readsOwnCases_data() { addCases(asWireCases(ownCases(), Id)); }
    void readsOwnCases() { CHECK_CASE(m_cases, true); }

    void givesNoWrongValueOfBrokenFrames()
    {
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, {}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 300);
    }

    void readsNoShortenedBinaryFrame()
    {
        InstrumentNames names;
        for (const WireCase::RawFrame &whole :
            {sbeTrade(1, 1).end("A-USD-PERP"), sbeSummary(1).end("A-USD-PERP"), sbeFunding(8).end("A-USD-PERP")}) {
            for (std::size_t size = 0; size < whole.text.size(); ++size) {
                const Decoded out = decodeOne(Id, {Via::WsBinary, whole.text.substr(0, size), {}}, names);
                QVERIFY(out.rows.empty());
                QCOMPARE(out.errors.size(), std::size_t(1));
                QVERIFY(out.errors[0].excerpt.size() <= 160);
            }
            const Decoded out = decodeOne(Id, whole, names);
            QVERIFY(!out.rows.empty());
            QCOMPARE(out.venueMs, std::optional<TimeMs>(7'000));
        }
        const Decoded odd = decodeOne(Id, {Via::WsBinary, std::string("\x01\xff", 2), {}}, names);
        QCOMPARE(odd.errors.at(0).excerpt, std::string("01ff"));
    }

    void readsVolumesOfBarsAsDollars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /v1/markets/klines?symbol=A-USD-PERP&resolution=60", R"({"results":[[3600000,2,8,1,4,40]]})"),
            names);
        QVERIFY(std::get<Candle>(out.rows.at(0).payload) == (Candle{HourMs, HourMs, 2, 8, 1, 4, 10, {}}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /v1/markets", List}}, names);
        QCOMPARE(reference->instruments.size(), std::size_t(3));
        const Instrument &btc = reference->instruments[0];
        QVERIFY(btc.continuousFunding);
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.fundingCap, std::optional(0.05));
        QCOMPARE(btc.fundingFloor, std::optional(-0.05));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.settle, std::string("USDC"));
        QVERIFY(btc.tiers == (std::vector<MarginTier>{{std::numeric_limits<double>::infinity(), 0.01, 50, 0}}));
        const Instrument &pepe = reference->instruments[1];
        QCOMPARE(pepe.symbol, std::string("kPEPE-USD-PERP"));
        QCOMPARE(pepe.asset, std::string("PEPE"));
        QCOMPARE(pepe.scale, 1000.0);
        QCOMPARE(pepe.intervalHours, std::optional(1.0));
        QVERIFY(!reference->instruments[2].intervalHours);
    }

    void subscribesOneChannelARequest()
    {
        const auto plans = venueById(Id)->subscribe(std::vector<Instrument>(25, instrumentNamed(Id, "kBONK-USD-PERP")));
        QCOMPARE(plans.size(), std::size_t(2));
        QCOMPARE(plans[0].path, std::string("/v1?sbeSchemaId=1&sbeSchemaVersion=1"));
        QCOMPARE(plans[0].messages.size(), std::size_t(60));
        QCOMPARE(plans[1].messages.size(), std::size_t(15));
        QCOMPARE(plans[1].messages[0],
            std::string(
                R"({"jsonrpc":"2.0","method":"subscribe","params":{"channel":"markets_summary.kBONK-USD-PERP"},"id":1})"));
    }

    // A sample stands for eight hours, its rate for one period of the market: kPEPE has one of an hour.
    void samplesStandForEightHours()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /v1/markets", List}}, names);
        const auto decoder = venueById(Id)->decoder(reference, names);
        const auto settled = [&](const std::string &market) {
            const WireCase::RawFrame raw = rest("GET /v1/funding/data?market=" + market + "&page_size=1",
                R"({"results":[{"market":")" + market + R"(","funding_rate":"0.0001","created_at":6000}]})");
            Decoded out;
            decoder->decode({raw.via, raw.text, raw.request, 0}, out);
            return std::get<Settlement>(out.rows.at(0).payload).rate;
        };
        QCOMPARE(settled("BTC-USD-PERP"), 0.0001);
        QCOMPARE(settled("kPEPE-USD-PERP"), 0.0008);
    }

    void asksForSamplesOfFunding()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-USD-PERP");
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, DayMs, HourMs});
        QCOMPARE(funding.size(), std::size_t(3));
        QCOMPARE(funding[0].path,
            std::string("/v1/funding/data?market=BTC-USD-PERP&start_at=85800000&end_at=86399999&page_size=1"));
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, DayMs, 5 * MinuteMs});
        QCOMPARE(bars.size(), std::size_t(3)); // 288 bars
        QCOMPARE(bars[2].path,
            std::string("/v1/markets/klines?symbol=BTC-USD-PERP&resolution=5&start_at=0&end_at=26399999"));
        QVERIFY(venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, DayMs, HourMs}).empty());
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestParadex)
#include "tst_venueparadex.moc"
