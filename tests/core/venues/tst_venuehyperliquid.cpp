#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "hyperliquid";

const std::string List =
    R"({"universe":[{"szDecimals":5,"name":"BTC","maxLeverage":40,"marginTableId":56},{"name":"MATIC","maxLeverage":20,"isDelisted":true,"marginTableId":20},{"name":"kPEPE","maxLeverage":10,"marginTableId":10,"isDelisted":null}],
"marginTables":[[56,{"description":"tiered 40x","marginTiers":[{"lowerBound":"0.0","maxLeverage":40},{"lowerBound":"150000000.0","maxLeverage":20}]}]],"collateralToken":0})";

std::string ctx(const std::string &n)
{
    return R"({"funding":"0.0000)" + n + R"(","openInterest":")" + n + R"(0","prevDayPx":"x","dayNtlVlm":")" + n
        + R"(00","premium":null,"oraclePx":")" + n + R"(.5","markPx":")" + n + R"(","midPx":null,"impactPxs":null})";
}

std::string ctxRows(const std::string &coin, const std::string &n)
{
    const std::string head = R"(","symbol":")" + coin + R"(",)";
    return R"({"kind":"funding)" + head + R"("rate":0.0000)" + n + R"(},{"kind":"mark)" + head + R"("mark_price":)" + n
        + R"(,"index_price":)" + n + R"(.5},{"kind":"open_interest)" + head + R"("base_quantity":)" + n
        + R"(0},{"kind":"volume)" + head + R"("notional_usd":)" + n + "00}";
}

std::string fill(const std::string &side, const std::string &crossed, const std::string &victim)
{
    return R"({"coin":"BTC","px":"100","sz":"2","side":")" + side + R"(","time":7,"crossed":)" + crossed
        + R"(,"tid":5,"dir":"Close Long","liquidation":{"liquidatedUser":")" + victim
        + R"(","markPx":"99","method":"market"}})";
}

std::string liquidated(const std::string &position)
{
    return R"([{"kind":"liquidation","symbol":"BTC","position":")" + position
        + R"(","price":100,"base_quantity":2,"notional_usd":200,"time_ms":7}])";
}

std::string userFills(const std::string &row)
{
    return R"({"channel":"userFills","data":{"isSnapshot":true,"user":"0xAB","fills":[)" + row + "]}}";
}

const std::string AllContexts = R"({"channel":"allDexsAssetCtxs","data":{"ctxs":[["",[)" + ctx("1") + "," + ctx("2")
    + "," + ctx("3") + R"(]],["xyz",[)" + ctx("4") + "]]]}}";

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string metaAndContexts = R"({"type":"metaAndAssetCtxs"})";
    return {
        {"context of one coin", {ws(R"({"channel":"activeAssetCtx","data":{"coin":"kPEPE","ctx":)" + ctx("1") + "}}")},
            "[" + ctxRows("kPEPE", "1") + "]"},
        {"turnover in base, where there is one",
            {ws(R"({"channel":"activeAssetCtx","data":{"coin":"A","ctx":{"funding":"0","openInterest":"1","dayNtlVlm":"5","dayBaseVlm":"6","oraclePx":"0.0","markPx":null}}})")},
            R"([{"kind":"funding","symbol":"A","rate":0},{"kind":"open_interest","symbol":"A","base_quantity":1},{"kind":"volume","symbol":"A","notional_usd":5,"base_quantity":6}])"},
        {"context without funding",
            {ws(R"({"channel":"activeAssetCtx","data":{"coin":"A","ctx":{"openInterest":"1","dayNtlVlm":"5","oraclePx":"1","markPx":"1"}}})")},
            error},
        {"contexts by position, delisted coins counted but not shown",
            {rest("POST /info " + metaAndContexts,
                "[" + List + ",[" + ctx("1") + "," + ctx("2") + "," + ctx("3") + "]]")},
            "[" + ctxRows("BTC", "1") + "," + ctxRows("kPEPE", "3") + "]"},
        {"fewer contexts than coins", {rest("POST /info " + metaAndContexts, "[" + List + ",[" + ctx("1") + "]]")},
            error},
        {"one bad context",
            {rest("POST /info " + metaAndContexts,
                R"([{"universe":[{"name":"A"},{"name":"B"}]},[)" + ctx("1") + R"(,{"funding":"x"}]])")},
            error},
        {"all contexts, universe of the list", {ws(AllContexts)},
            "[" + ctxRows("BTC", "1") + "," + ctxRows("kPEPE", "3") + "]", List},
        {"all contexts, universe of an answer",
            {rest("POST /info {\"type\":\"meta\"}", R"({"universe":[{"name":"A"},{"name":"B"},{"name":"C"}]})"),
                ws(AllContexts)},
            "[" + ctxRows("A", "1") + "," + ctxRows("B", "2") + "," + ctxRows("C", "3") + "]"},
        {"all contexts, unknown universe", {ws(AllContexts)}, error},
        {"all contexts of another universe",
            {ws(R"({"channel":"allDexsAssetCtxs","data":{"ctxs":[["",[)" + ctx("1") + "]]]}}")}, error, List},
        {"taker buys; spot is not ours",
            {ws(R"({"channel":"trades","data":[{"coin":"kPEPE","side":"B","px":"2","sz":"3","time":7,"tid":1,"users":["0x1","0x2"]},{"coin":"@107","side":"B","px":"2","sz":"3","time":7,"tid":2},{"coin":"PURR/USDC","side":"B","px":"2","sz":"3","time":7,"tid":3}]})")},
            R"([{"kind":"trade","symbol":"kPEPE","aggressor":"buy","price":2,"base_quantity":3,"time_ms":7}])"},
        {"recent trades",
            {rest(R"(POST /info {"type":"recentTrades","coin":"A"})",
                R"([{"coin":"A","side":"A","px":"2","sz":"3","time":8,"tid":2},{"coin":"A","side":"B","px":"2","sz":"3","time":7,"tid":1}])")},
            R"([{"kind":"trade","symbol":"A","aggressor":"buy","price":2,"base_quantity":3,"time_ms":7},{"kind":"trade","symbol":"A","aggressor":"sell","price":2,"base_quantity":3,"time_ms":8}])"},
        {"own fill, sold", {ws(userFills(fill("A", "true", "0xab")))}, liquidated("long")},
        {"own fill, bought", {ws(userFills(fill("B", "true", "0xab")))}, liquidated("short")},
        {"fill against another, sold", {ws(userFills(fill("A", "true", "0xcd")))}, liquidated("short")},
        {"fill that rested, bought", {ws(userFills(fill("B", "false", "0xab")))}, liquidated("long")},
        {"fill of no liquidation is no trade",
            {ws(userFills(R"({"coin":"BTC","px":"100","sz":"2","side":"A","time":7,"crossed":true,"tid":5})"))}, "[]"},
        {"fills of channel user", {ws(R"({"channel":"user","data":{"fills":[)" + fill("A", "true", "0xab") + "]}}")},
            liquidated("long")},
        {"other events of channel user",
            {ws(R"({"channel":"user","data":{"liquidation":{"lid":1,"liquidator":"0x1","liquidated_user":"0x2","liquidated_ntl_pos":"1","liquidated_account_value":"2"}}})"),
                ws(R"({"channel":"user","data":{"funding":{"time":1,"coin":"A","usdc":"1"}}})")},
            "[]"},
        {"fills by REST",
            {rest(R"(POST /info {"type":"userFills","user":"0xab"})", "[" + fill("B", "true", "0xAB") + "]")},
            liquidated("short")},
        {"predicted funding, only our own venue",
            {rest(R"(POST /info {"type":"predictedFundings"})",
                R"([["AVAX",[["BinPerp",{"fundingRate":"0.0001","nextFundingTime":1733961600000}],["HlPerp",{"fundingRate":"0.0000125","nextFundingTime":1733958000000,"fundingIntervalHours":1}],["BybitPerp",null]]],["NEW",[["HlPerp",null],["BinPerp",null]]],["X",[["HlPerp",{"fundingRate":null,"nextFundingTime":5}]]]])")},
            R"([{"kind":"funding","symbol":"AVAX","rate":0.0000125,"next_funding_ms":1733958000000,"interval_hours":1},{"kind":"funding","symbol":"X","next_funding_ms":5}])"},
        {"bad answers",
            {rest(R"(POST /info {"type":"fundingHistory","coin":"A"})", "null"),
                rest(R"(POST /info {"type":"fundingHistory","coin":"A"})", "Failed to deserialize the JSON body")},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"refused twice", {ws(R"({"channel":"error","data":"Already subscribed: {}"})")}, error},
        {"greeting, pong, dull channels",
            {ws("Websocket connection established."), ws(R"({"channel":"pong"})"),
                ws(R"({"channel":"allMids","data":{"mids":{"A":"x"}}})"),
                ws(R"({"channel":"bbo","data":{"coin":"A"}})"), ws(R"({"channel":"candle","data":{"t":1}})"),
                rest(R"(POST /info {"type":"allMids"})", R"({"A":"1"})")},
            "[]"},
        {"other text", {ws("Websocket connection")}, error},
        {"rows of no channel", {ws(R"({"data":[]})")}, error},
        {"side that is none",
            {ws(R"({"channel":"trades","data":[{"coin":"A","side":"S","px":"2","sz":"3","time":7}]})")}, error},
    };
}

} // namespace

class TestHyperliquid : public QObject {
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
            // A coin that is not said to be delisted is not. Whether a fill crossed matters only where it contradicts
            // the account, which our own case does and the venue never.
            const QString why = findWrongValue(each, {QStringLiteral("isDelisted"), QStringLiteral("crossed")}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void readsPositionsOfAnAccount()
    {
        InstrumentNames names;
        const std::string position =
            R"({"type":"oneWay","position":{"coin":"BTC","szi":"-0.5","entryPx":"68000","leverage":{"type":"cross","value":20},"liquidationPx":"71250.5","marginUsed":"1","positionValue":"33912.5","cumFunding":{"allTime":"1"}}})";
        const std::string isolated =
            R"({"type":"oneWay","position":{"coin":"kPEPE","szi":"700","leverage":{"type":"isolated","value":3,"rawUsd":"-1"},"liquidationPx":null,"positionValue":"7"}})";
        const auto answer = [&](const std::string &rows) {
            return rest(R"(POST /info {"type":"clearinghouseState","user":"0xAb01"})",
                R"({"assetPositions":[)" + rows + R"(],"time":1730160059558})");
        };
        const Decoded out = decodeOne(Id, answer(position + "," + isolated), names);
        QVERIFY(out.errors.empty() && out.rows.empty());
        QCOMPARE(out.accounts.size(), std::size_t(1));
        const AccountPositions &account = out.accounts.front();
        QCOMPARE(account.venue, std::string(Id));
        QCOMPARE(account.account, std::string("0xab01"));
        QCOMPARE(account.positions.size(), std::size_t(2));
        const AccountPosition btc{names.intern(Id, "BTC"), PositionSide::Short, 0.5, 33912.5, 71250.5, true};
        const AccountPosition pepe{names.intern(Id, "kPEPE"), PositionSide::Long, 700, 7, std::nullopt, false};
        QCOMPARE(account.positions[0], btc);
        QCOMPARE(account.positions[1], pepe);
        // Nobody's account: told, and empty.
        QVERIFY(decodeOne(Id, answer(""), names).accounts.front().positions.empty());
        // A broken position breaks the answer, since an account is told whole.
        for (const char *broken : {R"("szi":"x")", R"("szi":"1e400")", R"("szi":null)"}) {
            std::string row = position;
            row.replace(row.find(R"("szi":"-0.5")"), 12, broken);
            const Decoded refused = decodeOne(Id, answer(isolated + "," + row), names);
            QVERIFY(refused.accounts.empty());
            QCOMPARE(refused.errors.size(), std::size_t(1));
        }
    }

    void tellsWhoTraded()
    {
        InstrumentNames names;
        const std::string head =
            R"({"channel":"trades","data":[{"coin":"BTC","side":"A","px":"2","sz":"3","time":9,"tid":2)";
        const Decoded out = decodeOne(Id, ws(head + R"(,"users":["0xA","0xB"]}]})"), names);
        QCOMPARE(out.traders, (std::vector<std::string>{"0xA", "0xB"}));
        // They are no part of the trade: without them it is one all the same.
        for (const char *odd : {"", R"(,"users":"abc")", R"(,"users":[7])", R"(,"users":null)"}) {
            const Decoded plain = decodeOne(Id, ws(head + odd + "}]}"), names);
            QCOMPARE(plain.rows.size(), std::size_t(1));
            QVERIFY(plain.errors.empty() && plain.traders.empty());
        }
    }

    void givesTheOldestFirst()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest(R"(POST /info {"type":"recentTrades","coin":"A"})",
                R"([{"coin":"A","side":"A","px":"2","sz":"3","time":9,"tid":2},{"coin":"A","side":"B","px":"2","sz":"3","time":7,"tid":1}])"),
            names);
        QCOMPARE(std::get<Trade>(out.rows.at(0).payload).timeMs, TimeMs(7));
        QCOMPARE(std::get<Trade>(out.rows.at(1).payload).timeMs, TimeMs(9));
    }

    void givesTheBacklogTheSameKeys()
    {
        InstrumentNames names;
        const auto frame = ws(
            R"({"channel":"trades","data":[{"coin":"A","side":"A","px":"2","sz":"3","time":9,"tid":2},{"coin":"B","side":"A","px":"2","sz":"3","time":9,"tid":2}]})");
        const Decoded once = decodeOne(Id, frame, names), again = decodeOne(Id, frame, names);
        const auto key = [](const Decoded &out, std::size_t i) {
            return std::get<Trade>(out.rows.at(i).payload).eventKey;
        };
        QCOMPARE(key(once, 0), key(again, 0));
        QVERIFY(key(once, 0) != key(once, 1)); // a tid counts within its coin
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest(
                R"(POST /info {"type":"candleSnapshot","req":{"coin":"A","interval":"15m","startTime":1,"endTime":2}})",
                R"([{"t":900000,"T":1799999,"s":"A","i":"15m","o":"1","c":"2","h":"4","l":"0.5","v":"10","n":3}])"),
            names);
        QVERIFY(std::get<Candle>(out.rows.at(0).payload) == (Candle{900'000, 900'000, 1, 4, 0.5, 2, 10, {}}));
    }

    void readsTheCatalogueWithTiers()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{R"(POST /info {"type":"meta"})", List}}, names);
        QCOMPARE(reference->instruments.size(), 2U);
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.intervalHours, std::optional(1.0));
        QCOMPARE(btc.maxLeverage, std::optional(40.0));
        QCOMPARE(btc.tiers.size(), 2U);
        QCOMPARE(btc.tiers[0].notionalCapUsd, 150e6);
        QCOMPARE(btc.tiers[0].maintenanceRate, 0.0125);
        QCOMPARE(btc.tiers[1].maintenanceRate, 0.025);
        QCOMPARE(btc.tiers[1].deductionUsd, 1.875e6);
        const Instrument &pepe = reference->instruments[1];
        QCOMPARE(pepe.symbol, std::string("kPEPE"));
        QCOMPARE(pepe.asset, std::string("PEPE"));
        QCOMPARE(pepe.scale, 1000.0);
        QCOMPARE(pepe.tiers.size(), 1U);
        QCOMPARE(pepe.tiers[0].maintenanceRate, 0.05);
    }

    void subscribesCoinByCoin()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "BTC"), instrumentNamed(Id, "kPEPE")};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/ws"));
        QCOMPARE(plans[0].messages.size(), 4U);
        QCOMPARE(plans[0].messages[1],
            std::string(R"({"method":"subscribe","subscription":{"type":"activeAssetCtx","coin":"kPEPE"}})"));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
        QCOMPARE(venueById(Id)->polls(watched).at(0).request.line(),
            std::string(R"(POST /info {"type":"predictedFundings"})"));
        QCOMPARE(venueById(Id)->subscribe(std::vector<Instrument>(700, watched[0])).at(0).messages.size(), 1000U);
    }

    void asksForHistory()
    {
        const Instrument btc = instrumentNamed(Id, "BTC");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).line(),
            std::string(
                R"(POST /info {"type":"candleSnapshot","req":{"coin":"BTC","interval":"5m","startTime":0,"endTime":3599999}})"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0});
        QCOMPARE(funding.size(), 2U); // 720 hours, 500 rows an answer
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

QTEST_GUILESS_MAIN(TestHyperliquid)
#include "tst_venuehyperliquid.moc"
