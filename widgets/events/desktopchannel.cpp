#include "widgets/events/desktopchannel.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace isobar {

/// The hint "image-data" of the notification protocol: (iiibiiay).
struct ImageHint {
    int width = 0, height = 0, rowStride = 0;
    bool hasAlpha = true;
    int bitsPerSample = 8, channels = 4;
    QByteArray bytes;
};

QDBusArgument &operator<<(QDBusArgument &argument, const ImageHint &hint)
{
    argument.beginStructure();
    argument << hint.width << hint.height << hint.rowStride << hint.hasAlpha << hint.bitsPerSample << hint.channels
             << hint.bytes;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, ImageHint &hint)
{
    argument.beginStructure();
    argument >> hint.width >> hint.height >> hint.rowStride >> hint.hasAlpha >> hint.bitsPerSample >> hint.channels
        >> hint.bytes;
    argument.endStructure();
    return argument;
}

} // namespace isobar

Q_DECLARE_METATYPE(isobar::ImageHint)

namespace isobar {

namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");
const QString BusService = QStringLiteral("org.freedesktop.DBus");
constexpr int PatienceMs = 5000; // a service that does not answer by then does not show anything either

} // namespace

DesktopChannel::DesktopChannel(const QDBusConnection &bus, QObject *parent) : PopupChannel(parent), m_bus(bus)
{
    qDBusRegisterMetaType<ImageHint>();
    if (!m_bus.isConnected())
        return;
    // Without a service name: with one, Qt asks the bus for its owner and waits for the answer.
    m_bus.connect(
        {}, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(takeAction(uint, QString, QDBusMessage)));
    m_bus.connect(
        {}, Path, Service, QStringLiteral("NotificationClosed"), this, SLOT(takeClosed(uint, uint, QDBusMessage)));
    m_bus.connect({}, QStringLiteral("/org/freedesktop/DBus"), BusService, QStringLiteral("NameOwnerChanged"),
        {Service}, {}, this, SLOT(takeOwnerChange(QString, QString, QString)));
}

DesktopChannel::~DesktopChannel()
{
    for (const auto &[id, shown] : m_shown) { // nobody would answer their actions
        if (shown.serverId != 0)
            close(shown.serverId);
    }
}

QDBusMessage DesktopChannel::call(const char *method) const
{
    return QDBusMessage::createMethodCall(Service, Path, Service, QString::fromLatin1(method));
}

bool DesktopChannel::can(const char *capability) const { return m_capabilities.contains(QLatin1String(capability)); }

void DesktopChannel::show(const Popup &popup)
{
    if (!m_bus.isConnected()) {
        Q_EMIT failed(popup);
        return;
    }
    if (m_known) {
        send(popup);
        return;
    }
    std::erase_if(m_waiting, [&](const Popup &each) { return each.id == popup.id; });
    m_waiting.push_back(popup);
    askCapabilities();
}

void DesktopChannel::askCapabilities()
{
    if (m_asking)
        return;
    m_asking = true;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call("GetCapabilities"), PatienceMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &DesktopChannel::takeCapabilities);
}

void DesktopChannel::takeCapabilities(QDBusPendingCallWatcher *finished)
{
    finished->deleteLater();
    m_asking = false;
    const QDBusPendingReply<QStringList> reply = *finished;
    const std::vector<Popup> waiting = std::exchange(m_waiting, {});
    if (reply.isError()) {
        for (const Popup &popup : waiting)
            Q_EMIT failed(popup);
        return;
    }
    m_known = true;
    m_capabilities = reply.value();
    m_owner = reply.reply().service();
    for (const Popup &popup : waiting)
        send(popup);
}

QVariantMap DesktopChannel::hintsOf(const Popup &popup) const
{
    QVariantMap hints;
    hints.insert(QStringLiteral("urgency"), QVariant::fromValue<uchar>(popup.priority == Priority::P1 ? 2 : 1));
    hints.insert(QStringLiteral("desktop-entry"), QStringLiteral("isobar"));
    hints.insert(QStringLiteral("category"), QStringLiteral("x-isobar.market"));
    hints.insert(QStringLiteral("suppress-sound"), popup.priority != Priority::P1);
    if (!m_icon.isNull()) {
        const QImage image = m_icon.convertToFormat(QImage::Format_RGBA8888);
        const QByteArray bytes(
            reinterpret_cast<const char *>(image.constBits()), static_cast<qsizetype>(image.sizeInBytes()));
        hints.insert(QStringLiteral("image-data"),
            QVariant::fromValue(
                ImageHint{image.width(), image.height(), static_cast<int>(image.bytesPerLine()), true, 8, 4, bytes}));
    }
    return hints;
}

void DesktopChannel::send(const Popup &popup)
{
    Shown &shown = m_shown[popup.id];
    shown.withdrawn = false;
    if (shown.inFlight) { // its number is not known yet: replacing has to wait for it
        shown.next = popup;
        return;
    }
    shown.inFlight = true;
    QStringList actions;
    if (can("actions")) {
        actions << QStringLiteral("default") << tr("Show") << QStringLiteral("show") << tr("Show");
        if (!popup.asset.isEmpty())
            actions << QStringLiteral("mute") << tr("Mute 1 h");
    }
    const QString body = can("body-markup") ? popup.body.toHtmlEscaped() : popup.body;
    QDBusMessage message = call("Notify");
    message << QStringLiteral("Isobar") << shown.serverId << QString() << popup.title << body << actions
            << hintsOf(popup) << popup.expireMs;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, PatienceMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
        [this, popup](QDBusPendingCallWatcher *finished) { takeReply(finished, popup); });
}

void DesktopChannel::takeReply(QDBusPendingCallWatcher *finished, const Popup &popup)
{
    finished->deleteLater();
    const QDBusPendingReply<uint> reply = *finished;
    const auto found = m_shown.find(popup.id);
    if (found == m_shown.end())
        return;
    const Shown shown = found->second;
    if (reply.isError()) {
        m_shown.erase(found);
        m_known = false; // ask again next time: it may have gone
        if (!shown.withdrawn)
            Q_EMIT failed(shown.next.value_or(popup));
        return;
    }
    found->second = {reply.value(), false, false, std::nullopt, popup};
    if (shown.withdrawn) {
        m_shown.erase(found);
        close(reply.value());
    } else if (shown.next) {
        send(*shown.next);
    }
}

void DesktopChannel::close(uint serverId)
{
    QDBusMessage message = call("CloseNotification");
    message << serverId;
    m_bus.asyncCall(message, PatienceMs);
}

void DesktopChannel::withdraw(quint64 id)
{
    std::erase_if(m_waiting, [id](const Popup &each) { return each.id == id; });
    const auto found = m_shown.find(id);
    if (found == m_shown.end())
        return;
    if (found->second.inFlight) {
        found->second.withdrawn = true;
        found->second.next.reset();
        return;
    }
    const uint serverId = found->second.serverId;
    m_shown.erase(found);
    close(serverId);
}

quint64 DesktopChannel::idOf(uint serverId, bool &known) const
{
    for (const auto &[id, shown] : m_shown) {
        if (shown.serverId == serverId && serverId != 0) {
            known = true;
            return id;
        }
    }
    known = false;
    return 0;
}

void DesktopChannel::takeAction(uint serverId, const QString &action, const QDBusMessage &message)
{
    bool known = false;
    const quint64 id = idOf(serverId, known);
    if (!known || message.service() != m_owner)
        return;
    const bool isMute = action == QStringLiteral("mute");
    if (!isMute && action != QStringLiteral("default") && action != QStringLiteral("show"))
        return;
    withdraw(id); // acted upon; not every service takes it away by itself
    if (isMute)
        Q_EMIT muteRequested(id);
    else
        Q_EMIT showRequested(id);
}

void DesktopChannel::takeClosed(uint serverId, uint, const QDBusMessage &message)
{
    bool known = false;
    const quint64 id = idOf(serverId, known);
    if (!known || message.service() != m_owner)
        return;
    Shown &shown = m_shown[id];
    if (shown.inFlight) {
        shown.serverId = 0; // a replacement is under way and gets a number of its own
        return;
    }
    m_shown.erase(id);
    Q_EMIT closed(id);
}

void DesktopChannel::takeOwnerChange(const QString &, const QString &, const QString &after)
{
    // Another service counts anew: our old numbers could be those of other programs there.
    m_known = false;
    m_owner = after;
    std::vector<Popup> gone;
    std::erase_if(m_shown, [&](const auto &each) {
        if (!each.second.inFlight)
            gone.push_back(each.second.popup);
        return !each.second.inFlight;
    });
    for (const Popup &popup : gone) {
        if (popup.expireMs == 0) // what stays until it is seen comes up again, here or on the next channel
            show(popup);
        else
            Q_EMIT closed(popup.id);
    }
}

} // namespace isobar
