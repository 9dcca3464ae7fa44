#include "widgets/heatmap/heatmapshot.h"

#include "widgets/heatmap/scenepainter.h"
#include "widgets/heatmap/tilestore.h"
#include "widgets/heatmap/viewtext.h"
#include "widgets/style/badge.h"
#include "widgets/style/contrast.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double Margin = 10, PartGap = 18, SwatchWidth = 18, SwatchHeight = 8;
constexpr int MostLayerLines = 3;

/// The caption around the scene: title and facts above, layers and venues below.
class Frame {
public:
    Frame(const HeatmapScene &scene, const ShotFacts &facts, const Theme &theme, QSizeF size, bool hasWordmark)
        : m_scene(scene), m_facts(facts), m_theme(theme), m_size(size), m_hasWordmark(hasWordmark)
    {
        m_title = theme.numberFont(1.35);
        m_title.setWeight(QFont::DemiBold);
        m_text = theme.numberFont(1.0);
        m_small = theme.numberFont(0.92);
        m_layers = ShotWords::layers(scene, theme);
        m_rows = layerRows();
    }

    QRectF sceneArea() const
    {
        return {0, topHeight(), m_size.width(), std::max(60.0, m_size.height() - topHeight() - bottomHeight())};
    }

    void paint(QPainter &painter) const
    {
        painter.setRenderHint(QPainter::Antialiasing);
        paintTop(painter);
        paintBottom(painter);
    }

private:
    double line(const QFont &font) const { return std::ceil(QFontMetricsF(font).height() * 1.15); }
    double topHeight() const { return std::ceil(Margin * 0.7 + line(m_title) + line(m_text) + 4); }
    double bottomHeight() const
    {
        return std::ceil(5 + line(m_small) * (static_cast<double>(m_rows.size()) + 1) + Margin * 0.5);
    }
    double room() const { return m_size.width() - 2 * Margin; }

    double widthOf(const ShotLayer &layer) const
    {
        return QFontMetricsF(m_small).horizontalAdvance(layer.text) + (layer.colours.empty() ? 0 : SwatchWidth + 6);
    }

    std::vector<std::vector<const ShotLayer *>> layerRows() const
    {
        std::vector<std::vector<const ShotLayer *>> rows(1);
        double x = 0;
        for (const ShotLayer &layer : m_layers) {
            const double width = widthOf(layer);
            if (x > 0 && x + width > room()) {
                if (static_cast<int>(rows.size()) == MostLayerLines)
                    break;
                rows.emplace_back();
                x = 0;
            }
            rows.back().push_back(&layer);
            x += width + PartGap;
        }
        return rows;
    }

    void paintTop(QPainter &painter) const
    {
        double right = m_size.width() - Margin, top = std::floor(Margin * 0.7);
        const double height = line(m_title);
        if (m_hasWordmark) {
            QFont mark = m_theme.numberFont(1.1);
            mark.setWeight(QFont::DemiBold);
            mark.setLetterSpacing(QFont::AbsoluteSpacing, 2);
            const QString name = QStringLiteral("ISOBAR");
            const double width = QFontMetricsF(mark).horizontalAdvance(name);
            painter.setFont(mark);
            painter.setPen(m_theme.colour(Token::Unit));
            painter.drawText(QRectF(right - width, top, width, height), Qt::AlignRight | Qt::AlignVCenter, name);
            right -= width + PartGap;
        }
        if (const QString badge = ShotWords::badge(m_facts); !badge.isEmpty()) {
            QFont font = m_text;
            font.setWeight(QFont::Bold);
            const double width = QFontMetricsF(font).horizontalAdvance(badge) + 16;
            const QColor ground =
                m_theme.colour(m_facts.origin == Origin::Demo ? Token::DemoBadge : Token::ReplayBadge);
            paintBadge(painter, QRectF(right - width, top + 1, width, height - 2), badge, ground, textOn(ground), font);
            right -= width + PartGap;
        }
        painter.setFont(m_title);
        painter.setPen(m_theme.colour(Token::Value));
        painter.drawText(QRectF(Margin, top, right - Margin, height), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(m_title).elidedText(ShotWords::title(m_scene), Qt::ElideRight, right - Margin));
        top += height;
        painter.setFont(m_text);
        const QFontMetricsF metrics(m_text);
        double x = Margin;
        std::vector<QString> parts = ShotWords::facts(m_scene);
        if (const QString filters = ShotWords::filters(m_scene); !filters.isEmpty())
            parts.insert(parts.begin() + 1, filters);
        for (const QString &part : parts) {
            const QString shown = metrics.elidedText(part, Qt::ElideRight, m_size.width() - Margin - x);
            if (x > Margin && m_size.width() - Margin - x < 60)
                break;
            painter.setPen(m_theme.colour(&part == &parts.front() ? Token::Label : Token::Value));
            painter.drawText(
                QRectF(x, top, m_size.width() - Margin - x, line(m_text)), Qt::AlignLeft | Qt::AlignVCenter, shown);
            x += metrics.horizontalAdvance(part) + PartGap;
        }
    }

    void paintSwatch(QPainter &painter, const std::vector<QColor> &colours, QRectF box) const
    {
        const double step = box.width() / static_cast<double>(colours.size());
        for (const QColor &colour : colours) {
            painter.fillRect(QRectF(box.left(), box.top(), step, box.height()), colour);
            box.setLeft(box.left() + step);
        }
    }

    void paintBottom(QPainter &painter) const
    {
        double top = m_size.height() - bottomHeight() + 5;
        const double height = line(m_small);
        painter.setFont(m_small);
        const QFontMetricsF metrics(m_small);
        for (const auto &row : m_rows) {
            double x = Margin;
            for (const ShotLayer *layer : row) {
                if (!layer->colours.empty()) {
                    paintSwatch(painter, layer->colours,
                        QRectF(x, top + (height - SwatchHeight) / 2, SwatchWidth, SwatchHeight));
                    x += SwatchWidth + 6;
                }
                painter.setPen(m_theme.colour(Token::Label));
                painter.drawText(QRectF(x, top, m_size.width() - Margin - x, height), Qt::AlignLeft | Qt::AlignVCenter,
                    metrics.elidedText(layer->text, Qt::ElideRight, m_size.width() - Margin - x));
                x += metrics.horizontalAdvance(layer->text) + PartGap;
            }
            top += height;
        }
        painter.setPen(m_theme.colour(Token::Unit));
        painter.drawText(QRectF(Margin, top, room(), height), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(ShotWords::venues(m_scene, m_facts), Qt::ElideRight, room()));
    }

    const HeatmapScene &m_scene;
    const ShotFacts &m_facts;
    const Theme &m_theme;
    QSizeF m_size;
    bool m_hasWordmark;
    QFont m_title, m_text, m_small;
    std::vector<ShotLayer> m_layers;
    std::vector<std::vector<const ShotLayer *>> m_rows;
};

} // namespace

ShotFrame shotFrame(ShotSize size, QSize window)
{
    const QSize shown = window.expandedTo(LeastShot).boundedTo(MostShot);
    switch (size) {
    case ShotSize::Window:
        return {shown, 1};
    case ShotSize::Twice:
        return {shown.boundedTo(MostShot / 2), 2};
    case ShotSize::FourK:
        return {{1920, 1080}, 2};
    case ShotSize::Wide:
        return {{1600, 900}, 1};
    }
    return {shown, 1};
}

ShotFrame shotFrame(QSize pixels)
{
    const double ratio = pixels.width() >= 3000 && pixels.height() >= 1600 ? 2 : 1;
    return {QSize(qRound(pixels.width() / ratio), qRound(pixels.height() / ratio)), ratio};
}

QImage renderShot(
    const HeatmapScene &scene, const ShotFacts &facts, const ShotFrame &frame, const Theme &theme, bool hasWordmark)
{
    QImage image(frame.pixels(), QImage::Format_RGB32);
    image.setDevicePixelRatio(frame.ratio);
    image.fill(theme.colour(Token::Panel));
    const Frame caption(scene, facts, theme, QSizeF(frame.pixels()) / frame.ratio, hasWordmark);
    const HeatmapAreas areas = ScenePainter::layout(caption.sceneArea(), scene.options, theme, true);
    TileSet tiles;
    if (scene.map) {
        const double msPerPixel = scene.view.spanMs() / std::max(1.0, areas.plot.width() * frame.ratio);
        tiles =
            makeTiles(scene.map->lattice, ScenePainter::cellCover(scene, msPerPixel), ScenePainter::tileKind(scene));
    }
    QPainter painter(&image);
    ScenePainter(scene, areas, theme).paint(painter, tiles);
    caption.paint(painter);
    painter.end();
    image.setDevicePixelRatio(1); // what viewers show: every pixel
    image.setText(ViewTextKey, QString::fromUtf8(viewText(scene, facts)));
    return image;
}

} // namespace isobar::heatmap
