#pragma once
#include "core/levelgrid/assetchains.h"
#include "core/levelgrid/levelmap.h"
#include "core/snapshot/positionview.h"
#include "widgets/heatmap/readoutwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <vector>

namespace isobar::heatmap {

struct Ruler;

/// What the ruler and the price handle say, most telling first.
class RulerWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::RulerWords)
public:
    /// `map` may be null: then nothing is said about expected prints.
    static QStringList lines(const Ruler &ruler, const LevelMap *map);
    /// `positions`: own ones, what becomes of each. Both may be null.
    static QStringList whatIf(const WhatIf &what, const LevelMap *map, const AssetChains *chains = nullptr,
        const std::vector<PositionView> *positions = nullptr);
    /// "Long 0.5 BTC: -$1,234 (-12.3%), margin left $3,456".
    static QString whatIf(const PositionView &view, double price);
    /// "2 d 4 h", "3 h 20 min", "12 min".
    static QString duration(double ms);
};

} // namespace isobar::heatmap
