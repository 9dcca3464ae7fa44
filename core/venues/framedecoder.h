#pragma once
#include "core/base/hash.h"
#include "core/venues/cataloguereader.h"
#include "core/venues/jsontape.h"
#include "core/venues/members.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace isobar {

/// A symbol as one decoder knows it.
struct Symbol {
    std::string name;
    InstrumentId id;
    const Instrument *instrument = nullptr; ///< null: not in the lists this decoder has seen
    StableHash hash; ///< of the name, the beginning of every event key
    std::uint32_t number = 0; ///< 0, 1, 2 .. in the order of appearance
};

/// What is the same for the decoders of all JSON venues: parse, let the venue read, and either keep its rows or replace
/// them by one error. The venue calls emit() as it goes and reports what is wrong through fault().
class FrameDecoder : public Decoder {
public:
    void decode(const Frame &frame, Decoded &out) noexcept final;

protected:
    FrameDecoder(std::string venue, const KeyTable &keys, InterestCheck check, JsonKey bulk, ReferencePtr reference,
        InstrumentNames &names);

    /// Whether the first bytes of a socket's frame already show that nobody reads its channel. Saves starting the
    /// parser for what is most of a busy connection's bytes; frames that begin otherwise are sorted out while they are
    /// parsed.
    virtual bool isDull(std::string_view) const { return false; }
    /// Texts that are no JSON and no mistake: "pong", a greeting.
    virtual bool isChatter(std::string_view) const { return false; }
    /// What the venue wants to hear after such a text; empty: nothing.
    virtual std::string_view answerToChatter(std::string_view) const { return {}; }
    virtual void readSocket(const JsonNode &root) = 0;
    virtual void readAnswer(const JsonNode &root, const RequestLine &request) = 0;
    /// A binary frame of the socket; a fault where the venue sends text only.
    virtual void readBinary(std::string_view bytes);

    const KeyTable &keys() const { return m_keys; }
    Fault &fault() { return m_fault; }
    /// The frame in hand.
    const Frame &frame() const { return *m_frame; }
    Members members(const JsonNode &node) { return Members(node, m_keys, m_fault); }

    /// The symbol of that name; empty or overlong names are a fault. The reference stays valid.
    const Symbol &symbol(std::string_view name);
    /// What a number of contracts is worth at that price (above 0); a fault when the contract's size is not known.
    struct ContractAmount {
        double base = 0, notionalUsd = 0;
    };
    ContractAmount contractAmount(const Symbol &of, double contracts, double price);
    /// For an instrument list among the frames: reads it with the catalogue's own reader, emits nothing, and knows its
    /// contracts from then on, tradable or not.
    void learn(CatalogueReader &reader);

    template <class T> void emit(const Symbol &of, T &&payload)
    {
        m_out->rows.push_back({of.id, Payload(std::forward<T>(payload))});
    }
    void emit(AccountPositions account) { m_out->accounts.push_back(std::move(account)); }
    void emitTrader(std::string_view account) { m_out->traders.emplace_back(account); }
    /// To be sent back on the connection that brought the frame.
    void reply(std::string text) { m_out->replies.push_back(std::move(text)); }
    std::size_t rowCount() const { return m_out->rows.size(); }
    /// Turns the rows from `first` on, all of type T, when the venue sent the newest first.
    template <class T> void oldestFirst(std::size_t first)
    {
        auto &rows = m_out->rows;
        if (rows.size() < first + 2 || m_fault)
            return;
        if (std::get<T>(rows[first].payload).timeMs > std::get<T>(rows.back().payload).timeMs)
            std::reverse(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end());
    }
    void setVenueTime(std::optional<TimeMs> time)
    {
        if (time)
            m_out->venueMs = time;
    }

private:
    void readFrame(const Frame &frame);
    const Symbol &addSymbol(std::string_view name);
    void place(const Symbol &symbol);
    const Instrument *instrumentOf(const std::string &name) const;
    /// How much was there before a frame: what it added is taken back when it turns out to be wrong.
    struct Sizes {
        std::size_t rows = 0, accounts = 0, traders = 0;
    };
    void takeBack(const Sizes &before);
    void refuse(const Frame &frame, std::string_view reason, const Sizes &before);

    const std::string m_venue;
    const KeyTable &m_keys;
    JsonTape m_tape;
    const ReferencePtr m_reference;
    InstrumentNames &m_names;
    Fault m_fault;
    const Frame *m_frame = nullptr;
    Decoded *m_out = nullptr;

    std::unordered_map<std::string_view, const Instrument *> m_listed; // names live in m_reference
    std::map<std::string, Instrument> m_learned;
    std::deque<Symbol> m_symbols;
    std::vector<std::uint32_t> m_slots; // open addressing: number + 1 of a symbol, 0 for none
    const Symbol *m_last = nullptr;
};

} // namespace isobar
