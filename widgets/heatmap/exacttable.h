#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace isobar {

class EmptyPanel;
class ExactModel;

/// The published positions of the asset as a table, with how much of the open interest they are, and whose are
/// followed: the user's addresses and those seen in trades. Enter or a double click shows a level in the heatmap.
class ExactTable final : public QWidget {
    Q_OBJECT
public:
    explicit ExactTable(const Theme &theme, QWidget *parent = nullptr);

    QTableView &table() { return *m_table; }
    ExactModel &model() { return *m_model; }
    QLineEdit &addressField() { return *m_address; }
    QCheckBox &fromTradesBox() { return *m_fromTrades; }
    QSize sizeHint() const override { return {620, 200}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    /// Price at which the position is liquidated that the user wants to see.
    void levelChosen(double price);
    void accountsChosen(const AccountChoices &accounts);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildTable();
    QWidget *buildBar();
    void addAddress();
    void renewAddresses();
    void refresh();
    void choose(const QModelIndex &index);
    void retranslate();
    void widthsFromSamples();

    const Theme &m_theme;
    SnapshotPtr m_snapshot;
    QString m_asset;
    AccountChoices m_accounts;
    ExactModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    EmptyPanel *m_empty;
    QStackedWidget *m_pages;
    QLabel *m_caption;
    QLineEdit *m_address;
    QToolButton *m_add, *m_own;
    QMenu *m_ownMenu;
    QCheckBox *m_fromTrades;
};

} // namespace isobar
