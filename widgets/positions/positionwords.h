#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/positionview.h"

#include <QCoreApplication>
#include <QString>

namespace isobar {

/// What is said of positions. Money is told as it reaches the user's account: what is paid has a minus.
class PositionWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::PositionWords)
public:
    static QString contract(const PositionView &view); ///< "Binance BTCUSDT 10x"
    static QString signedUsd(std::optional<double> usd); ///< "+$1,234", "-$0.42"
    static QString liquidation(const PositionView &view); ///< price, "none" where it cannot be liquidated
    static QString distance(const PositionView &view); ///< "-9.5%"
    static QString sigmas(const PositionView &view);
    static QString nextFunding(const PositionView &view, TimeMs marketMs); ///< "-$40.00 in 01:02:03"
    static QString realised(const PositionView &view, TimeZoneChoice zone); ///< with "since" where not all is known
    static QString fault(PositionFault fault);
    static QString doubt(PositionDoubt doubt, const PositionView &view);
    /// All of it in lines, for the tool tip and for readers.
    static QString spoken(const PositionView &view, TimeMs marketMs, TimeZoneChoice zone);
    /// What the warning of its liquidation is called: "Long 0.5 BTC at Binance: within 5% of its liquidation price".
    static QString alertName(const PositionView &view);
};

} // namespace isobar
