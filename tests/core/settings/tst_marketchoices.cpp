#include "core/settings/settingsstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

class TestMarketChoices : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder;
    QString path() const { return folder.filePath(QStringLiteral("settings.ini")); }
    Settings loaded(const QByteArray &text, QStringList *problems)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        file.close();
        return SettingsStore(path()).load(problems);
    }
private Q_SLOTS:
    void keepsWhatTheMatrixAndTheSpreadsShow()
    {
        Settings settings;
        settings.market.order = {QStringLiteral("binance-usdm"), true};
        settings.market.takerFee = 0.00035;
        settings.market.venueFees = {{QStringLiteral("bybit"), -0.0001}, {QStringLiteral("okx"), 0.0005}};
        settings.market.horizonHours = 168;
        settings.market.leastOpenInterestUsd = 25e6;
        settings.market.onlyPaying = true;
        QVERIFY(SettingsStore(path()).save(settings));
        QStringList problems;
        QCOMPARE(SettingsStore(path()).load(&problems), settings);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        settings.market = MarketChoices(); // an empty list of fees is one too
        QVERIFY(SettingsStore(path()).save(settings));
        QCOMPARE(SettingsStore(path()).load(), settings);
    }
    void wrongValuesFallBackAndAreTold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a fee of everything") << QByteArray("[spreads]\ntakerFee=1\n");
        QTest::newRow("no number") << QByteArray("[spreads]\nhorizonHours=soon\n");
        QTest::newRow("a venue without a fee") << QByteArray("[spreads]\nvenueFees=okx\n");
        QTest::newRow("a fee without a venue") << QByteArray("[spreads]\nvenueFees==0.0005\n");
        QTest::newRow("no order") << QByteArray("[matrix]\norder=-\n");
        QTest::newRow("neither yes nor no") << QByteArray("[spreads]\nonlyPaying=perhaps\n");
    }
    void wrongValuesFallBackAndAreTold()
    {
        QFETCH(QByteArray, text);
        QStringList problems;
        QCOMPARE(loaded(text, &problems), Settings());
        QCOMPARE(problems.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMarketChoices)
#include "tst_marketchoices.moc"
