#pragma once
#include "app/gui/pastsource.h"
#include "core/base/result.h"
#include "core/snapshot/keptmoment.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace isobar {

class HeatmapPanel;
class MainWindow;
class ReplayDesk;

/// Opens the view of a saved picture (PRODUCT 3, Export) at its moment, from the first source that has it; without one
/// on the data of now.
class ViewOpener : public QObject {
    Q_OBJECT
public:
    /// The moment of a picture of an earlier sitting, if it was kept.
    using FindKept = std::function<std::optional<KeptMoment>(const heatmap::SavedView &)>;

    /// All outlive it. Asked in this order: pictures of this sitting, those of earlier ones, a replay that is open, the
    /// running data, then what addSource() brings.
    ViewOpener(MainWindow &window, HeatmapPanel &heatmap, ReplayDesk &replay, FindKept findKept = {});
    ~ViewOpener() override;
    void addSource(std::unique_ptr<PastSource> source) { m_sources.push_back(std::move(source)); }

    /// An Error is a sentence for the user: no picture of ours, or without its view.
    Result<void> open(const QString &path);
    /// The newest one, also while a replay is shown instead.
    void showSnapshot(const SnapshotPtr &snapshot);

private:
    void look(const heatmap::SavedView &view);
    bool canWait(const heatmap::SavedView &view) const;
    void show(const heatmap::SavedView &view, const PastSource::Found &found);
    void showNow(const heatmap::SavedView &view);

    MainWindow &m_window;
    HeatmapPanel &m_heatmap;
    ReplayDesk &m_replay;
    SnapshotPtr m_snapshot; ///< on the screen
    std::vector<std::unique_ptr<PastSource>> m_sources;
    std::optional<heatmap::SavedView> m_waiting; ///< for the map of its asset
};

} // namespace isobar
