#include "core/simulation/servers/gzip.h"

#include <zlib.h>

namespace isobar::simulation {

std::string gzipped(std::string_view text)
{
    constexpr int GzipWindow = 15 + 16; // 16 more asks for the header of gzip
    constexpr int StandardMemory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GzipWindow, StandardMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data())); // zlib only reads it
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH); // the bound leaves room for all of it
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

} // namespace isobar::simulation
