#include "widgets/style/formats.h"

#include <QTest>
#include <limits>

using namespace isobar;

/// One number, one text.
class TestFormats : public QObject {
    Q_OBJECT
private:
    using Maybe = std::optional<double>;

private Q_SLOTS:
    void ratesAreShownInTheChosenUnit_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("hours");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, double rate, double hours, RateUnit unit, const char *text) {
            QTest::newRow(name) << rate << hours << int(unit) << QString::fromLatin1(text);
        };
        row("neutral print as printed", 0.0001, 8, RateUnit::Raw, "+0.0100%");
        row("hourly venue has six decimals", 0.0000125, 1, RateUnit::Raw, "+0.001250%");
        row("four-hourly venue has four", 0.00005, 4, RateUnit::Raw, "+0.0050%");
        row("hourly rate per 8 h", 0.0000125, 1, RateUnit::Per8h, "+0.0100%");
        row("per hour", 0.0001, 8, RateUnit::PerHour, "+0.001250%");
        row("per day", 0.0001, 8, RateUnit::PerDay, "+0.0300%");
        row("neutral APR is simple", 0.0001, 8, RateUnit::Apr, "+10.95%");
        row("basis points per 8 h", 0.0001, 8, RateUnit::Bps, "+1.00 bp");
        row("shorts pay", -0.000073, 8, RateUnit::Per8h, "-0.0073%");
        row("zero has no sign", 0, 8, RateUnit::Raw, "0.0000%");
        row("rounds to zero without a sign", -0.0000001, 8, RateUnit::Raw, "0.0000%");
        row("APR beyond 1000 % becomes per day", -0.02, 4, RateUnit::Apr, "-12.00%/d");
        row("APR just inside", 0.009, 8, RateUnit::Apr, "+985.50%");
        row("seed example 1", 0.0008, 8, RateUnit::Apr, "+87.60%");
    }
    void ratesAreShownInTheChosenUnit()
    {
        QFETCH(double, rate);
        QFETCH(double, hours);
        QFETCH(int, unit);
        QTEST(formats::rate(rate, hours, RateUnit(unit)), "text");
    }
    void anAbsentRateOrIntervalIsADash()
    {
        QCOMPARE(formats::rate({}, 8.0, RateUnit::Raw), QString(formats::Dash));
        QCOMPARE(formats::rate(0.0001, {}, RateUnit::Apr), QString(formats::Dash));
        QCOMPARE(formats::rate(0.0001, 0.0, RateUnit::Apr), QString(formats::Dash));
        QCOMPARE(formats::rate(0.0001, {}, RateUnit::Raw), QStringLiteral("+0.0100%"));
        QCOMPARE(formats::rate8h({}), QString(formats::Dash));
        QCOMPARE(formats::rate8h(std::numeric_limits<double>::quiet_NaN()), QString(formats::Dash));
    }
    void rawPer8hIsPer8h() { QCOMPARE(formats::rate8h(0.00012, RateUnit::Raw), QStringLiteral("+0.0120%")); }
    void apyIsCompounded()
    {
        QCOMPARE(formats::apy(0.0008), QStringLiteral("+140.04%"));
        QCOMPARE(formats::apy(0.0001), QStringLiteral("+11.57%"));
        QCOMPARE(formats::apy(0.5), QString(formats::Dash));
    }

    void dollarsHaveThreeDigitsAndASuffix_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("exact");
        const auto row = [](double value, const char *text, const char *exact) {
            QTest::addRow("%.9g", value) << value << QString::fromLatin1(text) << QString::fromLatin1(exact);
        };
        row(0, "$0", "$0.00");
        row(5, "$5", "$5.00");
        row(12.345, "$12.3", "$12.35");
        row(999, "$999", "$999.00");
        row(999.6, "$1.00K", "$999.60");
        row(1234, "$1.23K", "$1,234");
        row(12345678, "$12.3M", "$12,345,678");
        row(99960, "$100K", "$99,960");
        row(999499, "$999K", "$999,499");
        row(999500, "$1.00M", "$999,500");
        row(8.1e9, "$8.10B", "$8,100,000,000");
        row(1.5e12, "$1.50T", "$1,500,000,000,000");
        row(2.5e15, "$2500T", "$2,500,000,000,000,000");
        row(-12345678, "-$12.3M", "-$12,345,678");
        row(-123, "-$123", "-$123.00");
    }
    void dollarsHaveThreeDigitsAndASuffix()
    {
        QFETCH(double, value);
        QTEST(formats::usd(value), "text");
        QTEST(formats::usdExact(value), "exact");
    }

    void pricesHaveTheDecimalsOfTheirSize_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        const auto row = [](double value, const char *text) {
            QTest::addRow("%.9g", value) << value << QString::fromLatin1(text);
        };
        row(67912.4, "67,912.4");
        row(126208.5, "126,208.5");
        row(3412.55, "3,412.55");
        row(172.34, "172.34");
        row(23.456, "23.456");
        row(2.1345, "2.1345");
        row(0.17312, "0.17312");
        row(0.01234, "0.01234");
        row(0.001234, "0.001234");
        row(0.00001234, "0.00001234");
        row(0, "0.0000");
    }
    void pricesHaveTheDecimalsOfTheirSize()
    {
        QFETCH(double, value);
        QTEST(formats::price(value), "text");
    }

    void pricesOfLevelsAreRounded_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("BTC") << 66403.7 << "66,400";
        QTest::newRow("above 100k") << 126208.5 << "126,200";
        QTest::newRow("ETH") << 3412.55 << "3,413";
        QTest::newRow("SOL") << 172.34 << "172.3";
        QTest::newRow("below one") << 0.173126 << "0.1731";
        QTest::newRow("tiny") << 0.0000123456 << "0.00001235";
        QTest::newRow("zero") << 0.0 << "0.00";
    }
    void pricesOfLevelsAreRounded()
    {
        QFETCH(double, value);
        QTEST(formats::levelPrice(value), "text");
    }

    void sharesAndChanges()
    {
        QCOMPARE(formats::change(0.0123), QStringLiteral("+1.23%"));
        QCOMPARE(formats::change(-0.00004), QStringLiteral("0.00%"));
        QCOMPARE(formats::change(-0.4628, 1), QStringLiteral("-46.3%"));
        QCOMPARE(formats::percent(0.55), QStringLiteral("55.0%"));
        QCOMPARE(formats::percent(1.0, 0), QStringLiteral("100%"));
        QCOMPARE(formats::bps(0.00012), QStringLiteral("+1.2"));
        QCOMPARE(formats::bps(-0.0035), QStringLiteral("-35.0"));
        QCOMPARE(formats::coins(28100.0), QStringLiteral("28.1K"));
        QCOMPARE(formats::coins(Maybe{}), QString(formats::Dash));
        QCOMPARE(formats::change({}), QString(formats::Dash));
        QCOMPARE(formats::usd({}), QString(formats::Dash));
        QCOMPARE(formats::price({}), QString(formats::Dash));
    }

    void agesAndCountdowns_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("age");
        QTest::addColumn<QString>("countdown");
        QTest::newRow("nothing left") << qint64(0) << "0s"
                                      << "00:00:00";
        QTest::newRow("negative is zero") << qint64(-5000) << "0s"
                                          << "00:00:00";
        QTest::newRow("seconds") << qint64(5999) << "5s"
                                 << "00:00:05";
        QTest::newRow("minutes") << qint64(3 * MinuteMs + 1) << "3m"
                                 << "00:03:00";
        QTest::newRow("just under an hour") << qint64(HourMs - 1) << "59m"
                                            << "00:59:59";
        QTest::newRow("hours") << qint64(8 * HourMs - 48 * SecondMs) << "7h"
                               << "07:59:12";
        QTest::newRow("days") << qint64(3 * DayMs) << "3d"
                              << "72:00:00";
    }
    void agesAndCountdowns()
    {
        QFETCH(qint64, ms);
        QTEST(formats::age(ms), "age");
        QTEST(formats::countdown(ms), "countdown");
    }
    void aRankIsTold()
    {
        QCOMPARE(formats::rank(0.83, 30), QStringLiteral("above 83% of 30 d"));
        QCOMPARE(formats::rank(0.997, 30), QStringLiteral("above 99% of 30 d")); // two hours stood higher
        QCOMPARE(formats::rank(1 - 0.5 / 720, 30), QStringLiteral("highest of 30 d")); // itself counts half
        QCOMPARE(formats::rank(1, 90), QStringLiteral("highest of 90 d"));
        QCOMPARE(formats::rank(0.5 / 720, 30), QStringLiteral("lowest of 30 d"));
        QCOMPARE(formats::rank(0.004, 30), QStringLiteral("above 1% of 30 d"));
    }

    void sizesOfFiles_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 kB");
        QTest::newRow("wrong") << qint64(-5) << QStringLiteral("0 kB");
        QTest::newRow("kB") << qint64(12'345) << QStringLiteral("12 kB");
        QTest::newRow("rounded up a unit") << qint64(999'600) << QStringLiteral("1.00 MB");
        QTest::newRow("MB") << qint64(312'345'678) << QStringLiteral("312 MB");
        QTest::newRow("tens of MB") << qint64(45'678'901) << QStringLiteral("45.7 MB");
        QTest::newRow("GB") << qint64(1'239'000'000) << QStringLiteral("1.24 GB");
        QTest::newRow("TB") << qint64(5'000'000'000'000'000) << QStringLiteral("5000 TB");
    }
    void sizesOfFiles()
    {
        QFETCH(const qint64, bytes);
        QTEST(formats::fileSize(bytes), "text");
    }

    void anUnknownAgeIsADash() { QCOMPARE(formats::age({}), QString(formats::Dash)); }

    void timesSayTheirZone()
    {
        const TimeMs time = 1764079402000; // 2025-11-25 14:03:22 UTC
        QCOMPARE(formats::clockTime(time, TimeZoneChoice::Utc), QStringLiteral("14:03:22 UTC"));
        QCOMPARE(formats::clockTime(time, TimeZoneChoice::Utc, false), QStringLiteral("14:03 UTC"));
        QCOMPARE(formats::dateTime(time, TimeZoneChoice::Utc), QStringLiteral("2025-11-25 14:03 UTC"));
        QVERIFY(formats::clockTime(time, TimeZoneChoice::Local).size() > 8);
    }

    void intervalsAreBadges()
    {
        QCOMPARE(formats::interval(8.0, false), QStringLiteral("8h"));
        QCOMPARE(formats::interval(1.0, false), QStringLiteral("1h"));
        QCOMPARE(formats::interval(0.5, false), QStringLiteral("30m"));
        QCOMPARE(formats::interval({}, true), QStringLiteral("cont."));
        QCOMPARE(formats::interval({}, false), QString(formats::Dash));
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
