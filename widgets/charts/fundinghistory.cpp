#include "widgets/charts/fundinghistory.h"

#include "core/base/numbers.h"
#include "core/market/healthcause.h"
#include "widgets/charts/legendbar.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QAction>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>

#include <array>
#include <cmath>

namespace isobar {

FundingHistory::FundingHistory(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_kinds(new QComboBox), m_legend(new LegendBar), m_pages(new QStackedWidget),
      m_chart(new HistoryChart(theme)), m_empty(new EmptyPanel(theme)), m_ranges(new QButtonGroup(this)),
      m_export(new QToolButton), m_progress(new QLabel)
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    bar->setSpacing(2);
    for (int i = 0; i < 4; ++i)
        m_kinds->addItem(QString()); // in the order of ChartKind
    bar->addWidget(m_kinds);
    bar->addWidget(m_legend, 1);
    bar->addWidget(m_progress);
    bar->addSpacing(theme.spacing());
    for (const int days : {1, 7, 30, 90}) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        button->setChecked(days == m_days);
        m_ranges->addButton(button, days);
        bar->addWidget(button);
    }
    bar->addWidget(m_export);
    auto *menu = new QMenu(this);
    m_png = menu->addAction(QString(), this, &FundingHistory::exportPng);
    m_csv = menu->addAction(QString(), this, &FundingHistory::exportCsv);
    m_export->setMenu(menu);
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_chart);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_pages, 1);

    connect(m_ranges, &QButtonGroup::idClicked, this, &FundingHistory::setDays);
    connect(m_kinds, &QComboBox::activated, this, [this](int index) { setKind(static_cast<ChartKind>(index)); });
    connect(m_legend, &LegendBar::toggled, this, [this](const QString &id, bool shown) {
        if (shown)
            m_hidden.remove(id);
        else
            m_hidden.insert(id);
        refresh();
    });
    connect(&m_theme, &Theme::changed, this, &FundingHistory::refresh);
    retranslate();
}

void FundingHistory::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void FundingHistory::setAsset(const QString &asset)
{
    m_asset = asset;
    refresh();
}

void FundingHistory::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_chart->setSettings(settings);
    refresh();
}

void FundingHistory::setDays(int days)
{
    if (QAbstractButton *button = m_ranges->button(days))
        button->setChecked(true);
    if (days == m_days)
        return;
    m_days = days;
    refresh();
    Q_EMIT daysChanged(days);
}

void FundingHistory::setKind(ChartKind kind)
{
    m_kinds->setCurrentIndex(static_cast<int>(kind));
    if (kind == m_kind)
        return;
    m_kind = kind;
    refresh();
}

void FundingHistory::showView(const HistoryViewPtr &view)
{
    m_view = view;
    refresh();
}

/// Asks once for what is shown, and again when it has grown by a step.
void FundingHistory::wishView(TimeMs marketMs)
{
    if (!isVisible() || m_asset.isEmpty())
        return;
    const bool isSame = m_wishedAsset == m_asset && m_wishedDays == m_days;
    const TimeMs every = std::max<TimeMs>(MinuteMs, m_view && isSame ? m_view->stepMs : 0);
    if (isSame && marketMs - m_wishedMs < every)
        return;
    m_wishedAsset = m_asset;
    m_wishedDays = m_days;
    m_wishedMs = marketMs;
    Q_EMIT viewWished(m_asset, m_days);
}

charts::TimeRange FundingHistory::rangeNow(TimeMs marketMs) const
{
    // The right edge moves a pixel at a time: in between there is nothing to paint.
    const TimeMs length = m_days * DayMs;
    const TimeMs pixel = std::max<TimeMs>(SecondMs, length / std::max(200, m_chart->width()));
    const TimeMs to = floorTo(marketMs, pixel) + pixel;
    return {to - length, to};
}

std::vector<HistoryChart::Line> FundingHistory::linesOf(const AssetSnapshot &asset, bool withHidden) const
{
    std::vector<HistoryChart::Line> lines;
    const auto add = [&](const std::string &id, const QString &name, const Series &points) {
        const bool isEmpty = !points || points->empty();
        if (!isEmpty && (withHidden || !m_hidden.contains(QString::fromStdString(id))))
            lines.push_back({id, name, points});
    };
    const std::map<std::string, Series> *series = seriesOf(asset);
    for (const VenueRow &venue : asset.venues) {
        if (!series)
            break;
        if (const auto found = series->find(venue.venue); found != series->end())
            add(venue.venue, QString::fromStdString(venue.shortName), found->second);
    }
    if (m_kind == ChartKind::Funding)
        add({}, tr("Aggregate"), asset.aggregateHistory); // last: on top
    return lines;
}

/// Of the chosen kind by venue; null: not there (yet).
const std::map<std::string, Series> *FundingHistory::seriesOf(const AssetSnapshot &asset) const
{
    if (!isOfHistory())
        return &asset.fundingHistory;
    if (!m_view || m_view->asset != asset.asset || m_view->toMs - m_view->fromMs != m_days * DayMs)
        return nullptr;
    switch (m_kind) {
    case ChartKind::Funding:
        return &m_view->funding8h;
    case ChartKind::OpenInterest:
        return &m_view->openInterestUsd;
    case ChartKind::Premium:
        return &m_view->premium;
    case ChartKind::Cumulative:
        return &m_view->cumulative;
    }
    return nullptr;
}

std::vector<HistoryChart::Line> FundingHistory::shownLines(const AssetSnapshot &asset)
{
    if (m_kind != ChartKind::OpenInterest)
        return linesOf(asset, false);
    if (m_stackedView != m_view || m_stackedHidden != m_hidden)
        restack(asset);
    return m_stacks;
}

void FundingHistory::restack(const AssetSnapshot &asset)
{
    m_stackedView = m_view;
    m_stackedHidden = m_hidden;
    m_stacks = linesOf(asset, false);
    std::vector<Series> series;
    for (const HistoryChart::Line &line : m_stacks)
        series.push_back(line.points);
    const std::vector<charts::Stack> stacks = charts::stacked(series);
    std::map<TimeMs, double> heights; // unknown where a venue is: a venue that joins is no growth
    for (std::size_t i = 0; i < stacks.size(); ++i) {
        m_stacks[i].points = stacks[i].top;
        m_stacks[i].base = stacks[i].base;
        for (const Point &point : *stacks[i].top) {
            const auto [height, isNew] = heights.try_emplace(point.timeMs, point.value);
            height->second = std::isnan(height->second) || std::isnan(point.value) ? std::nan("") : point.value;
        }
    }
    if (m_stacks.empty())
        return;
    auto total = std::make_shared<std::vector<Point>>();
    for (const auto &[time, value] : heights)
        total->push_back({time, value});
    m_stacks.push_back({{}, tr("Total"), std::move(total)});
}

void FundingHistory::refreshLegend(const AssetSnapshot &asset)
{
    std::vector<LegendBar::Entry> entries;
    for (const HistoryChart::Line &line : linesOf(asset, true)) {
        const QString id = QString::fromStdString(line.venue);
        const LegendBar::Entry entry{id, line.name, HistoryChart::colourOf(line, m_theme), !m_hidden.contains(id)};
        entries.insert(line.venue.empty() ? entries.begin() : entries.end(), entry);
    }
    m_legend->setEntries(entries);
}

QString FundingHistory::progressOf(const Snapshot &snapshot, double &share)
{
    std::int64_t done = 0, all = 0;
    bool isFetching = false;
    for (const VenueHealthRow &venue : snapshot.venues) {
        const std::string &text = venue.health.historyProgress;
        if (text.empty())
            continue;
        isFetching = true;
        const auto found = findCause(text);
        if (!found || found->arguments.size() != 2)
            continue;
        done += parseInteger(found->arguments[0]).value_or(0);
        all += parseInteger(found->arguments[1]).value_or(0);
    }
    share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : -1;
    if (!isFetching)
        return {};
    return all > 0 ? tr("funding history %1/%2").arg(done).arg(all) : tr("funding history");
}

void FundingHistory::refresh()
{
    double share = -1;
    const QString progress = m_snapshot ? progressOf(*m_snapshot, share) : QString();
    m_progress->setText(progress);
    const AssetSnapshot *asset = m_snapshot ? m_snapshot->find(m_asset.toStdString()) : nullptr;
    if (asset)
        refreshLegend(*asset);
    else
        m_legend->setEntries({});
    if (asset && isOfHistory())
        wishView(asset->marketMs);
    const bool hasLines = asset && !linesOf(*asset, true).empty();
    m_export->setEnabled(hasLines);
    if (!hasLines) {
        const QString detail = isOfHistory() ? tr("It appears as soon as the local history has some")
            : !progress.isEmpty()            ? progress
                                             : tr("it appears as soon as a venue has sent it");
        m_empty->setMessage(m_asset.isEmpty() ? tr("No asset chosen")
                : isOfHistory()               ? tr("Waiting for the history of %1").arg(m_asset)
                                              : tr("Waiting for the funding history of %1").arg(m_asset),
            detail, share);
        m_pages->setCurrentWidget(m_empty);
        return;
    }
    m_pages->setCurrentWidget(m_chart);
    m_chart->setCaption(captionOf());
    m_chart->show(m_kind, shownLines(*asset), rangeNow(asset->marketMs));
}

QString FundingHistory::captionOf() const
{
    switch (m_kind) {
    case ChartKind::Funding:
        break;
    case ChartKind::OpenInterest:
        return tr("%1 open interest, USD, stacked by venue", "asset").arg(m_asset);
    case ChartKind::Premium:
        return tr("%1 premium: mark over index", "asset").arg(m_asset);
    case ChartKind::Cumulative:
        return tr("%1 settled funding since the left edge, of the position", "asset").arg(m_asset);
    }
    return tr("%1 funding, %2", "asset, unit")
        .arg(m_asset,
            formats::rateUnitName(m_settings.rateUnit == RateUnit::Raw ? RateUnit::Per8h : m_settings.rateUnit));
}

QByteArray FundingHistory::csv() const
{
    std::vector<charts::NamedSeries> series;
    const AssetSnapshot *asset = m_snapshot ? m_snapshot->find(m_asset.toStdString()) : nullptr;
    for (const HistoryChart::Line &line : asset ? linesOf(*asset, false) : std::vector<HistoryChart::Line>()) {
        series.push_back(
            {line.venue.empty() ? QStringLiteral("aggregate") : QString::fromStdString(line.venue), line.points});
    }
    static constexpr std::array Values{"rate_8h", "open_interest_usd", "premium", "cumulative_rate"};
    return charts::csvOf(series, m_chart->scale().time, Values[static_cast<std::size_t>(m_kind)]);
}

QString FundingHistory::fileName(const QString &suffix) const
{
    const TimeMs now = m_snapshot ? m_snapshot->marketMs : 0;
    const QString time = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    static constexpr std::array Words{"funding", "open-interest", "premium", "cumulative-funding"};
    return QStringLiteral("isobar_%1_%2_%3Z.%4")
        .arg(m_asset, QLatin1String(Words[static_cast<std::size_t>(m_kind)]), time, suffix);
}

void FundingHistory::save(
    const QString &suffix, const QString &filter, const std::function<bool(const QString &)> &write)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the chart"), fileName(suffix), filter);
    if (!path.isEmpty() && !write(path))
        QMessageBox::warning(this, tr("Export the chart"),
            tr("%1 could not be written. Choose a folder that you may write to.").arg(path));
}

void FundingHistory::exportPng()
{
    save(QStringLiteral("png"), tr("Pictures (*.png)"),
        [this](const QString &path) { return m_chart->picture(m_chart->size(), 2).save(path, "PNG"); });
}

void FundingHistory::exportCsv()
{
    save(QStringLiteral("csv"), tr("Tables (*.csv)"), [this](const QString &path) {
        QSaveFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(csv()) >= 0 && file.commit();
    });
}

void FundingHistory::retranslate()
{
    m_ranges->button(1)->setText(tr("1d", "range of one day"));
    m_ranges->button(7)->setText(tr("7d", "range of seven days"));
    m_ranges->button(30)->setText(tr("30d", "range of thirty days"));
    m_ranges->button(90)->setText(tr("90d", "range of ninety days"));
    m_kinds->setItemText(0, tr("Funding"));
    m_kinds->setItemText(1, tr("Open interest"));
    m_kinds->setItemText(2, tr("Premium"));
    m_kinds->setItemText(3, tr("Cumulative funding"));
    m_kinds->setAccessibleName(tr("What the chart shows"));
    m_stackedView.reset();
    m_export->setText(tr("Export"));
    m_png->setText(tr("Picture (PNG)..."));
    m_csv->setText(tr("Table (CSV)..."));
    refresh();
}

void FundingHistory::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void FundingHistory::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
