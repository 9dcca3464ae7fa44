#pragma once
#include <chrono>
#include <string>

namespace isobar {

/// One line on stderr that changes while something long goes on; nothing where stderr is no terminal.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    /// Shown when a moment has passed since the last one.
    void show(const std::string &text);
    void clear();

private:
    bool m_isOnTerminal;
    std::size_t m_width = 0; // of what stands there
    std::chrono::steady_clock::time_point m_shown;
};

} // namespace isobar
