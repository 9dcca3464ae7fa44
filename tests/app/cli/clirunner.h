#pragma once
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

/// Runs the real isobar-cli as a user would.
namespace clirunner {

struct Finished {
    int status = -1;
    QByteArray out, err;
};

inline QString program() { return QStringLiteral(ISOBAR_BIN_DIR "/isobar-cli"); }

inline Finished run(const QStringList &arguments, int timeoutMs = 60'000)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

/// Arguments of simulate for the venues of tests to which four are as good as all, and sooner there.
inline QStringList fourVenues(const QStringList &arguments)
{
    return QStringList{QStringLiteral("--venues"), QStringLiteral("binance-usdm,okx,bybit,hyperliquid")} + arguments;
}

/// `isobar-cli simulate` in a process of its own, with its endpoints in a file for --endpoints.
class Simulator {
public:
    explicit Simulator(const QStringList &arguments, int withinMs = 60'000)
    {
        m_process.setReadChannel(QProcess::StandardOutput);
        m_process.start(program(), QStringList(QStringLiteral("simulate")) + arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(withinMs)) { }
        m_endpoints = m_process.readLine();
        QFile file(endpointsFile());
        if (file.open(QIODevice::WriteOnly))
            file.write(m_endpoints);
    }
    ~Simulator()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished();
    }
    bool isUp()
    {
        const bool isUp = QJsonDocument::fromJson(m_endpoints).isObject();
        if (!isUp)
            qWarning("simulate: %s", m_process.readAllStandardError().constData());
        return isUp;
    }
    QJsonObject endpoints() const { return QJsonDocument::fromJson(m_endpoints).object(); }
    QString endpointsFile() const { return m_folder.filePath(QStringLiteral("endpoints.json")); }
    QProcess &process() { return m_process; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_endpoints;
};

/// Writes a script for --script and returns its path.
inline QString writeLines(const QTemporaryDir &folder, const QString &name, const QByteArrayList &lines)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(lines.join('\n') + '\n');
    return path;
}

} // namespace clirunner
