#include "core/simulation/servers/protocols.h"

#include "core/simulation/servers/aevo.h"
#include "core/simulation/servers/backpack.h"
#include "core/simulation/servers/binancefamily.h"
#include "core/simulation/servers/bingx.h"
#include "core/simulation/servers/bitfinex.h"
#include "core/simulation/servers/bitget.h"
#include "core/simulation/servers/bitmart.h"
#include "core/simulation/servers/blofin.h"
#include "core/simulation/servers/bybit.h"
#include "core/simulation/servers/cryptocom.h"
#include "core/simulation/servers/delta.h"
#include "core/simulation/servers/deribit.h"
#include "core/simulation/servers/dydx.h"
#include "core/simulation/servers/gate.h"
#include "core/simulation/servers/htx.h"
#include "core/simulation/servers/hyperliquid.h"
#include "core/simulation/servers/kraken.h"
#include "core/simulation/servers/kucoin.h"
#include "core/simulation/servers/lighter.h"
#include "core/simulation/servers/mexc.h"
#include "core/simulation/servers/okx.h"
#include "core/simulation/servers/paradex.h"
#include "core/simulation/servers/phemex.h"
#include "core/simulation/servers/woox.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

using Factory = std::unique_ptr<VenueProtocol> (*)(const VenueView &view);

template <class Protocol> std::unique_ptr<VenueProtocol> make(const VenueView &view)
{
    return std::make_unique<Protocol>(view);
}

struct Entry {
    const char *venue;
    Factory factory;
};

constexpr Entry Entries[] = {
    {"binance-usdm", make<BinanceUsdm>},
    {"okx", make<Okx>},
    {"bybit", make<Bybit>},
    {"hyperliquid", make<Hyperliquid>},
    {"deribit", make<Deribit>},
    {"kraken", make<Kraken>},
    {"bitfinex", make<Bitfinex>},
    {"woox", make<Woox>},
    {"delta", make<Delta>},
    {"bitget", make<Bitget>},
    {"gate", make<Gate>},
    {"binance-coinm", make<BinanceCoinm>},
    {"aster", make<Aster>},
    {"mexc", make<Mexc>},
    {"kucoin", make<Kucoin>},
    {"htx", make<Htx>},
    {"bingx", make<Bingx>},
    {"cryptocom", make<Cryptocom>},
    {"blofin", make<Blofin>},
    {"phemex", make<Phemex>},
    {"bitmart", make<Bitmart>},
    {"dydx", make<Dydx>},
    {"lighter", make<Lighter>},
    {"paradex", make<Paradex>},
    {"aevo", make<Aevo>},
    {"backpack", make<Backpack>},
};

} // namespace

const std::vector<std::string> &simulatedVenues()
{
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> all;
        for (const Entry &entry : Entries)
            all.emplace_back(entry.venue);
        return all;
    }();
    return ids;
}

std::unique_ptr<VenueProtocol> makeProtocol(const VenueView &view)
{
    const auto *found = std::ranges::find_if(Entries, [&](const Entry &entry) { return view.venue() == entry.venue; });
    return found == std::end(Entries) ? nullptr : found->factory(view);
}

} // namespace isobar::simulation
