#pragma once
#include "core/settings/proxychoice.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace isobar {

/// The fields of one way to the venues: system setting, none, or a proxy with host and port. With `hasCommon` its first
/// entry stands for "as all venues".
class ProxyFields final : public QWidget {
    Q_OBJECT
public:
    explicit ProxyFields(bool hasCommon, QWidget *parent = nullptr);

    void setChoice(const std::optional<ProxyChoice> &choice);
    /// Absent: as all venues.
    std::optional<ProxyChoice> choice() const;
    /// A proxy has a host that can be one.
    bool isComplete() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();
    bool needsHost() const;

    bool m_hasCommon;
    QComboBox *m_mode;
    QLineEdit *m_host;
    QSpinBox *m_port;
};

/// The proxy of all venues, and of the chosen one.
class ProxyDialog final : public QDialog {
    Q_OBJECT
public:
    /// `venue` empty: only that of all. `own` as in Settings::venueProxies.
    ProxyDialog(const ProxyChoice &all, const QStringList &own, const QString &venue, const QString &venueName,
        QWidget *parent = nullptr);

    ProxyChoice all() const;
    QStringList own() const;

private:
    void refresh();

    QStringList m_own;
    QString m_venue;
    ProxyFields *m_allFields, *m_venueFields = nullptr;
    QLabel *m_hint;
    QDialogButtonBox *m_buttons;
};

} // namespace isobar
