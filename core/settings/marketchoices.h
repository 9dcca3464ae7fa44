#pragma once
#include <QMap>
#include <QString>

namespace isobar {

/// How the rows of the matrix stand: by what, and whether the largest comes last.
struct MatrixOrder {
    QString by = QStringLiteral("openInterest"); ///< a key of matrixcells.h, or a venue's id
    bool ascending = false;
    bool operator==(const MatrixOrder &) const = default;
};

/// What the matrix and the spreads show (PRODUCT 2.10).
struct MarketChoices {
    MatrixOrder order;
    double takerFee = 0.0005; ///< fraction per trade, of venues without a fee of their own (MODEL 1.10)
    QMap<QString, double> venueFees; ///< venue id -> fraction per trade
    double horizonHours = 72; ///< spreads are compared by what is left after it
    double leastOpenInterestUsd = 1e6; ///< spreads with less on one of the two venues are not shown
    bool onlyPaying = false; ///< only spreads that pay within the horizon
    bool operator==(const MarketChoices &) const = default;
};

} // namespace isobar
