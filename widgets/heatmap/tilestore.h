#pragma once
#include "core/levelgrid/levelmap.h"
#include "core/levelgrid/leveltile.h"
#include "widgets/heatmap/cellpainter.h"
#include "widgets/heatmap/coverage.h"

#include <QObject>
#include <QThreadPool>

#include <map>
#include <optional>
#include <set>

namespace isobar::heatmap {

/// What tiles are made of beside their chunk.
struct TileKind {
    std::string asset;
    LevelFilter filter;
    bool isSplit = false; ///< longs and shorts apart
    bool isOpensOnly = false;
    bool operator==(const TileKind &) const = default;
};

/// A chunk's place in time.
struct TilePlace {
    TimeMs stepMs = 0, openMs = 0;
    auto operator<=>(const TilePlace &) const = default;
};

/// The tiles of one kind by their place. A value; the tiles are shared.
class TileSet {
public:
    struct Entry {
        std::uint64_t serial = 0; ///< of the chunk
        LevelTilePtr first, second; ///< second: shorts, when split
    };
    TileKind kind;

    const Entry *find(const LevelChunk &chunk) const;
    bool has(const LevelChunk &chunk) const; ///< of this very content
    void put(const TilePlace &place, Entry entry) { m_entries[place] = std::move(entry); }
    void keepOnly(const std::set<TilePlace> &places);
    void clear() { m_entries.clear(); }
    std::size_t size() const { return m_entries.size(); }
    /// What is painted of spans: without a tile nothing; with one of an older chunk of that place, that.
    std::vector<CellSpan> spansOf(const std::vector<CoverSpan> &cover) const;

private:
    std::map<TilePlace, Entry> m_entries;
};

/// Makes the tiles of a chunk. Pure; some milliseconds.
TileSet::Entry makeEntry(const LevelChunk &chunk, const Lattice &lattice, const TileKind &kind);
/// All tiles of spans at once, for pictures without a window.
TileSet makeTiles(const Lattice &lattice, const std::vector<CoverSpan> &cover, const TileKind &kind);
/// The first column that differs, compared by lattice row; absent when none does.
std::optional<int> firstDifference(const LevelTile &a, const LevelTile &b);

/// Keeps the tiles that are looked at, and makes new ones in the pool. Tiles of another kind (a filter, the split)
/// replace the shown ones when all that were asked for are there: until then the old picture stands. Results of an
/// older kind are dropped.
class TileStore : public QObject {
    Q_OBJECT
public:
    explicit TileStore(QObject *parent = nullptr);
    ~TileStore() override;

    /// Asks for the tiles of spans, the most wanted first; shown() has them after tilesChanged().
    void want(const LevelMap &map, const std::vector<CoverSpan> &cover, const TileKind &kind);
    /// Another run made the chunks from here on: their serials say nothing about those before.
    void forget();
    const TileSet &shown() const { return m_shown; }
    bool isWorking() const { return !m_running.empty(); }
    int tilesMade() const { return m_made; }

Q_SIGNALS:
    /// The tiles of [fromMs, toMs) look different now.
    void tilesChanged(double fromMs, double toMs);

private:
    void make(const LevelChunkPtr &chunk);
    void finish(quint64 job, const LevelChunkPtr &chunk, const TileSet::Entry &entry, std::optional<int> firstChanged);
    void showNextIfComplete();
    TileSet &target() { return m_next ? *m_next : m_shown; }

    TileSet m_shown;
    std::optional<TileSet> m_next; ///< another kind in the making
    Lattice m_lattice;
    std::vector<LevelChunkPtr> m_wanted; ///< of the last want()
    std::map<TilePlace, std::uint64_t> m_running; ///< serial being made
    quint64 m_job = 0; ///< grows with each change of kind; results of older numbers are dropped
    int m_made = 0;
    QThreadPool m_pool;
};

} // namespace isobar::heatmap
