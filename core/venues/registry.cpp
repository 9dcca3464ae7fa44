#include "core/venues/registry.h"

#include "core/venues/aevo.h"
#include "core/venues/aster.h"
#include "core/venues/backpack.h"
#include "core/venues/binancecoinm.h"
#include "core/venues/binanceusdm.h"
#include "core/venues/bingx.h"
#include "core/venues/bitfinex.h"
#include "core/venues/bitget.h"
#include "core/venues/bitmart.h"
#include "core/venues/blofin.h"
#include "core/venues/bybit.h"
#include "core/venues/cryptocom.h"
#include "core/venues/delta.h"
#include "core/venues/deribit.h"
#include "core/venues/dydx.h"
#include "core/venues/gate.h"
#include "core/venues/htx.h"
#include "core/venues/hyperliquid.h"
#include "core/venues/kraken.h"
#include "core/venues/kucoin.h"
#include "core/venues/lighter.h"
#include "core/venues/mexc.h"
#include "core/venues/okx.h"
#include "core/venues/paradex.h"
#include "core/venues/phemex.h"
#include "core/venues/woox.h"

namespace isobar {

std::vector<std::shared_ptr<const Venue>> allVenues()
{
    static const std::vector<std::shared_ptr<const Venue>> Venues{
        makeBinanceUsdm(),
        makeOkx(),
        makeBybit(),
        makeHyperliquid(),
        makeBitget(),
        makeGate(),
        makeMexc(),
        makeAster(),
        makeBinanceCoinm(),
        makeKucoin(),
        makeHtx(),
        makeBingx(),
        makeBitmart(),
        makePhemex(),
        makeBlofin(),
        makeDydx(),
        makeLighter(),
        makeParadex(),
        makeAevo(),
        makeBackpack(),
        makeWoox(),
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
