#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace isobar {

class EmptyPanel;
class MatrixModel;
class MatrixView;

/// The funding of all assets over all venues with its tools (PRODUCT 2.10).
class MatrixPanel final : public QWidget {
    Q_OBJECT
public:
    explicit MatrixPanel(const Theme &theme, QWidget *parent = nullptr);

    const MatrixModel &model() const { return *m_model; }
    MatrixView &view() { return *m_view; }
    bool isEmptyShown() const;

    QSize sizeHint() const override { return {900, 420}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void assetChosen(const QString &asset);
    /// The user typed a letter: the asset search is wanted with it.
    void assetSearchRequested(const QString &prefill);
    void rateUnitChosen(RateUnit unit);
    void marketChosen(const MarketChoices &choices);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildTools();
    void retranslate();
    void renewMatrix();
    void chooseOrder(const MatrixOrder &order);
    void copyRows();
    void exportCsv();

    const Theme &m_theme;
    MatrixModel *m_model;
    MatrixView *m_view;
    EmptyPanel *m_empty;
    QStackedWidget *m_stack;
    QLineEdit *m_filter;
    QComboBox *m_order, *m_unit;
    QLabel *m_summary;
    QToolButton *m_menuButton;
    QAction *m_find;
    SnapshotPtr m_snapshot;
    MarketChoices m_choices;
};

} // namespace isobar
