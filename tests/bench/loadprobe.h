#pragma once
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <string>

#include <unistd.h>

namespace isobar::loadbench {

inline double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// How long the calling thread was ready to run and had no core, in all.
inline double coreWaitMs()
{
    QFile schedule(QStringLiteral("/proc/thread-self/schedstat"));
    if (!schedule.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> parts = schedule.readAll().split(' ');
    return parts.size() > 1 ? parts[1].toDouble() / 1e6 : 0;
}

/// The event that held the window's thread longest.
struct LongestEvent {
    double wallMs = 0, cpuMs = 0;
    std::string receiver;
    int type = 0;
};

/// Times each event that the window's thread handles.
class ProbedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        const std::string name = receiver->metaObject()->className();
        const int type = event->type();
        QElapsedTimer wall;
        wall.start();
        const double before = threadMs();
        ++m_depth;
        const bool isHandled = QApplication::notify(receiver, event);
        --m_depth;
        const double took = static_cast<double>(wall.nsecsElapsed()) / 1e6;
        if (took > longest.wallMs)
            longest = {took, threadMs() - before, name, type};
        return isHandled;
    }

    LongestEvent longest; ///< since it was reset

private:
    int m_depth = 0;
};

/// How long the window's thread did not come back to its event loop. What it spent waiting for a core is known apart:
/// that depends on what else this machine does.
class StallProbe {
public:
    StallProbe()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(EveryMs);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const double gap = static_cast<double>(m_since.nsecsElapsed()) / 1e6 - EveryMs;
            const double waited = coreWaitMs();
            m_since.start();
            longestMs = std::max(longestMs, gap);
            longestOwnMs = std::max(longestOwnMs, gap - (waited - m_waited));
            m_waited = waited;
            above50 += gap > 50 ? 1 : 0;
        });
        reset();
        m_timer.start();
    }
    void reset()
    {
        longestMs = longestOwnMs = 0;
        above50 = 0;
        m_waited = coreWaitMs();
        m_since.start();
    }
    double longestMs = 0, longestOwnMs = 0; ///< the second without waiting for a core
    int above50 = 0;

private:
    static constexpr int EveryMs = 5;
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_waited = 0;
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
