#include "widgets/replay/seekslider.h"

#include <QMouseEvent>
#include <QStyle>

#include <algorithm>

namespace isobar {

SeekSlider::SeekSlider(QWidget *parent) : QSlider(Qt::Horizontal, parent)
{
    setMinimumWidth(120);
    setTracking(false);
    // Keys and the wheel; the mouse is dealt with below.
    connect(this, &QAbstractSlider::actionTriggered, this, [this](int action) {
        if (action != SliderMove && action != SliderNoAction)
            Q_EMIT sought(time());
    });
}

void SeekSlider::setSpan(TimeMs firstMs, TimeMs lastMs)
{
    m_firstMs = firstMs;
    const int seconds = static_cast<int>(std::max<TimeMs>(1, (lastMs - firstMs) / SecondMs));
    if (seconds == maximum() && minimum() == 0)
        return;
    setRange(0, seconds);
    setSingleStep(std::max(1, seconds / 200));
    setPageStep(std::max(1, seconds / 20));
}

void SeekSlider::setTime(TimeMs timeMs)
{
    if (!isSliderDown())
        setValue(static_cast<int>(std::clamp<TimeMs>((timeMs - m_firstMs) / SecondMs, 0, maximum())));
}

int SeekSlider::positionAt(double x) const
{
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this);
    return QStyle::sliderValueFromPosition(minimum(), maximum(), qRound(x - handle / 2.0), width() - handle);
}

void SeekSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    setSliderPosition(positionAt(event->position().x()));
    Q_EMIT dragged(time());
}

void SeekSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (!isSliderDown())
        return;
    setSliderPosition(positionAt(event->position().x()));
    Q_EMIT dragged(time());
}

void SeekSlider::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    const TimeMs wished = time();
    setSliderDown(false);
    Q_EMIT sought(wished);
}

} // namespace isobar
