#pragma once
#include "core/market/event.h"
#include "core/state/marketstate.h"

#include <map>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of LISTED and DELISTED (MODEL 8.3).
struct ListingSettings {
    int looks = 2; ///< so many catalogues in a row must have the contract, or not
    /// A catalogue that loses more than this share at once was read badly, or its venue is in trouble.
    double mostGone = 0.5;
};

/// LISTED and DELISTED over all venues: what comes into, and leaves, their catalogues. The first catalogue of a venue
/// is its beginning.
class Listing {
public:
    std::vector<Event> step(const MarketState &market, const ListingSettings &settings = {});

private:
    struct Contract {
        std::string asset;
        std::optional<double> openInterestUsd; ///< as last seen
        int looks = 0; ///< catalogues since it came or went; 0: it stands as told
        bool isListed = true; ///< in the newest catalogue
    };
    struct VenueMemory {
        const Reference *seen = nullptr;
        std::string name;
        std::map<std::string, Contract> contracts; // by symbol
    };
    static void compare(VenueMemory &venue, const Reference &reference, const ListingSettings &settings);
    void noteOpenInterest(const MarketState &market);

    std::map<std::string, VenueMemory> m_venues;
    std::map<std::string, ReferencePtr> m_kept; // so that an address is not met again by chance
    TimeMs m_notedMs = 0;
};

} // namespace isobar
