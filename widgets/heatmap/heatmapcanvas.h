#pragma once
#include "widgets/heatmap/chips.h"
#include "widgets/heatmap/cursorpainter.h"
#include "widgets/heatmap/framelog.h"
#include "widgets/heatmap/heatmaplayers.h"
#include "widgets/heatmap/tilestore.h"
#include "widgets/heatmap/viewportmath.h"

#include <QElapsedTimer>
#include <QWidget>

namespace isobar::heatmap {

/// The painted heatmap with its hands: plot, axes, edge map and strips in one widget. The picture is kept in layers; a
/// mouse move repaints the cursor only, a second of the market what changed in it. Gestures: PRODUCT 3.
class HeatmapCanvas : public QWidget {
    Q_OBJECT
public:
    explicit HeatmapCanvas(Theme &theme, QWidget *parent = nullptr);

    const HeatmapScene &scene() const { return m_scene; }
    const HeatmapAreas &areas() const { return m_areas; }
    const CursorState &cursorState() const { return m_cursor; }
    const HeatmapLayers &layers() const { return m_layers; }
    const TileStore &tiles() const { return m_tiles; }
    const std::vector<Chip> &chips() const { return m_chips; }
    bool isFollowing() const { return m_isFollowing; }
    bool isPriceLocked() const { return m_isPriceLocked; }
    QSize sizeHint() const override { return {900, 520}; }
    QSize minimumSizeHint() const override { return {320, 200}; }
    /// All layers without the pointer's, as they are on the screen, in device pixels.
    const QImage &picture();

public Q_SLOTS:
    /// The market of another second. Another asset (by the map's name) begins with its own view.
    void setMarket(const LevelMapPtr &map, const std::shared_ptr<const AssetSnapshot> &market, TimeMs nowMs);
    /// The market that comes next is another run's, of which nothing here is the beginning. `keepView`: look at the
    /// same part of it.
    void forget(bool keepView);
    void setOptions(const HeatmapOptions &options);
    /// Own positions in the asset, as they stand now; null: none.
    void setPositions(const std::shared_ptr<const std::vector<PositionView>> &positions);
    void setZone(TimeZoneChoice zone);

    void setView(const Viewport &view); ///< kept in the history; held unless it ends at live
    void holdView(const Viewport &view); ///< exactly, and held wherever it ends
    void setReopened(bool reopened); ///< the market is of the moment that a picture was of: said on the map
    void showRange(double hours); ///< a preset: so much of the past, following
    void zoom(double timeFactor, double priceFactor); ///< about the pointer, else the middle
    void pan(double timeShare, double priceShare); ///< in shares of the view
    void zoomBack();
    void resetPrice();
    void resetTime();
    void backToLive();
    void setPriceLocked(bool locked);
    void showPrice(double price); ///< brings it into view
    void clearMeasures(); ///< Esc: ruler, price handle, what is being dragged

Q_SIGNALS:
    void viewChanged();
    void followingChanged(bool following);
    void priceLockChanged(bool locked);
    /// Something else is under the pointer; cursorState() tells what.
    void readingChanged();
    void clusterClicked(quint64 id);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Drag { None, Pan, Band, Ruler, Handle, PriceAxis, TimeAxis };

    void relayout();
    void applyView(const Viewport &view);
    void remember(bool isContinued); ///< the view, before it changes
    void follow();
    void startAnew();
    void wantTiles();
    void markNewMarket(const HeatmapScene &before, const QRectF &labelsBefore);
    QRectF labelsBox() const;
    void setFollowing(bool following);
    void renewChips();
    void moveCursor(std::optional<QPointF> pointer);
    void renewCursor(); ///< lays the cursor's layer out anew and repaints where it was and is
    void renewReading();
    void dragTo(QPointF position, Qt::KeyboardModifiers modifiers);
    void finishBand();
    void renewShape(QPointF position);
    void speak();
    PlotTransform transform() const { return {m_scene.view, m_areas.plot}; }
    double msPerDevicePixel() const;

    Theme &m_theme;
    HeatmapScene m_scene;
    HeatmapAreas m_areas;
    HeatmapLayers m_layers;
    TileStore m_tiles;
    ZoomHistory m_history;
    QElapsedTimer m_sinceRemembered;
    CursorState m_cursor;
    QRegion m_cursorRegion; ///< what the cursor's layer covers now
    std::vector<Chip> m_chips;
    FrameLog m_log;
    const char *m_frameKind = "full"; ///< what the next frame is painted for
    bool m_isFollowing = true, m_isPriceLocked = false;
    bool m_keepsView = false; ///< although there is no map at the moment
    double m_rangeHours = 24;
    Drag m_drag = Drag::None;
    QPointF m_dragFrom;
    Viewport m_dragView;
    bool m_hasMoved = false;
};

} // namespace isobar::heatmap
