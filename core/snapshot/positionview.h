#pragma once
#include "core/analytics/positionvalue.h"
#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>

namespace isobar {

/// A position of the user's over the market as a snapshot has it.
struct PositionView {
    Position position;
    bool isValued = false; ///< its contract is known: only then `value` says something
    PositionValue value;
    std::string venueName; ///< short; the id while the venue is not there
    std::string contractName;
    std::optional<double> mark; ///< of the contract: what triggers a liquidation
    std::optional<double> touch24h; ///< probability that the liquidation price is reached within 24 h (MODEL 6)
    HealthState health = HealthState::Off; ///< of the contract
    bool operator==(const PositionView &) const = default;

    bool isInverse() const { return value.basis.kind == ContractKind::Inverse; }
};

/// The row of a contract, by venue id and the venue's own symbol; null: not in the snapshot.
const ContractRow *contractOf(const AssetSnapshot &asset, const std::string &venue, const std::string &symbol);

/// `asset`: of the position; null: not known (yet). A position with faults (faultsOf) is not valued.
PositionView viewOf(const Position &position, const AssetSnapshot *asset);

} // namespace isobar
