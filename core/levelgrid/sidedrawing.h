#pragma once
#include "core/levelgrid/levelblock.h"

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
    void findFrames();
    void sortEvents();
    void drawCell(int storedCell);
    void beginWith(int storedCell);
    /// Draws what a layer had from its last change up to (not with) the column.
    void flush(std::size_t layer, int column)
    {
        if (m_amount[layer] > 0 && column > m_since[layer])
            drawLayer(layer, m_since[layer], column);
        m_since[layer] = column;
    }
    void drawLayer(std::size_t layer, int from, int to);

    const LevelChunk *m_chunk = nullptr;
    const LevelSide *m_side = nullptr;
    const DecaySums *m_decay = nullptr;
    std::vector<float> m_weights;
    std::vector<Frame> m_frames;
    int m_leastShift = 0, m_mostShift = 0;
    int m_firstCell = 0, m_cells = 0; // of all that happens, in the stored frame
    std::vector<std::uint32_t> m_begin; // by cell, into m_events; one more at the end
    std::vector<LevelEvent> m_events; // by cell, and by time within a cell
    // Of the cell that is being drawn, by layer: USD as of the begin of the chunk, and the column up to which it is
    // drawn.
    std::vector<float> m_amount;
    std::vector<int> m_since;
    LevelBlock *m_rows = nullptr; // that are being drawn
    int m_rowOfCell = 0; // where the cell would be drawn, were nothing shifted
    bool m_hasAny = false;
};

} // namespace isobar
