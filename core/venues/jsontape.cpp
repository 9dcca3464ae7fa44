#include "core/venues/jsontape.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <deque>
#include <limits>
#include <stdexcept>

namespace isobar {

namespace json = boost::json;

KeyTable::KeyTable(std::initializer_list<std::string_view> names, std::initializer_list<JsonKey> maps) : m_names(names)
{
    if (m_names.size() > MaxJsonKeys)
        throw std::length_error("too many member names in one table");
    std::fill(std::begin(m_slots), std::end(m_slots), NoKey);
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        m_packed[i] = Packed(m_names[i]);
        std::size_t slot = m_packed[i].hash();
        while (m_slots[slot % SlotCount] != NoKey)
            ++slot;
        m_slots[slot % SlotCount] = static_cast<JsonKey>(i);
    }
    for (const JsonKey each : maps)
        m_maps |= std::uint64_t(1) << each;
}

namespace {

constexpr std::size_t MaxDepth = 32;
constexpr std::size_t MaxNodes = 4'000'000; // a hostile body of "[0,0,..." must not eat the memory
constexpr std::size_t KeptNodes = 200'000; // more than that is given back after the frame

/// Receives the parser's calls and writes the nodes.
class TapeHandler {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    TapeHandler(const KeyTable &keys, InterestCheck check, JsonKey bulk) : m_keys(keys), m_check(check), m_bulk(bulk)
    {
        m_nodes.reserve(256);
    }

    void start(std::string_view text, bool withCheck)
    {
        if (m_nodes.capacity() > KeptNodes)
            m_nodes = {};
        m_nodes.clear();
        if (!m_copies.empty())
            m_copies.clear();
        m_piece.clear();
        m_text = text;
        m_activeCheck = withCheck ? m_check : nullptr;
        m_key = ElementKey;
        m_depth = m_skipped = 0;
        m_isMuted = m_hasBulk = m_isDull = false;
    }
    bool isDull() const { return m_isDull; }
    const JsonNode &root() const { return m_nodes.front(); }

    bool on_document_begin(json::error_code &) { return true; }
    bool on_document_end(json::error_code &) { return true; }
    bool on_object_begin(json::error_code &error) { return open(JsonType::Object, error); }
    bool on_object_end(std::size_t, json::error_code &) { return close(); }
    bool on_array_begin(json::error_code &error)
    {
        const bool isOpen = open(JsonType::Array, error);
        m_key = ElementKey;
        return isOpen;
    }
    bool on_array_end(std::size_t, json::error_code &) { return close(); }

    bool on_key_part(json::string_view part, std::size_t, json::error_code &) { return keep(part); }
    bool on_key(json::string_view name, std::size_t, json::error_code &error)
    {
        if (m_skipped)
            return true;
        if (m_keys.hasMaps() && m_depth > 0 && m_keys.isMap(m_nodes[m_open[m_depth - 1]].key)) [[unlikely]]
            return entry({name.data(), name.size()}, error);
        if (m_piece.empty()) {
            m_key = m_keys.find({name.data(), name.size()});
        } else {
            m_piece.append(name.data(), name.size());
            m_key = m_keys.find(m_piece);
            m_piece.clear();
        }
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code &) { return keep(part); }
    bool on_string(json::string_view tail, std::size_t, json::error_code &error)
    {
        if (m_skipped || m_key == NoKey) {
            m_piece.clear();
            return true;
        }
        const std::string_view text = lasting({tail.data(), tail.size()});
        if (m_activeCheck && m_key != ElementKey && !isInteresting(text))
            return stop(error);
        return add(JsonType::String, text, error);
    }
    // Numbers come in parts only when the text does; half a number must never count as one.
    bool on_number_part(json::string_view, json::error_code &error)
    {
        error = json::error::incomplete;
        return false;
    }
    bool on_int64(std::int64_t, json::string_view text, json::error_code &error) { return number(text, error); }
    bool on_uint64(std::uint64_t, json::string_view text, json::error_code &error) { return number(text, error); }
    bool on_double(double, json::string_view text, json::error_code &error) { return number(text, error); }
    bool on_bool(bool value, json::error_code &error)
    {
        return isUnknown() || add(value ? JsonType::True : JsonType::False, {}, error);
    }
    bool on_null(json::error_code &error) { return isUnknown() || add(JsonType::Null, {}, error); }
    bool on_comment_part(json::string_view, json::error_code &) { return true; }
    bool on_comment(json::string_view, json::error_code &) { return true; }

private:
    bool isUnknown() const { return m_skipped || m_key == NoKey; }
    bool keep(json::string_view part)
    {
        if (!m_skipped)
            m_piece.append(part.data(), part.size());
        return true;
    }
    /// Escapes are resolved in a buffer of the parser that does not outlive the call.
    std::string_view lasting(std::string_view text)
    {
        if (m_piece.empty() && text.data() >= m_text.data() && text.data() < m_text.data() + m_text.size()) [[likely]]
            return text;
        return copied(text);
    }
    // Rare, and kept out of the way of what every value runs through.
    [[gnu::noinline]] std::string_view copied(std::string_view text)
    {
        text = m_copies.emplace_back(m_piece.append(text));
        m_piece.clear();
        return text;
    }
    [[gnu::noinline]] bool entry(std::string_view name, json::error_code &error)
    {
        name = lasting(name);
        m_key = NameKey;
        if (!add(JsonType::String, name, error))
            return false;
        const JsonKey known = m_keys.find(name);
        m_key = known == NoKey ? ElementKey : known;
        return true;
    }
    bool number(json::string_view text, json::error_code &error)
    {
        return isUnknown() || add(JsonType::Number, {text.data(), text.size()}, error);
    }
    bool add(JsonType type, std::string_view text, json::error_code &error)
    {
        if (m_nodes.size() >= MaxNodes) {
            error = json::error::array_too_large;
            return false;
        }
        m_nodes.push_back({text.data(), static_cast<std::uint32_t>(text.size()), m_key, type});
        return true;
    }
    bool open(JsonType type, json::error_code &error)
    {
        if (isUnknown()) {
            ++m_skipped;
            return true;
        }
        if (m_key == m_bulk) {
            m_hasBulk = true;
            if (m_isMuted)
                return stop(error);
        }
        m_open[m_depth++] = static_cast<std::uint32_t>(m_nodes.size());
        return add(type, {}, error);
    }
    bool close()
    {
        if (m_skipped) {
            --m_skipped;
        } else {
            JsonNode &node = m_nodes[m_open[--m_depth]];
            node.size =
                static_cast<std::uint32_t>(static_cast<std::size_t>(m_nodes.data() + m_nodes.size() - &node) - 1);
        }
        // Of no effect inside an object: there a name comes first.
        m_key = m_skipped ? NoKey : ElementKey;
        return true;
    }
    bool isInteresting(std::string_view text)
    {
        const Interest interest = m_activeCheck(m_key, text);
        if (interest == Interest::Mute)
            m_isMuted = true;
        return interest == Interest::Keep || (interest == Interest::Mute && !m_hasBulk);
    }
    bool stop(json::error_code &error)
    {
        static const json::error_code Enough = json::error::exception;
        m_isDull = true;
        error = Enough;
        return false;
    }

    const KeyTable &m_keys;
    const InterestCheck m_check;
    const JsonKey m_bulk;
    std::vector<JsonNode> m_nodes;
    std::deque<std::string> m_copies;
    std::string m_piece;
    std::string_view m_text;
    InterestCheck m_activeCheck = nullptr;
    std::uint32_t m_open[MaxDepth + 1];
    std::size_t m_depth = 0, m_skipped = 0;
    JsonKey m_key = ElementKey;
    bool m_isMuted = false, m_hasBulk = false, m_isDull = false;
};

json::parse_options strictOptions()
{
    json::parse_options options;
    options.max_depth = MaxDepth;
    return options;
}

bool isSpace(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

} // namespace

class JsonTape::Parser {
public:
    Parser(const KeyTable &keys, InterestCheck check, JsonKey bulk) : parser(strictOptions(), keys, check, bulk) { }
    json::basic_parser<TapeHandler> parser;
    std::string error;
};

JsonTape::JsonTape(const KeyTable &keys, InterestCheck check, JsonKey bulk)
    : m_parser(std::make_unique<Parser>(keys, check, bulk))
{
}

JsonTape::~JsonTape() = default;

JsonTape::Outcome JsonTape::read(std::string_view text, bool withCheck)
{
    auto &parser = m_parser->parser;
    parser.reset();
    parser.handler().start(text, withCheck);
    if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
        m_parser->error = "larger than 4 GB";
        return Outcome::Broken;
    }
    json::error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (parser.handler().isDull())
        return Outcome::Dull;
    if (error) {
        m_parser->error = error.message();
        return Outcome::Broken;
    }
    if (!isSpace(text.substr(used))) {
        m_parser->error = "text behind the end of the JSON value";
        return Outcome::Broken;
    }
    return Outcome::Read;
}

const JsonNode &JsonTape::root() const { return m_parser->parser.handler().root(); }

std::string JsonTape::error() const { return m_parser->error; }

} // namespace isobar
