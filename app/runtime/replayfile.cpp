#include "app/runtime/replayfile.h"

#include "app/runtime/recordedvenues.h"
#include "core/replay/recordedfeed.h"
#include "core/replay/recordedframes.h"
#include "core/venues/registry.h"

namespace isobar {

namespace {

constexpr const char *JournalContent = "journal";

} // namespace

ReplayFile::ReplayFile(FileHeader header, const std::vector<std::string> &assets) : m_header(std::move(header))
{
    m_settings.watched = !assets.empty() ? assets : m_header.watched;
    m_settings.isPinned = !assets.empty();
    if (m_settings.watched.empty())
        m_settings.watched = {"BTC"};
    m_settings.excluded = {m_header.excluded.begin(), m_header.excluded.end()};
    m_settings.origin = Origin::Replay;
    m_settings.scenario = isDemo() ? "demo" : "";
    m_settings.speed = m_header.clock.speed;
    for (const auto &venue : allVenues()) {
        const VenueTraits traits = venue->profile().traits;
        m_settings.venueNames[traits.id] = {traits.name, traits.shortName};
    }
}

ReplayFile::~ReplayFile() = default;

bool ReplayFile::isJournal() const { return m_header.content == JournalContent; }

bool ReplayFile::isDemo() const { return m_header.origin == "demo" || m_header.clock != ClockSpec(); }

Result<std::unique_ptr<ReplayFile>> ReplayFile::open(
    const std::string &path, std::vector<std::string> assets, Consumer consumer)
{
    const Result<BlockReader> blocks = BlockReader::open(path, "");
    if (!blocks)
        return Error{blocks.error()};
    std::unique_ptr<ReplayFile> file(new ReplayFile(blocks->header(), assets));
    const Result<void> opened =
        file->isJournal() ? file->openJournal(path, std::move(consumer)) : file->openFrames(path, std::move(consumer));
    if (!opened)
        return Error{opened.error()};
    return file;
}

Result<void> ReplayFile::openJournal(const std::string &path, Consumer consumer)
{
    Result<JournalReader> reader = JournalReader::open(path, m_names);
    if (!reader)
        return Error{reader.error()};
    m_source = std::make_unique<RecordedFeed>(
        std::move(*reader), RecordedFeed::Consumer{std::move(consumer.take), std::move(consumer.restart)});
    return {};
}

Result<void> ReplayFile::openFrames(const std::string &path, Consumer consumer)
{
    Result<RecordingReader> reader = RecordingReader::open(path);
    if (!reader)
        return Error{reader.error()};
    m_venues = std::make_unique<RecordedVenues>(allVenues(),
        std::set<std::string>(m_settings.watched.begin(), m_settings.watched.end()), m_header.clock, m_names,
        std::move(consumer.take));
    RecordedVenues &venues = *m_venues;
    m_source = std::make_unique<RecordedFrames>(std::move(*reader),
        RecordedFrames::Consumer{[&venues](const RecordedFrame &frame) { venues.take(frame); },
            [&venues](const Beat &beat) { venues.take(beat); },
            [&venues, restart = std::move(consumer.restart)] {
                venues.restart();
                if (restart)
                    restart();
            }});
    return {};
}

std::uint64_t ReplayFile::decodeErrors() const { return m_venues ? m_venues->decodeErrors() : 0; }

std::uint64_t ReplayFile::strangeFrames() const { return m_venues ? m_venues->strangeFrames() : 0; }

} // namespace isobar
