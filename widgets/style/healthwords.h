#pragma once
#include "core/market/feedhealth.h"
#include "core/market/healthcause.h"
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
    static QString streams(const std::vector<std::string> &names); ///< "funding, mark price"
    /// Why a feed is not live (core/market/healthcause), in the user's language; a library's words as they are.
    static QString cause(const std::string &sentence);
    /// "publishes all but trades; liquidations throttled"; empty before the venue's streams are known.
    static QString published(const VenueHealth &health, LiquidationFeed liquidations);
};

/// The same sentence as causePattern(), as translators see it.
const char *translatedCause(HealthCause cause);

} // namespace isobar
