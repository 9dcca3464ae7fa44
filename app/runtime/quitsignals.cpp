#include "app/runtime/quitsignals.h"

#include <QMetaObject>
#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <QSocketNotifier>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace isobar {

#ifdef Q_OS_WIN

namespace {
QuitSignals *instance = nullptr; // a console handler gets no context argument
std::function<void()> quitNow;

BOOL WINAPI onConsole(DWORD)
{
    if (!instance)
        return FALSE;
    QMetaObject::invokeMethod(
        instance, [] { quitNow(); }, Qt::QueuedConnection);
    return TRUE;
}
} // namespace

QuitSignals::QuitSignals(std::function<void()> quit, QObject *parent) : QObject(parent), m_quit(std::move(quit))
{
    instance = this;
    quitNow = m_quit;
    SetConsoleCtrlHandler(onConsole, TRUE);
}

QuitSignals::~QuitSignals()
{
    SetConsoleCtrlHandler(onConsole, FALSE);
    instance = nullptr;
}

#else

namespace {
int pipeEnds[2] = {-1, -1}; // a signal handler may touch nothing but this

void onSignal(int number)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(pipeEnds[0], &byte, 1);
    std::signal(number, SIG_DFL);
}
} // namespace

QuitSignals::QuitSignals(std::function<void()> quit, QObject *parent) : QObject(parent), m_quit(std::move(quit))
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pipeEnds) != 0)
        return;
    auto *notifier = new QSocketNotifier(pipeEnds[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        m_quit();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

QuitSignals::~QuitSignals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

#endif

} // namespace isobar
