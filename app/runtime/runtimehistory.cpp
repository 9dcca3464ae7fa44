#include "app/runtime/historyviews.h"
#include "app/runtime/runtime.h"
#include "core/storage/historyreader.h"
#include "core/venues/registry.h"

namespace isobar {

// What the runtime does with the local history and recordings when it is asked to.

void Runtime::keepMoment(KeptMoment moment, TimeMs marketMs, const MomentExtent &extent)
{
    if (!m_history || !moment.market)
        return;
    m_storage->post([this, moment = std::move(moment), marketMs, extent] {
        m_history->append(StoredMoment{
            moment.market->asset, marketMs, std::string(originName(moment.origin)), bytesOfMoment(moment, extent)});
    });
}

std::optional<KeptMoment> Runtime::keptMoment(const std::string &asset, TimeMs marketMs, Origin origin) const
{
    const auto reader = HistoryReader::open(m_config.historyFile.toStdString());
    if (!reader)
        return std::nullopt;
    return momentOfBytes((*reader)->moment(asset, marketMs, std::string(originName(origin))));
}

void Runtime::readHistoryView(const std::string &asset, int days)
{
    if (!m_history)
        return;
    const int number = ++m_viewNumber;
    m_readers.clear(); // what was wished for before and has not begun
    m_readers.start([this, number, asset, days, path = m_config.historyFile.toStdString(), to = m_clock->marketMs()] {
        const auto reader = HistoryReader::open(path);
        auto view = reader ? isobar::readHistoryView(**reader, asset, days, to) : Error{reader.error()};
        if (!view)
            return;
        onMain([this, number, view = std::move(*view)] {
            if (number == m_viewNumber)
                Q_EMIT historyViewRead(view);
        });
    });
}

void Runtime::exportHistory(HistoryJournalWish wish)
{
    endHistoryExport();
    for (const auto &venue : allVenues())
        wish.venues[venue->profile().traits.id] = venue->profile().traits;
    m_exportGoesOn = std::make_shared<std::atomic<bool>>(true);
    m_exports.start([this, goesOn = m_exportGoesOn, wish = std::move(wish), path = m_config.historyFile.toStdString()] {
        const auto reader = HistoryReader::open(path);
        const Result<void> done =
            !reader ? Error{reader.error()} : writeHistoryJournal(**reader, wish, [&](double share) {
                onMain([this, share] { Q_EMIT historyExportProgressed(share); });
                return goesOn->load();
            });
        if (goesOn->load()) {
            onMain([this, file = QString::fromStdString(wish.path),
                       error = done ? QString() : QString::fromStdString(done.error())] {
                Q_EMIT historyExported(file, error);
            });
        }
    });
}

void Runtime::endHistoryExport()
{
    if (m_exportGoesOn)
        m_exportGoesOn->store(false);
}

Result<void> Runtime::startRecording(const QString &path)
{
    if (!m_net || m_recorder.isOn())
        return Error{m_net ? "a recording goes on already" : "there is nothing to record yet"};
    const Result<void> started = m_recorder.start(path.toStdString(), fileHeader(), *m_storage,
        [this](const StorageTrouble &trouble) { onMain([this, trouble] { Q_EMIT storageTroubled(trouble); }); });
    if (!started)
        return started;
    m_recordingPath = path;
    m_recordingSinceMs = m_clock->transportMs();
    m_net->renew();
    m_recordingTick.start(1000);
    Q_EMIT recordingChanged();
    return {};
}

qint64 Runtime::stopRecording()
{
    if (!m_recorder.isOn())
        return 0;
    m_recordingTick.stop();
    const qint64 bytes = m_recorder.stop();
    m_recordingPath.clear();
    Q_EMIT recordingChanged();
    return bytes;
}

RecordingState Runtime::recording() const
{
    if (m_recordingPath.isEmpty())
        return {};
    return {m_recordingPath, m_recorder.bytesWritten(), m_recordingSinceMs, m_clock->transportMs()};
}

void Runtime::limitHistory(const HistoryLimits &limits)
{
    m_config.historyLimits = limits;
    if (m_history)
        m_history->setLimits(limits);
}

} // namespace isobar
