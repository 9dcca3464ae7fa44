#pragma once
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace isobar {

enum class CheckpointFate {
    Fine, ///< read, or there is none
    Damaged, ///< set aside
    Newer, ///< of a newer program: set aside
    Unreadable ///< the disk does not give it
};

/// What is read of a checkpoint's file.
struct CheckpointContent {
    std::optional<std::string> bytes; ///< absent: there is none that can be used
    CheckpointFate fate = CheckpointFate::Fine;
    std::string told; ///< the name under which it was set aside, or why it could not be read
};

/// Compressed, with a checksum, replaced whole: a crash leaves the old or the new one.
Result<void> writeCheckpoint(const std::string &path, std::string_view bytes);
/// A damaged file and one of a newer program are set aside under another name; one of an older program is of no use any
/// more and will be replaced.
CheckpointContent readCheckpoint(const std::string &path);

/// Raised with every change of what Engine::checkpoint() writes: another layout is not read.
inline constexpr unsigned CheckpointVersion = 3;

} // namespace isobar
