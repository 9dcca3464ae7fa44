#pragma once
#include "core/settings/settings.h"
#include "widgets/charts/chartscale.h"
#include "widgets/style/theme.h"

#include <QGraphicsScene>
#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

class QChart;
class QLineSeries;
class QValueAxis;

namespace isobar {

/// What the lines of a chart are: it decides how values look and what is drawn around them.
enum class ChartKind {
    Funding, ///< rates per 8 h, with who pays and the neutral rate
    OpenInterest, ///< USD, stacked
    Premium, ///< fraction
    Cumulative ///< sums of settled rates, fraction
};

/// The picture of a history: lines by Qt Charts, stacks, axes, markers and read-out by us. The chart is a layer in a
/// picture that is drawn anew only when lines, range, size or theme changed; the pointer moves over it.
class HistoryChart : public QWidget {
    Q_OBJECT
public:
    struct Line {
        std::string venue; ///< id; empty: the aggregate
        QString name;
        Series points; ///< never null; of a stack: its upper edge
        Series base = {}; ///< of a stack: its lower edge, at the same times; else null
        bool operator==(const Line &) const = default; ///< compares the points' address
    };

    explicit HistoryChart(Theme &theme, QWidget *parent = nullptr);
    ~HistoryChart() override;

    /// Nothing happens when kind, lines and range are the same as before.
    void show(ChartKind kind, std::vector<Line> lines, charts::TimeRange range);
    ChartKind kind() const { return m_kind; }
    void setSettings(const Settings &settings);
    void setCaption(const QString &caption); ///< drawn at the upper left
    const charts::Scale &scale() const { return m_scale; }
    const std::vector<Line> &lines() const { return m_lines; }
    int builds() const { return m_builds; } ///< how often the layer was drawn
    QImage picture(QSize size, double ratio); ///< chart without the pointer's layer
    static QColor colourOf(const Line &line, const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void rescale(QSize size);
    void fillSeries();
    void drawLayer(QPainter &painter, QSize size);
    void drawBack(QPainter &painter) const;
    void drawCrowd(QPainter &painter) const;
    void drawStacks(QPainter &painter) const;
    void drawReferences(QPainter &painter) const;
    void drawFront(QPainter &painter) const;
    void drawAxisTag(QPainter &painter) const;
    void drawReadOut(QPainter &painter) const;
    std::optional<double> latestAggregate() const;
    QRectF axisTag() const; ///< of the latest aggregate on the value axis
    double unitFactor() const;
    QString textOf(std::optional<double> value) const;
    std::optional<double> valueOf(const Line &line, TimeMs timeMs) const;

    Theme &m_theme;
    Settings m_settings;
    ChartKind m_kind = ChartKind::Funding;
    std::vector<Line> m_lines;
    charts::TimeRange m_range;
    charts::Scale m_scale;
    QString m_caption;
    QGraphicsScene m_scene;
    QChart *m_chart; ///< owned by the scene
    QValueAxis *m_timeAxis, *m_valueAxis;
    std::vector<QLineSeries *> m_series; ///< owned by the chart
    QPixmap m_layer;
    bool m_dirty = true;
    int m_builds = 0;
    std::optional<double> m_pointerX;
};

} // namespace isobar
