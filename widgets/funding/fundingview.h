#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/funding/fundingcolumns.h"
#include "widgets/style/theme.h"

#include <QElapsedTimer>
#include <QList>
#include <QModelIndex>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace isobar {

class EmptyPanel;
class FundingDelegate;
class FundingFlash;
class FundingModel;
class FundingProxy;
class FundingTree;

/// The funding table of one asset with its tools (PRODUCT 2.3).
class FundingView final : public QWidget {
    Q_OBJECT
public:
    explicit FundingView(const Theme &theme, QWidget *parent = nullptr);

    const FundingModel &model() const { return *m_model; }
    FundingTree &tree() { return *m_tree; }
    bool isEmptyShown() const;
    QString emptyText() const;

    QSize sizeHint() const override { return {460, 420}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    /// The user typed a letter: the asset search is wanted with it.
    void assetSearchRequested(const QString &prefill);
    void venueExcluded(const QString &asset, const QString &venue, bool excluded);
    void rateUnitChosen(RateUnit unit);
    /// Columns were chosen, moved, resized or sorted; `state` is for Settings::tableHeader.
    void headerStateChanged(const QByteArray &state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTools();
    void buildTree();
    void retranslate();
    void renewRows();
    void sayWhyEmpty();
    void renewClock();
    /// Widths in which the usual texts have room; `onlyGrow` keeps wider ones.
    void widthsFromSamples(bool onlyGrow);
    /// Symbols of unfolded venues are longer than the names of venues.
    void makeRoomForSymbols();
    void headerMenu(const QPoint &position);
    void rowMenu(const QPoint &position);
    void addColumnActions(QMenu &menu);
    void copyRows();
    void exportCsv();
    QList<FundingColumn> visibleColumns() const;
    QModelIndexList sourceRows(bool onlySelected) const;
    void defaultColumns();
    void saveHeader();

    const Theme &m_theme;
    FundingModel *m_model;
    FundingProxy *m_proxy;
    FundingFlash *m_flash;
    FundingDelegate *m_delegate;
    FundingTree *m_tree;
    EmptyPanel *m_empty;
    QStackedWidget *m_stack;
    QLineEdit *m_filter;
    QToolButton *m_validOnly, *m_menuButton;
    QComboBox *m_unit;
    SnapshotPtr m_snapshot;
    QString m_asset = QStringLiteral("BTC");
    QStringList m_excluded; ///< "ASSET/venue"
    QElapsedTimer m_sinceSnapshot;
    QTimer m_clockTimer, m_saveTimer;
    bool m_restoring = false;
};

} // namespace isobar
