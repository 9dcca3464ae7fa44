#include "widgets/style/emptypanel.h"

#include "widgets/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

namespace isobar {

EmptyPanel::EmptyPanel(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EmptyPanel::setMessage(const QString &title, const QString &detail, double progress)
{
    if (title == m_title && detail == m_detail && progress == m_progress)
        return;
    m_title = title;
    m_detail = detail;
    m_progress = progress;
    setAccessibleName(title);
    setAccessibleDescription(detail);
    update();
}

void EmptyPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Panel));
    QFont strong = m_theme.numberFont(1.15);
    strong.setWeight(QFont::DemiBold);
    const int margin = 2 * m_theme.spacing();
    const QRect area = rect().adjusted(margin, 0, -margin, 0);
    const auto wrapped = Qt::AlignHCenter | Qt::TextWordWrap;
    const int titleHeight =
        QFontMetrics(strong).boundingRect(QRect(0, 0, area.width(), 1000), wrapped, m_title).height();
    const int detailHeight = m_detail.isEmpty()
        ? 0
        : QFontMetrics(m_theme.textFont()).boundingRect(QRect(0, 0, area.width(), 1000), wrapped, m_detail).height()
            + m_theme.spacing();
    const int barHeight = m_progress < 0 ? 0 : 3 + 2 * m_theme.spacing();
    int y = std::max(0, (height() - titleHeight - detailHeight - barHeight) / 2);
    painter.setFont(strong);
    painter.setPen(m_theme.colour(Token::Label));
    painter.drawText(QRect(area.left(), y, area.width(), titleHeight), wrapped, m_title);
    y += titleHeight;
    if (detailHeight > 0) {
        painter.setFont(m_theme.textFont());
        painter.setPen(m_theme.colour(Token::Unit));
        painter.drawText(QRect(area.left(), y + m_theme.spacing(), area.width(), detailHeight), wrapped, m_detail);
        y += detailHeight;
    }
    if (m_progress >= 0) {
        const int width = std::min(240, area.width());
        const QRect track(area.center().x() - width / 2, y + 2 * m_theme.spacing(), width, 3);
        painter.fillRect(track, m_theme.colour(Token::GridLine));
        painter.fillRect(
            QRect(track.topLeft(), QSize(qRound(width * std::min(m_progress, 1.0)), 3)), m_theme.colour(Token::Accent));
    }
}

} // namespace isobar
