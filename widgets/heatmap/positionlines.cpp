#include "widgets/heatmap/positionlines.h"

#include "widgets/heatmap/clusterlabels.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/style/formats.h"
#include "widgets/style/positiontitle.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace isobar::heatmap {

namespace {

struct PositionLineWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::PositionLineWords)
};

constexpr double Padding = 5, LeftMargin = 4;

QFont labelFont(const Theme &theme) { return theme.numberFont(0.9); }

QColor colourOf(const PositionLine &line, const Theme &theme)
{
    return theme.colour(line.isLiquidation ? Token::SeverityP1 : Token::Accent);
}

} // namespace

std::vector<PositionLine> positionLines(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme)
{
    std::vector<PositionLine> lines;
    if (!scene.positions || !scene.view.isValid())
        return lines;
    const auto add = [&](double price, bool isLiquidation, const QString &text) {
        if (price > scene.view.low() && price < scene.view.high())
            lines.push_back({price, isLiquidation, text, {}});
    };
    for (const PositionView &view : *scene.positions)
        add(view.position.entryPrice, false,
            PositionLineWords::tr("%1 entry %2", "Long 0.5 BTC, price")
                .arg(positionTitle(view.position), formats::price(view.position.entryPrice)));
    for (const PositionView &view : *scene.positions) {
        if (!view.isValued || !view.value.basis.liquidationPrice)
            continue;
        const double price = *view.value.basis.liquidationPrice;
        // Without published tiers it is an estimate.
        const QString about = view.value.areTiersKnown ? QString() : QStringLiteral("≈ ");
        add(price, true,
            PositionLineWords::tr("%1 liquidated %2", "Long 0.5 BTC, price")
                .arg(positionTitle(view.position), about + formats::price(price)));
    }
    const PlotTransform transform{scene.view, areas.plot};
    const QFontMetricsF metrics(labelFont(theme));
    const double height = std::ceil(metrics.height() + 2);
    std::vector<double> middles;
    for (const PositionLine &line : lines)
        middles.push_back(transform.y(line.price));
    const std::vector<double> tops = spreadLabels(middles, height + 2, areas.plot.top() + 2, areas.plot.bottom() - 2);
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i].box = QRectF(areas.plot.left() + LeftMargin, std::round(tops[i]),
            std::ceil(metrics.horizontalAdvance(lines[i].text) + 2 * Padding), height);
    return lines;
}

void paintPositions(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    const PlotTransform transform{scene.view, areas.plot};
    const std::vector<PositionLine> lines = positionLines(scene, areas, theme);
    for (const PositionLine &line : lines) {
        const double y = std::round(transform.y(line.price)) + 0.5;
        painter.setPen(QPen(colourOf(line, theme), 1.5, line.isLiquidation ? Qt::SolidLine : Qt::DashDotLine));
        painter.drawLine(QPointF(areas.plot.left(), y), QPointF(areas.plot.right(), y));
    }
    painter.setFont(labelFont(theme));
    for (const PositionLine &line : lines) {
        QColor ground = theme.colour(Token::Field);
        ground.setAlphaF(0.9F);
        painter.setPen(QPen(colourOf(line, theme), 1));
        painter.setBrush(ground);
        painter.drawRect(line.box.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(theme.colour(Token::Value));
        painter.drawText(line.box, Qt::AlignCenter, line.text);
    }
}

} // namespace isobar::heatmap
