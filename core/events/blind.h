#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <optional>
#include <vector>

namespace isobar {

/// Parameters of BLIND (MODEL 8.3).
struct BlindSettings {
    double muteShare = 0.5; ///< of the volume
    double muteSeconds = 10;
    double neededSigmas = 1.5; ///< of the move of 5 min
    double exitCoverage = 0.7;
    MachineTiming timing{1, 0, 0, 5 * MinuteMs, MinuteMs};
};

struct BlindInput : RuleMoment {
    std::vector<EventSilence> venues; ///< all, with how long each is silent
    EventMove move; ///< of 5 min on what is left; only its inputs
    double liquidatedLong60sUsd = 0, liquidatedShort60sUsd = 0; ///< the fullest minute since the last evaluation
    double burstLongUsd = 0, burstShortUsd = 0; ///< thresholds
};

/// What is mute of the volume.
struct MuteVolume {
    std::vector<EventSilence> venues; ///< those that are mute
    double totalUsd = 0; ///< of all
    double share = 0; ///< mute, 0..1
};
MuteVolume muteVolume(const std::vector<EventSilence> &venues, double muteSeconds = BlindSettings().muteSeconds);

/// BLIND of one asset: most of the volume is mute while something happens on the rest. It never freezes.
class Blind {
public:
    std::optional<Event> step(const BlindInput &input, const BlindSettings &settings = {});

    void resume(const Event &told) { m_life.resume(told); }
    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_life); }

private:
    EventLife m_life;
};

/// Makes what follows from the event's inputs.
void derive(Event &event, BlindPayload &payload);

} // namespace isobar
