#pragma once
#include "core/base/result.h"
#include "core/events/userrule.h"

#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// A JSON array with one rule a line:
/// {"id","name","assets":[],"match":"all"|"any","conditions":[{"kind","threshold","window_hours","venue","side"}],
///  "priority":2,"hold_s","cool_s"}; members that stand at their defaults are left out.
std::string userRulesToJson(const std::vector<UserRule> &rules);
/// The error names the line: "line 3: there is no condition \"price_abov\"".
Result<std::vector<UserRule>> userRulesFromJson(std::string_view text);

} // namespace isobar
