#include "core/market/asset.h"

#include <QtTest>

using namespace isobar;

class TestAsset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void splitsCoinAndScale_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("asset");
        QTest::addColumn<double>("scale");
        const auto row = [](const char *base, const char *asset, double scale) {
            QTest::newRow(base) << QByteArray(base) << QByteArray(asset) << scale;
        };
        row("BTC", "BTC", 1);
        row("XBT", "BTC", 1);
        row("1000PEPE", "PEPE", 1e3);
        row("10000SATS", "SATS", 1e4);
        row("1000000MOG", "MOG", 1e6);
        row("1MBABYDOGE", "BABYDOGE", 1e6);
        row("SHIB1000", "SHIB", 1e3);
        row("kPEPE", "PEPE", 1e3);
        row("kSHIB", "SHIB", 1e3);
        // Coins that only look scaled.
        row("1INCH", "1INCH", 1);
        row("KAVA", "KAVA", 1);
        row("KSM", "KSM", 1);
        row("kava", "KAVA", 1);
        row("1000", "1000", 1);
        row("A", "A", 1);
        row("", "", 1);
    }
    void splitsCoinAndScale()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, asset);
        QFETCH(double, scale);
        const ScaledAsset split = splitAsset(base.toStdString());
        QCOMPARE(QByteArray::fromStdString(split.asset), asset);
        QCOMPARE(split.scale, scale);
    }
};

QTEST_GUILESS_MAIN(TestAsset)
#include "tst_asset.moc"
