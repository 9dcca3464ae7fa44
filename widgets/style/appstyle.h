#pragma once
#include <QPalette>
#include <QString>

class QApplication;

namespace isobar {

class Theme;

/// The palette that makes native widgets (Fusion) match the theme.
QPalette appPalette(const Theme &theme);
/// Rules for what a palette cannot say: dock titles, tabs, headers, scroll bars, tool tips.
QString appStyleSheet(const Theme &theme);
/// Sets style, palette, font and style sheet of the whole program; call at start and on Theme::changed.
void applyAppStyle(QApplication &application, const Theme &theme);

} // namespace isobar
