#include "core/venues/framedecoder.h"

#include <algorithm>
#include <cstring>
#include <exception>

namespace isobar {

namespace {

constexpr std::size_t LongestSymbol = 64;

/// The beginning of a binary frame, two digits a byte.
std::string hexExcerpt(std::string_view bytes)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes.substr(0, 80)) {
        const auto byte = static_cast<unsigned char>(c);
        out.append({Digits[byte >> 4], Digits[byte & 15]});
    }
    return out;
}

std::size_t quickHash(std::string_view name)
{
    std::uint64_t head = 0, tail = 0;
    const std::size_t n = std::min<std::size_t>(name.size(), 8);
    std::memcpy(&head, name.data(), n);
    std::memcpy(&tail, name.data() + name.size() - n, n);
    const std::uint64_t mixed = (head ^ (tail << 29 | tail >> 35) ^ name.size()) * 0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(mixed >> 32);
}

} // namespace

FrameDecoder::FrameDecoder(std::string venue, const KeyTable &keys, InterestCheck check, JsonKey bulk,
    ReferencePtr reference, InstrumentNames &names)
    : m_venue(std::move(venue)), m_keys(keys), m_tape(keys, check, bulk), m_reference(std::move(reference)),
      m_names(names), m_slots(256)
{
    if (!m_reference)
        return;
    m_listed.reserve(m_reference->instruments.size());
    for (const Instrument &each : m_reference->instruments)
        m_listed.emplace(each.symbol, &each);
}

void FrameDecoder::decode(const Frame &frame, Decoded &out) noexcept
{
    // A burst of frames is larger than the cache: fetch what every frame needs while this one is set up.
    for (std::size_t at = 0; at < 192; at += 64)
        __builtin_prefetch(frame.text.data() + at);
    const Sizes before{out.rows.size(), out.accounts.size(), out.traders.size()};
    const std::optional<TimeMs> timeBefore = out.venueMs;
    m_frame = &frame;
    m_out = &out;
    try {
        if (m_fault)
            m_fault.clear();
        readFrame(frame);
        if (!m_fault)
            return;
        out.venueMs = timeBefore;
        refuse(frame, m_fault.reason(), before);
    } catch (const std::exception &exception) { // memory, or a library that throws
        takeBack(before);
        try {
            refuse(frame, exception.what(), before);
        } catch (...) {
            // Not even memory for the message.
        }
    }
}

void FrameDecoder::readFrame(const Frame &frame)
{
    if (frame.via == Via::WsBinary)
        return readBinary(frame.text);
    const bool isAnswer = frame.via == Via::Rest;
    if (!isAnswer && isDull(frame.text))
        return;
    switch (m_tape.read(frame.text, !isAnswer)) {
    case JsonTape::Outcome::Dull:
        return;
    case JsonTape::Outcome::Broken:
        if (!isChatter(frame.text))
            m_fault.set("not readable as JSON: " + m_tape.error());
        else if (const std::string_view answer = answerToChatter(frame.text); !answer.empty())
            reply(std::string(answer));
        return;
    case JsonTape::Outcome::Read:
        break;
    }
    if (isAnswer)
        readAnswer(m_tape.root(), RequestLine(frame.request));
    else
        readSocket(m_tape.root());
}

void FrameDecoder::readBinary(std::string_view) { m_fault.set("a binary frame where text was expected"); }

void FrameDecoder::takeBack(const Sizes &before)
{
    const auto cut = [](auto &list, std::size_t size) {
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(size), list.end());
    };
    cut(m_out->rows, before.rows);
    cut(m_out->accounts, before.accounts);
    cut(m_out->traders, before.traders);
}

void FrameDecoder::refuse(const Frame &frame, std::string_view reason, const Sizes &before)
{
    takeBack(before);
    Decoded &out = *m_out;
    const bool isText = frame.via != Via::WsBinary;
    out.errors.push_back({std::string(reason), isText ? frameExcerpt(frame.text) : hexExcerpt(frame.text)});
}

const Symbol &FrameDecoder::symbol(std::string_view name)
{
    if (m_last && m_last->name == name)
        return *m_last;
    if (name.empty() || name.size() > LongestSymbol) {
        m_fault.set(name.empty() ? "no symbol" : "a symbol of more than 64 characters");
        static const Symbol Nobody;
        return Nobody;
    }
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = quickHash(name) & mask; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        const Symbol &found = m_symbols[m_slots[slot] - 1];
        if (found.name == name) {
            m_last = &found;
            return found;
        }
    }
    return addSymbol(name);
}

const Symbol &FrameDecoder::addSymbol(std::string_view name)
{
    Symbol added;
    added.name = name;
    added.id = m_names.intern(m_venue, name);
    added.instrument = instrumentOf(added.name);
    added.hash.add(name);
    added.number = static_cast<std::uint32_t>(m_symbols.size());
    m_symbols.push_back(std::move(added));
    if (m_symbols.size() * 2 <= m_slots.size()) {
        place(m_symbols.back());
    } else {
        m_slots.assign(m_slots.size() * 2, 0);
        for (const Symbol &each : m_symbols)
            place(each);
    }
    m_last = &m_symbols.back();
    return *m_last;
}

void FrameDecoder::place(const Symbol &symbol)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = quickHash(symbol.name) & mask;
    while (m_slots[slot] != 0)
        slot = (slot + 1) & mask;
    m_slots[slot] = symbol.number + 1;
}

FrameDecoder::ContractAmount FrameDecoder::contractAmount(const Symbol &of, double contracts, double price)
{
    if (!of.instrument) {
        m_fault.set("the contract size is not known of " + of.name);
        return {};
    }
    const double amount = contracts * of.instrument->contractSize;
    if (of.instrument->kind == ContractKind::Inverse)
        return {price > 0 ? amount / price : 0, amount};
    return {amount, amount * price};
}

const Instrument *FrameDecoder::instrumentOf(const std::string &name) const
{
    if (const auto found = m_listed.find(name); found != m_listed.end())
        return found->second;
    const auto found = m_learned.find(name);
    return found == m_learned.end() ? nullptr : &found->second;
}

void FrameDecoder::learn(CatalogueReader &reader)
{
    const ReferenceStep step = reader.read(*m_frame);
    if (step.error)
        return m_fault.set(step.error->reason);
    for (const Listing &each : reader.listings())
        m_learned.insert_or_assign(each.instrument.symbol, each.instrument);
    for (Symbol &each : m_symbols)
        each.instrument = instrumentOf(each.name);
}

} // namespace isobar
