#pragma once
#include "core/levelgrid/cluster.h"
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QLabel;
class QMenu;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace isobar {

class ClusterModel;
class EmptyPanel;

/// The heatmap's equivalent for eyes and readers that prefer a table: the largest modelled clusters of each side,
/// nearest first. Enter or a double click shows the cluster in the heatmap; "Alert me" asks to be told when the price
/// comes near it.
class ClusterTable final : public QWidget {
    Q_OBJECT
public:
    explicit ClusterTable(const Theme &theme, QWidget *parent = nullptr);

    QTableView &table() { return *m_table; }
    ClusterModel &model() { return *m_model; }
    QSize sizeHint() const override { return {620, 200}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    /// Chooses the row of a cluster; nothing when it is not in the table (any more).
    void selectCluster(quint64 id);

Q_SIGNALS:
    /// Peak of the cluster that the user wants to see.
    void clusterChosen(double price);
    /// The user wants to be told of a cluster; replaces a rule with the same id.
    void alertWished(const UserRule &rule);
    /// No longer: the id of its rule.
    void alertDropped(const QString &ruleId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void choose(const QModelIndex &index);
    void retranslate();
    void widthsFromSamples();
    void tellChain();
    void fillAlertMenu();
    void showAlertState();
    const Cluster *chosenCluster() const;
    const AssetSnapshot *shownAsset() const;

    const Theme &m_theme;
    SnapshotPtr m_snapshot;
    QString m_asset;
    ClusterModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    EmptyPanel *m_empty;
    QLabel *m_chain; ///< of the chosen cluster
    QToolButton *m_alert; ///< of the chosen cluster
    QMenu *m_alertMenu;
    std::vector<UserRule> m_rules;
    QStackedWidget *m_pages;
};

} // namespace isobar
