#pragma once
#include "core/snapshot/snapshot.h"

#include <string>

namespace isobar {

/// The document of `watch --once --json` (PRODUCT 5), one line without line break. A row is a contract; what is not
/// known is null.
std::string watchJson(const AssetSnapshot &asset);

/// The same as a table for a terminal, with line breaks.
std::string watchTable(const AssetSnapshot &asset);

} // namespace isobar
