// How near the modelled levels are to the truth, which only the simulated market knows: the liquidation prices of all
// its agents. Transport distance (mean |ln| by which the mass of one profile must be moved to become the other) of each
// side's profile, for the prior kernel, for the same model with the leverage spread evenly over 2..100x (and, to see
// what the prior's weights alone do, over its own seven), and for the opens-only map that others draw. Smaller is
// nearer.
#include "core/analytics/levels/foldjob.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/analytics/levels/venuegroups.h"
#include "core/simulation/market.h"
#include "core/simulation/truth.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <string>
#include <vector>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs + 9 * HourMs;

/// The contracts of an asset with the history that their venues would have told.
AssetState historyOf(const simulation::Market &market, const std::string &asset, InstrumentNames &names)
{
    AssetState state;
    state.asset = asset;
    const auto &contracts = market.contracts();
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        const simulation::ContractSpec &spec = contracts[i];
        if (spec.asset != asset)
            continue;
        auto reference = std::make_shared<Reference>();
        reference->venue.id = spec.venue;
        static const std::map<std::string, std::string> Operators{
            {"binance-usdm", "Binance"}, {"okx", "OKX"}, {"bybit", "Bybit"}, {"hyperliquid", "Hyperliquid"}};
        const auto found = Operators.find(spec.venue);
        reference->venue.operatorName = found == Operators.end() ? spec.venue : found->second;
        Instrument instrument;
        instrument.id = names.intern(spec.venue, spec.symbol);
        instrument.venue = spec.venue;
        instrument.symbol = spec.symbol;
        instrument.asset = asset;
        instrument.scale = spec.scale;
        instrument.kind = spec.inverse ? ContractKind::Inverse : ContractKind::Linear;
        instrument.intervalHours = spec.intervalHours;
        reference->instruments.push_back(instrument);
        auto contract = std::make_shared<ContractState>(reference, reference->instruments.front());
        const int number = static_cast<int>(i);
        const TimeMs now = market.nowMs(), from = now - 30 * DayMs;
        const auto put = [&](Payload payload) { contract->apply({instrument.id, now, now, std::move(payload)}); };
        put(Mark{market.state(number).mark, {}});
        for (const auto &candle : market.candles(number, 5 * MinuteMs, from, floorTo(now, 5 * MinuteMs))) {
            put(Candle{candle.openMs, 5 * MinuteMs, candle.open, candle.high, candle.low, candle.close, candle.base,
                candle.takerBuyBase});
        }
        if (spec.venue != "hyperliquid") { // publishes no past open interest
            for (const auto &point : market.openInterestHistory(number, 5 * MinuteMs, from, now))
                put(OpenInterest{point.base, {}, point.timeMs});
        }
        for (const auto &settlement : market.settlements(number, from, now))
            put(Settlement{settlement.rate, settlement.timeMs});
        put(OpenInterest{market.state(number).openInterestBase, {}, {}});
        state.contracts.push_back(std::move(contract));
    }
    return state;
}

using Profile = std::vector<double>; // by cell of a range

/// What stands on one side of the price, and where it must.
Profile ofSide(const std::vector<float> &cells, const ExposureProfile &profile, PositionSide side)
{
    Profile out(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const int cell = profile.range.first + static_cast<int>(i);
        if (side == PositionSide::Long ? cell < profile.priceCell : cell > profile.priceCell)
            out[i] = static_cast<double>(cells[i]);
    }
    return out;
}

Profile truthOf(const simulation::Market &market, const std::string &asset, const ExposureProfile &like,
    const Lattice &lattice, PositionSide side)
{
    Profile out(static_cast<std::size_t>(like.range.width()));
    const auto which = side == PositionSide::Long ? simulation::Side::Long : simulation::Side::Short;
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        const simulation::ContractSpec &spec = market.contracts()[i];
        if (spec.asset != asset)
            continue;
        const simulation::Book &book = market.truth().books[i];
        const double mark = market.state(static_cast<int>(i)).mark;
        for (const simulation::Position &position : book.positions(which)) {
            const double price = position.liquidationPrice / spec.scale;
            if (price <= 0)
                continue;
            const int cell = lattice.cellOf(price);
            if (like.range.contains(cell))
                out[static_cast<std::size_t>(cell - like.range.first)] += book.usdOf(position.units, mark);
        }
    }
    return out;
}

/// Without what is farther from the price than `reach` (of ln).
Profile within(Profile profile, const ExposureProfile &like, const Lattice &lattice, double reach)
{
    for (std::size_t i = 0; i < profile.size(); ++i) {
        if (std::abs(like.range.first + static_cast<int>(i) - like.priceCell) * lattice.cellWidth > reach)
            profile[i] = 0;
    }
    return profile;
}

/// Mean distance, in ln(price), by which one must be moved to become the other; both are scaled to one first.
double transport(const Profile &a, const Profile &b, double cellWidth)
{
    const double sumA = std::accumulate(a.begin(), a.end(), 0.0), sumB = std::accumulate(b.begin(), b.end(), 0.0);
    double carried = 0, distance = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        carried += a[i] / sumA - b[i] / sumB;
        distance += std::abs(carried) * cellWidth;
    }
    return distance;
}

ExposureProfile foldWith(const std::vector<LevelBar> &bars, LevelKernel kernel, const Lattice &lattice, bool opensOnly)
{
    LevelModel model;
    model.kernel = std::make_shared<const LevelKernel>(std::move(kernel));
    model.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
    model.lattice = lattice;
    model.groups = VenueGroupCount;
    AssetFold fold(model, std::make_shared<SerialCounter>(0));
    for (const LevelBar &bar : bars)
        fold.take(bar);
    return opensOnly ? fold.opensOnlyProfile() : fold.profile();
}

/// The same model, but with the leverage spread evenly over all that venues offer.
LevelKernel uniformKernel()
{
    LevelKernel kernel;
    constexpr int MostLeverage = 100;
    for (int leverage = 2; leverage <= MostLeverage; ++leverage) {
        LevelLayer layer;
        layer.distance = distanceOfLeverage(leverage);
        layer.halfLifeHours = std::clamp(24'000 * layer.distance * layer.distance, 3.0, 120.0); // as in the prior
        layer.weightLong = layer.weightShort = 1.0 / MostLeverage;
        kernel.layers.push_back(layer);
    }
    return kernel;
}

/// The same model with the prior's seven leverages alike.
LevelKernel alikeKernel()
{
    LevelKernel kernel = priorKernel();
    for (LevelLayer &layer : kernel.layers)
        layer.weightLong = layer.weightShort = 1.0 / static_cast<double>(kernel.layers.size());
    return kernel;
}

using Maps = std::array<ExposureProfile, 4>; // the model, even leverage, seven leverages alike, opens only
using Distances = std::array<double, 4>;

/// The distances of one side within a reach.
Distances distances(const Maps &maps, const Profile &truth, const Lattice &lattice, PositionSide side, double reach)
{
    Distances out{};
    const Profile wanted = within(truth, maps[0], lattice, reach);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const Profile drawn = ofSide(maps[i].usd[static_cast<std::size_t>(side)], maps[0], side);
        out[i] = 100 * transport(within(drawn, maps[0], lattice, reach), wanted, lattice.cellWidth);
    }
    return out;
}

void print(const char *seed, PositionSide side, const Distances &near, const Distances &all)
{
    std::printf("%-6s %-6s", seed, side == PositionSide::Long ? "long" : "short");
    for (const Distances &each : {near, all}) {
        for (const double distance : each)
            std::printf("%8.2f", distance);
        std::printf("   ");
    }
    std::printf("\n");
}

} // namespace

int main()
{
    constexpr double Near = 0.15; // where clusters are looked for (MODEL 5)
    constexpr int Seeds = 5;
    std::printf("transport distance to the true liquidation prices, %% of price (smaller is nearer)\n");
    std::printf("%-13s %-32s   %s\n", "", "  within 15 %", "  within the whole reach of 40 %");
    std::printf("%-6s %-6s", "seed", "side");
    for (int i = 0; i < 2; ++i)
        std::printf("%8s%8s%8s%8s   ", "model", "even", "alike", "opens");
    std::printf("\n");
    std::map<PositionSide, std::array<Distances, 2>> mean;
    bool isNearest = true;
    for (int seed = 1; seed <= Seeds; ++seed) {
        simulation::MarketConfig config;
        config.scenario = simulation::Scenario::Calm;
        config.seed = static_cast<std::uint64_t>(seed);
        config.startMs = Start;
        const simulation::Market market(config);
        InstrumentNames names;
        const AssetState asset = historyOf(market, "BTC", names);
        const Lattice lattice = latticeOf("BTC");
        FlowReader reader(asset, Start, Start);
        const TimeMs first = floorTo(*FlowReader::firstBarMs(asset, Start - 30 * DayMs), 5 * MinuteMs);
        const auto bars = reader.read(asset, first, floorTo(Start, 5 * MinuteMs), 5 * MinuteMs);
        const Maps maps{foldWith(bars, priorKernel(), lattice, false), foldWith(bars, uniformKernel(), lattice, false),
            foldWith(bars, alikeKernel(), lattice, false), foldWith(bars, priorKernel(), lattice, true)};
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            const Profile truth = truthOf(market, "BTC", maps[0], lattice, side);
            const auto near = distances(maps, truth, lattice, side, Near);
            const auto all = distances(maps, truth, lattice, side, 1);
            isNearest &= all[0] < all[1] && all[0] < all[3];
            for (std::size_t i = 0; i < near.size(); ++i) {
                mean[side][0][i] += near[i] / Seeds;
                mean[side][1][i] += all[i] / Seeds;
            }
            print(std::to_string(seed).c_str(), side, near, all);
        }
    }
    for (const auto &[side, distance] : mean)
        print("mean", side, distance[0], distance[1]);
    std::printf("whole reach: nearer than even leverage and than opens only %s\n",
        isNearest ? "for every seed and side" : "NOT EVERYWHERE");
    return isNearest ? 0 : 1;
}
