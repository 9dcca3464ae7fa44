#include "core/events/recompute.h"

#include "core/events/blind.h"
#include "core/events/clusterarmed.h"
#include "core/events/eventid.h"
#include "core/events/feedlost.h"
#include "core/events/fundingcapped.h"
#include "core/events/fundingdivergence.h"
#include "core/events/fundingextreme.h"
#include "core/events/fundingflip.h"
#include "core/events/largeliquidation.h"
#include "core/events/liquidationwave.h"
#include "core/events/openinterestextreme.h"
#include "core/events/squeeze.h"
#include "core/events/termschanged.h"
#include "core/events/userrule.h"
#include "core/events/venuedislocation.h"

namespace isobar {

namespace {

/// All of it is input.
void derive(Event &, ListingPayload &) { }

struct Derive {
    Event &event;
    template <class Payload> void operator()(Payload &payload) const { derive(event, payload); }
};

} // namespace

Event recomputed(Event event)
{
    EventPayload payload = event.payload;
    std::visit(Derive{event}, payload);
    event.payload = std::move(payload);
    if (event.state == EventState::Entered)
        event.id = eventId(event);
    return event;
}

} // namespace isobar
