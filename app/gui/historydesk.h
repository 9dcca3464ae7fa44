#pragma once
#include "app/runtime/runtime.h"
#include "core/settings/settings.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace isobar {

struct HistoryWindow;
class MainWindow;

/// What is stored, between the runtime and the window: recordings, windows of the local history to save or replay, the
/// ledgers to export, and what goes wrong with any of it.
class HistoryDesk final : public QObject {
    Q_OBJECT
public:
    /// Runtime and window outlive it. Recordings go to a folder of `profileDir`.
    HistoryDesk(Runtime &runtime, MainWindow &window, QString profileDir);

    /// Asks for a window of the local history, to save or to replay it.
    void chooseWindow(const Settings &settings, const QStringList &assets);
    /// All lines of an asset's ledgers: live ones, then the backfill.
    void exportRecord(const QString &asset);

Q_SIGNALS:
    /// The chosen window was written for a replay; the file lives until the next one.
    void replayReady(const QString &path);

private:
    void showHistory();
    void record(bool on);
    void showRecording();
    void exportHistory(const HistoryWindow &window, const QString &path);
    void takeExported(const QString &path, const QString &error);
    void tellCheckpoint(CheckpointFate fate, const QString &told);
    void tellStorage(const StorageTrouble &trouble);
    void tellSetAside(const QString &newName);
    void tellNewer(int schema);

    Runtime &m_runtime;
    MainWindow &m_window;
    const QString m_profileDir;
    const SystemClock m_wall; ///< names recordings; the runtime's clock may be a simulator's
    std::unique_ptr<QTemporaryDir> m_replayed; ///< the window of the history that is replayed, or will be
};

} // namespace isobar
