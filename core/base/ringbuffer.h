#pragma once
#include <cstddef>
#include <vector>

namespace isobar {

/// The newest `capacity` values in order of arrival; index 0 is the oldest kept.
template <class T> class RingBuffer {
public:
    explicit RingBuffer(std::size_t capacity) : m_slots(capacity) { }

    void push(T value)
    {
        if (m_slots.empty())
            return;
        m_slots[(m_first + m_size) % m_slots.size()] = std::move(value);
        if (m_size < m_slots.size())
            ++m_size;
        else
            m_first = (m_first + 1) % m_slots.size();
    }
    void popFront()
    {
        m_first = (m_first + 1) % m_slots.size();
        --m_size;
    }
    void clear() { m_first = m_size = 0; }

    std::size_t size() const { return m_size; }
    std::size_t capacity() const { return m_slots.size(); }
    bool empty() const { return m_size == 0; }
    T &operator[](std::size_t i) { return m_slots[(m_first + i) % m_slots.size()]; }
    const T &operator[](std::size_t i) const { return m_slots[(m_first + i) % m_slots.size()]; }
    const T &back() const { return (*this)[m_size - 1]; }
    const T &front() const { return (*this)[0]; }

private:
    std::vector<T> m_slots;
    std::size_t m_first = 0;
    std::size_t m_size = 0;
};

} // namespace isobar
