#include "core/settings/alertentries.h"

#include "core/market/rulejson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <array>

namespace isobar {

namespace {

constexpr int MostWebhooks = 20;

std::optional<bool> readFlag(const QVariant &value)
{
    const QString text = value.toString();
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return text == QLatin1String("true");
    return std::nullopt;
}

template <class Member> SettingEntry flag(const char *key, Member member)
{
    return {key, [member](const Settings &s) { return QVariant(member(s)); },
        [member](Settings &s, const QVariant &value) {
            const auto on = readFlag(value);
            if (on)
                member(s) = *on;
            return on.has_value();
        }};
}

std::optional<std::size_t> wayByName(const QString &name)
{
    for (std::size_t way = 0; way < AlertWayCount; ++way) {
        const std::string_view known = alertWayName(static_cast<AlertWay>(way));
        if (name == QLatin1String(known.data(), static_cast<qsizetype>(known.size())))
            return way;
    }
    return std::nullopt;
}

QString wayName(std::size_t way)
{
    const std::string_view name = alertWayName(static_cast<AlertWay>(way));
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

/// "popup sound webhook", or empty: the list only.
SettingEntry ofPriority(const char *key, std::size_t priority)
{
    return {key,
        [priority](const Settings &s) {
            QStringList words;
            for (std::size_t way = 0; way < AlertWayCount; ++way) {
                if (s.alerts.policy.byPriority[priority][way])
                    words << wayName(way);
            }
            return QVariant(words.join(u' '));
        },
        [priority](Settings &s, const QVariant &value) {
            AlertWays ways{};
            for (const QString &word : value.toString().split(u' ', Qt::SkipEmptyParts)) {
                const auto way = wayByName(word);
                if (!way)
                    return false;
                ways[*way] = true;
            }
            s.alerts.policy.byPriority[priority] = ways;
            return true;
        }};
}

/// "LISTED=popup:on sound:off" for each type that differs.
SettingEntry ofTypes(const char *key)
{
    return {key,
        [](const Settings &s) {
            QStringList list;
            for (const auto &[type, own] : s.alerts.policy.byType) {
                QStringList words;
                for (std::size_t way = 0; way < AlertWayCount; ++way) {
                    if (own[way])
                        words << wayName(way) + (*own[way] ? QStringLiteral(":on") : QStringLiteral(":off"));
                }
                const std::string_view name = eventTypeName(type);
                list << QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())) + u'=' + words.join(u' ');
            }
            return QVariant(list);
        },
        [](Settings &s, const QVariant &value) {
            std::map<EventType, std::array<std::optional<bool>, AlertWayCount>> all;
            for (const QString &each : value.toStringList()) {
                if (each.isEmpty())
                    continue;
                const auto type = eventTypeByName(each.section(u'=', 0, 0).toStdString());
                if (!type)
                    return false;
                for (const QString &word : each.section(u'=', 1).split(u' ', Qt::SkipEmptyParts)) {
                    const auto way = wayByName(word.section(u':', 0, 0));
                    const QString on = word.section(u':', 1);
                    if (!way || (on != QLatin1String("on") && on != QLatin1String("off")))
                        return false;
                    all[*type][*way] = on == QLatin1String("on");
                }
            }
            s.alerts.policy.byType = std::move(all);
            return true;
        }};
}

std::optional<int> minuteOf(const QString &clock)
{
    const QStringList parts = clock.split(u':');
    bool hourFine = false, minuteFine = false;
    const int hour = parts.value(0).toInt(&hourFine), minute = parts.value(1).toInt(&minuteFine);
    const bool isTime =
        parts.size() == 2 && hourFine && minuteFine && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    return isTime ? std::optional(hour * 60 + minute) : std::nullopt;
}

QString clockOf(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

/// "22:00-07:00".
SettingEntry quietHours(const char *key)
{
    return {key,
        [](const Settings &s) {
            const QuietHours &quiet = s.alerts.policy.quiet;
            return QVariant(clockOf(quiet.fromMinute) + u'-' + clockOf(quiet.toMinute));
        },
        [](Settings &s, const QVariant &value) {
            const QString text = value.toString();
            const auto from = minuteOf(text.section(u'-', 0, 0)), to = minuteOf(text.section(u'-', 1));
            if (!from || !to)
                return false;
            s.alerts.policy.quiet.fromMinute = *from;
            s.alerts.policy.quiet.toMinute = *to;
            return true;
        }};
}

SettingEntry mutedUntil(const char *key)
{
    return {key, [](const Settings &s) { return QVariant::fromValue<qint64>(s.alerts.policy.mutedUntilMs); },
        [](Settings &s, const QVariant &value) {
            bool isNumber = false;
            const qint64 until = value.toLongLong(&isNumber);
            if (isNumber)
                s.alerts.policy.mutedUntilMs = until;
            return isNumber;
        }};
}

/// "BTC=1772193785000" for each.
SettingEntry mutedAssets(const char *key)
{
    return {key,
        [](const Settings &s) {
            QStringList list;
            for (const auto &[asset, until] : s.alerts.policy.mutedAssets)
                list << QString::fromStdString(asset) + u'=' + QString::number(until);
            return QVariant(list);
        },
        [](Settings &s, const QVariant &value) {
            std::map<std::string, TimeMs> muted;
            for (const QString &each : value.toStringList()) {
                if (each.isEmpty())
                    continue;
                bool isNumber = false;
                const qint64 until = each.section(u'=', 1).toLongLong(&isNumber);
                if (!isNumber)
                    return false;
                muted[each.section(u'=', 0, 0).toStdString()] = until;
            }
            s.alerts.policy.mutedAssets = std::move(muted);
            return true;
        }};
}

SettingEntry volume(const char *key)
{
    return {key, [](const Settings &s) { return QVariant(s.alerts.volume); },
        [](Settings &s, const QVariant &value) {
            bool isNumber = false;
            const int percent = value.toInt(&isNumber);
            const bool isFine = isNumber && percent >= 0 && percent <= 100;
            if (isFine)
                s.alerts.volume = percent;
            return isFine;
        }};
}

QString lineOf(const WebhookChoice &webhook)
{
    const std::string_view kind = webhookKindName(webhook.kind);
    const QJsonObject out{{QStringLiteral("id"), webhook.id}, {QStringLiteral("name"), webhook.name},
        {QStringLiteral("kind"), QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size()))},
        {QStringLiteral("receiver"), webhook.receiver}, {QStringLiteral("on"), webhook.on}};
    return QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact));
}

std::optional<WebhookChoice> webhookOf(const QString &line)
{
    const QJsonObject in = QJsonDocument::fromJson(line.toUtf8()).object();
    const auto kind = webhookKindByName(in.value(u"kind").toString().toStdString());
    WebhookChoice webhook;
    webhook.id = in.value(u"id").toString();
    webhook.name = in.value(u"name").toString();
    webhook.receiver = in.value(u"receiver").toString();
    webhook.on = in.value(u"on").toBool(true);
    if (!kind || webhook.id.isEmpty())
        return std::nullopt;
    webhook.kind = *kind;
    return webhook;
}

/// One line of JSON for each; no secrets.
SettingEntry webhooks(const char *key)
{
    return {key,
        [](const Settings &s) {
            QStringList list;
            for (const WebhookChoice &each : s.alerts.webhooks)
                list << lineOf(each);
            return QVariant(list);
        },
        [](Settings &s, const QVariant &value) {
            QVector<WebhookChoice> list;
            QSet<QString> ids;
            bool isFine = true;
            for (const QString &each : value.toStringList()) {
                if (each.isEmpty())
                    continue;
                const auto webhook = webhookOf(each);
                isFine = isFine && webhook && !ids.contains(webhook->id) && list.size() < MostWebhooks;
                if (!isFine)
                    break;
                ids.insert(webhook->id);
                list.append(*webhook);
            }
            if (isFine)
                s.alerts.webhooks = list;
            return isFine;
        }};
}

/// As in a file of rules.
SettingEntry rules(const char *key)
{
    return {key,
        [](const Settings &s) {
            const QByteArray json = QByteArray::fromStdString(rulesToJson(s.alerts.rules));
            return QVariant(QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact)));
        },
        [](Settings &s, const QVariant &value) {
            UsableRules read = usableRulesFromJson(value.toString().toStdString());
            s.alerts.rules = std::move(read.rules); // one bad rule does not take the others with it
            return read.problems.empty();
        }};
}

} // namespace

std::vector<SettingEntry> alertEntries()
{
    std::vector<SettingEntry> entries;
    static constexpr std::array Priorities{"alerts/p1", "alerts/p2", "alerts/p3", "alerts/p4"};
    for (std::size_t i = 0; i < Priorities.size(); ++i)
        entries.push_back(ofPriority(Priorities[i], i));
    entries.push_back(ofTypes("alerts/types"));
    entries.push_back(flag(
        "alerts/quiet", [](auto &s) -> auto & { return s.alerts.policy.quiet.on; }));
    entries.push_back(quietHours("alerts/quietHours"));
    entries.push_back(flag(
        "alerts/hushFullScreen", [](auto &s) -> auto & { return s.alerts.policy.hushFullScreen; }));
    entries.push_back(flag(
        "alerts/urgentThrough", [](auto &s) -> auto & { return s.alerts.policy.urgentThrough; }));
    entries.push_back(flag(
        "alerts/webhooksToo", [](auto &s) -> auto & { return s.alerts.policy.webhooksToo; }));
    entries.push_back(flag(
        "alerts/doNotDisturb", [](auto &s) -> auto & { return s.alerts.policy.doNotDisturb; }));
    entries.push_back(mutedUntil("alerts/mutedUntilMs"));
    entries.push_back(mutedAssets("alerts/mutedAssets"));
    entries.push_back(flag(
        "alerts/sounds", [](auto &s) -> auto & { return s.alerts.sounds; }));
    entries.push_back(volume("alerts/volume"));
    entries.push_back(webhooks("alerts/webhooks"));
    entries.push_back(rules("alerts/rules"));
    return entries;
}

} // namespace isobar
