#include "core/market/rulejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace isobar {

namespace {

constexpr int Version = 1;

/// Without the byte-order mark that some editors put first.
std::string_view withoutMark(std::string_view json) { return json.substr(json.starts_with("\xEF\xBB\xBF") ? 3 : 0); }

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

QJsonObject conditionToJson(const UserCondition &condition)
{
    const UserConditionTraits traits = traitsOf(condition.kind);
    QJsonObject out{{QStringLiteral("kind"), text(userConditionName(condition.kind))}};
    if (traits.hasThreshold)
        out[u"value"] = condition.threshold;
    if (traits.hasWindow)
        out[u"window_hours"] = condition.windowHours;
    if (!condition.venue.empty())
        out[u"venue"] = text(condition.venue);
    if (condition.side)
        out[u"side"] = text(sideName(*condition.side));
    return out;
}

QJsonObject ruleToJson(const UserRule &rule)
{
    QJsonArray assets, conditions;
    for (const std::string &asset : rule.assets)
        assets.append(text(asset));
    for (const UserCondition &condition : rule.conditions)
        conditions.append(conditionToJson(condition));
    return {{QStringLiteral("id"), text(rule.id)}, {QStringLiteral("name"), text(rule.name)},
        {QStringLiteral("on"), rule.on}, {QStringLiteral("assets"), assets},
        {QStringLiteral("when"), rule.all ? QStringLiteral("all") : QStringLiteral("any")},
        {QStringLiteral("if"), conditions},
        {QStringLiteral("priority"), QStringLiteral("P%1").arg(static_cast<int>(rule.priority))},
        {QStringLiteral("hold_s"), static_cast<qint64>(rule.holdMs / SecondMs)},
        {QStringLiteral("cool_s"), static_cast<qint64>(rule.coolMs / SecondMs)}};
}

/// The line on which each value of a JSON text begins, by its path ("/rules/0/if/1/kind"). The text is valid JSON.
class Lines {
public:
    explicit Lines(std::string_view json) : m_json(json) { value({}); }
    int of(std::string path) const
    {
        for (;;) { // what is missing is told at the line of what it is missing in
            const auto found = m_lines.find(path);
            if (found != m_lines.end())
                return found->second;
            path.erase(path.rfind('/'));
        }
    }

private:
    void space()
    {
        for (; m_at < m_json.size() && std::string_view(" \t\r\n").find(m_json[m_at]) != std::string_view::npos; ++m_at)
            m_line += m_json[m_at] == '\n';
    }
    std::string string()
    {
        std::string out;
        for (++m_at; m_json[m_at] != '"'; ++m_at) {
            if (m_json[m_at] == '\\')
                ++m_at;
            out += m_json[m_at];
        }
        ++m_at;
        return out;
    }
    void value(const std::string &path)
    {
        space();
        m_lines.emplace(path, m_line);
        if (m_json[m_at] == '{' || m_json[m_at] == '[') {
            members(path, m_json[m_at] == '{');
        } else if (m_json[m_at] == '"') {
            string();
        } else {
            while (m_at < m_json.size() && std::string_view(",]} \t\r\n").find(m_json[m_at]) == std::string_view::npos)
                ++m_at;
        }
        space();
    }
    void members(const std::string &path, bool isObject)
    {
        ++m_at;
        space();
        for (int index = 0; m_json[m_at] != '}' && m_json[m_at] != ']'; ++index) {
            std::string name = std::to_string(index);
            if (isObject) {
                name = string();
                space();
                ++m_at; // the colon
            }
            value(path + "/" + name);
            if (m_json[m_at] == ',')
                ++m_at;
            space();
        }
        ++m_at;
    }

    std::string_view m_json;
    std::size_t m_at = 0;
    int m_line = 1;
    std::map<std::string, int> m_lines;
};

/// A mistake at a place; caught where the whole is read.
struct Mistake {
    std::string path, what;
};

/// Members of an object by name, each required to be of its kind.
class Members {
public:
    Members(const QJsonValue &value, std::string path, std::initializer_list<const char *> known)
        : m_path(std::move(path))
    {
        if (!value.isObject())
            throw Mistake{m_path, "an object in braces belongs here"};
        m_object = value.toObject();
        for (const QString &name : m_object.keys()) {
            const bool isKnown =
                std::any_of(known.begin(), known.end(), [&](const char *each) { return name == QLatin1String(each); });
            if (!isKnown)
                throw Mistake{pathOf(name.toStdString()), '"' + name.toStdString() + "\" is not known here"};
        }
    }
    std::string pathOf(const std::string &name) const { return m_path + "/" + name; }
    QJsonValue at(const char *name) const { return m_object.value(QLatin1String(name)); }
    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }
    [[noreturn]] void fail(const char *name, const std::string &what) const { throw Mistake{pathOf(name), what}; }

    std::string text(const char *name) const
    {
        if (has(name) && !at(name).isString())
            fail(name, std::string("\"") + name + "\" must be a text");
        return at(name).toString().toStdString();
    }
    double number(const char *name, double otherwise) const
    {
        if (has(name) && !at(name).isDouble())
            fail(name, std::string("\"") + name + "\" must be a number");
        return at(name).toDouble(otherwise);
    }
    QJsonArray list(const char *name) const
    {
        if (has(name) && !at(name).isArray())
            fail(name, std::string("\"") + name + "\" must be a list in brackets");
        return at(name).toArray();
    }

private:
    std::string m_path;
    QJsonObject m_object;
};

UserCondition conditionFromJson(const QJsonValue &value, const std::string &path)
{
    const Members in(value, path, {"kind", "value", "window_hours", "venue", "side"});
    UserCondition condition;
    const auto kind = userConditionByName(in.text("kind"));
    if (!kind)
        in.fail("kind", "\"" + in.text("kind") + "\" is no kind of condition");
    condition.kind = *kind;
    const UserConditionTraits traits = traitsOf(*kind);
    if (traits.hasThreshold && !in.has("value"))
        in.fail("value", "the value to compare with is missing");
    condition.threshold = in.number("value", 0);
    if (traits.hasThreshold && !(condition.threshold >= traits.least && condition.threshold <= traits.most))
        in.fail("value", "the value is out of its range");
    condition.windowHours = in.number("window_hours", traits.hasWindow ? std::min(1.0, traits.mostWindowHours) : 0);
    if (traits.hasWindow && !(condition.windowHours > 0 && condition.windowHours <= traits.mostWindowHours))
        in.fail("window_hours", "the window is out of its range");
    condition.venue = in.text("venue");
    if (!traits.hasVenue && !condition.venue.empty())
        in.fail("venue", "this kind of condition is not of a venue");
    const std::string side = in.text("side");
    if (!side.empty() && (!traits.hasSide || (side != "long" && side != "short")))
        in.fail("side", traits.hasSide ? "the side is \"long\" or \"short\"" : "this kind of condition has no side");
    if (!side.empty())
        condition.side = side == "long" ? PositionSide::Long : PositionSide::Short;
    if (!traits.hasWindow)
        condition.windowHours = 0;
    return condition;
}

TimeMs seconds(const Members &in, const char *name, TimeMs otherwise)
{
    const double value = in.number(name, static_cast<double>(otherwise) / SecondMs);
    if (!(value >= 0) || !(value <= 7.0 * DayMs / SecondMs))
        in.fail(name, std::string("\"") + name + "\" must be from 0 to 604800 seconds");
    return static_cast<TimeMs>(value) * SecondMs;
}

UserRule ruleFromJson(const QJsonValue &value, const std::string &path)
{
    const Members in(value, path, {"id", "name", "on", "assets", "when", "if", "priority", "hold_s", "cool_s"});
    UserRule rule;
    rule.id = in.text("id");
    rule.name = in.text("name");
    if (in.has("on") && !in.at("on").isBool())
        in.fail("on", "\"on\" must be true or false");
    rule.on = in.at("on").toBool(true);
    int index = 0;
    for (const QJsonValue &asset : in.list("assets")) {
        if (!asset.isString() || asset.toString().isEmpty())
            throw Mistake{in.pathOf("assets") + "/" + std::to_string(index), "an asset must be a text like \"BTC\""};
        rule.assets.push_back(asset.toString().toStdString());
        ++index;
    }
    const std::string when = in.has("when") ? in.text("when") : "all";
    if (when != "all" && when != "any")
        in.fail("when", "\"when\" is \"all\" or \"any\"");
    rule.all = when == "all";
    const std::string priority = in.has("priority") ? in.text("priority") : "P2";
    if (priority.size() != 2 || priority[0] != 'P' || priority[1] < '1' || priority[1] > '4')
        in.fail("priority", "the priority is \"P1\" to \"P4\"");
    rule.priority = static_cast<Priority>(priority[1] - '0');
    rule.holdMs = seconds(in, "hold_s", rule.holdMs);
    rule.coolMs = seconds(in, "cool_s", rule.coolMs);
    index = 0;
    for (const QJsonValue &condition : in.list("if"))
        rule.conditions.push_back(conditionFromJson(condition, in.pathOf("if") + "/" + std::to_string(index++)));
    if (rule.conditions.empty())
        in.fail("if", "the rule has no condition in \"if\"");
    return rule;
}

/// One of a list, after those `before` it.
UserRule listedRule(const QJsonValue &value, const std::string &path, int index, const std::vector<UserRule> &before)
{
    if (before.size() >= MostRules)
        throw Mistake{path, "more than " + std::to_string(MostRules) + " rules"};
    UserRule rule = ruleFromJson(value, path);
    if (rule.id.empty())
        rule.id = "r" + std::to_string(index + 1);
    if (std::any_of(before.begin(), before.end(), [&](const UserRule &other) { return other.id == rule.id; }))
        throw Mistake{path + "/id", "the id \"" + rule.id + "\" is there twice"};
    return rule;
}

/// `onBadRule` gets the mistake of a rule; when it does not throw, that rule is left out.
std::vector<UserRule> readRules(const QJsonDocument &document, const std::function<void(const Mistake &)> &onBadRule)
{
    const QJsonValue top = document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    const Members in(top, "", {"isobar_rules", "rules"});
    if (in.number("isobar_rules", 0) != Version)
        in.fail("isobar_rules", "this is no file of Isobar rules of a version that is known here");
    std::vector<UserRule> rules;
    int index = 0;
    for (const QJsonValue &each : in.list("rules")) {
        try {
            rules.push_back(listedRule(each, in.pathOf("rules") + "/" + std::to_string(index), index, rules));
        } catch (const Mistake &mistake) {
            onBadRule(mistake);
        }
        ++index;
    }
    return rules;
}

Result<QJsonDocument> documentOf(std::string_view json)
{
    QJsonParseError error;
    const QByteArray bytes(json.data(), static_cast<qsizetype>(json.size()));
    QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    const int line = 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + error.offset, '\n'));
    return Error{"line " + std::to_string(line) + ": this is not JSON (" + error.errorString().toStdString() + ")"};
}

std::string sentenceOf(const Mistake &mistake, const Lines &lines)
{
    return "line " + std::to_string(lines.of(mistake.path)) + ": " + mistake.what;
}

} // namespace

std::string rulesToJson(const std::vector<UserRule> &rules)
{
    QJsonArray list;
    for (const UserRule &rule : rules)
        list.append(ruleToJson(rule));
    const QJsonObject whole{{QStringLiteral("isobar_rules"), Version}, {QStringLiteral("rules"), list}};
    return QJsonDocument(whole).toJson(QJsonDocument::Indented).toStdString();
}

Result<std::vector<UserRule>> rulesFromJson(std::string_view json)
{
    json = withoutMark(json);
    const Result<QJsonDocument> document = documentOf(json);
    if (!document)
        return Error{document.error()};
    try {
        return readRules(*document, [](const Mistake &mistake) { throw mistake; });
    } catch (const Mistake &mistake) {
        return Error{sentenceOf(mistake, Lines(json))};
    }
}

UsableRules usableRulesFromJson(std::string_view json)
{
    json = withoutMark(json);
    UsableRules usable;
    const Result<QJsonDocument> document = documentOf(json);
    if (!document) {
        usable.problems.push_back(document.error());
        return usable;
    }
    const auto note = [&](const Mistake &mistake) { usable.problems.push_back(sentenceOf(mistake, Lines(json))); };
    try {
        usable.rules = readRules(*document, note);
    } catch (const Mistake &mistake) {
        note(mistake);
    }
    return usable;
}

} // namespace isobar
