#pragma once
#include "core/market/feedhealth.h"
#include "widgets/style/theme.h"

namespace isobar {

/// The colour of a state of health; the same on the tray icon, in the table of venues and wherever else it is shown.
Token healthToken(HealthState state);

} // namespace isobar
