#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace isobar {

class Badge;

/// A recording of raw frames that goes on.
struct RecordingFigures {
    QString path; ///< empty: there is none
    qint64 bytes = 0;
    TimeMs lengthMs = 0; ///< since its begin
};

/// The last line of the window: messages at the left; at the right queue (only when it fills), venues, market time,
/// recording, source.
class StatusLine final : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(const Theme &theme, QWidget *parent = nullptr);

    /// Size, and what an hour takes; nothing while there is no recording.
    void setRecording(const RecordingFigures &figures);
    QString recordingText() const;
    QString timeText() const;
    QString venuesText() const;
    bool isQueueShown() const;

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setSettings(const Settings &settings);

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();
    void renewTime();
    void restyle();

    const Theme &m_theme;
    QLabel *m_queue, *m_venues, *m_time;
    Badge *m_recording, *m_source;
    RecordingFigures m_figures;
    SnapshotPtr m_snapshot;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    QElapsedTimer m_sinceSnapshot;
    QTimer m_clock;
};

} // namespace isobar
