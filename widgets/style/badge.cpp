#include "widgets/style/badge.h"

#include "widgets/style/contrast.h"

#include <QFontMetrics>
#include <QPainter>

namespace isobar {

namespace {

QFont badgeFont(const Theme &theme)
{
    QFont font = theme.numberFont(0.9);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

Badge::Badge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Badge::setText(const QString &text, Token background)
{
    if (text == m_text && background == m_background)
        return;
    m_text = text;
    m_background = background;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    const QFontMetrics metrics(badgeFont(m_theme));
    return {metrics.horizontalAdvance(m_text) + 12, metrics.height() + 2};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor background = m_theme.colour(m_background);
    const QColor foreground = m_background == Token::Badge ? m_theme.colour(Token::BadgeText) : textOn(background);
    paintBadge(painter, rect(), m_text, background, foreground, badgeFont(m_theme));
}

void paintBadge(QPainter &painter, const QRectF &rect, const QString &text, const QColor &background,
    const QColor &foreground, const QFont &font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRoundedRect(rect, 3, 3);
    painter.setFont(font);
    painter.setPen(foreground);
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace isobar
