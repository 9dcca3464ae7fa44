#include "tests/support/snapshotbuilder.h"
#include "widgets/funding/fundingexport.h"
#include "widgets/funding/fundingmodel.h"
#include "widgets/funding/fundingproxy.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace isobar;

class TestFundingProxy : public QObject {
    Q_OBJECT
private:
    FundingModel m_model;
    FundingProxy m_proxy;

    void feed(const SnapshotBuilder &builder)
    {
        const SnapshotPtr snapshot = builder.build();
        m_model.setAsset(snapshot->find("BTC"), snapshot->marketMs, snapshot->transportMs);
    }
    QStringList venues() const
    {
        QStringList names;
        for (int row = 0; row < m_proxy.rowCount(); ++row)
            names << m_proxy.index(row, 0).data().toString();
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_proxy.setSourceModel(&m_model);
        m_proxy.setText({});
        m_proxy.setValidOnly(false);
        feed(SnapshotBuilder());
    }

    void theAggregateIsLastInEveryOrder_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("descending");
        for (int column = 0; column < FundingColumnCount; ++column) {
            QTest::addRow("column %d ascending", column) << column << false;
            QTest::addRow("column %d descending", column) << column << true;
        }
    }
    void theAggregateIsLastInEveryOrder()
    {
        QFETCH(int, column);
        QFETCH(bool, descending);
        m_proxy.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        QCOMPARE(venues().size(), 5);
        QCOMPARE(venues().last(), QStringLiteral("Aggregate"));
    }

    void sortingIsByValueNotByText()
    {
        SnapshotBuilder builder;
        SnapshotBuilder::setRate(builder.venue("BTC", "binance-usdm"), -0.0002);
        SnapshotBuilder::setRate(builder.venue("BTC", "bybit"), 0.00001);
        SnapshotBuilder::setRate(builder.venue("BTC", "okx"), 0.00123);
        SnapshotBuilder::setRate(builder.venue("BTC", "hyperliquid"), 0.0009);
        feed(builder);
        const QStringList rising{QStringLiteral("Binance"), QStringLiteral("Bybit"), QStringLiteral("Hyperliquid"),
            QStringLiteral("OKX"), QStringLiteral("Aggregate")};
        m_proxy.sort(int(FundingColumn::Per8h), Qt::AscendingOrder);
        QCOMPARE(venues(), rising);
        m_proxy.sort(int(FundingColumn::Per8h), Qt::DescendingOrder);
        QCOMPARE(venues().first(), QStringLiteral("OKX"));
    }

    void theOrderFollowsTheData()
    {
        QAbstractItemModelTester tester(&m_proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_proxy.sort(int(FundingColumn::OpenInterest), Qt::DescendingOrder);
        QCOMPARE(venues().first(), QStringLiteral("Binance"));
        SnapshotBuilder builder;
        builder.venue("BTC", "okx").openInterestUsd = 20e9;
        feed(builder);
        QCOMPARE(venues().first(), QStringLiteral("OKX"));
    }

    void absentValuesComeAfterAllOthers_data()
    {
        QTest::addColumn<bool>("descending");
        QTest::newRow("ascending") << false;
        QTest::newRow("descending") << true;
    }
    void absentValuesComeAfterAllOthers()
    {
        QFETCH(bool, descending);
        SnapshotBuilder builder;
        builder.venue("BTC", "bybit").turnoverUsd.reset();
        feed(builder);
        m_proxy.sort(int(FundingColumn::Turnover), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        QCOMPARE(venues().at(3), QStringLiteral("Bybit"));
    }

    void theFilterKnowsNamesAndSymbols_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const QString last = QStringLiteral("Aggregate");
        QTest::newRow("short name") << "hyper" << QStringList{QStringLiteral("Hyperliquid"), last};
        QTest::newRow("long name") << "usdⓈ" << QStringList{QStringLiteral("Binance"), last};
        QTest::newRow("symbol of a contract")
            << "usdc" << QStringList{QStringLiteral("Binance"), QStringLiteral("Bybit"), QStringLiteral("OKX"), last};
        QTest::newRow("nothing") << "kraken" << QStringList{last};
    }
    void theFilterKnowsNamesAndSymbols()
    {
        QFETCH(QString, text);
        m_proxy.sort(-1);
        m_proxy.setText(text);
        QTEST(venues(), "expected");
    }

    void validOnlyHidesWhatIsLeftOutAndFollowsTheData()
    {
        SnapshotBuilder builder;
        builder.excluded("okx", Exclusion::Outlier);
        m_proxy.setValidOnly(true);
        feed(builder);
        QVERIFY(!venues().contains(QStringLiteral("OKX")));
        feed(SnapshotBuilder());
        QVERIFY(venues().contains(QStringLiteral("OKX")));
    }

    void tsvIsWhatIsShownAndCsvIsExact()
    {
        const QModelIndexList rows{m_model.index(3, 0), m_model.index(0, 0, m_model.index(3, 0))};
        QCOMPARE(fundingTsv(m_model, rows, {FundingColumn::Venue, FundingColumn::Rate, FundingColumn::OpenInterest}),
            QStringLiteral("Venue\tRate\tOI\nHyperliquid\t+0.001250%\t$2.60B\nBTCUSDT\t+0.001250%\t$2.42B\n"));
        QCOMPARE(fundingCsv(m_model, rows,
                     {FundingColumn::Venue, FundingColumn::Contract, FundingColumn::Rate, FundingColumn::Apr,
                         FundingColumn::Reason}),
            QStringLiteral("row,venue,contract,rate,apr,excluded\r\n"
                           "venue,hyperliquid,BTCUSDT,0.0000125,0.1095,\r\n"
                           "contract,hyperliquid,BTCUSDT,0.0000125,0.1095,\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestFundingProxy)
#include "tst_fundingproxy.moc"
