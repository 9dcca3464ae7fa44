#include "app/gui/viewopener.h"

#include "app/gui/replaydesk.h"
#include "core/snapshot/assetasof.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/heatmap/shotfile.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/style/formats.h"

namespace isobar {

namespace {

std::shared_ptr<const AssetSnapshot> assetOf(const SnapshotPtr &snapshot, const QString &name)
{
    if (snapshot) {
        for (const auto &asset : snapshot->assets) {
            if (asset->asset == name.toStdString())
                return asset;
        }
    }
    return nullptr;
}

/// Pictures of this sitting: their moments are kept as they were.
class TakenPictures final : public PastSource {
public:
    explicit TakenPictures(const HeatmapPanel &heatmap) : m_heatmap(heatmap) { }
    bool find(const heatmap::SavedView &view, Take take) override
    {
        const auto moment = m_heatmap.taken(view.asset, view.nowMs);
        if (moment)
            take({*moment, true});
        return moment.has_value();
    }

private:
    const HeatmapPanel &m_heatmap;
};

/// Pictures of earlier sittings: the local history keeps their moments.
class KeptMoments final : public PastSource {
public:
    explicit KeptMoments(ViewOpener::FindKept find) : m_find(std::move(find)) { }
    bool find(const heatmap::SavedView &view, Take take) override
    {
        const auto kept = m_find ? m_find(view) : std::nullopt;
        if (!kept)
            return false;
        heatmap::ShotFacts facts;
        facts.origin = kept->origin;
        facts.scenario = QString::fromStdString(kept->scenario);
        facts.venuesLive = kept->venuesLive;
        facts.venuesTotal = kept->venuesTotal;
        take({{kept->market, facts}, true});
        return true;
    }

private:
    ViewOpener::FindKept m_find;
};

/// A replay goes to the moment and stands still there.
class ReplayedMoments final : public PastSource {
public:
    explicit ReplayedMoments(ReplayDesk &desk) : m_desk(desk) { }
    bool find(const heatmap::SavedView &view, Take take) override
    {
        return m_desk.standAt(view.nowMs, [view, take = std::move(take)](const SnapshotPtr &snapshot) {
            if (const auto asset = assetOf(snapshot, view.asset))
                take({{asset, heatmap::shotFacts(*snapshot)}, true});
        });
    }

private:
    ReplayDesk &m_desk;
};

/// What runs remembers some of its past.
class RunningData final : public PastSource {
public:
    explicit RunningData(const SnapshotPtr &snapshot) : m_snapshot(snapshot) { }
    bool find(const heatmap::SavedView &view, Take take) override
    {
        const auto asset = assetOf(m_snapshot, view.asset);
        if (!asset || m_snapshot->origin != view.origin) // a simulated market is not the real one
            return false;
        if (asset->marketMs == view.nowMs) {
            take({{asset, heatmap::shotFacts(*m_snapshot)}, true});
            return true;
        }
        const auto then = assetAsOf(*asset, view.nowMs);
        if (!then)
            return false;
        heatmap::ShotFacts facts = heatmap::shotFacts(*m_snapshot);
        facts.venuesLive = facts.venuesTotal = 0; // not remembered
        take({{then, facts}, false});
        return true;
    }

private:
    const SnapshotPtr &m_snapshot;
};

} // namespace

ViewOpener::ViewOpener(MainWindow &window, HeatmapPanel &heatmap, ReplayDesk &replay, FindKept findKept)
    : m_window(window), m_heatmap(heatmap), m_replay(replay)
{
    addSource(std::make_unique<TakenPictures>(heatmap));
    addSource(std::make_unique<KeptMoments>(std::move(findKept)));
    addSource(std::make_unique<ReplayedMoments>(replay));
    addSource(std::make_unique<RunningData>(m_snapshot));
}

ViewOpener::~ViewOpener() = default;

Result<void> ViewOpener::open(const QString &path)
{
    const Result<heatmap::SavedView> view = heatmap::readPictureView(path);
    if (!view)
        return Error{view.error()};
    m_waiting.reset();
    if (!m_replay.isOpen())
        m_window.watchAsset(view->asset);
    m_window.chooseAsset(view->asset);
    m_window.raisePanel(QStringLiteral("heatmap"));
    look(*view);
    return {};
}

void ViewOpener::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    if (m_waiting && !canWait(*m_waiting))
        look(*std::exchange(m_waiting, std::nullopt));
}

/// Right after the start there is no past yet, but it is on its way.
bool ViewOpener::canWait(const heatmap::SavedView &view) const
{
    const auto asset = assetOf(m_snapshot, view.asset);
    return !m_replay.isOpen() && (!asset || !asset->map || asset->map->isEmpty());
}

void ViewOpener::look(const heatmap::SavedView &view)
{
    const auto take = [this, view](const PastSource::Found &found) { show(view, found); };
    for (const auto &source : m_sources) {
        if (source->find(view, take))
            return;
    }
    if (canWait(view)) {
        m_waiting = view;
        m_window.showMessage(tr("The view of the picture opens as soon as there is a map of %1.").arg(view.asset), 0);
    } else {
        showNow(view);
    }
}

void ViewOpener::show(const heatmap::SavedView &view, const PastSource::Found &found)
{
    m_heatmap.openView(view, found.moment);
    const QString time = formats::dateTime(view.nowMs, TimeZoneChoice::Utc);
    m_window.showMessage(found.isWhole
            ? tr("The view of the picture, as it was at %1.").arg(time)
            : tr("The view of the picture at %1. Clusters and rates of that time are not remembered.").arg(time));
}

void ViewOpener::showNow(const heatmap::SavedView &view)
{
    m_heatmap.openView(view, std::nullopt);
    m_window.showMessage(tr("The data at hand do not reach %1: the picture's view is shown on those of now.")
                             .arg(formats::dateTime(view.nowMs, TimeZoneChoice::Utc)),
        0);
}

} // namespace isobar
