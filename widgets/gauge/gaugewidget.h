#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/gauge/gaugegeometry.h"
#include "widgets/gauge/gaugereading.h"
#include "widgets/style/theme.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace isobar {

/// The aggregate funding of one asset as a dial with its words (PRODUCT 2.4). Scale and words are a picture
/// that is drawn anew only when they changed; needles, dots and the pointer's ring lie over it.
class GaugeWidget : public QWidget {
    Q_OBJECT
public:
    explicit GaugeWidget(Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {460, 150}; }
    QSize minimumSizeHint() const override { return {300, 140}; }
    const gauge::Reading &reading() const { return m_reading; }
    const gauge::Layout &geometryInUse() const { return m_layout; }
    const std::vector<gauge::Dot> &dots() const { return m_dots; }
    double needleDegrees() const { return m_needle; } ///< where it stands now; lags behind while it moves
    QString readOutAt(QPointF position) const; ///< of the venue there, else empty

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    /// The user asked for the other headline (key O).
    void headlineByOpenInterestRequested(bool byOpenInterest);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void readAnew();
    void relayout();
    void moveNeedleTo(double degrees);
    void stepNeedle();
    void hover(int dot);
    void renewLayers();

    Theme &m_theme;
    SnapshotPtr m_snapshot;
    QString m_asset;
    Settings m_settings;
    gauge::Reading m_reading;
    gauge::Layout m_layout;
    std::vector<gauge::Dot> m_dots;
    QPixmap m_layer; ///< scale and words in device pixels
    bool m_layerDirty = true;
    int m_hovered = -1; ///< index into m_dots
    double m_needle = 0, m_needleFrom = 0, m_needleTo = 0;
    bool m_needleKnown = false;
    QElapsedTimer m_moving;
    QTimer m_frames; ///< runs only while the needle moves
};

} // namespace isobar
