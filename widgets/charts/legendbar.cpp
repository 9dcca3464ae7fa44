#include "widgets/charts/legendbar.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>

namespace isobar {

LegendBar::LegendBar(QWidget *parent) : QWidget(parent), m_more(new QToolButton(this))
{
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(&m_rest);
    m_more->hide();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QIcon LegendBar::swatch(const Entry &entry) const
{
    const double ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(12, 12) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(entry.colour, 1.5));
    painter.setBrush(entry.isShown ? QBrush(entry.colour) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(1.5, 1.5, 9, 9), 2, 2);
    return QIcon(pixmap);
}

void LegendBar::dress(QToolButton *button, const Entry &entry) const
{
    const QSignalBlocker quiet(button);
    button->setText(entry.name);
    button->setIcon(swatch(entry));
    button->setChecked(entry.isShown);
    button->setToolTip(entry.isShown ? tr("Hide %1").arg(entry.name) : tr("Show %1").arg(entry.name));
}

void LegendBar::setEntries(const std::vector<Entry> &entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    while (m_buttons.size() > entries.size()) {
        delete m_buttons.back();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < entries.size()) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({12, 12});
        const std::size_t at = m_buttons.size();
        connect(
            button, &QToolButton::toggled, this, [this, at](bool shown) { Q_EMIT toggled(m_entries[at].id, shown); });
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < entries.size(); ++i)
        dress(m_buttons[i], entries[i]);
    arrange();
}

void LegendBar::arrange()
{
    std::vector<int> widths;
    int all = 0;
    for (const QToolButton *button : m_buttons) {
        widths.push_back(button->sizeHint().width());
        all += widths.back() + 2;
    }
    m_more->setText(tr("+%1").arg(m_buttons.size()));
    const int room = all <= width() ? width() : width() - m_more->sizeHint().width() - 4;
    int x = 0;
    m_fitting = 0;
    m_rest.clear();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool fits = static_cast<int>(i) == m_fitting && x + widths[i] <= room;
        m_buttons[i]->setVisible(fits);
        if (fits) {
            m_buttons[i]->setGeometry(x, 0, widths[i], height());
            x += widths[i] + 2;
            ++m_fitting;
            continue;
        }
        QAction *action = m_rest.addAction(swatch(m_entries[i]), m_entries[i].name);
        action->setCheckable(true);
        action->setChecked(m_entries[i].isShown);
        // Queued: the answer fills this menu anew, and the action must not die in its own signal.
        connect(
            action, &QAction::toggled, this,
            [this, i](bool shown) {
                if (i < m_entries.size())
                    Q_EMIT toggled(m_entries[i].id, shown);
            },
            Qt::QueuedConnection);
    }
    const int hidden = static_cast<int>(m_buttons.size()) - m_fitting;
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("+%1", "further lines of the legend").arg(hidden));
    m_more->setGeometry(x + 2, 0, m_more->sizeHint().width(), height());
}

QSize LegendBar::sizeHint() const
{
    int width = 0, height = m_more->sizeHint().height();
    for (const QToolButton *button : m_buttons) {
        width += button->sizeHint().width() + 2;
        height = std::max(height, button->sizeHint().height());
    }
    return {width, height};
}

QSize LegendBar::minimumSizeHint() const { return {m_more->sizeHint().width(), sizeHint().height()}; }

void LegendBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void LegendBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        for (std::size_t i = 0; i < m_buttons.size(); ++i)
            dress(m_buttons[i], m_entries[i]);
        arrange();
    }
    QWidget::changeEvent(event);
}

} // namespace isobar
