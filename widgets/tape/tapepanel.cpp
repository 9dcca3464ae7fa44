#include "widgets/tape/tapepanel.h"

#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"
#include "widgets/tape/newchip.h"
#include "widgets/tape/tapedelegate.h"
#include "widgets/tape/tapeexport.h"
#include "widgets/tape/tapetotals.h"
#include "widgets/tape/tapetree.h"
#include "widgets/tape/tapewords.h"

#include <QApplication>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

namespace isobar {

namespace {

struct LeastSize {
    double usd;
    const char *name;
};
constexpr std::array LeastSizes{LeastSize{0, ""}, LeastSize{1e4, "10K"}, LeastSize{1e5, "100K"}, LeastSize{1e6, "1M"}};
constexpr int HeightForTitles = 230; ///< below it the titles of the columns give their line to a print

} // namespace

TapePanel::TapePanel(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_totals(new TapeTotals(theme)), m_filters(new QWidget),
      m_top(new QBoxLayout(QBoxLayout::LeftToRight)), m_longs(new QToolButton), m_shorts(new QToolButton),
      m_pages(new QStackedWidget), m_tree(new TapeTree(theme)), m_delegate(new TapeDelegate(theme, m_model, this)),
      m_empty(new EmptyPanel(theme)), m_chip(new NewChip(theme, m_tree))
{
    m_top->setContentsMargins(0, 0, 0, 0);
    m_top->setSpacing(0);
    m_top->addWidget(m_totals, 1);
    m_top->addWidget(m_filters);
    buildFilters();
    buildList();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_top);
    column->addWidget(m_pages, 1);
    connect(&m_theme, &Theme::changed, this, [this] {
        dressSides();
        arrange();
    });
    setFocusProxy(m_tree);
    dressSides();
    retranslate();
}

void TapePanel::buildFilters()
{
    auto *row = new QHBoxLayout(m_filters);
    row->setContentsMargins(2, 1, m_theme.spacing(), 1);
    row->setSpacing(0);
    auto *sizes = new QButtonGroup(this);
    for (const LeastSize &each : LeastSizes) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        button->setChecked(each.usd == 0);
        sizes->addButton(button);
        row->addWidget(button);
        m_sizes.push_back(button);
        connect(button, &QToolButton::clicked, this, [this, least = each.usd] {
            TapeFilter filter = m_model.filter();
            filter.leastUsd = least;
            setFilter(filter);
        });
    }
    row->addSpacing(m_theme.spacing());
    for (QToolButton *button : {m_longs, m_shorts}) {
        button->setCheckable(true);
        button->setChecked(true);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, button] {
            // Neither would be nothing: then it is the other one.
            if (!m_longs->isChecked() && !m_shorts->isChecked())
                (button == m_longs ? m_shorts : m_longs)->setChecked(true);
            TapeFilter filter = m_model.filter();
            filter.side.reset();
            if (m_longs->isChecked() != m_shorts->isChecked())
                filter.side = m_longs->isChecked() ? PositionSide::Long : PositionSide::Short;
            setFilter(filter);
        });
    }
    row->addStretch(1);
}

void TapePanel::buildList()
{
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(m_delegate);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setSectionResizeMode(QHeaderView::Fixed);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_empty);
    m_chip->hide();
    connect(m_tree, &QTreeView::doubleClicked, this, &TapePanel::chooseMoment);
    connect(m_tree, &TapeTree::momentRequested, this, &TapePanel::chooseMoment);
    connect(m_tree, &TapeTree::copyRequested, this, &TapePanel::copyRows);
    connect(m_tree, &TapeTree::holdToggled, this, &TapePanel::toggleHold);
    connect(m_tree, &TapeTree::newestRequested, this, &TapePanel::returnToNewest);
    connect(m_tree, &TapeTree::assetSearchRequested, this, &TapePanel::assetSearchRequested);
    connect(m_tree, &TapeTree::resized, this, &TapePanel::renewChip);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &TapePanel::showMenu);
    connect(m_chip, &QAbstractButton::clicked, this, &TapePanel::returnToNewest);
    // Back at the newest, the list runs on.
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            renew();
        else
            renewChip();
    });
}

/// The filters by side carry the arrows of the rows, in their colours.
void TapePanel::dressSides()
{
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        QPixmap picture(QSize(12, 12) * devicePixelRatioF());
        picture.setDevicePixelRatio(devicePixelRatioF());
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paintSideArrow(painter, QRectF(1, 1, 10, 10), side, m_theme.colour(liquidationToken(side)));
        painter.end();
        QToolButton *button = side == PositionSide::Long ? m_longs : m_shorts;
        button->setIcon(picture);
        button->setIconSize({12, 12});
    }
}

bool TapePanel::isHeld() const { return m_isPaused || m_tree->verticalScrollBar()->value() > 0; }

const AssetSnapshot *TapePanel::shownAsset() const
{
    return m_snapshot ? m_snapshot->find(m_asset.toStdString()) : nullptr;
}

void TapePanel::showSnapshot(const SnapshotPtr &snapshot)
{
    const bool isOtherRun = m_snapshot && m_snapshot->run != snapshot->run;
    m_snapshot = snapshot;
    if (isOtherRun) {
        m_model.clear();
        returnToNewest();
    }
    renew();
}

void TapePanel::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    m_asset = asset;
    m_model.clear();
    returnToNewest();
}

void TapePanel::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_model.setTimeZone(settings.timeZone);
    setAsset(settings.asset);
    renew();
}

void TapePanel::setFilter(const TapeFilter &filter)
{
    m_model.setFilter(filter);
    for (std::size_t i = 0; i < m_sizes.size(); ++i)
        m_sizes[i]->setChecked(LeastSizes[i].usd == filter.leastUsd);
    m_longs->setChecked(filter.side != PositionSide::Short);
    m_shorts->setChecked(filter.side != PositionSide::Long);
    returnToNewest();
}

void TapePanel::returnToNewest()
{
    m_isPaused = false;
    m_tree->verticalScrollBar()->setValue(0);
    renew();
}

void TapePanel::toggleHold()
{
    if (isHeld()) {
        returnToNewest();
        return;
    }
    m_isPaused = true;
    renew();
}

void TapePanel::renew()
{
    const AssetSnapshot *asset = shownAsset();
    m_totals->present(
        asset ? asset->liquidations : nullptr, m_snapshot ? m_snapshot->marketMs : 0, m_settings.timeZone);
    m_waiting = 0;
    if (!asset)
        m_model.clear();
    else if (isHeld() && m_model.asset() == m_asset && asset->liquidations)
        m_waiting = m_model.newerThanShown(asset->liquidations->log);
    else
        m_model.show(*asset);
    if (m_model.rowCount() == 0)
        sayWhyEmpty(asset);
    m_pages->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_tree);
    renewChip();
}

void TapePanel::sayWhyEmpty(const AssetSnapshot *asset)
{
    if (!asset || asset->venues.empty()) {
        m_empty->setMessage(tr("Waiting for the first data of %1").arg(m_asset), tr("The venues are being connected."));
        return;
    }
    const int count = asset->liquidations ? TapeModel::count(asset->liquidations->log) : 0;
    if (count > 0)
        m_empty->setMessage(
            tr("No liquidation passes the filter"), tr("%n liquidation(s) of %1 hidden", nullptr, count).arg(m_asset));
    else
        m_empty->setMessage(tr("No liquidation of %1 seen yet").arg(m_asset), TapeWords::listeners(*asset));
}

void TapePanel::renewChip()
{
    const bool isShown = isHeld() && m_model.rowCount() > 0;
    if (isShown) {
        const QString news = tr("%n new", "prints that a held list does not show yet", m_waiting);
        m_chip->setText(m_isPaused ? tr("Paused, %1", "the list holds still; \"12 new\"").arg(news) : news);
        m_chip->setAccessibleName(m_chip->text());
        m_chip->resize(m_chip->sizeHint());
        const QRect area = m_tree->viewport()->geometry();
        m_chip->move(area.center().x() - m_chip->width() / 2, area.top() + 3);
    }
    m_chip->setVisible(isShown);
}

void TapePanel::chooseMoment(const QModelIndex &index)
{
    if (const LiquidationPrint *print = m_model.print(index))
        Q_EMIT momentChosen(print->timeMs, print->price);
}

void TapePanel::copyRows()
{
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (int row = 0; rows.isEmpty() && row < m_model.rowCount(); ++row)
        rows << m_model.index(row, 0);
    QApplication::clipboard()->setText(tapeTsv(m_model, rows));
}

void TapePanel::showMenu(const QPoint &position)
{
    const QPersistentModelIndex index = m_tree->indexAt(position);
    QMenu menu(this);
    if (index.isValid()) {
        menu.addAction(tr("Show this moment"), this, [this, index] { chooseMoment(index); });
        menu.addAction(tr("Copy this liquidation"), this, [this, index] {
            if (index.isValid())
                QApplication::clipboard()->setText(tapeLine(m_model, index));
        });
    }
    menu.addAction(m_tree->selectionModel()->selectedRows().size() > 1 ? tr("Copy the chosen rows as a table (TSV)")
                                                                       : tr("Copy all as a table (TSV)"),
        this, [this] {
            if (m_tree->selectionModel()->selectedRows().size() <= 1)
                m_tree->clearSelection();
            copyRows();
        });
    menu.addSeparator();
    menu.addAction(isHeld() ? tr("Return to the newest") : tr("Pause"), this, &TapePanel::toggleHold);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

void TapePanel::arrange()
{
    const bool isWide = m_totals->sizeHint().width() + m_filters->sizeHint().width() <= width();
    m_top->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const bool isRoomy = isWide || m_totals->sizeHint().width() <= width();
    m_totals->setFixedHeight(isRoomy ? m_totals->sizeHint().height() : m_totals->minimumSizeHint().height());
    m_tree->header()->setVisible(height() >= HeightForTitles);
    fitColumns();
}

void TapePanel::fitColumns()
{
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(m_theme.numberFont()), bold(strong), title(m_theme.textFont());
    const auto fit = [&](TapeColumn column, int content) {
        const int section = static_cast<int>(column);
        const QString name = m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const int width = std::max(content, m_tree->header()->isHidden() ? 0 : title.horizontalAdvance(name))
            + 2 * TapeDelegate::Padding;
        m_tree->setColumnWidth(section, width);
        return width;
    };
    const auto widthOf = [&](const char *sample) { return metrics.horizontalAdvance(QLatin1String(sample)); };
    int used = fit(TapeColumn::Time, widthOf("88-88 88:88")) + fit(TapeColumn::Venue, widthOf("Hyperliquid"))
        + fit(TapeColumn::Price, widthOf("888,888.88")) + fit(TapeColumn::Coins, widthOf("88.8K"));
    const auto sideWidth = [&](const auto &words) {
        return std::max(bold.horizontalAdvance(words(PositionSide::Long)),
                   bold.horizontalAdvance(words(PositionSide::Short)))
            + m_delegate->arrowWidth();
    };
    const int whole = sideWidth(&TapeWords::side), left = width() - used - 12; // less the scroll bar
    const int size = m_delegate->numberWidth() + 3 * TapeDelegate::Padding;
    const bool isRoomy = left - whole >= size + 80;
    fit(TapeColumn::Side, isRoomy ? whole : sideWidth(&TapeWords::sideShort));
}

void TapePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void TapePanel::retranslate()
{
    m_tree->setAccessibleName(tr("Liquidations, newest first"));
    for (std::size_t i = 0; i < m_sizes.size(); ++i) {
        const LeastSize &least = LeastSizes[i];
        m_sizes[i]->setText(least.usd == 0 ? tr("All", "liquidations of every size")
                                           : QChar(0x2265) + QString(QLatin1String(least.name)));
        m_sizes[i]->setToolTip(least.usd == 0
                ? tr("Liquidations of every size")
                : tr("Only liquidations of at least %1").arg(formats::usdExact(least.usd)));
        m_sizes[i]->setAccessibleName(m_sizes[i]->toolTip());
    }
    m_longs->setToolTip(tr("Show liquidated long positions"));
    m_longs->setAccessibleName(m_longs->toolTip());
    m_shorts->setToolTip(tr("Show liquidated short positions"));
    m_shorts->setAccessibleName(m_shorts->toolTip());
    m_chip->setToolTip(tr("The list holds still. Return to the newest (Esc)"));
    m_totals->retranslate();
    m_model.retranslate();
    arrange();
    renew();
}

void TapePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
