#include "widgets/header/header.h"

#include "core/snapshot/snapshotclock.h"
#include "widgets/header/assetsearch.h"
#include "widgets/header/headerfield.h"
#include "widgets/header/headertexts.h"
#include "widgets/style/badge.h"
#include "widgets/style/formats.h"
#include "widgets/style/icons.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

namespace isobar {

namespace {

constexpr std::array FieldNames{"price", "funding", "crowd", "openInterest", "liquidations", "wall", "venues"};

} // namespace

QString originText(Origin origin)
{
    switch (origin) {
    case Origin::Live:
        return QCoreApplication::translate("Origin", "LIVE");
    case Origin::Demo:
        return QCoreApplication::translate("Origin", "DEMO");
    case Origin::Replay:
        return QCoreApplication::translate("Origin", "REPLAY");
    }
    return {};
}

QString sourceText(const Snapshot &snapshot)
{
    const QString text = originText(snapshot.origin);
    return snapshot.origin == Origin::Replay
        ? text + QLatin1Char(' ') + formats::clockTime(snapshot.marketMs, TimeZoneChoice::Utc, false)
        : text;
}

Token originToken(Origin origin)
{
    return origin == Origin::Live ? Token::LiveBadge : origin == Origin::Demo ? Token::DemoBadge : Token::ReplayBadge;
}

Header::Header(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_asset(new QToolButton), m_bell(new QToolButton), m_source(new Badge(theme)),
      m_search(new AssetSearch(theme, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 8, 4);
    row->setSpacing(18);
    row->addWidget(m_asset);
    for (const char *name : FieldNames) {
        auto *field = new HeaderField(theme);
        field->setObjectName(QLatin1String(name));
        m_fields << field;
        row->addWidget(field);
    }
    row->addStretch(1);
    row->addWidget(m_source, 0, Qt::AlignVCenter);
    row->addWidget(m_bell);
    m_asset->setFocusPolicy(Qt::StrongFocus);
    m_asset->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bell->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bell->setAutoRaise(true);
    connect(m_asset, &QToolButton::clicked, this, [this] { openSearch(); });
    connect(m_search, &AssetSearch::assetChosen, this, &Header::assetChosen);
    connect(m_bell, &QToolButton::clicked, this, &Header::bellClicked);
    connect(&theme, &Theme::changed, this, &Header::restyle);
    m_clock.setInterval(500);
    connect(&m_clock, &QTimer::timeout, this, &Header::renewWall);
    m_clock.start();
    restyle();
    retranslate();
}

const HeaderField &Header::field(const QString &name) const
{
    for (const HeaderField *field : m_fields) {
        if (field->objectName() == name)
            return *field;
    }
    return *m_fields.front();
}

void Header::restyle()
{
    QFont font = m_theme.numberFont(1.5);
    font.setWeight(QFont::Bold);
    m_asset->setFont(font);
    m_bell->setIcon(themedIcon(m_theme, QStringLiteral("bell")));
    m_bell->setIconSize({18, 18});
    m_bell->setMinimumWidth(QFontMetrics(m_theme.textFont()).horizontalAdvance(QStringLiteral("99+")) + 18 + 22);
    update();
}

void Header::retranslate()
{
    for (HeaderField *field : m_fields) {
        const HeaderLines sample = headertexts::sampleOf(field->objectName());
        field->setSample(sample.top, sample.bottom);
    }
    m_asset->setToolTip(tr("Choose the asset (Ctrl+K, or type a letter)"));
    m_asset->setAccessibleName(tr("Asset: %1").arg(m_shownAsset));
    m_source->setToolTip(tr("Where the data come from"));
    setUnread(m_unread);
    renew();
}

void Header::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    m_sinceSnapshot.start();
    QStringList all;
    for (const std::string &asset : snapshot->allAssets)
        all << QString::fromStdString(asset);
    m_search->setAssets(all, m_settings.watched);
    renew();
}

void Header::setAsset(const QString &asset)
{
    m_shownAsset = asset;
    m_asset->setAccessibleName(tr("Asset: %1").arg(asset));
    renew();
}

void Header::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_shownAsset = settings.asset;
    renew();
}

void Header::setUnread(int count)
{
    m_unread = count;
    m_bell->setText(count > 99 ? QStringLiteral("99+") : count > 0 ? QString::number(count) : QString());
    m_bell->setAccessibleName(tr("%n unread event(s)", nullptr, count));
    m_bell->setToolTip(count > 0 ? tr("%n unread event(s)", nullptr, count) : tr("No unread events"));
}

void Header::openSearch(const QString &prefill)
{
    m_search->open(m_asset->mapToGlobal(QPoint(0, m_asset->height() + 2)), prefill);
}

void Header::renew()
{
    const AssetSnapshot *asset = m_snapshot ? m_snapshot->find(m_shownAsset.toStdString()) : nullptr;
    m_asset->setText(m_shownAsset + QStringLiteral(" ▾"));
    const auto set = [&](int at, const HeaderLines &lines) { m_fields[at]->setLines(lines.top, lines.bottom); };
    set(0, headertexts::price(asset));
    set(1, headertexts::funding(asset, m_settings.rateUnit, m_settings.headlineByOpenInterest));
    set(2, headertexts::crowd(asset));
    set(3, headertexts::openInterest(asset));
    set(4, headertexts::liquidations(asset, m_settings.timeZone));
    set(6, headertexts::venues(m_snapshot.get(), asset));
    renewWall();
    m_source->setVisible(m_snapshot != nullptr);
    if (m_snapshot)
        m_source->setText(sourceText(*m_snapshot), originToken(m_snapshot->origin));
}

void Header::renewWall()
{
    const AssetSnapshot *asset = m_snapshot ? m_snapshot->find(m_shownAsset.toStdString()) : nullptr;
    const TimeMs now = m_snapshot ? marketAfter(*m_snapshot, m_sinceSnapshot.elapsed()) : 0;
    const HeaderLines lines = headertexts::wall(asset, now, m_settings.timeZone);
    m_fields[5]->setLines(lines.top, lines.bottom);
}

void Header::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Panel));
    painter.setPen(m_theme.colour(Token::GridLine));
    for (const HeaderField *field : m_fields) {
        const int x = field->x() - layout()->spacing() / 2;
        painter.drawLine(x, 8, x, height() - 9);
    }
    painter.setPen(m_theme.colour(Token::Border));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void Header::resizeEvent(QResizeEvent *event)
{
    // Wide windows have air to give; the fields keep their widths.
    layout()->setSpacing(std::clamp(18 + (width() - 1366) / 24, 18, 48));
    QWidget::resizeEvent(event);
}

void Header::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    if (!(event->modifiers() & ~Qt::ShiftModifier) && text.size() == 1 && text.front().isLetterOrNumber()) {
        openSearch(text.toUpper());
        return;
    }
    QWidget::keyPressEvent(event);
}

void Header::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
