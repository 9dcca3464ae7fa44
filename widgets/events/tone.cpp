#include "widgets/events/tone.h"

#include <QDataStream>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace isobar {

namespace {

struct Note {
    double hertz = 0, seconds = 0, atSeconds = 0;
};

int severityOf(const Tone &tone) { return std::min(static_cast<int>(tone.priority), 3) - 1; }

/// The two pitches of a side.
std::pair<double, double> pitchesOf(const std::optional<PositionSide> &side)
{
    if (!side)
        return {587.33, 587.33}; // d''
    return *side == PositionSide::Short ? std::pair{783.99, 1046.50} // g'' c'''
                                        : std::pair{523.25, 392.00}; // c'' g'
}

std::vector<Note> notesOf(const Tone &tone)
{
    const auto [first, second] = pitchesOf(tone.side);
    switch (severityOf(tone)) {
    case 0: {
        std::vector<Note> notes;
        for (int i = 0; i < 3; ++i) {
            notes.push_back({first, 0.16, 0.38 * i});
            notes.push_back({second, 0.24, 0.38 * i + 0.13});
        }
        return notes;
    }
    case 1:
        return {{first, 0.22, 0}, {second, 0.42, 0.17}};
    default:
        return {{second, 0.35, 0}};
    }
}

/// A struck bar: a fundamental and two partials that die away sooner.
double struck(double hertz, double seconds, double atSeconds)
{
    constexpr double Attack = 0.006, Release = 0.03;
    if (atSeconds < 0 || atSeconds >= seconds)
        return 0;
    const double decay = std::exp(-4.5 * atSeconds / seconds);
    const double edge = std::min({1.0, atSeconds / Attack, (seconds - atSeconds) / Release});
    const double phase = 2 * std::numbers::pi * hertz * atSeconds;
    return edge * decay * (std::sin(phase) + 0.35 * decay * std::sin(2 * phase) + 0.12 * decay * std::sin(3 * phase));
}

} // namespace

int Tone::index() const { return severityOf(*this) * 3 + (side ? 1 + static_cast<int>(*side) : 0); }

std::vector<std::int16_t> synthesise(const Tone &tone)
{
    const std::vector<Note> notes = notesOf(tone);
    double length = 0;
    for (const Note &note : notes)
        length = std::max(length, note.atSeconds + note.seconds);
    constexpr std::array Loudness{0.55, 0.40, 0.22};
    std::vector<std::int16_t> samples(static_cast<std::size_t>(std::ceil(length * ToneRate)));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double at = static_cast<double>(i) / ToneRate;
        double sum = 0;
        for (const Note &note : notes)
            sum += struck(note.hertz, note.seconds, at - note.atSeconds);
        const double level = Loudness[static_cast<std::size_t>(severityOf(tone))] * sum;
        samples[i] = static_cast<std::int16_t>(std::lround(32767 * std::clamp(level, -1.0, 1.0)));
    }
    return samples;
}

QByteArray wavOf(const std::vector<std::int16_t> &samples)
{
    QByteArray wav;
    QDataStream out(&wav, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    const auto bytes = static_cast<quint32>(samples.size() * sizeof(std::int16_t));
    const auto word = [&out](const char *four) { out.writeRawData(four, 4); };
    word("RIFF");
    out << quint32(36 + bytes);
    word("WAVE");
    word("fmt ");
    out << quint32(16) << quint16(1) << quint16(1) << quint32(ToneRate) << quint32(ToneRate * 2) << quint16(2)
        << quint16(16);
    word("data");
    out << bytes;
    for (const std::int16_t sample : samples)
        out << sample;
    return wav;
}

SoundQueue::Answer SoundQueue::ask(const Tone &tone, TimeMs lengthMs, TimeMs nowMs)
{
    std::erase_if(m_played, [nowMs](const Played &each) { return each.beginMs <= nowMs - MinuteMs; });
    const Played *last = m_played.empty() ? nullptr : &m_played.back();
    const bool isUrgent = last && tone.priority < last->tone.priority; // a graver one need not wait its turn
    if (last && !isUrgent && (nowMs < last->beginMs + GapMs || nowMs < last->endMs))
        return Answer::Drop;
    const bool isRepeated = std::any_of(m_played.begin(), m_played.end(),
        [&](const Played &each) { return each.tone == tone && nowMs < each.beginMs + SameGapMs; });
    if (isRepeated || (tone.priority != Priority::P1 && static_cast<int>(m_played.size()) >= MostAMinute))
        return Answer::Drop;
    const bool sounds = last && nowMs < last->endMs;
    m_played.push_back({tone, nowMs, nowMs + lengthMs});
    return sounds ? Answer::PlayInstead : Answer::Play;
}

} // namespace isobar
