#include "widgets/watchlist/watchstrip.h"

#include "widgets/style/formats.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr int Margin = 8;
constexpr int Gap = 4;
constexpr int Inside = 6;
constexpr int LargestChip = 132;
constexpr qreal SmallText = 0.85;

Token payer(std::optional<double> rate8h)
{
    if (!rate8h)
        return Token::Unit;
    if (*rate8h >= -0.00002 && *rate8h <= 0.00013)
        return Token::Label;
    return *rate8h > 0 ? Token::LongsPay : Token::ShortsPay;
}

} // namespace

WatchStrip::WatchStrip(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize WatchStrip::sizeHint() const
{
    const int lines =
        QFontMetrics(m_theme.numberFont()).height() + QFontMetrics(m_theme.numberFont(SmallText)).height();
    return {1366, lines + 8};
}

QSize WatchStrip::minimumSizeHint() const { return {400, sizeHint().height()}; }

int WatchStrip::chipCount() const { return static_cast<int>(m_chips.size()); }

QRect WatchStrip::chipRect(int index) const
{
    if (index < 0 || index >= chipCount())
        return {};
    const int room = width() - 2 * Margin + Gap;
    const int pitch = std::min(LargestChip + Gap, room / std::max(chipCount(), 1));
    return {Margin + index * pitch, 3, pitch - Gap, height() - 6};
}

int WatchStrip::neededWidth(int index) const
{
    const Chip &chip = m_chips[index];
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics small(m_theme.numberFont(SmallText));
    const int top = QFontMetrics(strong).horizontalAdvance(chip.asset) + 6 + small.horizontalAdvance(chip.price);
    const int bottom = small.horizontalAdvance(chip.change) + 6 + small.horizontalAdvance(chip.rate);
    return std::max(top, bottom) + 2 * Inside;
}

QString WatchStrip::marketText() const { return m_market; }

void WatchStrip::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    renew();
}

void WatchStrip::setAsset(const QString &asset)
{
    m_asset = asset;
    update();
}

void WatchStrip::setSettings(const Settings &settings)
{
    m_unit = settings.rateUnit == RateUnit::Raw ? RateUnit::Per8h : settings.rateUnit;
    m_asset = settings.asset;
    renew();
    update();
}

void WatchStrip::renew()
{
    if (!m_snapshot)
        return;
    QVector<Chip> chips;
    for (const WatchRow &row : m_snapshot->watch) {
        if (chips.size() == MaxChips)
            break;
        Chip chip;
        chip.asset = QString::fromStdString(row.asset);
        chip.price = formats::price(row.mark);
        chip.change = formats::change(row.change24h);
        chip.rate = formats::rate8h(row.rate8h, m_unit);
        if (row.change24h && std::abs(*row.change24h) >= 0.00005)
            chip.changeColour = *row.change24h > 0 ? Token::Up : Token::Down;
        chip.rateColour = row.stale ? Token::Disabled : payer(row.rate8h);
        chips << chip;
    }
    const MarketRow &market = m_snapshot->market;
    const QString text = market.openInterestUsd > 0
        ? tr("Market  OI %1   liquidated 1h ≥ %2   extreme %3/%4   negative %5/%4")
              .arg(formats::usd(market.openInterestUsd), formats::usd(market.liquidated1hUsd))
              .arg(market.extreme)
              .arg(market.assets)
              .arg(market.negative)
        : QString();
    if (chips == m_chips && text == m_market)
        return;
    const bool same = chips.size() == m_chips.size() && text == m_market;
    QRegion changed;
    for (int i = 0; same && i < chips.size(); ++i) {
        if (chips[i] != m_chips[i])
            changed += chipRect(i);
    }
    m_chips = chips;
    m_market = text;
    QStringList names;
    for (const Chip &chip : m_chips)
        names << QStringLiteral("%1 %2 %3").arg(chip.asset, chip.price, chip.rate);
    setAccessibleName(tr("Watchlist"));
    setAccessibleDescription(names.join(QLatin1String(", ")));
    if (same)
        update(changed);
    else
        update();
}

void WatchStrip::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), m_theme.colour(Token::Window));
    for (int i = 0; i < chipCount(); ++i) {
        if (event->region().intersects(chipRect(i)))
            paintChip(painter, i);
    }
    const int left = chipCount() > 0 ? chipRect(chipCount() - 1).right() + 2 * Margin : Margin;
    const QRect rest(left, 0, width() - left - Margin, height());
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.colour(Token::Label));
    if (chipCount() == 0)
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, tr("Waiting for the first prices"));
    else if (QFontMetrics(m_theme.textFont()).horizontalAdvance(m_market) <= rest.width())
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignRight, m_market);
}

void WatchStrip::paintChip(QPainter &painter, int index) const
{
    const Chip &chip = m_chips[index];
    const QRect rect = chipRect(index);
    const bool current = chip.asset == m_asset;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(current ? QPen(m_theme.colour(Token::Accent), 1) : QPen(m_theme.colour(Token::GridLine), 1));
    painter.setBrush(m_theme.colour(index == m_hovered ? Token::Hover : Token::Panel));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFont small = m_theme.numberFont(SmallText);
    const QRect inner = rect.adjusted(Inside, 1, -Inside, -1);
    const int topHeight = QFontMetrics(strong).height();
    const QRect top(inner.left(), inner.top(), inner.width(), topHeight);
    const QRect bottom(inner.left(), top.bottom() - 1, inner.width(), inner.bottom() - top.bottom() + 1);
    painter.setFont(strong);
    painter.setPen(m_theme.colour(Token::Value));
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter, chip.asset);
    painter.setFont(small);
    painter.setPen(m_theme.colour(Token::Label));
    painter.drawText(top, Qt::AlignRight | Qt::AlignVCenter, chip.price);
    painter.setPen(m_theme.colour(chip.changeColour));
    painter.drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter, chip.change);
    painter.setPen(m_theme.colour(chip.rateColour));
    painter.drawText(bottom, Qt::AlignRight | Qt::AlignVCenter, chip.rate);
    if (hasFocus() && current) {
        painter.setPen(m_theme.colour(Token::Accent));
        painter.drawLine(inner.left(), rect.bottom() - 2, inner.right(), rect.bottom() - 2);
    }
}

int WatchStrip::chipAt(const QPoint &position) const
{
    for (int i = 0; i < chipCount(); ++i) {
        if (chipRect(i).contains(position))
            return i;
    }
    return -1;
}

void WatchStrip::hover(int index)
{
    if (index == m_hovered)
        return;
    update(chipRect(m_hovered));
    m_hovered = index;
    update(chipRect(index));
}

void WatchStrip::mousePressEvent(QMouseEvent *event)
{
    const int index = chipAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT assetChosen(m_chips[index].asset);
}

void WatchStrip::mouseMoveEvent(QMouseEvent *event) { hover(chipAt(event->position().toPoint())); }

void WatchStrip::leaveEvent(QEvent *) { hover(-1); }

void WatchStrip::keyPressEvent(QKeyEvent *event)
{
    int current = -1;
    for (int i = 0; i < chipCount(); ++i) {
        if (m_chips[i].asset == m_asset)
            current = i;
    }
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int next = current + step;
    if (step != 0 && next >= 0 && next < chipCount()) {
        Q_EMIT assetChosen(m_chips[next].asset);
        return;
    }
    QWidget::keyPressEvent(event);
}

bool WatchStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = chipAt(help->pos());
        if (index >= 0 && m_snapshot) {
            const WatchRow &row = m_snapshot->watch[static_cast<std::size_t>(index)];
            QToolTip::showText(help->globalPos(),
                tr("%1: funding %2, APR %3\nOpen interest %4\n%5 of %6 venues valid")
                    .arg(m_chips[index].asset, m_chips[index].rate, formats::rate8h(row.rate8h, RateUnit::Apr),
                        formats::usdExact(row.openInterestUsd))
                    .arg(row.venuesValid)
                    .arg(row.venuesTotal),
                this, chipRect(index));
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        renew();
    return QWidget::event(event);
}

} // namespace isobar
