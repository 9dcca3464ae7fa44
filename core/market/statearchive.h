#pragma once
#include "core/market/instrument.h"

#include <array>
#include <bit>
#include <boost/pfr.hpp>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace isobar {

// The state of the engine as bytes, to go on with it after a restart. It is a cache of this program and this machine:
// of another layout it is not read (see CheckpointVersion), so there is one form, the shortest.
//
// Plain structs are taken apart by themselves. A class with private members names them once, for both directions:
//
//     template <class Archive, class Self> static void state(Archive &archive, Self &self)
//     {
//         archive(self.m_one, self.m_other);
//     }

template <class T, class Archive>
concept HasState = requires(Archive &archive, T &value) { T::state(archive, value); };

/// Numbers and enumerations: their bytes as they are.
template <class T>
concept PlainValue = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Appends values to bytes.
class StateWriter {
public:
    static constexpr bool IsReader = false;
    StateWriter(std::string &out, const InstrumentNames &names) : m_out(out), m_names(names) { }

    template <class... Values> void operator()(const Values &...values) { (put(values), ...); }

private:
    template <PlainValue T> void put(const T &value)
    {
        if constexpr (std::is_same_v<T, bool>)
            m_out.push_back(value ? 1 : 0);
        else
            m_out.append(reinterpret_cast<const char *>(&value), sizeof value);
    }
    void size(std::size_t size) { put(static_cast<std::uint64_t>(size)); }
    void put(const std::string &text)
    {
        size(text.size());
        m_out.append(text);
    }
    void put(InstrumentId id)
    {
        const InstrumentKey &key = m_names.key(id);
        (*this)(key.venue, key.symbol);
    }
    template <class T> void put(const std::optional<T> &value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <class A, class B> void put(const std::pair<A, B> &value) { (*this)(value.first, value.second); }
    template <class T> void put(const std::vector<T> &values)
    {
        size(values.size());
        if constexpr (PlainValue<T> && !std::is_same_v<T, bool>) {
            m_out.append(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T));
        } else {
            for (const T &each : values)
                put(each);
        }
    }
    template <class T> void put(const std::deque<T> &values) { putAll(values); }
    template <class T> void put(const std::set<T> &values) { putAll(values); }
    template <class K, class V, class C> void put(const std::map<K, V, C> &values) { putAll(values); }
    template <class T, std::size_t N> void put(const std::array<T, N> &values)
    {
        for (const T &each : values)
            put(each);
    }
    template <class... Kinds> void put(const std::variant<Kinds...> &value)
    {
        put(static_cast<std::uint8_t>(value.index()));
        std::visit([this](const auto &kind) { put(kind); }, value);
    }
    /// What several point to is written once.
    template <class T> void put(const std::shared_ptr<const T> &value)
    {
        const auto [known, isNew] = m_shared.try_emplace(value.get(), m_shared.size());
        size(value ? known->second + 1 : 0);
        if (value && isNew)
            put(*value);
    }
    template <class T> void put(const T &value)
    {
        if constexpr (HasState<const T, StateWriter>)
            T::state(*this, value);
        else
            boost::pfr::for_each_field(value, [this](const auto &field) { put(field); });
    }
    template <class Values> void putAll(const Values &values)
    {
        size(values.size());
        for (const auto &each : values)
            put(each);
    }

    std::string &m_out;
    const InstrumentNames &m_names;
    std::unordered_map<const void *, std::uint64_t> m_shared; // -> number
};

/// Reads them back. Past the end, or on what cannot be, `ok` turns false and stays so; then what was read is of no use.
class StateReader {
public:
    static constexpr bool IsReader = true;
    StateReader(std::string_view bytes, InstrumentNames &names) : m_rest(bytes), m_names(names) { }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.empty(); }
    void fail()
    {
        m_ok = false;
        m_rest = {};
    }
    template <class... Values> void operator()(Values &...values) { (take(values), ...); }

private:
    const char *bytes(std::size_t count)
    {
        if (count > m_rest.size()) {
            fail();
            return nullptr;
        }
        const char *at = m_rest.data();
        m_rest.remove_prefix(count);
        return at;
    }
    template <PlainValue T> void take(T &value)
    {
        if constexpr (std::is_same_v<T, bool>) {
            const char *at = bytes(1);
            value = at && *at != 0;
        } else if (const char *at = bytes(sizeof value)) {
            std::memcpy(&value, at, sizeof value);
        }
    }
    /// Of a list whose elements are at least so large.
    std::size_t size(std::size_t least = 1)
    {
        std::uint64_t size = 0;
        take(size);
        if (size > m_rest.size() / least)
            fail();
        return m_ok ? static_cast<std::size_t>(size) : 0;
    }
    void take(std::string &text)
    {
        const std::size_t count = size();
        if (const char *at = bytes(count))
            text.assign(at, count);
    }
    void take(InstrumentId &id)
    {
        InstrumentKey key;
        (*this)(key.venue, key.symbol);
        if (m_ok)
            id = m_names.intern(key.venue, key.symbol);
    }
    template <class T> void take(std::optional<T> &value)
    {
        bool has = false;
        take(has);
        value.reset();
        if (has && m_ok)
            take(value.emplace());
    }
    template <class A, class B> void take(std::pair<A, B> &value) { (*this)(value.first, value.second); }
    /// Elements that cannot be made out of nothing are there already, as many as were written.
    template <class T> void take(std::vector<T> &values)
    {
        if constexpr (PlainValue<T> && !std::is_same_v<T, bool>) {
            values.resize(size(sizeof(T)));
            if (const char *at = bytes(values.size() * sizeof(T)); at && !values.empty())
                std::memcpy(values.data(), at, values.size() * sizeof(T));
        } else if constexpr (std::is_default_constructible_v<T>) {
            values.clear();
            values.resize(size());
        } else if (size() != values.size()) {
            fail();
        }
        if constexpr (!PlainValue<T>) {
            for (std::size_t i = 0; i < values.size() && m_ok; ++i)
                take(values[i]);
        }
    }
    template <class T> void take(std::deque<T> &values)
    {
        values.resize(size());
        for (std::size_t i = 0; i < values.size() && m_ok; ++i)
            take(values[i]);
    }
    template <class T> void take(std::set<T> &values)
    {
        values.clear();
        for (std::size_t left = size(); left > 0 && m_ok; --left) {
            T value{};
            take(value);
            values.insert(std::move(value));
        }
    }
    template <class K, class V, class C> void take(std::map<K, V, C> &values)
    {
        values.clear();
        for (std::size_t left = size(); left > 0 && m_ok; --left) {
            K key{};
            take(key);
            take(values[std::move(key)]);
        }
    }
    template <class T, std::size_t N> void take(std::array<T, N> &values)
    {
        for (T &each : values)
            take(each);
    }
    template <class... Kinds> void take(std::variant<Kinds...> &value)
    {
        std::uint8_t kind = 0;
        take(kind);
        if (kind >= sizeof...(Kinds))
            fail();
        takeKind(value, kind, std::index_sequence_for<Kinds...>());
    }
    template <class... Kinds, std::size_t... I>
    void takeKind(std::variant<Kinds...> &value, std::size_t kind, std::index_sequence<I...>)
    {
        ((m_ok && kind == I ? take(value.template emplace<I>()) : void()), ...);
    }
    template <class T> void take(std::shared_ptr<const T> &value)
    {
        std::uint64_t number = 0;
        take(number);
        value.reset();
        if (number == 0 || !m_ok)
            return;
        const auto known = m_shared.find(number);
        if (known != m_shared.end()) {
            value = std::static_pointer_cast<const T>(known->second);
            return;
        }
        auto made = std::make_shared<T>();
        value = made;
        m_shared[number] = value;
        take(*made);
    }
    template <class T> void take(T &value)
    {
        if constexpr (HasState<T, StateReader>)
            T::state(*this, value);
        else
            boost::pfr::for_each_field(value, [this](auto &field) { take(field); });
    }

    std::string_view m_rest;
    InstrumentNames &m_names;
    bool m_ok = true;
    std::unordered_map<std::uint64_t, std::shared_ptr<const void>> m_shared; // by number
};

} // namespace isobar
