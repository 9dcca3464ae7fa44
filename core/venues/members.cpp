#include "core/venues/members.h"

#include "core/base/numbers.h"

#include <limits>

namespace isobar {

namespace {

constexpr std::array<double, 16> PowersOfTen{
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Digits with at most one point, 15 in all, are most of what venues send. Both the digits as a whole number and the
/// power of ten are exact doubles, so one division rounds correctly; all else is left to the general reader.
std::optional<double> readDecimal(std::string_view text)
{
    std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
    const std::size_t first = at;
    if (text.size() - first > 16)
        return parseNumber(text);
    std::int64_t digits = 0;
    std::size_t point = text.size();
    for (; at < text.size(); ++at) {
        const auto digit = static_cast<unsigned>(static_cast<unsigned char>(text[at]) - '0');
        if (digit <= 9)
            digits = digits * 10 + digit;
        else if (text[at] == '.' && point == text.size() && at > first && at + 1 < text.size())
            point = at;
        else
            return parseNumber(text);
    }
    const std::size_t decimals = point == text.size() ? 0 : text.size() - point - 1;
    if (at == first || text.size() - first - (decimals ? 1 : 0) > 15)
        return parseNumber(text);
    const double value = static_cast<double>(digits) / PowersOfTen[decimals];
    return first ? -value : value;
}

} // namespace

void Fault::set(std::string_view reason)
{
    if (m_isSet)
        return;
    m_isSet = true;
    m_reason = reason;
}

void Fault::set(std::string_view what, std::string_view member)
{
    if (m_isSet)
        return;
    m_isSet = true;
    m_reason.assign(what).append(" in member ").append(member);
}

void Fault::clear()
{
    m_isSet = false;
    m_reason.clear();
}

double needNumberIn(const JsonNode &node, std::string_view what, Fault &fault)
{
    const bool isScalar = node.type == JsonType::Number || node.isString();
    const std::optional<double> value = isScalar ? readDecimal(node.text()) : std::nullopt;
    if (!value)
        fault.set("no number", what);
    return value.value_or(0);
}

Members::Members(const JsonNode &node, const KeyTable &keys, Fault &fault)
    : m_keys(keys), m_fault(fault), m_isArray(node.isArray())
{
    if (!node.isContainer()) {
        m_fault.set("a row is neither object nor array");
        return;
    }
    JsonKey position = 0;
    for (const JsonNode &child : JsonChildren(node)) {
        const JsonKey key = m_isArray ? position++ : child.key;
        if (key >= MaxJsonKeys) {
            if (m_isArray)
                return;
            continue; // an entry of a map
        }
        m_at[key] = &child;
        m_present |= std::uint64_t(1) << key;
    }
}

const JsonNode *Members::present(JsonKey key) const
{
    const JsonNode *node = find(key);
    if (!node || node->type == JsonType::Null || (node->isString() && node->size == 0))
        return nullptr;
    return node;
}

const JsonNode *Members::needPresent(JsonKey key) const
{
    const JsonNode *node = present(key);
    if (!node)
        m_fault.set("nothing", name(key));
    return node;
}

void Members::require(JsonKey key) const
{
    if (!has(key))
        m_fault.set("nothing", name(key));
}

const JsonNode *Members::needContainer(JsonKey key) const
{
    const JsonNode *node = find(key);
    if (node && node->isContainer())
        return node;
    m_fault.set("neither object nor array", name(key));
    return nullptr;
}

std::string_view Members::text(JsonKey key) const
{
    const JsonNode *node = present(key);
    if (!node)
        return {};
    if (!node->isString())
        m_fault.set("no text", name(key));
    return node->isString() ? node->text() : std::string_view();
}

std::string_view Members::needText(JsonKey key) const { return needPresent(key) ? text(key) : std::string_view(); }

std::string_view Members::textOfAny(JsonKey key) const
{
    const JsonNode *node = present(key);
    return node && !node->isContainer() ? node->text() : std::string_view();
}

bool Members::needBool(JsonKey key) const
{
    const JsonNode *node = needPresent(key);
    if (node && node->type != JsonType::True && node->type != JsonType::False)
        m_fault.set("neither true nor false", name(key));
    return node && node->type == JsonType::True;
}

std::optional<double> Members::numberOf(const JsonNode &node, JsonKey key) const
{
    const bool isScalar = node.type == JsonType::Number || node.isString();
    const std::optional<double> value = isScalar ? readDecimal(node.text()) : std::nullopt;
    if (!value)
        m_fault.set("no number", name(key));
    return value;
}

std::optional<double> Members::quantityOf(const JsonNode &node, JsonKey key) const
{
    const std::optional<double> value = numberOf(node, key);
    if (value && *value < 0)
        m_fault.set("a negative number", name(key));
    return value;
}

std::optional<TimeMs> Members::timeOf(const JsonNode &node, JsonKey key) const
{
    const bool isScalar = node.type == JsonType::Number || node.isString();
    const std::optional<std::int64_t> value = isScalar ? parseInteger(node.text()) : std::nullopt;
    if (!value || *value < 0)
        m_fault.set("no time in milliseconds", name(key));
    return value && *value > 0 ? value : std::nullopt;
}

std::optional<double> Members::number(JsonKey key) const
{
    const JsonNode *node = present(key);
    return node ? numberOf(*node, key) : std::nullopt;
}

double Members::needNumber(JsonKey key) const
{
    const JsonNode *node = needPresent(key);
    return node ? numberOf(*node, key).value_or(0) : 0;
}

std::optional<double> Members::price(JsonKey key) const
{
    const std::optional<double> value = quantity(key);
    return value && *value > 0 ? value : std::nullopt;
}

double Members::needPrice(JsonKey key) const
{
    const double value = needQuantity(key);
    if (!(value > 0))
        m_fault.set("a price of zero", name(key));
    return value;
}

std::optional<double> Members::quantity(JsonKey key) const
{
    const JsonNode *node = present(key);
    return node ? quantityOf(*node, key) : std::nullopt;
}

double Members::needQuantity(JsonKey key) const
{
    const JsonNode *node = needPresent(key);
    return node ? quantityOf(*node, key).value_or(0) : 0;
}

std::optional<TimeMs> Members::time(JsonKey key) const
{
    const JsonNode *node = present(key);
    return node ? timeOf(*node, key) : std::nullopt;
}

TimeMs Members::needTimeNs(JsonKey key) const { return needTime(key) / 1'000'000; }

TimeMs Members::needTimeSeconds(JsonKey key) const
{
    const TimeMs seconds = needTime(key);
    if (seconds > std::numeric_limits<TimeMs>::max() / SecondMs) {
        m_fault.set("no time in seconds", name(key));
        return 0;
    }
    return seconds * SecondMs;
}

TimeMs Members::needTime(JsonKey key) const
{
    const JsonNode *node = needPresent(key);
    if (!node)
        return 0;
    const std::optional<TimeMs> value = timeOf(*node, key);
    if (!value)
        m_fault.set("no time in milliseconds", name(key));
    return value.value_or(0);
}

} // namespace isobar
