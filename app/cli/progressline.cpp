#include "app/cli/progressline.h"

#include <algorithm>
#include <cstdio>
#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace isobar {

namespace {

constexpr std::chrono::milliseconds ShowEvery(100);

bool isStderrOnTerminal()
{
#ifdef _WIN32
    return ::_isatty(::_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

} // namespace

ProgressLine::ProgressLine() : m_isOnTerminal(isStderrOnTerminal()) { }

void ProgressLine::show(const std::string &text)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_isOnTerminal || now - m_shown < ShowEvery)
        return;
    m_shown = now;
    const std::size_t blanks = m_width > text.size() ? m_width - text.size() : 0;
    std::fprintf(stderr, "\r%s%s", text.c_str(), std::string(blanks, ' ').c_str());
    std::fflush(stderr);
    m_width = std::max(m_width, text.size());
}

void ProgressLine::clear()
{
    if (m_width > 0)
        std::fprintf(stderr, "\r%s\r", std::string(m_width, ' ').c_str());
    m_width = 0;
}

} // namespace isobar
