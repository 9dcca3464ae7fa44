#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/heatmap/heatmapcanvas.h"
#include "widgets/heatmap/viewtext.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace isobar {

class EmptyPanel;

/// The heatmap itself: the canvas, its keys as actions, and what stands there while there is nothing to show
/// (PRODUCT 3). Tools and legend around it: HeatmapPanel.
class HeatmapWidget : public QWidget {
    Q_OBJECT
public:
    explicit HeatmapWidget(Theme &theme, QWidget *parent = nullptr);

    heatmap::HeatmapCanvas &canvas() { return *m_canvas; }
    const heatmap::HeatmapOptions &options() const { return m_options; }
    bool isShowingMap() const;
    QString emptyTitle() const;
    /// Whether it shows the moment of a saved picture instead of now.
    bool isReopened() const { return m_reopened.has_value(); }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    /// The user's wish from tool bar, legend or key; tells heatmapChosen() where it is kept.
    void setOptions(const heatmap::HeatmapOptions &options);
    void showRange(int hours);
    /// All own positions, of whatever asset.
    void setPositions(const std::vector<isobar::Position> &positions);
    /// Shows a view exactly as it was saved; `then`: the asset as it stood at that moment, null: as it runs now. Ends
    /// with "Back to live", another asset or another run; then the user's own choices hold again.
    void openView(const heatmap::SavedView &view, const std::shared_ptr<const AssetSnapshot> &then);

Q_SIGNALS:
    void reopenedEnded();
    /// Choices that are to be kept.
    void heatmapChosen(const HeatmapChoices &choices);
    void optionsChanged(const heatmap::HeatmapOptions &options);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Key {
        QAction *action;
        std::function<QString()> text;
    };
    void addKeys();
    void addKey(const QList<QKeySequence> &keys, std::function<QString()> text, const std::function<void()> &act);
    void addLayerKey(const QKeySequence &key, std::function<QString()> text, bool HeatmapChoices::*layer);
    struct Reopened {
        heatmap::SavedView view;
        std::shared_ptr<const AssetSnapshot> then;
        heatmap::HeatmapOptions before; ///< options that hold again afterwards
        bool isShown = false; ///< its map has been there
    };
    void endReopened();
    void showReopened();
    void refresh();
    std::shared_ptr<const std::vector<PositionView>> positionsIn(const AssetSnapshot &asset) const;
    void showEmpty(const AssetSnapshot *asset);
    void retranslate();

    Theme &m_theme;
    SnapshotPtr m_snapshot;
    QString m_asset;
    Settings m_settings;
    std::vector<Position> m_positions;
    heatmap::HeatmapOptions m_options;
    std::optional<Reopened> m_reopened;
    heatmap::HeatmapCanvas *m_canvas;
    EmptyPanel *m_empty;
    QStackedWidget *m_pages;
    std::vector<Key> m_keys;
    QTimer m_keepRange; ///< zooming tells every notch
};

} // namespace isobar
