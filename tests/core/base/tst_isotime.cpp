#include "core/base/isotime.h"

#include <QtTest>

using namespace isobar;

class TestIsoTime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatVenuesWrite()
    {
        QCOMPARE(parseIsoTime("2025-12-08T16:00:00.219Z"), std::optional<TimeMs>(1'765'209'600'219));
        QCOMPARE(parseIsoTime("2025-07-22T00:00:00"), std::optional<TimeMs>(1'753'142'400'000));
        QCOMPARE(parseIsoTime("2025-07-22 00:00:00"), std::optional<TimeMs>(1'753'142'400'000));
        QCOMPARE(parseIsoTime("1970-01-01T00:00:00.1Z"), std::optional<TimeMs>(100));
        QCOMPARE(parseIsoTime("1970-01-01T00:00:00.123999Z"), std::optional<TimeMs>(123));
        QCOMPARE(parseIsoTime("2024-02-29T23:59:59Z"), std::optional<TimeMs>(1'709'251'199'000));
        QCOMPARE(parseIsoTime("1969-12-31T23:59:59Z"), std::optional<TimeMs>(-1'000));
    }

    void refusesTheRest()
    {
        for (const char *bad :
            {"", "Z", "2025-07-22", "2025-07-22T00:00", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z",
                "2025-07-22T24:00:00Z", "2025-07-22T00:60:00Z", "2025-07-22T00:00:60Z", "2025-07-22T00:00:00.Z",
                "2025-07-22T00:00:00.1x", "2025-07-22T00:00:00+02:00", "2025-07-22T00:00:00ZZ", "2025/07/22T00:00:00",
                " 2025-07-22T00:00:00", "1753142400000", "2025-07-2aT00:00:00"})
            QVERIFY2(!parseIsoTime(bad), bad);
    }

    void writesWhatReadsBackTheSame()
    {
        QCOMPARE(formatIsoTime(1'765'209'600'219), std::string("2025-12-08T16:00:00.219Z"));
        for (const TimeMs time : {TimeMs(0), TimeMs(-1), 1'709'251'199'000, 4'102'444'800'001})
            QCOMPARE(parseIsoTime(formatIsoTime(time)), std::optional(time));
    }
};

QTEST_GUILESS_MAIN(TestIsoTime)
#include "tst_isotime.moc"
