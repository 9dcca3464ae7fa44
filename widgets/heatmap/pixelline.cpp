#include "widgets/heatmap/pixelline.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

void PixelLine::add(double x, double value)
{
    m_low = m_hasRange ? std::min(m_low, value) : value;
    m_high = m_hasRange ? std::max(m_high, value) : value;
    m_hasRange = true;
    const auto column = static_cast<long long>(std::floor(x / m_pixel));
    const QPointF point(x, value);
    if (m_held > 0 && column != m_column)
        flush();
    m_column = column;
    if (m_held++ == 0)
        m_first = m_lowest = m_highest = point;
    if (value < m_lowest.y())
        m_lowest = point;
    if (value > m_highest.y())
        m_highest = point;
    m_last = point;
}

void PixelLine::flush()
{
    m_run.push_back(m_first);
    const bool lowFirst = m_lowest.x() <= m_highest.x();
    for (const QPointF &point : {lowFirst ? m_lowest : m_highest, lowFirst ? m_highest : m_lowest, m_last}) {
        if (point != m_run.back())
            m_run.push_back(point);
    }
    m_held = 0;
}

void PixelLine::breakLine()
{
    if (m_held > 0)
        flush();
    if (!m_run.empty())
        m_runs.push_back(std::move(m_run));
    m_run = {};
}

} // namespace isobar::heatmap
