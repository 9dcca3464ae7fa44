#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/legendscale.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <optional>

class QAction;

namespace isobar {

/// The colours of the heatmap and their values, with two handles: what is below the lower is not drawn, what is above
/// the upper is at full brightness. Drag, or Left and Right with the keyboard (Shift: five steps; Up and Down change
/// the handle; Home, or a double click: the asset's own scale).
class LegendWidget final : public QWidget {
    Q_OBJECT
public:
    explicit LegendWidget(Theme &theme, QWidget *parent = nullptr);

    /// Only map and options matter.
    void setScene(const heatmap::HeatmapScene &scene);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    heatmap::LegendHandle activeHandle() const { return m_active; }
    /// Where a handle stands, logical pixels.
    QPointF handlePosition(heatmap::LegendHandle handle) const;

Q_SIGNALS:
    void optionsChanged(const heatmap::HeatmapOptions &options);
    void learningRequested(); ///< the weights of the levels are to be learned now

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    heatmap::LegendScale scale() const;
    double usdAtX(double x) const;
    void wish(const heatmap::HeatmapOptions &options);
    void renewTexts();

    Theme &m_theme;
    QAction *m_learn; ///< in the context menu
    heatmap::HeatmapScene m_scene;
    heatmap::LegendHandle m_active = heatmap::LegendHandle::Low;
    bool m_dragging = false;
    double m_grabOffset = 0; ///< from the handle to where it was taken, logical pixels
};

} // namespace isobar
