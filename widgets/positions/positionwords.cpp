#include "widgets/positions/positionwords.h"

#include "widgets/style/formats.h"
#include "widgets/style/positiontitle.h"

#include <cmath>

namespace isobar {

namespace {

std::optional<double> negated(std::optional<double> value) { return value ? std::optional(-*value) : std::nullopt; }

} // namespace

QString PositionWords::contract(const PositionView &view)
{
    return QStringLiteral("%1 %2 %3x")
        .arg(QString::fromStdString(view.venueName), QString::fromStdString(view.contractName),
            plainNumber(view.position.leverage));
}

QString PositionWords::signedUsd(std::optional<double> usd)
{
    if (!usd)
        return formats::Dash;
    const QString text = formats::usdExact(usd);
    return *usd > 0 ? QLatin1Char('+') + text : text;
}

QString PositionWords::liquidation(const PositionView &view)
{
    if (!view.isValued)
        return formats::Dash;
    const auto price = view.value.basis.liquidationPrice;
    if (!price)
        return tr("none", "liquidation price: the position cannot be liquidated");
    // Without published tiers it is an estimate.
    return (view.value.areTiersKnown ? QString() : QStringLiteral("≈ ")) + formats::price(price);
}

QString PositionWords::distance(const PositionView &view) { return formats::change(view.value.distance, 1); }

QString PositionWords::sigmas(const PositionView &view)
{
    return view.value.sigmas ? QString::number(*view.value.sigmas, 'f', 1) + QStringLiteral(" σ")
                             : QString(formats::Dash);
}

QString PositionWords::nextFunding(const PositionView &view, TimeMs marketMs)
{
    if (!view.value.dueNextUsd)
        return view.value.duePerDayUsd ? tr("continuous", "funding accrues without settlements")
                                       : QString(formats::Dash);
    const QString money = signedUsd(negated(view.value.dueNextUsd));
    if (!view.value.nextFundingMs)
        return money;
    const TimeMs left = *view.value.nextFundingMs - marketMs;
    return left > 0 ? tr("%1 in %2", "money, countdown").arg(money, formats::countdown(left))
                    : tr("%1 settling", "money; the settlement is under way").arg(money);
}

QString PositionWords::realised(const PositionView &view, TimeZoneChoice zone)
{
    const PositionValue &value = view.value;
    if (!value.realisedUsd)
        return formats::Dash;
    const QString money = signedUsd(negated(value.realisedUsd));
    const bool isWhole = view.position.openedMs && value.realisedSinceMs == view.position.openedMs;
    return isWhole ? money
                   : tr("%1 since %2", "money, date: what was paid before is not known")
                         .arg(money, formats::dateTime(*value.realisedSinceMs, zone));
}

QString PositionWords::fault(PositionFault fault)
{
    switch (fault) {
    case PositionFault::NoContract:
        return tr("Choose the contract.");
    case PositionFault::NoSize:
        return tr("Enter the size: a number above 0, like 0.5 or 12k.");
    case PositionFault::NoEntry:
        return tr("Enter the entry price: a number above 0.");
    case PositionFault::LeverageOutOfRange:
        return tr("Enter a leverage from 1 to %1.").arg(MostLeverage);
    case PositionFault::OpenedInFuture:
        return tr("Enter when it was opened as 2026-01-31 14:03 or 14:03, not after now.");
    case PositionFault::AlertOutOfRange:
        return tr("Enter the distance of the warning as a number of per cent between 0 and 100, or nothing.");
    }
    return {};
}

QString PositionWords::doubt(PositionDoubt doubt, const PositionView &view)
{
    switch (doubt) {
    case PositionDoubt::LeverageAboveVenue:
        return tr("%1 allows %2x at most for this size.")
            .arg(QString::fromStdString(view.venueName), plainNumber(std::round(*view.value.mostLeverage * 10) / 10));
    case PositionDoubt::EntryFarFromMark:
        return tr("The entry is far from the mark of %1: is a digit missing?").arg(formats::price(view.mark));
    case PositionDoubt::AlreadyLiquidated:
        return tr("The mark of %1 is beyond its liquidation price: it would be liquidated already.")
            .arg(formats::price(view.mark));
    }
    return {};
}

QString PositionWords::spoken(const PositionView &view, TimeMs marketMs, TimeZoneChoice zone)
{
    QStringList lines{positionTitle(view.position) + QStringLiteral(", ") + contract(view)};
    if (!view.isValued) {
        lines << tr("its contract is not there: the venue is off, not connected, or does not list it");
        return lines.join(QLatin1Char('\n'));
    }
    const PositionValue &value = view.value;
    if (view.isInverse())
        lines << tr("inverse contract: margin and profit are coins, told at the mark");
    lines << tr("entry %1, mark %2").arg(formats::price(view.position.entryPrice), formats::price(view.mark));
    if (value.now)
        lines << tr("profit %1 (%2 of the margin), margin left %3")
                     .arg(signedUsd(value.now->profitUsd), formats::change(value.now->profitShare, 1),
                         formats::usdExact(value.now->marginLeftUsd));
    lines << tr("liquidation price %1, %2 away, %3 of a day").arg(liquidation(view), distance(view), sigmas(view));
    lines << (value.areTiersKnown
            ? tr("maintenance margin %1, as published").arg(formats::percent(value.maintenanceRate, 2))
            : tr("maintenance margin %1, assumed: the venue publishes no tiers")
                  .arg(formats::percent(value.maintenanceRate, 2)));
    if (view.touch24h)
        lines << tr("reached within 24 h: modelled %1").arg(formats::percent(view.touch24h, 1));
    lines << tr("funding next: %1").arg(nextFunding(view, marketMs));
    if (value.duePerDayUsd)
        lines << tr("a day at this rate: %1, %2 of the margin")
                     .arg(signedUsd(negated(value.duePerDayUsd)), formats::change(negated(value.dayShareOfMargin), 2));
    if (value.realisedUsd)
        lines << tr("funding settled so far: %1, at hourly prices").arg(realised(view, zone));
    if (value.alertPrice)
        lines << tr("warning at a mark of %1").arg(formats::price(value.alertPrice));
    return lines.join(QLatin1Char('\n'));
}

QString PositionWords::alertName(const PositionView &view)
{
    return tr("%1 at %2: within %3 of its liquidation price %4")
        .arg(positionTitle(view.position), QString::fromStdString(view.venueName),
            formats::percent(view.position.alertWithin, 1), liquidation(view));
}

} // namespace isobar
