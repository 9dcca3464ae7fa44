#include "core/venues/requestline.h"

#include <algorithm>

namespace isobar {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percentDecode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

} // namespace

RequestLine::RequestLine(std::string_view line)
{
    // "METHOD target body"; a connection's path has no method.
    if (!line.starts_with('/') && !line.starts_with("ws") && !line.starts_with("http")) {
        const std::size_t space = line.find(' ');
        line = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    }
    const std::size_t space = line.find(' ');
    if (space != std::string_view::npos) {
        m_body = line.substr(space + 1);
        line = line.substr(0, space);
    }
    if (const std::size_t scheme = line.find("://"); scheme != std::string_view::npos) {
        const std::size_t slash = line.find('/', scheme + 3);
        line = slash == std::string_view::npos ? std::string_view() : line.substr(slash);
    }
    const std::size_t mark = line.find('?');
    m_path = line.substr(0, mark);
    if (mark != std::string_view::npos)
        m_query = line.substr(mark + 1);
}

std::string RequestLine::lastSegment() const { return percentDecode(m_path.substr(m_path.rfind('/') + 1)); }

std::string RequestLine::query(std::string_view name) const
{
    std::string_view rest = m_query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return percentDecode(pair.substr(name.size() + 1));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

std::string percentEncode(std::string_view text)
{
    constexpr std::string_view Hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.' || c == '_' || c == '~';
        if (isPlain)
            out.push_back(c);
        else
            out.append({'%', Hex[byte >> 4], Hex[byte & 15]});
    }
    return out;
}

std::vector<TimeSpan> pagesBack(TimeMs fromMs, TimeMs toMs, TimeMs pageMs)
{
    constexpr std::size_t MaxPages = 500;
    std::vector<TimeSpan> pages;
    for (TimeMs end = toMs; end > fromMs && pageMs > 0 && pages.size() < MaxPages;) {
        const TimeMs start = end - fromMs > pageMs ? end - pageMs : fromMs;
        pages.push_back({start, end});
        end = start;
    }
    return pages;
}

const BarName &barFor(std::span<const BarName> bars, TimeMs stepMs)
{
    for (std::size_t i = bars.size(); i-- > 0;) {
        if (bars[i].lengthMs <= stepMs && stepMs % bars[i].lengthMs == 0)
            return bars[i];
    }
    return bars.front();
}

std::optional<TimeMs> barLength(std::span<const BarName> bars, std::string_view name)
{
    const auto found = std::find_if(bars.begin(), bars.end(), [&](const BarName &bar) { return bar.name == name; });
    return found == bars.end() ? std::nullopt : std::optional(found->lengthMs);
}

} // namespace isobar
