#include "app/gui/fullscreenwatch.h"

#include <QGuiApplication>
#include <QWindow>

#ifdef ISOBAR_HAS_XCB
#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>
#include <vector>
#endif

#ifdef Q_OS_WIN
#include <windows.h>

#include <shellapi.h>
#endif

namespace isobar {

namespace {

#ifdef ISOBAR_HAS_XCB

struct Freed {
    void operator()(void *answer) const { std::free(answer); }
};
template <class T> using Answer = std::unique_ptr<T, Freed>;

xcb_atom_t atomOf(xcb_connection_t *display, const char *name)
{
    const auto question = xcb_intern_atom(display, 1, static_cast<uint16_t>(qstrlen(name)), name);
    const Answer<xcb_intern_atom_reply_t> answer(xcb_intern_atom_reply(display, question, nullptr));
    return answer ? answer->atom : xcb_atom_t(XCB_ATOM_NONE);
}

/// The 32 bit words of a window's property.
std::vector<uint32_t> wordsOf(xcb_connection_t *display, xcb_window_t window, xcb_atom_t property)
{
    if (property == XCB_ATOM_NONE)
        return {};
    const auto question = xcb_get_property(display, 0, window, property, XCB_GET_PROPERTY_TYPE_ANY, 0, 64);
    const Answer<xcb_get_property_reply_t> answer(xcb_get_property_reply(display, question, nullptr));
    if (!answer || answer->format != 32)
        return {};
    const auto *words = static_cast<const uint32_t *>(xcb_get_property_value(answer.get()));
    return {words, words + xcb_get_property_value_length(answer.get()) / 4};
}

bool isFullScreenOnX11()
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    xcb_connection_t *display = x11 ? x11->connection() : nullptr;
    if (!display || xcb_connection_has_error(display))
        return false;
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(display)).data->root;
    const std::vector<uint32_t> active = wordsOf(display, root, atomOf(display, "_NET_ACTIVE_WINDOW"));
    if (active.empty() || active[0] == XCB_WINDOW_NONE)
        return false;
    for (const QWindow *own : QGuiApplication::allWindows()) {
        if (own->handle() && own->winId() == active[0])
            return false;
    }
    const xcb_atom_t full = atomOf(display, "_NET_WM_STATE_FULLSCREEN");
    for (const uint32_t state : wordsOf(display, active[0], atomOf(display, "_NET_WM_STATE"))) {
        if (state == full)
            return true;
    }
    return false;
}

#endif

} // namespace

bool isOtherProgramFullScreen()
{
#ifdef ISOBAR_HAS_XCB
    return QGuiApplication::platformName() == QLatin1String("xcb") && isFullScreenOnX11();
#elif defined(Q_OS_WIN)
    for (const QWindow *own : QGuiApplication::allWindows()) {
        if (own->isActive())
            return false;
    }
    QUERY_USER_NOTIFICATION_STATE state = QUNS_ACCEPTS_NOTIFICATIONS;
    return SUCCEEDED(SHQueryUserNotificationState(&state))
        && (state == QUNS_BUSY || state == QUNS_RUNNING_D3D_FULL_SCREEN || state == QUNS_PRESENTATION_MODE);
#else
    return false;
#endif
}

} // namespace isobar
