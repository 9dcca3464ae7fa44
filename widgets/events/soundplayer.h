#pragma once
#include "widgets/events/tone.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTemporaryDir>

#include <array>
#include <memory>

class QSoundEffect;

namespace isobar {

/// Plays the sounds of events. Where this build or machine has no sound it is silent and says why; nothing is loaded
/// before the first sound.
class SoundPlayer : public QObject {
    Q_OBJECT
public:
    explicit SoundPlayer(QObject *parent = nullptr);
    ~SoundPlayer() override;

    void setVolume(int percent);
    /// Perhaps: see SoundQueue.
    void play(const Tone &tone);
    /// At once, for a test button.
    void sound(const Tone &tone);
    /// Why nothing is heard; empty: it should be. Looks for a device.
    QString silence();

private:
    struct Voice;
    Voice &voiceOf(const Tone &tone);
    void hushOthers(const Voice *but);

    SoundQueue m_queue;
    QElapsedTimer m_clock;
    int m_volume = 60;
    QTemporaryDir m_folder; ///< the effects are played from files
    std::array<std::unique_ptr<Voice>, ToneCount> m_voices;
};

} // namespace isobar
