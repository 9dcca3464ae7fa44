#include "app/gui/historydesk.h"

#include "app/gui/runtimewishes.h"
#include "widgets/shell/historywindowdialog.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/style/formats.h"

#include <QDir>
#include <QFileDialog>

namespace isobar {

HistoryDesk::HistoryDesk(Runtime &runtime, MainWindow &window, QString profileDir)
    : m_runtime(runtime), m_window(window), m_profileDir(std::move(profileDir))
{
    connect(&m_window, &MainWindow::recordingWished, this, &HistoryDesk::record);
    connect(&m_runtime, &Runtime::historyStateChanged, this, &HistoryDesk::showHistory);
    connect(&m_runtime, &Runtime::recordingChanged, this, &HistoryDesk::showRecording);
    connect(&m_runtime, &Runtime::historyExported, this, &HistoryDesk::takeExported);
    connect(&m_runtime, &Runtime::storageTroubled, this, &HistoryDesk::tellStorage);
    connect(&m_runtime, &Runtime::checkpointRefused, this, &HistoryDesk::tellCheckpoint);
    connect(&m_runtime, &Runtime::historySetAside, this, &HistoryDesk::tellSetAside);
    connect(&m_runtime, &Runtime::historyRefused, this, &HistoryDesk::tellNewer);
}

void HistoryDesk::exportRecord(const QString &asset)
{
    auto *dialog = new QFileDialog(&m_window, tr("Export the track record of %1").arg(asset));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    dialog->selectFile(QStringLiteral("isobar_%1_track-record.jsonl").arg(asset));
    connect(dialog, &QFileDialog::fileSelected, this, [this, asset](const QString &path) {
        const Result<int> written = m_runtime.exportTrackRecord(asset.toStdString(), path);
        m_window.showMessage(written
                ? tr("%n line(s) written to %1", nullptr, *written).arg(path)
                : tr("The track record could not be written: %1").arg(QString::fromStdString(written.error())));
    });
    dialog->open();
}

void HistoryDesk::showHistory()
{
    const HistoryState &state = m_runtime.historyState();
    m_window.setHistory({QString::fromStdString(state.path), state.bytes, state.oldestMs, m_runtime.clock().marketMs(),
        state.isOpen, state.lateRows, state.lostRows});
}

void HistoryDesk::record(bool on)
{
    if (!on) {
        const QString path = m_runtime.recording().path;
        const qint64 bytes = m_runtime.stopRecording();
        m_window.showMessage(tr("Recorded %1: %2", "size, file").arg(formats::fileSize(bytes), path), 0);
        return;
    }
    const QDir folder(QDir(m_profileDir).filePath(QStringLiteral("recordings")));
    const QString time =
        QDateTime::fromMSecsSinceEpoch(m_wall.transportMs(), Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString path = folder.filePath(QStringLiteral("isobar-%1Z.frames").arg(time));
    if (!folder.mkpath(QStringLiteral("."))) {
        m_window.showMessage(tr("The folder %1 cannot be made.").arg(folder.path()), 0);
    } else if (const auto started = m_runtime.startRecording(path); !started) {
        m_window.showMessage(tr("Recording could not begin: %1").arg(QString::fromStdString(started.error())), 0);
    }
    showRecording(); // the menu shows what is, not what was wished
}

void HistoryDesk::showRecording()
{
    const RecordingState state = m_runtime.recording();
    m_window.setRecording({state.path, state.bytes, state.nowMs - state.startedMs});
}

void HistoryDesk::chooseWindow(const Settings &settings, const QStringList &assets)
{
    const HistoryState &state = m_runtime.historyState();
    if (!state.isOpen || !state.oldestMs) {
        m_window.showMessage(tr("There is no local history to replay yet."));
        return;
    }
    const TimeMs now = m_runtime.clock().marketMs();
    auto *dialog =
        new HistoryWindowDialog(settings, assets, {*state.oldestMs, now, state.liveSinceMs.value_or(now)}, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &HistoryWindowDialog::saveWished, this, &HistoryDesk::exportHistory);
    connect(dialog, &HistoryWindowDialog::replayWished, this, [this](const HistoryWindow &window) {
        m_replayed = std::make_unique<QTemporaryDir>();
        exportHistory(window, m_replayed->filePath(QStringLiteral("local history.journal")));
    });
    connect(dialog, &HistoryWindowDialog::endWished, &m_runtime, &Runtime::endHistoryExport);
    connect(&m_runtime, &Runtime::historyExportProgressed, dialog, &HistoryWindowDialog::setProgress);
    connect(&m_runtime, &Runtime::historyExported, dialog,
        [dialog](const QString &, const QString &error) { dialog->finish(error); });
    dialog->open();
}

void HistoryDesk::exportHistory(const HistoryWindow &window, const QString &path)
{
    QFile::remove(path); // the dialog has asked
    m_runtime.exportHistory({names(window.assets), window.fromMs, window.toMs, {}, path.toStdString()});
}

void HistoryDesk::takeExported(const QString &path, const QString &error)
{
    if (!error.isEmpty())
        return; // the dialog says it
    if (!m_replayed || !path.startsWith(m_replayed->path()))
        m_window.showMessage(tr("The window of the local history was saved: %1").arg(path), 0);
    else
        Q_EMIT replayReady(path);
}

void HistoryDesk::tellCheckpoint(CheckpointFate fate, const QString &told)
{
    const QString anew = tr("The map begins anew from the venues' history.");
    const QString why = fate == CheckpointFate::Newer
        ? tr("The levels of the last run were saved by a newer version of Isobar and lie in %1 now.").arg(told)
        : fate == CheckpointFate::Damaged ? tr("The levels of the last run were damaged and lie in %1 now.").arg(told)
                                          : tr("The levels of the last run cannot be read: %1.").arg(told);
    m_window.showMessage(why + u' ' + anew, 0);
}

void HistoryDesk::tellStorage(const StorageTrouble &trouble)
{
    const QString file = QString::fromStdString(trouble.store);
    if (!trouble.reason.empty()) {
        m_window.showMessage(tr("%1 cannot be written: %2. Isobar runs on, and stores again as soon as it can.")
                                 .arg(file, QString::fromStdString(trouble.reason)),
            0);
    } else {
        m_window.showMessage(
            tr("%1 is written again; %n record(s) were lost.", nullptr, static_cast<int>(trouble.lostRecords))
                .arg(file),
            0);
    }
}

void HistoryDesk::tellSetAside(const QString &newName)
{
    m_window.showMessage(
        tr("The local history was damaged. It lies in %1 now, and a new one was begun.").arg(newName), 0);
}

void HistoryDesk::tellNewer(int schema)
{
    m_window.showMessage(tr("The local history is of a newer version of Isobar (schema %1): it stays as it is, and "
                            "nothing is stored. Update Isobar, or choose another folder with --profile.")
                             .arg(schema),
        0);
}

} // namespace isobar
