#pragma once
#include "core/base/time.h"
#include "core/venues/jsontape.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// The first thing that is wrong with a frame, in words. Later ones are consequences and are not kept.
class Fault {
public:
    explicit operator bool() const { return m_isSet; }
    void set(std::string_view reason);
    /// "<what> in member <name>".
    void set(std::string_view what, std::string_view member);
    const std::string &reason() const { return m_reason; }
    void clear();

private:
    bool m_isSet = false;
    std::string m_reason;
};

/// A number outside of any Members: a cell of a column, which may be longer than MaxJsonKeys. As needNumber: `what`
/// names it in the fault, and then it is 0.
double needNumberIn(const JsonNode &node, std::string_view what, Fault &fault);

/// The members of an object by key, or the cells of an array by position. Numbers may be JSON numbers or strings of
/// one; a member that is missing, null or "" is absent. What cannot be read is told to the Fault and reads as absent
/// or 0: a caller emits only when the frame has no fault in the end. Of a name that comes twice the last counts.
class Members {
public:
    /// Anything but an object or array is a fault.
    Members(const JsonNode &node, const KeyTable &keys, Fault &fault);

    bool has(JsonKey key) const { return (m_present >> key & 1) != 0; }
    const JsonNode *find(JsonKey key) const { return has(key) ? m_at[key] : nullptr; }
    /// A fault when the member is missing; null and "" will do.
    void require(JsonKey key) const;
    /// An object or array; a fault when it is missing or neither.
    const JsonNode *needContainer(JsonKey key) const;

    /// Empty when absent; a number or anything else but a string is a fault.
    std::string_view text(JsonKey key) const;
    std::string_view needText(JsonKey key) const;
    /// A string or number as its text, for ids; empty when absent.
    std::string_view textOfAny(JsonKey key) const;
    bool needBool(JsonKey key) const;

    std::optional<double> number(JsonKey key) const;
    double needNumber(JsonKey key) const;
    /// A price of state: 0 means that the venue has none; below 0 is a fault.
    std::optional<double> price(JsonKey key) const;
    /// Of something that happened: must be there and above 0.
    double needPrice(JsonKey key) const;
    /// At least 0.
    std::optional<double> quantity(JsonKey key) const;
    double needQuantity(JsonKey key) const;
    /// Unix ms; 0 means none.
    std::optional<TimeMs> time(JsonKey key) const;
    TimeMs needTime(JsonKey key) const;
    /// The same of Unix nanoseconds (beyond what a double holds) and of Unix seconds.
    TimeMs needTimeNs(JsonKey key) const;
    TimeMs needTimeSeconds(JsonKey key) const;

    Fault &fault() const { return m_fault; }

private:
    // Null when absent: missing, null, "".
    const JsonNode *present(JsonKey key) const;
    const JsonNode *needPresent(JsonKey key) const;
    // Of a node that is there.
    std::optional<double> numberOf(const JsonNode &node, JsonKey key) const;
    std::optional<double> quantityOf(const JsonNode &node, JsonKey key) const;
    std::optional<TimeMs> timeOf(const JsonNode &node, JsonKey key) const;
    std::string_view name(JsonKey key) const { return m_isArray ? "cell" : m_keys.name(key); }

    const KeyTable &m_keys;
    Fault &m_fault;
    bool m_isArray = false;
    std::uint64_t m_present = 0;
    std::array<const JsonNode *, MaxJsonKeys> m_at; // valid where m_present says so
};

} // namespace isobar
