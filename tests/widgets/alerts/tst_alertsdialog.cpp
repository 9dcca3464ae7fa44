#include "core/market/rulejson.h"
#include "widgets/alerts/alertsdialog.h"
#include "widgets/alerts/conditionrow.h"
#include "widgets/alerts/muteuntildialog.h"
#include "widgets/alerts/quietgroup.h"
#include "widgets/alerts/ruleeditor.h"
#include "widgets/alerts/rulespage.h"
#include "widgets/alerts/waystable.h"
#include "widgets/alerts/webhookspage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'772'193'600'000; // 2026-02-27 12:00 UTC

/// The last choices that a page told.
template <class Sender, class Signal> struct Told {
    Told(Sender *sender, Signal signal) : spy(sender, signal) { }
    AlertChoices last() const { return spy.last().at(0).template value<AlertChoices>(); }
    QSignalSpy spy;
};

template <class Widget> Widget *withText(QWidget &parent, const QString &text)
{
    for (Widget *each : parent.findChildren<Widget *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

QString textOf(QWidget &parent)
{
    QString all;
    for (const QLabel *label : parent.findChildren<QLabel *>())
        all += label->text() + u'\n';
    return all;
}

void click(WaysTable &table, QTreeWidgetItem *item, int column) { Q_EMIT table.itemClicked(item, column); }

} // namespace

/// The dialog of alerts, page by page.
class TestAlertsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void turnsAPriorityOnAndOff()
    {
        WaysTable table;
        QSignalSpy told(&table, &WaysTable::policyChosen);
        QCOMPARE(table.priorityItem(Priority::P1)->checkState(1), Qt::Checked);
        QCOMPARE(table.priorityItem(Priority::P2)->checkState(2), Qt::Unchecked);
        click(table, table.priorityItem(Priority::P2), 2);
        QCOMPARE(told.size(), 1);
        QVERIFY(table.policy().byPriority[1][1]);
        QCOMPARE(table.priorityItem(Priority::P2)->checkState(2), Qt::Checked);
        click(table, table.priorityItem(Priority::P2), 0); // its name is no switch
        QCOMPARE(told.size(), 1);
    }

    void takesATypeThroughItsThreeStates()
    {
        WaysTable table;
        QTreeWidgetItem *item = table.typeItem(EventType::LargeLiquidation);
        QCOMPARE(item->checkState(3), Qt::PartiallyChecked);
        click(table, item, 3);
        QCOMPARE(table.policy().byType.at(EventType::LargeLiquidation)[2], std::optional(true));
        QCOMPARE(item->text(3), QStringLiteral("always"));
        click(table, item, 3);
        QCOMPARE(table.policy().byType.at(EventType::LargeLiquidation)[2], std::optional(false));
        QCOMPARE(item->text(3), QStringLiteral("never"));
        click(table, item, 3);
        QVERIFY(table.policy().byType.empty());
    }

    void setsQuietHours()
    {
        QuietGroup group;
        Told told(&group, &QuietGroup::alertsChosen);
        Settings settings;
        settings.alerts.policy.mutedAssets["BTC"] = Now + HourMs;
        settings.alerts.policy.mutedAssets["ETH"] = Now - HourMs; // over
        group.setSettings(settings, Now);
        QCOMPARE(told.spy.size(), 0); // showing is not choosing
        QVERIFY(textOf(group).contains(QStringLiteral("BTC until 2026-02-27 13:00 UTC")));
        QVERIFY(!textOf(group).contains(QStringLiteral("ETH until")));
        withText<QCheckBox>(group, QStringLiteral("Every day from"))->click();
        QVERIFY(told.last().policy.quiet.on);
        QCOMPARE(told.last().policy.quiet.fromMinute, 22 * 60);
        withText<QPushButton>(group, QStringLiteral("Unmute all"))->click();
        QVERIFY(told.last().policy.mutedAssets.empty());
        QVERIFY(textOf(group).contains(QStringLiteral("Nothing is muted.")));
    }

    void testsEachSound()
    {
        QuietGroup group;
        QSignalSpy sounds(&group, &QuietGroup::soundTestRequested);
        withText<QPushButton>(group, QStringLiteral("Test sound"))->click();
        QCOMPARE(sounds.last(), (QVariantList{1, -1}));
        group.setSilence(QStringLiteral("no device"));
        QVERIFY(textOf(group).contains(QStringLiteral("no device")));
    }

    void addsAWebhookAndKeepsItsSecretApart()
    {
        const Theme theme;
        WebhooksPage page(theme);
        Told told(&page, &WebhooksPage::alertsChosen);
        QSignalSpy secrets(&page, &WebhooksPage::secretEntered), tests(&page, &WebhooksPage::testRequested);
        withText<QPushButton>(page, QStringLiteral("Add"))->menu()->actions().at(2)->trigger(); // Telegram
        QCOMPARE(told.last().webhooks.size(), 1);
        const WebhookChoice webhook = told.last().webhooks.front();
        QCOMPARE(webhook.kind, WebhookKind::Telegram);
        QVERIFY(!webhook.id.isEmpty());
        auto *keep = withText<QPushButton>(page, QStringLiteral("Keep secret"));
        auto *test = withText<QPushButton>(page, QStringLiteral("Send a test"));
        QVERIFY(!keep->isEnabled() && !test->isEnabled());
        const QList<QLineEdit *> fields = page.findChildren<QLineEdit *>();
        QLineEdit *token = nullptr;
        for (QLineEdit *field : fields) {
            if (field->echoMode() != QLineEdit::Normal)
                token = field; // the last of the two
        }
        token->setText(QStringLiteral("77:hushhush"));
        QVERIFY(keep->isEnabled() && test->isEnabled());
        test->click();
        QCOMPARE(tests.last().at(2).toString(), QStringLiteral("77:hushhush"));
        keep->click();
        QCOMPARE(secrets.last(), (QVariantList{webhook.secretKey(), QString(), QStringLiteral("77:hushhush")}));
        QVERIFY(token->text().isEmpty());
        page.showSecretState(webhook.secretKey(), true, QString());
        QVERIFY(textOf(page).contains(QStringLiteral("in the system's keychain")));
        QVERIFY(test->isEnabled());
        page.showSecretState(webhook.secretKey(), true, QStringLiteral("There is no keychain service here"));
        QVERIFY(textOf(page).contains(QStringLiteral("no keychain service")));
        page.showStatus(webhook.id, QStringLiteral("the host is not known"), true);
        QVERIFY(textOf(page).contains(QStringLiteral("the host is not known")));
        withText<QPushButton>(page, QStringLiteral("Remove"))->click();
        QVERIFY(told.last().webhooks.isEmpty());
    }

    void namesAWebhook_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("name");
        QTest::newRow("as the user calls it") << QStringLiteral("My phone") << QStringLiteral("My phone");
        QTest::newRow("by its kind") << QString() << QStringLiteral("ntfy");
    }
    void namesAWebhook()
    {
        QFETCH(QString, given);
        QFETCH(QString, name);
        QCOMPARE(WebhooksPage::nameOf({QStringLiteral("w"), given, WebhookKind::Ntfy, QString(), true}), name);
    }

    void editsEachKindOfCondition()
    {
        ConditionRow row({{QStringLiteral("bybit"), QStringLiteral("Bybit")}});
        for (std::size_t i = 0; i < UserConditionCount; ++i) {
            UserCondition condition;
            condition.kind = static_cast<UserConditionKind>(i);
            const UserConditionTraits traits = traitsOf(condition.kind);
            if (traits.hasThreshold)
                condition.threshold = std::clamp(traits.least < 0 ? -0.0125 : 0.0125, traits.least, traits.most);
            if (condition.kind == UserConditionKind::Liquidated)
                condition.threshold = 2.5e7;
            if (condition.kind == UserConditionKind::PriceBelow)
                condition.threshold = 0.0000123; // of a coin that is worth little
            if (traits.hasWindow)
                condition.windowHours = 2.5;
            if (traits.hasVenue)
                condition.venue = "bybit";
            if (traits.hasSide)
                condition.side = PositionSide::Short;
            row.setCondition(condition);
            QCOMPARE(row.condition(), condition);
        }
        UserCondition stranger{UserConditionKind::FundingAbove, 0.001, 0, "elsewhere", {}};
        row.setCondition(stranger);
        QCOMPARE(row.condition(), stranger);
    }

    void makesARuleAndShowsWhatItWouldHaveDone()
    {
        const Theme theme;
        RulesPage page(theme);
        Told told(&page, &RulesPage::alertsChosen);
        QSignalSpy trials(&page, &RulesPage::trialRequested), moments(&page, &RulesPage::momentChosen);
        withText<QPushButton>(page, QStringLiteral("Add rule"))->click();
        QCOMPARE(told.last().rules.size(), std::size_t(1));
        QCOMPARE(trials.size(), 1);
        auto *assets = page.findChildren<QLineEdit *>().at(1);
        QTest::keyClicks(assets, QStringLiteral("btc, eth"));
        QCOMPARE(told.last().rules[0].assets, (std::vector<std::string>{"BTC", "ETH"}));
        QVERIFY(textOf(page).contains(QStringLiteral("for BTC or ETH")));
        QTRY_COMPARE(trials.size(), 2); // once for all the letters
        RuleTrial trial;
        trial.fromMs = trial.reachMs = Now - 7 * DayMs;
        trial.toMs = Now;
        trial.assets = {"BTC"};
        trial.firings = {{"BTC", Now - DayMs, Now - DayMs + HourMs}};
        page.showTrial(1, trial); // of the rule before it was changed
        QVERIFY(!textOf(page).contains(QStringLiteral("Would have fired")));
        page.showTrial(2, trial);
        QVERIFY(textOf(page).contains(QStringLiteral("Would have fired 1 time(s) in the last 7 days.")));
        auto *list = page.findChildren<QListWidget *>().at(1);
        QCOMPARE(list->count(), 1);
        Q_EMIT list->itemActivated(list->item(0));
        QCOMPARE(moments.last().at(0).toString(), QStringLiteral("BTC"));
        QCOMPARE(moments.last().at(1).toLongLong(), qlonglong(Now - DayMs));
        withText<QPushButton>(page, QStringLiteral("Add condition"))->click();
        QCOMPARE(told.last().rules[0].conditions.size(), std::size_t(2));
        withText<QToolButton>(page, QStringLiteral("✕"))->click();
        QCOMPARE(told.last().rules[0].conditions.size(), std::size_t(1));
    }

    void keepsARuleWithoutConditionsToItself()
    {
        const Theme theme;
        RulesPage page(theme);
        Told told(&page, &RulesPage::alertsChosen);
        withText<QPushButton>(page, QStringLiteral("Add rule"))->click();
        withText<QToolButton>(page, QStringLiteral("✕"))->click();
        QCOMPARE(told.last().rules[0].conditions.size(), std::size_t(1)); // what was told last still had one
        QVERIFY(textOf(page).contains(QStringLiteral("no condition yet")));
        // What else is done tells the list with its last good version; the settings would refuse an empty rule.
        withText<QPushButton>(page, QStringLiteral("Add rule"))->click();
        QCOMPARE(told.last().rules.size(), std::size_t(2));
        QCOMPARE(told.last().rules[0].conditions.size(), std::size_t(1));
        auto *list = page.findChildren<QListWidget *>().at(0);
        list->item(0)->setCheckState(Qt::Unchecked);
        QVERIFY(!told.last().rules[0].on);
        QCOMPARE(told.last().rules[0].conditions.size(), std::size_t(1));
        QVERIFY(rulesFromJson(rulesToJson(told.last().rules)));
        // The draft stays as it is while the same rules come back from the settings.
        page.setAlerts(told.last(), TimeZoneChoice::Utc);
        QVERIFY(list->item(0)->text().contains(QStringLiteral("no condition yet")));
        list->setCurrentRow(0);
        withText<QPushButton>(page, QStringLiteral("Add condition"))->click();
        QVERIFY(!told.last().rules[0].on); // the editor does not switch it on again
        withText<QPushButton>(page, QStringLiteral("Remove"))->click();
        QCOMPARE(told.last().rules.size(), std::size_t(1));
    }

    void takesNoMoreRulesThanAreKept()
    {
        const Theme theme;
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("rules.json"));
        RulesPage page(theme);
        Told told(&page, &RulesPage::alertsChosen);
        AlertChoices alerts;
        UserRule rule;
        rule.conditions = {{UserConditionKind::FeedLost, 0, 0, {}, {}}};
        for (std::size_t i = 0; i + 1 < MostRules; ++i) {
            rule.id = "m" + std::to_string(i);
            alerts.rules.push_back(rule);
        }
        page.setAlerts(alerts, TimeZoneChoice::Utc);
        page.exportFile(path);
        page.importFile(path);
        QCOMPARE(told.spy.size(), 0);
        QVERIFY2(textOf(page).contains(QStringLiteral("there would be 398 rules")), qPrintable(textOf(page)));
        withText<QPushButton>(page, QStringLiteral("Add rule"))->click();
        QCOMPARE(told.last().rules.size(), MostRules);
        withText<QPushButton>(page, QStringLiteral("Add rule"))->click();
        QCOMPARE(told.spy.size(), 1);
        QVERIFY(textOf(page).contains(QStringLiteral("There are 200 rules")));
    }

    void importsAndExports()
    {
        const Theme theme;
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("rules.json"));
        RulesPage page(theme);
        Told told(&page, &RulesPage::alertsChosen);
        withText<QPushButton>(page, QStringLiteral("Add rule"))->click();
        page.exportFile(path);
        page.importFile(path);
        QCOMPARE(told.last().rules.size(), std::size_t(2));
        QVERIFY(told.last().rules[0].id != told.last().rules[1].id);
        QCOMPARE(told.last().rules[0].conditions, told.last().rules[1].conditions);
        QFile bad(path);
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("{\n\"isobar_rules\": 1,\n\"rules\": [{\"if\": [{\"kind\": \"moon\"}]}]}");
        bad.close();
        const auto before = told.spy.size();
        page.importFile(path);
        QCOMPARE(told.spy.size(), before);
        QVERIFY2(textOf(page).contains(QStringLiteral("rules.json, line 3: \"moon\" is no kind of condition")),
            qPrintable(textOf(page)));
    }

    void mutesUntilAMoment()
    {
        const MuteUntilDialog dialog(Now, {QStringLiteral("BTC"), QStringLiteral("ETH")}, QStringLiteral("ETH"));
        QCOMPARE(dialog.asset(), QStringLiteral("ETH"));
        QVERIFY(dialog.untilMs() > Now && dialog.untilMs() <= Now + 33 * HourMs);
        const MuteUntilDialog all(Now, {}, {});
        QCOMPARE(all.asset(), QString());
    }

    void showsTheSameOnAllPages()
    {
        const Theme theme;
        AlertsDialog dialog(theme);
        QSignalSpy told(&dialog, &AlertsDialog::alertsChosen);
        dialog.setSettings(Settings(), Now);
        QCOMPARE(told.size(), 0);
        auto *ways = dialog.findChild<WaysTable *>();
        click(*ways, ways->priorityItem(Priority::P3), 1);
        QCOMPARE(told.size(), 1);
        withText<QCheckBox>(dialog, QStringLiteral("Webhooks keep quiet too"))->click();
        const auto last = told.last().at(0).value<AlertChoices>();
        QVERIFY(last.policy.webhooksToo && last.policy.byPriority[2][0]); // both changes
    }
};

QTEST_MAIN(TestAlertsDialog)
#include "tst_alertsdialog.moc"
