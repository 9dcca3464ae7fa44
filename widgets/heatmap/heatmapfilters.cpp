#include "widgets/heatmap/heatmapfilters.h"

#include "widgets/heatmap/bandwords.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace isobar {

namespace {

/// All bits set when all boxes are ticked, so that a group that comes later is drawn.
std::uint32_t bitsOf(const std::vector<QCheckBox *> &boxes)
{
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        bits |= boxes[i]->isChecked() ? 1U << i : 0U;
    const bool isAll = std::all_of(boxes.begin(), boxes.end(), [](const QCheckBox *box) { return box->isChecked(); });
    return isAll ? ~0U : bits;
}

void tick(QCheckBox *box, bool on)
{
    const QSignalBlocker quiet(box);
    box->setChecked(on);
}

} // namespace

HeatmapFilters::HeatmapFilters(QWidget *parent)
    : QFrame(parent, Qt::Popup), m_grid(new QGridLayout(this)), m_sidesTitle(new QLabel), m_groupsTitle(new QLabel),
      m_bandsTitle(new QLabel), m_hint(new QLabel), m_longs(new QCheckBox), m_shorts(new QCheckBox),
      m_all(new QPushButton)
{
    setFrameShape(QFrame::StyledPanel);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(4);
    m_grid->addWidget(m_sidesTitle, 0, 0);
    m_grid->addWidget(m_longs, 1, 0);
    m_grid->addWidget(m_shorts, 2, 0);
    m_grid->addWidget(m_groupsTitle, 0, 1);
    m_grid->addWidget(m_bandsTitle, 0, 2);
    for (int band = 0; band < DistanceBands; ++band) {
        m_bands.push_back(new QCheckBox);
        m_grid->addWidget(m_bands.back(), 1 + band, 2);
        connect(m_bands.back(), &QCheckBox::toggled, this, &HeatmapFilters::take);
    }
    m_hint->setWordWrap(true);
    m_grid->addWidget(m_hint, 8, 0, 1, 2);
    m_grid->addWidget(m_all, 8, 2, Qt::AlignRight | Qt::AlignBottom);
    for (QCheckBox *box : {m_longs, m_shorts})
        connect(box, &QCheckBox::toggled, this, &HeatmapFilters::take);
    connect(m_all, &QPushButton::clicked, this, [this] {
        show({});
        take();
    });
    retranslate();
}

int HeatmapFilters::leftOut(const LevelFilter &filter, std::size_t groups)
{
    int count = (filter.longs ? 0 : 1) + (filter.shorts ? 0 : 1);
    for (std::size_t group = 0; group < groups; ++group)
        count += filter.hasGroup(group) ? 0 : 1;
    for (int band = 0; band < DistanceBands; ++band)
        count += (filter.bands >> band) & 1U ? 0 : 1;
    return count;
}

void HeatmapFilters::setFilter(const LevelFilter &filter, const std::vector<std::string> &groups)
{
    if (groups != m_names) {
        m_names = groups;
        rebuildGroups();
    }
    show(filter);
    m_filter = filter;
}

void HeatmapFilters::rebuildGroups()
{
    qDeleteAll(m_groups);
    m_groups.clear();
    for (const std::string &name : m_names) {
        m_groups.push_back(new QCheckBox(heatmap::GroupWords::name(name)));
        m_grid->addWidget(m_groups.back(), static_cast<int>(m_groups.size()), 1);
        connect(m_groups.back(), &QCheckBox::toggled, this, &HeatmapFilters::take);
    }
}

void HeatmapFilters::show(const LevelFilter &filter)
{
    tick(m_longs, filter.longs);
    tick(m_shorts, filter.shorts);
    for (std::size_t group = 0; group < m_groups.size(); ++group)
        tick(m_groups[group], filter.hasGroup(group));
    for (std::size_t band = 0; band < m_bands.size(); ++band)
        tick(m_bands[band], (filter.bands >> band) & 1U);
}

void HeatmapFilters::take()
{
    LevelFilter filter = m_filter;
    filter.longs = m_longs->isChecked();
    filter.shorts = m_shorts->isChecked();
    filter.bands = bitsOf(m_bands);
    if (!m_groups.empty())
        filter.groups = bitsOf(m_groups);
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT filterChanged(filter);
}

void HeatmapFilters::retranslate()
{
    setAccessibleName(tr("Filters of the heatmap"));
    m_sidesTitle->setText(tr("Positions"));
    m_groupsTitle->setText(tr("Venues"));
    m_bandsTitle->setText(tr("Distance at entry"));
    m_longs->setText(tr("Longs"));
    m_shorts->setText(tr("Shorts"));
    for (int band = 0; band < DistanceBands; ++band) {
        m_bands[static_cast<std::size_t>(band)]->setText(
            tr("%1  (%2)", "distance band, leverage")
                .arg(heatmap::BandWords::distance(band), heatmap::BandWords::leverage(band)));
    }
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        m_groups[i]->setText(heatmap::GroupWords::name(m_names[i]));
    m_hint->setText(tr("In brackets the leverage that it would be at isolated margin."));
    m_all->setText(tr("Show all"));
}

void HeatmapFilters::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace isobar
