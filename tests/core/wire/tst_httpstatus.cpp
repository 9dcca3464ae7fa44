#include "core/wire/httpstatus.h"

#include <QtTest>

using namespace isobar;

class TestHttpStatus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheStatusOfARefusedHandshake_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::newRow("Qt 6.4") << QByteArray("Unhandled http status code: 403 (Forbidden).") << 403;
        QTest::newRow("no reason") << QByteArray("Unhandled http status code: 451") << 451;
        QTest::newRow("another language") << QByteArray("HTTP-Statuscode 418 unbehandelt (I'm a teapot).") << 418;
        QTest::newRow("end of sentence") << QByteArray("Status: 503.") << 503;
        QTest::newRow("key") << QByteArray("Accept-Key received from server ab+403/x= does not match") << 0;
        QTest::newRow("version") << QByteArray("Malformed/unsupported http version: HTTP/1.403") << 0;
        QTest::newRow("port") << QByteArray("Connection to 10.0.0.1:8403 refused") << 0;
        QTest::newRow("address") << QByteArray("Connection to 192.168.200.1 refused") << 0;
        QTest::newRow("no status number") << QByteArray("code 999") << 0;
        QTest::newRow("plain") << QByteArray("Connection refused") << 0;
        QTest::newRow("empty") << QByteArray() << 0;
    }
    void readsTheStatusOfARefusedHandshake()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        QCOMPARE(statusInErrorText(text.toStdString()).value_or(0), status);
    }
    void readsHttpDates()
    {
        QCOMPARE(parseHttpDate("Wed, 21 Oct 2015 07:28:00 GMT"), std::optional<TimeMs>(1445412480000));
        QVERIFY(!parseHttpDate("21.10.2015"));
        QVERIFY(!parseHttpDate(""));
    }
    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("expected");
        const QByteArray at728("Wed, 21 Oct 2015 07:28:00 GMT");
        QTest::newRow("seconds") << QByteArray("120") << QByteArray() << qint64(120'000);
        QTest::newRow("now") << QByteArray("0") << QByteArray() << qint64(0);
        QTest::newRow("negative") << QByteArray("-5") << QByteArray() << qint64(0);
        QTest::newRow("absurd") << QByteArray("99999999999") << QByteArray() << qint64(3 * DayMs);
        QTest::newRow("date by their clock") << at728 << QByteArray("Wed, 21 Oct 2015 07:27:30 GMT") << qint64(30'000);
        QTest::newRow("date by our clock") << at728 << QByteArray() << qint64(480'000);
        QTest::newRow("date in the past") << at728 << QByteArray("Wed, 21 Oct 2015 08:00:00 GMT") << qint64(0);
        QTest::newRow("absent") << QByteArray() << QByteArray() << qint64(-1);
        QTest::newRow("unreadable") << QByteArray("soon") << QByteArray() << qint64(-1);
    }
    void readsRetryAfter()
    {
        QFETCH(QByteArray, retryAfter);
        QFETCH(QByteArray, date);
        QFETCH(qint64, expected);
        const TimeMs now = 1445412000000; // 07:20:00
        QCOMPARE(retryAfterMs(retryAfter.toStdString(), date.toStdString(), now).value_or(-1), TimeMs(expected));
    }
};

QTEST_GUILESS_MAIN(TestHttpStatus)
#include "tst_httpstatus.moc"
