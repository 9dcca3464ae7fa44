#include "widgets/header/headerfield.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

namespace isobar {

namespace {

constexpr qreal LargestSize = 1.34;

QString joined(const QVector<HeaderRun> &runs)
{
    QString text;
    for (const HeaderRun &run : runs)
        text += run.text;
    return text;
}

bool same(const QVector<HeaderRun> &a, const QVector<HeaderRun> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const HeaderRun &x, const HeaderRun &y) {
        return x.text == y.text && x.colour == y.colour && x.strong == y.strong;
    });
}

} // namespace

HeaderField::HeaderField(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QFont HeaderField::fontOf(const HeaderRun &run) const
{
    QFont font = m_theme.numberFont(run.size);
    if (run.strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

int HeaderField::widthOf(const QVector<HeaderRun> &runs) const
{
    int width = 0;
    for (const HeaderRun &run : runs)
        width += QFontMetrics(fontOf(run)).horizontalAdvance(run.text);
    return width;
}

void HeaderField::setSample(const QVector<HeaderRun> &top, const QVector<HeaderRun> &bottom)
{
    m_width = std::max(widthOf(top), widthOf(bottom));
    updateGeometry();
}

void HeaderField::setLines(const QVector<HeaderRun> &top, const QVector<HeaderRun> &bottom)
{
    if (same(top, m_top) && same(bottom, m_bottom))
        return;
    m_top = top;
    m_bottom = bottom;
    setAccessibleName(topText() + QLatin1String(", ") + bottomText());
    if (const int needed = neededWidth(); needed > m_width) {
        m_width = needed;
        updateGeometry();
    }
    update();
}

QString HeaderField::topText() const { return joined(m_top); }

QString HeaderField::bottomText() const { return joined(m_bottom); }

int HeaderField::neededWidth() const { return std::max(widthOf(m_top), widthOf(m_bottom)); }

QSize HeaderField::sizeHint() const
{
    return {m_width,
        QFontMetrics(m_theme.numberFont(LargestSize)).height() + QFontMetrics(m_theme.numberFont(0.92)).height()};
}

void HeaderField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFontMetrics large(m_theme.numberFont(LargestSize));
    const QFontMetrics small(m_theme.numberFont(0.92));
    const int spare = std::max(0, height() - large.height() - small.height()) / 2;
    paintLine(painter, m_top, spare + large.ascent());
    paintLine(painter, m_bottom, height() - spare - small.descent());
}

void HeaderField::paintLine(QPainter &painter, const QVector<HeaderRun> &runs, int baseline) const
{
    int x = 0;
    for (const HeaderRun &run : runs) {
        const QFont font = fontOf(run);
        painter.setFont(font);
        painter.setPen(m_theme.colour(run.colour));
        painter.drawText(x, baseline, run.text);
        x += QFontMetrics(font).horizontalAdvance(run.text);
    }
}

} // namespace isobar
