// How near the modelled levels are to the truth, which only the simulated market knows: the liquidation prices of all
// its agents. Transport distance (mean |ln| by which the mass of one profile must be moved to become the other) of each
// side's profile, for the learned kernel (fitted on what the venues printed of the last days), for the prior kernel,
// for the same model with the leverage spread evenly over 2..100x (and, to see what the prior's weights alone do, over
// its own seven), and for the opens-only map that others draw. Smaller is nearer. Ten seeds, three scenarios, each an
// hour and a half into its plot.
#include "core/analytics/levels/foldjob.h"
#include "core/analytics/levels/kerneljob.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/analytics/levels/venuegroups.h"
#include "core/simulation/market.h"
#include "core/simulation/truth.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
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

/// What died lately in an asset, by minute: all of it, as if every venue published every liquidation.
KernelJob jobOf(const simulation::Market &market, const std::string &asset, std::vector<LevelBar> bars)
{
    std::map<TimeMs, LiquidationMinute> minutes;
    for (const simulation::Death &death : market.truth().deaths) {
        const simulation::Liquidation &print = death.liquidation;
        const simulation::ContractSpec &spec = market.contracts()[static_cast<std::size_t>(print.contract)];
        if (spec.asset != asset)
            continue;
        const TimeMs minuteMs = floorTo(print.timeMs, MinuteMs);
        LiquidationMinute &minute = minutes.try_emplace(minuteMs, LiquidationMinute{minuteMs, {}, 0}).first->second;
        const bool isLong = print.position == simulation::Side::Long;
        minute.usd.add(
            isLong ? PositionSide::Long : PositionSide::Short, spec.inverse ? print.base : print.base * print.price);
    }
    KernelJob job;
    job.bars = std::move(bars);
    for (const auto &[time, minute] : minutes)
        job.liquidations.push_back(minute);
    const auto &deaths = market.truth().deaths;
    job.heard = {{deaths.empty() ? market.nowMs() : floorTo(deaths.front().liquidation.timeMs, HourMs) + HourMs,
        market.nowMs() + HourMs}};
    job.lattice = latticeOf(asset);
    job.coverage.assign(VenueGroupCount, 1.0);
    job.coverageOfAll = 1;
    return job;
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

enum Drawn : std::uint8_t { Learned, Prior, Even, Alike, Opens, DrawnCount };
constexpr std::array DrawnNames{"learned", "prior", "even", "alike", "opens"};
using Maps = std::array<ExposureProfile, DrawnCount>;
using Distances = std::array<double, DrawnCount>;
constexpr std::array Sides{PositionSide::Long, PositionSide::Short};

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

void print(const std::string &what, PositionSide side, const Distances &near, const Distances &all)
{
    std::printf("%-18s %-6s", what.c_str(), side == PositionSide::Long ? "long" : "short");
    for (const Distances &each : {near, all}) {
        for (const double distance : each)
            std::printf("%8.2f", distance);
        std::printf("   ");
    }
    std::printf("\n");
}

/// What is found over several markets.
struct Tally {
    int markets = 0;
    std::array<std::array<Distances, 2>, 2> sum{}; // by side; within 15 %, the whole reach
    std::array<int, 2> hours{}; // that was learned from
    std::array<int, 2> nearerThanEven{}, nearerThanOpens{}, nearerThanPrior{}; // the learned one, by side

    void add(std::size_t side, const Distances &near, const Distances &all)
    {
        for (std::size_t i = 0; i < DrawnCount; ++i) {
            sum[side][0][i] += near[i];
            sum[side][1][i] += all[i];
        }
        nearerThanEven[side] += all[Learned] < all[Even];
        nearerThanOpens[side] += all[Learned] < all[Opens];
        nearerThanPrior[side] += all[Learned] < all[Prior];
    }
    Distances mean(std::size_t side, std::size_t reach) const
    {
        Distances out = sum[side][reach];
        for (double &each : out)
            each /= markets;
        return out;
    }
};

/// The maps of one market, taken at its present.
Maps mapsOf(const simulation::Market &market, const Lattice &lattice, Tally &tally)
{
    InstrumentNames names;
    const AssetState asset = historyOf(market, "BTC", names);
    const TimeMs now = floorTo(market.nowMs(), 5 * MinuteMs);
    FlowReader reader(asset, now, now);
    const TimeMs first = floorTo(*FlowReader::firstBarMs(asset, now - 30 * DayMs), 5 * MinuteMs);
    const auto bars = reader.read(asset, first, now, 5 * MinuteMs);
    const LoadModel learned = learnKernel(jobOf(market, "BTC", bars)).model;
    for (std::size_t side = 0; side < 2; ++side)
        tally.hours[side] += learned.hours[side];
    return {foldWith(bars, learned.kernel, lattice, false), foldWith(bars, priorKernel(), lattice, false),
        foldWith(bars, uniformKernel(), lattice, false), foldWith(bars, alikeKernel(), lattice, false),
        foldWith(bars, priorKernel(), lattice, true)};
}

Tally play(simulation::Scenario scenario, int seeds)
{
    constexpr double Near = 0.15; // where clusters are looked for (MODEL 5)
    constexpr TimeMs IntoThePlotMs = 90 * MinuteMs;
    const Lattice lattice = latticeOf("BTC");
    Tally tally;
    for (int seed = 1; seed <= seeds; ++seed) {
        simulation::MarketConfig config;
        config.scenario = scenario;
        config.seed = static_cast<std::uint64_t>(seed);
        config.startMs = Start;
        simulation::Market market(config);
        market.advanceTo(Start + IntoThePlotMs);
        const Maps maps = mapsOf(market, lattice, tally);
        ++tally.markets;
        for (std::size_t side = 0; side < Sides.size(); ++side) {
            const Profile truth = truthOf(market, "BTC", maps[0], lattice, Sides[side]);
            const auto near = distances(maps, truth, lattice, Sides[side], Near);
            const auto all = distances(maps, truth, lattice, Sides[side], 1);
            tally.add(side, near, all);
            print(std::string(scenarioName(scenario)) + " " + std::to_string(seed), Sides[side], near, all);
        }
    }
    return tally;
}

} // namespace

int main(int argc, char **argv)
{
    const int seeds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 10;
    std::printf("transport distance to the true liquidation prices, %% of price (smaller is nearer)\n");
    std::printf("%-25s %-42s %s\n%-25s", "", "  within 15 %", "  within the whole reach of 40 %", "market");
    for (int i = 0; i < 2; ++i) {
        for (const char *name : DrawnNames)
            std::printf("%8s", name);
        std::printf("   ");
    }
    std::printf("\n");
    using simulation::Scenario;
    std::map<Scenario, Tally> tallies;
    for (const Scenario scenario : {Scenario::Calm, Scenario::LongSqueeze, Scenario::Cascade})
        tallies.emplace(scenario, play(scenario, seeds));
    bool isNearest = true;
    std::printf("\n");
    for (const auto &[scenario, tally] : tallies) {
        for (std::size_t side = 0; side < Sides.size(); ++side) {
            print(std::string(scenarioName(scenario)) + " mean", Sides[side], tally.mean(side, 0), tally.mean(side, 1));
            std::printf(
                "  learned from %d h a market; over the whole reach nearer than even leverage in %d of %d, than "
                "opens only in %d, than the prior in %d\n",
                tally.hours[side] / tally.markets, tally.nearerThanEven[side], tally.markets,
                tally.nearerThanOpens[side], tally.nearerThanPrior[side]);
            isNearest &= tally.mean(side, 1)[Learned] < tally.mean(side, 1)[Opens];
        }
    }
    return isNearest ? 0 : 1;
}
