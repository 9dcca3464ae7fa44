#pragma once
#include "core/settings/settingstable.h"

#include <vector>

namespace isobar {

/// The settings of alerts: their keys and how they are written.
std::vector<SettingEntry> alertEntries();

} // namespace isobar
