#pragma once
#include "core/base/time.h"
#include "core/settings/settings.h"

#include <QDialog>
#include <QString>

#include <optional>

class QLabel;
class QSpinBox;

namespace isobar {

/// What the local history has grown to.
struct HistoryFigures {
    QString path; ///< empty: there is none
    qint64 bytes = 0;
    std::optional<TimeMs> oldestMs; ///< market time of its oldest row
    TimeMs nowMs = 0; ///< market time
    bool isOpen = false; ///< it can be written at present
};

/// Where the local history lies, its size, and what may be deleted of it: nothing unless the user says so.
class HistoryDialog final : public QDialog {
    Q_OBJECT
public:
    explicit HistoryDialog(const Settings &settings, QWidget *parent = nullptr);

public Q_SLOTS:
    void show(const HistoryFigures &figures);

Q_SIGNALS:
    /// 0: without limit.
    void limitsChosen(int days, int megabytes);

private:
    TimeZoneChoice m_zone;
    QLabel *m_place, *m_size, *m_since, *m_growth;
    QSpinBox *m_days, *m_megabytes;
};

} // namespace isobar
