#pragma once
#include "widgets/charts/chartscale.h"
#include "widgets/style/theme.h"

#include <QColor>
#include <QString>

#include <vector>

class QPainter;

namespace isobar::charts {

/// One line of the chart at the time under the pointer.
struct ReadOutEntry {
    QColor colour;
    QString name, text;
    double value = 0;
};

/// The box of the read-out: beside the pointer, on its other side where there is no room, inside the plot.
QRectF readOutBox(const QRectF &plot, double x, QSizeF size);

/// The pointer's layer: a line at `time`, a dot on each chart line, and a box with the values, highest first.
void paintReadOut(QPainter &painter, const Theme &theme, const Scale &scale, TimeMs time, const QString &head,
    std::vector<ReadOutEntry> entries);

} // namespace isobar::charts
