#pragma once
#include "core/market/observation.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace isobar {

/// An open position that its venue publishes, per coin of the asset (scale removed).
struct ExactPosition {
    PositionSide side = PositionSide::Long;
    double coins = 0;
    std::optional<double> liquidationPrice; ///< absent: none at this margin
    bool isCross = false; ///< its level moves with every other position of the account
    bool operator==(const ExactPosition &) const = default;
};

/// The published positions of one asset, by account, each as last told (MODEL 3.7).
class ExactPositions {
public:
    /// What was not told anew for that long is forgotten.
    static constexpr TimeMs KeptMs = HourMs;
    struct Holding {
        TimeMs toldMs = 0; ///< market time
        std::vector<ExactPosition> positions; ///< never empty
    };
    using Account = std::pair<std::string, std::string>; ///< venue id, address

    /// All positions of an account in this asset. Whether anything is there to be told.
    bool put(const std::string &venue, const std::string &account, TimeMs toldMs, std::vector<ExactPosition> positions);
    void advance(TimeMs marketMs);
    const std::map<Account, Holding> &holdings() const { return m_holdings; }

private:
    std::map<Account, Holding> m_holdings;
    TimeMs m_advancedMs = 0;
};

} // namespace isobar
