#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/venues/venuemodel.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace isobar {

class EmptyPanel;

/// Every venue with its streams (PRODUCT 2.13), and the wishes about the chosen one: reconnect, switch on or
/// off, reach it by a proxy.
class VenuesPanel : public QWidget {
    Q_OBJECT
public:
    explicit VenuesPanel(Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {760, 260}; }
    const VenueModel &model() const { return m_model; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset) { Q_UNUSED(asset) } ///< connections serve all assets; the form of all panels
    void setSettings(const Settings &settings);
    void chooseVenue(const QString &venue);

Q_SIGNALS:
    void reconnectRequested(const QString &venue);
    void venueEnabledRequested(const QString &venue, bool enabled);
    /// `own` as Settings::venueProxies.
    void proxiesChosen(const isobar::ProxyChoice &all, const QStringList &own);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refreshButtons();
    void chooseProxy();
    void fitColumns();
    void restoreFolding();
    void rememberFolding(const QModelIndex &index, bool isUnfolded);
    QString chosenVenue() const;
    bool isOff(const QString &venue) const;

    Theme &m_theme;
    VenueModel m_model;
    QStackedWidget *m_pages;
    QTreeView *m_view;
    EmptyPanel *m_empty;
    QLabel *m_summary;
    QToolButton *m_reconnect, *m_toggle, *m_proxy;
    QSet<QString> m_folded, m_unfolded; ///< venues by the user's choice, or as they first stood
    QString m_chosen;
    int m_scrolledTo = 0;
    bool m_isFitted = false; ///< the user's widths stay after that
    Settings m_settings;
};

} // namespace isobar
