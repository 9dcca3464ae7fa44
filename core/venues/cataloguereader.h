#pragma once
#include "core/venues/jsontape.h"
#include "core/venues/members.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace isobar {

/// At most 160 bytes from the beginning of a frame, never half a character.
std::string frameExcerpt(std::string_view text);

/// A venue's base and quote make a contract that Isobar shows when the quote is a dollar: USD, USDT, USDC ...
bool isDollar(std::string_view quote);

/// Puts tiers in order of their caps and fills in the deductions that make the margin continuous (MODEL 3.1).
void joinTiers(std::vector<MarginTier> &tiers);

/// One line of a venue's instrument list.
struct Listing {
    Instrument instrument;
    bool isOffered = false; ///< a perpetual that trades and is quoted in dollars
};

/// What is the same for reading the catalogue of every JSON venue: parse, catch, collect the lines of all pages.
class CatalogueReader : public ReferenceReader {
public:
    ReferenceStep read(const Frame &answer) noexcept final;
    Reference build() const override;
    /// All lines so far in the venue's order, also of contracts that are not offered.
    const std::vector<Listing> &listings() const { return m_listings; }

protected:
    CatalogueReader(VenueTraits traits, const KeyTable &keys, InstrumentNames &names);

    /// Reads one answer; wrong content goes to fault(), and then nothing of it may be kept (`keep` sees to that).
    virtual void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &step) = 0;

    Fault &fault() { return m_fault; }
    Members members(const JsonNode &node) { return Members(node, m_keys, m_fault); }
    /// Adds a line that was read without fault to the page. One odd line must not cost the whole venue: it is left
    /// out, and is a fault only when no line at all can be read.
    void add(std::vector<Listing> &page, Listing line);
    /// Unless there is a fault: adds the lines, in place of earlier ones with the same symbol.
    void keep(std::vector<Listing> page);
    /// An instrument with id, venue, symbol, base, asset and scale filled in.
    Instrument named(std::string_view symbol, std::string_view base);

private:
    VenueTraits m_traits;
    const KeyTable &m_keys;
    InstrumentNames &m_names;
    JsonTape m_tape;
    Fault m_fault;
    Fault m_oddLine; // the first of the answer in hand
    std::vector<Listing> m_listings;
    std::unordered_map<std::string, std::size_t> m_places; // by symbol
};

} // namespace isobar
