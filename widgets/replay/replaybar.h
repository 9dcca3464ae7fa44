#pragma once
#include "core/base/time.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace isobar {

class Badge;
class SeekSlider;

/// What the bar says of a replay. Times are recorded market times.
struct ReplayView {
    QString fileName; ///< without its folder
    bool isJournal = false; ///< else a recording of raw frames
    bool isDemo = false; ///< a simulated market was recorded
    TimeMs firstMs = 0, lastMs = 0, atMs = 0;
    double speed = 1;
    double reachedSpeed = 0; ///< 0: not known
    bool isPaused = false, isAtEnd = false;
    std::optional<double> seeking; ///< 0..1 of the way
    QString report; ///< what is not whole in the file; empty: nothing
    int newEvents = 0; ///< live ones since the replay began
    bool operator==(const ReplayView &) const = default;
};

/// The line of controls while a recording is played (PRODUCT 1). It tells wishes and shows where the replay stands.
class ReplayBar final : public QWidget {
    Q_OBJECT
public:
    explicit ReplayBar(const Theme &theme, QWidget *parent = nullptr);

    static const std::vector<double> &speeds(); ///< those on offer: 0.25 to 100
    QString timeText() const;
    QString reachedText() const; ///< what is said when the speed is not reached; else empty
    SeekSlider &slider() { return *m_slider; }

public Q_SLOTS:
    void showReplay(const ReplayView &view);

Q_SIGNALS:
    void pauseWished(bool paused);
    void stepWished();
    void speedWished(double speed);
    void seekWished(TimeMs marketMs);
    void liveWished();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QKeySequence &key, const std::function<void()> &act);
    void togglePause();
    void addSpeeds(double shown);
    void retranslate();
    void restyle();
    void renew();

    const Theme &m_theme;
    ReplayView m_view;
    Badge *m_badge;
    QToolButton *m_start, *m_play, *m_step, *m_end;
    QComboBox *m_speed;
    SeekSlider *m_slider;
    QLabel *m_time, *m_reached, *m_file, *m_damage;
    QPushButton *m_live;
    QAction *m_leave;
};

} // namespace isobar
