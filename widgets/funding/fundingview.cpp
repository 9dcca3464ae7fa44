#include "widgets/funding/fundingview.h"

#include "core/snapshot/snapshotclock.h"
#include "widgets/funding/fundingdelegate.h"
#include "widgets/funding/fundingexport.h"
#include "widgets/funding/fundingflash.h"
#include "widgets/funding/fundingmodel.h"
#include "widgets/funding/fundingproxy.h"
#include "widgets/funding/fundingtree.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"
#include "widgets/style/healthwords.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFontMetrics>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>

namespace isobar {

namespace {

constexpr std::array Units{
    RateUnit::Raw, RateUnit::PerHour, RateUnit::Per8h, RateUnit::PerDay, RateUnit::Apr, RateUnit::Bps};

} // namespace

FundingView::FundingView(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new FundingModel(this)), m_proxy(new FundingProxy(this)),
      m_flash(new FundingFlash(*m_model, this)), m_delegate(nullptr), m_tree(new FundingTree(theme)),
      m_empty(new EmptyPanel(theme)), m_stack(new QStackedWidget), m_filter(new QLineEdit),
      m_validOnly(new QToolButton), m_menuButton(new QToolButton), m_unit(new QComboBox)
{
    m_proxy->setSourceModel(m_model);
    m_delegate = new FundingDelegate(theme, *m_model, *m_proxy, *m_flash, this);
    buildTree();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildTools();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tree);
    column->addWidget(m_stack, 1);

    connect(m_model, &FundingModel::cellChanged, this, [this](const QModelIndex &index, int from) {
        if (m_tree->isVisible())
            m_flash->start(index, from);
    });
    connect(m_flash, &FundingFlash::repaintNeeded, this,
        [this](const QModelIndex &index) { m_tree->updateCell(m_proxy->mapFromSource(index)); });
    m_clockTimer.setInterval(500); // a second's text is never late by more than half of it
    connect(&m_clockTimer, &QTimer::timeout, this, &FundingView::renewClock);
    m_clockTimer.start();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(400); // dragging a column tells every pixel
    connect(&m_saveTimer, &QTimer::timeout, this, [this] { Q_EMIT headerStateChanged(m_tree->header()->saveState()); });
    retranslate();
    widthsFromSamples(false);
    renewRows();
}

void FundingView::buildTools()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(m_theme.spacing(), 3, m_theme.spacing(), 3);
    bar->setSpacing(m_theme.spacing());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(90);
    m_filter->setMaximumWidth(240);
    m_validOnly->setCheckable(true);
    m_menuButton->setText(QStringLiteral("⋯"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_menuButton);
    m_menuButton->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        menu->addAction(tr("Copy as table"), this, &FundingView::copyRows);
        menu->addAction(tr("Export CSV…"), this, &FundingView::exportCsv);
        menu->addSeparator();
        menu->addAction(tr("Unfold all venues"), m_tree, &QTreeView::expandAll);
        menu->addAction(tr("Fold all venues"), m_tree, &QTreeView::collapseAll);
        menu->addSeparator();
        addColumnActions(*menu->addMenu(tr("Columns")));
    });
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_validOnly);
    bar->addStretch(1);
    bar->addWidget(m_unit);
    bar->addWidget(m_menuButton);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);

    connect(m_filter, &QLineEdit::textChanged, m_proxy, &FundingProxy::setText);
    connect(m_validOnly, &QToolButton::toggled, m_proxy, &FundingProxy::setValidOnly);
    connect(m_unit, &QComboBox::activated, this,
        [this](int index) { Q_EMIT rateUnitChosen(Units[static_cast<std::size_t>(index)]); });
}

void FundingView::buildTree()
{
    m_tree->setModel(m_proxy);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_tree->header();
    header->setSectionsMovable(true);
    header->setStretchLastSection(false);
    header->setFirstSectionMovable(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setMinimumSectionSize(24);
    m_tree->setSortingEnabled(true);
    defaultColumns();

    connect(m_tree, &QTreeView::expanded, this, &FundingView::makeRoomForSymbols);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &FundingView::makeRoomForSymbols);
    connect(m_tree, &FundingTree::assetSearchRequested, this, &FundingView::assetSearchRequested);
    connect(m_tree, &FundingTree::copyRequested, this, &FundingView::copyRows);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &FundingView::rowMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &FundingView::headerMenu);
    connect(header, &QHeaderView::sectionMoved, this, &FundingView::saveHeader);
    connect(header, &QHeaderView::sectionResized, this, &FundingView::saveHeader);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &FundingView::saveHeader);
}

void FundingView::defaultColumns()
{
    int visual = 0;
    for (const FundingColumn column : fundingDefaultOrder()) {
        const int c = static_cast<int>(column);
        m_tree->header()->moveSection(m_tree->header()->visualIndex(c), visual++);
        m_tree->setColumnHidden(c, !fundingColumnByDefault(column));
    }
}

void FundingView::saveHeader()
{
    if (!m_restoring)
        m_saveTimer.start();
}

void FundingView::widthsFromSamples(bool onlyGrow)
{
    m_restoring = true;
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong);
    const QFontMetrics heading(m_theme.textFont());
    for (int c = 0; c < FundingColumnCount; ++c) {
        const auto column = static_cast<FundingColumn>(c);
        const RateUnit unit = m_model->rateUnit();
        const int text = metrics.horizontalAdvance(fundingColumnSample(column, unit)) + 2 * FundingDelegate::Padding;
        // The sort arrow needs its place beside the title.
        const int title = heading.horizontalAdvance(fundingColumnTitle(column, unit)) + 14;
        const int indent = column == FundingColumn::Venue ? m_tree->indentation() + 2 : 0;
        const int needed = std::max(text, title) + indent;
        m_tree->setColumnWidth(c, onlyGrow ? std::max(needed, m_tree->columnWidth(c)) : needed);
    }
    m_restoring = false;
}

void FundingView::makeRoomForSymbols()
{
    const int column = int(FundingColumn::Venue);
    const QFontMetrics metrics(m_theme.numberFont());
    int needed = 0;
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex venue = m_proxy->index(row, column);
        if (!m_tree->isExpanded(venue))
            continue;
        for (int i = 0; i < m_proxy->rowCount(venue); ++i) {
            const QString symbol = m_proxy->index(i, column, venue).data().toString();
            needed = std::max(needed, metrics.horizontalAdvance(symbol));
        }
    }
    needed += 2 * FundingDelegate::Padding + 2 * m_tree->indentation() + 2;
    if (needed <= m_tree->columnWidth(column))
        return;
    m_restoring = true; // it follows from what is unfolded, not from a choice
    m_tree->setColumnWidth(column, needed);
    m_restoring = false;
}

void FundingView::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    m_sinceSnapshot.start();
    renewRows();
}

void FundingView::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    m_asset = asset;
    renewRows();
}

void FundingView::setSettings(const Settings &settings)
{
    m_excluded = settings.venuesExcluded;
    m_model->setHeadlineByOpenInterest(settings.headlineByOpenInterest);
    if (settings.rateUnit != m_model->rateUnit()) {
        m_model->setRateUnit(settings.rateUnit);
        widthsFromSamples(true);
    }
    m_unit->setCurrentIndex(static_cast<int>(settings.rateUnit));
    if (!settings.tableHeader.isEmpty() && settings.tableHeader != m_tree->header()->saveState()) {
        m_restoring = true;
        m_tree->header()->restoreState(settings.tableHeader);
        m_restoring = false;
    }
    setAsset(settings.asset);
    renewRows();
}

void FundingView::renewRows()
{
    if (!m_snapshot) {
        m_empty->setMessage(tr("Waiting for the first rates"), tr("The venues are being connected."));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    const AssetSnapshot *asset = m_snapshot->find(m_asset.toStdString());
    m_model->setAsset(asset, m_snapshot->marketMs, m_snapshot->transportMs);
    const bool any = asset && std::any_of(asset->venues.begin(), asset->venues.end(), [](const VenueRow &venue) {
        return venue.spot8h || std::any_of(venue.contracts.begin(), venue.contracts.end(), [](const ContractRow &each) {
            return each.rate.has_value() || each.mark.has_value();
        });
    });
    if (!any)
        sayWhyEmpty();
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_tree) : m_empty);
}

/// Waiting is no answer when nothing will come by itself.
void FundingView::sayWhyEmpty()
{
    const auto &venues = m_snapshot->venues;
    const auto isOn = [](const VenueHealthRow &each) { return each.health.state != HealthState::Off; };
    const auto isAway = [&](const VenueHealthRow &each) { return each.health.state >= HealthState::Limited; };
    const auto first = std::find_if(venues.begin(), venues.end(), isOn);
    if (!venues.empty() && first == venues.end()) {
        m_empty->setMessage(tr("All venues are switched off"), tr("They are switched on in the panel Venues."));
    } else if (!venues.empty() && std::all_of(venues.begin(), venues.end(), isAway)) {
        m_empty->setMessage(tr("No venue can be reached"),
            tr("%1: %2. Isobar keeps trying; the panel Venues has the details.", "venue, reason")
                .arg(QString::fromStdString(first->name), HealthWords::cause(first->health.reason)));
    } else {
        const int total = m_snapshot->venuesTotal;
        m_empty->setMessage(tr("Waiting for the first rates of %1").arg(m_asset),
            tr("%1 of %2 venues connected").arg(m_snapshot->venuesLive).arg(total),
            total > 0 ? double(m_snapshot->venuesLive) / total : 0);
    }
}

void FundingView::renewClock()
{
    if (!m_snapshot || !m_tree->isVisible())
        return;
    const TimeMs passed = m_sinceSnapshot.elapsed();
    m_model->setTime(marketAfter(*m_snapshot, passed), transportAfter(*m_snapshot, passed));
}

bool FundingView::isEmptyShown() const { return m_stack->currentWidget() == m_empty; }

QString FundingView::emptyText() const { return m_empty->title() + QLatin1String(": ") + m_empty->detail(); }

void FundingView::addColumnActions(QMenu &menu)
{
    for (int visual = 0; visual < FundingColumnCount; ++visual) {
        const int c = m_tree->header()->logicalIndex(visual);
        if (c == int(FundingColumn::Venue))
            continue;
        QAction *action = menu.addAction(fundingColumnTitle(FundingColumn(c), m_model->rateUnit()));
        action->setCheckable(true);
        action->setChecked(!m_tree->isColumnHidden(c));
        connect(action, &QAction::toggled, this, [this, c](bool on) {
            m_tree->setColumnHidden(c, !on);
            saveHeader();
        });
    }
    menu.addSeparator();
    menu.addAction(tr("Default columns"), this, [this] {
        defaultColumns();
        m_tree->header()->setSortIndicator(-1, Qt::DescendingOrder);
        widthsFromSamples(false);
        saveHeader();
    });
}

void FundingView::headerMenu(const QPoint &position)
{
    QMenu menu(this);
    addColumnActions(menu);
    menu.exec(m_tree->header()->mapToGlobal(position));
}

void FundingView::rowMenu(const QPoint &position)
{
    QMenu menu(this);
    const FundingRow *row = m_model->row(m_proxy->mapToSource(m_tree->indexAt(position)));
    if (row && !row->venue.empty()) {
        const QString venue = QString::fromStdString(row->venue);
        const bool out = m_excluded.contains(m_asset + QLatin1Char('/') + venue);
        menu.addAction(out ? tr("Take %1 into the %2 aggregate").arg(row->longName, m_asset)
                           : tr("Leave %1 out of the %2 aggregate").arg(row->longName, m_asset),
            this, [this, venue, out] { Q_EMIT venueExcluded(m_asset, venue, !out); });
        menu.addSeparator();
    }
    menu.addAction(tr("Copy as table"), this, &FundingView::copyRows);
    menu.addAction(tr("Export CSV…"), this, &FundingView::exportCsv);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

QList<FundingColumn> FundingView::visibleColumns() const
{
    QList<FundingColumn> columns;
    for (int visual = 0; visual < FundingColumnCount; ++visual) {
        const int c = m_tree->header()->logicalIndex(visual);
        if (!m_tree->isColumnHidden(c))
            columns << FundingColumn(c);
    }
    return columns;
}

QModelIndexList FundingView::sourceRows(bool onlySelected) const
{
    QModelIndexList rows;
    for (QModelIndex index = m_proxy->index(0, 0); index.isValid();) {
        if (!onlySelected || m_tree->selectionModel()->isRowSelected(index.row(), index.parent()))
            rows << m_proxy->mapToSource(index);
        // Folded contracts belong to the file too.
        const QModelIndex child = m_proxy->index(0, 0, index);
        if (child.isValid() && (!onlySelected || m_tree->isExpanded(index))) {
            index = child;
            continue;
        }
        QModelIndex next = index.siblingAtRow(index.row() + 1);
        if (!next.isValid() && index.parent().isValid())
            next = index.parent().siblingAtRow(index.parent().row() + 1);
        index = next;
    }
    return rows;
}

void FundingView::copyRows()
{
    QModelIndexList rows = sourceRows(true);
    if (rows.isEmpty())
        rows = sourceRows(false);
    QApplication::clipboard()->setText(fundingTsv(*m_model, rows, visibleColumns()));
}

void FundingView::exportCsv()
{
    const QString name = QStringLiteral("isobar_%1_funding.csv").arg(m_asset);
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the funding table"), name, tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    QList<FundingColumn> all;
    for (int c = 0; c < FundingColumnCount; ++c)
        all << FundingColumn(c);
    QSaveFile file(path);
    const QByteArray text = fundingCsv(*m_model, sourceRows(false), all).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        QMessageBox::warning(this, tr("Export the funding table"),
            tr("The file could not be written: %1. Choose another folder.").arg(file.errorString()));
}

void FundingView::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter venues"));
    m_filter->setAccessibleName(tr("Filter of the funding table"));
    m_validOnly->setText(tr("Valid only"));
    m_validOnly->setToolTip(tr("Show only what takes part in the aggregate"));
    m_unit->setToolTip(tr("Unit of the rates"));
    m_unit->setAccessibleName(tr("Unit of the rates"));
    m_menuButton->setToolTip(tr("Columns, copy, export"));
    m_menuButton->setAccessibleName(tr("Table menu"));
    m_tree->setAccessibleName(tr("Funding table"));
    const int current = static_cast<int>(m_model->rateUnit());
    m_unit->clear();
    for (const RateUnit unit : Units)
        m_unit->addItem(formats::rateUnitName(unit));
    m_unit->setCurrentIndex(current);
    m_model->retranslate();
    renewRows();
}

void FundingView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        widthsFromSamples(true);
    }
    QWidget::changeEvent(event);
}

} // namespace isobar
