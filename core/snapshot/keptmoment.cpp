#include "core/snapshot/keptmoment.h"

#include "core/base/hash.h"
#include "core/market/statearchive.h"

#include <algorithm>

namespace isobar {

namespace {

/// Of a venue, what the heatmap shows and its caption says.
struct DrawnVenue {
    std::string venue, name, shortName, operatorName;
    std::optional<double> intervalHours, openInterestUsd, premium;
    std::optional<TimeMs> nextFundingMs;
    Exclusion excluded = Exclusion::NoData;
    LiquidationFeed liquidations = LiquidationFeed::None;
};

/// The map whole: g++ 12 cannot take it apart by itself.
struct DrawnMap {
    LevelMap map;
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        auto &[asset, marketMs, lattice, kernel, origin, groups, series, opensOnly, scale, opensScale, reported,
            isMeasured, coverage, now, clusters, exact, volatility, price, interest, progress] = self.map;
        archive(asset, marketMs, lattice, kernel, origin, groups, series, opensOnly, scale, opensScale, reported,
            isMeasured, coverage, now, clusters, exact, volatility, price, interest, progress);
    }
};

/// Of an asset.
struct DrawnAsset {
    std::string asset, scenario;
    TimeMs marketMs = 0;
    Origin origin = Origin::Live;
    int venuesLive = 0, venuesTotal = 0;
    std::optional<double> mark, rate8h, neutral8h, openInterestUsd, openInterestBase;
    double coverage = 0;
    std::vector<DrawnVenue> venues;
    std::shared_ptr<const LiquidationView> liquidations;
    Series aggregateHistory;
    HistoryProgress history;
    std::shared_ptr<const DrawnMap> map;
};

// What the values are made of, as one number: a change of it is another form.

template <class T> void addForm(StableHash &hash);

/// Stands in for an archive where a type names its members.
struct FormArchive {
    StableHash &hash;
    template <class... Values> void operator()(const Values &...) const { (addForm<Values>(hash), ...); }
};

template <class T> struct FormOf {
    static void add(StableHash &hash)
    {
        if constexpr (PlainValue<T>) {
            hash.add(static_cast<std::int64_t>(sizeof(T))).add(std::is_floating_point_v<T> ? "real" : "whole");
        } else if constexpr (std::is_same_v<T, std::string>) {
            hash.add("text");
        } else if constexpr (HasState<T, StateReader>) {
            const T value{};
            FormArchive archive{hash.add("named")};
            T::state(archive, value);
        } else {
            const T value{};
            hash.add("struct");
            boost::pfr::for_each_field(
                value, [&hash](const auto &field) { addForm<std::remove_cvref_t<decltype(field)>>(hash); });
        }
    }
};
template <class T> struct FormOf<std::optional<T>> {
    static void add(StableHash &hash) { addForm<T>(hash.add("optional")); }
};
template <class T> struct FormOf<std::vector<T>> {
    static void add(StableHash &hash) { addForm<T>(hash.add("list")); }
};
template <class T> struct FormOf<std::shared_ptr<const T>> {
    static void add(StableHash &hash) { addForm<T>(hash.add("shared")); }
};
template <class T, std::size_t N> struct FormOf<std::array<T, N>> {
    static void add(StableHash &hash) { addForm<T>(hash.add(static_cast<std::int64_t>(N))); }
};
template <class T> void addForm(StableHash &hash) { FormOf<T>::add(hash); }

std::uint64_t formOfMoments()
{
    StableHash hash;
    addForm<DrawnAsset>(hash);
    return hash.value();
}

/// Without the chunks that end before the moment.
LevelSeries since(const LevelSeries &series, TimeMs fromMs)
{
    LevelSeries kept{series.stepMs, {}};
    std::copy_if(series.chunks.begin(), series.chunks.end(), std::back_inserter(kept.chunks),
        [fromMs](const LevelChunkPtr &chunk) { return chunk->columnMs(chunk->end()) > fromMs; });
    if (kept.chunks.empty() && !series.chunks.empty())
        kept.chunks.push_back(series.chunks.back());
    return kept;
}

/// In another run these serials would be those of other chunks.
void renumber(LevelMap &map)
{
    std::uint64_t serial = std::uint64_t{3} << 62;
    serial += static_cast<std::uint64_t>(map.marketMs) << 12;
    for (auto *all : {&map.series, &map.opensOnly}) {
        for (LevelSeries &series : *all) {
            for (LevelChunkPtr &chunk : series.chunks) {
                auto own = std::make_shared<LevelChunk>(*chunk);
                own->serial = serial++;
                chunk = std::move(own);
            }
        }
    }
}

std::shared_ptr<const DrawnMap> since(const std::shared_ptr<const LevelMap> &map, TimeMs fromMs)
{
    if (!map)
        return nullptr;
    auto kept = std::make_shared<DrawnMap>(DrawnMap{*map});
    for (auto *all : {&kept->map.series, &kept->map.opensOnly}) {
        for (LevelSeries &series : *all)
            series = since(series, fromMs);
    }
    renumber(kept->map);
    return kept;
}

DrawnAsset drawn(const KeptMoment &moment, TimeMs fromMs)
{
    const AssetSnapshot &from = *moment.market;
    DrawnAsset out;
    out.asset = from.asset;
    out.scenario = moment.scenario;
    out.marketMs = from.marketMs;
    out.origin = moment.origin;
    out.venuesLive = moment.venuesLive;
    out.venuesTotal = moment.venuesTotal;
    out.mark = from.mark;
    out.rate8h = from.aggregate.rate8h;
    out.neutral8h = from.aggregate.neutral8h;
    out.openInterestUsd = from.openInterestUsd;
    out.openInterestBase = from.openInterestBase;
    out.coverage = from.aggregate.coverage;
    for (const VenueRow &each : from.venues) {
        out.venues.push_back({each.venue, each.name, each.shortName, each.operatorName, each.intervalHours,
            each.openInterestUsd, each.premium, each.nextFundingMs, each.excluded, each.liquidations});
    }
    out.liquidations = from.liquidations;
    out.aggregateHistory = from.aggregateHistory;
    out.history = from.history;
    out.map = since(from.map, fromMs);
    return out;
}

std::shared_ptr<const AssetSnapshot> marketOf(DrawnAsset from)
{
    auto out = std::make_shared<AssetSnapshot>();
    out->asset = std::move(from.asset);
    out->marketMs = from.marketMs;
    out->mark = from.mark;
    out->aggregate.rate8h = from.rate8h;
    out->aggregate.neutral8h = from.neutral8h;
    out->aggregate.coverage = from.coverage;
    out->openInterestUsd = from.openInterestUsd;
    out->openInterestBase = from.openInterestBase;
    for (DrawnVenue &each : from.venues) {
        VenueRow &venue = out->venues.emplace_back();
        venue.venue = std::move(each.venue);
        venue.name = std::move(each.name);
        venue.shortName = std::move(each.shortName);
        venue.operatorName = std::move(each.operatorName);
        venue.intervalHours = each.intervalHours;
        venue.openInterestUsd = each.openInterestUsd;
        venue.premium = each.premium;
        venue.nextFundingMs = each.nextFundingMs;
        venue.excluded = each.excluded;
        venue.liquidations = each.liquidations;
    }
    out->liquidations = std::move(from.liquidations);
    out->aggregateHistory = std::move(from.aggregateHistory);
    out->history = from.history;
    out->map = std::shared_ptr<const LevelMap>(from.map, &from.map->map);
    return out;
}

} // namespace

std::string_view originName(Origin origin)
{
    return origin == Origin::Demo ? "demo" : origin == Origin::Replay ? "replay" : "live";
}

std::string bytesOfMoment(const KeptMoment &moment, TimeMs fromMs)
{
    std::string bytes;
    const InstrumentNames none;
    StateWriter archive(bytes, none);
    archive(formOfMoments(), drawn(moment, fromMs));
    return bytes;
}

std::optional<KeptMoment> momentOfBytes(std::string_view bytes)
{
    InstrumentNames none;
    StateReader archive(bytes, none);
    std::uint64_t form = 0;
    archive(form);
    if (form != formOfMoments())
        return std::nullopt;
    DrawnAsset asset;
    archive(asset);
    if (!archive.ok() || !archive.atEnd() || !asset.map)
        return std::nullopt;
    KeptMoment moment{nullptr, asset.origin, asset.scenario, asset.venuesLive, asset.venuesTotal};
    moment.market = marketOf(std::move(asset));
    return moment;
}

} // namespace isobar
