#pragma once
#include "core/levelgrid/levelblock.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace isobar {

/// What is left, at the end of each column, of what was in a layer at the begin of the chunk; and its inverse.
struct DecaySums {
    std::vector<LevelRow> left, inverse; // by layer
    void set(const LevelChunk &chunk, const LevelGroup &group);
};

/// One side of one venue group of a chunk, made ready to be drawn a few rows of the lattice at a time. Made to be used
/// again: it keeps its memory.
class SideDrawing {
public:
    /// All arguments but the weights (by layer; 0: not drawn) are kept by reference.
    void set(const LevelChunk &chunk, const LevelSide &side, const DecaySums &decay, std::span<const float> weights);
    /// Adds the USD at the end of each column to the rows, of which the first is `firstCell`; false when there is
    /// nothing.
    bool addTo(LevelBlock &rows, int firstCell);

private:
    /// Columns over which funding moved nothing.
    struct Frame {
        int shift = 0, from = 0, to = 0;
    };
    /// A layer of a cell gets more; as LevelEvent, but weighted and as of the begin of the chunk.
    struct Change {
        float usd = 0;
        int column = 0;
    };
    void findFrames();
    void sortEvents();
    /// What is told of a layer of a cell has a place in m_begin; before the layers of a cell comes when it was cleared.
    std::size_t placeOf(int storedCell, std::size_t layer) const
    {
        return static_cast<std::size_t>(storedCell - m_firstCell) * (m_weights.size() + 1) + 1 + layer;
    }
    static std::size_t layerOf(const LevelEvent &event)
    {
        return event.layer == LevelEvent::Cleared ? ~std::size_t{0} : event.layer;
    }
    std::span<const Change> changesAt(std::size_t place) const
    {
        return {m_changes.data() + m_begin[place], m_changes.data() + m_begin[place + 1]};
    }
    void drawCell(int storedCell);
    float startOf(int storedCell, std::size_t layer) const;
    void drawLayer(std::size_t layer, float usd, std::span<const Change> changes, std::span<const Change> clears);
    std::span<const Change> drawLife(std::size_t layer, float usd, int from, int to, std::span<const Change> changes);

    const LevelChunk *m_chunk = nullptr;
    const LevelSide *m_side = nullptr;
    const DecaySums *m_decay = nullptr;
    std::vector<float> m_weights;
    std::vector<Frame> m_frames;
    int m_leastShift = 0, m_mostShift = 0;
    int m_firstCell = 0, m_cells = 0; // of all that happens, in the stored frame
    std::vector<std::uint32_t> m_begin; // by place, into m_changes; one more at the end
    std::vector<Change> m_changes; // by place, and by time within one
    static constexpr int FilledAtOnce = 8;
    std::array<float, ChunkColumns + FilledAtOnce> m_amounts; // by column, of the layer that is being drawn
    LevelBlock *m_rows = nullptr; // that are being drawn
    int m_rowOfCell = 0; // where the cell would be drawn, were nothing shifted
    bool m_hasAny = false;
};

} // namespace isobar
