#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// Number of a member name in a KeyTable: the venue's own enum.
using JsonKey = std::uint8_t;
inline constexpr JsonKey NoKey = 0xff; ///< a name that the table does not have
inline constexpr JsonKey ElementKey = 0xfe; ///< a value of an array, or the root
inline constexpr JsonKey NameKey = 0xfd; ///< the name of an entry, see KeyTable
inline constexpr std::size_t MaxJsonKeys = 64;

/// The member names a venue's frames are searched for, in the order of the venue's enum.
class KeyTable {
public:
    /// At most MaxJsonKeys names, none twice, none empty. `maps` are the members whose objects have names that are data
    /// ({"BTC-USD":{..},"ETH-USD":{..}}): all their members are kept, each behind a string with its name.
    explicit KeyTable(std::initializer_list<std::string_view> names, std::initializer_list<JsonKey> maps = {});

    bool isMap(JsonKey key) const { return key < MaxJsonKeys && (m_maps >> key & 1) != 0; }
    bool hasMaps() const { return m_maps != 0; }

    JsonKey find(std::string_view name) const
    {
        const Packed packed(name);
        for (std::size_t slot = packed.hash();; ++slot) {
            const JsonKey key = m_slots[slot % SlotCount];
            if (key == NoKey || (m_packed[key] == packed && (name.size() <= 16 || m_names[key] == name)))
                return key;
        }
    }
    std::string_view name(JsonKey key) const { return key < m_names.size() ? m_names[key] : "element"; }

private:
    static constexpr std::size_t SlotCount = 256;

    /// The first and last up to eight bytes as two words, and the length: all of a name of up to 16 bytes. Comparing
    /// these is several times faster than comparing texts, and names are what a frame has most of.
    struct Packed {
        std::uint64_t head = 0, tail = 0;
        std::size_t size = 0;

        Packed() = default;
        explicit Packed(std::string_view name) : size(name.size())
        {
            if (size >= 8)
                load<std::uint64_t>(name);
            else if (size >= 4)
                load<std::uint32_t>(name);
            else if (size >= 2)
                load<std::uint16_t>(name);
            else if (size == 1)
                head = static_cast<unsigned char>(name[0]);
        }
        template <class Word> void load(std::string_view name)
        {
            Word first, last;
            std::memcpy(&first, name.data(), sizeof first);
            std::memcpy(&last, name.data() + name.size() - sizeof last, sizeof last);
            head = first;
            tail = last;
        }
        std::size_t hash() const
        {
            return static_cast<std::size_t>(((head ^ (tail << 21 | tail >> 43)) + size) * 0x9e3779b97f4a7c15ULL >> 56);
        }
        bool operator==(const Packed &) const = default;
    };

    std::vector<std::string_view> m_names;
    Packed m_packed[MaxJsonKeys];
    JsonKey m_slots[SlotCount];
    std::uint64_t m_maps = 0; // a bit a key
};

enum class JsonType : std::uint8_t { Null, False, True, Number, String, Object, Array };

/// One value of a frame. Members with names outside the table are left out with all that is in them.
struct JsonNode {
    const char *data = nullptr; ///< strings (unescaped) and numbers: their text
    std::uint32_t size = 0; ///< of that text; containers: how many nodes follow that belong to it
    JsonKey key = ElementKey;
    JsonType type = JsonType::Null;

    std::string_view text() const { return {data, size}; }
    bool isContainer() const { return type >= JsonType::Object; }
    bool isObject() const { return type == JsonType::Object; }
    bool isArray() const { return type == JsonType::Array; }
    bool isString() const { return type == JsonType::String; }
};

/// The direct children of an object or array, in the frame's order; none for other values.
class JsonChildren {
public:
    explicit JsonChildren(const JsonNode &parent)
        : m_first(&parent + 1), m_end(&parent + 1 + (parent.isContainer() ? parent.size : 0))
    {
    }
    struct Iterator {
        using value_type = JsonNode;
        using difference_type = std::ptrdiff_t;
        const JsonNode *at = nullptr;
        const JsonNode &operator*() const { return *at; }
        Iterator &operator++()
        {
            at += 1 + (at->isContainer() ? at->size : 0);
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator &) const = default;
    };
    Iterator begin() const { return {m_first}; }
    Iterator end() const { return {m_end}; }

private:
    const JsonNode *m_first;
    const JsonNode *m_end;
};

/// A member of an object whose names are data.
struct JsonEntry {
    std::string_view name;
    const JsonNode &value;
};

/// Calls `visit(JsonEntry)` for each member of an object under one of the table's maps; nothing for other values.
template <class Visit> void forEachEntry(const JsonNode &map, Visit visit)
{
    const JsonNode *name = nullptr;
    for (const JsonNode &each : JsonChildren(map)) {
        if (each.key == NameKey)
            name = &each;
        else if (name)
            visit(JsonEntry{name->text(), each});
    }
}

/// Says whether a text value makes the whole frame dull (a channel nobody reads), so that the rest is not parsed.
/// `Mute` waits for the frame's bulk member, because a refusal may name a dull channel too.
enum class Interest : std::uint8_t { Keep, Mute, Stop };
using InterestCheck = Interest (*)(JsonKey key, std::string_view text);

/// The text value right behind `opening`, when the frame begins exactly so: "trades" of {"channel":"trades" for the
/// opening {"channel":". Empty when it begins otherwise or the value has escapes.
inline std::string_view leadingText(std::string_view frame, std::string_view opening)
{
    if (!frame.starts_with(opening))
        return {};
    const std::string_view rest = frame.substr(opening.size(), 64);
    const std::string_view text = rest.substr(0, rest.find('"'));
    return text.size() < rest.size() && text.find('\\') == std::string_view::npos ? text : std::string_view();
}

/// Reads one JSON text into a flat list of the values whose names are known; the memory is kept for the next frame.
/// Strict: depth at most 32, valid UTF-8, nothing behind the value.
class JsonTape {
public:
    enum class Outcome : std::uint8_t { Read, Dull, Broken };

    /// `keys` must outlive the tape. `check` is asked about every string with a name of the table; `bulk` is the member
    /// that holds a frame's rows.
    explicit JsonTape(const KeyTable &keys, InterestCheck check = nullptr, JsonKey bulk = NoKey);
    ~JsonTape();
    JsonTape(const JsonTape &) = delete;
    JsonTape &operator=(const JsonTape &) = delete;

    /// `text` must live as long as the nodes are looked at. May throw std::bad_alloc.
    Outcome read(std::string_view text, bool withCheck);
    const JsonNode &root() const;
    /// Why the last text is Broken.
    std::string error() const;

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace isobar
