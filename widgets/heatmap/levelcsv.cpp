#include "widgets/heatmap/levelcsv.h"

#include "core/levelgrid/levelraster.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/heatmap/tilestore.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

class GridWriter {
public:
    explicit GridWriter(const HeatmapScene &scene) : m_scene(scene), m_lattice(scene.map->lattice)
    {
        m_rows = {m_lattice.cellOf(scene.view.low()), m_lattice.cellOf(scene.view.high()) + 1};
        m_text = "time_utc,price_low,price_high,side,expected_prints_usd\n";
    }

    void add(const CoverSpan &span, LevelFilter filter, PositionSide side)
    {
        (side == PositionSide::Long ? filter.shorts : filter.longs) = false;
        if (!filter.hasSide(side))
            return;
        const LevelChunk &chunk = *span.chunk;
        const LevelGrid grid = rasteriseLevels(chunk, m_lattice, filter);
        for (int c = chunk.firstColumn; c < chunk.end(); ++c) {
            const auto open = static_cast<double>(chunk.columnMs(c)), end = open + static_cast<double>(chunk.stepMs);
            if (end <= span.fromMs || open >= span.toMs)
                continue;
            addColumn(chunk, c, grid, side);
        }
    }

    QByteArray take() { return std::move(m_text); }

private:
    void addColumn(const LevelChunk &chunk, int c, const LevelGrid &grid, PositionSide side)
    {
        const LevelColumn &column = chunk.columns[static_cast<std::size_t>(c)];
        if (!column.hasPrice())
            return;
        const QByteArray time =
            QDateTime::fromMSecsSinceEpoch(chunk.columnMs(c + 1), Qt::UTC).toString(Qt::ISODate).toLatin1();
        for (const CellRange &bin : m_lattice.bins(column.priceCell)) {
            const int row = bin.first - grid.firstRow;
            if (bin.end <= m_rows.first || bin.first >= m_rows.end || row < 0 || row >= grid.rows)
                continue;
            const double usd = static_cast<double>(grid.row(row)[c]) * bin.width() * m_scene.map->reportedScale;
            if (!(usd >= 1))
                continue;
            m_text += time + ',' + number(m_lattice.lowerPrice(bin.first)) + ',' + number(m_lattice.lowerPrice(bin.end))
                + (side == PositionSide::Long ? ",long," : ",short,") + QByteArray::number(usd, 'f', 0) + '\n';
        }
    }

    static QByteArray number(double price) { return QByteArray::number(price, 'g', 8); }

    const HeatmapScene &m_scene;
    const Lattice &m_lattice;
    CellRange m_rows;
    QByteArray m_text;
};

} // namespace

QByteArray gridCsv(const HeatmapScene &scene, int pixels)
{
    if (!scene.map || !scene.view.isValid())
        return {};
    GridWriter writer(scene);
    const TileKind kind = ScenePainter::tileKind(scene);
    for (const CoverSpan &span : ScenePainter::cellCover(scene, scene.view.spanMs() / std::max(1, pixels))) {
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short})
            writer.add(span, kind.filter, side);
    }
    return writer.take();
}

} // namespace isobar::heatmap
