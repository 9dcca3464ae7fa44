#include "widgets/events/soundplayer.h"

#include <QSet>
#include <QtEndian>
#include <QtTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace isobar;

namespace {

std::vector<Tone> allTones()
{
    std::vector<Tone> tones;
    for (const Priority priority : {Priority::P1, Priority::P2, Priority::P3}) {
        tones.push_back({priority, std::nullopt});
        tones.push_back({priority, PositionSide::Long});
        tones.push_back({priority, PositionSide::Short});
    }
    return tones;
}

/// Strength of one frequency within the samples (Goertzel).
double strengthAt(const std::vector<std::int16_t> &samples, double hertz)
{
    const double turn = 2 * std::cos(2 * std::numbers::pi * hertz / ToneRate);
    double before = 0, now = 0;
    for (const std::int16_t sample : samples) {
        const double next = sample + turn * now - before;
        before = now;
        now = next;
    }
    return now * now + before * before - turn * now * before;
}

double loudestHertz(const std::vector<std::int16_t> &samples)
{
    double best = 0, bestStrength = 0;
    for (double hertz = 200; hertz < 3000; hertz *= 1.01) {
        if (const double strength = strengthAt(samples, hertz); strength > bestStrength) {
            bestStrength = strength;
            best = hertz;
        }
    }
    return best;
}

double energyOf(const std::vector<std::int16_t> &samples)
{
    return std::accumulate(samples.begin(), samples.end(), 0.0,
        [](double sum, std::int16_t sample) { return sum + static_cast<double>(sample) * sample; });
}

Tone tone(Priority priority, std::optional<PositionSide> side = {}) { return {priority, side}; }

} // namespace

/// The sounds, and when they are made.
class TestSounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areAllDifferent()
    {
        QSet<QByteArray> sounds;
        QSet<int> indexes;
        for (const Tone &each : allTones()) {
            sounds.insert(wavOf(synthesise(each)));
            indexes.insert(each.index());
            QVERIFY(each.index() >= 0 && each.index() < ToneCount);
        }
        QCOMPARE(sounds.size(), ToneCount);
        QCOMPARE(indexes.size(), ToneCount);
        QCOMPARE(tone(Priority::P4).index(), tone(Priority::P3).index());
    }

    void sayTheSideByPitch()
    {
        for (const Priority priority : {Priority::P1, Priority::P2, Priority::P3}) {
            const double longs = loudestHertz(synthesise(tone(priority, PositionSide::Long)));
            const double shorts = loudestHertz(synthesise(tone(priority, PositionSide::Short)));
            QVERIFY2(longs * 1.3 < shorts, qPrintable(QStringLiteral("%1 %2").arg(longs).arg(shorts)));
        }
    }

    void sayTheSeverityByLengthAndLoudness()
    {
        for (const std::optional<PositionSide> side :
            {std::optional<PositionSide>(), std::optional(PositionSide::Long)}) {
            const auto one = synthesise(tone(Priority::P1, side)), two = synthesise(tone(Priority::P2, side)),
                       three = synthesise(tone(Priority::P3, side));
            QVERIFY(one.size() > two.size() && two.size() > three.size());
            QVERIFY(energyOf(one) > energyOf(two) && energyOf(two) > energyOf(three));
            QVERIFY(one.size() < ToneRate * 3 / 2);
        }
    }

    void neitherClickNorClip()
    {
        for (const Tone &each : allTones()) {
            const auto samples = synthesise(each);
            QVERIFY(std::abs(samples.front()) < 50 && std::abs(samples.back()) < 600);
            int clipped = 0, jump = 0;
            for (std::size_t i = 1; i < samples.size(); ++i) {
                clipped += std::abs(samples[i]) >= 32767;
                jump = std::max(jump, std::abs(samples[i] - samples[i - 1]));
            }
            QCOMPARE(clipped, 0);
            QVERIFY(jump < 12000);
        }
    }

    void areWavFiles()
    {
        const std::vector<std::int16_t> samples{0, 100, -100};
        const QByteArray wav = wavOf(samples);
        QCOMPARE(wav.size(), 44 + 6);
        QCOMPARE(wav.left(4), QByteArray("RIFF"));
        QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 4), quint32(wav.size() - 8));
        QCOMPARE(wav.mid(8, 8), QByteArray("WAVEfmt "));
        QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 24), quint32(ToneRate));
        QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 40), quint32(6));
        QCOMPARE(qFromLittleEndian<qint16>(wav.constData() + 48), qint16(-100));
    }

    void neverSoundOverEachOther()
    {
        SoundQueue queue;
        using Answer = SoundQueue::Answer;
        QCOMPARE(queue.ask(tone(Priority::P2), 500, 0), Answer::Play);
        QCOMPARE(queue.ask(tone(Priority::P2, PositionSide::Long), 500, 100), Answer::Drop);
        QCOMPARE(queue.ask(tone(Priority::P1, PositionSide::Long), 1200, 200), Answer::PlayInstead);
        QCOMPARE(queue.ask(tone(Priority::P2, PositionSide::Short), 500, 700), Answer::Drop);
        QCOMPARE(queue.ask(tone(Priority::P2, PositionSide::Short), 500, 200 + SoundQueue::GapMs), Answer::Play);
    }

    void areRare()
    {
        SoundQueue queue;
        int played = 0;
        for (TimeMs at = 0; at < MinuteMs; at += 100) // a cascade that tells ten times a second
            played += queue.ask(tone(Priority::P2, PositionSide::Long), 500, at) != SoundQueue::Answer::Drop;
        QCOMPARE(played, 6);
        SoundQueue mixed;
        played = 0;
        for (TimeMs at = 0; at < MinuteMs; at += 100) {
            for (const Tone &each : allTones())
                played += each.priority != Priority::P1 && mixed.ask(each, 500, at) != SoundQueue::Answer::Drop;
        }
        QCOMPARE(played, SoundQueue::MostAMinute);
        QVERIFY(mixed.ask(tone(Priority::P1), 500, MinuteMs - 1) != SoundQueue::Answer::Drop); // never held back
    }

    void standSilenceWhereThereIsNoSound()
    {
        SoundPlayer player;
        const QString why = player.silence();
        for (const Tone &each : allTones()) {
            player.play(each);
            player.sound(each);
        }
        player.setVolume(0);
        player.play(tone(Priority::P1));
        QCOMPARE(player.silence(), why);
    }
};

QTEST_MAIN(TestSounds)
#include "tst_sounds.moc"
