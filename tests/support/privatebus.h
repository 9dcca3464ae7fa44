#pragma once
#include <QProcess>
#include <QStandardPaths>
#include <QString>

/// A message bus of the test's own, which lives as long as this.
class PrivateBus {
public:
    static bool isPossible() { return !program().isEmpty(); }

    ~PrivateBus()
    {
        m_daemon.terminate();
        if (m_daemon.state() != QProcess::NotRunning)
            m_daemon.waitForFinished(5000);
    }
    /// Its address; empty when it does not come up.
    QString start()
    {
        m_daemon.start(program(),
            {QStringLiteral("--session"), QStringLiteral("--print-address"), QStringLiteral("--nofork"),
                QStringLiteral("--nopidfile")});
        return m_daemon.waitForReadyRead(10000) ? QString::fromLocal8Bit(m_daemon.readLine()).trimmed() : QString();
    }

private:
    static QString program() { return QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")); }

    QProcess m_daemon;
};

/// In initTestCase(): without a daemon nothing can be tested, which CI must not pass over.
#define SKIP_WITHOUT_BUS()                                                                                             \
    do {                                                                                                               \
        if (!PrivateBus::isPossible()) {                                                                               \
            if (qEnvironmentVariableIsSet("CI"))                                                                       \
                QFAIL("dbus-daemon is missing: apt-get install -y dbus-daemon");                                       \
            QSKIP("dbus-daemon is missing: what goes over the desktop's bus is not tested");                           \
        }                                                                                                              \
    } while (false)
