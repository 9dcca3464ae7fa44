#include "core/venues/cataloguereader.h"

#include "core/market/asset.h"

#include <algorithm>
#include <array>
#include <exception>

namespace isobar {

std::string frameExcerpt(std::string_view text)
{
    constexpr std::size_t Longest = 160;
    std::size_t length = std::min(text.size(), Longest);
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        --length;
    return std::string(text.substr(0, length));
}

bool isDollar(std::string_view quote)
{
    constexpr std::array<std::string_view, 11> Dollars{
        "USDT", "USDC", "USD", "BUSD", "FDUSD", "TUSD", "USD1", "USDE", "USDS", "PYUSD", "USDF"};
    return std::find(Dollars.begin(), Dollars.end(), quote) != Dollars.end();
}

void joinTiers(std::vector<MarginTier> &tiers)
{
    std::sort(tiers.begin(), tiers.end(),
        [](const MarginTier &a, const MarginTier &b) { return a.notionalCapUsd < b.notionalCapUsd; });
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        tiers[i].deductionUsd = 0;
        if (i == 0)
            continue;
        const MarginTier &below = tiers[i - 1];
        tiers[i].deductionUsd =
            below.deductionUsd + below.notionalCapUsd * (tiers[i].maintenanceRate - below.maintenanceRate);
    }
}

CatalogueReader::CatalogueReader(VenueTraits traits, const KeyTable &keys, InstrumentNames &names)
    : m_traits(std::move(traits)), m_keys(keys), m_names(names), m_tape(keys)
{
}

ReferenceStep CatalogueReader::read(const Frame &answer) noexcept
{
    ReferenceStep step;
    try {
        m_fault.clear();
        m_oddLine.clear();
        if (m_tape.read(answer.text, false) != JsonTape::Outcome::Read)
            m_fault.set("not readable as JSON: " + m_tape.error());
        else
            readAnswer(m_tape.root(), RequestLine(answer.request), step);
        if (m_fault)
            step = {{}, DecodeError{m_fault.reason(), frameExcerpt(answer.text)}};
    } catch (const std::exception &) { // memory
        step.more.clear();
        step.error.emplace();
    }
    return step;
}

Reference CatalogueReader::build() const
{
    Reference reference;
    reference.venue = m_traits;
    for (const Listing &each : m_listings) {
        if (each.isOffered)
            reference.instruments.push_back(each.instrument);
    }
    return reference;
}

void CatalogueReader::add(std::vector<Listing> &page, Listing line)
{
    if (!m_fault) {
        page.push_back(std::move(line));
        return;
    }
    m_oddLine.set(m_fault.reason());
    m_fault.clear();
}

void CatalogueReader::keep(std::vector<Listing> page)
{
    if (page.empty() && m_oddLine)
        m_fault.set(m_oddLine.reason());
    if (m_fault)
        return;
    for (Listing &each : page) {
        const auto [place, isNew] = m_places.try_emplace(each.instrument.symbol, m_listings.size());
        if (isNew)
            m_listings.push_back(std::move(each));
        else
            m_listings[place->second] = std::move(each);
    }
}

Instrument CatalogueReader::named(std::string_view symbol, std::string_view base)
{
    Instrument out;
    if (symbol.empty() || symbol.size() > 64) {
        m_fault.set("a symbol that is empty or longer than 64 characters");
        return out;
    }
    out.symbol = symbol;
    out.venue = m_traits.id;
    out.id = m_names.intern(out.venue, symbol);
    out.base = base;
    ScaledAsset scaled = splitAsset(base);
    out.asset = std::move(scaled.asset);
    out.scale = scaled.scale;
    return out;
}

} // namespace isobar
