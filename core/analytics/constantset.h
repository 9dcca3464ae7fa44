#pragma once
#include "core/analytics/aggregate.h"

#include <map>
#include <string>

namespace isobar {

/// F as it would be had no venue come or gone (MODEL 8.1: an outage or a return alone fires nothing).
///
/// The set is that of the last evaluation at which the event's condition did not hold. While the condition holds on all
/// venues, a venue that left stands with its last value and one that joined is left out, so the condition holds here
/// only when rates moved:
///
///     condition  . . . . . # # # # # # . .      # holds on all valid venues
///     set        a b c d -> [ a b c d kept ] -> what is there then
///
/// A set older than 8 h is given up: what stood so long is the market.
///
/// One per asset and event type; plain data, so that it can be saved.
struct ConstantSet {
    struct MemberVenue {
        std::string operatorName;
        HeldVenue last;
    };
    std::map<std::string, MemberVenue> members; ///< by venue id
    std::optional<TimeMs> keptSinceMs; ///< market time at which the condition began to hold; absent: it does not
    bool isSettled = false; ///< the set was taken at a confident evaluation after the warm-up

    /// F on the set, per 8 h; NaN without venues. `aggregate` is the evaluation of `venues`. `conditionHolds`: on all
    /// valid venues. `warmingUp`: start or backfill, when venues trickle in: the set just follows. With low confidence
    /// it stays as it is.
    double step(std::span<const VenueInput> venues, const Aggregate &aggregate, bool conditionHolds, bool warmingUp,
        TimeMs marketMs, const AggregateSettings &settings = {});

    /// The set as it stands now, its venues in the order of `members`.
    Aggregate aggregate(const AggregateSettings &settings = {}) const;
    /// Highest less lowest A of its venues that are heavy enough, per 8 h.
    double spread8h(const AggregateSettings &settings = {}) const;
    /// Weight of each venue, by id.
    std::map<std::string, double> weights(const AggregateSettings &settings = {}) const;
};

} // namespace isobar
