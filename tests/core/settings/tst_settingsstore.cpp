#include "core/settings/settingsstore.h"
#include "core/settings/settingstable.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

class TestSettingsStore : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private Q_SLOTS:
    void namesEachSettingOnce()
    {
        QSet<QString> keys;
        for (const SettingEntry &entry : settingsTable()) {
            QVERIFY2(!keys.contains(QLatin1String(entry.key)), entry.key);
            keys.insert(QLatin1String(entry.key));
        }
    }
    void acceptsItsOwnDefaults()
    {
        const Settings defaults;
        for (const SettingEntry &entry : settingsTable()) {
            Settings settings;
            QVERIFY2(entry.put(settings, entry.take(defaults)), entry.key);
            QVERIFY2(settings == defaults, entry.key);
        }
    }
    void bringsBackWhatWasSaved()
    {
        Settings settings;
        settings.theme = ThemeChoice::Light;
        settings.rateUnit = RateUnit::Apr;
        settings.watched = {QStringLiteral("BTC")};
        settings.venuesOff = {QStringLiteral("mexc"), QStringLiteral("gate")};
        settings.proxy = {ProxyChoice::Mode::Socks5, QStringLiteral("gate.desk"), 1080};
        settings.venueProxies = {QStringLiteral("okx=direct"), QStringLiteral("bybit=http://10.0.0.7:3128")};
        settings.headlineByOpenInterest = true;
        settings.heatmap.leastLiquidationUsd = 2.5e6;
        settings.shot.folder = QStringLiteral("/tmp/pictures, of mine");
        settings.windowState = QByteArray("\0\1\xff", 3);
        const SettingsStore store(path("kept.ini"));
        QVERIFY(store.save(settings));
        QStringList problems;
        QVERIFY(store.load(&problems) == settings);
        QCOMPARE(problems, QStringList());
    }
    void bringsBackHowAlertsAreTold()
    {
        Settings settings;
        AlertChoices &alerts = settings.alerts;
        alerts.policy.byPriority = {{{true, false, true}, {}, {false, true, false}, {true, true, true}}};
        alerts.policy.byType[EventType::Listed] = {true, std::nullopt, false};
        alerts.policy.quiet = {true, 23 * 60 + 5, 6 * 60 + 45};
        alerts.policy.hushFullScreen = false;
        alerts.policy.urgentThrough = false;
        alerts.policy.webhooksToo = alerts.policy.doNotDisturb = true;
        alerts.policy.mutedUntilMs = 1'772'193'785'000;
        alerts.policy.mutedAssets["BTC"] = 1'772'193'785'001;
        alerts.sounds = false;
        alerts.volume = 35;
        alerts.webhooks = {{QStringLiteral("w1"), QStringLiteral("Desk, \"main\""), WebhookKind::Telegram,
                               QStringLiteral("-100123"), true},
            {QStringLiteral("w2"), QStringLiteral("phone"), WebhookKind::Ntfy, QString(), false}};
        UserRule rule;
        rule.id = "r1";
        rule.name = "Größer, \"schneller\"";
        rule.assets = {"BTC", "1000PEPE"};
        rule.conditions = {{UserConditionKind::PriceMoved, 0.015, 0.25, {}, {}}};
        alerts.rules = {rule};
        const SettingsStore store(path("alerts.ini"));
        QVERIFY(store.save(settings));
        QStringList problems;
        QVERIFY(store.load(&problems) == settings);
        QCOMPARE(problems, QStringList());
    }
    void keepsTheGoodRulesBesideABadOne()
    {
        Settings settings;
        UserRule rule;
        rule.id = "good";
        rule.name = "good";
        rule.conditions = {{UserConditionKind::PriceAbove, 70'000, 0, {}, {}}};
        settings.alerts.rules = {rule, rule};
        settings.alerts.rules[1].id = "bad";
        settings.alerts.rules[1].conditions.clear();
        const SettingsStore store(path("rules.ini"));
        QVERIFY(store.save(settings));
        QStringList problems;
        QCOMPARE(store.load(&problems).alerts.rules, std::vector<UserRule>{rule});
        QCOMPARE(problems.size(), 1);
    }
    void toldAndReplacedWhenUseless()
    {
        write(path("wrong.ini"),
            "[look]\ntheme=pink\nrateUnit=apr\n[network]\nproxy=ftp://x:1\n"
            "venueProxies=okx=direct, bybit=nonsense\n[heatmap]\nleastLiquidationUsd=-5\n");
        QStringList problems;
        const Settings settings = SettingsStore(path("wrong.ini")).load(&problems);
        QCOMPARE(problems.size(), 4);
        for (const char *key : {"look/theme", "network/proxy", "network/venueProxies", "heatmap/leastLiquidationUsd"})
            QVERIFY2(!problems.filter(QLatin1String(key)).isEmpty(), key);
        QCOMPARE(settings.theme, Settings().theme);
        QCOMPARE(settings.rateUnit, RateUnit::Apr);
        QCOMPARE(settings.proxy, ProxyChoice());
        QCOMPARE(settings.venueProxies, QStringList{QStringLiteral("okx=direct")});
        QCOMPARE(settings.heatmap.leastLiquidationUsd, Settings().heatmap.leastLiquidationUsd);
    }
    void survivesADamagedFile()
    {
        write(path("noise.ini"), QByteArray("\x00[[[=%%%\xff\xfe\n]]", 16));
        QVERIFY(SettingsStore(path("noise.ini")).load() == Settings());
        QVERIFY(SettingsStore(path("missing.ini")).load() == Settings());
    }
    void saysWhyItCannotWrite()
    {
        write(path("file"), "x");
        const auto saved = SettingsStore(path("file/settings.ini")).save({});
        QVERIFY(!saved);
        QVERIFY(QString::fromStdString(saved.error()).contains(QStringLiteral("file/settings.ini")));
    }
};

QTEST_APPLESS_MAIN(TestSettingsStore)
#include "tst_settingsstore.moc"
