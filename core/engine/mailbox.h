#pragma once
#include "core/snapshot/snapshot.h"

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace isobar {

/// One slot for the newest snapshot and at most one pending wake-up: a reader that was busy finds the newest, never a
/// burst. What the reader has done with goes back and is freed by the writer, so that a window neither spends its time
/// on that nor waits for the writer's allocator. Any thread.
class Mailbox {
public:
    /// `wake` is called on the writer's thread when a snapshot comes while none was waiting; it must not block.
    explicit Mailbox(std::function<void()> wake) : m_wake(std::move(wake)) { }

    void put(SnapshotPtr snapshot)
    {
        bool first = false;
        std::vector<SnapshotPtr> spent;
        {
            const std::lock_guard lock(m_mutex);
            first = !m_slot;
            std::swap(m_slot, snapshot); // the one that nobody took ends here
            spent.swap(m_spent);
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

    /// A snapshot that the reader shows no longer; the next put() frees it.
    void giveBack(SnapshotPtr snapshot)
    {
        const std::lock_guard lock(m_mutex);
        m_spent.push_back(std::move(snapshot));
    }

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    SnapshotPtr m_slot;
    std::vector<SnapshotPtr> m_spent;
};

} // namespace isobar
