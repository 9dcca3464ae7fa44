#pragma once
#include "core/base/time.h"
#include "core/settings/settings.h"

#include <QDialog>
#include <QString>
#include <QStringList>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QProgressBar;
class QPushButton;

namespace isobar {

/// A window of the local history.
struct HistoryWindow {
    QStringList assets;
    TimeMs fromMs = 0, toMs = 0; ///< market time
};

/// Asks for a window of the local history, to be replayed or saved as a recording, and shows how far that is.
class HistoryWindowDialog final : public QDialog {
    Q_OBJECT
public:
    /// What there is of it, in market time.
    struct Extent {
        TimeMs oldestMs = 0, nowMs = 0;
        TimeMs liveSinceMs = 0; ///< before it only what venues keep is known
    };
    /// `watched`: what the history is of; the asset on the screen is chosen first.
    HistoryWindowDialog(
        const Settings &settings, const QStringList &watched, const Extent &extent, QWidget *parent = nullptr);

    HistoryWindow window() const;

public Q_SLOTS:
    void setProgress(double share); ///< 0..1
    /// It ended: without a sentence all went well, and the dialog closes.
    void finish(const QString &error);

Q_SIGNALS:
    void replayWished(const HistoryWindow &window);
    void saveWished(const HistoryWindow &window, const QString &path);
    void endWished(); ///< of what is being written

private:
    QDateTimeEdit *timeBox(TimeMs timeMs, const Extent &extent) const;
    void chooseFile();
    void begin();
    void setBusy(bool busy);
    void check();

    TimeZoneChoice m_zone;
    QString m_asset;
    QStringList m_watched;
    QComboBox *m_assets;
    QDateTimeEdit *m_from, *m_to;
    QLabel *m_said;
    QProgressBar *m_progress;
    QPushButton *m_replay, *m_save, *m_close;
    bool m_isBusy = false;
};

} // namespace isobar
