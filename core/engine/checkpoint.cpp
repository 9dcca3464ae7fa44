// Engine: what is saved for the next run, and going on with it.
#include "core/engine/engine.h"
#include "core/market/statearchive.h"

#include <algorithm>

namespace isobar {

bool Engine::isSettled() const
{
    return m_isMinuteNew && std::none_of(m_watched.begin(), m_watched.end(), [](const auto &each) {
        return each.second.levels.isFolding();
    });
}

std::string Engine::checkpoint()
{
    std::string bytes;
    if (!m_names)
        return bytes;
    StateWriter archive(bytes, *m_names);
    archive(m_state.startedMs(), m_state.lastBeat(), static_cast<std::uint64_t>(m_watched.size()));
    for (auto &[name, watched] : m_watched) {
        watched.levels.keepHeard(m_state.asset(name));
        archive(name, watched.analysis, watched.levels);
    }
    archive(m_rules);
    return bytes;
}

/// What cannot be read is as if it were not there: the engine starts cold.
void Engine::resume(const Checkpoint &checkpoint)
{
    if (!m_names)
        return;
    StateReader archive(checkpoint.bytes, *m_names);
    if (readBack(archive) && archive.atEnd())
        return;
    m_watched.clear();
    m_rules = RuleSet();
    change(m_settings);
}

bool Engine::readBack(StateReader &archive)
{
    TimeMs startedMs = 0;
    Beat beat;
    std::uint64_t count = 0;
    archive(startedMs, beat, count);
    const bool isSameMarket = startedMs != 0 && startedMs == m_state.startedMs() && beat == m_state.lastBeat();
    for (; count > 0 && archive.ok(); --count) {
        std::string name;
        archive(name);
        AssetAnalysis analysis;
        AssetLevels levels(name, m_runner);
        archive(analysis, levels);
        const auto watched = m_watched.find(name);
        if (watched == m_watched.end() || !archive.ok())
            continue; // assets that are watched no longer are read over
        analysis.resume(isSameMarket);
        levels.resume(m_state.asset(name), isSameMarket);
        // The ledgers have lines of their own on the disk.
        watched->second.analysis = std::move(analysis);
        watched->second.levels = std::move(levels);
        watched->second.shown.reset();
    }
    archive(m_rules);
    if (!isSameMarket)
        m_rules.forgetRun();
    return archive.ok();
}

} // namespace isobar
