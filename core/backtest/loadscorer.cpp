#include "core/backtest/loadscorer.h"

#include "core/analytics/levels/priorkernel.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace isobar {

namespace {

constexpr TimeMs PathEveryMs = 8 * HourMs;
constexpr std::size_t PathHours = 24;
constexpr double PieceLength = 0.001; // of ln
constexpr std::array Sides{PositionSide::Long, PositionSide::Short};

std::size_t indexOf(PositionSide side) { return static_cast<std::size_t>(side); }
double signOf(PositionSide side) { return side == PositionSide::Long ? 1.0 : -1.0; }

struct HourPrices {
    double low = 0, high = 0, close = 0; // 0: none
};

HourPrices pricesOf(std::span<const LevelBar> bars)
{
    HourPrices prices;
    for (const LevelBar &bar : bars) {
        if (!bar.hasPrice)
            continue;
        prices.low = prices.low > 0 ? std::min(prices.low, bar.low) : bar.low;
        prices.high = std::max(prices.high, bar.high);
        prices.close = bar.close;
    }
    return prices;
}

/// The run of a file.
class Run {
public:
    Run(const HourlyHistory &history, const FittedModels &models, const Lattice &lattice)
        : m_history(history), m_methods(allMethods(models, lattice)),
          m_sampler(std::make_shared<const LevelKernel>(models.load.kernel), lattice, 1,
              ExposureRules{true, PriorMaintenanceRate})
    {
        for (ScoredSide &side : m_sides)
            side.paths.resize(m_methods.size());
    }

    void scoreHour(std::size_t hour, bool isCounted)
    {
        for (const PositionSide side : Sides) {
            const double printed = m_history.liquidatedUsd(hour)[indexOf(side)];
            const auto sample = m_sampler.sampleOf(m_history.bars(hour), side);
            if (!sample || std::isnan(printed))
                continue;
            const HourPrices prices = pricesOf(m_history.bars(hour));
            ScoredHour scored{sample->openMs, sample->move, pastDayUsd(side), sample->openInterestUsd, printed,
                expected(*sample, side == PositionSide::Long ? prices.low : prices.high), isCounted};
            m_sides[indexOf(side)].hours.push_back(std::move(scored));
        }
        if (isCounted && m_history.openMs(hour) % PathEveryMs == 0) {
            for (const PositionSide side : Sides)
                scorePath(hour, side);
        }
    }
    void take(std::size_t hour)
    {
        const auto bars = m_history.bars(hour);
        for (const NamedMethod &each : m_methods)
            each.method->take(bars);
        m_sampler.take(bars);
        m_pastDay.push_back(m_history.liquidatedUsd(hour));
        if (m_pastDay.size() > 24)
            m_pastDay.pop_front();
    }
    std::array<ScoredSide, 2> takeSides() { return std::move(m_sides); }

private:
    std::vector<double> expected(const LoadSample &sample, double extreme) const
    {
        std::vector<double> out;
        for (const NamedMethod &each : m_methods)
            out.push_back(each.method->expected({sample.side, m_sampler.price(), extreme, &sample}));
        return out;
    }
    double pastDayUsd(PositionSide side) const
    {
        double usd = 0;
        for (const auto &hour : m_pastDay)
            usd += std::isnan(hour[indexOf(side)]) ? 0 : hour[indexOf(side)];
        return usd;
    }

    /// What was liquidated in each piece of the way of the next day: an hour's liquidations lie evenly on its way.
    std::vector<double> realisedPieces(std::size_t hour, PositionSide side) const
    {
        std::vector<double> pieces;
        const double sign = signOf(side), start = m_sampler.price();
        double close = start, reached = 0; // ln from the start
        for (std::size_t i = hour; i < std::min(hour + PathHours, m_history.size()); ++i) {
            const HourPrices prices = pricesOf(m_history.bars(i));
            const double printed = m_history.liquidatedUsd(i)[indexOf(side)];
            if (prices.close <= 0)
                continue;
            const double extreme = side == PositionSide::Long ? prices.low : prices.high;
            const double from = sign * std::log(start / close), to = sign * std::log(start / extreme);
            if (to > std::max(from, reached) && !std::isnan(printed))
                spread(pieces, std::max(from, reached), to, printed / (to - from));
            reached = std::max(reached, to);
            close = prices.close;
        }
        pieces.resize(static_cast<std::size_t>(reached / PieceLength)); // whole ones
        return pieces;
    }
    static void spread(std::vector<double> &pieces, double from, double to, double usdPerLog)
    {
        const auto end = static_cast<std::size_t>(std::ceil(to / PieceLength));
        if (pieces.size() < end)
            pieces.resize(end);
        for (auto piece = static_cast<std::size_t>(from / PieceLength); piece < end; ++piece) {
            const double low = static_cast<double>(piece) * PieceLength;
            pieces[piece] += usdPerLog * std::max(0.0, std::min(to, low + PieceLength) - std::max(from, low));
        }
    }

    void scorePath(std::size_t hour, PositionSide side)
    {
        if (m_sampler.price() <= 0)
            return;
        const std::vector<double> realised = realisedPieces(hour, side);
        if (realised.empty())
            return;
        std::vector<ScoredPath> paths(m_methods.size(), {PieceLength, {}, realised});
        std::vector<double> before(m_methods.size());
        for (std::size_t piece = 0; piece < realised.size(); ++piece) {
            const double away = (static_cast<double>(piece) + 1) * PieceLength;
            const double extreme = m_sampler.price() * std::exp(-signOf(side) * away);
            const auto sample = m_sampler.sample(side, extreme, away);
            const std::vector<double> upTo = sample ? expected(*sample, extreme) : before;
            for (std::size_t m = 0; m < m_methods.size(); ++m)
                paths[m].expected.push_back(upTo[m] - before[m]);
            before = upTo;
        }
        for (std::size_t m = 0; m < m_methods.size(); ++m)
            m_sides[indexOf(side)].paths[m].push_back(std::move(paths[m]));
    }

    const HourlyHistory &m_history;
    std::vector<NamedMethod> m_methods;
    LoadSampler m_sampler;
    std::deque<std::array<double, 2>> m_pastDay;
    std::array<ScoredSide, 2> m_sides;
};

} // namespace

std::array<ScoredSide, 2> runMethods(const HourlyHistory &history, const FittedModels &models, const Lattice &lattice,
    TimeMs fromMs, TimeMs countFromMs, const Progress &progress)
{
    constexpr std::size_t TellEvery = 100;
    Run run(history, models, lattice);
    for (std::size_t hour = 0; hour < history.size(); ++hour) {
        if (history.openMs(hour) >= fromMs)
            run.scoreHour(hour, history.openMs(hour) >= countFromMs);
        run.take(hour);
        if (hour % TellEvery == 0)
            progress(static_cast<double>(hour) / static_cast<double>(history.size()));
    }
    return run.takeSides();
}

} // namespace isobar
