#pragma once
#include "core/events/rulecontext.h"
#include "core/settings/positionstore.h"
#include "core/snapshot/snapshot.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace isobar {

class HeatmapPanel;
class MainWindow;
class PositionsPanel;

/// The user's positions between the parts that have to do with them: the file that keeps them, the panel that changes
/// them, the heatmap that draws them, and the rules, which warn of them.
class PositionDesk final : public QObject {
    Q_OBJECT
public:
    /// Adds nothing to the window: the panels stand there already.
    PositionDesk(QString filePath, MainWindow &window, PositionsPanel &panel, HeatmapPanel &heatmap);

    /// Reads the file; what is wrong with it are sentences for the user.
    QStringList load();
    /// Assets with a position, in the order of the positions: they have streams as if they were watched.
    QStringList assets() const;
    /// The live market as it stands: what liquidation prices follow from.
    void showLive(const SnapshotPtr &snapshot);

Q_SIGNALS:
    void assetsChanged();
    /// What the rules are to know of; told when it changed by more than a hair.
    void holdingsChanged(const std::vector<isobar::Holding> &holdings);

private:
    void take(const std::vector<Position> &positions);
    void renewHoldings();

    const PositionStore m_store;
    MainWindow &m_window;
    PositionsPanel &m_panel;
    HeatmapPanel &m_heatmap;
    SnapshotPtr m_live;
    std::vector<Position> m_positions, m_told; ///< m_told: of which m_holdings are
    std::vector<Holding> m_holdings;
};

} // namespace isobar
