#pragma once
#include "app/runtime/runtime.h"
#include "core/settings/settings.h"

#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace isobar {

// What the user set, as the runtime wants it. Pure.

std::vector<std::string> names(const QStringList &list);
HistoryLimits historyLimits(const Settings &settings);
SpreadCosts spreadCosts(const MarketChoices &choices);
/// Those that can be run; an event of a rule without a name is called by what the rule says.
std::vector<UserRule> namedRules(std::vector<UserRule> rules);
ProxySetting proxySetting(const ProxyChoice &choice);
/// Of the venues that have one of their own.
std::map<std::string, ProxySetting> venueProxies(const Settings &settings);
AccountWishes accountWishes(const AccountChoices &choices);

} // namespace isobar
