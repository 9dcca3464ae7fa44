#include "widgets/matrix/matrixtooltip.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace isobar {

namespace {

struct MatrixToolTip {
    Q_DECLARE_TR_FUNCTIONS(MatrixToolTip)

public:
    static QString reason(Exclusion excluded);
    static QStringList numbers(const MarketMatrix &matrix, const MatrixCell &cell, RateUnit unit);
};

QString MatrixToolTip::reason(Exclusion excluded)
{
    switch (excluded) {
    case Exclusion::None:
        return {};
    case Exclusion::NoData:
        return tr("No rate known. Some venues tell it for watched assets only.");
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

QStringList MatrixToolTip::numbers(const MarketMatrix &matrix, const MatrixCell &cell, RateUnit unit)
{
    QStringList lines;
    if (cell.rate8h) {
        lines << tr("Funding %1 every %2 = %3 APR")
                     .arg(formats::rate8h(cell.rate8h, unit), formats::interval(cell.intervalHours, cell.continuous),
                         formats::rate8h(cell.rate8h, RateUnit::Apr));
        lines << (cell.smoothedProvisional
                ? tr("Mean of 8 h not known yet: the running rate stands for it")
                : tr("Mean of the last 8 h: %1").arg(formats::rate8h(cell.smoothed8h, unit)));
        lines << (*cell.rate8h < 0 ? tr("Shorts pay longs") : tr("Longs pay shorts"));
    }
    if (cell.nextFundingMs && !cell.continuous)
        lines << tr("Next settlement in %1").arg(formats::countdown(*cell.nextFundingMs - matrix.marketMs));
    if (cell.mark && !cell.premium)
        lines << tr("Mark %1").arg(formats::price(cell.mark));
    else if (cell.mark)
        lines << tr("Mark %1, premium %2 bp").arg(formats::price(cell.mark), formats::bps(cell.premium));
    if (cell.openInterestUsd || cell.turnoverUsd)
        lines << tr("Open interest %1, turnover of 24 h %2")
                     .arg(formats::usd(cell.openInterestUsd), formats::usd(cell.turnoverUsd));
    return lines;
}

} // namespace

QString matrixCellToolTip(
    const MarketMatrix &matrix, const MatrixRow &row, const MatrixVenue &venue, const MatrixCell *cell, RateUnit unit)
{
    const QString name = QString::fromStdString(venue.name), asset = QString::fromStdString(row.asset);
    if (!cell)
        return MatrixToolTip::tr("%1 does not list %2", "venue, asset").arg(name, asset);
    QStringList lines{MatrixToolTip::tr("%1 on %2, %n contract(s)", "asset, venue", cell->contracts).arg(asset, name)};
    lines += MatrixToolTip::numbers(matrix, *cell, unit);
    if (cell->isCapped)
        lines << MatrixToolTip::tr("At the venue's cap");
    const auto age = [&](const std::optional<TimeMs> &seen) {
        return formats::age(seen ? std::optional(std::max<TimeMs>(0, matrix.transportMs - *seen)) : std::nullopt);
    };
    if (cell->fundingSeenMs)
        lines
            << MatrixToolTip::tr("Age of funding %1, of mark %2").arg(age(cell->fundingSeenMs), age(cell->markSeenMs));
    if (cell->isStale)
        lines << MatrixToolTip::tr("Stale: it takes no part");
    else if (cell->excluded != Exclusion::None)
        lines << MatrixToolTip::reason(cell->excluded);
    return lines.join(QLatin1Char('\n'));
}

QString matrixRowToolTip(const MatrixRow &row, RateUnit unit)
{
    QStringList lines{QString::fromStdString(row.asset)};
    lines << MatrixToolTip::tr("All venues: %1 = %2 APR (8 h mean, weighted by turnover, no operator above 40 %)")
                 .arg(formats::rate8h(row.aggregate8h, unit), formats::rate8h(row.aggregate8h, RateUnit::Apr));
    lines << MatrixToolTip::tr("%n venue(s) with a usable rate", "", row.venues);
    if (row.mark)
        lines << MatrixToolTip::tr("Mark %1").arg(formats::price(row.mark));
    lines << MatrixToolTip::tr("Open interest %1, turnover of 24 h %2 (of venues that tell it)")
                 .arg(formats::usdExact(row.openInterestUsd), formats::usdExact(row.turnoverUsd));
    lines << (row.isWatched ? MatrixToolTip::tr("Watched: streams, second by second")
                            : MatrixToolTip::tr("Not watched: told for all contracts at once, every 20 to 120 s"));
    return lines.join(QLatin1Char('\n'));
}

QString matrixVenueToolTip(const MatrixVenue &venue)
{
    return MatrixToolTip::tr("%1\nOpen interest of all its perpetuals: %2\nClick: sort by its rates")
        .arg(QString::fromStdString(venue.name), formats::usd(venue.openInterestUsd));
}

QString matrixColumnToolTip(MatrixColumn column)
{
    switch (column) {
    case MatrixColumn::Asset:
        return MatrixToolTip::tr("Every asset that a venue lists. Click: open it everywhere");
    case MatrixColumn::Aggregate:
        return MatrixToolTip::tr(
            "Funding over all venues (8 h mean, weighted by turnover). Click: the most extreme first");
    case MatrixColumn::Spread:
        return MatrixToolTip::tr("Highest less lowest 8 h mean of the usable venues");
    case MatrixColumn::OpenInterest:
        return MatrixToolTip::tr("Open interest of the venues that tell it, in USD");
    case MatrixColumn::Turnover:
        return MatrixToolTip::tr("Turnover of 24 h of the venues that tell it, in USD");
    case MatrixColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
