#include "core/snapshot/awayreport.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'400'000;

Seen seen()
{
    return {Start,
        {{"BTC", 68'000.5, -0.0001, 12'345.0, Regime::Calm}, {"ETH", std::nullopt, 0.1 + 0.2, {}, Regime::Capped}}};
}

std::shared_ptr<AssetSnapshot> btc()
{
    auto asset = std::make_shared<AssetSnapshot>();
    asset->asset = "BTC";
    asset->mark = 70'000;
    asset->aggregate.rate8h = 0.0004;
    asset->aggregate.regime = Regime::Extreme;
    asset->openInterestBase = 13'000;
    auto hourly = std::make_shared<std::vector<Point>>();
    const std::vector<double> rates{-1, 1, 1, -1, 0, -1, 1, 1};
    for (std::size_t i = 0; i < rates.size(); ++i)
        hourly->push_back({Start - HourMs + static_cast<TimeMs>(i) * HourMs, rates[i]});
    asset->aggregateHistory = hourly;
    auto view = std::make_shared<LiquidationView>();
    view->log.minuteSums = {std::make_shared<const std::vector<LiquidationMinute>>(std::vector<LiquidationMinute>{
        {Start - MinuteMs, {5, 5}}, {Start, {100, 0}}, {Start + HourMs, {10, 7}}, {Start + 10 * HourMs, {5, 5}}})};
    asset->liquidations = view;
    asset->history.bars.venues = 21;
    asset->venues.resize(26);
    return asset;
}

} // namespace

class TestAwayReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesWhatWasWithWhatIs()
    {
        Snapshot now;
        now.marketMs = Start + 10 * HourMs;
        now.assets = {btc()};
        const AwayReport report = awayReport(seen(), now, 3 * HourMs, 4);
        QCOMPARE(report.fromMs, Start);
        QCOMPARE(report.toMs, Start + 10 * HourMs);
        QCOMPARE(report.events, 4);
        QCOMPARE(report.venuesWithBars, 21);
        QCOMPARE(report.venues, 26);
        QCOMPARE(report.assets.size(), std::size_t(1)); // ETH is not watched any more
        const AwayAsset &asset = report.assets.front();
        QVERIFY(asset.before == seen().assets.front());
        QCOMPARE(*asset.now.price, 70'000.0);
        QVERIFY(asset.now.regime == Regime::Extreme);
        QCOMPARE(asset.flips, 2); // the one before it does not count, a zero is none
        QCOMPARE(asset.liquidatedLongUsd, 110.0);
        QCOMPARE(asset.liquidatedShortUsd, 7.0);
    }

    void survivesWritingAndReading()
    {
        QVERIFY(seenFromJson(seenToJson(seen())) == seen());
        QVERIFY(seenFromJson("") == Seen());
        QVERIFY(seenFromJson("{\"time_ms\":5}") == Seen());
        QVERIFY(seenFromJson(R"({"time_ms":5,"assets":[1,{"price":2},{"asset":"BTC","regime":99}]})")
            == (Seen{5, {{"BTC", {}, {}, {}, Regime::Unknown}}}));
    }

    void seesOnlyWhatIsKnown()
    {
        Snapshot now;
        now.marketMs = Start;
        auto empty = std::make_shared<AssetSnapshot>();
        empty->asset = "ETH";
        now.assets = {btc(), empty};
        QCOMPARE(seenOf(now).assets.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestAwayReport)
#include "tst_awayreport.moc"
