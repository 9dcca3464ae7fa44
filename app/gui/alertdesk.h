#pragma once
#include "core/base/clock.h"
#include "core/delivery/secretstore.h"
#include "core/delivery/webhooks.h"
#include "core/events/absence.h"
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/events/popupnotifier.h"
#include "widgets/events/soundplayer.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

class QWidget;

namespace isobar {

class AlertsDialog;
class Theme;
class TrayIcon;

/// Tells the user of events: decides for each by the settings and the moment, and hands it to pop-ups, sounds and
/// webhooks. Knows when the machine slept, the venues were gone, or another program fills the screen.
class AlertDesk : public QObject {
    Q_OBJECT
public:
    /// What it takes of the machine; a test brings its own.
    struct Machine {
        std::vector<std::unique_ptr<PopupChannel>> channels;
        std::unique_ptr<Keychain> keychain;
    };
    AlertDesk(Theme &theme, Machine machine, const Clock &clock, const QString &outboxPath);
    /// `clock`: transport time. `outboxPath`: what webhooks have yet to take.
    AlertDesk(Theme &theme, TrayIcon &tray, const Clock &clock, const QString &outboxPath);
    ~AlertDesk() override;

    /// A pop-up that is no event.
    void tell(const QString &title, const QString &text) { m_notifier.tell(title, text); }

    void setSettings(const Settings &settings);
    void takeEvent(const Event &event);
    /// Those that run on from an earlier run: people have them.
    void resume(const std::vector<Event> &told);
    void showSnapshot(const SnapshotPtr &snapshot);
    /// Of an asset, or of all (empty); 0 minutes: no longer.
    void mute(const QString &asset, int minutes);
    /// Asks until when.
    void muteUntil(QWidget *parent);
    /// Page 0: ways, 1: webhooks, 2: rules.
    void openDialog(QWidget *parent, int page = 0);
    void showTrial(int number, const RuleTrial &trial);

Q_SIGNALS:
    void showRequested(quint64 id);
    void settingsWished(const isobar::Settings &settings);
    void trialRequested(const isobar::UserRule &rule, int number);
    void momentChosen(const QString &asset, TimeMs timeMs);
    /// A webhook that is on sends nothing or loses messages: a sentence for the window, once for each trouble.
    void troubleTold(const QString &sentence);

private:
    AlertMoment moment() const;
    void tick();
    void noteAbsence();
    /// To programs at once; to people as it says.
    void post(const Event &event, PeoplePost forPeople);
    /// The title as others read it: what is simulated says so.
    std::string marked(const QString &title) const;
    void postDigest(PopupPlan plan, const std::vector<Event> &events);
    void connectDialog();
    void accountsChanged();
    std::vector<WebhookAccount> accounts() const;
    WebhookAccount accountOf(const WebhookChoice &webhook) const;
    void testWebhook(const WebhookChoice &webhook, const QString &address, const QString &token);
    void keepSecret(const QString &key, const QString &address, const QString &token);
    /// What was entered; an empty field keeps what is known.
    WebhookSecret mergedSecret(const QString &key, const QString &address, const QString &token) const;
    void showSecret(const QString &key);
    void takeStatus(const WebhookStatus &status);
    /// Once. Lasting: it is not for good, but messages were given up or wait for long.
    void tellTrouble(const WebhookStatus &status, bool isLasting);
    void tellLongTroubles();
    void forgetTroubles(const std::string &target);
    void tellMissingSecrets();
    /// Asks the keychain again for what it did not give.
    void loadLacking(const std::function<bool(KeychainFault)> &isToBeAsked);
    bool lacksSecret(const WebhookChoice &webhook) const;
    bool isDialogOpen() const;
    static QString wordsOf(const WebhookStatus &status);

    Theme &m_theme;
    const Clock &m_clock;
    Settings m_settings;
    PopupNotifier m_notifier;
    SoundPlayer m_sounds;
    SecretStore m_secrets;
    Webhooks m_webhooks;
    PeopleBook m_people; // what chats and phones got
    std::map<std::string, WebhookStatus> m_statuses; // newest of each webhook
    std::set<std::pair<std::string, WebhookTrouble>> m_troublesTold; // by webhook, until it works or is changed
    std::map<std::string, TimeMs> m_stuckSinceMs; // messages of a webhook in trouble wait, since
    TimeMs m_lookedMs = 0;
    std::unique_ptr<AlertsDialog> m_dialog;
    Absence m_absence;
    QTimer m_ticker;
    SnapshotPtr m_snapshot; // newest
    bool m_isFullScreen = false, m_wasReturning = false;
};

} // namespace isobar
