#include "core/settings/settingstable.h"

#include "core/settings/alertentries.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace isobar {

namespace {

template <class Enum, std::size_t N>
SettingEntry choice(const char *key, Enum Settings::*member, const std::array<const char *, N> &words)
{
    return {key,
        [member, words](
            const Settings &s) { return QVariant(QLatin1String(words[static_cast<std::size_t>(s.*member)])); },
        [member, words](Settings &s, const QVariant &value) {
            const QByteArray text = value.toString().toLatin1();
            for (std::size_t i = 0; i < N; ++i) {
                if (text == words[i]) {
                    s.*member = static_cast<Enum>(i);
                    return true;
                }
            }
            return false;
        }};
}

SettingEntry flag(const char *key, bool Settings::*member)
{
    return {key, [member](const Settings &s) { return QVariant(s.*member); },
        [member](Settings &s, const QVariant &value) {
            const QString text = value.toString();
            if (text != QLatin1String("true") && text != QLatin1String("false"))
                return false;
            s.*member = text == QLatin1String("true");
            return true;
        }};
}

template <class T> SettingEntry plain(const char *key, T Settings::*member)
{
    return {key, [member](const Settings &s) { return QVariant::fromValue(s.*member); },
        [member](Settings &s, const QVariant &value) {
            if (!value.canConvert<T>())
                return false;
            s.*member = value.value<T>();
            return true;
        }};
}

/// A list of words: unique, none empty, at least one if `needed`, at most 50 (PRODUCT 7: watched assets).
SettingEntry words(const char *key, QStringList Settings::*member, bool needed)
{
    return {key, [member](const Settings &s) { return QVariant(s.*member); },
        [member, needed](Settings &s, const QVariant &value) {
            QStringList list = value.toStringList();
            list.removeAll(QString());
            list.removeDuplicates();
            if ((needed && list.isEmpty()) || list.size() > 50)
                return false;
            s.*member = list;
            return true;
        }};
}

SettingEntry proxyEntry(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(proxyText(s.proxy)); },
        [](Settings &s, const QVariant &value) {
            const auto choice = readProxy(value.toString());
            s.proxy = choice.value_or(s.proxy);
            return choice.has_value();
        }};
}

/// All of them must be readable: a venue that goes past its proxy may tell somebody what it should not.
SettingEntry proxyEntries(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(s.venueProxies); },
        [](Settings &s, const QVariant &value) {
            QStringList list = value.toStringList();
            list.removeAll(QString());
            s.venueProxies.clear();
            for (const QString &each : std::as_const(list)) {
                if (readProxy(each.section(u'=', 1)))
                    s.venueProxies.append(each);
            }
            return s.venueProxies.size() == list.size();
        }};
}

SettingEntry word(const char *key, QString Settings::*member, bool needed)
{
    return {key, [member](const Settings &s) { return QVariant(s.*member); },
        [member, needed](Settings &s, const QVariant &value) {
            const QString text = value.toString().trimmed();
            if ((needed && text.isEmpty()) || text.size() > 64)
                return false;
            s.*member = text;
            return true;
        }};
}

SettingEntry wholeNumber(const char *key, int Settings::*member, int least, int most)
{
    return {key, [member](const Settings &s) { return QVariant(s.*member); },
        [member, least, most](Settings &s, const QVariant &value) {
            bool isNumber = false;
            const int number = value.toInt(&isNumber);
            if (!isNumber || number < least || number > most)
                return false;
            s.*member = number;
            return true;
        }};
}

/// Entries of Settings::heatmap.
SettingEntry heatmapFlag(const char *key, bool HeatmapChoices::*member)
{
    return {key, [member](const Settings &s) { return QVariant(s.heatmap.*member); },
        [member](Settings &s, const QVariant &value) {
            const QString text = value.toString();
            if (text != QLatin1String("true") && text != QLatin1String("false"))
                return false;
            s.heatmap.*member = text == QLatin1String("true");
            return true;
        }};
}

template <class T> SettingEntry heatmapNumber(const char *key, T HeatmapChoices::*member, T least, T most)
{
    return {key, [member](const Settings &s) { return QVariant(s.heatmap.*member); },
        [member, least, most](Settings &s, const QVariant &value) {
            bool isNumber = false;
            const double number = value.toDouble(&isNumber);
            if (!isNumber || !(number >= static_cast<double>(least)) || !(number <= static_cast<double>(most)))
                return false;
            s.heatmap.*member = static_cast<T>(number);
            return true;
        }};
}

SettingEntry heatmapRamp(const char *key)
{
    static constexpr std::array Words{"viridis", "inferno", "grey", "colour-blind"};
    return {key,
        [](const Settings &s) { return QVariant(QLatin1String(Words[static_cast<std::size_t>(s.heatmap.ramp)])); },
        [](Settings &s, const QVariant &value) {
            const QByteArray text = value.toString().toLatin1();
            const auto found = std::find(Words.begin(), Words.end(), std::string_view(text.constData()));
            if (found != Words.end())
                s.heatmap.ramp = static_cast<HeatRamp>(found - Words.begin());
            return found != Words.end();
        }};
}

/// Entries of Settings::market.
SettingEntry marketNumber(const char *key, double MarketChoices::*member, double least, double most)
{
    return {key, [member](const Settings &s) { return QVariant(s.market.*member); },
        [member, least, most](Settings &s, const QVariant &value) {
            bool isNumber = false;
            const double number = value.toDouble(&isNumber);
            if (!isNumber || !(number >= least) || !(number <= most))
                return false;
            s.market.*member = number;
            return true;
        }};
}

SettingEntry onlyPaying(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(s.market.onlyPaying); },
        [](Settings &s, const QVariant &value) {
            const QString text = value.toString();
            if (text != QLatin1String("true") && text != QLatin1String("false"))
                return false;
            s.market.onlyPaying = text == QLatin1String("true");
            return true;
        }};
}

/// "openInterest", or "-openInterest" with the smallest first.
SettingEntry matrixOrder(const char *key)
{
    return {key,
        [](const Settings &s) {
            return QVariant((s.market.order.ascending ? QStringLiteral("-") : QString()) + s.market.order.by);
        },
        [](Settings &s, const QVariant &value) {
            QString text = value.toString();
            const bool ascending = text.startsWith(QLatin1Char('-'));
            if (ascending)
                text.remove(0, 1);
            if (text.isEmpty() || text.size() > 64)
                return false;
            s.market.order = {text, ascending};
            return true;
        }};
}

constexpr double MostFee = 0.02;

/// "venue=0.00045" for each venue with a fee of its own.
SettingEntry venueFees(const char *key)
{
    return {key,
        [](const Settings &s) {
            QStringList list;
            for (auto each = s.market.venueFees.cbegin(); each != s.market.venueFees.cend(); ++each)
                list << each.key() + QLatin1Char('=') + QString::number(each.value());
            return QVariant(list);
        },
        [](Settings &s, const QVariant &value) {
            QMap<QString, double> fees;
            for (const QString &each : value.toStringList()) {
                if (each.isEmpty())
                    continue;
                const QStringList parts = each.split(QLatin1Char('='));
                bool isNumber = false;
                const double fee = parts.size() == 2 ? parts[1].toDouble(&isNumber) : 0;
                if (!isNumber || parts[0].isEmpty() || !(fee >= -MostFee) || !(fee <= MostFee))
                    return false;
                fees[parts[0]] = fee;
            }
            s.market.venueFees = fees;
            return true;
        }};
}

/// Entries of Settings::accounts.
SettingEntry accountAddresses(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(s.accounts.addresses); },
        [](Settings &s, const QVariant &value) {
            QStringList addresses;
            for (const QString &each : value.toStringList()) {
                if (each.isEmpty())
                    continue;
                if (!AccountChoices::isAddress(each) || addresses.size() >= AccountChoices::MostAddresses)
                    return false;
                addresses << each.toLower();
            }
            addresses.removeDuplicates();
            s.accounts.addresses = addresses;
            return true;
        }};
}

SettingEntry accountsFromTrades(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(s.accounts.fromTrades); },
        [](Settings &s, const QVariant &value) {
            const QString text = value.toString();
            if (text != QLatin1String("true") && text != QLatin1String("false"))
                return false;
            s.accounts.fromTrades = text == QLatin1String("true");
            return true;
        }};
}

/// Entries of Settings::shot.
SettingEntry shotFlag(const char *key, bool ShotChoices::*member)
{
    return {key, [member](const Settings &s) { return QVariant(s.shot.*member); },
        [member](Settings &s, const QVariant &value) {
            const QString text = value.toString();
            if (text != QLatin1String("true") && text != QLatin1String("false"))
                return false;
            s.shot.*member = text == QLatin1String("true");
            return true;
        }};
}

SettingEntry shotSize(const char *key)
{
    static constexpr std::array Words{"window", "twice", "4k", "1600x900"};
    return {key,
        [](const Settings &s) { return QVariant(QLatin1String(Words[static_cast<std::size_t>(s.shot.size)])); },
        [](Settings &s, const QVariant &value) {
            const QByteArray text = value.toString().toLatin1();
            const auto found = std::find(Words.begin(), Words.end(), std::string_view(text.constData()));
            if (found != Words.end())
                s.shot.size = static_cast<ShotSize>(found - Words.begin());
            return found != Words.end();
        }};
}

SettingEntry shotFolder(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(s.shot.folder); },
        [](Settings &s, const QVariant &value) {
            s.shot.folder = value.toString();
            return s.shot.folder.size() < 4096;
        }};
}

} // namespace

std::span<const SettingEntry> settingsTable()
{
    static const std::array Own{
        choice("look/theme", &Settings::theme, std::array{"dark", "light", "high-contrast"}),
        choice("look/direction", &Settings::direction, std::array{"green-up", "red-up", "blue-orange"}),
        word("look/language", &Settings::language, false),
        choice("look/rateUnit", &Settings::rateUnit, std::array{"raw", "hour", "8h", "day", "apr", "bps"}),
        choice("look/timeZone", &Settings::timeZone, std::array{"utc", "local"}),
        words("market/watched", &Settings::watched, true),
        word("market/asset", &Settings::asset, true),
        words("market/venuesOff", &Settings::venuesOff, false),
        words("market/venuesExcluded", &Settings::venuesExcluded, false),
        proxyEntry("network/proxy"),
        proxyEntries("network/venueProxies"),
        flag("market/headlineByOpenInterest", &Settings::headlineByOpenInterest),
        wholeNumber("history/keepDays", &Settings::historyKeepDays, 0, 36'500),
        wholeNumber("history/keepMegabytes", &Settings::historyKeepMegabytes, 0, 100'000'000),
        flag("window/closeToTray", &Settings::closeToTray),
        flag("window/closeToTrayExplained", &Settings::closeToTrayExplained),
        heatmapFlag("heatmap/levels", &HeatmapChoices::levels),
        heatmapFlag("heatmap/split", &HeatmapChoices::split),
        heatmapFlag("heatmap/candles", &HeatmapChoices::candles),
        heatmapFlag("heatmap/clusters", &HeatmapChoices::clusters),
        heatmapFlag("heatmap/chains", &HeatmapChoices::chains),
        heatmapFlag("heatmap/liquidations", &HeatmapChoices::liquidations),
        heatmapFlag("heatmap/exact", &HeatmapChoices::exact),
        heatmapFlag("heatmap/opensOnly", &HeatmapChoices::opensOnly),
        heatmapFlag("heatmap/settlements", &HeatmapChoices::settlements),
        heatmapFlag("heatmap/positions", &HeatmapChoices::positions),
        heatmapFlag("heatmap/edgeMap", &HeatmapChoices::edgeMap),
        heatmapFlag("heatmap/strips", &HeatmapChoices::strips),
        heatmapRamp("heatmap/ramp"),
        heatmapFlag("heatmap/logIntensity", &HeatmapChoices::logIntensity),
        heatmapNumber("heatmap/leastLiquidationUsd", &HeatmapChoices::leastLiquidationUsd, 1e3, 1e9),
        heatmapNumber("heatmap/rangeHours", &HeatmapChoices::rangeHours, 1, 24 * 90),
        shotSize("heatmap/shot/size"),
        shotFlag("heatmap/shot/light", &ShotChoices::light),
        shotFlag("heatmap/shot/wordmark", &ShotChoices::wordmark),
        shotFlag("heatmap/shot/positions", &ShotChoices::positions),
        shotFolder("heatmap/shot/folder"),
        heatmapNumber("heatmap/horizonHours", &HeatmapChoices::horizonHours, 1, 24 * 7),
        matrixOrder("matrix/order"),
        marketNumber("spreads/takerFee", &MarketChoices::takerFee, -MostFee, MostFee),
        venueFees("spreads/venueFees"),
        marketNumber("spreads/horizonHours", &MarketChoices::horizonHours, 1, 24 * 90),
        marketNumber("spreads/leastOpenInterestUsd", &MarketChoices::leastOpenInterestUsd, 0, 1e12),
        onlyPaying("spreads/onlyPaying"),
        accountAddresses("accounts/addresses"),
        accountsFromTrades("accounts/fromTrades"),
        plain("window/geometry", &Settings::windowGeometry),
        plain("window/state", &Settings::windowState),
        plain("window/tableHeader", &Settings::tableHeader),
    };
    static const std::vector<SettingEntry> Table = [] {
        std::vector<SettingEntry> table(Own.begin(), Own.end());
        for (SettingEntry &entry : alertEntries())
            table.push_back(std::move(entry));
        return table;
    }();
    return Table;
}

} // namespace isobar
