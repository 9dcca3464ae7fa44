#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace isobar {

class EmptyPanel;
class MatrixTable;
class SpreadModel;
class SpreadProxy;

/// The best pair of venues of each asset by carry after costs (PRODUCT 2.10, MODEL 1.10).
class SpreadPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SpreadPanel(const Theme &theme, QWidget *parent = nullptr);

    const SpreadModel &model() const { return *m_model; }
    MatrixTable &table() { return *m_table; }
    bool isEmptyShown() const;

    QSize sizeHint() const override { return {900, 420}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void assetChosen(const QString &asset);
    void assetSearchRequested(const QString &prefill);
    void marketChosen(const MarketChoices &choices);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildTools();
    void buildTable();
    void retranslate();
    void renewRows();
    void fitColumns();
    void open(const QModelIndex &index);
    void chooseFees();
    void copyRows();

    const Theme &m_theme;
    SpreadModel *m_model;
    SpreadProxy *m_proxy;
    MatrixTable *m_table;
    EmptyPanel *m_empty;
    QStackedWidget *m_stack;
    QLineEdit *m_filter;
    QComboBox *m_horizon, *m_least;
    QCheckBox *m_onlyPaying;
    QToolButton *m_fees;
    QLabel *m_count;
    QAction *m_find;
    SnapshotPtr m_snapshot;
    MarketChoices m_choices;
    TimeMs m_orderedMs = 0; ///< transport time
};

} // namespace isobar
