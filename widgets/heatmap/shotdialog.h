#pragma once
#include "core/settings/shotchoices.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace isobar {

/// Size, look and folder of saved pictures; remembered. It may save at once, copy, or write the grid as a table.
class ShotDialog final : public QDialog {
    Q_OBJECT
public:
    /// `folder`: where pictures go when none is chosen.
    ShotDialog(const ShotChoices &choices, const QString &folder, QWidget *parent = nullptr);

    ShotChoices choices() const;

Q_SIGNALS:
    /// After each, choices() are to be kept.
    void pictureRequested();
    void copyRequested();
    void tableRequested();

private:
    void browse();

    QString m_standardFolder;
    QComboBox *m_size, *m_look;
    QCheckBox *m_wordmark, *m_positions;
    QLineEdit *m_folder;
};

} // namespace isobar
