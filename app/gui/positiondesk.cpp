#include "app/gui/positiondesk.h"

#include "core/snapshot/positionview.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/positions/positionspanel.h"
#include "widgets/positions/positionwords.h"
#include "widgets/shell/mainwindow.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double Hair = 1e-5; // of a price: funding moves liquidation prices by less and less

bool isNear(std::optional<double> a, std::optional<double> b)
{
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) <= Hair * std::abs(*b));
}

Holding holdingOf(const PositionView &view)
{
    Holding holding;
    holding.id = std::to_string(view.position.id);
    holding.asset = view.position.asset;
    holding.venue = view.position.venue;
    holding.side = view.position.side;
    if (view.isValued) {
        holding.liquidationPrice = view.value.basis.liquidationPrice;
        holding.alertPrice = view.value.alertPrice;
        holding.alertName = PositionWords::alertName(view).toStdString();
    }
    return holding;
}

} // namespace

PositionDesk::PositionDesk(QString filePath, MainWindow &window, PositionsPanel &panel, HeatmapPanel &heatmap)
    : m_store(std::move(filePath)), m_window(window), m_panel(panel), m_heatmap(heatmap)
{
    connect(&panel, &PositionsPanel::positionsChanged, this, &PositionDesk::take);
    connect(&panel, &PositionsPanel::priceChosen, this, [this](double price) {
        m_window.raisePanel(QStringLiteral("heatmap"));
        m_heatmap.showPrice(price);
    });
}

QStringList PositionDesk::load()
{
    QStringList problems;
    m_positions = m_store.load(&problems);
    m_panel.setPositions(m_positions);
    m_heatmap.setPositions(m_positions);
    renewHoldings();
    return problems;
}

QStringList PositionDesk::assets() const
{
    QStringList assets;
    for (const Position &each : m_positions)
        assets << QString::fromStdString(each.asset);
    assets.removeDuplicates();
    return assets;
}

void PositionDesk::take(const std::vector<Position> &positions)
{
    const QStringList before = assets();
    m_positions = positions;
    m_heatmap.setPositions(m_positions);
    if (const auto saved = m_store.save(m_positions); !saved)
        m_window.showMessage(QString::fromStdString(saved.error()), 0);
    renewHoldings();
    if (assets() != before)
        Q_EMIT assetsChanged();
}

void PositionDesk::showLive(const SnapshotPtr &snapshot)
{
    m_live = snapshot;
    renewHoldings();
}

void PositionDesk::renewHoldings()
{
    std::vector<Holding> holdings;
    for (const Position &each : m_positions)
        holdings.push_back(holdingOf(viewOf(each, m_live ? m_live->find(each.asset) : nullptr)));
    const bool isSame = m_told == m_positions
        && std::equal(holdings.begin(), holdings.end(), m_holdings.begin(), m_holdings.end(),
            [](const Holding &a, const Holding &b) {
                return isNear(a.liquidationPrice, b.liquidationPrice) && isNear(a.alertPrice, b.alertPrice);
            });
    if (isSame)
        return;
    m_told = m_positions;
    m_holdings = std::move(holdings);
    Q_EMIT holdingsChanged(m_holdings);
}

} // namespace isobar
