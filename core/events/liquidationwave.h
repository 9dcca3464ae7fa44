#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/state/liquidationwindow.h"

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace isobar {

/// Parameters of one of the two types (MODEL 8.3). The floor depends on the asset.
struct WaveSettings {
    double quantile = 0; ///< of the minutes of `windowDays`
    int windowDays = 0;
    double shareOfOi = 0; ///< of OI x cov
    double majorFloorUsd = 0, otherFloorUsd = 0;
    int leastPrints = 0, orVenues = 0; ///< 0: not asked for
    double neededSigmas = 0; ///< of the move of 15 min against the side; 0: none
    double exitShare = 0.25; ///< of the threshold
    double updateGrowth = 0; ///< of the total; 0: told once
    MachineTiming timing{1, 0, 0, 5 * MinuteMs, 2 * MinuteMs};
    /// Of share and floor while too few minutes were heard for the quantile: these alone name several cascades a day in
    /// a calm market (MODEL 8.5), and an interruption that means nothing costs the next one its effect.
    double coldFactor = 1;
    /// Smaller ones are listed. The largest minute of a calm month is no news: a few hundred thousand USD would sound
    /// an alarm [J].
    std::optional<EventUrgency> urgency{};
};
inline WaveSettings burstSettings()
{
    return {0.995, 7, 0.0002, 250e3, 25e3, 10, 2, 0, 0.25, 0, {1, 0, 0, 5 * MinuteMs, 2 * MinuteMs}};
}
inline WaveSettings cascadeSettings()
{
    return {0.9999, 30, 0.001, 1e6, 250e3, 0, 0, 1.5, 0.25, 3, {1, 0, 0, 5 * MinuteMs, 2 * MinuteMs}, 5,
        EventUrgency{0.003, 2e6, 0.1, 0}};
}

/// BTC and ETH have floors of their own.
bool isMajorAsset(const std::string &asset);

/// The value that the share `q` of the minutes of a side does not exceed, silent minutes counted. Absent while fewer
/// minutes were heard than such a share needs to mean anything.
std::optional<double> minuteQuantile(
    const LiquidationWindow &liquidations, PositionSide side, double q, TimeMs sinceMs, TimeMs marketMs);

/// max(quantile, share of OI x cov, floor), USD in 60 s.
double waveThreshold(const LiquidationWavePayload &payload);

/// Of a burst P4. Of a cascade P1 when it is large enough or the user holds the asset, else P3.
Priority wavePriority(EventType type, const LiquidationWavePayload &payload);

/// The fullest minute of a side since the last evaluation.
struct FullestMinute {
    double usd = 0, usdPerSecond = 0; ///< sum; its fullest second
    int prints = 0, venues = 0;
    bool censored = false;
};

struct LiquidationWaveInput : RuleMoment {
    FullestMinute minute;
    double observedUsd = 0; ///< all that was ever observed of the side: differences count
    std::optional<double> quantileUsd;
    double openInterestUsd = 0, coverageOfOi = 0.05; ///< cov
    bool isLowerBound = false; ///< some venue is mute, throttled or has no feed
    double heardShare = 1; ///< of the volume: what is told as the coverage
    EventMove move; ///< of 15 min; only its inputs
    bool userHolds = false; ///< a position in the asset
    std::function<void(LiquidationWavePayload &)> describe; ///< fills in venues, levels, clusters and chain
    int clustersAhead = 0; ///< of the side, known now
};

/// LIQUIDATION_BURST or LIQUIDATION_CASCADE of one asset and side. It never freezes: what is observed is a lower bound.
class LiquidationWave {
public:
    LiquidationWave(EventType type, PositionSide side) : m_type(type), m_side(side) { }
    std::optional<Event> step(const LiquidationWaveInput &input, const WaveSettings &settings);
    void resume(const Event &told);
    bool isActive() const { return m_life.isActive(); }
    /// Threshold in force, USD in 60 s; while it is active that of the entry.
    double thresholdUsd() const { return m_thresholdUsd; }
    /// When it was last active, market time; for the aftermath.
    std::optional<TimeMs> lastActiveMs() const { return m_lastActiveMs; }

    /// What is observed is summed anew from here on: the sum of a wave that goes on keeps what it was last told with.
    void forgetPrints()
    {
        const auto *told = std::get_if<LiquidationWavePayload>(&m_life.event.payload);
        m_baseUsd = told ? -told->totalUsd : 0;
    }
    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_life, self.m_thresholdUsd, self.m_baseUsd, self.m_peakPerSecond, self.m_clustersAtEntry,
            self.m_lastActiveMs);
    }

private:
    EventType m_type;
    PositionSide m_side;
    EventLife m_life;
    double m_thresholdUsd = 0, m_baseUsd = 0, m_peakPerSecond = 0;
    int m_clustersAtEntry = 0;
    std::optional<TimeMs> m_lastActiveMs;
};

/// Makes what follows from the event's inputs.
void derive(Event &event, LiquidationWavePayload &payload);
/// ln(now / then) and its size in sigmas.
void derive(EventMove &move);

} // namespace isobar
