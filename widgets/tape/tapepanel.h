#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/tape/tapemodel.h"

#include <QWidget>

class QBoxLayout;
class QStackedWidget;
class QToolButton;

namespace isobar {

class EmptyPanel;
class NewChip;
class TapeDelegate;
class TapeTotals;
class TapeTree;

/// The liquidation tape (PRODUCT 2.8): totals and filters on one line where there is room for it, below them the
/// prints, newest first. Scrolled away from the newest, or paused with Space, it holds still and says how much is new.
class TapePanel : public QWidget {
    Q_OBJECT
public:
    explicit TapePanel(Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {900, 190}; }
    QSize minimumSizeHint() const override { return {300, 90}; }
    const TapeModel &model() const { return m_model; }
    bool isHeld() const;
    int waiting() const { return m_waiting; } ///< new prints that a held list does not show yet

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    void setFilter(const TapeFilter &filter);
    void returnToNewest();
    void toggleHold();
    void copyRows(); ///< the chosen ones, else all, as TSV

Q_SIGNALS:
    /// The user asks for the moment of a print. Market time; quote per coin.
    void momentChosen(TimeMs timeMs, double price);
    void assetSearchRequested(const QString &prefill);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildFilters();
    void buildList();
    void dressSides();
    void retranslate();
    void arrange();
    void fitColumns();
    void renew();
    void renewChip();
    void sayWhyEmpty(const AssetSnapshot *asset);
    void showMenu(const QPoint &position);
    void chooseMoment(const QModelIndex &index);
    const AssetSnapshot *shownAsset() const;

    Theme &m_theme;
    TapeModel m_model;
    TapeTotals *m_totals;
    QWidget *m_filters;
    QBoxLayout *m_top;
    std::vector<QToolButton *> m_sizes; ///< least sizes, one chosen
    QToolButton *m_longs, *m_shorts; ///< at least one chosen
    QStackedWidget *m_pages;
    TapeTree *m_tree;
    TapeDelegate *m_delegate;
    EmptyPanel *m_empty;
    NewChip *m_chip;
    SnapshotPtr m_snapshot;
    QString m_asset;
    Settings m_settings;
    bool m_isPaused = false;
    int m_waiting = 0;
};

} // namespace isobar
