#pragma once
#include "core/market/eventjson.h"
#include "core/storage/fields.h"

#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace isobar {

/// Writes values by their fields. Instruments are written as numbers; `number` gives them and may emit a definition.
class WriteArchive {
public:
    using Number = std::function<std::uint64_t(InstrumentId)>;
    WriteArchive(std::string &out, const Number &number) : m_out(out), m_number(number) { }

    template <class... Values> void operator()(const Values &...values) { (put(values), ...); }
    void identify(InstrumentId, const std::string &, const std::string &) { }

private:
    void put(bool value) { m_out.byte(value ? 1 : 0); }
    void put(double value) { m_out.real(value); }
    void put(std::int64_t value) { m_out.signedNumber(value); }
    void put(std::uint64_t value) { m_out.number(value); }
    void put(std::uint32_t value) { m_out.number(value); }
    void put(int value) { m_out.signedNumber(value); }
    void put(const std::string &value) { m_out.text(value); }
    void put(const Event &value) { m_out.text(eventToJson(value)); } // one form for all types and versions
    void put(InstrumentId value) { m_out.number(m_number(value)); }
    template <class T> void put(const std::optional<T> &value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <class T> void put(const std::vector<T> &values)
    {
        m_out.number(values.size());
        for (const T &each : values)
            put(each);
    }
    template <class T, std::size_t N> void put(const std::array<T, N> &values)
    {
        for (const T &each : values)
            put(each);
    }
    template <class... Kinds> void put(const std::variant<Kinds...> &value)
    {
        m_out.byte(static_cast<std::uint8_t>(value.index()));
        std::visit([this](const auto &kind) { put(kind); }, value);
    }
    template <class T> void put(const std::shared_ptr<const T> &value)
    {
        put(value != nullptr);
        if (value)
            put(*value);
    }
    template <class T> void put(const T &value)
    {
        if constexpr (std::is_enum_v<T>)
            m_out.byte(static_cast<std::uint8_t>(value));
        else
            fields(*this, value);
    }

    ByteWriter m_out;
    const Number &m_number;
};

/// Reads what a WriteArchive wrote; `ok` tells whether it was of the shape expected.
class ReadArchive {
public:
    using Identify = std::function<std::optional<InstrumentId>(std::uint64_t number)>;
    ReadArchive(std::string_view bytes, InstrumentNames &names, const Identify &identify)
        : m_in(bytes), m_names(names), m_identify(identify)
    {
    }

    bool ok() const { return m_in.ok(); }
    bool atEnd() const { return m_in.atEnd(); }
    template <class... Values> void operator()(Values &...values) { (take(values), ...); }
    void identify(InstrumentId &id, const std::string &venue, const std::string &symbol)
    {
        if (ok())
            id = m_names.intern(venue, symbol);
    }

private:
    void take(bool &value) { value = small(1) != 0; }
    void take(double &value) { value = m_in.real(); }
    void take(std::int64_t &value) { value = m_in.signedNumber(); }
    void take(std::uint64_t &value) { value = m_in.number(); }
    void take(std::uint32_t &value)
    {
        const std::uint64_t wide = m_in.number();
        if (wide > std::numeric_limits<std::uint32_t>::max())
            m_in.fail();
        value = static_cast<std::uint32_t>(wide);
    }
    void take(int &value)
    {
        const std::int64_t wide = m_in.signedNumber();
        if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
            m_in.fail();
        value = static_cast<int>(wide);
    }
    void take(std::string &value) { value = m_in.text(); }
    void take(Event &value)
    {
        if (Result<Event> read = eventFromJson(m_in.text()))
            value = *std::move(read);
        else
            m_in.fail();
    }
    void take(InstrumentId &value)
    {
        if (const std::optional<InstrumentId> known = m_identify(m_in.number()))
            value = *known;
        else
            m_in.fail();
    }
    template <class T> void take(std::optional<T> &value)
    {
        value.reset();
        if (small(1) != 0)
            take(value.emplace());
    }
    template <class T> void take(std::vector<T> &values)
    {
        values.clear();
        const std::uint64_t size = m_in.number();
        if (size > m_in.remaining()) // each element is a byte at least
            m_in.fail();
        for (std::uint64_t i = 0; i < size && ok(); ++i)
            take(values.emplace_back());
    }
    template <class T, std::size_t N> void take(std::array<T, N> &values)
    {
        for (T &each : values)
            take(each);
    }
    template <class... Kinds> void take(std::variant<Kinds...> &value)
    {
        takeKind(value, small(sizeof...(Kinds) - 1), std::index_sequence_for<Kinds...>());
    }
    template <class... Kinds, std::size_t... I>
    void takeKind(std::variant<Kinds...> &value, std::size_t kind, std::index_sequence<I...>)
    {
        ((kind == I ? take(value.template emplace<I>()) : void()), ...);
    }
    template <class T> void take(std::shared_ptr<const T> &value)
    {
        value.reset();
        if (small(1) == 0)
            return;
        auto made = std::make_shared<T>();
        take(*made);
        value = std::move(made);
    }
    template <class T> void take(T &value)
    {
        if constexpr (std::is_enum_v<T>)
            value = static_cast<T>(small(static_cast<std::size_t>(lastOf(value))));
        else
            fields(*this, value);
    }

    /// The last value of each enumeration that is kept: what lies above it is damage.
    static PositionSide lastOf(PositionSide) { return PositionSide::Short; }
    static Aggressor lastOf(Aggressor) { return Aggressor::Sell; }
    static ContractKind lastOf(ContractKind) { return ContractKind::Inverse; }
    static LiquidationFeed lastOf(LiquidationFeed) { return LiquidationFeed::All; }
    static HistoryKind lastOf(HistoryKind) { return HistoryKind::Candles; }
    static HealthState lastOf(HealthState) { return HealthState::Off; }

    std::size_t small(std::size_t largest)
    {
        const std::size_t value = m_in.byte();
        if (value <= largest)
            return value;
        m_in.fail();
        return 0;
    }

    ByteReader m_in;
    InstrumentNames &m_names;
    const Identify &m_identify;
};

} // namespace isobar
