#pragma once
#include "core/engine/engine.h"
#include "core/replay/replaysource.h"
#include "core/storage/blockfile.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace isobar {

class RecordedVenues;

/// A file that can be played, whichever it is: a journal gives its items as they were consumed, a recording of raw
/// frames gives what today's decoders make of them.
class ReplayFile {
public:
    struct Consumer {
        std::function<void(const StreamItem &)> take;
        std::function<void()> restart; ///< forget everything: items begin again
    };

    /// `assets`: those to look at; empty: those of the recorded run. The consumer is called by the source only. An
    /// Error says what is wrong with the file.
    static Result<std::unique_ptr<ReplayFile>> open(
        const std::string &path, std::vector<std::string> assets, Consumer consumer);
    ~ReplayFile();

    const FileHeader &header() const { return m_header; }
    bool isJournal() const;
    /// Whether a simulated market was recorded.
    bool isDemo() const;
    /// For an engine that shall do what that of the recorded run did.
    const EngineSettings &engineSettings() const { return m_settings; }
    ReplaySource &source() { return *m_source; }
    InstrumentNames &names() { return m_names; }

    std::uint64_t decodeErrors() const; ///< frames that could not be read so far
    std::uint64_t strangeFrames() const; ///< of venues that this version does not know

private:
    ReplayFile(FileHeader header, const std::vector<std::string> &assets);
    Result<void> openJournal(const std::string &path, Consumer consumer);
    Result<void> openFrames(const std::string &path, Consumer consumer);

    FileHeader m_header;
    EngineSettings m_settings;
    InstrumentNames m_names;
    std::unique_ptr<RecordedVenues> m_venues; // of frames only
    std::unique_ptr<ReplaySource> m_source;
};

} // namespace isobar
