#include "app/gui/awaywatch.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

constexpr TimeMs SleepMs = MinuteMs; // between two snapshots, transport time
constexpr TimeMs OffMs = 10 * MinuteMs, HiddenMs = 30 * MinuteMs; // shorter absences are no news; market time
constexpr TimeMs SettleMs = 20 * SecondMs; // until venues are back and the gap is fetched, transport time

} // namespace

void AwayWatch::remembered(const Seen &seen) { m_remembered = seen; }

void AwayWatch::noteSleep(const Snapshot &snapshot)
{
    if (m_transportMs != 0 && snapshot.transportMs - m_transportMs >= SleepMs && !m_absence) {
        m_absence = Absence{m_newest, snapshot.marketMs - m_newest.marketMs};
        m_backTransportMs = snapshot.transportMs;
    }
    m_transportMs = snapshot.transportMs;
}

void AwayWatch::noteHidden(const Snapshot &snapshot, bool isWatched)
{
    if (!isWatched)
        return;
    if (m_seen.marketMs != 0 && snapshot.marketMs - m_seen.marketMs >= HiddenMs && !m_absence) {
        m_absence = Absence{m_seen, 0};
        m_backTransportMs = snapshot.transportMs - SettleMs; // all was heard
    }
    if (!m_absence) {
        m_seen = m_newest;
        m_events = 0;
    }
}

std::optional<AwayReport> AwayWatch::take(const Snapshot &snapshot, bool isWatched)
{
    const bool isKnown = std::any_of(
        snapshot.assets.begin(), snapshot.assets.end(), [](const auto &asset) { return asset->mark.has_value(); });
    if (!isKnown || snapshot.transportMs == 0)
        return std::nullopt;
    if (m_firstTransportMs == 0) {
        m_firstTransportMs = snapshot.transportMs;
        const TimeMs off = snapshot.marketMs - m_remembered.marketMs;
        if (m_remembered.marketMs != 0 && off >= OffMs) {
            m_absence = Absence{m_remembered, off};
            m_backTransportMs = snapshot.transportMs;
        }
    }
    noteSleep(snapshot);
    m_newest = seenOf(snapshot);
    noteHidden(snapshot, isWatched);
    return isWatched ? back(snapshot) : std::nullopt;
}

std::optional<AwayReport> AwayWatch::back(const Snapshot &snapshot)
{
    if (!m_absence || snapshot.transportMs - m_backTransportMs < SettleMs)
        return std::nullopt;
    const Absence absence = *std::exchange(m_absence, std::nullopt);
    AwayReport report = awayReport(absence.before, snapshot, absence.blindMs, std::exchange(m_events, 0));
    m_seen = m_newest;
    if (report.assets.empty())
        return std::nullopt;
    return report;
}

} // namespace isobar
