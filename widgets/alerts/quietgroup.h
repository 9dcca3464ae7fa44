#pragma once
#include "core/settings/settings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QTimeEdit;

namespace isobar {

/// When it is quiet, how loud it is else, and the tests of pop-ups and sounds.
class QuietGroup final : public QWidget {
    Q_OBJECT
public:
    explicit QuietGroup(QWidget *parent = nullptr);
    void setSettings(const Settings &settings, TimeMs nowMs);
    void setSilence(const QString &why); ///< why no sound can be heard; empty: it can
    void retranslate();

Q_SIGNALS:
    void alertsChosen(const AlertChoices &alerts);
    void popupTestRequested();
    void soundTestRequested(int priority, int side); ///< side: PositionSide, -1: neither
    void muteUntilWished();

private:
    void choose();
    void refreshMutes();
    void unmute();

    Settings m_settings;
    TimeMs m_nowMs = 0;
    bool m_isFilling = false;
    QCheckBox *m_quiet, *m_fullScreen, *m_urgent, *m_webhooksToo, *m_sounds;
    QTimeEdit *m_from, *m_to;
    QLabel *m_until, *m_mutes, *m_volumeName, *m_silence, *m_quietTitle, *m_soundTitle, *m_muteTitle;
    QSlider *m_volume;
    QComboBox *m_tone;
    QPushButton *m_testSound, *m_testPopup, *m_mute, *m_unmute;
};

} // namespace isobar
