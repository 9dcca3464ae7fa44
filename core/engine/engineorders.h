#pragma once
#include "core/base/result.h"
#include "core/engine/enginesettings.h"

#include <string>
#include <string_view>

namespace isobar {

/// The part of the settings that events depend on, as a stream item holds it: what is watched, what is excluded,
/// positions, marks and rules of the user, squeezes of earlier runs.
std::string engineOrders(const EngineSettings &settings);
/// Learning the levels' weights of an asset now.
std::string learnOrder(const std::string &asset);

/// Changes `settings` as the orders say; `learn` gets the asset of a learnOrder().
Result<void> followOrders(std::string_view orders, EngineSettings &settings, std::string &learn);

} // namespace isobar
