#pragma once
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace isobar::loadbench {

inline double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// How often this thread has slept: waited for a lock, a file or events.
inline long threadSleeps()
{
    rusage use{};
    getrusage(RUSAGE_THREAD, &use);
    return use.ru_nvcsw;
}

/// How long the thread that made this was ready to run and had no core, in all.
class CoreWait {
public:
    CoreWait() : m_file(open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)) { }
    ~CoreWait() { close(m_file); }
    CoreWait(const CoreWait &) = delete;
    CoreWait &operator=(const CoreWait &) = delete;

    double ms() const
    {
        char text[96]{};
        if (pread(m_file, text, sizeof text - 1, 0) <= 0)
            return 0;
        char *rest = nullptr;
        std::strtoull(text, &rest, 10); // the time that it had one
        return static_cast<double>(std::strtoull(rest, nullptr, 10)) / 1e6;
    }

private:
    int m_file;
};

/// An event that the window's thread handled.
struct HandledEvent {
    double wallMs = 0, cpuMs = 0;
    double ownMs = 0; ///< without the time that it had no core, or that the machine itself was stopped
    std::string receiver;
    int type = 0;
};

/// Times each event that the window's thread handles.
class ProbedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_isInside)
            return QApplication::notify(receiver, event);
        const std::string name = receiver->metaObject()->className();
        const int type = event->type();
        QElapsedTimer wall;
        wall.start();
        const double cpu = threadMs(), waited = m_coreWait.ms();
        const long sleeps = threadSleeps();
        m_isInside = true;
        const bool isHandled = QApplication::notify(receiver, event);
        m_isInside = false;
        HandledEvent handled{static_cast<double>(wall.nsecsElapsed()) / 1e6, threadMs() - cpu, 0, name, type};
        // Who never slept was held up by nothing of its own.
        handled.ownMs = threadSleeps() == sleeps ? handled.cpuMs : handled.wallMs - (m_coreWait.ms() - waited);
        busyMs += handled.ownMs;
        if (handled.ownMs > longest.ownMs)
            longest = handled;
        return isHandled;
    }

    HandledEvent longest; ///< since it was reset
    double busyMs = 0; ///< sum of `ownMs` since it was reset

private:
    CoreWait m_coreWait;
    bool m_isInside = false;
};

/// How long the window's thread did not come back to its event loop: by the clock, and for reasons of its own.
class StallProbe {
public:
    explicit StallProbe(ProbedApplication &application) : m_application(application)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(EveryMs);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            clockMs = std::max(clockMs, static_cast<double>(m_since.nsecsElapsed()) / 1e6 - EveryMs);
            ownMs = std::max(ownMs, std::exchange(m_application.busyMs, 0));
            m_since.start();
        });
        reset();
        m_timer.start();
    }
    void reset()
    {
        clockMs = ownMs = 0;
        m_application.longest = {};
        m_since.start();
    }
    double clockMs = 0, ownMs = 0; ///< the longest since reset()

private:
    static constexpr int EveryMs = 5;
    ProbedApplication &m_application;
    QTimer m_timer;
    QElapsedTimer m_since;
};

/// Processor time in seconds and resident memory in MB of a process of Linux.
struct ProcessUse {
    double cpuS = 0, residentMb = 0;

    static ProcessUse of(qint64 process)
    {
        ProcessUse use;
        QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
        if (!stat.open(QIODevice::ReadOnly))
            return use;
        const QByteArray text = stat.readAll();
        const QList<QByteArray> parts = text.mid(text.lastIndexOf(')') + 2).split(' '); // from the third on
        use.cpuS = (parts[11].toDouble() + parts[12].toDouble()) / static_cast<double>(sysconf(_SC_CLK_TCK));
        use.residentMb = parts[21].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
        return use;
    }
};

} // namespace isobar::loadbench
