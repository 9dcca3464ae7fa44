#pragma once
#include "core/market/event.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace isobar {

/// What a sound says: how urgent, and which side. Short: high and rising; long: low and falling, as the price does that
/// kills them; neither: one pitch. P1 is said three times, P2 once, what is below is one soft note.
struct Tone {
    Priority priority = Priority::P2; ///< P4 sounds as P3
    std::optional<PositionSide> side;
    bool operator==(const Tone &) const = default;

    int index() const; ///< 0..8, one for each sound
    static Tone of(const Event &event) { return {event.delivery.priority, event.side}; }
};
inline constexpr int ToneCount = 9;

inline constexpr int ToneRate = 44'100; ///< samples a second, one channel

/// The sound, synthesised: same tone, same samples.
std::vector<std::int16_t> synthesise(const Tone &tone);

/// As a WAV file: PCM, 16 bit, one channel.
QByteArray wavOf(const std::vector<std::int16_t> &samples);

/// Keeps sounds from being noise: never two at once, a more urgent one cuts the other off, and no more often than a
/// desk can bear. Pure; times in ms of any steady clock.
class SoundQueue {
public:
    static constexpr TimeMs GapMs = 2 * SecondMs; ///< between the begins of two
    static constexpr TimeMs SameGapMs = 10 * SecondMs; ///< of the same tone
    static constexpr int MostAMinute = 8;

    enum class Answer { Drop, Play, PlayInstead }; ///< PlayInstead: fade out what sounds
    Answer ask(const Tone &tone, TimeMs lengthMs, TimeMs nowMs);

private:
    struct Played {
        Tone tone;
        TimeMs beginMs = 0, endMs = 0;
    };
    std::vector<Played> m_played; // of the last minute, ascending
};

} // namespace isobar
