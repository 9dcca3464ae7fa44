#pragma once
#include <string>
#include <string_view>

namespace isobar::simulation {

/// The text as one whole gzip member, as some venues send each frame.
std::string gzipped(std::string_view text);

} // namespace isobar::simulation
