#pragma once
#include "core/levelgrid/levelmap.h"
#include "core/levelgrid/levelraster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <utility>

/// A plausible market as a LevelMap, for tests, benchmarks and previews: a price that wanders, positions opened with
/// its volume at usual distances, levels eaten where the price touches them, clusters where most is left.
/// Deterministic.
namespace isobar::samples {

struct MapShape {
    double price = 67'900;
    TimeMs nowMs = 1'790'000'000'000; // 2026-09-21 14:13:20 UTC
    int days = 30;
    std::uint32_t seed = 7;
    double hourlyVolatility = 0.0048;
    std::string asset = "BTC";
    double volumeUsdPerMinute = 9e6;
    std::uint64_t firstSerial = 1;
};

namespace detail {

class Noise {
public:
    explicit Noise(std::uint32_t seed) : m_state(seed * 2654435761U + 1) { }
    double uniform()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(m_state >> 11) / 9007199254740992.0;
    }
    double normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return sum;
    }

private:
    std::uint64_t m_state;
};

struct MinuteBar {
    double open, high, low, close, volumeUsd, delta;
};

/// The path ends at `shape.price`.
inline std::vector<MinuteBar> pathOf(const MapShape &shape)
{
    Noise noise(shape.seed);
    const auto minutes = static_cast<std::size_t>(shape.days) * 1440;
    std::vector<double> logs(minutes + 1);
    double stress = 1;
    for (std::size_t i = 1; i <= minutes; ++i) {
        if (noise.uniform() < 0.0006)
            stress = 3 + 3 * noise.uniform(); // now and then the market wakes up
        stress = 1 + (stress - 1) * 0.992;
        const double back = -0.00006 * logs[i - 1];
        logs[i] = logs[i - 1] + back + shape.hourlyVolatility / std::sqrt(60.0) * stress * noise.normal();
    }
    std::vector<MinuteBar> bars(minutes);
    for (std::size_t i = 0; i < minutes; ++i) {
        const double open = shape.price * std::exp(logs[i] - logs[minutes]);
        const double close = shape.price * std::exp(logs[i + 1] - logs[minutes]);
        const double wick = shape.hourlyVolatility / std::sqrt(60.0) * 0.6;
        const double move = std::abs(std::log(close / open)) / (shape.hourlyVolatility / std::sqrt(60.0));
        MinuteBar &bar = bars[i];
        bar.open = open;
        bar.close = close;
        bar.high = std::max(open, close) * std::exp(wick * noise.uniform());
        bar.low = std::min(open, close) * std::exp(-wick * noise.uniform());
        bar.volumeUsd = shape.volumeUsdPerMinute * (0.3 + 0.9 * move) * (0.5 + noise.uniform());
        bar.delta = bar.volumeUsd * std::clamp(0.5 * std::log(close / open) / 0.002 + 0.2 * noise.normal(), -0.9, 0.9);
    }
    return bars;
}

inline std::shared_ptr<const LevelKernel> sampleKernel()
{
    auto kernel = std::make_shared<LevelKernel>();
    kernel->layers = {{0.006, 6, FlowSource::Both, 0.30, 0.30}, {0.0115, 12, FlowSource::Both, 0.26, 0.26},
        {0.022, 30, FlowSource::Both, 0.18, 0.18}, {0.045, 72, FlowSource::Both, 0.12, 0.12},
        {0.095, 160, FlowSource::OpenInterest, 0.08, 0.08}, {0.19, 300, FlowSource::OpenInterest, 0.06, 0.06}};
    return kernel;
}

/// The exposure of one venue group while it is folded: USD by side, layer and cell.
struct Fold {
    int firstCell = 0, cells = 0;
    std::array<std::vector<std::vector<float>>, 2> usd;

    Fold(int first, int count, std::size_t layers) : firstCell(first), cells(count)
    {
        for (auto &side : usd)
            side.assign(layers, std::vector<float>(static_cast<std::size_t>(count), 0.0F));
    }
    float &at(std::size_t side, std::size_t layer, int cell)
    {
        return usd[side][layer][static_cast<std::size_t>(std::clamp(cell - firstCell, 0, cells - 1))];
    }
    std::shared_ptr<const LevelStart> start(std::size_t side) const
    {
        auto out = std::make_shared<LevelStart>();
        out->firstCell = firstCell;
        out->cells = cells;
        for (const auto &layer : usd[side])
            out->usd.insert(out->usd.end(), layer.begin(), layer.end());
        return out;
    }
};

inline constexpr std::array<double, 3> GroupShares{0.5, 0.3, 0.2};

class SeriesFold {
public:
    SeriesFold(const MapShape &shape, const Lattice &lattice, std::shared_ptr<const LevelKernel> kernel, TimeMs stepMs,
        std::uint64_t &serial, bool isOpensOnly)
        : m_shape(shape), m_lattice(lattice), m_kernel(std::move(kernel)), m_step(stepMs), m_serial(serial),
          m_opensOnly(isOpensOnly), m_groups(isOpensOnly ? 1 : GroupShares.size())
    {
        const int k0 = lattice.cellOf(shape.price);
        const int reach = lattice.reachCells() + 350;
        m_folds.assign(m_groups, Fold(k0 - reach, 2 * reach, m_kernel->layers.size()));
        m_series.stepMs = stepMs;
    }

    /// Folds all bars; keeps the chunks from `keepFromMs` on.
    LevelSeries fold(const std::vector<MinuteBar> &bars, TimeMs keepFromMs)
    {
        const TimeMs firstMs = floorTo(m_shape.nowMs, MinuteMs) - static_cast<TimeMs>(bars.size() - 1) * MinuteMs;
        const auto perColumn = static_cast<std::size_t>(m_step / MinuteMs);
        const std::size_t skipped =
            static_cast<std::size_t>((floorTo(firstMs + m_step - 1, m_step) - firstMs) / MinuteMs);
        for (std::size_t i = skipped; i < bars.size(); i += perColumn) {
            const std::size_t end = std::min(bars.size(), i + perColumn);
            const TimeMs columnMs = firstMs + static_cast<TimeMs>(i) * MinuteMs;
            column(columnMs, bars.data() + i, bars.data() + end, columnMs >= keepFromMs);
        }
        close();
        return std::move(m_series);
    }

    const std::vector<Fold> &folds() const { return m_folds; }

private:
    void column(TimeMs columnMs, const MinuteBar *bar, const MinuteBar *end, bool isKept)
    {
        const TimeMs openMs = floorTo(columnMs, m_step * ChunkColumns);
        const auto index = static_cast<int>((columnMs - openMs) / m_step);
        if (isKept && (!m_chunk || m_chunk->openMs != openMs)) {
            close();
            begin(openMs, index);
        }
        MinuteBar sum = *bar;
        for (const MinuteBar *b = bar + 1; b < end; ++b) {
            sum.high = std::max(sum.high, b->high);
            sum.low = std::min(sum.low, b->low);
            sum.close = b->close;
            sum.volumeUsd += b->volumeUsd;
            sum.delta += b->delta;
        }
        const double hours = static_cast<double>(m_step) / static_cast<double>(HourMs);
        const std::size_t layers = m_kernel->layers.size();
        for (std::size_t g = 0; g < m_groups; ++g) {
            for (std::size_t l = 0; l < layers; ++l) {
                const auto left =
                    static_cast<float>(m_opensOnly ? 1 : std::exp2(-hours / m_kernel->layers[l].halfLifeHours));
                for (auto &side : m_folds[g].usd) {
                    for (float &usd : side[l])
                        usd *= left;
                }
                if (isKept)
                    m_decay[g][l].push_back(left);
            }
            if (!m_opensOnly)
                touch(g, sum, index, isKept);
            for (const MinuteBar *b = bar; b < end; ++b)
                open(g, *b, index, isKept);
        }
        if (isKept) {
            m_openInterest += sum.delta / sum.close * 0.08;
            LevelColumn drawn{};
            drawn.open = static_cast<float>(sum.open);
            drawn.high = static_cast<float>(sum.high);
            drawn.low = static_cast<float>(sum.low);
            drawn.close = static_cast<float>(sum.close);
            drawn.openInterestCoins = m_openInterest;
            drawn.volumeCoins = sum.volumeUsd / sum.close;
            drawn.deltaCoins = sum.delta / sum.close;
            drawn.priceCell = m_lattice.cellOf(sum.close);
            drawn.isHatched = columnMs < m_shape.nowMs - (m_shape.days - 3) * DayMs;
            m_chunk->columns.push_back(drawn);
        }
    }

    void touch(std::size_t g, const MinuteBar &bar, int index, bool isKept)
    {
        Fold &fold = m_folds[g];
        for (int cell = m_lattice.cellOf(bar.low); cell <= m_lattice.cellOf(bar.high); ++cell) {
            for (std::size_t side = 0; side < 2; ++side) {
                bool had = false;
                for (std::size_t l = 0; l < m_kernel->layers.size(); ++l) {
                    float &usd = fold.at(side, l, cell);
                    had |= usd > 0;
                    usd = 0;
                }
                if (had && isKept)
                    m_events[g][side].push_back({cell, static_cast<std::uint8_t>(index), LevelEvent::Cleared, 0});
            }
        }
    }

    void open(std::size_t g, const MinuteBar &bar, int index, bool isKept)
    {
        const double share = m_opensOnly ? 1 : GroupShares[g];
        for (std::size_t side = 0; side < 2; ++side) {
            const double sign = side == 0 ? -1 : 1;
            const double part = 0.5 + (side == 0 ? 0.5 : -0.5) * bar.delta / bar.volumeUsd;
            for (std::size_t l = 0; l < m_kernel->layers.size(); ++l) {
                const double level = bar.close * std::exp(sign * m_kernel->layers[l].distance);
                const int cell = m_lattice.cellOf(level);
                const auto usd = static_cast<float>(bar.volumeUsd * part * share * 0.06);
                m_folds[g].at(side, l, cell) += usd;
                if (isKept)
                    m_events[g][side].push_back(
                        {cell, static_cast<std::uint8_t>(index), static_cast<std::uint8_t>(l), usd});
            }
        }
    }

    void begin(TimeMs openMs, int index)
    {
        m_chunk = std::make_shared<LevelChunk>();
        m_chunk->stepMs = m_step;
        m_chunk->openMs = openMs;
        m_chunk->firstColumn = index;
        m_chunk->kernel = m_kernel;
        LevelColumn none{};
        none.open = none.high = none.low = none.close = std::numeric_limits<float>::quiet_NaN();
        none.openInterestCoins = none.deltaCoins = std::numeric_limits<double>::quiet_NaN();
        m_chunk->columns.assign(static_cast<std::size_t>(index), none);
        m_starts.clear();
        m_events.assign(m_groups, {});
        m_decay.assign(m_groups,
            std::vector<std::vector<float>>(
                m_kernel->layers.size(), std::vector<float>(static_cast<std::size_t>(index), 1.0F)));
        for (const Fold &fold : m_folds)
            m_starts.push_back({fold.start(0), fold.start(1)});
    }

    void close()
    {
        if (!m_chunk)
            return;
        for (std::size_t g = 0; g < m_groups; ++g) {
            LevelGroup group;
            for (std::size_t side = 0; side < 2; ++side) {
                group.sides[side].start = m_starts[g][side];
                group.sides[side].events = std::move(m_events[g][side]);
                group.sides[side].shift.assign(m_chunk->columns.size(), 0);
            }
            for (auto &layer : m_decay[g]) {
                layer.resize(ChunkColumns, 1.0F);
                group.decay.insert(group.decay.end(), layer.begin(), layer.end());
            }
            m_chunk->groups.push_back(std::move(group));
        }
        m_chunk->serial = m_serial++;
        m_series.chunks.push_back(std::exchange(m_chunk, nullptr));
    }

    const MapShape &m_shape;
    const Lattice &m_lattice;
    std::shared_ptr<const LevelKernel> m_kernel;
    TimeMs m_step;
    std::uint64_t &m_serial;
    bool m_opensOnly;
    std::size_t m_groups;
    std::vector<Fold> m_folds;
    LevelSeries m_series;
    std::shared_ptr<LevelChunk> m_chunk;
    std::vector<std::array<std::shared_ptr<const LevelStart>, 2>> m_starts;
    std::vector<std::array<std::vector<LevelEvent>, 2>> m_events;
    std::vector<std::vector<std::vector<float>>> m_decay;
    double m_openInterest = 91'000;
};

inline LevelScale scaleOf(const LevelMap &map, const LevelSeries &series)
{
    LevelHistogram histogram;
    for (const LevelChunkPtr &chunk : series.chunks) {
        const LevelGrid grid = rasteriseLevels(*chunk, map.lattice, {});
        for (const float usd : grid.usd)
            histogram.add(levelCode(usd));
    }
    return {histogram.quantile(0.5), histogram.quantile(0.995), floorTo(map.marketMs, DayMs)};
}

inline void fillProfile(LevelMap &map, const std::vector<Fold> &folds)
{
    map.now.firstCell = folds[0].firstCell;
    for (std::size_t side = 0; side < 2; ++side) {
        std::vector<float> &out = side == 0 ? map.now.longs : map.now.shorts;
        out.assign(static_cast<std::size_t>(folds[0].cells), 0.0F);
        for (const Fold &fold : folds) {
            for (std::size_t l = 0; l < map.kernel->layers.size(); ++l) {
                const double weight = map.kernel->layers[l].weightLong * map.reportedScale;
                for (std::size_t i = 0; i < out.size(); ++i)
                    out[i] += static_cast<float>(weight * fold.usd[side][l][i]);
            }
        }
    }
}

/// The densest places within 15 % of the price, each 0.5 % wide at most.
inline void findClusters(LevelMap &map)
{
    const int k0 = map.lattice.cellOf(map.price);
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        const std::vector<float> &cells = side == PositionSide::Long ? map.now.longs : map.now.shorts;
        std::vector<std::pair<float, int>> peaks;
        for (int d = 2; d < 150; ++d) {
            const int cell = k0 + (side == PositionSide::Long ? -d : d);
            const auto at = [&](int c) { return cells[static_cast<std::size_t>(c - map.now.firstCell)]; };
            const float here = at(cell - 1) + at(cell) + at(cell + 1);
            if (here > at(cell - 2) + at(cell - 1) + at(cell) && here >= at(cell) + at(cell + 1) + at(cell + 2))
                peaks.push_back({here, cell});
        }
        std::sort(peaks.rbegin(), peaks.rend());
        std::vector<int> chosen;
        for (const auto &[sum, cell] : peaks) {
            const auto near = [cell = cell](int other) { return std::abs(other - cell) < 6; };
            if (chosen.size() < 4 && std::none_of(chosen.begin(), chosen.end(), near))
                chosen.push_back(cell);
        }
        std::sort(chosen.begin(), chosen.end(), [&](int a, int b) { return std::abs(a - k0) < std::abs(b - k0); });
        for (const int cell : chosen) {
            Cluster cluster;
            cluster.side = side;
            cluster.id = static_cast<std::uint64_t>(cell + (side == PositionSide::Long ? 0 : 100000));
            cluster.low = map.lattice.lowerPrice(cell - 1);
            cluster.high = map.lattice.lowerPrice(cell + 2);
            cluster.peak = map.lattice.centrePrice(cell);
            cluster.printsUsd = map.now.between(map.lattice, side, cluster.low, cluster.high);
            cluster.oiClosedUsd = cluster.printsUsd / map.coverage;
            cluster.distance = std::abs(std::log(cluster.peak / map.price));
            cluster.meanAgeHours = 9.5;
            cluster.touch24h = touchProbability(cluster.distance, map.volatility.over(24));
            cluster.touch4h = touchProbability(cluster.distance, map.volatility.over(4));
            cluster.loadRank = 0.5 + 0.48 * cluster.touch24h;
            cluster.load = cluster.touch4h >= 0.35 ? ClusterLoad::Armed
                : cluster.touch24h >= 0.35         ? ClusterLoad::Loaded
                                                   : ClusterLoad::Plain;
            cluster.firstSeenMs = map.marketMs - static_cast<TimeMs>(cluster.meanAgeHours) * HourMs;
            map.clusters.push_back(cluster);
        }
    }
}

} // namespace detail

/// All three series, opens-only, clusters and profile. Takes some hundred milliseconds for 30 days.
inline std::shared_ptr<LevelMap> levelMap(const MapShape &shape = {})
{
    auto map = std::make_shared<LevelMap>();
    map->asset = shape.asset;
    map->marketMs = shape.nowMs;
    map->lattice = latticeOf(shape.asset);
    map->kernel = detail::sampleKernel();
    map->groups = {"Binance", "Bybit", "OKX"};
    map->price = shape.price;
    map->volatility = {shape.hourlyVolatility, shape.hourlyVolatility * 0.95, true};
    map->openInterestUsd = 6.2e9;
    map->days = shape.days;
    const std::vector<detail::MinuteBar> bars = detail::pathOf(shape);
    std::uint64_t serial = shape.firstSerial;
    const std::array<std::pair<TimeMs, TimeMs>, 3> series{
        std::pair{MinuteMs, 6 * HourMs}, std::pair{5 * MinuteMs, 7 * DayMs}, std::pair{HourMs, 90 * DayMs}};
    for (std::size_t s = 0; s < series.size(); ++s) {
        const auto [step, kept] = series[s];
        const TimeMs from = shape.nowMs - kept;
        detail::SeriesFold fold(shape, map->lattice, map->kernel, step, serial, false);
        map->series[s] = fold.fold(bars, from);
        if (s == LevelMap::MinuteSeries)
            detail::fillProfile(*map, fold.folds());
        detail::SeriesFold naive(shape, map->lattice, map->kernel, step, serial, true);
        map->opensOnly[s] = naive.fold(bars, from);
    }
    map->scale = detail::scaleOf(*map, map->series[LevelMap::HourSeries]);
    map->opensOnlyScale = detail::scaleOf(*map, map->opensOnly[LevelMap::HourSeries]);
    detail::findClusters(*map);
    return map;
}

} // namespace isobar::samples
