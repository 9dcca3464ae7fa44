#include "widgets/heatmap/legendwidget.h"

#include "widgets/heatmap/exactpainter.h"
#include "widgets/heatmap/legendpainter.h"

#include <QAccessible>
#include <QAction>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace isobar {

using heatmap::LegendHandle;

LegendWidget::LegendWidget(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_learn(new QAction(this))
{
    addAction(m_learn);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_learn, &QAction::triggered, this, &LegendWidget::learningRequested);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    renewTexts();
}

QSize LegendWidget::sizeHint() const
{
    return {600, static_cast<int>(std::ceil(QFontMetricsF(m_theme.numberFont(0.84)).height())) + 17};
}

QSize LegendWidget::minimumSizeHint() const { return {200, sizeHint().height()}; }

void LegendWidget::setScene(const heatmap::HeatmapScene &scene)
{
    const bool isSame = m_scene.options == scene.options && m_scene.map && scene.map
        && m_scene.map->scale == scene.map->scale && m_scene.map->opensOnlyScale == scene.map->opensOnlyScale
        && m_scene.map->reportedScale == scene.map->reportedScale
        && m_scene.map->kernelOrigin == scene.map->kernelOrigin
        && heatmap::ExactWords::caption(m_scene.map->exact.get())
            == heatmap::ExactWords::caption(scene.map->exact.get())
        && std::abs(m_scene.map->openInterestUsd / scene.map->openInterestUsd - 1) < 0.002;
    m_scene.asset = scene.asset;
    if (isSame)
        return; // a new second changes nothing here
    m_scene.map = scene.map;
    m_scene.options = scene.options;
    renewTexts();
    update();
}

heatmap::LegendScale LegendWidget::scale() const
{
    return m_scene.map ? heatmap::legendScale(*m_scene.map, m_scene.options) : heatmap::LegendScale{};
}

QPointF LegendWidget::handlePosition(LegendHandle handle) const
{
    const heatmap::LegendScale now = scale();
    const heatmap::LegendLayout layout = heatmap::legendLayout(rect(), m_scene, m_theme);
    const double usd = handle == LegendHandle::Low ? now.lowUsd : now.highUsd;
    return {layout.x(now.positionOf(usd)), layout.bar.center().y()};
}

double LegendWidget::usdAtX(double x) const
{
    return scale().usdAt(heatmap::legendLayout(rect(), m_scene, m_theme).position(x));
}

void LegendWidget::wish(const heatmap::HeatmapOptions &options)
{
    if (options == m_scene.options)
        return;
    m_scene.options = options;
    renewTexts();
    update();
    Q_EMIT optionsChanged(options);
}

void LegendWidget::renewTexts()
{
    setAccessibleName(tr("Colour scale of the levels"));
    m_learn->setText(tr("Learn the weights of the levels now"));
    const QString spoken = heatmap::LegendWords::spoken(m_scene);
    if (spoken == accessibleDescription())
        return;
    setAccessibleDescription(spoken);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    setToolTip(tr("%1\nDrag the handles: less is not drawn, more is at full brightness. Double click: the asset's own "
                  "scale.")
                   .arg(spoken));
}

void LegendWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    heatmap::paintLegendIn(painter, rect(), m_scene, m_theme);
    heatmap::paintLegendHandles(
        painter, rect(), m_scene, m_theme, hasFocus() || m_dragging ? std::optional(m_active) : std::nullopt);
    if (hasFocus()) {
        painter.setPen(m_theme.colour(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void LegendWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !scale().isSet())
        return;
    const double x = event->position().x();
    const double toLow = x - handlePosition(LegendHandle::Low).x(), toHigh = x - handlePosition(LegendHandle::High).x();
    m_active = std::abs(toLow) <= std::abs(toHigh) ? LegendHandle::Low : LegendHandle::High;
    m_grabOffset = m_active == LegendHandle::Low ? toLow : toHigh;
    // Beside the handles the nearer one jumps there.
    if (std::abs(m_grabOffset) > 8) {
        m_grabOffset = 0;
        wish(heatmap::withHandle(scale(), *m_scene.map, m_scene.options, m_active, usdAtX(x)));
    }
    m_dragging = true;
    update();
}

void LegendWidget::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        wish(heatmap::withHandle(
            scale(), *m_scene.map, m_scene.options, m_active, usdAtX(event->position().x() - m_grabOffset)));
}

void LegendWidget::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
    update();
}

void LegendWidget::mouseDoubleClickEvent(QMouseEvent *) { wish(heatmap::withOwnScale(m_scene.options)); }

void LegendWidget::keyPressEvent(QKeyEvent *event)
{
    if (!scale().isSet()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int steps = event->modifiers() & Qt::ShiftModifier ? 5 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        wish(heatmap::withHandleMoved(
            scale(), *m_scene.map, m_scene.options, m_active, event->key() == Qt::Key_Left ? -steps : steps));
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_active = event->key() == Qt::Key_Down ? LegendHandle::Low : LegendHandle::High;
        update();
        return;
    case Qt::Key_Home:
        wish(heatmap::withOwnScale(m_scene.options));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void LegendWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renewTexts();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        update();
    QWidget::changeEvent(event);
}

bool LegendWidget::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace isobar
