#pragma once
#include "core/market/streamitem.h"
#include "core/replay/replaysource.h"
#include "core/storage/recording.h"

#include <functional>

namespace isobar {

/// Plays a recording of raw frames for today's decoders. Beats are made of the recorded time: one at each whole second,
/// before the frames of that second, with the market time of the recorded clock. Played twice, all is the same twice.
class RecordedFrames final : public ReplaySource {
public:
    struct Consumer {
        std::function<void(const RecordedFrame &)> frame;
        std::function<void(const Beat &)> beat;
        std::function<void()> restart; ///< forget everything, decoders too
    };
    /// How a seek makes the state right without playing all that lies before.
    struct SeekSettings {
        TimeMs openingMs = 30 * SecondMs; ///< at the start: its REST answers (instruments) are always played
        TimeMs leadInMs = 10 * MinuteMs; ///< played before the time sought
    };
    RecordedFrames(RecordingReader reader, Consumer consumer);
    RecordedFrames(RecordingReader reader, Consumer consumer, SeekSettings seeking);

    const FileHeader &header() const { return m_reader.header(); }
    std::optional<TimeMs> nextMs() override;
    void deliver() override;
    void seek(TimeMs timeMs) override;
    std::optional<std::pair<TimeMs, TimeMs>> span() override { return m_reader.span(); }
    std::string report() const override { return m_reader.report().text(); }

private:
    void readAhead();
    void begin();
    Beat beatAt(TimeMs transportMs) const;

    RecordingReader m_reader;
    Consumer m_consumer;
    SeekSettings m_seeking;
    std::optional<RecordedFrame> m_next; // views into the reader's block
    std::optional<TimeMs> m_nextBeatMs;
};

} // namespace isobar
