#include "core/analytics/levels/entryrun.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace isobar {

namespace {

constexpr double LeastWidth = 1e-6; // of a cell: a single price is spread so wide
constexpr double EdgeTolerance = 1e-9; // of a cell: an edge belongs to the cell above it (Lattice::cellAt)
constexpr float LeastUsd = 0.01F; // what rounding leaves where nothing is
constexpr int Lowest = std::numeric_limits<int>::min() / 2, Highest = std::numeric_limits<int>::max() / 2;

// Adding so much leaves a double no bits for a fraction, and the last ones hold its whole part.
constexpr double NoFraction = 6755399441055744.0; // 1.5 * 2^52

} // namespace

int EntryRun::untouched() const { return m_side == PositionSide::Long ? Highest : Lowest; }

void EntryRun::reset(std::size_t bars)
{
    m_count = 0;
    if (m_entries.size() < 2 * bars)
        m_entries.resize(2 * bars);
    m_touched.assign(bars, untouched());
}

void EntryRun::finish()
{
    for (std::vector<double> *each : {&m_from, &m_to, &m_keptFrom, &m_keptTo, &m_usdPerCell, &m_weights})
        each->resize(m_count);
    m_least = m_mostUncut = std::numeric_limits<double>::max();
    m_most = m_leastUncut = std::numeric_limits<double>::lowest();
    const bool isLong = m_side == PositionSide::Long;
    double usd = 0, moment = 0;
    int lowest = Lowest, highest = Highest; // that no later bar touches
    std::size_t bar = m_touched.size();
    for (std::size_t i = m_count; i-- > 0;) {
        const Entry &entry = m_entries[i];
        while (bar > entry.bar + 1) {
            const int touched = m_touched[--bar];
            lowest = isLong ? lowest : std::max(lowest, touched + 1);
            highest = isLong ? std::min(highest, touched - 1) : highest;
        }
        const double width = std::max(entry.to - entry.from, LeastWidth);
        m_from[i] = entry.from + EdgeTolerance;
        m_to[i] = m_from[i] + width;
        m_keptFrom[i] = isLong ? lowest : std::max(lowest, entry.closeCell + 1);
        m_keptTo[i] = 1 + (isLong ? std::min(highest, entry.closeCell - 1) : highest);
        m_usdPerCell[i] = entry.usd / width;
        m_least = std::min(m_least, m_from[i]);
        m_most = std::max(m_most, m_to[i]);
        m_leastUncut = std::max(m_leastUncut, m_keptFrom[i] - m_from[i]);
        m_mostUncut = std::min(m_mostUncut, m_keptTo[i] - m_to[i]);
        usd += entry.usd;
        moment += entry.usd * static_cast<double>(entry.bar);
    }
    m_meanBar = usd > 0 ? moment / usd : 0;
}

std::span<const float> EntryRun::spread(FlowSource source, double away, std::span<const double> left)
{
    // A little below, lest rounding puts an entry under it.
    m_firstCell = static_cast<int>(std::floor(m_least + away - EdgeTolerance));
    const int cells = static_cast<int>(std::floor(m_most + away)) - m_firstCell + 1;
    m_stepCount = static_cast<std::size_t>(cells) + 2; // an end may lie on the last edge, its step one above
    constexpr std::size_t Few = 4; // one is enough for these
    const std::size_t odds = m_count > Few ? m_stepCount : 0;
    m_steps.assign(m_stepCount + odds, {});
    weigh(source, left);
    const bool isCut = away < m_leastUncut || away > m_mostUncut;
    Placed placed;
    for (std::size_t first = 0; first < m_count; first += PlacedAtOnce) {
        const std::size_t count = std::min(m_count - first, PlacedAtOnce);
        if (isCut)
            place<true>(first, count, away - m_firstCell, cells, placed);
        else
            place<false>(first, count, away - m_firstCell, cells, placed);
        Steps *const even = m_steps.data(), *const odd = even + odds;
        for (std::size_t i = 0; i + 1 < count; i += 2) {
            addSteps(placed, i, even);
            addSteps(placed, i + 1, odd);
        }
        if (count % 2 != 0)
            addSteps(placed, count - 1, even);
    }
    return sumUp();
}

inline void EntryRun::addSteps(const Placed &placed, std::size_t i, Steps *steps)
{
    const auto wholeOf = [](double withoutFraction) {
        return static_cast<std::size_t>(std::bit_cast<std::uint64_t>(withoutFraction) & 0xFFFFFFFFU);
    };
    steps[wholeOf(placed.beginCell[i])].begin += placed.begin[i];
    steps[wholeOf(placed.endCell[i])].end += placed.end[i];
}

void EntryRun::weigh(FlowSource source, std::span<const double> left)
{
    for (std::size_t i = 0; i < m_count; ++i) {
        const bool isOf = source == FlowSource::Both || source == m_entries[i].source;
        m_weights[i] = isOf ? m_usdPerCell[i] * left[m_entries[i].bar] : 0;
    }
}

/// `away`: from the entries to the layer, counted from m_firstCell. `IsCut`: some are not kept as a whole.
template <bool IsCut>
void EntryRun::place(std::size_t first, std::size_t count, double away, double cells, Placed &__restrict placed) const
{
    const double origin = m_firstCell;
    const double *from = m_from.data() + first, *to = m_to.data() + first, *weights = m_weights.data() + first;
    const double *keptFrom = m_keptFrom.data() + first, *keptTo = m_keptTo.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
        double begin = from[i] + away, end = to[i] + away;
        if constexpr (IsCut) { // Within what is left of it; where nothing is, it ends where it begins.
            const double least = keptFrom[i] - origin, most = keptTo[i] - origin;
            const double raised = begin > least ? begin : least;
            begin = raised < cells ? raised : cells;
            const double lowered = end < most ? end : most;
            end = lowered > begin ? lowered : begin;
        }
        placed.beginCell[i] = begin - 0.5 + NoFraction;
        placed.endCell[i] = end - 0.5 + NoFraction;
        placed.begin[i] = {weights[i], weights[i] * begin};
        placed.end[i] = {weights[i], weights[i] * end};
    }
}

std::span<const float> EntryRun::sumUp()
{
    m_cells.resize(m_stepCount);
    for (std::size_t i = m_stepCount; i < m_steps.size(); ++i) {
        m_steps[i - m_stepCount].begin += m_steps[i].begin;
        m_steps[i - m_stepCount].end += m_steps[i].end;
    }
    double below = 0; // USD per cell of what begins below and does not end there
    for (std::size_t i = 0; i < m_stepCount; ++i) {
        const Steps &steps = m_steps[i];
        const double upper = static_cast<double>(i) + 1, density = steps.begin.usd - steps.end.usd;
        const double usd = below + (density * upper - (steps.begin.moment - steps.end.moment));
        below += density;
        m_cells[i] = usd > LeastUsd ? static_cast<float>(usd) : 0.0F;
    }
    std::size_t begin = 0, end = m_cells.size();
    while (begin < end && m_cells[begin] <= 0)
        ++begin;
    while (end > begin && m_cells[end - 1] <= 0)
        --end;
    m_firstCell += static_cast<int>(begin);
    return {m_cells.data() + begin, end - begin};
}

} // namespace isobar
