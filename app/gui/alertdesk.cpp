#include "app/gui/alertdesk.h"

#include "app/gui/fullscreenwatch.h"
#include "core/market/eventjson.h"
#include "widgets/alerts/alertsdialog.h"
#include "widgets/alerts/muteuntildialog.h"
#include "widgets/alerts/webhookspage.h"
#include "widgets/events/eventtext.h"
#include "widgets/events/trayicon.h"
#include "widgets/header/header.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr int TickMs = 5000;
constexpr TimeMs PatienceMs = 10 * MinuteMs; // with a webhook whose messages wait

/// What core/delivery/webhook says of an address that cannot be used.
[[maybe_unused]] constexpr std::array AddressFaults{
    QT_TRANSLATE_NOOP("isobar::WebhookPost", "The address is no URL: copy it whole, from https:// on"),
    QT_TRANSLATE_NOOP("isobar::WebhookPost",
        "The address must begin with https://: only within the own network http:// is safe enough"),
    QT_TRANSLATE_NOOP("isobar::WebhookPost", "The id of the chat is missing: the bot has to know whom to write to"),
    QT_TRANSLATE_NOOP("isobar::WebhookPost",
        "The bot's token is missing or not whole: BotFather gives it as digits, a colon and letters"),
    QT_TRANSLATE_NOOP("isobar::WebhookPost", "The address has no topic: it is like https://ntfy.sh/topic"),
    QT_TRANSLATE_NOOP("isobar::WebhookPost",
        "This is no address of a Discord webhook: it is like https://discord.com/api/webhooks/…"),
    QT_TRANSLATE_NOOP("isobar::WebhookPost", "The token has characters that no token has: copy it again")};

/// How a webhook reads the settings of the network.
ProxySetting proxyOf(const ProxyChoice &choice)
{
    constexpr std::array Modes{ProxyMode::System, ProxyMode::None, ProxyMode::Http, ProxyMode::Socks5};
    return {Modes[static_cast<std::size_t>(choice.mode)], choice.host.toStdString(), choice.port, {}, {}};
}

} // namespace

AlertDesk::AlertDesk(Theme &theme, TrayIcon &tray, const Clock &clock, const QString &outboxPath)
    : AlertDesk(theme, Machine{popupChannels(theme, tray), systemKeychain()}, clock, outboxPath)
{
}

AlertDesk::AlertDesk(Theme &theme, Machine machine, const Clock &clock, const QString &outboxPath)
    : m_theme(theme), m_clock(clock), m_notifier(std::move(machine.channels)), m_secrets(std::move(machine.keychain)),
      m_webhooks(outboxPath, clock)
{
    connect(&m_notifier, &Notifier::showRequested, this, &AlertDesk::showRequested);
    connect(&m_notifier, &Notifier::muteRequested, this, &AlertDesk::mute);
    connect(&m_notifier, &PopupNotifier::digestTold, this, &AlertDesk::postDigest);
    connect(&m_notifier, &PopupNotifier::digestPutOff, this, [this](PopupPlan plan, const std::vector<Event> &events) {
        if (!m_settings.alerts.policy.webhooksToo) // else they wait for the end of it too
            postDigest(plan, events);
    });
    connect(&m_secrets, &SecretStore::changed, this, [this](const QString &key) {
        showSecret(key);
        if (!isDialogOpen()) // it says so itself, and the secret may be about to be entered
            tellMissingSecrets();
    });
    connect(&m_webhooks, &Webhooks::statusChanged, this, &AlertDesk::takeStatus);
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
    noteAbsence();
    if (m_clock.transportMs() - m_lookedMs >= MinuteMs) {
        m_lookedMs = m_clock.transportMs();
        // A service may have come meanwhile. One that is locked would ask the user each time: that is for the dialog.
        loadLacking([](KeychainFault fault) { return fault != KeychainFault::Denied; });
        tellLongTroubles();
    }
    m_isFullScreen = m_settings.alerts.policy.hushFullScreen && isOtherProgramFullScreen();
    m_notifier.setQuiet(hushOf(m_settings.alerts.policy, moment(), {}, Priority::P2) != Hush::No);
    if (std::exchange(m_wasReturning, m_absence.isReturning()) && !m_wasReturning)
        m_notifier.tellGathered(PopupPlan::GatherReturn);
}

void AlertDesk::noteAbsence()
{
    m_absence.tick(QDateTime::currentMSecsSinceEpoch(), m_snapshot ? m_snapshot->venuesLive : 0);
}

void AlertDesk::takeEvent(const Event &event)
{
    noteAbsence(); // after a sleep an event may be here before the next tick
    const AlertDecision decision = decideAlert(event, m_settings.alerts.policy, moment());
    m_notifier.notify(event, decision.popup);
    if (decision.sound && m_settings.alerts.sounds)
        m_sounds.play(Tone::of(event));
    const PeoplePost forPeople = m_people.take(event, decision);
    if (decision.webhook)
        post(event, forPeople);
}

void AlertDesk::resume(const std::vector<Event> &told)
{
    for (const Event &event : told)
        m_people.resume(event);
}

void AlertDesk::post(const Event &event, PeoplePost forPeople)
{
    std::set<std::string> targets;
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (webhook.on && (webhook.kind == WebhookKind::Json || forPeople == PeoplePost::Now))
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

void AlertDesk::postDigest(PopupPlan plan, const std::vector<Event> &events)
{
    // The pop-up may tell of more: types that are not for webhooks, and what was posted at once.
    const std::vector<Event> theirs = m_people.takeDigest(events);
    std::set<std::string> targets;
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (webhook.on && webhook.kind != WebhookKind::Json) // programs had each event
            targets.insert(webhook.id.toStdString());
    }
    if (theirs.empty() || targets.empty())
        return;
    const Popup digest = PopupNotifier::digest(plan, theirs);
    m_webhooks.send(
        targets, {marked(digest.title), digest.body.toStdString(), {}, {}, digest.priority, m_clock.marketMs()});
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
            const auto &now = settings.alerts.webhooks;
            if (std::find(now.begin(), now.end(), webhook) == now.end())
                forgetTroubles(webhook.id.toStdString());
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
        words = QCoreApplication::translate("isobar::WebhookPost", status.said.c_str());
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

WebhookSecret AlertDesk::mergedSecret(const QString &key, const QString &address, const QString &token) const
{
    WebhookSecret secret;
    if (const auto line = m_secrets.secret(key))
        secret = WebhookSecret::fromLine(line->toStdString()).value_or(WebhookSecret());
    // A token belongs to its address: it does not go along to another one.
    if (!address.isEmpty() && secret.address != address.toStdString())
        secret = {address.toStdString(), {}};
    if (!token.isEmpty())
        secret.token = token.toStdString();
    return secret;
}

void AlertDesk::keepSecret(const QString &key, const QString &address, const QString &token)
{
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (webhook.secretKey() == key) // what is wrong from now on is news
            forgetTroubles(webhook.id.toStdString());
    }
    m_secrets.put(key, QString::fromStdString(mergedSecret(key, address, token).toLine()));
}

bool AlertDesk::isDialogOpen() const { return m_dialog && m_dialog->isVisible(); }

void AlertDesk::takeStatus(const WebhookStatus &status)
{
    const WebhookStatus before = std::exchange(m_statuses[status.target], status);
    if (status.sent > before.sent)
        forgetTroubles(status.target); // it works: what goes wrong from now on is news
    if (status.trouble == WebhookTrouble::None || status.waiting == 0)
        m_stuckSinceMs.erase(status.target);
    else
        m_stuckSinceMs.try_emplace(status.target, m_clock.transportMs());
    if (m_dialog)
        m_dialog->showWebhookStatus(
            QString::fromStdString(status.target), wordsOf(status), status.trouble != WebhookTrouble::None);
    // The open dialog shows what is not ready yet, until a message waits for it.
    const bool isSaid = isDialogOpen() && status.waiting == 0;
    if (status.trouble == WebhookTrouble::NoSecret && !isSaid)
        tellMissingSecrets();
    else if (status.trouble != WebhookTrouble::BadAddress || !isSaid)
        tellTrouble(status, status.dropped > before.dropped);
}

void AlertDesk::forgetTroubles(const std::string &target)
{
    std::erase_if(m_troublesTold, [&](const auto &each) { return each.first == target; });
}

void AlertDesk::tellLongTroubles()
{
    for (const auto &[target, sinceMs] : m_stuckSinceMs) {
        const auto status = m_statuses.find(target);
        if (status != m_statuses.end() && m_clock.transportMs() - sinceMs >= PatienceMs)
            tellTrouble(status->second, true);
    }
}

void AlertDesk::tellTrouble(const WebhookStatus &status, bool isLasting)
{
    const bool isForGood = status.trouble == WebhookTrouble::Refused || status.trouble == WebhookTrouble::BadAddress;
    const auto &webhooks = m_settings.alerts.webhooks;
    const auto webhook = std::find_if(webhooks.begin(), webhooks.end(),
        [&](const WebhookChoice &each) { return each.on && each.id.toStdString() == status.target; });
    if (webhook == webhooks.end() || (!isForGood && !isLasting))
        return;
    if (m_troublesTold.insert({status.target, status.trouble}).second)
        Q_EMIT troubleTold(
            tr("Alerts do not reach the webhook %1: %2").arg(WebhooksPage::nameOf(*webhook), wordsOf(status)));
}

/// Once the keychain has answered: until then it may be there.
bool AlertDesk::lacksSecret(const WebhookChoice &webhook) const
{
    const QString key = webhook.secretKey();
    const bool isAnswered = m_secrets.secret(key) || m_secrets.fault(key) != KeychainFault::None;
    return webhook.on && isAnswered && !accountOf(webhook).secret;
}

void AlertDesk::loadLacking(const std::function<bool(KeychainFault)> &isToBeAsked)
{
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        const KeychainFault fault = m_secrets.fault(webhook.secretKey());
        if (lacksSecret(webhook) && fault != KeychainFault::NotThere && isToBeAsked(fault))
            m_secrets.load(webhook.secretKey());
    }
}

/// One sentence for all of them: a keychain that fails does so for each.
void AlertDesk::tellMissingSecrets()
{
    QStringList lacking;
    bool isNews = false, isLocked = false, isNoService = false;
    for (const WebhookChoice &webhook : m_settings.alerts.webhooks) {
        if (!lacksSecret(webhook))
            continue;
        const KeychainFault fault = m_secrets.fault(webhook.secretKey());
        lacking << WebhooksPage::nameOf(webhook);
        isLocked = isLocked || fault == KeychainFault::Denied;
        isNoService = isNoService || fault == KeychainFault::NoService || fault == KeychainFault::Other;
        isNews = m_troublesTold.insert({webhook.id.toStdString(), WebhookTrouble::NoSecret}).second || isNews;
    }
    if (!isNews)
        return;
    QStringList sentences;
    if (isNoService)
        sentences << tr("No keychain service can be used here (GNOME Keyring, KWallet).");
    else if (isLocked)
        sentences << tr("The keychain is locked.");
    sentences << tr("Webhooks that send nothing until their secret is entered in the alerts: %1")
                     .arg(lacking.join(QStringLiteral(", ")));
    Q_EMIT troubleTold(sentences.join(u' '));
}

void AlertDesk::testWebhook(const WebhookChoice &webhook, const QString &address, const QString &token)
{
    WebhookAccount account = accountOf(webhook);
    if (!address.isEmpty() || !token.isEmpty())
        account.secret = mergedSecret(webhook.secretKey(), address, token);
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
    loadLacking([](KeychainFault) { return true; });
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
    connect(dialog, &AlertsDialog::muteUntilWished, this, [this, dialog] { muteUntil(dialog); });
    connect(dialog, &AlertsDialog::popupTestRequested, &m_notifier, &PopupNotifier::showTest);
    connect(dialog, &AlertsDialog::soundTestRequested, this, [this](int priority, int side) {
        Tone tone{static_cast<Priority>(priority), std::nullopt};
        if (side >= 0)
            tone.side = static_cast<PositionSide>(side);
        m_sounds.sound(tone);
    });
    connect(dialog, &AlertsDialog::webhookTestRequested, this, &AlertDesk::testWebhook);
    connect(dialog, &AlertsDialog::secretEntered, this, &AlertDesk::keepSecret);
    connect(dialog, &AlertsDialog::trialRequested, this, &AlertDesk::trialRequested);
    connect(dialog, &AlertsDialog::momentChosen, this, &AlertDesk::momentChosen);
}

void AlertDesk::showTrial(int number, const RuleTrial &trial)
{
    if (m_dialog)
        m_dialog->showTrial(number, trial);
}

} // namespace isobar
