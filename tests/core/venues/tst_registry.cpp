#include "core/venues/registry.h"

#include <QSet>
#include <QtTest>

using namespace isobar;

namespace {

/// The list of a venue whose bars count contracts; empty for the others.
std::string listWithSize(const std::string &venue)
{
    if (venue == "gate")
        return R"([{"name":"BTC_USDT","type":"direct","quanto_multiplier":"0.001"}])";
    if (venue == "mexc")
        return R"({"success":true,"code":0,"data":[{"symbol":"BTC_USDT","baseCoin":"BTC","quoteCoin":"USDT",)"
               R"("settleCoin":"USDT","contractSize":0.001,"state":0}]})";
    if (venue == "kucoin")
        return R"({"code":"200000","data":[{"symbol":"XBTUSDTM","baseCurrency":"XBT","quoteCurrency":"USDT",)"
               R"("multiplier":0.001}]})";
    if (venue == "bitmart")
        return R"({"code":1000,"data":{"symbols":[{"symbol":"BTCUSDT","product_type":1,"base_currency":"BTC",)"
               R"("quote_currency":"USDT","contract_size":"0.001"}]}})";
    if (venue == "delta")
        return R"({"success":true,"result":[{"symbol":"BTCUSDT","contract_type":"perpetual_futures",)"
               R"("contract_value":"0.001","notional_type":"vanilla","state":"live","underlying_asset":{"symbol":)"
               R"("BTC"},"quoting_asset":{"symbol":"USDT"},"settling_asset":{"symbol":"USDT"}}]})";
    return {};
}

} // namespace

class TestRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsTheVenuesInOrder()
    {
        QStringList ids;
        for (const auto &venue : allVenues())
            ids.append(QString::fromStdString(venue->profile().traits.id));
        QCOMPARE(ids.join(QLatin1Char(' ')),
            QStringLiteral(
                "binance-usdm okx bybit hyperliquid bitget gate mexc aster binance-coinm kucoin htx bingx bitmart "
                "phemex blofin dydx lighter paradex aevo backpack woox deribit kraken bitfinex cryptocom delta"));
        QVERIFY(venueById("bybit") == allVenues()[2]);
        QVERIFY(!venueById("Bybit"));
        QVERIFY(!venueById(""));
    }

    void namesAreUniqueAndShort()
    {
        QSet<QString> ids, shortNames;
        for (const auto &venue : allVenues()) {
            const VenueTraits &traits = venue->profile().traits;
            QVERIFY(!traits.name.empty() && !traits.operatorName.empty());
            const QString shortName = QString::fromStdString(traits.shortName);
            QVERIFY(!shortName.isEmpty() && shortName.size() <= 12);
            QVERIFY(!ids.contains(QString::fromStdString(traits.id)));
            QVERIFY(!shortNames.contains(shortName));
            ids.insert(QString::fromStdString(traits.id));
            shortNames.insert(shortName);
        }
    }

    void profilesMakeSense_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < allVenues().size(); ++i)
            QTest::newRow(allVenues()[i]->profile().traits.id.c_str()) << static_cast<int>(i);
    }
    void profilesMakeSense()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        const VenueProfile &profile = venue->profile();
        QVERIFY(profile.restHost.starts_with("https://") && !profile.restHost.ends_with('/'));
        QVERIFY(profile.wsHost.starts_with("wss://") && !profile.wsHost.ends_with('/'));
        QVERIFY(profile.rest.weight > 0 && profile.rest.windowMs > 0);
        QVERIFY(profile.socketMessagesPerSecond > 0);
        QCOMPARE(profile.keepAlive.everyMs > 0, !profile.keepAlive.text.empty() || profile.keepAlive.isControlFrame);
        QVERIFY(profile.traits.defaultIntervalHours >= 1);
        QCOMPARE(
            profile.traits.of(StreamType::Liquidation).gapMs > 0, profile.traits.liquidations != LiquidationFeed::None);
        for (const RestRequest &request : venue->catalogue()) {
            QVERIFY(request.path.starts_with('/'));
            QVERIFY(request.weight <= profile.rest.weight);
        }
    }

    void everyPublishedKindIsCarried_data() { profilesMakeSense_data(); }
    void everyPublishedKindIsCarried()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        Instrument instrument;
        instrument.symbol = "BTC-USDT-SWAP";
        const std::vector<Instrument> watched{instrument};
        std::array<bool, StreamTypeCount> streamed{}, polled{};
        for (const SocketPlan &plan : venue->subscribe(watched)) {
            QVERIFY(plan.path.starts_with('/'));
            QVERIFY(!plan.messages.empty());
            for (const StreamType type : plan.carries)
                streamed[static_cast<std::size_t>(type)] = true;
        }
        for (const Poll &poll : venue->polls(watched)) {
            for (const StreamType type : poll.carries)
                polled[static_cast<std::size_t>(type)] = true;
        }
        for (std::size_t i = 0; i < StreamTypeCount; ++i) {
            const StreamCadence &cadence = venue->profile().traits.cadence[i];
            QCOMPARE(streamed[i], cadence.gapMs > 0 && !cadence.polled);
            QCOMPARE(polled[i], cadence.gapMs > 0 && cadence.polled);
        }
    }

    void bulkCallsAreFewAndCheap_data() { profilesMakeSense_data(); }
    void bulkCallsAreFewAndCheap()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        const VenueProfile &profile = venue->profile();
        double perWindow = 0;
        bool hasRates = false;
        for (const Poll &poll : venue->bulk()) {
            QVERIFY(poll.request.path.starts_with('/'));
            QVERIFY(poll.everyMs >= 20'000 && poll.everyMs <= 2 * MinuteMs);
            QVERIFY(!poll.carries.empty());
            perWindow += poll.request.weight * double(profile.rest.windowMs) / double(poll.everyMs);
            for (const StreamType type : poll.carries) {
                QVERIFY(type != StreamType::Liquidation && type != StreamType::Trade);
                // Rates go stale after three minutes: a call that is late once must not make them so.
                QVERIFY(type != StreamType::Funding || poll.everyMs <= MinuteMs);
                hasRates = hasRates || type == StreamType::Funding;
            }
        }
        QVERIFY2(perWindow <= 0.1 * profile.rest.weight, qPrintable(QString::number(perWindow)));
        QCOMPARE(hasRates, profile.traits.id != "aevo" && profile.traits.id != "cryptocom");
    }

    /// Were a path unknown to the venue's decoder, its answers would be passed over in silence.
    void bulkAnswersAreRead_data() { profilesMakeSense_data(); }
    void bulkAnswersAreRead()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        for (const Poll &poll : venue->bulk()) {
            InstrumentNames names;
            Decoded out;
            venue->decoder(nullptr, names)->decode({Via::Rest, "{}", poll.request.line(), 0}, out);
            QVERIFY2(out.errors.size() == 1, poll.request.line().c_str());
            QVERIFY(out.rows.empty());
        }
    }

    void pastIsAskedForWhereItIsPublished_data() { profilesMakeSense_data(); }
    void pastIsAskedForWhereItIsPublished()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        const VenueTraits &traits = venue->profile().traits;
        Instrument instrument;
        instrument.symbol = "BTC-USDT-SWAP";
        const auto isAsked = [&](HistoryKind kind, TimeMs stepMs) {
            const auto requests = venue->history(instrument, {kind, 100 * DayMs, 107 * DayMs, stepMs, 107 * DayMs});
            for (const RestRequest &request : requests) {
                if (!request.path.starts_with('/') || request.weight <= 0
                    || request.weight > venue->profile().rest.weight / 2)
                    return -1;
            }
            return requests.empty() ? 0 : 1;
        };
        QCOMPARE(isAsked(HistoryKind::Funding, HourMs), 1);
        for (const TimeMs step : {MinuteMs, 5 * MinuteMs, HourMs}) {
            QCOMPARE(isAsked(HistoryKind::Candles, step), int(traits.pastBars));
            if (step > MinuteMs)
                QCOMPARE(isAsked(HistoryKind::OpenInterest, step), int(traits.pastOpenInterest));
        }
        QVERIFY(traits.pastBars || !traits.barsHaveTakerSide);
    }

    void barsTellTheTakerSideWhereTheyShould_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("binance-usdm") << QByteArray("GET /fapi/v1/klines?symbol=BTCUSDT&interval=5m")
                                      << QByteArray(R"([[300000,"1","2","0.5","1.5","10",599999,"15",7,"4","6","0"]])");
        QTest::newRow("okx")
            << QByteArray("GET /api/v5/market/candles?instId=BTC-USDT-SWAP&bar=5m")
            << QByteArray(R"({"code":"0","data":[["300000","1","2","0.5","1.5","100","10","15","1"]],"msg":""})");
        QTest::newRow("bybit") << QByteArray("GET /v5/market/kline?category=linear&symbol=BTCUSDT&interval=5")
                               << QByteArray(R"({"retCode":0,"result":{"category":"linear","symbol":"BTCUSDT",)"
                                             R"("list":[["300000","1","2","0.5","1.5","10","15"]]}})");
        QTest::newRow("hyperliquid")
            << QByteArray(R"(POST /info {"type":"candleSnapshot","req":{"coin":"BTC","interval":"5m","startTime":0}})")
            << QByteArray(
                   R"([{"t":300000,"T":599999,"s":"BTC","i":"5m","o":"1","h":"2","l":"0.5","c":"1.5","v":"10","n":7}])");
        QTest::newRow("aster") << QByteArray("GET /fapi/v3/klines?symbol=BTCUSDT&interval=5m")
                               << QByteArray(R"([[300000,"1","2","0.5","1.5","10",599999,"15",7,"4","6","0"]])");
        QTest::newRow("binance-coinm") << QByteArray("GET /dapi/v1/klines?symbol=BTCUSD_PERP&interval=5m")
                                       << QByteArray(
                                              R"([[300000,"1","2","0.5","1.5","10",599999,"15",7,"4","6","0"]])");
        QTest::newRow("bitget")
            << QByteArray(
                   "GET /api/v2/mix/market/candles?symbol=BTCUSDT&productType=USDT-FUTURES&granularity=5m&limit=1000")
            << QByteArray(R"({"code":"00000","msg":"success","data":[["300000","1","2","0.5","1.5","10","15"]]})");
        QTest::newRow("gate") << QByteArray(
            "GET /api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=5m&from=300&to=599")
                              << QByteArray(R"([{"t":300,"v":10,"c":"1.5","h":"2","l":"0.5","o":"1","sum":"15"}])");
        QTest::newRow("mexc") << QByteArray("GET /api/v1/contract/kline/BTC_USDT?interval=Min5&start=300&end=599")
                              << QByteArray(R"({"success":true,"code":0,"data":{"time":[300],"open":[1],"high":[2],)"
                                            R"("low":[0.5],"close":[1.5],"vol":[10]}})");
        QTest::newRow("kucoin") << QByteArray("GET /api/v1/kline/query?symbol=XBTUSDTM&granularity=5")
                                << QByteArray(R"({"code":"200000","data":[[300000,1,2,0.5,1.5,10]]})");
        QTest::newRow("htx")
            << QByteArray("GET /linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=5min")
            << QByteArray(R"({"status":"ok","data":[{"id":300,"open":1,"close":1.5,"high":2,"low":0.5,"amount":10}]})");
        QTest::newRow("bingx") << QByteArray("GET /openApi/swap/v3/quote/klines?symbol=BTC-USDT&interval=5m")
                               << QByteArray(R"({"code":0,"data":[{"open":"1","close":"1.5","high":"2","low":"0.5",)"
                                             R"("volume":"10","time":300000}]})");
        QTest::newRow("bitmart") << QByteArray("GET /contract/public/kline?symbol=BTCUSDT&step=5")
                                 << QByteArray(R"({"code":1000,"data":[{"timestamp":300,"open_price":"1",)"
                                               R"("high_price":"2","low_price":"0.5","close_price":"1.5",)"
                                               R"("volume":"10"}]})");
        QTest::newRow("phemex") << QByteArray("GET /exchange/public/md/v2/kline/list?symbol=BTCUSDT&resolution=300")
                                << QByteArray(R"({"code":0,"data":{"rows":[)"
                                              R"([300,300,"1","1","2","0.5","1.5","10","15"]]}})");
        QTest::newRow("blofin") << QByteArray("GET /api/v1/market/candles?instId=BTC-USDT&bar=5m")
                                << QByteArray(
                                       R"({"code":"0","data":[["300000","1","2","0.5","1.5","100","10","15","1"]]})");
        QTest::newRow("dydx") << QByteArray("GET /v4/candles/perpetualMarkets/BTC-USD?resolution=5MINS")
                              << QByteArray(R"({"candles":[{"startedAt":"1970-01-01T00:05:00.000Z","open":"1",)"
                                            R"("high":"2","low":"0.5","close":"1.5","baseTokenVolume":"10"}]})");
        QTest::newRow("lighter") << QByteArray("GET /api/v1/candles?market_id=1&resolution=5m")
                                 << QByteArray(R"({"code":200,"r":"5m","c":[{"t":300000,"o":1,"h":2,"l":0.5,"c":1.5,)"
                                               R"("v":10,"V":15}]})");
        QTest::newRow("paradex") << QByteArray("GET /v1/markets/klines?symbol=BTC-USD-PERP&resolution=5")
                                 << QByteArray(R"({"results":[[300000,1,2,0.5,1.5,15]]})");
        QTest::newRow("backpack") << QByteArray("GET /api/v1/klines?symbol=BTC_USDC_PERP&interval=5m")
                                  << QByteArray(R"([{"start":"1970-01-01 00:05:00","open":"1","high":"2","low":"0.5",)"
                                                R"("close":"1.5","volume":"10"}])");
        QTest::newRow("woox") << QByteArray("GET /v3/public/klineHistory?symbol=PERP_BTC_USDT&type=5m&after=0")
                              << QByteArray(R"({"success":true,"data":{"rows":[{"symbol":"PERP_BTC_USDT","open":"1",)"
                                            R"("high":"2","low":"0.5","close":"1.5","volume":"10","type":"5m",)"
                                            R"("startTimestamp":300000}]}})");
        QTest::newRow("deribit")
            << QByteArray("GET /api/v2/public/get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&resolution=5")
            << QByteArray(
                   R"({"result":{"ticks":[300000],"open":[1],"high":[2],"low":[0.5],"close":[1.5],"volume":[10]}})");
        QTest::newRow("kraken")
            << QByteArray("GET /api/charts/v1/trade/PF_XBTUSD/5m?from=0&to=600")
            << QByteArray(
                   R"({"candles":[{"time":300000,"open":"1","high":"2","low":"0.5","close":"1.5","volume":10}]})");
        QTest::newRow("bitfinex") << QByteArray("GET /v2/candles/trade:5m:tBTCF0:USTF0/hist?start=0&end=9")
                                  << QByteArray("[[300000,1,1.5,2,0.5,10]]");
        QTest::newRow("cryptocom")
            << QByteArray("GET /exchange/v1/public/get-candlestick?instrument_name=BTCUSD-PERP&timeframe=5m")
            << QByteArray(
                   R"({"code":0,"result":{"data":[{"o":"1","h":"2","l":"0.5","c":"1.5","v":"10","t":300000}]}})");
        QTest::newRow("delta") << QByteArray("GET /v2/history/candles?symbol=BTCUSDT&resolution=5m")
                               << QByteArray(R"({"success":true,"result":[{"time":300,"open":1,"high":2,)"
                                             R"("low":0.5,"close":1.5,"volume":10}]})");
        // A row for each that has bars.
        std::ptrdiff_t withBars = 0;
        for (const auto &venue : allVenues())
            withBars += venue->profile().traits.pastBars;
        QCOMPARE(withBars, std::ptrdiff_t(25)); // all but Aevo
    }
    void barsTellTheTakerSideWhereTheyShould()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, answer);
        const auto venue = venueById(QTest::currentDataTag());
        InstrumentNames names;
        Decoded out;
        const auto decoder = venue->decoder(nullptr, names);
        if (const std::string list = listWithSize(QTest::currentDataTag()); !list.empty())
            decoder->decode({Via::Rest, list, venue->catalogue().at(0).line(), 0}, out);
        out.clear();
        decoder->decode({Via::Rest, answer.toStdString(), request.toStdString(), 0}, out);
        QCOMPARE(out.rows.size(), std::size_t(1));
        const auto &candle = std::get<Candle>(out.rows.front().payload);
        QCOMPARE(candle.lengthMs, 5 * MinuteMs);
        QCOMPARE(candle.takerBuyBase.has_value(), venue->profile().traits.barsHaveTakerSide);
    }

    void readersAreNotFooledByRubbish_data() { profilesMakeSense_data(); }
    void readersAreNotFooledByRubbish()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        InstrumentNames names;
        const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
        for (const std::string &text : {std::string(), std::string("null"), std::string("[]x"), std::string("{\"a\":"),
                 std::string("\xff\xfe"), std::string(3, '\0'), deep, std::string("[1,2]"), std::string("\"a\"")}) {
            const std::string request = venue->catalogue().at(0).line();
            const auto reader = venue->referenceReader(names);
            QVERIFY(reader->read({Via::Rest, text, request, 0}).error);
            QVERIFY(reader->build().instruments.empty());
            Decoded out;
            const auto decoder = venue->decoder(nullptr, names);
            decoder->decode({Via::Ws, text, {}, 0}, out);
            decoder->decode({Via::WsBinary, text, {}, 0}, out);
            decoder->decode({Via::Rest, text, {}, 0}, out);
            QVERIFY(out.rows.empty());
            QVERIFY(out.errors.size() >= 1 && out.errors.size() <= 3);
            for (const DecodeError &error : out.errors)
                QVERIFY(!error.reason.empty() && error.excerpt.size() <= 160);
        }
    }
};

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
