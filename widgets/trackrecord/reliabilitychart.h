#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <vector>

namespace isobar {

/// The reliability diagram (MODEL 9): how often it came against how often it was said, in ten bins; on the diagonal
/// both are the same. A point is as large as it has cases.
class ReliabilityChart : public QWidget {
    Q_OBJECT
public:
    explicit ReliabilityChart(const Theme &theme, QWidget *parent = nullptr);

    void setMarks(const TouchMarks &marks);
    /// Where the chart stands, and the points in it, in logical pixels.
    QRectF plot() const;
    struct Point {
        QPointF centre;
        double radius = 0;
        int bin = 0;
    };
    std::vector<Point> points() const;

    QSize sizeHint() const override { return {300, 300}; }
    QSize minimumSizeHint() const override { return {180, 180}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString spoken() const;
    QString binText(int bin) const;

    const Theme &m_theme;
    TouchMarks m_marks;
};

} // namespace isobar
