#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QVector>
#include <QWidget>

class QToolButton;

namespace isobar {

class AssetSearch;
class Badge;
class HeaderField;

/// The line that is always there (PRODUCT 2.1): asset, price, funding, who pays, open interest, liquidations, next
/// settlement, venues, source, bell.
class Header final : public QWidget {
    Q_OBJECT
public:
    explicit Header(const Theme &theme, QWidget *parent = nullptr);

    /// "price", "funding", "crowd", "openInterest", "liquidations", "wall", "venues".
    const HeaderField &field(const QString &name) const;
    AssetSearch &search() { return *m_search; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    void setUnread(int count);
    /// Opens the asset search with `prefill` typed.
    void openSearch(const QString &prefill = {});

Q_SIGNALS:
    void assetChosen(const QString &asset);
    void bellClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void renew();
    void renewWall();
    void retranslate();
    void restyle();

    const Theme &m_theme;
    QToolButton *m_asset, *m_bell;
    QVector<HeaderField *> m_fields;
    Badge *m_source;
    AssetSearch *m_search;
    SnapshotPtr m_snapshot;
    Settings m_settings;
    QString m_shownAsset = QStringLiteral("BTC");
    int m_unread = 0;
    QElapsedTimer m_sinceSnapshot;
    QTimer m_clock;
};

/// "LIVE", "DEMO" or "REPLAY", with the colour of its badge.
QString originText(Origin origin);
/// The same with the recorded time of a replay: "REPLAY 14:13 UTC".
QString sourceText(const Snapshot &snapshot);
Token originToken(Origin origin);

} // namespace isobar
