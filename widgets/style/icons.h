#pragma once
#include <QIcon>
#include <QString>

namespace isobar {

class Theme;

/// The icon ":/icons/<name>.svg" in the theme's label colour (disabled and active states too), sharp at every scale.
/// Empty when the resource is not there. Ask again on Theme::changed.
QIcon themedIcon(const Theme &theme, const QString &name);

/// One drawing in one colour: the shape of the SVG filled with `colour`; `size` in logical pixels.
QPixmap tintedPixmap(const QString &name, const QColor &colour, QSize size, qreal ratio);

} // namespace isobar
