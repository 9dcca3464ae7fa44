#pragma once
#include "core/base/result.h"
#include "core/market/rule.h"

#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// The user's rules as JSON for a file, indented: {"isobar_rules": 1, "rules": [{"id", "name", "on", "assets", "when":
/// "all" or "any", "priority", "hold_s", "cool_s", "if": [{"kind", "value", "window_hours", "venue", "side"}]}]}.
std::string rulesToJson(const std::vector<UserRule> &rules);

/// The rules of such a file. An Error is a sentence with the line: "line 7: ...". Nothing is taken of a file with a
/// mistake. Rules without an id get "r1", "r2" and so on.
Result<std::vector<UserRule>> rulesFromJson(std::string_view text);

/// More of them are not kept.
inline constexpr std::size_t MostRules = 200;

struct UsableRules {
    std::vector<UserRule> rules;
    std::vector<std::string> problems; ///< a sentence for each rule that was left out, with its line
};

/// As rulesFromJson(), for the settings: one bad rule must not take the others with it.
UsableRules usableRulesFromJson(std::string_view text);

} // namespace isobar
