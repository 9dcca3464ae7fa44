#include "core/feed/bulktable.h"

#include "core/feed/mergeparts.h"

#include <unordered_set>

namespace isobar {

namespace {

/// Writes a payload into its place; false when it has none.
bool keepIn(BulkQuote &quote, const Payload &payload, TimeMs transportMs)
{
    if (const auto *funding = std::get_if<Funding>(&payload)) {
        const Funding before = std::exchange(quote.funding, *funding);
        mergeParts(quote.funding, before);
        if (funding->rate)
            quote.fundingSeenMs = transportMs;
        return true;
    }
    if (const auto *mark = std::get_if<Mark>(&payload)) {
        const Mark before = std::exchange(quote.mark, *mark);
        mergeParts(quote.mark, before);
        quote.markSeenMs = transportMs;
        return true;
    }
    if (const auto *interest = std::get_if<OpenInterest>(&payload); interest && !interest->timeMs) {
        quote.openInterest = *interest;
        return true;
    }
    if (const auto *volume = std::get_if<Volume>(&payload)) {
        quote.volume = *volume;
        return true;
    }
    return false;
}

} // namespace

void BulkTable::setListed(const Reference &reference)
{
    std::unordered_set<std::uint32_t> listed;
    for (const Instrument &each : reference.instruments) {
        listed.insert(each.id.value);
        m_slots[each.id.value].quote.instrument = each.id;
    }
    std::erase_if(m_slots, [&](const auto &each) { return !listed.contains(each.first); });
    std::erase_if(m_news, [&](std::uint32_t each) { return !listed.contains(each); });
}

void BulkTable::clear()
{
    m_slots.clear();
    m_news.clear();
}

void BulkTable::take(const Decoded::Row &row, TimeMs transportMs)
{
    const auto found = m_slots.find(row.instrument.value);
    if (found == m_slots.end() || !keepIn(found->second.quote, row.payload, transportMs))
        return;
    if (!std::exchange(found->second.isNew, true))
        m_news.push_back(row.instrument.value);
}

std::shared_ptr<const BulkQuotes> BulkTable::flush(const std::string &venue, TimeMs transportMs, TimeMs marketMs)
{
    auto piece = std::make_shared<BulkQuotes>();
    piece->venue = venue;
    piece->transportMs = transportMs;
    piece->marketMs = marketMs;
    piece->quotes.reserve(m_news.size());
    for (const std::uint32_t each : m_news) {
        Slot &slot = m_slots.at(each);
        slot.isNew = false;
        piece->quotes.push_back(slot.quote);
    }
    m_news.clear();
    return piece;
}

} // namespace isobar
