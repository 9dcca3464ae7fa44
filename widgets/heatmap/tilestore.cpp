#include "widgets/heatmap/tilestore.h"

#include "core/levelgrid/levelraster.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace isobar::heatmap {

namespace {

constexpr int Threads = 2;

TilePlace placeOf(const LevelChunk &chunk) { return {chunk.stepMs, chunk.openMs}; }

/// First column below `limit` in which two rows of codes differ, else `limit`; a missing row is all zero.
int firstDifferenceOfRows(const std::uint8_t *a, const std::uint8_t *b, int limit)
{
    static constexpr std::array<std::uint8_t, ChunkColumns> Nothing{};
    a = a ? a : Nothing.data();
    b = b ? b : Nothing.data();
    if (std::memcmp(a, b, static_cast<std::size_t>(limit)) == 0)
        return limit;
    return static_cast<int>(std::mismatch(a, a + limit, b).first - a);
}

} // namespace

const TileSet::Entry *TileSet::find(const LevelChunk &chunk) const
{
    const auto found = m_entries.find(placeOf(chunk));
    return found == m_entries.end() ? nullptr : &found->second;
}

bool TileSet::has(const LevelChunk &chunk) const
{
    const Entry *entry = find(chunk);
    return entry && entry->serial == chunk.serial;
}

void TileSet::keepOnly(const std::set<TilePlace> &places)
{
    std::erase_if(m_entries, [&](const auto &each) { return !places.contains(each.first); });
}

std::vector<CellSpan> TileSet::spansOf(const std::vector<CoverSpan> &cover) const
{
    std::vector<CellSpan> spans;
    for (const CoverSpan &span : cover) {
        if (const Entry *entry = find(*span.chunk))
            spans.push_back({entry->first, entry->second, span.fromMs, span.toMs});
    }
    return spans;
}

TileSet::Entry makeEntry(const LevelChunk &chunk, const Lattice &lattice, const TileKind &kind)
{
    TileSet::Entry entry;
    entry.serial = chunk.serial;
    LevelFilter filter = kind.filter;
    if (!kind.isSplit) {
        entry.first = makeTile(chunk, lattice, filter);
        return entry;
    }
    filter.shorts = false;
    entry.first = makeTile(chunk, lattice, filter);
    filter = kind.filter;
    filter.longs = false;
    entry.second = makeTile(chunk, lattice, filter);
    return entry;
}

TileSet makeTiles(const Lattice &lattice, const std::vector<CoverSpan> &cover, const TileKind &kind)
{
    TileSet set;
    set.kind = kind;
    for (const CoverSpan &span : cover) {
        if (!set.has(*span.chunk))
            set.put(placeOf(*span.chunk), makeEntry(*span.chunk, lattice, kind));
    }
    return set;
}

std::optional<int> firstDifference(const LevelTile &a, const LevelTile &b)
{
    int first = ChunkColumns;
    const int begin = std::min(a.firstRow(), b.firstRow());
    const int end = std::max(a.firstRow() + a.rows(), b.firstRow() + b.rows());
    const auto rowOf = [](const LevelTile &tile, int row) {
        const int r = row - tile.firstRow();
        return r >= 0 && r < tile.rows() ? tile.row(0, r) : nullptr;
    };
    for (int row = begin; row < end && first > 0; ++row)
        first = firstDifferenceOfRows(rowOf(a, row), rowOf(b, row), first);
    return first < ChunkColumns ? std::optional(first) : std::nullopt;
}

TileStore::TileStore(QObject *parent) : QObject(parent) { m_pool.setMaxThreadCount(Threads); }

TileStore::~TileStore()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void TileStore::forget()
{
    ++m_job;
    m_pool.clear();
    m_running.clear();
    m_next.reset();
    m_shown.clear();
    m_wanted.clear();
}

void TileStore::want(const LevelMap &map, const std::vector<CoverSpan> &cover, const TileKind &kind)
{
    if (kind.asset != m_shown.kind.asset || map.lattice != m_lattice) {
        // Another market: nothing of the old one may stand under its prices.
        forget();
        m_shown.kind = kind;
        m_lattice = map.lattice;
    } else if (kind != target().kind) {
        ++m_job;
        m_pool.clear();
        m_running.clear();
        m_next.reset();
        if (kind != m_shown.kind) {
            m_next.emplace();
            m_next->kind = kind;
        }
    }
    std::set<TilePlace> places;
    for (const LevelSeries &series : kind.isOpensOnly ? map.opensOnly : map.series) {
        for (const LevelChunkPtr &chunk : series.chunks)
            places.insert(placeOf(*chunk));
    }
    target().keepOnly(places);
    m_wanted.clear();
    for (const CoverSpan &span : cover)
        m_wanted.push_back(span.chunk);
    for (const LevelChunkPtr &chunk : m_wanted)
        make(chunk);
    showNextIfComplete();
}

void TileStore::make(const LevelChunkPtr &chunk)
{
    const TilePlace place = placeOf(*chunk);
    if (target().has(*chunk) || m_running.contains(place)) // a newer one of that place follows when this is done
        return;
    m_running[place] = chunk->serial;
    const TileSet::Entry *entry = target().find(*chunk);
    const auto work = [this, chunk, before = entry ? *entry : TileSet::Entry{}, lattice = m_lattice,
                          kind = target().kind, job = m_job] {
        const TileSet::Entry made = makeEntry(*chunk, lattice, kind);
        std::optional<int> changed;
        if (before.first) {
            changed = firstDifference(*before.first, *made.first);
            if (before.second && made.second) {
                const auto second = firstDifference(*before.second, *made.second);
                changed = changed && second ? std::min(changed, second) : std::max(changed, second);
            }
        } else {
            changed = 0;
        }
        QMetaObject::invokeMethod(
            this, [this, job, chunk, made, changed] { finish(job, chunk, made, changed); }, Qt::QueuedConnection);
    };
    m_pool.start(work);
}

void TileStore::finish(
    quint64 job, const LevelChunkPtr &chunk, const TileSet::Entry &entry, std::optional<int> firstChanged)
{
    if (job != m_job)
        return;
    ++m_made;
    const TilePlace place = placeOf(*chunk);
    m_running.erase(place);
    target().put(place, entry);
    for (const LevelChunkPtr &wanted : std::as_const(m_wanted)) {
        if (placeOf(*wanted) == place)
            make(wanted);
    }
    if (m_next)
        showNextIfComplete();
    else if (firstChanged)
        Q_EMIT tilesChanged(
            static_cast<double>(chunk->columnMs(*firstChanged)), static_cast<double>(chunk->columnMs(ChunkColumns)));
}

void TileStore::showNextIfComplete()
{
    if (!m_next)
        return;
    // Older content of a place will do: what is newest is changing every second.
    const bool isComplete = std::all_of(
        m_wanted.begin(), m_wanted.end(), [this](const LevelChunkPtr &chunk) { return m_next->find(*chunk); });
    if (!isComplete)
        return;
    m_shown = std::move(*m_next);
    m_next.reset();
    Q_EMIT tilesChanged(std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max());
}

} // namespace isobar::heatmap
