#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// Unpacks gzip, one message after another; the memory is kept. For venues that compress their frames.
class Inflater {
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    /// The content of one or more whole gzip members that fill `bytes`; valid until the next call. None: no gzip, cut
    /// off, damaged, something behind it, more than `mostBytes` of content, or no memory.
    std::optional<std::string_view> inflate(std::string_view bytes, std::size_t mostBytes) noexcept;

private:
    struct Stream;
    // How many bytes of the buffer are the content.
    std::optional<std::size_t> unpack(std::string_view bytes, std::size_t mostBytes);

    std::unique_ptr<Stream> m_stream;
    std::string m_buffer; // never made smaller: filling it with noughts again costs more than inflating
};

} // namespace isobar
