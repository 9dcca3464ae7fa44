#pragma once
#include "core/market/feedhealth.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

namespace isobar {

/// What a venue does not publish is off while the venue itself is on.
bool isPublished(const VenueHealth &health, StreamType type);

/// The states of venues and streams for the eye: words and colours.
class HealthWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::HealthWords)
public:
    static QString state(HealthState state); ///< "live", "blocked in your region"
    static QString stream(StreamType type); ///< "Open interest"
    static QString streamInSentence(StreamType type); ///< "open interest"
    /// "publishes all but trades; liquidations throttled"; empty before the venue's streams are known.
    static QString published(const VenueHealth &health, LiquidationFeed liquidations);
};

} // namespace isobar
