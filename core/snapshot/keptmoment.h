#pragma once
#include "core/snapshot/snapshot.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// How an asset stood when a picture of its heatmap was taken, so that the picture can be the same again in a later
/// run.
struct KeptMoment {
    std::shared_ptr<const AssetSnapshot> market;
    Origin origin = Origin::Live;
    std::string scenario; ///< of a demo
    int venuesLive = 0, venuesTotal = 0;
};

/// "live", "demo", "replay".
std::string_view originName(Origin origin);

/// All of it that a heatmap shows from `fromMs` (market time) on. The form is of this version: another one that keeps
/// other things does not read it.
std::string bytesOfMoment(const KeptMoment &moment, TimeMs fromMs);

/// Absent: damaged, or of a version that kept other things.
std::optional<KeptMoment> momentOfBytes(std::string_view bytes);

} // namespace isobar
