#pragma once
#include <QPointF>

#include <vector>

namespace isobar::heatmap {

/// A curve over time cut down to what can be seen: of the points in one pixel column only the first, lowest, highest
/// and last are kept, in their order, so that no spike is lost and a month is as quick to draw as an hour. Points come
/// in with ascending x.
class PixelLine {
public:
    /// `pixel`: width of a device pixel in the unit of x.
    explicit PixelLine(double pixel) : m_pixel(pixel) { }

    void add(double x, double value);
    /// A gap: what follows is not connected with what was.
    void breakLine();
    void finish() { breakLine(); }

    /// Connected pieces, (x, value); complete after finish().
    const std::vector<std::vector<QPointF>> &runs() const { return m_runs; }
    bool isEmpty() const { return m_runs.empty(); }
    double low() const { return m_low; } ///< of all points; meaningless while empty
    double high() const { return m_high; }

private:
    void flush();

    double m_pixel;
    std::vector<std::vector<QPointF>> m_runs;
    std::vector<QPointF> m_run;
    long long m_column = 0;
    int m_held = 0; ///< points in the running pixel column
    QPointF m_first, m_lowest, m_highest, m_last;
    double m_low = 0, m_high = 0;
    bool m_hasRange = false;
};

} // namespace isobar::heatmap
