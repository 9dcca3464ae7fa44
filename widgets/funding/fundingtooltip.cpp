#include "widgets/funding/fundingtooltip.h"

#include "widgets/style/formats.h"
#include "widgets/style/healthwords.h"

#include <QCoreApplication>
#include <QStringList>

namespace isobar {

namespace {

struct FundingToolTip {
    Q_DECLARE_TR_FUNCTIONS(FundingToolTip)

public:
    static QString rate(const FundingRow &row);
    static QString mean(const FundingRow &row);
    static QString openInterest(const FundingRow &row);
    static QString health(const FundingRow &row, const FundingContext &context);
    static QString prices(const FundingRow &row);
    static QString reason(const FundingRow &row);
};

QString FundingToolTip::rate(const FundingRow &row)
{
    QStringList lines;
    if (row.kind == FundingRowKind::Aggregate)
        lines << tr("Mean over the valid venues, weighted as the Weight column says");
    else if (row.rate)
        lines << tr("%1 prints %2 per %3 on %4")
                     .arg(row.longName, formats::rate(row.rate, row.intervalHours, RateUnit::Raw),
                         formats::interval(row.intervalHours, row.continuous), row.symbol);
    else
        lines << tr("%1 has not told a rate yet").arg(row.longName);
    if (row.spot8h) {
        lines << tr("= %1 per 8h = %2 a day")
                     .arg(formats::rate8h(row.spot8h), formats::rate8h(row.spot8h, RateUnit::PerDay));
        lines << tr("= %1 APR (simple, 1095 x), %2 APY (compounded)")
                     .arg(formats::rate8h(row.spot8h, RateUnit::Apr), formats::apy(row.spot8h));
        lines << (*row.spot8h < 0 ? tr("Shorts pay longs") : tr("Longs pay shorts"));
    }
    if (row.capped)
        lines << tr("At the venue's cap");
    return lines.join(QLatin1Char('\n'));
}

QString FundingToolTip::mean(const FundingRow &row)
{
    const QString text =
        tr("Mean of the last 8 h: %1; running: %2").arg(formats::rate8h(row.smoothed8h), formats::rate8h(row.spot8h));
    return row.smoothedProvisional ? text + QLatin1Char('\n') + tr("Less than 6 h known: the running rate stands in")
                                   : text;
}

QString FundingToolTip::openInterest(const FundingRow &row)
{
    return tr("%1\n%2 coins\nTurnover of 24 h: %3")
        .arg(formats::usdExact(row.openInterestUsd), formats::coins(row.openInterestBase),
            formats::usdExact(row.turnoverUsd));
}

QString FundingToolTip::health(const FundingRow &row, const FundingContext &context)
{
    if (row.kind == FundingRowKind::Aggregate)
        return {};
    const auto since = [&](std::optional<TimeMs> seen) {
        return formats::age(seen ? std::optional(context.transportMs - *seen) : std::nullopt);
    };
    QStringList lines{row.healthReason.empty()
            ? healthText(row.health)
            : QStringLiteral("%1: %2").arg(healthText(row.health), HealthWords::cause(row.healthReason))};
    lines << tr("Age of funding %1, mark %2, open interest %3")
                 .arg(since(row.fundingSeenMs), since(row.markSeenMs), since(row.openInterestSeenMs));
    return lines.join(QLatin1Char('\n'));
}

QString FundingToolTip::prices(const FundingRow &row)
{
    return tr("Mark %1, index %2, premium %3 bp")
        .arg(formats::price(row.mark), formats::price(row.index), formats::bps(row.premium));
}

QString FundingToolTip::reason(const FundingRow &row)
{
    if (row.kind == FundingRowKind::Aggregate)
        return tr("%1 of %2 venues take part, %3 of the volume")
            .arg(row.venuesValid)
            .arg(row.venuesTotal)
            .arg(formats::percent(row.coverage, 0));
    switch (row.excluded) {
    case Exclusion::None:
        return row.volumeSuspect ? FundingToolTip::tr("Takes part; its volume looks too large for its open interest")
                                 : FundingToolTip::tr("Takes part in the aggregate");
    case Exclusion::NoData:
        return tr("Left out: no rate, price or volume yet");
    case Exclusion::Stale:
        return tr("Left out: its data are older than their limit");
    case Exclusion::Implausible:
        return tr("Left out: the rate is beyond the venue's cap");
    case Exclusion::Outlier:
        return tr("Left out: too far from the other venues; accepted once it has stood for 3 minutes");
    case Exclusion::Thin:
        return tr("Left out: less than 0.2 % of the volume or 1 M USD of open interest");
    case Exclusion::VolumeSuspect:
        return tr("Left out: for 24 h its volume has not matched its open interest");
    case Exclusion::IntervalUnknown:
        return tr("Left out: the funding interval is not known");
    case Exclusion::CrossedMark:
        return tr("Left out: its mark price contradicts the other venues");
    case Exclusion::SwitchedOff:
        return tr("Left out by you");
    }
    return {};
}

} // namespace

QString fundingToolTip(const FundingRow &row, FundingColumn column, const FundingContext &context)
{
    switch (column) {
    case FundingColumn::Venue:
    case FundingColumn::Contract:
        return row.kind == FundingRowKind::Aggregate ? FundingToolTip::reason(row)
                                                     : row.longName + QLatin1Char('\n') + FundingToolTip::reason(row);
    case FundingColumn::Rate:
    case FundingColumn::Per8h:
    case FundingColumn::Apr:
        return FundingToolTip::rate(row);
    case FundingColumn::Mean8h:
        return FundingToolTip::mean(row);
    case FundingColumn::Mark:
    case FundingColumn::Index:
    case FundingColumn::Premium:
        return FundingToolTip::prices(row);
    case FundingColumn::OpenInterest:
    case FundingColumn::OpenInterest1h:
    case FundingColumn::OpenInterest24h:
    case FundingColumn::Turnover:
        return FundingToolTip::openInterest(row);
    case FundingColumn::Age:
        return FundingToolTip::health(row, context);
    case FundingColumn::Reason:
    case FundingColumn::Weight:
    case FundingColumn::Deviation:
        return FundingToolTip::reason(row);
    case FundingColumn::Countdown:
        return row.nextFundingMs && !row.continuous ? formats::dateTime(*row.nextFundingMs, TimeZoneChoice::Utc)
                                                    : QString();
    default:
        return fundingColumnHint(column);
    }
}

} // namespace isobar
