#include "widgets/events/awaycard.h"

#include "widgets/style/formats.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t MostAssets = 6;

QString regimeWord(Regime regime)
{
    switch (regime) {
    case Regime::Unknown:
        return AwayCard::tr("unknown", "regime of funding");
    case Regime::Neutral:
        return AwayCard::tr("neutral", "regime of funding");
    case Regime::Calm:
        return AwayCard::tr("calm", "regime of funding");
    case Regime::Warm:
        return AwayCard::tr("warm", "regime of funding");
    case Regime::Extreme:
        return AwayCard::tr("extreme", "regime of funding");
    case Regime::Capped:
        return AwayCard::tr("capped", "regime of funding");
    }
    return {};
}

QString lengthText(TimeMs ms)
{
    const TimeMs minutes = ms / MinuteMs;
    if (minutes < 60)
        return AwayCard::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return AwayCard::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return AwayCard::tr("%1 d %2 h").arg(minutes / (24 * 60)).arg(minutes / 60 % 24);
}

std::optional<double> growth(const std::optional<double> &before, const std::optional<double> &now)
{
    return before && now && *before > 0 ? std::optional(*now / *before - 1) : std::nullopt;
}

} // namespace

AwayCard::AwayCard(Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_title(new QLabel), m_blind(new QLabel), m_close(new QToolButton),
      m_grid(new QGridLayout)
{
    setFrameShape(QFrame::StyledPanel);
    m_blind->setWordWrap(true);
    m_close->setAutoRaise(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    m_grid->setHorizontalSpacing(18);
    m_grid->setVerticalSpacing(1);
    m_grid->setColumnStretch(6, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.spacing(), 4, theme.spacing(), 6);
    column->setSpacing(3);
    column->addLayout(head);
    column->addLayout(m_grid);
    column->addWidget(m_blind);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&theme, &Theme::changed, this, &AwayCard::rebuild);
    hide();
}

void AwayCard::present(const AwayReport &report, TimeZoneChoice zone)
{
    m_report = report;
    m_zone = zone;
    rebuild();
    show();
}

QString AwayCard::blindText(const AwayReport &report)
{
    if (report.blindMs <= 0)
        return {};
    return tr("Nothing was heard for %1. Bars of that time come from the %2 of %3 venues that keep them; liquidations "
              "and what fell between are not known.")
        .arg(lengthText(report.blindMs))
        .arg(report.venuesWithBars)
        .arg(report.venues);
}

QLabel *AwayCard::cell(const QString &text, Token colour, int row, int column)
{
    auto *label = new QLabel(text);
    label->setFont(m_theme.numberFont());
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, m_theme.colour(colour));
    label->setPalette(palette);
    m_grid->addWidget(label, row, column);
    return label;
}

void AwayCard::addRow(int row, const AwayAsset &asset)
{
    const SeenAsset &before = asset.before, &now = asset.now;
    cell(QString::fromStdString(now.asset), Token::Value, row, 0);
    const auto moved = growth(before.price, now.price), grown = growth(before.openInterestCoins, now.openInterestCoins);
    cell(formats::price(now.price) + QLatin1Char(' ') + formats::change(moved),
        moved.value_or(0) < 0 ? Token::Down : Token::Up, row, 1);
    QString funding =
        tr("funding %1 to %2", "rates per 8 h").arg(formats::rate8h(before.rate8h), formats::rate8h(now.rate8h));
    if (asset.flips > 0)
        funding += QStringLiteral(", ") + tr("%n flip(s)", "changes of the sign of funding", asset.flips);
    cell(funding, Token::Value, row, 2);
    cell(before.regime == now.regime
            ? regimeWord(now.regime)
            : tr("%1, was %2", "regimes").arg(regimeWord(now.regime), regimeWord(before.regime)),
        now.regime == Regime::Extreme || now.regime == Regime::Capped ? Token::SeverityP2 : Token::Label, row, 3);
    cell(tr("OI %1").arg(formats::change(grown)), Token::Value, row, 4);
    cell(tr("liq. ≥ %1 longs, ≥ %2 shorts")
             .arg(formats::usd(asset.liquidatedLongUsd), formats::usd(asset.liquidatedShortUsd)),
        Token::Label, row, 5);
}

void AwayCard::rebuild()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_close->setText(tr("Close"));
    if (!m_report)
        return;
    m_title->setText(tr("While you were away, %1 to %2 (%3): %n event(s)", nullptr, m_report->events)
                         .arg(formats::dateTime(m_report->fromMs, m_zone), formats::dateTime(m_report->toMs, m_zone),
                             lengthText(m_report->toMs - m_report->fromMs)));
    setAccessibleName(m_title->text());
    const std::size_t count = std::min(MostAssets, m_report->assets.size());
    for (std::size_t i = 0; i < count; ++i)
        addRow(static_cast<int>(i), m_report->assets[i]);
    m_blind->setText(blindText(*m_report));
    m_blind->setVisible(m_report->blindMs > 0);
}

void AwayCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QFrame::changeEvent(event);
}

} // namespace isobar
