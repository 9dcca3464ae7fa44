#pragma once
#include "core/market/event.h"

namespace isobar {

/// The event as it follows from the inputs that it stores: all that is derived is made again, and the id of an entry.
/// An event whose numbers were not tampered with comes back as it is.
Event recomputed(Event event);

} // namespace isobar
