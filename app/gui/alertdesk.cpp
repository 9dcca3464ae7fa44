#include "app/gui/alertdesk.h"

#include "app/gui/fullscreenwatch.h"
#include "core/market/eventjson.h"
#include "widgets/alerts/alertsdialog.h"
#include "widgets/alerts/muteuntildialog.h"
#include "widgets/events/eventtext.h"
#include "widgets/events/trayicon.h"
#include "widgets/header/header.h"

#include <QDateTime>

namespace isobar {

namespace {

constexpr int TickMs = 5000;

/// How a webhook reads the settings of the network.
ProxySetting proxyOf(const ProxyChoice &choice)
{
    constexpr std::array Modes{ProxyMode::System, ProxyMode::None, ProxyMode::Http, ProxyMode::Socks5};
    return {Modes[static_cast<std::size_t>(choice.mode)], choice.host.toStdString(), choice.port, {}, {}};
}

} // namespace

AlertDesk::AlertDesk(Theme &theme, TrayIcon &tray, const Clock &clock, const QString &outboxPath)
    : m_theme(theme), m_clock(clock), m_notifier(popupChannels(theme, tray)), m_secrets(systemKeychain()),
      m_webhooks(outboxPath, clock)
{
    connect(&m_notifier, &Notifier::showRequested, this, &AlertDesk::showRequested);
    connect(&m_notifier, &Notifier::muteRequested, this, &AlertDesk::mute);
    connect(&m_notifier, &PopupNotifier::digestTold, this, &AlertDesk::postDigest);
    connect(&m_secrets, &SecretStore::changed, this, &AlertDesk::showSecret);
    connect(&m_webhooks, &Webhooks::statusChanged, this, [this](const WebhookStatus &status) {
        m_statuses[status.target] = status;
        if (m_dialog)
            m_dialog->showWebhookStatus(
                QString::fromStdString(status.target), wordsOf(status), status.trouble != WebhookTrouble::None);
    });
    connect(&m_webhooks, &Webhooks::tested, this, [this](const WebhookStatus &status) {
        const bool isFine = status.trouble == WebhookTrouble::None;
        if (m_dialog)
            m_dialog->showWebhookStatus(QString::fromStdString(status.target),
                isFine ? tr("The test arrived.") : tr("The test failed: %1").arg(wordsOf(status)), !isFine);
    });
    connect(&m_ticker, &QTimer::timeout, this, &AlertDesk::tick);
    m_ticker.start(TickMs);
}

AlertDesk::~AlertDesk() = default;

AlertMoment AlertDesk::moment() const
{
    const QTime local = QDateTime::fromMSecsSinceEpoch(m_clock.transportMs()).time();
    return {m_clock.transportMs(), local.hour() * 60 + local.minute(), m_isFullScreen, m_absence.isReturning()};
}

void AlertDesk::tick()
{
    m_absence.tick(QDateTime::currentMSecsSinceEpoch(), m_snapshot ? m_snapshot->venuesLive : 0);
    m_isFullScreen = m_settings.alerts.policy.hushFullScreen && isOtherProgramFullScreen();
    m_notifier.setQuiet(hushOf(m_settings.alerts.policy, moment(), {}, Priority::P2) != Hush::No);
    if (std::exchange(m_wasReturning, m_absence.isReturning()) && !m_wasReturning)
        m_notifier.tellGathered(PopupPlan::GatherReturn);
}

void AlertDesk::takeEvent(const Event &event)
{
    const AlertDecision decision = decideAlert(event, m_settings.alerts.policy, moment());
    m_notifier.notify(event, decision.popup);
    if (decision.sound && m_settings.alerts.sounds)
        m_sounds.play(Tone::of(event));
    // What a digest tells of is posted with it.
    const bool isInDigest = event.delivery.telling == Telling::Digest || decision.popup == PopupPlan::GatherReturn;
    if (decision.webhook && !isInDigest)
        post(event);
}

void AlertDesk::post(const Event &event)
{
    // People get what is new, and what grows of P1; programs get every transition.
    const bool isForPeople = event.state == EventState::Entered
        || (event.state == EventState::Updated && event.delivery.priority == Priority::P1);
    std::set<std::string> targets;
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (webhook.on && (isForPeople || webhook.kind == WebhookKind::Json))
            targets.insert(webhook.id.toStdString());
    }
    if (targets.empty())
        return;
    m_webhooks.send(targets,
        {marked(EventText::title(event)), EventText::body(event).toStdString(), eventToJson(event), event.asset,
            event.delivery.priority, event.timeMs});
}

std::string AlertDesk::marked(const QString &title) const
{
    const bool isLive = !m_snapshot || m_snapshot->origin == Origin::Live;
    return (isLive ? title : u'[' + originText(m_snapshot->origin) + QStringLiteral("] ") + title).toStdString();
}

void AlertDesk::postDigest(PopupPlan plan, const QString &title, const QString &body)
{
    if (plan == PopupPlan::GatherQuiet) // webhooks were told at once, or keep quiet too
        return;
    const AlertWays ways = m_settings.alerts.policy.byPriority[1];
    std::set<std::string> targets;
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (webhook.on && ways[static_cast<std::size_t>(AlertWay::Webhook)])
            targets.insert(webhook.id.toStdString());
    }
    if (!targets.empty())
        m_webhooks.send(targets, {marked(title), body.toStdString(), {}, {}, Priority::P2, m_clock.marketMs()});
}

void AlertDesk::showSnapshot(const SnapshotPtr &snapshot) { m_snapshot = snapshot; }

void AlertDesk::mute(const QString &asset, int minutes)
{
    Settings changed = m_settings;
    const TimeMs now = m_clock.transportMs();
    changed.alerts.policy.muteUntil(asset.toStdString(), minutes > 0 ? now + minutes * MinuteMs : 0, now);
    Q_EMIT settingsWished(changed);
}

void AlertDesk::muteUntil(QWidget *parent)
{
    auto *dialog = new MuteUntilDialog(m_clock.transportMs(), m_settings.watched, {}, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        Settings changed = m_settings;
        changed.alerts.policy.muteUntil(dialog->asset().toStdString(), dialog->untilMs(), m_clock.transportMs());
        Q_EMIT settingsWished(changed);
    });
    dialog->open();
}

void AlertDesk::setSettings(const Settings &settings)
{
    const Settings before = std::exchange(m_settings, settings);
    m_sounds.setVolume(settings.alerts.volume);
    m_notifier.setQuiet(hushOf(settings.alerts.policy, moment(), {}, Priority::P2) != Hush::No);
    if (before.alerts.webhooks != settings.alerts.webhooks || before.proxy != settings.proxy) {
        for (const WebhookChoice &webhook : settings.alerts.webhooks) {
            if (!m_secrets.secret(webhook.secretKey()))
                m_secrets.load(webhook.secretKey());
        }
        for (const WebhookChoice &webhook : before.alerts.webhooks) {
            const auto same = [&](const WebhookChoice &each) { return each.id == webhook.id; };
            if (std::none_of(settings.alerts.webhooks.begin(), settings.alerts.webhooks.end(), same))
                m_secrets.remove(webhook.secretKey());
        }
        accountsChanged();
    }
    if (m_dialog)
        m_dialog->setSettings(settings, m_clock.transportMs());
}

WebhookAccount AlertDesk::accountOf(const WebhookChoice &webhook) const
{
    WebhookAccount account;
    account.target = {webhook.id.toStdString(), webhook.kind, webhook.receiver.trimmed().toStdString()};
    if (const auto line = m_secrets.secret(webhook.secretKey()))
        account.secret = WebhookSecret::fromLine(line->toStdString());
    account.proxy = proxyOf(m_settings.proxy);
    return account;
}

std::vector<WebhookAccount> AlertDesk::accounts() const
{
    std::vector<WebhookAccount> accounts;
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (webhook.on)
            accounts.push_back(accountOf(webhook));
    }
    return accounts;
}

void AlertDesk::accountsChanged() { m_webhooks.setAccounts(accounts()); }

void AlertDesk::showSecret(const QString &key)
{
    accountsChanged();
    if (!m_dialog)
        return;
    QString trouble;
    switch (m_secrets.fault(key)) {
    case KeychainFault::None:
    case KeychainFault::NotThere: // a new one
        break;
    case KeychainFault::NoService:
    case KeychainFault::Other:
        trouble = tr("No keychain service can be used here (GNOME Keyring, KWallet): the secret is kept for this run "
                     "only, and never written to a file.");
        break;
    case KeychainFault::Denied:
        trouble = tr("The keychain is locked: unlock it, or enter the secret for this run.");
        break;
    }
    m_dialog->showSecretState(key, m_secrets.secret(key).has_value(), trouble);
}

QString AlertDesk::wordsOf(const WebhookStatus &status)
{
    const QString said = QString::fromStdString(status.said);
    QString words;
    switch (status.trouble) {
    case WebhookTrouble::None:
        words = status.sent > 0 ? tr("%n message(s) sent in this run", nullptr, static_cast<int>(status.sent))
                                : tr("nothing was sent in this run yet");
        break;
    case WebhookTrouble::NoSecret:
        words = tr("its address or token is not known");
        break;
    case WebhookTrouble::BadAddress:
        words = said;
        break;
    case WebhookTrouble::Refused:
        words = tr("the service refused the message (HTTP %1)").arg(status.httpStatus);
        break;
    case WebhookTrouble::Limited:
        words = tr("the service asked to wait");
        break;
    case WebhookTrouble::ServerError:
        words = tr("the service has a trouble of its own (HTTP %1)").arg(status.httpStatus);
        break;
    case WebhookTrouble::Timeout:
        words = tr("the service did not answer in time");
        break;
    case WebhookTrouble::NoHost:
        words = tr("the host is not known: check the address and the network");
        break;
    case WebhookTrouble::BadCertificate:
        words = tr("the host's certificate is not trusted");
        break;
    case WebhookTrouble::Unreachable:
        words = tr("the host cannot be reached");
        break;
    case WebhookTrouble::NotStored:
        words = tr("messages are sent, but what waits would be lost in a crash: %1").arg(said);
        break;
    }
    if (status.trouble == WebhookTrouble::Refused && !said.isEmpty())
        words += QStringLiteral(": ") + said;
    if (status.waiting > 0)
        words += QStringLiteral("; ") + tr("%n waiting", nullptr, status.waiting);
    if (status.dropped > 0)
        words += QStringLiteral("; ") + tr("%n given up", nullptr, static_cast<int>(status.dropped));
    return words;
}

void AlertDesk::testWebhook(const WebhookChoice &webhook, const QString &address, const QString &token)
{
    WebhookAccount account = accountOf(webhook);
    if (!address.isEmpty() || !token.isEmpty())
        account.secret = WebhookSecret{address.toStdString(), token.toStdString()};
    WebhookMessage message;
    message.title = tr("Isobar: test").toStdString();
    message.body = tr("Alerts of Isobar arrive here.").toStdString();
    message.timeMs = m_clock.transportMs();
    m_webhooks.test(account, message);
}

void AlertDesk::openDialog(QWidget *parent, int page)
{
    if (!m_dialog) {
        m_dialog = std::make_unique<AlertsDialog>(m_theme, parent);
        connectDialog();
    }
    if (m_snapshot)
        m_dialog->setVenues(*m_snapshot);
    m_dialog->setSettings(m_settings, m_clock.transportMs());
    m_dialog->setSilence(m_sounds.silence());
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        showSecret(webhook.secretKey());
        const auto status = m_statuses.find(webhook.id.toStdString());
        if (status != m_statuses.end())
            m_dialog->showWebhookStatus(
                webhook.id, wordsOf(status->second), status->second.trouble != WebhookTrouble::None);
    }
    m_dialog->showPage(page);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void AlertDesk::connectDialog()
{
    AlertsDialog *dialog = m_dialog.get();
    connect(dialog, &AlertsDialog::alertsChosen, this, [this](const AlertChoices &alerts) {
        Settings changed = m_settings;
        changed.alerts = alerts;
        Q_EMIT settingsWished(changed);
    });
    connect(dialog, &AlertsDialog::popupTestRequested, &m_notifier, &PopupNotifier::showTest);
    connect(dialog, &AlertsDialog::soundTestRequested, this, [this](int priority, int side) {
        Tone tone{static_cast<Priority>(priority), std::nullopt};
        if (side >= 0)
            tone.side = static_cast<PositionSide>(side);
        m_sounds.sound(tone);
    });
    connect(dialog, &AlertsDialog::webhookTestRequested, this, &AlertDesk::testWebhook);
    connect(dialog, &AlertsDialog::secretEntered, this,
        [this](const QString &key, const QString &address, const QString &token) {
            const WebhookSecret secret{address.toStdString(), token.toStdString()};
            m_secrets.put(key, QString::fromStdString(secret.toLine()));
        });
    connect(dialog, &AlertsDialog::trialRequested, this, &AlertDesk::trialRequested);
    connect(dialog, &AlertsDialog::momentChosen, this, &AlertDesk::momentChosen);
}

void AlertDesk::showTrial(int number, const RuleTrial &trial)
{
    if (m_dialog)
        m_dialog->showTrial(number, trial);
}

} // namespace isobar
