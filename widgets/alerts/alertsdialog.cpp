#include "widgets/alerts/alertsdialog.h"

#include "widgets/alerts/quietgroup.h"
#include "widgets/alerts/rulespage.h"
#include "widgets/alerts/waystable.h"
#include "widgets/alerts/webhookspage.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QScrollArea>
#include <QTabWidget>

namespace isobar {

AlertsDialog::AlertsDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent), m_tabs(new QTabWidget), m_ways(new WaysTable), m_quiet(new QuietGroup),
      m_webhooks(new WebhooksPage(theme)), m_rules(new RulesPage(theme))
{
    auto *ways = new QWidget;
    auto *row = new QHBoxLayout(ways);
    row->addWidget(m_ways, 3);
    row->addSpacing(8);
    row->addWidget(m_quiet, 2);
    auto *rules = new QScrollArea; // a rule may have many conditions
    rules->setWidgetResizable(true);
    rules->setFrameShape(QFrame::NoFrame);
    rules->setWidget(m_rules);
    for (QWidget *page : {ways, static_cast<QWidget *>(m_webhooks), static_cast<QWidget *>(rules)})
        m_tabs->addTab(page, QString());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_tabs, 1);
    column->addWidget(buttons);

    connect(m_ways, &WaysTable::policyChosen, this, [this](const AlertPolicy &policy) {
        AlertChoices alerts = m_settings.alerts;
        alerts.policy.byPriority = policy.byPriority;
        alerts.policy.byType = policy.byType;
        choose(alerts);
    });
    connect(m_quiet, &QuietGroup::alertsChosen, this, &AlertsDialog::choose);
    connect(m_quiet, &QuietGroup::popupTestRequested, this, &AlertsDialog::popupTestRequested);
    connect(m_quiet, &QuietGroup::soundTestRequested, this, &AlertsDialog::soundTestRequested);
    connect(m_quiet, &QuietGroup::muteUntilWished, this, &AlertsDialog::muteUntilWished);
    connect(m_webhooks, &WebhooksPage::alertsChosen, this, &AlertsDialog::choose);
    connect(m_webhooks, &WebhooksPage::secretEntered, this, &AlertsDialog::secretEntered);
    connect(m_webhooks, &WebhooksPage::testRequested, this, &AlertsDialog::webhookTestRequested);
    connect(m_rules, &RulesPage::alertsChosen, this, &AlertsDialog::choose);
    connect(m_rules, &RulesPage::trialRequested, this, &AlertsDialog::trialRequested);
    connect(m_rules, &RulesPage::momentChosen, this, &AlertsDialog::momentChosen);
    retranslate();
    resize(920, 680);
}

void AlertsDialog::retranslate()
{
    setWindowTitle(tr("Alerts"));
    m_tabs->setTabText(Ways, tr("How they are told"));
    m_tabs->setTabText(Webhooks, tr("Webhooks"));
    m_tabs->setTabText(Rules, tr("Own rules"));
}

void AlertsDialog::choose(const AlertChoices &alerts)
{
    Settings changed = m_settings;
    changed.alerts = alerts;
    setSettings(changed, m_nowMs); // every page shows the same
    Q_EMIT alertsChosen(alerts);
}

void AlertsDialog::setSettings(const Settings &settings, TimeMs nowMs)
{
    m_settings = settings;
    m_nowMs = nowMs;
    m_ways->setPolicy(settings.alerts.policy);
    m_quiet->setSettings(settings, nowMs);
    m_webhooks->setAlerts(settings.alerts);
    m_rules->setAlerts(settings.alerts, settings.timeZone);
}

void AlertsDialog::setVenues(const Snapshot &snapshot)
{
    VenueNamesById venues;
    for (const VenueHealthRow &venue : snapshot.venues)
        venues[QString::fromStdString(venue.health.venue)] = QString::fromStdString(venue.name);
    m_rules->setVenues(venues);
}

void AlertsDialog::setSilence(const QString &why) { m_quiet->setSilence(why); }

void AlertsDialog::showPage(int page) { m_tabs->setCurrentIndex(page); }

void AlertsDialog::showWebhookStatus(const QString &id, const QString &words, bool isTrouble)
{
    m_webhooks->showStatus(id, words, isTrouble);
}

void AlertsDialog::showSecretState(const QString &key, bool isKnown, const QString &trouble)
{
    m_webhooks->showSecretState(key, isKnown, trouble);
}

void AlertsDialog::showTrial(int number, const RuleTrial &trial) { m_rules->showTrial(number, trial); }

void AlertsDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_ways->retranslate();
        m_quiet->retranslate();
        m_webhooks->retranslate();
        m_rules->retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace isobar
