#include "core/analytics/levels/seriesfold.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

LevelColumn emptyColumn(int priceCell)
{
    constexpr float Unknown = std::numeric_limits<float>::quiet_NaN();
    LevelColumn column{};
    column.open = column.high = column.low = column.close = Unknown;
    column.openInterestCoins = std::numeric_limits<double>::quiet_NaN();
    column.deltaCoins = std::numeric_limits<double>::quiet_NaN();
    column.priceCell = priceCell;
    return column;
}

} // namespace

SeriesFold::SeriesFold(TimeMs stepMs, TimeMs keepMs, std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice,
    std::size_t groups, std::shared_ptr<SerialCounter> serials)
    : m_stepMs(stepMs), m_keepMs(keepMs), m_kernel(std::move(kernel)), m_lattice(lattice),
      m_serials(std::move(serials)), m_recorders(groups, ColumnRecorder(m_kernel->layers.size()))
{
}

bool SeriesFold::wants(const LevelBar &bar, TimeMs knownUntilMs) const
{
    const TimeMs chunkMs = m_stepMs * ChunkColumns, chunkEndMs = floorTo(bar.openMs, chunkMs) + chunkMs;
    return bar.lengthMs <= m_stepMs && chunkEndMs > knownUntilMs - chunkMs - m_keepMs;
}

void SeriesFold::breakOff(std::span<const Exposure> exposures)
{
    if (!m_isRecording)
        return;
    closeColumn(exposures);
    closeChunk();
}

void SeriesFold::prepare(const LevelBar &bar, std::span<const Exposure> exposures)
{
    if (m_isRecording && floorTo(bar.openMs, m_stepMs * ChunkColumns) != m_openMs)
        breakOff(exposures);
    if (!m_isRecording)
        beginChunk(bar, exposures);
    const int column = static_cast<int>((bar.openMs - m_openMs) / m_stepMs);
    if (column == m_column)
        return;
    if (m_column >= 0)
        closeColumn(exposures);
    while (static_cast<int>(m_columns.size()) < column) { // a gap: nothing is made up
        for (std::size_t g = 0; g < exposures.size(); ++g)
            m_recorders[g].closeColumn(static_cast<int>(m_columns.size()), exposures[g].sides());
        m_columns.push_back(emptyColumn(m_priceCell));
    }
    m_columns.push_back(emptyColumn(m_priceCell));
    m_column = column;
}

void SeriesFold::take(std::span<const LevelBar> bars)
{
    for (const LevelBar &bar : bars)
        takeBar(bar);
    const auto last = std::find_if(bars.rbegin(), bars.rend(), [](const LevelBar &bar) { return bar.hasPrice; });
    if (last != bars.rend())
        m_columns.back().priceCell = m_priceCell = m_lattice.cellOf(last->close);
}

void SeriesFold::takeBar(const LevelBar &bar)
{
    LevelColumn &column = m_columns.back();
    column.isHatched |= bar.isHatched;
    column.volumeCoins += bar.volumeCoins;
    if (!std::isnan(bar.deltaCoins))
        column.deltaCoins = std::isnan(column.deltaCoins) ? bar.deltaCoins : column.deltaCoins + bar.deltaCoins;
    if (!std::isnan(bar.openInterestCoins))
        column.openInterestCoins = bar.openInterestCoins;
    if (!bar.hasPrice)
        return;
    const auto high = static_cast<float>(bar.high), low = static_cast<float>(bar.low);
    if (!column.hasPrice()) {
        column.open = static_cast<float>(bar.open);
        column.high = high;
        column.low = low;
    }
    column.high = std::max(column.high, high);
    column.low = std::min(column.low, low);
    column.close = static_cast<float>(bar.close);
}

void SeriesFold::beginChunk(const LevelBar &bar, std::span<const Exposure> exposures)
{
    m_openMs = floorTo(bar.openMs, m_stepMs * ChunkColumns);
    m_firstColumn = static_cast<int>((bar.openMs - m_openMs) / m_stepMs);
    if (m_priceCell == 0 && bar.hasPrice)
        m_priceCell = m_lattice.cellOf(bar.close);
    m_columns.assign(static_cast<std::size_t>(m_firstColumn), emptyColumn(m_priceCell));
    m_column = -1;
    for (std::size_t g = 0; g < exposures.size(); ++g)
        m_recorders[g].begin(exposures[g].sides(), exposures[g].scales());
    m_isRecording = true;
}

void SeriesFold::closeColumn(std::span<const Exposure> exposures)
{
    if (m_column < 0)
        return;
    for (std::size_t g = 0; g < exposures.size(); ++g)
        m_recorders[g].closeColumn(m_column, exposures[g].sides());
    m_column = -1;
}

/// Gives away what was recorded.
LevelChunkPtr SeriesFold::takeChunk()
{
    auto made = std::make_shared<LevelChunk>();
    made->stepMs = m_stepMs;
    made->openMs = m_openMs;
    made->firstColumn = m_firstColumn;
    made->columns = std::move(m_columns);
    for (ColumnRecorder &recorder : m_recorders)
        made->groups.push_back(recorder.takeGroup());
    made->kernel = m_kernel;
    made->serial = ++*m_serials;
    return made;
}

void SeriesFold::closeChunk()
{
    m_isRecording = false;
    if (m_columns.empty())
        return;
    // A series that was broken off and begun again within a chunk keeps the later part.
    if (!m_closed.empty() && m_closed.back()->openMs == m_openMs)
        m_closed.pop_back();
    m_closed.push_back(takeChunk());
    const TimeMs oldest = m_openMs - m_keepMs;
    std::erase_if(m_closed, [&](const LevelChunkPtr &each) { return each->columnMs(ChunkColumns) <= oldest; });
}

LevelSeries SeriesFold::series(std::span<const Exposure> exposures) const
{
    LevelSeries series;
    series.stepMs = m_stepMs;
    series.chunks = m_closed;
    if (m_isRecording) {
        SeriesFold running = *this;
        running.closeColumn(exposures);
        if (!running.m_columns.empty()) {
            if (!series.chunks.empty() && series.chunks.back()->openMs == m_openMs)
                series.chunks.pop_back();
            series.chunks.push_back(running.takeChunk());
        }
    }
    return series;
}

} // namespace isobar
