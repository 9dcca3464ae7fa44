#include "widgets/charts/fundinghistory.h"

#include "core/base/numbers.h"
#include "widgets/charts/legendbar.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QAction>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QDateTime>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>

namespace isobar {

FundingHistory::FundingHistory(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_legend(new LegendBar), m_pages(new QStackedWidget),
      m_chart(new FundingChart(theme)), m_empty(new EmptyPanel(theme)), m_ranges(new QButtonGroup(this)),
      m_export(new QToolButton), m_progress(new QLabel)
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    bar->setSpacing(2);
    bar->addWidget(m_legend, 1);
    bar->addWidget(m_progress);
    bar->addSpacing(theme.spacing());
    for (const int days : {1, 7, 30}) {
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

charts::TimeRange FundingHistory::rangeNow(TimeMs marketMs) const
{
    // The right edge moves a pixel at a time: in between there is nothing to paint.
    const TimeMs length = m_days * DayMs;
    const TimeMs pixel = std::max<TimeMs>(SecondMs, length / std::max(200, m_chart->width()));
    const TimeMs to = floorTo(marketMs, pixel) + pixel;
    return {to - length, to};
}

std::vector<FundingChart::Line> FundingHistory::linesOf(const AssetSnapshot &asset, bool withHidden) const
{
    std::vector<FundingChart::Line> lines;
    const auto add = [&](const std::string &id, const QString &name, const Series &points) {
        const bool isEmpty = !points || points->empty();
        if (!isEmpty && (withHidden || !m_hidden.contains(QString::fromStdString(id))))
            lines.push_back({id, name, points});
    };
    for (const VenueRow &venue : asset.venues) {
        const auto found = asset.fundingHistory.find(venue.venue);
        if (found != asset.fundingHistory.end())
            add(venue.venue, QString::fromStdString(venue.shortName), found->second);
    }
    add({}, tr("Aggregate"), asset.aggregateHistory); // last: on top
    return lines;
}

void FundingHistory::refreshLegend(const AssetSnapshot &asset)
{
    std::vector<LegendBar::Entry> entries;
    for (const FundingChart::Line &line : linesOf(asset, true)) {
        const QString id = QString::fromStdString(line.venue);
        const LegendBar::Entry entry{id, line.name, FundingChart::colourOf(line, m_theme), !m_hidden.contains(id)};
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
        const std::size_t space = text.rfind(' '), slash = text.rfind('/');
        if (slash == std::string::npos || space == std::string::npos || space > slash)
            continue;
        done += parseInteger(std::string_view(text).substr(space + 1, slash - space - 1)).value_or(0);
        all += parseInteger(std::string_view(text).substr(slash + 1)).value_or(0);
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
    const bool hasLines = asset && !linesOf(*asset, true).empty();
    m_export->setEnabled(hasLines);
    if (!hasLines) {
        const QString detail = !progress.isEmpty() ? progress : tr("it appears as soon as a venue has sent it");
        m_empty->setMessage(
            m_asset.isEmpty() ? tr("No asset chosen") : tr("Waiting for the funding history of %1").arg(m_asset),
            detail, share);
        m_pages->setCurrentWidget(m_empty);
        return;
    }
    m_pages->setCurrentWidget(m_chart);
    m_chart->setCaption(
        tr("%1 funding, %2", "asset, unit")
            .arg(m_asset,
                formats::rateUnitName(m_settings.rateUnit == RateUnit::Raw ? RateUnit::Per8h : m_settings.rateUnit)));
    m_chart->show(linesOf(*asset, false), rangeNow(asset->marketMs));
}

QByteArray FundingHistory::csv() const
{
    std::vector<charts::NamedSeries> series;
    for (const FundingChart::Line &line : m_chart->lines())
        series.push_back(
            {line.venue.empty() ? QStringLiteral("aggregate") : QString::fromStdString(line.venue), line.points});
    return charts::csvOf(series, m_chart->scale().time);
}

QString FundingHistory::fileName(const QString &suffix) const
{
    const TimeMs now = m_snapshot ? m_snapshot->marketMs : 0;
    const QString time = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return QStringLiteral("isobar_%1_funding_%2Z.%3").arg(m_asset, time, suffix);
}

void FundingHistory::save(
    const QString &suffix, const QString &filter, const std::function<bool(const QString &)> &write)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export funding history"), fileName(suffix), filter);
    if (!path.isEmpty() && !write(path))
        QMessageBox::warning(this, tr("Export funding history"),
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
    m_export->setText(tr("Export"));
    m_png->setText(tr("Picture (PNG)..."));
    m_csv->setText(tr("Table (CSV)..."));
    refresh();
}

void FundingHistory::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
