#include "widgets/positions/numbertext.h"
#include "widgets/style/positiontitle.h"

#include <QtTest>

using namespace isobar;

class TestNumberText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("number");
        const auto row = [](const char *text, double number) {
            QTest::newRow(text) << QString::fromLatin1(text) << number;
        };
        row("0.5", 0.5);
        row(".5", 0.5);
        row("5.", 5);
        row("0,5", 0.5);
        row("0,500", 0.5); // no thousands begin with 0
        row("67,912", 67'912);
        row("67,912.4", 67'912.4);
        row("67.912,4", 67'912.4);
        row("1.250", 1.25);
        row("1.234.567", 1'234'567);
        row("1,234,567", 1'234'567);
        row("1,5", 1.5);
        row("1 250", 1250);
        row("$10'000", 10'000);
        row("12k", 12'000);
        row("1.5M", 1'500'000);
        row("2,5k", 2500);
        row("-3", -3);
    }
    void readsWhatPeopleType()
    {
        QFETCH(QString, text);
        QFETCH(double, number);
        const auto read = readNumber(text);
        QVERIFY(read);
        QVERIFY(std::abs(*read - number) <= 1e-12 * std::abs(number));
    }

    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
            {"", "k", "abc", "1,2,3", "1.2.3", "12,34.5", "1e5", "nan", "inf", "1,23,456", "1.5x", "--1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(QString, text);
        QVERIFY(!readNumber(text));
    }

    void whatIsEditedIsReadAgain()
    {
        for (const double value : {0.5, 67'912.4, 1e6, 0.00001234, 12.0, 1234.567})
            QCOMPARE(*readNumber(plainNumber(value)), value);
        QCOMPARE(plainNumber(10), QStringLiteral("10"));
        QCOMPARE(plainNumber(0), QStringLiteral("0"));
    }
};

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_numbertext.moc"
