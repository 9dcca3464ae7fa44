#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"

#include <QCoreApplication>
#include <QString>

namespace isobar {

/// Liquidations in words. Sums always with "≥": what is seen is a lower bound.
class TapeWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::TapeWords)
public:
    static QString sideShort(PositionSide side); ///< "LONG": the position that died
    static QString side(PositionSide side); ///< "LONG liquidated"
    static QString atLeast(double usd); ///< "≥$12.4M"
    static QString coverage(const LiquidationView &view); ///< "coverage 62%"
    /// "since 12:03" while no window is full, "* since 12:03" while only those marked with * are not, else empty.
    static QString since(const LiquidationView &view, TimeMs marketMs, TimeZoneChoice zone);
    /// "4 h"; "4 h*" while this window is not full and a shorter one is.
    static QString windowName(const LiquidationView &view, TimeMs spanMs, TimeMs marketMs);
    static QString whatCoverageMeans(const LiquidationView &view);
    /// All totals as sentences, for tool tips and readers of the screen.
    static QString totals(const LiquidationView &view, TimeZoneChoice zone);
    /// "14:03:22", with the date on another UTC day than `marketMs`.
    static QString time(TimeMs timeMs, TimeMs marketMs, TimeZoneChoice zone);
    /// Whom the tape hears, and who publishes nothing: "Listening to Bybit, Binance (throttled). Hyperliquid publishes
    /// none."
    static QString listeners(const AssetSnapshot &asset);
};

/// A sliding total of the view.
struct TapeWindow {
    TimeMs spanMs;
    LiquidationSums LiquidationView::*sums;
};
inline constexpr TapeWindow TapeWindows[]{
    {HourMs, &LiquidationView::hour}, {4 * HourMs, &LiquidationView::fourHours}, {DayMs, &LiquidationView::day}};

/// Whether the whole window lies after the beginning of the listening.
bool isWindowFull(const LiquidationView &view, TimeMs spanMs, TimeMs marketMs);

} // namespace isobar
