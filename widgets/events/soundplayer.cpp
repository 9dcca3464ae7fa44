#include "widgets/events/soundplayer.h"

#include <QApplication>
#include <QFile>

#ifdef ISOBAR_HAS_MULTIMEDIA
#include <QAudioDevice>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QUrl>
#include <QVariantAnimation>
#endif

namespace isobar {

#ifdef ISOBAR_HAS_MULTIMEDIA

struct SoundPlayer::Voice {
    QSoundEffect effect;
    QVariantAnimation fade;
    TimeMs lengthMs = 0;
};

namespace {
constexpr int FadeMs = 120;

/// What a slider shows to what an ear hears.
float gainOf(int percent)
{
    return static_cast<float>(QAudio::convertVolume(
        static_cast<float>(percent) / 100, QAudio::LogarithmicVolumeScale, QAudio::LinearVolumeScale));
}
} // namespace

SoundPlayer::Voice &SoundPlayer::voiceOf(const Tone &tone)
{
    std::unique_ptr<Voice> &slot = m_voices[static_cast<std::size_t>(tone.index())];
    if (slot)
        return *slot;
    slot = std::make_unique<Voice>();
    Voice &voice = *slot;
    const std::vector<std::int16_t> samples = synthesise(tone);
    voice.lengthMs = static_cast<TimeMs>(samples.size()) * SecondMs / ToneRate;
    QFile file(m_folder.filePath(QStringLiteral("%1.wav").arg(tone.index())));
    if (file.open(QIODevice::WriteOnly))
        file.write(wavOf(samples));
    file.close();
    voice.effect.setSource(QUrl::fromLocalFile(file.fileName()));
    voice.fade.setDuration(FadeMs);
    voice.fade.setEndValue(0.0F);
    connect(&voice.fade, &QVariantAnimation::valueChanged, &voice.effect,
        [&voice](const QVariant &value) { voice.effect.setVolume(value.toFloat()); });
    connect(&voice.fade, &QVariantAnimation::finished, &voice.effect, &QSoundEffect::stop);
    return voice;
}

void SoundPlayer::hushOthers(const Voice *but)
{
    for (const auto &each : m_voices) {
        if (!each || each.get() == but || !each->effect.isPlaying())
            continue;
        each->fade.setStartValue(each->effect.volume());
        each->fade.start();
    }
}

void SoundPlayer::sound(const Tone &tone)
{
    if (!silence().isEmpty())
        return;
    Voice &voice = voiceOf(tone);
    hushOthers(&voice);
    voice.fade.stop();
    voice.effect.setVolume(gainOf(m_volume));
    voice.effect.play();
}

void SoundPlayer::play(const Tone &tone)
{
    if (m_volume <= 0 || !silence().isEmpty())
        return;
    if (m_queue.ask(tone, voiceOf(tone).lengthMs, m_clock.elapsed()) != SoundQueue::Answer::Drop)
        sound(tone);
}

QString SoundPlayer::silence()
{
    return QMediaDevices::defaultAudioOutput().isNull() ? tr("There is no sound device on this machine.") : QString();
}

#else

struct SoundPlayer::Voice { };

void SoundPlayer::hushOthers(const Voice *) { }

void SoundPlayer::sound(const Tone &) { QApplication::beep(); }

void SoundPlayer::play(const Tone &tone)
{
    constexpr TimeMs BeepMs = 300;
    if (m_volume > 0 && m_queue.ask(tone, BeepMs, m_clock.elapsed()) != SoundQueue::Answer::Drop)
        sound(tone);
}

QString SoundPlayer::silence()
{
    return tr("This build has no sounds of its own (Qt Multimedia was missing): the desktop's bell rings instead.");
}

#endif

SoundPlayer::SoundPlayer(QObject *parent) : QObject(parent) { m_clock.start(); }

SoundPlayer::~SoundPlayer() = default;

void SoundPlayer::setVolume(int percent) { m_volume = percent; }

} // namespace isobar
