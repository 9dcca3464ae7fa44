#include "widgets/matrix/spreadcolumns.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <cmath>

namespace isobar {

namespace {

struct SpreadTexts {
    Q_DECLARE_TR_FUNCTIONS(SpreadTexts)
};

/// "19.0 h", "3.4 d".
QString hoursText(std::optional<double> hours)
{
    if (!hours)
        return formats::Dash;
    if (*hours < 48)
        return SpreadTexts::tr("%1 h", "hours").arg(*hours, 0, 'f', 1);
    return *hours < 1e4 * 24 ? SpreadTexts::tr("%1 d", "days").arg(*hours / 24, 0, 'f', 1) : QStringLiteral("> 9999 d");
}

QString standingText(const SpreadRow &row, const SpreadContext &context)
{
    if (!row.sinceMs)
        return formats::Dash;
    const QString age = formats::age(std::max<TimeMs>(0, context.matrix->marketMs - *row.sinceMs));
    return row.isSinceStart ? QStringLiteral("≥ ") + age : age;
}

} // namespace

bool isTextColumn(SpreadColumn column)
{
    return column == SpreadColumn::Asset || column == SpreadColumn::Long || column == SpreadColumn::Short;
}

QString horizonText(double hours)
{
    return hours < 24 ? SpreadTexts::tr("%1 h", "hours").arg(hours) : SpreadTexts::tr("%1 d", "days").arg(hours / 24);
}

QString spreadTitle(SpreadColumn column, double horizonHours)
{
    switch (column) {
    case SpreadColumn::Asset:
        return SpreadTexts::tr("Asset");
    case SpreadColumn::Long:
        return SpreadTexts::tr("Long on", "venue on which to be long");
    case SpreadColumn::Short:
        return SpreadTexts::tr("Short on", "venue on which to be short");
    case SpreadColumn::LongRate:
    case SpreadColumn::ShortRate:
        return SpreadTexts::tr("Funding");
    case SpreadColumn::PerDay:
        return SpreadTexts::tr("Carry / day");
    case SpreadColumn::Costs:
        return SpreadTexts::tr("Fees");
    case SpreadColumn::Basis:
        return SpreadTexts::tr("Basis", "difference of the entry prices");
    case SpreadColumn::Net:
        return SpreadTexts::tr("Net in %1", "what is left after this time").arg(horizonText(horizonHours));
    case SpreadColumn::BreakEven:
        return SpreadTexts::tr("Break-even");
    case SpreadColumn::OpenInterest:
        return SpreadTexts::tr("Smaller OI");
    case SpreadColumn::Standing:
        return SpreadTexts::tr("Stands");
    case SpreadColumn::Count:
        break;
    }
    return {};
}

QString spreadHint(SpreadColumn column, double horizonHours)
{
    switch (column) {
    case SpreadColumn::Asset:
        return SpreadTexts::tr("The best pair of each asset by what is left after %1").arg(horizonText(horizonHours));
    case SpreadColumn::Long:
        return SpreadTexts::tr("Where funding is lowest after costs");
    case SpreadColumn::Short:
        return SpreadTexts::tr("Where funding is highest after costs");
    case SpreadColumn::LongRate:
    case SpreadColumn::ShortRate:
        return SpreadTexts::tr("Mean of the last 8 h on this venue; a running rate while that is not known");
    case SpreadColumn::PerDay:
        return SpreadTexts::tr("3 x (funding per 8 h of the short side - of the long side)");
    case SpreadColumn::Costs:
        return SpreadTexts::tr("2 x (taker fee of the one + of the other): in and out on both");
    case SpreadColumn::Basis:
        return SpreadTexts::tr("ln(price of the long / price of the short), assumed to close; negative is a gain");
    case SpreadColumn::Net:
        return SpreadTexts::tr("Carry of %1 less fees and basis, as a share of one leg").arg(horizonText(horizonHours));
    case SpreadColumn::BreakEven:
        return SpreadTexts::tr("24 h x (fees + basis) / carry a day");
    case SpreadColumn::OpenInterest:
        return SpreadTexts::tr("Of the two venues the smaller one's: how much there is to trade against");
    case SpreadColumn::Standing:
        return SpreadTexts::tr("How long the pair has paid more than it costs within %1, without a break")
            .arg(horizonText(horizonHours));
    case SpreadColumn::Count:
        break;
    }
    return {};
}

QString spreadSample(SpreadColumn column, RateUnit unit)
{
    switch (column) {
    case SpreadColumn::Asset:
        return QStringLiteral("1000PEPE");
    case SpreadColumn::Long:
    case SpreadColumn::Short:
        return QStringLiteral("Binance coin");
    case SpreadColumn::LongRate:
    case SpreadColumn::ShortRate:
        return formats::rate8h(0.00123, unit);
    case SpreadColumn::PerDay:
    case SpreadColumn::Net:
        return QStringLiteral("+0.1234%");
    case SpreadColumn::Costs:
        return QStringLiteral("0.200%");
    case SpreadColumn::Basis:
        return QStringLiteral("+12.3 bp");
    case SpreadColumn::BreakEven:
        return QStringLiteral("> 9999 d");
    case SpreadColumn::OpenInterest:
        return QStringLiteral("$99.9M");
    case SpreadColumn::Standing:
        return QStringLiteral("≥ 23h");
    case SpreadColumn::Count:
        break;
    }
    return {};
}

QString spreadText(const SpreadRow &row, SpreadColumn column, const SpreadContext &context)
{
    switch (column) {
    case SpreadColumn::Asset:
        return QString::fromStdString(row.asset);
    case SpreadColumn::Long:
        return QString::fromStdString(context.venue(row.longVenue).shortName);
    case SpreadColumn::Short:
        return QString::fromStdString(context.venue(row.shortVenue).shortName);
    case SpreadColumn::LongRate:
        return formats::rate8h(row.longRate8h, context.unit);
    case SpreadColumn::ShortRate:
        return formats::rate8h(row.shortRate8h, context.unit);
    case SpreadColumn::PerDay:
        return formats::change(row.perDay, 4);
    case SpreadColumn::Costs:
        return formats::percent(row.fees, 3);
    case SpreadColumn::Basis:
        return row.basisFrom == BasisSource::Neither ? QString(formats::Dash)
                                                     : formats::bps(row.basis) + QStringLiteral(" bp");
    case SpreadColumn::Net:
        return formats::change(row.net, 4);
    case SpreadColumn::BreakEven:
        return hoursText(row.breakEvenHours);
    case SpreadColumn::OpenInterest:
        return formats::usd(row.smallerOpenInterestUsd);
    case SpreadColumn::Standing:
        return standingText(row, context);
    case SpreadColumn::Count:
        break;
    }
    return {};
}

std::optional<double> spreadValue(const SpreadRow &row, SpreadColumn column, const SpreadContext &context)
{
    switch (column) {
    case SpreadColumn::LongRate:
        return row.longRate8h;
    case SpreadColumn::ShortRate:
        return row.shortRate8h;
    case SpreadColumn::PerDay:
        return row.perDay;
    case SpreadColumn::Costs:
        return row.fees;
    case SpreadColumn::Basis:
        return row.basisFrom == BasisSource::Neither ? std::nullopt : std::optional(row.basis);
    case SpreadColumn::Net:
        return row.net;
    case SpreadColumn::BreakEven:
        return row.breakEvenHours;
    case SpreadColumn::OpenInterest:
        return row.smallerOpenInterestUsd;
    case SpreadColumn::Standing:
        return row.sinceMs ? std::optional(double(context.matrix->marketMs - *row.sinceMs)) : std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace isobar
