#pragma once
#include "core/market/feedhealth.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

namespace isobar {

/// The states of venues and streams for the eye: words and colours.
class HealthWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::HealthWords)
public:
    static QString state(HealthState state); ///< "live", "blocked in your region"
    static QString stream(StreamType type); ///< "Open interest"
};

} // namespace isobar
