#include "core/settings/settings.h"
#include "tests/support/near.h"
#include "widgets/heatmap/exactmodel.h"
#include "widgets/heatmap/exactpainter.h"
#include "widgets/heatmap/exacttable.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

constexpr TimeMs Now = 1'790'000'000'000;
constexpr double Price = 68'000;

ExactLevel level(PositionSide side, double price, double usd, const std::string &account, bool isStale = false)
{
    return {side, price, usd, Now - MinuteMs, isStale, isStale, "Hyperliquid", account};
}

/// Two longs in one row of pixels, one far from them, a short, and one out of view.
ExactLevelsPtr levels()
{
    auto exact = std::make_shared<ExactLevels>();
    exact->levels = {level(PositionSide::Long, 50'000, 9e9, "0xf"), level(PositionSide::Long, 66'000, 1e6, "0xa"),
        level(PositionSide::Long, 66'001, 3e6, "0xb"), level(PositionSide::Long, 67'000, 1e6, "0xc", true),
        level(PositionSide::Short, 69'000, 4e6, "0xd")};
    exact->accounts = 5;
    exact->share = {0.2, 0.1};
    exact->shareOfBoth = 0.15;
    exact->venues = "Hyperliquid";
    return exact;
}

HeatmapScene scene(const ExactLevelsPtr &exact)
{
    auto map = std::make_shared<LevelMap>();
    map->asset = "BTC";
    map->price = Price;
    map->marketMs = Now;
    map->exact = exact;
    HeatmapScene scene;
    scene.asset = QStringLiteral("BTC");
    scene.map = map;
    scene.nowMs = Now;
    scene.view.fromMs = Now - 4 * HourMs;
    scene.view.toMs = Now;
    scene.view.logLow = std::log(65'000);
    scene.view.logHigh = std::log(70'000);
    return scene;
}

HeatmapAreas areas()
{
    HeatmapAreas areas;
    areas.whole = areas.plot = QRectF(0, 0, 300, 200);
    return areas;
}

SnapshotPtr snapshot(const ExactLevelsPtr &exact)
{
    auto asset = std::make_shared<AssetSnapshot>();
    asset->asset = "BTC";
    asset->map = scene(exact).map;
    auto made = std::make_shared<Snapshot>();
    made->assets = {asset};
    return made;
}

} // namespace

class TestExactPainter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumsWhatStandsInARow();
    void followsTheSideFilter();
    void paintsLongerTicksForMore();
    void paintsNothingOfTheModel();
    void saysHowManyAndWhatShare();
    void tableHoldsTheLevels();
    void tableKeepsRowsWhileAccountsStay();
    void tableFollowsAddresses();
};

void TestExactPainter::sumsWhatStandsInARow()
{
    const auto ticks = exactTicks(scene(levels()), areas(), 2);
    QCOMPARE(ticks.size(), std::size_t(3)); // from the top
    QCOMPARE(ticks[0].side, PositionSide::Short);
    QCOMPARE(ticks[0].usd, 4e6);
    QVERIFY(ticks[1].isStale);
    QCOMPARE(ticks[2].usd, 4e6);
    QVERIFY(!ticks[2].isStale);
    const double y = 200 * std::log(70'000.0 / 66'000) / std::log(70'000.0 / 65'000);
    QVERIFY(std::abs(ticks[2].y - y) <= 2);
    QVERIFY(exactTicks(scene(nullptr), areas(), 2).empty());
}

void TestExactPainter::followsTheSideFilter()
{
    HeatmapScene only = scene(levels());
    only.options.filter.longs = false;
    const auto ticks = exactTicks(only, areas(), 2);
    QCOMPARE(ticks.size(), std::size_t(1));
    QCOMPARE(ticks[0].side, PositionSide::Short);
}

void TestExactPainter::paintsLongerTicksForMore()
{
    Theme theme;
    QImage image(300, 200, QImage::Format_RGB32);
    const QRgb ground = qRgb(1, 2, 3);
    image.fill(ground);
    QPainter painter(&image);
    paintExact(painter, areas(), scene(levels()), theme);
    painter.end();
    const auto lengthAt = [&](double y) {
        const int row = static_cast<int>(y) + 1;
        int length = 0;
        while (length < 300 && image.pixel(299 - length, row) != ground)
            ++length;
        return length;
    };
    const auto ticks = exactTicks(scene(levels()), areas(), 2);
    const int large = lengthAt(ticks[2].y), small = lengthAt(ticks[1].y);
    QVERIFY2(large > small && small > 3, qPrintable(QStringLiteral("%1 %2").arg(large).arg(small)));
    QVERIFY(large <= exactBox(areas()).width() + 1);
    QCOMPARE(QColor(image.pixel(297, static_cast<int>(ticks[2].y))), theme.colour(Token::LiquidatedLong));
    QCOMPARE(QColor(image.pixel(297, static_cast<int>(ticks[0].y))), theme.colour(Token::LiquidatedShort));
    QVERIFY(QColor(image.pixel(297, static_cast<int>(ticks[1].y))) != theme.colour(Token::LiquidatedLong)); // stale
    for (int x = 0; x < exactBox(areas()).left() - 1; ++x)
        QCOMPARE(image.pixel(x, static_cast<int>(ticks[2].y)), ground);
}

void TestExactPainter::paintsNothingOfTheModel()
{
    HeatmapScene off = scene(levels());
    QVERIFY(hasExact(off));
    off.options.exact = false;
    QVERIFY(!hasExact(off));
    QVERIFY(!hasExact(scene(nullptr)));
}

void TestExactPainter::saysHowManyAndWhatShare()
{
    QVERIFY(ExactWords::caption(nullptr).isEmpty());
    const QString caption = ExactWords::caption(levels().get());
    QVERIFY2(caption.contains(QStringLiteral("5 address")) && caption.contains(QStringLiteral("15%"))
            && caption.contains(QStringLiteral("Hyperliquid")) && caption.contains(QStringLiteral("exact")),
        qPrintable(caption));
    const QString shares = ExactWords::shares(*levels());
    QVERIFY2(shares.contains(QStringLiteral("20.0%")) && shares.contains(QStringLiteral("10.0%")), qPrintable(shares));
}

void TestExactPainter::tableHoldsTheLevels()
{
    Theme theme;
    ExactTable table(theme);
    QAbstractItemModelTester tester(&table.model());
    table.setAsset(QStringLiteral("BTC"));
    table.showSnapshot(snapshot(levels()));
    QCOMPARE(table.model().rowCount(), 5);
    const auto *nearest = table.table().model();
    QCOMPARE(nearest->index(0, static_cast<int>(ExactColumn::Side)).data().toString(),
        QStringLiteral("shorts")); // 69 000 and 67 000 are about as near
    QStringList prices;
    for (int row = 0; row < 5; ++row)
        prices << nearest->index(row, static_cast<int>(ExactColumn::Price)).data().toString();
    QVERIFY(prices.indexOf(QStringLiteral("69,000")) < prices.indexOf(QStringLiteral("66,000")));
    QCOMPARE(prices.last(), QStringLiteral("50,000"));
    QSignalSpy chosen(&table, &ExactTable::levelChosen);
    table.table().setCurrentIndex(nearest->index(4, 0));
    QTest::keyClick(&table.table(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toDouble(), 50'000.0);
}

void TestExactPainter::tableKeepsRowsWhileAccountsStay()
{
    ExactModel model;
    QAbstractItemModelTester tester(&model);
    model.setLevels(levels(), Price, Now);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted), removed(&model, &QAbstractItemModel::rowsRemoved),
        changed(&model, &QAbstractItemModel::dataChanged);
    auto next = std::make_shared<ExactLevels>(*levels());
    next->levels[1].price = 66'100; // its margin changed
    next->levels.pop_back();
    model.setLevels(next, Price, Now);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(changed.size(), 1);
    model.setLevels(nullptr, Price, Now);
    QCOMPARE(model.rowCount(), 0);
}

void TestExactPainter::tableFollowsAddresses()
{
    Theme theme;
    ExactTable table(theme);
    Settings settings;
    table.setSettings(settings);
    QVERIFY(table.fromTradesBox().isChecked());
    QSignalSpy chosen(&table, &ExactTable::accountsChosen);
    const QString address = QStringLiteral("0xABCDEF0123456789abcdef0123456789ABCDEF01");
    table.addressField().setText(address.left(20)); // not yet one
    QTest::keyClick(&table.addressField(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
    table.addressField().setText(address);
    QTest::keyClick(&table.addressField(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<AccountChoices>().addresses, QStringList{address.toLower()});
    QVERIFY(table.addressField().text().isEmpty());
    table.fromTradesBox().click();
    QCOMPARE(chosen.size(), 2);
    QVERIFY(!chosen[1][0].value<AccountChoices>().fromTrades);
}

QTEST_MAIN(TestExactPainter)
#include "tst_exactpainter.moc"
