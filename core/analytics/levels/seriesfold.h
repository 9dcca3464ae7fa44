#pragma once
#include "core/analytics/levels/columnrecorder.h"
#include "core/analytics/levels/exposure.h"
#include "core/analytics/levels/levelflow.h"
#include "core/levelgrid/levelmap.h"

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// Gives chunks their serials; shared by all folds of an asset, since a chunk must never share one with another.
using SerialCounter = std::atomic<std::uint64_t>;

/// The columns of one length of an asset's exposures, in chunks. Copies are cheap: closed chunks are shared.
class SeriesFold {
public:
    SeriesFold(TimeMs stepMs, TimeMs keepMs, std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice,
        std::size_t groups, std::shared_ptr<SerialCounter> serials);

    /// Whether a bar is to be written down: not when it is longer than a column, nor when it will be too old to be kept
    /// once the bars up to `knownUntilMs` have been taken.
    bool wants(const LevelBar &bar, TimeMs knownUntilMs) const;
    TimeMs stepMs() const { return m_stepMs; }
    /// Before the exposures take bars that are wanted, all in one column: closes the columns that end before them and
    /// begins what they begin.
    void prepare(const LevelBar &bar, std::span<const Exposure> exposures);
    /// Before they take bars that are not wanted: ends the series until others come.
    void breakOff(std::span<const Exposure> exposures);
    ColumnRecorder &recorder(std::size_t group) { return m_recorders[group]; }
    /// After the exposures took bars that are wanted.
    void take(std::span<const LevelBar> bars);

    /// The chunks so far; the running column is closed for it as it stands.
    LevelSeries series(std::span<const Exposure> exposures) const;

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_closed, self.m_recorders, self.m_isRecording, self.m_openMs, self.m_firstColumn, self.m_column,
            self.m_columns, self.m_priceCell);
    }

private:
    void takeBar(const LevelBar &bar);
    void closeColumn(std::span<const Exposure> exposures);
    void closeChunk();
    void beginChunk(const LevelBar &bar, std::span<const Exposure> exposures);
    LevelChunkPtr takeChunk();

    TimeMs m_stepMs, m_keepMs;
    std::shared_ptr<const LevelKernel> m_kernel;
    Lattice m_lattice;
    std::shared_ptr<SerialCounter> m_serials;
    std::vector<LevelChunkPtr> m_closed;
    std::vector<ColumnRecorder> m_recorders; // by group
    bool m_isRecording = false;
    TimeMs m_openMs = 0; // of the running chunk
    int m_firstColumn = 0, m_column = -1; // of the running chunk; its running column
    std::vector<LevelColumn> m_columns;
    int m_priceCell = 0; // of the last close
};

} // namespace isobar
