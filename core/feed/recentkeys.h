#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_set>

namespace isobar {

/// The newest keys of events, to know a repetition by.
class RecentKeys {
public:
    explicit RecentKeys(std::size_t capacity) : m_capacity(capacity) { }

    /// False when the key is among the newest `capacity` ones already.
    bool isNew(std::uint64_t key)
    {
        if (!m_known.insert(key).second)
            return false;
        m_order.push_back(key);
        if (m_order.size() > m_capacity) {
            m_known.erase(m_order.front());
            m_order.pop_front();
        }
        return true;
    }

private:
    std::size_t m_capacity;
    std::unordered_set<std::uint64_t> m_known;
    std::deque<std::uint64_t> m_order;
};

} // namespace isobar
