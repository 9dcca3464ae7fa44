#include "widgets/heatmap/rulerwords.h"

#include "widgets/heatmap/chainwords.h"
#include "widgets/heatmap/cursorpainter.h"
#include "widgets/style/formats.h"
#include "widgets/style/positiontitle.h"

#include <cmath>

namespace isobar::heatmap {

QString RulerWords::duration(double ms)
{
    const auto minutes = static_cast<qint64>(std::llround(std::abs(ms) / static_cast<double>(MinuteMs)));
    const qint64 days = minutes / 1440, hours = minutes / 60 % 24, rest = minutes % 60;
    if (days > 0)
        return tr("%1 d %2 h", "days and hours").arg(days).arg(hours);
    if (hours > 0)
        return tr("%1 h %2 min", "hours and minutes").arg(hours).arg(rest);
    return tr("%1 min", "minutes").arg(rest);
}

QStringList RulerWords::lines(const Ruler &ruler, const LevelMap *map)
{
    const double change = ruler.toPrice / ruler.fromPrice - 1, usd = ruler.toPrice - ruler.fromPrice;
    const QString sign = usd > 0 ? QStringLiteral("+") : usd < 0 ? QStringLiteral("-") : QString();
    QStringList lines{tr("%1, %2$%3", "change in per cent, its sign, in USD")
                          .arg(formats::change(change), sign, formats::price(std::abs(usd)))};
    lines << duration(ruler.toMs - ruler.fromMs);
    if (map) {
        const double longs = map->now.between(map->lattice, PositionSide::Long, ruler.fromPrice, ruler.toPrice);
        const double shorts = map->now.between(map->lattice, PositionSide::Short, ruler.fromPrice, ruler.toPrice);
        lines << tr("expected prints now: longs ≈ %1, shorts ≈ %2").arg(formats::usd(longs), formats::usd(shorts));
    }
    return lines;
}

QString RulerWords::whatIf(const PositionView &view, double price)
{
    const PositionAt at = positionAt(view.value.basis, price);
    const QString title = positionTitle(view.position);
    if (at.isLiquidated)
        return tr("%1: liquidated before at %2, the margin of %3 is lost", "Long 0.5 BTC")
            .arg(title, formats::price(view.value.basis.liquidationPrice), formats::usdExact(view.value.marginUsd));
    const QString sign = at.profitUsd > 0 ? QStringLiteral("+") : QString();
    return tr("%1: %2 (%3), margin left %4", "Long 0.5 BTC, profit, its share of the margin")
        .arg(title, sign + formats::usdExact(at.profitUsd), formats::change(at.profitShare, 1),
            formats::usdExact(at.marginLeftUsd));
}

QStringList RulerWords::whatIf(
    const WhatIf &what, const LevelMap *map, const AssetChains *chains, const std::vector<PositionView> *positions)
{
    const double change = what.fromPrice > 0 ? what.toPrice / what.fromPrice - 1 : 0;
    QStringList lines{tr("If the price goes to %1 (%2)").arg(formats::price(what.toPrice), formats::change(change))};
    if (!map)
        return lines;
    const bool isDown = what.side() == PositionSide::Long;
    lines << (isDown ? tr("prints of longs ≈ %1 (≈ %2 OI)") : tr("prints of shorts ≈ %1 (≈ %2 OI)"))
                 .arg(formats::usd(what.printsUsd), formats::usd(what.oiClosedUsd));
    if (what.clusters > 0)
        lines << tr("through %n cluster(s)", nullptr, what.clusters);
    if (what.touch24h > 0)
        lines << tr("reached in 4 h %1, in 24 h %2 (modelled)")
                     .arg(formats::percent(what.touch4h, 0), formats::percent(what.touch24h, 0));
    if (chains) {
        const QString chain = ChainWords::onTheWay(*chains, map->clusters, what.side(), what.toPrice);
        if (!chain.isEmpty())
            lines << chain;
    }
    if (positions) {
        for (const PositionView &view : *positions) {
            if (view.isValued)
                lines << whatIf(view, what.toPrice);
        }
    }
    return lines;
}

} // namespace isobar::heatmap
