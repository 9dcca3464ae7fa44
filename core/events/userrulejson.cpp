#include "core/events/userrulejson.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace json = boost::json;

namespace {

struct Mistake {
    std::string text;
    std::size_t offset = 0; ///< from the begin of the rule
};

json::object toJson(const UserCondition &condition)
{
    json::object out;
    out["kind"] = json::string(userConditionName(condition.kind));
    out["threshold"] = condition.threshold;
    if (condition.windowHours > 0)
        out["window_hours"] = condition.windowHours;
    if (!condition.venue.empty())
        out["venue"] = condition.venue;
    if (condition.side)
        out["side"] = json::string(sideName(*condition.side));
    return out;
}

json::object toJson(const UserRule &rule)
{
    const UserRule usual;
    json::object out;
    out["id"] = rule.id;
    out["name"] = rule.name;
    if (!rule.assets.empty())
        out["assets"] = json::value_from(rule.assets);
    if (!rule.all)
        out["match"] = "any";
    json::array conditions;
    for (const UserCondition &each : rule.conditions)
        conditions.push_back(toJson(each));
    out["conditions"] = std::move(conditions);
    if (rule.priority != usual.priority)
        out["priority"] = static_cast<int>(rule.priority);
    if (rule.holdMs != usual.holdMs)
        out["hold_s"] = rule.holdMs / SecondMs;
    if (rule.coolMs != usual.coolMs)
        out["cool_s"] = rule.coolMs / SecondMs;
    return out;
}

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string textOf(const json::value &value, std::string_view key)
{
    if (!value.is_string())
        throw Mistake{quoted(key) + " is not a text"};
    return std::string(std::string_view(value.get_string()));
}

double numberOf(const json::value &value, std::string_view key)
{
    if (!value.is_number() || !std::isfinite(value.to_number<double>()))
        throw Mistake{quoted(key) + " is not a number"};
    return value.to_number<double>();
}

double sizeOf(const json::value &value, std::string_view key)
{
    const double number = numberOf(value, key);
    if (number < 0 || number > 1e9)
        throw Mistake{quoted(key) + " is out of range"};
    return number;
}

const json::array &listOf(const json::value &value, std::string_view key)
{
    if (!value.is_array())
        throw Mistake{quoted(key) + " is not a list"};
    return value.get_array();
}

UserCondition conditionFrom(const json::value &value)
{
    if (!value.is_object())
        throw Mistake{"a condition is not an object"};
    UserCondition condition;
    bool hasKind = false;
    for (const auto &[key, member] : value.get_object()) {
        if (key == "kind") {
            const std::string name = textOf(member, key);
            const auto kind = userConditionByName(name);
            if (!kind)
                throw Mistake{"there is no condition " + quoted(name)};
            condition.kind = *kind;
            hasKind = true;
        } else if (key == "threshold") {
            condition.threshold = numberOf(member, key);
        } else if (key == "window_hours") {
            condition.windowHours = sizeOf(member, key);
        } else if (key == "venue") {
            condition.venue = textOf(member, key);
        } else if (key == "side") {
            const std::string side = textOf(member, key);
            if (side != "long" && side != "short")
                throw Mistake{"\"side\" is neither \"long\" nor \"short\""};
            condition.side = side == "long" ? PositionSide::Long : PositionSide::Short;
        } else {
            throw Mistake{"a condition has no " + quoted(key)};
        }
    }
    if (!hasKind)
        throw Mistake{"a condition has no \"kind\""};
    return condition;
}

UserRule ruleFrom(const json::value &value)
{
    if (!value.is_object())
        throw Mistake{"a rule is not an object"};
    UserRule rule;
    for (const auto &[key, member] : value.get_object()) {
        if (key == "id") {
            rule.id = textOf(member, key);
        } else if (key == "name") {
            rule.name = textOf(member, key);
        } else if (key == "assets") {
            for (const json::value &each : listOf(member, key))
                rule.assets.push_back(textOf(each, key));
        } else if (key == "match") {
            const std::string match = textOf(member, key);
            if (match != "all" && match != "any")
                throw Mistake{"\"match\" is neither \"all\" nor \"any\""};
            rule.all = match == "all";
        } else if (key == "conditions") {
            for (const json::value &each : listOf(member, key))
                rule.conditions.push_back(conditionFrom(each));
        } else if (key == "priority") {
            const double priority = numberOf(member, key);
            if (priority != 1 && priority != 2 && priority != 3 && priority != 4)
                throw Mistake{"\"priority\" is not 1, 2, 3 or 4"};
            rule.priority = static_cast<Priority>(priority);
        } else if (key == "hold_s") {
            rule.holdMs = static_cast<TimeMs>(sizeOf(member, key) * SecondMs);
        } else if (key == "cool_s") {
            rule.coolMs = static_cast<TimeMs>(sizeOf(member, key) * SecondMs);
        } else {
            throw Mistake{"a rule has no " + quoted(key)};
        }
    }
    if (rule.id.empty())
        throw Mistake{"a rule has no \"id\""};
    if (rule.conditions.empty())
        throw Mistake{"the rule " + quoted(rule.id) + " has no conditions"};
    return rule;
}

UserRule ruleFrom(std::string_view text)
{
    json::stream_parser parser;
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error)
        parser.finish(error);
    if (error)
        throw Mistake{"this is not JSON (" + error.message() + ")", read};
    return ruleFrom(parser.release());
}

/// The elements of an array as they stand in the text, each parsed alone so that its place is known.
class Elements {
public:
    explicit Elements(std::string_view text) : m_text(text) { skip(" \t\r\n"); }

    bool isArray() const { return at() == '['; }
    /// The next element; empty at the end.
    std::string_view next()
    {
        skip(m_isFirst ? "[ \t\r\n" : ", \t\r\n");
        m_isFirst = false;
        if (m_place >= m_text.size() || at() == ']')
            return {};
        const std::size_t begin = m_place;
        int depth = 0;
        bool isQuoted = false;
        for (; m_place < m_text.size(); ++m_place) {
            const char c = at();
            if (isQuoted) {
                m_place += c == '\\';
                isQuoted = c != '"';
                continue;
            }
            isQuoted = c == '"';
            if (depth == 0 && (c == ',' || c == ']'))
                break;
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        }
        m_place = std::min(m_place, m_text.size());
        return m_text.substr(begin, m_place - begin);
    }
    bool isClosed() const { return at() == ']'; }
    std::size_t lineAt(std::size_t offset) const
    {
        const std::string_view before = m_text.substr(0, std::min(offset, m_text.size()));
        return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    }
    std::size_t offsetOf(std::string_view element) const
    {
        return element.data() ? static_cast<std::size_t>(element.data() - m_text.data()) : m_text.size();
    }

private:
    char at() const { return m_place < m_text.size() ? m_text[m_place] : '\0'; }
    void skip(std::string_view what) { m_place = std::min(m_text.find_first_not_of(what, m_place), m_text.size()); }

    std::string_view m_text;
    std::size_t m_place = 0;
    bool m_isFirst = true;
};

Error errorAt(std::size_t line, const std::string &text) { return Error{"line " + std::to_string(line) + ": " + text}; }

} // namespace

std::string userRulesToJson(const std::vector<UserRule> &rules)
{
    std::string out = "[";
    for (const UserRule &each : rules)
        out += (out.size() > 1 ? ",\n" : "\n") + json::serialize(toJson(each));
    return out + "\n]\n";
}

Result<std::vector<UserRule>> userRulesFromJson(std::string_view text)
{
    Elements elements(text);
    if (!elements.isArray())
        return errorAt(1, "a list of rules begins with \"[\"");
    std::vector<UserRule> rules;
    for (std::string_view element = elements.next(); !element.empty(); element = elements.next()) {
        const std::size_t begin = elements.offsetOf(element);
        try {
            rules.push_back(ruleFrom(element));
        } catch (const Mistake &mistake) {
            return errorAt(elements.lineAt(begin + mistake.offset), mistake.text);
        }
        const bool isTwice = std::any_of(
            rules.begin(), rules.end() - 1, [&](const UserRule &each) { return each.id == rules.back().id; });
        if (isTwice)
            return errorAt(elements.lineAt(begin), "the id " + quoted(rules.back().id) + " is there twice");
    }
    if (!elements.isClosed())
        return errorAt(elements.lineAt(text.size()), "the list does not end with \"]\"");
    return rules;
}

} // namespace isobar
