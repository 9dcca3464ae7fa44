#pragma once
#include "core/delivery/webhook.h"

#include <QString>

#include <deque>
#include <map>
#include <string>

namespace isobar {

/// A message that waits to be posted.
struct OutboxEntry {
    std::uint64_t serial = 0;
    std::string target; ///< WebhookTarget::id
    WebhookMessage message;
    TimeMs queuedMs = 0; ///< transport time
    bool operator==(const OutboxEntry &) const = default;
};

/// The messages that wait, in a file that is replaced whole with each change: after a crash it is as it was before or
/// after. It holds no secrets. Bounded: the oldest give way and are counted. One thread.
class Outbox {
public:
    static constexpr std::size_t Most = 200; ///< messages
    static constexpr TimeMs MostAgeMs = 24 * HourMs; ///< what is older is no news

    /// Reads what a former run left; an unreadable line is left out.
    explicit Outbox(QString path, std::size_t most = Most);

    void put(const std::string &target, const WebhookMessage &message, TimeMs nowMs);
    void remove(std::uint64_t serial);
    /// Of a target that was given up: gone without being counted.
    void removeTarget(const std::string &target);
    /// Gives up what is too old; true: something was.
    bool forgetOld(TimeMs nowMs);
    /// A message that cannot be delivered at all: gone and counted.
    void giveUp(std::uint64_t serial);

    const std::deque<OutboxEntry> &entries() const { return m_entries; } ///< oldest first
    const OutboxEntry *first(const std::string &target) const; ///< null: nothing waits for it
    int waiting(const std::string &target) const;
    /// Messages to it that were given up since the program started.
    std::uint64_t dropped(const std::string &target) const;
    /// Why the file could not be written the last time; empty: it was.
    const std::string &trouble() const { return m_trouble; }

private:
    void read();
    void write();
    void drop(std::deque<OutboxEntry>::iterator entry);

    QString m_path;
    std::size_t m_most;
    std::deque<OutboxEntry> m_entries;
    std::map<std::string, std::uint64_t> m_dropped;
    std::uint64_t m_serial = 0;
    std::string m_trouble;
};

} // namespace isobar
