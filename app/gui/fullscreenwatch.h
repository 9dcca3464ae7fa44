#pragma once

namespace isobar {

/// Whether another program fills a screen right now: a film, a game, a presentation. Our own window may: that is where
/// alerts are wanted. Known on X11 and Windows; elsewhere the desktop itself keeps its pop-ups back, and it is false.
bool isOtherProgramFullScreen();

} // namespace isobar
