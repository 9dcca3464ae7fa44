#pragma once
#include "core/settings/accountchoices.h"
#include "core/settings/heatmapchoices.h"
#include "core/settings/marketchoices.h"
#include "core/settings/proxychoice.h"
#include "core/settings/shotchoices.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace isobar {

enum class ThemeChoice { Dark, Light, HighContrast };
/// Which hue a rising price has; liquidations, severities and venues keep theirs (UX.md).
enum class DirectionColours { GreenUp, RedUp, BlueOrange };
enum class RateUnit { Raw, PerHour, Per8h, PerDay, Apr, Bps };
enum class TimeZoneChoice { Utc, Local };

/// All choices of the user as typed values. The table of keys, defaults and ranges is settingstable.cpp.
struct Settings {
    ThemeChoice theme = ThemeChoice::Dark;
    DirectionColours direction = DirectionColours::GreenUp;
    QString language; ///< "en", "de", ...; empty: the system's
    RateUnit rateUnit = RateUnit::Per8h;
    TimeZoneChoice timeZone = TimeZoneChoice::Utc;
    QStringList watched{QStringLiteral("BTC"), QStringLiteral("ETH"), QStringLiteral("SOL")};
    QString asset = QStringLiteral("BTC");
    QStringList venuesOff; ///< venue ids
    QStringList venuesExcluded; ///< "ASSET/venue": shown but left out of the aggregate by the user
    ProxyChoice proxy;
    QStringList venueProxies; ///< "VENUE=PROXY", see proxyOfVenue(); those without go by `proxy`
    bool headlineByOpenInterest = false;
    bool popups = true;
    qint64 mutedUntilMs = 0; ///< transport time
    bool closeToTray = false;
    bool closeToTrayExplained = false;
    int historyKeepDays = 0, historyKeepMegabytes = 0; ///< of the local history; 0: all of it
    HeatmapChoices heatmap;
    ShotChoices shot;
    MarketChoices market;
    AccountChoices accounts;
    QByteArray windowGeometry, windowState, tableHeader;
    bool operator==(const Settings &) const = default;
};

} // namespace isobar
