#include "widgets/tape/newchip.h"

#include "widgets/style/badge.h"
#include "widgets/style/contrast.h"

#include <QPainter>

namespace isobar {

namespace {

QFont chipFont(const Theme &theme)
{
    QFont font = theme.numberFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

NewChip::NewChip(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize NewChip::sizeHint() const
{
    const QFontMetrics metrics(chipFont(m_theme));
    return {metrics.horizontalAdvance(text()) + 16, metrics.height() + 4};
}

void NewChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor accent = m_theme.colour(Token::Accent);
    const QColor ground = underMouse() || hasFocus() ? accent.lighter(112) : accent;
    paintBadge(painter, rect(), text(), ground, textOn(ground), chipFont(m_theme));
}

} // namespace isobar
