#include "core/trackrecord/ledgerjson.h"

#include <QtTest>

using namespace isobar;

class TestLedgerJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesOneLineWithItsHead();
    void readsBackEachKind();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void keepsDefaultsOfWhatIsMissing();
};

namespace {

template <class Line> Line head(Line line)
{
    line.asset = "BTC";
    line.timeMs = 1'790'000'000'000;
    line.writtenMs = line.timeMs + 120'000;
    line.weights = 0x0123456789abcdefULL;
    return line;
}

} // namespace

void TestLedgerJson::writesOneLineWithItsHead()
{
    TouchLine line = head(TouchLine());
    line.price = 68'000;
    line.sigma4h = 0.0098;
    line.distances = {0.005, 0.01};
    line.within4h = {0.5, 0.25};
    QCOMPARE(ledgerLineText(line),
        std::string(R"({"kind":"touch","asset":"BTC","time_ms":1790000000000,"written_ms":1790000120000,)"
                    R"("model_version":1,"weights":"0123456789abcdef","price":68000,"sigma_4h":0.0098,"sigma_24h":0,)"
                    R"("distances":[0.005,0.01],"p_4h":[0.5,0.25],"p_24h":[]})"));
    line.isBackfill = true;
    QVERIFY(ledgerLineText(line).find(R"("backfill":true)") != std::string::npos);
}

void TestLedgerJson::readsBackEachKind()
{
    TouchOutcome touch = head(TouchOutcome());
    touch.ofMs = 5;
    touch.horizonHours = 24;
    touch.below = {true, false};
    touch.above = {false, false};
    touch.isWhole = false;
    LoadOutcome load = head(LoadOutcome());
    load.side = PositionSide::Short;
    load.beyond = {0.001, 0};
    load.moveUsd = 1e6;
    load.printedUsd = 123'456.78;
    load.isCensored = true;
    ClusterOutcome cluster = head(ClusterOutcome());
    cluster.cluster = ~std::uint64_t(0);
    cluster.isTouched = true;
    cluster.touchedMs = 7;
    cluster.cameWithin24h = false;
    cluster.realisedUsd = 0.0;
    ChainOutcome chain = head(ChainOutcome());
    chain.probabilities = {0.573, 0.333};
    chain.tilted = {0.632, 0.39};
    chain.reached = {true, false};
    chain.hot = {1, -1};
    EventOutcome event = head(EventOutcome());
    event.type = "STRUCTURAL_SQUEEZE";
    event.isHot = true;
    ModelLine model = head(ModelLine());
    model.quality = "learned";
    model.longs = {0.1, 1e-9};
    ClusterLine seen = head(ClusterLine());
    seen.load = "armed";
    seen.isFirst = false;
    seen.isBackfill = true;
    EventLine entered = head(EventLine());
    entered.peak = 66'400;
    for (const RecordLine &line : {RecordLine(touch), RecordLine(load), RecordLine(cluster), RecordLine(chain),
             RecordLine(event), RecordLine(model), RecordLine(seen), RecordLine(entered), RecordLine(head(TouchLine())),
             RecordLine(head(LoadLine())), RecordLine(head(ChainLine()))}) {
        const std::string text = ledgerLineText(line);
        const auto back = ledgerLineOf(text);
        QVERIFY2(back, back ? "" : back.error().c_str());
        QVERIFY2(*back == line, text.c_str());
        QCOMPARE(ledgerLineText(*back), text);
    }
}

void TestLedgerJson::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wrong");
    QTest::newRow("no JSON") << QByteArray("{\"kind\":\"tou") << QByteArray("no JSON object");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray("no JSON object");
    QTest::newRow("no kind") << QByteArray("{}") << QByteArray("its kind");
    QTest::newRow("another kind") << QByteArray(R"({"kind":"luck"})") << QByteArray("'luck'");
    QTest::newRow("text for a number") << QByteArray(R"({"kind":"touch","price":"68000"})") << QByteArray("'price'");
    QTest::newRow("half a time") << QByteArray(R"({"kind":"touch","time_ms":0.5})") << QByteArray("'time_ms'");
    QTest::newRow("no side") << QByteArray(R"({"kind":"chain","side":"up"})") << QByteArray("'side'");
    QTest::newRow("no hash") << QByteArray(R"({"kind":"touch","weights":"zz"})") << QByteArray("'weights'");
}

void TestLedgerJson::saysWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wrong);
    const auto line = ledgerLineOf(text.toStdString());
    QVERIFY(!line);
    QVERIFY2(line.error().find(wrong.toStdString()) != std::string::npos, line.error().c_str());
}

void TestLedgerJson::keepsDefaultsOfWhatIsMissing()
{
    const auto line = ledgerLineOf(R"({"kind":"touch_outcome","later":[1,2]})");
    QVERIFY(line);
    QCOMPARE(std::get<TouchOutcome>(*line), TouchOutcome());
}

QTEST_GUILESS_MAIN(TestLedgerJson)
#include "tst_ledgerjson.moc"
