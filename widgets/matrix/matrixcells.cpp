#include "widgets/matrix/matrixcells.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

struct MatrixCells {
    Q_DECLARE_TR_FUNCTIONS(MatrixCells)
};

constexpr double FullScale = 30.0; ///< in units of 0.01 %, as the gauge

/// What of a cell is seen beside its number.
int lookOf(const MatrixCell *cell)
{
    if (!cell)
        return 0;
    return 1 | (cell->isStale ? 2 : 0) | (cell->isCapped ? 4 : 0) | (static_cast<int>(cell->excluded) << 3);
}

} // namespace

QString matrixOrderKey(MatrixColumn column)
{
    switch (column) {
    case MatrixColumn::Asset:
        return QStringLiteral("asset");
    case MatrixColumn::Aggregate:
        return QStringLiteral("extreme");
    case MatrixColumn::Spread:
        return QStringLiteral("spread");
    case MatrixColumn::OpenInterest:
        return QStringLiteral("openInterest");
    case MatrixColumn::Turnover:
        return QStringLiteral("turnover");
    case MatrixColumn::Count:
        break;
    }
    return {};
}

QString matrixTitle(MatrixColumn column)
{
    switch (column) {
    case MatrixColumn::Asset:
        return MatrixCells::tr("Asset");
    case MatrixColumn::Aggregate:
        return MatrixCells::tr("All venues");
    case MatrixColumn::Spread:
        return MatrixCells::tr("Spread");
    case MatrixColumn::OpenInterest:
        return MatrixCells::tr("OI");
    case MatrixColumn::Turnover:
        return MatrixCells::tr("24 h");
    case MatrixColumn::Count:
        break;
    }
    return {};
}

double heatShare(double rate8h) { return std::min(1.0, std::asinh(std::abs(rate8h) / 0.0001) / std::asinh(FullScale)); }

QString matrixCellText(const MatrixCell *cell, RateUnit unit)
{
    if (!cell)
        return {};
    return cell->rate8h ? formats::rateDigits(cell->rate8h, unit) : QStringLiteral("·");
}

QString matrixRowText(const MatrixRow &row, MatrixColumn column, RateUnit unit)
{
    switch (column) {
    case MatrixColumn::Asset:
        return QString::fromStdString(row.asset);
    case MatrixColumn::Aggregate:
        return formats::rateDigits(row.aggregate8h, unit);
    case MatrixColumn::Spread:
        // It has no side, so no sign.
        return row.spread8h ? formats::rateDigits(row.spread8h, unit).remove(QLatin1Char('+')) : QString(formats::Dash);
    case MatrixColumn::OpenInterest:
        return formats::usd(row.openInterestUsd);
    case MatrixColumn::Turnover:
        return formats::usd(row.turnoverUsd);
    case MatrixColumn::Count:
        break;
    }
    return {};
}

bool showsAlike(std::optional<double> a, std::optional<double> b, RateUnit unit)
{
    if (!a || !b)
        return !a && !b;
    // Last shown digits in one rate per 8 h.
    double digits = 1e6;
    if (unit == RateUnit::PerHour)
        digits = 1e8 / 8;
    else if (unit == RateUnit::PerDay)
        digits = 3e6;
    else if (unit == RateUnit::Apr)
        digits = 1095e4;
    const double x = *a * digits, y = *b * digits;
    const auto isOnEdge = [](double value) { return std::abs(std::abs(value - std::round(value)) - 0.5) < 1e-6; };
    return x == y || (std::round(x) == std::round(y) && !isOnEdge(x) && !isOnEdge(y));
}

bool looksDifferent(const MatrixCell *before, const MatrixCell *after, RateUnit unit)
{
    if (lookOf(before) != lookOf(after))
        return true;
    return before && !showsAlike(before->rate8h, after->rate8h, unit);
}

} // namespace isobar
