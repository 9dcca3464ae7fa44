#include "core/market/instrument.h"

#include <algorithm>
#include <mutex>

namespace isobar {

InstrumentId InstrumentNames::intern(std::string_view venue, std::string_view symbol)
{
    std::string joined;
    joined.reserve(venue.size() + symbol.size() + 1);
    joined.append(venue).append(1, '\n').append(symbol);
    {
        const std::shared_lock lock(m_mutex);
        if (const auto found = m_numbers.find(joined); found != m_numbers.end())
            return {found->second};
    }
    const std::unique_lock lock(m_mutex);
    const auto [slot, isNew] = m_numbers.try_emplace(std::move(joined), static_cast<std::uint32_t>(m_keys.size()));
    if (isNew)
        m_keys.push_back({std::string(venue), std::string(symbol)});
    return {slot->second};
}

const InstrumentKey &InstrumentNames::key(InstrumentId id) const
{
    const std::shared_lock lock(m_mutex);
    return m_keys[id.value];
}

namespace {
constexpr std::array<std::string_view, StreamTypeCount> StreamTypeNames{
    "funding", "mark", "open_interest", "volume", "liquidation", "trade"};
}

std::string_view streamTypeName(StreamType type) { return StreamTypeNames[static_cast<std::size_t>(type)]; }

std::optional<StreamType> streamTypeByName(std::string_view name)
{
    const auto found = std::find(StreamTypeNames.begin(), StreamTypeNames.end(), name);
    if (found == StreamTypeNames.end())
        return std::nullopt;
    return static_cast<StreamType>(found - StreamTypeNames.begin());
}

bool isQuotedInDollars(const Instrument &instrument)
{
    const std::string &quote = instrument.quote;
    return quote.empty() || quote.starts_with("USD") || quote == "FDUSD" || quote == "BUSD" || quote == "DAI";
}

const Instrument *Reference::find(std::string_view symbol) const
{
    const auto found = std::find_if(
        instruments.begin(), instruments.end(), [&](const Instrument &each) { return each.symbol == symbol; });
    return found == instruments.end() ? nullptr : &*found;
}

} // namespace isobar
