#include "tests/support/snapshotbuilder.h"
#include "widgets/squeeze/squeezemodel.h"
#include "widgets/squeeze/squeezepanel.h"
#include "widgets/squeeze/squeezewords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = SnapshotBuilder::Start;

/// The set-up of MODEL 10.4: longs pay 7.1 times normal.
SqueezeParts longs(bool funding, bool openInterest, bool cluster)
{
    SqueezeParts parts;
    parts.funding = {funding, EventType::FundingExtreme, funding ? Now - 3 * HourMs : 0, 0.00071, 0.0001};
    parts.openInterest = {openInterest, openInterest ? Now - HourMs : 0, openInterest ? 0.93 : 0.71, 30, 0.012};
    parts.cluster.isPresent = cluster;
    parts.cluster.sinceMs = cluster ? Now - 5 * MinuteMs : 0;
    parts.cluster.peak = 66'400;
    parts.cluster.distance = 0.021;
    parts.cluster.printsUsd = 4.1e6;
    parts.cluster.loadRank = cluster ? 0.95 : 0.71;
    parts.cluster.touch24h = 0.35;
    return parts;
}

SnapshotPtr snapshotOf(std::vector<std::pair<std::string, std::optional<SqueezeParts>>> assets)
{
    auto made = std::make_shared<Snapshot>();
    made->marketMs = Now;
    for (auto &[asset, parts] : assets) {
        WatchRow row;
        row.asset = asset;
        row.squeeze = parts;
        made->watch.push_back(row);
    }
    return made;
}

QString order(const SqueezeModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << model.assetAt(row);
    return names.join(QLatin1Char(' '));
}

} // namespace

class TestSqueezePanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatStandsWithNumbersAndSince()
    {
        const SqueezeParts parts = longs(true, true, true);
        QCOMPARE(SqueezeWords::funding(parts, Now),
            QStringLiteral("Funding: longs pay +0.0710% per 8 h, 7.1x of normal, for 3h"));
        QCOMPARE(SqueezeWords::openInterest(parts, Now),
            QStringLiteral("Open interest is high: above 93% of 30 d, +1.2% in 72 h, for 1h"));
        QCOMPARE(SqueezeWords::cluster(parts, Now),
            QStringLiteral("Cluster of longs is loaded: 66,400, 2.1% below, modelled prints $4.10M, 24 h 35%, for 5m"));
        QCOMPARE(SqueezeWords::summary(parts, Now), QStringLiteral("Long squeeze: 3 of 3 conditions, for 5m"));
    }

    void saysWhatIsMissingAndWhatItWouldNeed()
    {
        SqueezeParts parts = longs(false, false, false);
        parts.funding.rate8h = 0.00013;
        QCOMPARE(SqueezeWords::funding(parts, Now),
            QStringLiteral("Funding is missing: +0.0130% per 8 h, 1.3x of normal; extreme from 2.0x"));
        QCOMPARE(SqueezeWords::openInterest(parts, Now),
            QStringLiteral(
                "Open interest is missing: above 71% of 30 d, +1.2% in 72 h; high above 90% or from +5% in 72 h: "
                "few fresh positions"));
        QCOMPARE(SqueezeWords::cluster(parts, Now),
            QStringLiteral(
                "Cluster is missing: nearest of longs 66,400, 2.1% below, load rank 71% (from 90%), 24 h 35% "
                "(from 35%)"));
        QCOMPARE(SqueezeWords::summary(parts, Now), QStringLiteral("Long squeeze: none of 3 conditions"));
        parts.funding.rate8h = -0.0001;
        QVERIFY(SqueezeWords::funding(parts, Now).contains(QStringLiteral("longs do not pay")));
        parts.funding.isAftermath = true;
        QVERIFY(SqueezeWords::funding(parts, Now).contains(QStringLiteral("premium after forced buying")));
        parts = {};
        for (const QString &sentence : SqueezeWords::sentences(parts, Now))
            QVERIFY2(!sentence.contains(QStringLiteral("0.0")), qPrintable(sentence)); // unknown is not zero
    }

    void moreStepsFirstThenTheOlderThenTheUnknown()
    {
        SqueezeModel model;
        QAbstractItemModelTester tester(&model);
        SqueezeParts old = longs(true, true, false);
        old.funding.sinceMs = old.openInterest.sinceMs = Now - DayMs;
        model.setSnapshot(*snapshotOf({{"BTC", std::nullopt}, {"ETH", longs(true, true, false)}, {"SOL", old},
            {"DOGE", longs(true, true, true)}}));
        QCOMPARE(order(model), QStringLiteral("DOGE SOL ETH BTC"));
        // A row that moves is still the same row.
        const QPersistentModelIndex sol(model.index(1, 0));
        old.cluster = longs(true, true, true).cluster;
        old.cluster.sinceMs = Now - DayMs;
        model.setSnapshot(*snapshotOf({{"BTC", std::nullopt}, {"SOL", old}, {"DOGE", longs(true, true, true)}}));
        QCOMPARE(order(model), QStringLiteral("SOL DOGE BTC"));
        QCOMPARE(sol.row(), 0);
    }

    void marksTheSteps()
    {
        SqueezeModel model;
        SqueezeParts parts = longs(true, false, true);
        parts.cluster.isArmed = true;
        model.setSnapshot(*snapshotOf({{"BTC", parts}}));
        const auto mark = [&](SqueezeColumn column) {
            return static_cast<SqueezeMark>(model.index(0, static_cast<int>(column)).data(SqueezeMarkRole).toInt());
        };
        QCOMPARE(mark(SqueezeColumn::Funding), SqueezeMark::Filled);
        QCOMPARE(mark(SqueezeColumn::OpenInterest), SqueezeMark::Empty);
        QCOMPARE(mark(SqueezeColumn::Cluster), SqueezeMark::Armed);
        QCOMPARE(mark(SqueezeColumn::Asset), SqueezeMark::None);
        QCOMPARE(model.index(0, static_cast<int>(SqueezeColumn::Funding)).data().toString(), QStringLiteral("7.1x"));
        QCOMPARE(
            model.index(0, static_cast<int>(SqueezeColumn::OpenInterest)).data().toString(), QStringLiteral("71%"));
        QVERIFY(!model.index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
    }

    void tellsOnlyWhatChanged()
    {
        SqueezeModel model;
        model.setSnapshot(*snapshotOf({{"BTC", longs(true, false, false)}, {"ETH", longs(false, false, false)}}));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setSnapshot(*snapshotOf({{"BTC", longs(true, false, false)}, {"ETH", longs(false, false, false)}}));
        QCOMPARE(changes.size(), 0);
        SqueezeParts grown = longs(true, false, false);
        grown.funding.rate8h = 0.0009;
        model.setSnapshot(*snapshotOf({{"BTC", grown}, {"ETH", longs(false, false, false)}}));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().column(), static_cast<int>(SqueezeColumn::Funding));
    }

    void opensTheAssetAndExplainsTheOneOnTheScreen()
    {
        Theme theme;
        SqueezePanel panel(theme);
        panel.resize(340, 300);
        panel.show();
        QVERIFY(!panel.accessibleName().isEmpty());
        panel.showSnapshot(snapshotOf({{"BTC", longs(true, true, false)}, {"ETH", longs(false, false, false)}}));
        panel.setAsset(QStringLiteral("BTC"));
        QVERIFY(panel.details().contains(QStringLiteral("BTC: Long squeeze: 2 of 3")));
        QCOMPARE(panel.details().count(QLatin1Char('\n')), 3);
        QSignalSpy chosen(&panel, &SqueezePanel::assetChosen);
        QTableView &table = panel.table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
            table.visualRect(panel.model().index(panel.model().rowOf(QStringLiteral("ETH")), 2)).center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("ETH"));
        panel.resize(340, 120); // the table needs it all
        QVERIFY(panel.details().isEmpty());
    }

    void paintsFilledStepsInTheirColour()
    {
        Theme theme;
        SqueezePanel panel(theme);
        panel.resize(400, 300);
        panel.show();
        panel.showSnapshot(snapshotOf({{"BTC", longs(true, false, false)}, {"ETH", longs(false, false, false)}}));
        panel.setAsset(QStringLiteral("ETH"));
        const auto colourOf = [&](int row, SqueezeColumn column) {
            const QRect cell = panel.table().visualRect(panel.model().index(row, static_cast<int>(column)));
            return panel.table().viewport()->grab().toImage().pixelColor(cell.left() + 6 + 5, cell.center().y());
        };
        QCOMPARE(colourOf(0, SqueezeColumn::Funding), theme.colour(Token::SeverityP2));
        QVERIFY(colourOf(0, SqueezeColumn::OpenInterest) != theme.colour(Token::SeverityP2));
    }
};

QTEST_MAIN(TestSqueezePanel)
#include "tst_squeezepanel.moc"
