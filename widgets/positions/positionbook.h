#pragma once
#include "core/market/position.h"

#include <vector>

namespace isobar {

/// The user's positions with the steps that can be undone. Plain state; ids are never used again within a sitting.
class PositionBook {
public:
    /// As they were kept; there is nothing to undo then.
    void start(std::vector<Position> positions);
    const std::vector<Position> &positions() const { return m_positions; }
    const Position *find(std::uint64_t id) const;

    std::uint64_t add(Position position); ///< gives it an id
    bool change(const Position &position); ///< the one with its id; false: there is none, or it is the same
    bool remove(std::uint64_t id);
    bool undo();
    bool redo();
    bool canUndo() const { return !m_before.empty(); }
    bool canRedo() const { return !m_after.empty(); }

private:
    static constexpr std::size_t MostSteps = 100;
    void remember();

    std::vector<Position> m_positions;
    std::vector<std::vector<Position>> m_before, m_after;
    std::uint64_t m_lastId = 0;
};

} // namespace isobar
