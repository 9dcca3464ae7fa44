#pragma once
#include "core/base/time.h"

#include <QSlider>

#include <utility>

namespace isobar {

/// A slider over a span of time. A click goes there; dragging tells once, when it is let go.
class SeekSlider final : public QSlider {
    Q_OBJECT
public:
    explicit SeekSlider(QWidget *parent = nullptr);

    void setSpan(TimeMs firstMs, TimeMs lastMs);
    /// Shows the time unless the user is dragging.
    void setTime(TimeMs timeMs);
    /// Where the handle is: while it is dragged, where it would go.
    TimeMs time() const { return m_firstMs + TimeMs(sliderPosition()) * SecondMs; }

Q_SIGNALS:
    void dragged(TimeMs timeMs); ///< not let go yet
    void sought(TimeMs timeMs);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    int positionAt(double x) const;

    TimeMs m_firstMs = 0;
};

} // namespace isobar
