#include "widgets/events/balloonchannel.h"
#include "widgets/events/popupnotifier.h"
#include "widgets/events/toast.h"
#include "widgets/events/trayicon.h"
#include "widgets/events/trayimage.h"

#ifdef ISOBAR_HAS_DBUS
#include "widgets/events/desktopchannel.h"
#endif

namespace isobar {

std::vector<std::unique_ptr<PopupChannel>> popupChannels(Theme &theme, TrayIcon &tray)
{
    std::vector<std::unique_ptr<PopupChannel>> channels;
#ifdef ISOBAR_HAS_DBUS
    auto desktop = std::make_unique<DesktopChannel>(QDBusConnection::sessionBus());
    TrayIconEngine mark(theme, HealthState::Live, 0);
    desktop->setIcon(mark.pixmap({64, 64}, QIcon::Normal, QIcon::Off).toImage());
    channels.push_back(std::move(desktop));
#endif
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    channels.push_back(std::make_unique<BalloonChannel>(tray.icon()));
#else
    // Elsewhere a balloon is drawn by Qt itself, in colours that cannot be read in a dark theme.
    Q_UNUSED(tray)
#endif
    channels.push_back(std::make_unique<ToastChannel>(theme));
    return channels;
}

} // namespace isobar
