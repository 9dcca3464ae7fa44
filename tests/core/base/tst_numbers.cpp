#include "core/base/numbers.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace isobar;

class TestNumbers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWholeNumbersOnly()
    {
        QCOMPARE(parseNumber("0.0001"), std::optional(0.0001));
        QCOMPARE(parseNumber("-1e-4"), std::optional(-1e-4));
        QCOMPARE(parseNumber("12345678901234567890"), std::optional(12345678901234567890.0));
        for (const char *bad :
            {"", " 1", "1 ", "1x", "+1", "nan", "inf", "-infinity", "0x1", "1e999", "1,5", "--1", "1e", "."})
            QVERIFY2(!parseNumber(bad), bad);
    }

    void readsIntegersOnly()
    {
        QCOMPARE(parseInteger("1597536008000"), std::optional<std::int64_t>(1'597'536'008'000));
        QCOMPARE(parseInteger("-9223372036854775808"), std::optional(std::numeric_limits<std::int64_t>::min()));
        for (const char *bad : {"", "1.0", "1e3", " 1", "9223372036854775808", "abc"})
            QVERIFY2(!parseInteger(bad), bad);
    }

    void writesWhatReadsBackTheSame()
    {
        for (const double value : {0.0, 0.1, -1.0 / 3, 1e22, 5e-324, 1.7976931348623157e308, 16578.5, 0.00001}) {
            const std::string text = formatShortest(value);
            QCOMPARE(*parseNumber(text), value);
            QVERIFY(text.size() <= 24);
        }
        QCOMPARE(formatShortest(0.1), std::string("0.1"));
    }
};

QTEST_GUILESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
