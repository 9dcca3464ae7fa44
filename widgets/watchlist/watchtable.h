#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QTableView;

namespace isobar {

class WatchModel;

/// The watchlist as a panel. Click or Enter opens the asset everywhere; letters open the asset search.
class WatchTable final : public QWidget {
    Q_OBJECT
public:
    explicit WatchTable(const Theme &theme, QWidget *parent = nullptr);

    QTableView &table() { return *m_table; }
    QSize sizeHint() const override { return {460, 240}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void assetChosen(const QString &asset);
    void assetSearchRequested(const QString &prefill);
    /// The user took the asset off the list.
    void assetRemoved(const QString &asset);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void widthsFromSamples();
    /// Prices have as many digits as their assets need: 0.000004182.
    void widenPrices();
    void choose(const QModelIndex &index);
    void menu(const QPoint &position);

    const Theme &m_theme;
    WatchModel *m_model;
    QTableView *m_table;
    QString m_asset;
};

} // namespace isobar
