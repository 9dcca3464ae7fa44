#pragma once
#include "core/base/time.h"
#include "core/market/instrument.h"
#include "core/market/observation.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// One open position of an account that its venue publishes, in the venue's units as in the observations.
struct AccountPosition {
    InstrumentId instrument;
    PositionSide side = PositionSide::Long;
    double baseQuantity = 0; ///< > 0
    double notionalUsd = 0; ///< at the mark, as the venue says
    std::optional<double> liquidationPrice; ///< quote per base unit; absent: none at this margin
    bool isCross = false; ///< its level moves with every other position of the account
    bool operator==(const AccountPosition &) const = default;
};

/// All open positions of one account, as its venue told them at one moment; empty: it has none.
struct AccountPositions {
    std::string venue; ///< venue id
    std::string account; ///< address, lower case
    TimeMs transportMs = 0, marketMs = 0; ///< of receipt
    std::vector<AccountPosition> positions;
    bool operator==(const AccountPositions &) const = default;
};
using AccountPositionsPtr = std::shared_ptr<const AccountPositions>;

} // namespace isobar
