#pragma once
#include "widgets/events/popupchannel.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QImage>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

class QDBusPendingCallWatcher;

namespace isobar {

/// Pop-ups by the desktop's service org.freedesktop.Notifications. Every call is asynchronous, and whether there is a
/// service is learnt from the reply alone: it may be started by the call. Signals of the service go to all programs;
/// only those from the service we spoke to, with an id that it gave us, are ours.
class DesktopChannel : public PopupChannel {
    Q_OBJECT
public:
    explicit DesktopChannel(const QDBusConnection &bus, QObject *parent = nullptr);
    ~DesktopChannel() override;

    void show(const Popup &popup) override;
    void withdraw(quint64 id) override;
    void setIcon(const QImage &icon) { m_icon = icon; }

private Q_SLOTS:
    // By name, since QDBusConnection::connect takes no function pointers.
    void takeAction(uint serverId, const QString &action, const QDBusMessage &message);
    void takeClosed(uint serverId, uint reason, const QDBusMessage &message);
    void takeOwnerChange(const QString &service, const QString &before, const QString &after);

private:
    struct Shown {
        uint serverId = 0; ///< 0: the service has not answered yet
        bool inFlight = false;
        bool withdrawn = false; ///< while in flight
        std::optional<Popup> next; ///< replacement that came while in flight
        Popup popup; ///< what is up
    };

    void askCapabilities();
    void takeCapabilities(QDBusPendingCallWatcher *call);
    void send(const Popup &popup);
    void takeReply(QDBusPendingCallWatcher *call, const Popup &popup);
    void close(uint serverId);
    QDBusMessage call(const char *method) const;
    QVariantMap hintsOf(const Popup &popup) const;
    bool can(const char *capability) const;
    quint64 idOf(uint serverId, bool &known) const;

    QDBusConnection m_bus;
    QImage m_icon;
    bool m_asking = false, m_known = false; ///< capabilities
    QStringList m_capabilities;
    QString m_owner; ///< unique name of the service that answered
    std::vector<Popup> m_waiting; ///< for the capabilities
    std::map<quint64, Shown> m_shown;
};

} // namespace isobar
