#pragma once
#include "core/settings/settings.h"

#include <QCoreApplication>
#include <QMap>
#include <QString>

namespace isobar {

using VenueNamesById = QMap<QString, QString>;

/// The words of the user's rules. Pure: same rule, same text.
class RuleWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::RuleWords)
public:
    /// "When the price of BTC is above 70,000 and funding on Bybit is above +0.0500% per 8 h for 5 min: P2."
    static QString sentence(const UserRule &rule, const VenueNamesById &venues);
    /// "funding on Bybit is above +0.0500% per 8 h"
    static QString clause(const UserCondition &condition, const VenueNamesById &venues);
    static QString kindName(UserConditionKind kind); ///< for a list: "Price above"
    /// "Would have fired 3 times in the last 7 days." with what limits that.
    static QString trial(const UserRule &rule, const RuleTrial &trial, TimeZoneChoice zone);
    static QString duration(TimeMs ms); ///< "90 s", "5 min", "2 h"
};

} // namespace isobar
