#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/shottaker.h"
#include "widgets/heatmap/viewtext.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <deque>
#include <optional>

class QAction;

namespace isobar {

class HeatmapBar;
class HeatmapWidget;
class LegendWidget;

/// The liquidation heatmap as the window holds it: tools and legend above the map, and the pictures of it.
class HeatmapPanel final : public QWidget {
    Q_OBJECT
public:
    explicit HeatmapPanel(Theme &theme, QWidget *parent = nullptr);

    HeatmapWidget &map() { return *m_map; }
    HeatmapBar &bar() { return *m_bar; }
    LegendWidget &legend() { return *m_legend; }
    /// What a picture would show now.
    heatmap::ShotTaker::Subject subject() const;
    /// The moment of a picture that was saved or copied a while ago, while the program runs; exactly as it was.
    std::optional<heatmap::PastMoment> taken(const QString &asset, TimeMs marketMs) const;
    /// Shows a view as it was saved. `moment`: how the asset stood then; nothing: the view of now, as much of the time
    /// before it and of the price around it as the picture had.
    void openView(const heatmap::SavedView &view, const std::optional<heatmap::PastMoment> &moment);

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    void setPositions(const std::vector<isobar::Position> &positions);
    void showPrice(double price); ///< brings it into view
    /// Brings a moment of the past into view, of this asset once it is shown.
    void showMoment(const QString &asset, TimeMs timeMs);

    void savePicture(); ///< to a file and to the clipboard
    void copyPicture();
    void saveTable(); ///< the visible grid as CSV
    void choosePicture(); ///< asks for size, look and folder

Q_SIGNALS:
    void heatmapChosen(const HeatmapChoices &choices);
    void shotChosen(const ShotChoices &choices);
    void learningRequested(const QString &asset); ///< the weights of its levels are to be learned now
    void pictureTaken(const isobar::heatmap::ShotTaker::Subject &subject); ///< saved or copied
    void told(const QString &sentence); ///< what was done, for the status line
    void clusterTableRequested();
    void clusterClicked(quint64 id); ///< a cluster of the picture

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectParts();
    void addKeys();
    void renewAround();
    void bringMoment();
    void tellFailure(const QString &sentence);
    heatmap::ShotTaker::Subject subjectTaken();
    void retranslate();

    Theme &m_theme;
    SnapshotPtr m_snapshot;
    struct Moment {
        QString asset;
        TimeMs timeMs = 0;
    };
    std::optional<Moment> m_moment; ///< wished, not in view yet
    Settings m_settings;
    heatmap::ShotFacts m_reopenedFacts;
    std::deque<heatmap::ShotTaker::Subject> m_taken; ///< newest last
    HeatmapBar *m_bar;
    LegendWidget *m_legend;
    HeatmapWidget *m_map;
    QAction *m_tableKey, *m_filterKey, *m_legendKey;
};

} // namespace isobar
