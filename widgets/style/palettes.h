#pragma once
#include "widgets/style/theme.h"

#include <array>

namespace isobar {

using TokenColours = std::array<QColor, static_cast<std::size_t>(Token::Count)>;

/// Every token's colour for a choice of theme and direction hues.
TokenColours tokenColours(ThemeChoice theme, DirectionColours direction);

} // namespace isobar
