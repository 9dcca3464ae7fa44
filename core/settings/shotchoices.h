#pragma once
#include <QString>

namespace isobar {

/// Size of a saved picture of the heatmap: as in the window once or twice over, 3840x2160, or 1600x900 for posting.
enum class ShotSize { Window, Twice, FourK, Wide };

/// How pictures of the heatmap are made (PRODUCT 3, Export).
struct ShotChoices {
    ShotSize size = ShotSize::Wide;
    bool light = false; ///< light theme, for print
    bool wordmark = true;
    bool positions = false; ///< with own positions: they are nobody else's business
    QString folder; ///< empty: Isobar in the user's pictures
    bool operator==(const ShotChoices &) const = default;
};

} // namespace isobar
