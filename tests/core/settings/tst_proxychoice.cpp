#include "core/settings/proxychoice.h"

#include <QtTest>

using namespace isobar;

class TestProxyChoice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("system") << "system" << int(ProxyChoice::Mode::System) << QString() << 0;
        QTest::newRow("direct") << "direct" << int(ProxyChoice::Mode::Direct) << QString() << 0;
        QTest::newRow("http") << "http://gate.desk:3128" << int(ProxyChoice::Mode::Http) << "gate.desk" << 3128;
        QTest::newRow("socks") << "socks5://10.0.0.7:1080" << int(ProxyChoice::Mode::Socks5) << "10.0.0.7" << 1080;
        QTest::newRow("IPv6") << "http://[fd00::7]:8080" << int(ProxyChoice::Mode::Http) << "fd00::7" << 8080;
    }
    void readsWhatItWrites()
    {
        QFETCH(QString, text);
        QFETCH(int, mode);
        QFETCH(QString, host);
        QFETCH(int, port);
        const auto choice = readProxy(text);
        QVERIFY(choice);
        QCOMPARE(int(choice->mode), mode);
        QCOMPARE(choice->host, host);
        QCOMPARE(int(choice->port), port);
        QCOMPARE(proxyText(*choice), text);
    }
    void refusesTheRest_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "gate.desk:3128", "http://gate.desk", "http://:3128", "http://gate.desk:0",
                 "http://gate.desk:70000", "https://gate.desk:3128", "http://user:secret@gate.desk:3128",
                 "http://gate.desk:3128/path", "http://gate desk:3128", "socks4://gate.desk:1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesTheRest()
    {
        QFETCH(QString, text);
        QVERIFY(!readProxy(text));
    }
    void keepsOneChoiceAVenue()
    {
        const ProxyChoice http{ProxyChoice::Mode::Http, QStringLiteral("a"), 1};
        QStringList list = withProxyOfVenue({}, QStringLiteral("okx"), http);
        list = withProxyOfVenue(list, QStringLiteral("bybit"), ProxyChoice{});
        list = withProxyOfVenue(list, QStringLiteral("okx"), ProxyChoice{ProxyChoice::Mode::Direct, {}, 0});
        QCOMPARE(list, (QStringList{QStringLiteral("bybit=system"), QStringLiteral("okx=direct")}));
        QCOMPARE(proxyOfVenue(list, QStringLiteral("bybit")), std::optional(ProxyChoice{}));
        QVERIFY(!proxyOfVenue(list, QStringLiteral("gate")));
        QCOMPARE(
            withProxyOfVenue(list, QStringLiteral("okx"), std::nullopt), QStringList{QStringLiteral("bybit=system")});
    }
};

QTEST_APPLESS_MAIN(TestProxyChoice)
#include "tst_proxychoice.moc"
