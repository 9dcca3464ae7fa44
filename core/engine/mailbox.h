#pragma once
#include "core/snapshot/snapshot.h"

#include <functional>
#include <mutex>
#include <utility>

namespace isobar {

/// One slot for the newest snapshot and at most one pending wake-up: a reader that was busy finds the newest, never a
/// burst. Any thread.
class Mailbox {
public:
    /// `wake` is called on the writer's thread when a snapshot comes while none was waiting; it must not block.
    explicit Mailbox(std::function<void()> wake) : m_wake(std::move(wake)) { }

    void put(SnapshotPtr snapshot)
    {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = !m_slot;
            m_slot = std::move(snapshot);
        }
        if (first)
            m_wake();
    }

    /// The newest snapshot since the last take, or null.
    SnapshotPtr take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_slot, nullptr);
    }

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    SnapshotPtr m_slot;
};

} // namespace isobar
