#include "widgets/positions/positionbook.h"

#include <algorithm>
#include <utility>

namespace isobar {

void PositionBook::start(std::vector<Position> positions)
{
    m_positions = std::move(positions);
    m_before.clear();
    m_after.clear();
    for (const Position &each : m_positions)
        m_lastId = std::max(m_lastId, each.id);
}

const Position *PositionBook::find(std::uint64_t id) const
{
    const auto found =
        std::find_if(m_positions.begin(), m_positions.end(), [id](const Position &each) { return each.id == id; });
    return found == m_positions.end() ? nullptr : &*found;
}

void PositionBook::remember()
{
    m_before.push_back(m_positions);
    if (m_before.size() > MostSteps)
        m_before.erase(m_before.begin());
    m_after.clear();
}

std::uint64_t PositionBook::add(Position position)
{
    remember();
    position.id = ++m_lastId;
    m_positions.push_back(std::move(position));
    return m_lastId;
}

bool PositionBook::change(const Position &position)
{
    const Position *held = find(position.id);
    if (!held || *held == position)
        return false;
    remember();
    *std::find_if(m_positions.begin(), m_positions.end(),
        [&](const Position &each) { return each.id == position.id; }) = position;
    return true;
}

bool PositionBook::remove(std::uint64_t id)
{
    if (!find(id))
        return false;
    remember();
    std::erase_if(m_positions, [id](const Position &each) { return each.id == id; });
    return true;
}

bool PositionBook::undo()
{
    if (m_before.empty())
        return false;
    m_after.push_back(std::exchange(m_positions, std::move(m_before.back())));
    m_before.pop_back();
    return true;
}

bool PositionBook::redo()
{
    if (m_after.empty())
        return false;
    m_before.push_back(std::exchange(m_positions, std::move(m_after.back())));
    m_after.pop_back();
    return true;
}

} // namespace isobar
