#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QMenu>
#include <QWidget>

#include <functional>
#include <string>
#include <vector>

class QAction;
class QToolButton;

namespace isobar {

class HeatmapFilters;

/// The tool bar above the heatmap: ranges, layers, filters, horizon, colours, picture. What has no room moves, the
/// least important first, into the menu of the last button.
class HeatmapBar final : public QWidget {
    Q_OBJECT
public:
    explicit HeatmapBar(Theme &theme, QWidget *parent = nullptr);

    /// Shows options that came from elsewhere; emits nothing.
    void setOptions(const heatmap::HeatmapOptions &options);
    /// Names of the venue groups that can be filtered.
    void setGroups(const std::vector<std::string> &groups);
    const heatmap::HeatmapOptions &options() const { return m_options; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int hiddenItems() const { return m_hidden; } ///< that are in the overflow menu
    QList<QAction *> actionsInOrder() const; ///< everything that can be done here, shown or not
    HeatmapFilters &filters() { return *m_filters; }

public Q_SLOTS:
    void openFilters();

Q_SIGNALS:
    void optionsChanged(const heatmap::HeatmapOptions &options);
    /// A preset was pressed, perhaps the one that is in force: show so many hours of the past.
    void rangeChosen(int hours);
    void pictureRequested(); ///< save and copy as usual
    void copyRequested();
    void pictureOptionsRequested();
    void tableRequested(); ///< the clusters as a table

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// A button that may have to move into the menu: higher ranks stay longer.
    struct Item {
        QAction *action;
        QToolButton *button;
        int rank, group;
        std::function<void(QAction *)> dress; ///< texts
        std::function<void(QAction *)> check; ///< state by m_options
    };
    QAction *addItem(int rank, int group, std::function<void(QAction *)> dress, std::function<void(QAction *)> check);
    void addRange(int hours, const std::function<QString()> &text);
    void addLayer(int rank, bool HeatmapChoices::*member, const std::function<QString()> &text,
        const std::function<QString()> &tip);
    void buildLayers();
    void buildRight();
    QMenu *buildRamps();
    QMenu *buildHorizon();
    void wish(const std::function<void(heatmap::HeatmapOptions &)> &change);
    void renewState();
    void retranslate();
    void arrange();
    QIcon rampIcon(HeatRamp ramp) const;

    Theme &m_theme;
    heatmap::HeatmapOptions m_options;
    std::vector<std::string> m_groups;
    std::vector<Item> m_items;
    std::vector<std::function<void()>> m_menuTexts;
    HeatmapFilters *m_filters;
    QToolButton *m_more, *m_filterButton = nullptr;
    QMenu m_rest;
    int m_hidden = 0;
};

} // namespace isobar
