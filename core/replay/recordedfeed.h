#pragma once
#include "core/replay/replaysource.h"
#include "core/storage/journal.h"

#include <functional>

namespace isobar {

/// Plays a journal: the items that the engine consumed, in that order. Played whole, they give the same events.
class RecordedFeed final : public ReplaySource {
public:
    struct Consumer {
        std::function<void(const StreamItem &)> take;
        std::function<void()> restart; ///< forget everything: items begin again at the first
    };
    RecordedFeed(JournalReader reader, Consumer consumer);

    const FileHeader &header() const { return m_reader.header(); }
    std::optional<TimeMs> nextMs() override;
    void deliver() override;
    /// Back: begins again at the first item. Forward: nothing is skipped, playing on gets there.
    void seek(TimeMs timeMs) override;
    std::optional<std::pair<TimeMs, TimeMs>> span() override { return m_reader.span(); }
    std::string report() const override;

private:
    void readAhead();

    JournalReader m_reader;
    Consumer m_consumer;
    std::optional<StreamItem> m_next;
    TimeMs m_nextMs = 0; // of items without a time: that of the item before
};

} // namespace isobar
