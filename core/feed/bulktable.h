#pragma once
#include "core/market/bulkquotes.h"
#include "core/venues/venue.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace isobar {

/// The newest quote of each contract of a venue that is listed but not watched: one slot a contract, written over and
/// told in pieces of what changed. Pure.
class BulkTable {
public:
    /// Only contracts of this list have a slot.
    void setListed(const Reference &reference);
    void clear();
    /// Keeps funding, mark, open interest and turnover; everything else is dropped, and so is what is not listed.
    void take(const Decoded::Row &row, TimeMs transportMs);
    bool hasNews() const { return !m_news.empty(); }
    /// The slots written since the last call, in the order of their first writing; the times are those of telling.
    std::shared_ptr<const BulkQuotes> flush(const std::string &venue, TimeMs transportMs, TimeMs marketMs);

private:
    struct Slot {
        BulkQuote quote;
        bool isNew = false; // among the news
    };
    std::unordered_map<std::uint32_t, Slot> m_slots; // by InstrumentId; never iterated for output
    std::vector<std::uint32_t> m_news;
};

} // namespace isobar
