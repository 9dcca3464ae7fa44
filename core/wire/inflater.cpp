#include "core/wire/inflater.h"

#include <algorithm>
#include <limits>
#include <new>
#include <zlib.h>

namespace isobar {

namespace {

constexpr int GzipOnly = 16 + MAX_WBITS;
constexpr std::size_t FirstBytes = 16 * 1024;

} // namespace

struct Inflater::Stream {
    z_stream zlib{};
    bool isReady = inflateInit2(&zlib, GzipOnly) == Z_OK;

    Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    ~Stream()
    {
        if (isReady)
            inflateEnd(&zlib);
    }
};

Inflater::Inflater() = default;
Inflater::~Inflater() = default;

std::optional<std::string_view> Inflater::inflate(std::string_view bytes, std::size_t mostBytes) noexcept
{
    try {
        if (const std::optional<std::size_t> size = unpack(bytes, mostBytes))
            return std::string_view(m_buffer.data(), *size);
    } catch (const std::bad_alloc &) {
        // As bad as a damaged one.
    }
    return std::nullopt;
}

std::optional<std::size_t> Inflater::unpack(std::string_view bytes, std::size_t mostBytes)
{
    if (!m_stream)
        m_stream = std::make_unique<Stream>();
    z_stream &zlib = m_stream->zlib;
    if (bytes.empty() || bytes.size() > std::numeric_limits<uInt>::max() || !m_stream->isReady
        || inflateReset2(&zlib, GzipOnly) != Z_OK)
        return std::nullopt;
    zlib.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // zlib's input is not const, but kept
    zlib.avail_in = static_cast<uInt>(bytes.size());
    if (m_buffer.empty())
        m_buffer.resize(FirstBytes);
    std::size_t used = 0;
    for (;;) {
        if (used == m_buffer.size()) {
            if (used > mostBytes)
                return std::nullopt;
            m_buffer.resize(used * 2);
        }
        const std::size_t room = std::min<std::size_t>(m_buffer.size() - used, std::numeric_limits<uInt>::max());
        zlib.next_out = reinterpret_cast<Bytef *>(m_buffer.data() + used);
        zlib.avail_out = static_cast<uInt>(room);
        const int status = ::inflate(&zlib, Z_NO_FLUSH);
        used += room - zlib.avail_out;
        if (status == Z_STREAM_END && zlib.avail_in > 0) {
            if (inflateReset2(&zlib, GzipOnly) != Z_OK) // another member
                return std::nullopt;
        } else if (status == Z_STREAM_END) {
            break;
        } else if (status != Z_OK || (zlib.avail_in == 0 && zlib.avail_out > 0)) {
            return std::nullopt;
        }
    }
    return used <= mostBytes ? std::optional(used) : std::nullopt;
}

} // namespace isobar
