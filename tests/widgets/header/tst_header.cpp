#include "tests/support/snapshotbuilder.h"
#include "widgets/header/assetsearch.h"
#include "widgets/header/header.h"
#include "widgets/header/headerfield.h"
#include "widgets/header/headertexts.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace isobar;

namespace {

QString text(const QVector<HeaderRun> &runs)
{
    QString all;
    for (const HeaderRun &run : runs)
        all += run.text;
    return all;
}

} // namespace

class TestHeader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCrowdIsToldInWords()
    {
        SnapshotBuilder builder;
        builder.extreme(true);
        AssetSnapshot &asset = builder.asset("BTC");
        asset.aggregate.operatorsElevated = 3;
        asset.aggregate.operatorsValid = 3;
        const HeaderLines lines = headertexts::crowd(&asset);
        QCOMPARE(text(lines.top), QStringLiteral("SHORTS PAY"));
        QCOMPARE(lines.top.front().colour, Token::ShortsPay);
        QCOMPARE(text(lines.bottom), QStringLiteral("extreme, systemic 3/3"));
    }

    void aBalancedMarketIsCalledSo()
    {
        SnapshotBuilder builder;
        const HeaderLines lines = headertexts::crowd(&builder.asset("BTC"));
        QCOMPARE(text(lines.top), QStringLiteral("BALANCED"));
        QCOMPARE(text(lines.bottom), QStringLiteral("neutral"));
    }

    void fewVenuesMeanLowConfidence()
    {
        SnapshotBuilder builder;
        builder.stale("bybit").stale("okx");
        QVERIFY(text(headertexts::crowd(&builder.asset("BTC")).bottom).contains(QStringLiteral("low confidence")));
    }

    void fundingHasItsTwinAndApr()
    {
        SnapshotBuilder builder;
        AssetSnapshot &asset = builder.asset("BTC");
        asset.aggregate.rate8h = 0.0004;
        asset.aggregate.rate8hOi = 0.0003;
        HeaderLines lines = headertexts::funding(&asset, RateUnit::Per8h, false);
        QCOMPARE(text(lines.top), QStringLiteral("+0.0400% / 8h"));
        QCOMPARE(lines.top.front().colour, Token::LongsPay);
        QCOMPARE(text(lines.bottom), QStringLiteral("by OI +0.0300%  APR +43.80%"));
        lines = headertexts::funding(&asset, RateUnit::Per8h, true);
        QCOMPARE(text(lines.top), QStringLiteral("+0.0300% / 8h"));
        QCOMPARE(text(lines.bottom), QStringLiteral("by volume +0.0400%  APR +32.85%"));
        QCOMPARE(text(headertexts::funding(&asset, RateUnit::Apr, false).top), QStringLiteral("+43.80%"));
    }

    void liquidationsAreLowerBoundsAndSayTheirWindow()
    {
        SnapshotBuilder builder;
        SnapshotPtr snapshot = builder.build();
        AssetSnapshot asset = *snapshot->find("BTC");
        asset.liquidationsSinceMs = asset.marketMs - 37 * MinuteMs;
        HeaderLines lines = headertexts::liquidations(&asset, TimeZoneChoice::Utc);
        QCOMPARE(text(lines.top), QStringLiteral("liq. 1h ≥ $12.4M longs"));
        QCOMPARE(text(lines.bottom), QStringLiteral("≥ $3.10M shorts · since 13:09"));
        asset.liquidationsSinceMs = asset.marketMs - HourMs;
        lines = headertexts::liquidations(&asset, TimeZoneChoice::Utc);
        QCOMPARE(text(lines.bottom), QStringLiteral("≥ $3.10M shorts"));
        asset.liquidationsSinceMs = 0;
        QVERIFY(!text(headertexts::liquidations(&asset, TimeZoneChoice::Utc).top).contains(QStringLiteral("≥")));
    }

    void theWallSaysWhenAndWhoOwes()
    {
        SnapshotBuilder builder;
        AssetSnapshot asset = builder.asset("BTC");
        asset.nextWall = WallView{SnapshotBuilder::Start, 6.8e6, 0.3e6, 4, 1};
        const HeaderLines lines =
            headertexts::wall(&asset, SnapshotBuilder::Start - 95 * MinuteMs, TimeZoneChoice::Utc);
        QCOMPARE(text(lines.top), QStringLiteral("next 01:35:00 16:00 UTC"));
        QCOMPARE(text(lines.bottom), QStringLiteral("due longs $6.80M shorts $300K"));
        QCOMPARE(lines.top[1].colour, Token::Value);
        QCOMPARE(headertexts::wall(&asset, SnapshotBuilder::Start - MinuteMs, TimeZoneChoice::Utc).top[1].colour,
            Token::Accent);
    }

    void nothingKnownIsDashesNotZeros()
    {
        const SnapshotPtr snapshot = SnapshotBuilder().empty(2).build();
        const AssetSnapshot *asset = snapshot->find("BTC");
        for (const HeaderLines &lines : {headertexts::price(asset), headertexts::funding(asset, RateUnit::Per8h, false),
                 headertexts::openInterest(asset), headertexts::liquidations(asset, TimeZoneChoice::Utc),
                 headertexts::wall(asset, 0, TimeZoneChoice::Utc)}) {
            QVERIFY2(text(lines.top).contains(QStringLiteral("—")), qPrintable(text(lines.top)));
            QVERIFY2(
                !(text(lines.top) + text(lines.bottom)).contains(QStringLiteral("$0")), qPrintable(text(lines.top)));
        }
        QCOMPARE(text(headertexts::venues(snapshot.get(), asset).top), QStringLiteral("2/4 venues"));
    }

    void changingNumbersDoNotMoveTheFields()
    {
        Theme theme;
        Header header(theme);
        header.resize(1366, 48);
        header.show();
        SnapshotBuilder builder;
        header.showSnapshot(builder.build());
        QCoreApplication::processEvents();
        QVector<QRect> before;
        for (const char *name : {"price", "funding", "crowd", "openInterest", "liquidations", "wall", "venues"})
            before << header.field(QLatin1String(name)).geometry();
        builder.extreme(true);
        builder.asset("BTC").mark = 126208.5;
        builder.asset("BTC").liquidatedShort1hUsd = 17.7e6;
        header.showSnapshot(builder.build());
        QCoreApplication::processEvents();
        int at = 0;
        for (const char *name : {"price", "funding", "crowd", "openInterest", "liquidations", "wall", "venues"}) {
            const HeaderField &field = header.field(QLatin1String(name));
            QCOMPARE(field.geometry(), before[at++]);
            QVERIFY2(field.neededWidth() <= field.width(), name);
        }
    }

    void matchesAreExactThenBeginningThenContaining()
    {
        const QStringList assets{
            QStringLiteral("WETH"), QStringLiteral("ETHFI"), QStringLiteral("ETH"), QStringLiteral("BTC")};
        QCOMPARE(matchingAssets(assets, QStringLiteral("eth")),
            (QStringList{QStringLiteral("ETH"), QStringLiteral("ETHFI"), QStringLiteral("WETH")}));
        QCOMPARE(matchingAssets(assets, QString()), assets);
        QVERIFY(matchingAssets(assets, QStringLiteral("zzz")).isEmpty());
    }

    void typingFiltersEnterChoosesEscCloses()
    {
        Theme theme;
        Header header(theme);
        header.resize(1366, 48);
        header.show();
        header.showSnapshot(SnapshotBuilder().build());
        QSignalSpy chosen(&header, &Header::assetChosen);
        header.openSearch(QStringLiteral("D"));
        AssetSearch &search = header.search();
        QVERIFY(search.isVisible());
        QCOMPARE(search.shown().first(), QStringLiteral("DOGE"));
        QTest::keyClicks(&search.edit(), QStringLiteral("o"));
        QTest::keyClick(&search.edit(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("DOGE"));
        QVERIFY(!search.isVisible());
        header.openSearch();
        QTest::keyClick(&search.edit(), Qt::Key_Escape);
        QVERIFY(!search.isVisible());
        QCOMPARE(chosen.count(), 1);
    }

    void theBellCountsUnreadEvents()
    {
        Theme theme;
        Header header(theme);
        header.setUnread(3);
        QSignalSpy clicked(&header, &Header::bellClicked);
        const auto buttons = header.findChildren<QAbstractButton *>();
        const auto bell = std::find_if(
            buttons.begin(), buttons.end(), [](const QAbstractButton *b) { return b->text() == QStringLiteral("3"); });
        QVERIFY(bell != buttons.end());
        (*bell)->click();
        QCOMPARE(clicked.count(), 1);
        header.setUnread(120);
        QCOMPARE((*bell)->text(), QStringLiteral("99+"));
    }
};

QTEST_MAIN(TestHeader)
#include "tst_header.moc"
