#include "widgets/tape/tapewords.h"

#include "widgets/style/formats.h"

#include <QStringList>

namespace isobar {

bool isWindowFull(const LiquidationView &view, TimeMs spanMs, TimeMs marketMs)
{
    return view.sinceMs && marketMs - *view.sinceMs >= spanMs;
}

namespace {

QString plainName(TimeMs spanMs) { return QStringLiteral("%1 h").arg(spanMs / HourMs); }

bool isAnyFull(const LiquidationView &view, TimeMs marketMs)
{
    return isWindowFull(view, TapeWindows[0].spanMs, marketMs);
}

} // namespace

QString TapeWords::sideShort(PositionSide side)
{
    return side == PositionSide::Long ? tr("LONG", "side of a liquidated position")
                                      : tr("SHORT", "side of a liquidated position");
}

QString TapeWords::side(PositionSide side)
{
    return side == PositionSide::Long ? tr("LONG liquidated") : tr("SHORT liquidated");
}

QString TapeWords::atLeast(double usd) { return QChar(0x2265) + formats::usd(usd); }

QString TapeWords::coverage(const LiquidationView &view)
{
    return tr("coverage %1", "share of the open interest on venues that publish liquidations")
        .arg(formats::percent(view.coverage, 0));
}

QString TapeWords::since(const LiquidationView &view, TimeMs marketMs, TimeZoneChoice zone)
{
    if (!view.sinceMs)
        return tr("not listening yet");
    if (isWindowFull(view, std::rbegin(TapeWindows)->spanMs, marketMs))
        return {};
    const QString time = formats::clockTime(*view.sinceMs, zone, false).left(5);
    return (isAnyFull(view, marketMs) ? QStringLiteral("* ") : QString()) + tr("since %1", "time of day").arg(time);
}

QString TapeWords::windowName(const LiquidationView &view, TimeMs spanMs, TimeMs marketMs)
{
    const bool isMarked = isAnyFull(view, marketMs) && !isWindowFull(view, spanMs, marketMs);
    return plainName(spanMs) + (isMarked ? QStringLiteral("*") : QString());
}

QString TapeWords::whatCoverageMeans(const LiquidationView &view)
{
    return tr(
        "Venues with a public liquidation feed hold %1 of the open interest, and some of them publish only a part. "
        "What is not published is not seen: every sum is a lower bound.")
        .arg(formats::percent(view.coverage, 0));
}

QString TapeWords::totals(const LiquidationView &view, TimeZoneChoice zone)
{
    QStringList lines;
    for (const TapeWindow &window : TapeWindows) {
        const LiquidationSums &sums = view.*window.sums;
        lines << tr("Last %1: longs %2, shorts %3.", "window (4 h), sum, sum")
                     .arg(plainName(window.spanMs), QChar(0x2265) + formats::usdExact(sums.longUsd),
                         QChar(0x2265) + formats::usdExact(sums.shortUsd));
    }
    if (view.sinceMs)
        lines << tr("Heard since %1.", "date and time").arg(formats::dateTime(*view.sinceMs, zone));
    lines << whatCoverageMeans(view);
    if (view.log.thinnedBeforeMs > 0)
        lines << tr("Before %1 the smallest prints are only in the totals.", "date and time")
                     .arg(formats::dateTime(view.log.thinnedBeforeMs, zone));
    return lines.join(u'\n');
}

QString TapeWords::time(TimeMs timeMs, TimeMs marketMs, TimeZoneChoice zone)
{
    if (floorTo(timeMs, DayMs) == floorTo(marketMs, DayMs) || marketMs - timeMs < 12 * HourMs)
        return formats::clockTime(timeMs, zone).left(8);
    return formats::dateTime(timeMs, zone).mid(5, 11); // "11-24 14:03"
}

QString TapeWords::listeners(const AssetSnapshot &asset)
{
    QStringList heard, none;
    for (const VenueRow &venue : asset.venues) {
        const QString name = QString::fromStdString(venue.shortName);
        if (venue.liquidations == LiquidationFeed::None)
            none << name;
        else if (venue.liquidations == LiquidationFeed::Throttled)
            heard << tr("%1 (throttled)", "venue that publishes only a part of its liquidations").arg(name);
        else
            heard << name;
    }
    QStringList sentences;
    if (!heard.isEmpty())
        sentences << tr("Listening to %1.", "names of venues").arg(heard.join(QLatin1String(", ")));
    if (!none.isEmpty())
        sentences << tr("%1 publish none.", "names of venues; %n: how many", static_cast<int>(none.size()))
                         .arg(none.join(QLatin1String(", ")));
    return sentences.join(u' ');
}

} // namespace isobar
