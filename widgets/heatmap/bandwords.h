#pragma once
#include <QCoreApplication>
#include <QString>

#include <string>

namespace isobar::heatmap {

/// The leverage at which a position would be liquidated at `distance` (of ln(price)) from its entry, at isolated margin
/// and 0.5 % maintenance (MODEL 3.4). Leverage settings are not distance: a label, nothing more.
double leverageAt(double distance);

/// Names of the distance bands (levelkernel.h).
class BandWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::BandWords)
public:
    static QString distance(int band); ///< "1–2%"
    static QString leverage(int band); ///< "40–67x"
    static QString both(int band); ///< "1–2% from entry (40–67x isolated)"
};

/// Names of the venue groups of a map: venues keep theirs, what gathers several is translated.
class GroupWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::GroupWords)
public:
    static QString name(const std::string &group);
};

} // namespace isobar::heatmap
