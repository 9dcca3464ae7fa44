#include "app/cli/commands/replayedsnapshot.h"

#include "app/runtime/recordedvenues.h"
#include "core/engine/engine.h"
#include "core/replay/recordedfeed.h"
#include "core/replay/recordedframes.h"
#include "core/venues/registry.h"

#include <memory>

namespace isobar {

namespace {

EngineSettings settingsOf(const FileHeader &header, const std::vector<std::string> &assets)
{
    EngineSettings settings;
    settings.watched = !assets.empty() ? assets : header.watched;
    if (settings.watched.empty())
        settings.watched = {"BTC"};
    settings.excluded = {header.excluded.begin(), header.excluded.end()};
    settings.origin = Origin::Replay;
    settings.speed = header.clock.speed;
    return settings;
}

/// An engine that begins anew when a source does.
class EndOfRun {
public:
    explicit EndOfRun(EngineSettings settings) : m_settings(std::move(settings)) { restart(); }
    void take(const StreamItem &item)
    {
        m_engine->take(item);
        if (std::holds_alternative<Beat>(item))
            m_engine->takeEvents();
    }
    void restart() { m_engine = std::make_unique<Engine>(m_settings); }
    SnapshotPtr playToEnd(ReplaySource &source)
    {
        while (source.nextMs())
            source.deliver();
        return m_engine->snapshot(0);
    }

private:
    EngineSettings m_settings;
    std::unique_ptr<Engine> m_engine;
};

} // namespace

Result<SnapshotPtr> replayedSnapshot(const std::string &file, const std::vector<std::string> &assets)
{
    const Result<BlockReader> opened = BlockReader::open(file, "");
    if (!opened)
        return Error{opened.error()};
    const FileHeader header = opened->header();
    const EngineSettings settings = settingsOf(header, assets);
    EndOfRun run(settings);
    InstrumentNames names;
    if (header.content == "journal") {
        Result<JournalReader> reader = JournalReader::open(file, names);
        if (!reader)
            return Error{reader.error()};
        RecordedFeed feed(
            std::move(*reader), {[&run](const StreamItem &item) { run.take(item); }, [&run] { run.restart(); }});
        return run.playToEnd(feed);
    }
    Result<RecordingReader> reader = RecordingReader::open(file);
    if (!reader)
        return Error{reader.error()};
    RecordedVenues venues(allVenues(), {settings.watched.begin(), settings.watched.end()}, header.clock, names,
        [&run](const StreamItem &item) { run.take(item); });
    RecordedFrames frames(std::move(*reader),
        {[&venues](const RecordedFrame &frame) { venues.take(frame); },
            [&venues](const Beat &beat) { venues.take(beat); },
            [&venues, &run] {
                venues.restart();
                run.restart();
            }});
    return run.playToEnd(frames);
}

} // namespace isobar
