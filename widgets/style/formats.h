#pragma once
#include "core/base/time.h"
#include "core/settings/settings.h"

#include <QString>
#include <optional>

/// The one place that says how a number, a time or a unit looks (UX.md). Absent values are an em dash.
namespace isobar::formats {

inline constexpr QChar Dash(0x2014);

/// A funding rate in the chosen unit: "+0.0100%", hourly raw "+0.001250%", APR "+10.95%", "+1.00 bp".
/// `rate` is a fraction per interval of `intervalHours`. |APR| > 1000 % shows % per day instead (MODEL 1.1).
QString rate(std::optional<double> rate, std::optional<double> intervalHours, RateUnit unit);
/// A rate per 8 h in the chosen unit (Raw is shown per 8 h).
QString rate8h(std::optional<double> rate8h, RateUnit unit = RateUnit::Per8h);
/// The same without its unit, for tables whose head tells it: "+0.0100". Beyond 1000 % APR it keeps "/d".
QString rateDigits(std::optional<double> rate8h, RateUnit unit);
/// Compounded per year, for tool tips only: "+11.57%"; fraction per 8 h.
QString apy(std::optional<double> rate8h);
/// "% / 8h", "APR", "bp / 8h"...
QString rateUnitName(RateUnit unit);
/// USD with K/M/B and three significant digits: "$12.3M"; `exact` gives the full value for tool tips: "$12,345,678".
QString usd(std::optional<double> value);
QString usdExact(std::optional<double> value);
/// A price with as many decimals as its size needs: 67,912.4; 0.17312; 0.00001234.
QString price(std::optional<double> value);
/// A price of a level, rounded to a tenth of a per mille so that it does not pretend more than is known: 66,400; 172.3.
QString levelPrice(std::optional<double> value);
/// A signed change in per cent: "+1.23%"; `fraction` 0.0123.
QString change(std::optional<double> fraction, int decimals = 2);
QString percent(std::optional<double> fraction, int decimals = 1); ///< unsigned share: "55.0%"
/// How high a value stands among the hours of the last days: "above 93% of 90 d", "highest of 90 d"; `rank` 0..1.
QString rank(double rank, double days);
QString bps(std::optional<double> fraction); ///< "+1.2"
QString coins(std::optional<double> quantity); ///< "28.1K"
QString fileSize(std::int64_t bytes); ///< "312 MB"; powers of ten, as file managers show them
QString age(std::optional<TimeMs> ageMs); ///< "5s", "3m", "2h"
QString countdown(TimeMs leftMs); ///< "07:59:12"; negative is zero
QString clockTime(TimeMs timeMs, TimeZoneChoice zone, bool withSeconds = true); ///< "14:03:22 UTC"
QString dateTime(TimeMs timeMs, TimeZoneChoice zone); ///< "2026-11-24 14:03 UTC"
QString dateTimeSeconds(TimeMs timeMs, TimeZoneChoice zone); ///< "2026-11-24 14:03:22 UTC"
QString interval(std::optional<double> hours, bool continuous); ///< "8h", "1h", "cont."

} // namespace isobar::formats
