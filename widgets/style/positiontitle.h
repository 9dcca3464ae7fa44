#pragma once
#include "core/market/position.h"

#include <QString>

namespace isobar {

/// What a position is called wherever it is shown: "Long 0.5 BTC", "Short $10,000 BTC".
QString positionTitle(const Position &position);

/// A number as it was typed, with as few digits as say it exactly enough and no grouping: 0.5, 67912.4.
QString plainNumber(double value);

} // namespace isobar
