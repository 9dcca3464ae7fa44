#pragma once
#include "core/market/position.h"
#include "core/settings/settings.h"
#include "core/snapshot/positionview.h"
#include "core/snapshot/snapshot.h"
#include "widgets/positions/positionbook.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <vector>

class QAction;
class QStackedWidget;
class QTableView;

namespace isobar {

class EmptyPanel;
class PositionForm;
class PositionModel;

/// Positions typed in by hand and the cost calculator (PRODUCT 2.9): the fields of one position, below them the rows.
/// What stands in the fields and is not kept is the calculation, told in the first row.
class PositionsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit PositionsPanel(const Theme &theme, QWidget *parent = nullptr);

    /// What was kept, at the start.
    void setPositions(std::vector<Position> positions);
    const std::vector<Position> &positions() const { return m_book.positions(); }
    PositionForm &form() { return *m_form; }
    QTableView &table() { return *m_table; }
    const PositionModel &model() const { return *m_model; }
    QSize sizeHint() const override { return {900, 190}; }
    QSize minimumSizeHint() const override { return {320, 110}; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    void keep(); ///< what stands in the fields
    void edit(quint64 id);
    void remove(quint64 id);
    void undo();
    void redo();
    void copyRows();

Q_SIGNALS:
    /// The user added, changed or removed one: to be kept.
    void positionsChanged(const std::vector<isobar::Position> &positions);
    void assetChosen(const QString &asset);
    /// The user wants to see a price of the asset on the screen in the heatmap.
    void priceChosen(double price);
    void told(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addKey(QAction *&action, const QKeySequence &key, void (PositionsPanel::*act)());
    void editCurrent();
    void removeCurrent();
    void showCurrent();
    void clearForm();
    void bookChanged();
    void renew();
    int widestCell(int column) const;
    void fitColumns();
    /// For texts that grew.
    void widenColumns();
    void retranslate();
    void showMenu(const QPoint &position);
    std::uint64_t currentId() const;
    const AssetSnapshot *find(const std::string &asset) const;

    const Theme &m_theme;
    PositionBook m_book;
    PositionForm *m_form;
    PositionModel *m_model;
    QTableView *m_table;
    EmptyPanel *m_empty;
    QStackedWidget *m_pages;
    QAction *m_undo = nullptr, *m_redo = nullptr, *m_edit = nullptr, *m_remove = nullptr, *m_show = nullptr,
            *m_copy = nullptr;
    SnapshotPtr m_snapshot;
    QString m_asset;
};

} // namespace isobar
