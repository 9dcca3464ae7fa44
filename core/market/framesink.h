#pragma once
#include "core/market/frame.h"

#include <string_view>

namespace isobar {

/// Takes every raw frame as it comes, before decoding (a recording). Called on the net thread; must not block.
class FrameSink {
public:
    virtual ~FrameSink() = default;
    virtual void takeFrame(std::string_view venue, int connection, const Frame &frame) = 0;
};

} // namespace isobar
