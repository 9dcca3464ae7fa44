#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace isobar {

/// Parameters of SQUEEZE_FORMING and STRUCTURAL_SQUEEZE (MODEL 8.3).
struct SqueezeSettings {
    double kappa = 0.25; ///< funding tilt of chains (MODEL 7), unproven
    MachineTiming timing{1, 0, MinuteMs, 6 * HourMs, 30 * MinuteMs};
};

/// How loaded the clusters in the crowd's way out are.
enum class SqueezeCluster : std::uint8_t { None, Loaded, Armed };

/// What is known of one crowd.
struct SqueezeInput : RuleMoment {
    bool hasFunding = false; ///< the funding ingredient, see SqueezeRule in MODEL 8.3
    bool isOpenInterestHigh = false;
    SqueezeCluster cluster = SqueezeCluster::None; ///< of the side of the crowd
    bool hasCascade = false; ///< of the side of the crowd: it is happening
    bool mapHasSkill = true; ///< false: an armed cluster makes no P1 of it
    std::function<void(SqueezePayload &)> describe; ///< fills in the inputs
    std::function<EventRecord(EventType)> record; ///< of set-ups of this type before; null: none is known
};

/// SQUEEZE_FORMING and STRUCTURAL_SQUEEZE of one asset and crowd.
class Squeeze {
public:
    explicit Squeeze(PositionSide crowd) : m_crowd(crowd) { }
    std::vector<Event> step(const SqueezeInput &input, const SqueezeSettings &settings = {});
    void resume(const Event &told) { (told.type == EventType::SqueezeForming ? m_forming : m_structural).resume(told); }
    /// Either of them stands.
    bool isActive() const { return m_forming.isActive() || m_structural.isActive(); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_forming, self.m_structural);
    }

private:
    std::optional<Event> step(EventLife &life, EventType type, const MachineInput &found, bool grew,
        const SqueezeInput &input, const SqueezeSettings &settings);

    PositionSide m_crowd;
    EventLife m_forming, m_structural;
};

/// Makes what follows from the event's inputs.
void derive(Event &event, SqueezePayload &payload);

} // namespace isobar
