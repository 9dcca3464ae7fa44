#include "core/venues/registry.h"

#include "core/venues/binanceusdm.h"
#include "core/venues/bitfinex.h"
#include "core/venues/bybit.h"
#include "core/venues/cryptocom.h"
#include "core/venues/delta.h"
#include "core/venues/deribit.h"
#include "core/venues/hyperliquid.h"
#include "core/venues/kraken.h"
#include "core/venues/okx.h"

namespace isobar {

std::vector<std::shared_ptr<const Venue>> allVenues()
{
    static const std::vector<std::shared_ptr<const Venue>> Venues{
        makeBinanceUsdm(),
        makeOkx(),
        makeBybit(),
        makeHyperliquid(),
        makeDeribit(),
        makeKraken(),
        makeBitfinex(),
        makeCryptocom(),
        makeDelta(),
    };
    return Venues;
}

std::shared_ptr<const Venue> venueById(std::string_view id)
{
    for (const auto &venue : allVenues()) {
        if (venue->profile().traits.id == id)
            return venue;
    }
    return nullptr;
}

} // namespace isobar
