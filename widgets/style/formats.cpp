#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::formats {

namespace {

constexpr double HoursPerYear = 365.0 * 24.0;
/// Beyond 1000 % a year a rate is told per day instead (MODEL 1.1).
constexpr double AprLimit = 10.0;

bool isZero(const QString &text)
{
    return std::none_of(
        text.begin(), text.end(), [](QChar c) { return c >= QLatin1Char('1') && c <= QLatin1Char('9'); });
}

/// Fixed decimals without "-0.00".
QString fixed(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    if (text.startsWith(QLatin1Char('-')) && isZero(text))
        text.remove(0, 1);
    return text;
}

/// With a plus where it is not zero, so that gains and losses read alike.
QString withSign(double value, int decimals)
{
    const QString text = fixed(value, decimals);
    return text.startsWith(QLatin1Char('-')) || isZero(text) ? text : QLatin1Char('+') + text;
}

QString grouped(QString digits)
{
    const qsizetype start = digits.startsWith(QLatin1Char('-')) ? 1 : 0;
    qsizetype point = digits.indexOf(QLatin1Char('.'));
    if (point < 0)
        point = digits.size();
    for (qsizetype at = point - 3; at > start; at -= 3)
        digits.insert(at, QLatin1Char(','));
    return digits;
}

/// Three significant digits with K, M, B, T; below a thousand without a suffix.
QString compact(double value)
{
    static constexpr std::array<const char *, 5> Suffixes{"", "K", "M", "B", "T"};
    double size = std::abs(value);
    std::size_t step = 0;
    // 999.5 is the first that would round to "1000".
    while (size >= 999.5 && step + 1 < Suffixes.size()) {
        size /= 1000.0;
        ++step;
    }
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    QString text = fixed(value < 0 ? -size : size, step == 0 && size == std::floor(size) ? 0 : decimals);
    return text + QLatin1String(Suffixes[step]);
}

QString perHours(double perHour, double hours, int decimals)
{
    return withSign(perHour * hours * 100.0, decimals) + QLatin1Char('%');
}

QString inUnit(double perHour, RateUnit unit)
{
    switch (unit) {
    case RateUnit::PerHour:
        return perHours(perHour, 1, 6);
    case RateUnit::Raw:
    case RateUnit::Per8h:
        return perHours(perHour, 8, 4);
    case RateUnit::PerDay:
        return perHours(perHour, 24, 4);
    case RateUnit::Apr:
        if (std::abs(perHour * HoursPerYear) > AprLimit)
            return perHours(perHour, 24, 2) + QLatin1String("/d");
        return perHours(perHour, HoursPerYear, 2);
    case RateUnit::Bps:
        return withSign(perHour * 8 * 1e4, 2) + QLatin1String(" bp");
    }
    return {};
}

bool usable(const std::optional<double> &value) { return value && std::isfinite(*value); }

QDateTime inZone(TimeMs timeMs, TimeZoneChoice zone)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC);
    return zone == TimeZoneChoice::Utc ? utc : utc.toLocalTime();
}

QString zoneName(const QDateTime &time, TimeZoneChoice zone)
{
    return zone == TimeZoneChoice::Utc ? QStringLiteral("UTC") : time.timeZoneAbbreviation();
}

} // namespace

QString rate(std::optional<double> rate, std::optional<double> intervalHours, RateUnit unit)
{
    if (!usable(rate))
        return Dash;
    if (unit == RateUnit::Raw)
        return withSign(*rate * 100.0, usable(intervalHours) && *intervalHours <= 1.0 ? 6 : 4) + QLatin1Char('%');
    if (!usable(intervalHours) || *intervalHours <= 0)
        return Dash;
    return inUnit(*rate / *intervalHours, unit);
}

QString rate8h(std::optional<double> rate8h, RateUnit unit)
{
    return usable(rate8h) ? inUnit(*rate8h / 8.0, unit) : QString(Dash);
}

QString rateDigits(std::optional<double> value, RateUnit unit)
{
    QString text = rate8h(value, unit);
    if (text.endsWith(QLatin1String(" bp")))
        text.chop(3);
    else if (text.endsWith(QLatin1Char('%')))
        text.chop(1);
    else if (text.endsWith(QLatin1String("%/d")))
        text.remove(text.size() - 3, 1);
    return text;
}

QString apy(std::optional<double> rate8h)
{
    if (!usable(rate8h))
        return Dash;
    const double yearly = std::pow(1.0 + *rate8h, 1095.0) - 1.0;
    return std::isfinite(yearly) && yearly < 1e6 ? withSign(yearly * 100.0, 2) + QLatin1Char('%') : QString(Dash);
}

QString rateUnitName(RateUnit unit)
{
    switch (unit) {
    case RateUnit::Raw:
        return QCoreApplication::translate("Formats", "% / interval");
    case RateUnit::PerHour:
        return QCoreApplication::translate("Formats", "% / 1h");
    case RateUnit::Per8h:
        return QCoreApplication::translate("Formats", "% / 8h");
    case RateUnit::PerDay:
        return QCoreApplication::translate("Formats", "% / day");
    case RateUnit::Apr:
        return QCoreApplication::translate("Formats", "APR");
    case RateUnit::Bps:
        return QCoreApplication::translate("Formats", "bp / 8h");
    }
    return {};
}

QString usd(std::optional<double> value)
{
    if (!usable(value))
        return Dash;
    const QString text = compact(*value);
    return text.startsWith(QLatin1Char('-')) ? QLatin1String("-$") + text.mid(1) : QLatin1Char('$') + text;
}

QString usdExact(std::optional<double> value)
{
    if (!usable(value))
        return Dash;
    const int decimals = std::abs(*value) < 1000 ? 2 : 0;
    const QString text = grouped(fixed(*value, decimals));
    return text.startsWith(QLatin1Char('-')) ? QLatin1String("-$") + text.mid(1) : QLatin1Char('$') + text;
}

QString price(std::optional<double> value)
{
    if (!usable(value))
        return Dash;
    const double size = std::abs(*value);
    int decimals = 2;
    if (size >= 10000)
        decimals = 1;
    else if (size < 1 && size > 0)
        decimals = std::clamp(3 - static_cast<int>(std::floor(std::log10(size))), 5, 14);
    else if (size < 10)
        decimals = 4;
    else if (size < 100)
        decimals = 3;
    return grouped(fixed(*value, decimals));
}

QString levelPrice(std::optional<double> value)
{
    if (!usable(value))
        return Dash;
    if (*value <= 0)
        return grouped(fixed(*value, 2));
    const int exponent = static_cast<int>(std::floor(std::log10(*value))) - 3;
    const double step = std::pow(10, exponent);
    return grouped(fixed(std::round(*value / step) * step, std::max(0, -exponent)));
}

QString change(std::optional<double> fraction, int decimals)
{
    return usable(fraction) ? withSign(*fraction * 100.0, decimals) + QLatin1Char('%') : QString(Dash);
}

QString percent(std::optional<double> fraction, int decimals)
{
    return usable(fraction) ? fixed(*fraction * 100.0, decimals) + QLatin1Char('%') : QString(Dash);
}

QString rank(double rank, double days)
{
    // The running hour is one of the samples and counts half: a share of 0 or 1 is never quite reached.
    const double end = days > 0 ? 0.75 / (24 * days) : 0;
    const int percent = std::clamp(qRound(rank * 100), 1, 99), span = qRound(days);
    if (rank >= 1 - end)
        return QCoreApplication::translate("Formats", "highest of %1 d", "among the hours of the last days").arg(span);
    if (rank <= end)
        return QCoreApplication::translate("Formats", "lowest of %1 d", "among the hours of the last days").arg(span);
    return QCoreApplication::translate("Formats", "above %1% of %2 d", "share of the last days' hours that it exceeds")
        .arg(percent)
        .arg(span);
}

QString bps(std::optional<double> fraction) { return usable(fraction) ? withSign(*fraction * 1e4, 1) : QString(Dash); }

QString coins(std::optional<double> quantity) { return usable(quantity) ? compact(*quantity) : QString(Dash); }

QString fileSize(std::int64_t bytes)
{
    constexpr std::array Units{"kB", "MB", "GB", "TB"};
    double size = static_cast<double>(std::max<std::int64_t>(bytes, 0)) / 1000;
    std::size_t unit = 0;
    for (; size >= 999.5 && unit + 1 < Units.size(); ++unit)
        size /= 1000;
    const int decimals = unit == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return QStringLiteral("%1 %2").arg(QString::number(size, 'f', decimals), QLatin1String(Units[unit]));
}

QString age(std::optional<TimeMs> ageMs)
{
    if (!ageMs)
        return Dash;
    const TimeMs ms = std::max<TimeMs>(*ageMs, 0);
    if (ms < MinuteMs)
        return QStringLiteral("%1s").arg(ms / SecondMs);
    if (ms < HourMs)
        return QStringLiteral("%1m").arg(ms / MinuteMs);
    if (ms < 2 * DayMs)
        return QStringLiteral("%1h").arg(ms / HourMs);
    return QStringLiteral("%1d").arg(ms / DayMs);
}

QString countdown(TimeMs leftMs)
{
    const TimeMs seconds = std::max<TimeMs>(leftMs, 0) / SecondMs;
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString clockTime(TimeMs timeMs, TimeZoneChoice zone, bool withSeconds)
{
    const QDateTime time = inZone(timeMs, zone);
    return time.toString(withSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm")) + QLatin1Char(' ')
        + zoneName(time, zone);
}

QString dateTime(TimeMs timeMs, TimeZoneChoice zone)
{
    const QDateTime time = inZone(timeMs, zone);
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QLatin1Char(' ') + zoneName(time, zone);
}

QString dateTimeSeconds(TimeMs timeMs, TimeZoneChoice zone)
{
    const QDateTime time = inZone(timeMs, zone);
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QLatin1Char(' ') + zoneName(time, zone);
}

QString interval(std::optional<double> hours, bool continuous)
{
    if (continuous)
        return QCoreApplication::translate("Formats", "cont.", "badge: funding accrues continuously");
    if (!usable(hours) || *hours <= 0)
        return Dash;
    if (*hours < 1)
        return QStringLiteral("%1m").arg(qRound(*hours * 60));
    return QString::number(*hours, 'g', 4) + QLatin1Char('h');
}

} // namespace isobar::formats
