#include "core/analytics/levels/entryrun.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr double LeastWidth = 1e-6; // of a cell: a single price is spread so wide
constexpr double EdgeTolerance = 1e-9; // of a cell: an edge belongs to the cell above it (Lattice::cellAt)
constexpr float LeastUsd = 0.01F; // what rounding leaves where nothing is
constexpr int Lowest = std::numeric_limits<int>::min() / 2, Highest = std::numeric_limits<int>::max() / 2;

/// The cell of a position from 0 on, or on an edge perhaps the one below: what is made of it is the same. Adding so
/// much leaves a double no bits for a fraction; plain arithmetic, so that the compiler makes vectors of it.
inline double cellBelow(double position)
{
    constexpr double NoFraction = 6755399441055744.0; // 1.5 * 2^52
    return (position - 0.5 + NoFraction) - NoFraction;
}

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
    m_least = std::numeric_limits<double>::max();
    m_most = std::numeric_limits<double>::lowest();
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
        usd += entry.usd;
        moment += entry.usd * static_cast<double>(entry.bar);
    }
    m_meanBar = usd > 0 ? moment / usd : 0;
}

std::span<const float> EntryRun::spread(FlowSource source, double away, std::span<const double> left)
{
    m_firstCell = static_cast<int>(std::floor(m_least + away));
    const int cells = static_cast<int>(std::floor(m_most + away)) - m_firstCell + 1;
    m_steps.assign(static_cast<std::size_t>(cells) + 2, {}); // an end may lie on the last edge, its step one above
    weigh(source, left);
    Placed placed;
    for (std::size_t first = 0; first < m_count; first += PlacedAtOnce) {
        const std::size_t count = std::min(m_count - first, PlacedAtOnce);
        place(first, count, away - m_firstCell, cells, placed);
        for (std::size_t i = 0; i < count; ++i) {
            const double weight = m_weights[first + i];
            Step *begin = m_steps.data() + static_cast<int>(placed.beginCell[i]);
            Step *end = m_steps.data() + static_cast<int>(placed.endCell[i]);
            begin[0].more += placed.beginUsd[i];
            begin[1].more += weight - placed.beginUsd[i];
            end[0].less += placed.endUsd[i];
            end[1].less += weight - placed.endUsd[i];
        }
    }
    return sumUp();
}

void EntryRun::weigh(FlowSource source, std::span<const double> left)
{
    for (std::size_t i = 0; i < m_count; ++i) {
        const bool isOf = source == FlowSource::Both || source == m_entries[i].source;
        m_weights[i] = isOf ? m_usdPerCell[i] * left[m_entries[i].bar] : 0;
    }
}

/// `away`: from the entries to the layer, counted from m_firstCell.
void EntryRun::place(std::size_t first, std::size_t count, double away, double cells, Placed &__restrict placed) const
{
    const double origin = m_firstCell;
    const double *from = m_from.data() + first, *to = m_to.data() + first, *weights = m_weights.data() + first;
    const double *keptFrom = m_keptFrom.data() + first, *keptTo = m_keptTo.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
        // Kept within what is left of it; where nothing is, it ends where it begins.
        const double above = from[i] + away, least = keptFrom[i] - origin;
        const double raised = above > least ? above : least;
        const double begin = raised < cells ? raised : cells;
        const double below = to[i] + away, most = keptTo[i] - origin;
        const double lowered = below < most ? below : most;
        const double end = lowered > begin ? lowered : begin;
        const double beginCell = cellBelow(begin), endCell = cellBelow(end);
        placed.beginCell[i] = beginCell;
        placed.endCell[i] = endCell;
        placed.beginUsd[i] = weights[i] * (beginCell + 1 - begin);
        placed.endUsd[i] = weights[i] * (endCell + 1 - end);
    }
}

std::span<const float> EntryRun::sumUp()
{
    m_cells.resize(m_steps.size());
    double usd = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        usd += m_steps[i].more - m_steps[i].less;
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
