#pragma once
#include "core/settings/shotchoices.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/shotwords.h"
#include "widgets/style/theme.h"

#include <QImage>
#include <QSize>

namespace isobar::heatmap {

/// Size of a picture: logical pixels and how many device pixels each is.
struct ShotFrame {
    QSize logical;
    double ratio = 1;
    QSize pixels() const { return (QSizeF(logical) * ratio).toSize(); }
    bool operator==(const ShotFrame &) const = default;
};
/// `window`: what the heatmap has on the screen, logical pixels.
ShotFrame shotFrame(ShotSize size, QSize window);
/// For a size in pixels: large ones are drawn larger, not with more room (4K twice over).
ShotFrame shotFrame(QSize pixels);
inline constexpr QSize LeastShot{480, 320}, MostShot{7680, 4320};

/// Draws the scene with its caption off the screen and puts the view as text "isobar.view" into it (viewtext.h). The
/// cells are made here, whatever the window has; some 10 to 100 ms.
QImage renderShot(
    const HeatmapScene &scene, const ShotFacts &facts, const ShotFrame &frame, const Theme &theme, bool hasWordmark);

} // namespace isobar::heatmap
