#include "widgets/gauge/gaugewidget.h"

#include "widgets/gauge/gaugepainter.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {
constexpr int FrameMs = 34; // at most 30 a second
constexpr double MoveMs = 300;
constexpr double StillDegrees = 0.15; // less than a pixel at the tip of the largest needle
} // namespace

GaugeWidget::GaugeWidget(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_frames.setInterval(FrameMs);
    connect(&m_frames, &QTimer::timeout, this, &GaugeWidget::stepNeedle);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_layerDirty = true;
        update();
    });
    readAnew();
}

void GaugeWidget::showSnapshot(const SnapshotPtr &snapshot)
{
    if (m_snapshot && m_snapshot->run != snapshot->run)
        m_needleKnown = false; // what another run showed is no beginning of this one
    m_snapshot = snapshot;
    readAnew();
}

void GaugeWidget::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    m_asset = asset;
    m_needleKnown = false; // another asset's needle does not travel, it stands there
    readAnew();
}

void GaugeWidget::setSettings(const Settings &settings)
{
    m_settings = settings;
    readAnew();
}

void GaugeWidget::readAnew()
{
    gauge::Reading reading = gauge::ReadingText::read(m_snapshot.get(), m_asset, m_settings);
    if (reading == m_reading)
        return;
    m_reading = std::move(reading);
    setAccessibleName(tr("Funding gauge %1").arg(m_asset));
    setAccessibleDescription(gauge::ReadingText::spoken(m_reading));
    relayout();
    if (m_reading.rate8h)
        moveNeedleTo(gauge::angleOf(*m_reading.rate8h));
    else
        m_needleKnown = false;
}

void GaugeWidget::relayout()
{
    m_layout = gauge::layoutFor(size(), QFontMetricsF(m_theme.textFont()).height());
    std::vector<gauge::DotInput> inputs;
    for (const gauge::VenueDot &venue : m_reading.dots)
        inputs.push_back({venue.rate8h, venue.weight});
    m_dots = gauge::placeDots(m_layout, inputs);
    m_hovered = -1;
    m_layerDirty = true;
    update();
}

void GaugeWidget::moveNeedleTo(double degrees)
{
    if (!m_needleKnown || !isVisible()) {
        m_needleKnown = true;
        m_needle = m_needleTo = degrees;
        m_frames.stop();
        update();
        return;
    }
    if (std::abs(degrees - m_needleTo) < 1e-9)
        return;
    m_needleTo = degrees;
    if (std::abs(degrees - m_needle) < StillDegrees) {
        m_needle = degrees;
        return;
    }
    m_needleFrom = m_needle;
    m_moving.start();
    m_frames.start();
}

void GaugeWidget::stepNeedle()
{
    const gauge::GaugePainter painter(m_theme, m_layout, m_reading);
    const QRectF before = painter.needleBox(m_needle);
    const double t = std::min(1.0, static_cast<double>(m_moving.elapsed()) / MoveMs);
    const double eased = 1 - std::pow(1 - t, 3);
    m_needle = t < 1 ? m_needleFrom + (m_needleTo - m_needleFrom) * eased : m_needleTo;
    if (t >= 1)
        m_frames.stop();
    update((before | painter.needleBox(m_needle)).toAlignedRect());
}

void GaugeWidget::renewLayers()
{
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(size()) * ratio).toSize();
    if (!m_layerDirty && m_layer.size() == wanted)
        return;
    m_layer = QPixmap(wanted);
    m_layer.setDevicePixelRatio(ratio);
    m_layer.fill(m_theme.colour(Token::Panel));
    QPainter painter(&m_layer);
    const gauge::GaugePainter gaugePainter(m_theme, m_layout, m_reading);
    gaugePainter.paintScale(painter);
    gaugePainter.paintWords(painter);
    m_layerDirty = false;
}

void GaugeWidget::paintEvent(QPaintEvent *)
{
    renewLayers();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_layer);
    const gauge::GaugePainter gaugePainter(m_theme, m_layout, m_reading);
    gaugePainter.paintNeedles(painter, m_needle);
    gaugePainter.paintDots(painter, m_dots);
    if (m_hovered >= 0)
        gaugePainter.paintHover(painter, m_dots[static_cast<std::size_t>(m_hovered)]);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(m_theme.colour(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void GaugeWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    relayout();
}

QString GaugeWidget::readOutAt(QPointF position) const
{
    const int dot = gauge::dotAt(m_dots, position);
    if (dot < 0 || !m_snapshot)
        return {};
    const gauge::VenueDot &venue = m_reading.dots[m_dots[static_cast<std::size_t>(dot)].index];
    return gauge::ReadingText::readOut(*m_snapshot, m_asset, venue.venue, m_settings.rateUnit);
}

void GaugeWidget::hover(int dot)
{
    if (dot == m_hovered)
        return;
    const auto repaintDot = [this](int index) {
        if (index < 0)
            return;
        const gauge::Dot &each = m_dots[static_cast<std::size_t>(index)];
        const double reach = each.radius + 5;
        update(QRectF(each.centre.x() - reach, each.centre.y() - reach, 2 * reach, 2 * reach).toAlignedRect());
    };
    repaintDot(m_hovered);
    m_hovered = dot;
    repaintDot(m_hovered);
}

void GaugeWidget::mouseMoveEvent(QMouseEvent *event)
{
    hover(gauge::dotAt(m_dots, event->position()));
    if (m_hovered >= 0)
        QToolTip::showText(event->globalPosition().toPoint(), readOutAt(event->position()), this);
    else
        QToolTip::hideText();
}

void GaugeWidget::leaveEvent(QEvent *event)
{
    hover(-1);
    QWidget::leaveEvent(event);
}

void GaugeWidget::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_O && event->modifiers() == Qt::NoModifier)
        Q_EMIT headlineByOpenInterestRequested(!m_settings.headlineByOpenInterest);
    else
        QWidget::keyPressEvent(event);
}

void GaugeWidget::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *volume = menu.addAction(tr("Weight by volume"));
    QAction *openInterest = menu.addAction(tr("Weight by open interest"));
    for (QAction *action : {volume, openInterest})
        action->setCheckable(true);
    (m_settings.headlineByOpenInterest ? openInterest : volume)->setChecked(true);
    const QAction *chosen = menu.exec(event->globalPos());
    if (chosen)
        Q_EMIT headlineByOpenInterestRequested(chosen == openInterest);
}

void GaugeWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        readAnew();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        relayout();
    QWidget::changeEvent(event);
}

} // namespace isobar
