#pragma once
#include "core/base/time.h"

#include <QDialog>

class QComboBox;
class QDateTimeEdit;

namespace isobar {

/// Asks until when alerts are muted, of all assets or of one.
class MuteUntilDialog final : public QDialog {
    Q_OBJECT
public:
    /// `asset`: chosen at first; empty: all.
    MuteUntilDialog(TimeMs nowMs, const QStringList &assets, const QString &asset, QWidget *parent = nullptr);
    TimeMs untilMs() const;
    QString asset() const; ///< empty: all

private:
    QComboBox *m_assets;
    QDateTimeEdit *m_until;
};

} // namespace isobar
