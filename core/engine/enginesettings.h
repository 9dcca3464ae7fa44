#pragma once
#include "core/events/rulecontext.h"
#include "core/snapshot/buildmatrix.h"
#include "core/snapshot/snapshot.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace isobar {

struct VenueNames {
    std::string name, shortName;
};

/// What the engine is told from outside. Part of its input: the same stream and settings give the same events.
struct EngineSettings {
    std::vector<std::string> watched; ///< assets, in the order of the screen
    std::set<std::string> excluded; ///< "ASSET/venue": shown, but left out of the aggregate by the user
    UserConcerns user; ///< positions, marks and rules
    bool isPinned = false; ///< a replay of other assets than the recorded ones: orders in the stream change nothing
    Origin origin = Origin::Live;
    std::map<std::string, VenueNames> venueNames; ///< by id: what a venue is called before its reference is there
    std::string scenario; ///< demo only
    double speed = 1; ///< of market time
    bool matrix = false; ///< make the matrix of all listed assets
    SpreadCosts costs; ///< what its spreads are reckoned with
};

} // namespace isobar
