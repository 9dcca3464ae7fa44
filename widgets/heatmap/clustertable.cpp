#include "widgets/heatmap/clustertable.h"

#include "core/levelgrid/clusteralert.h"
#include "widgets/heatmap/chainwords.h"
#include "widgets/heatmap/clustermodel.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace isobar {

namespace {

class ClusterDelegate final : public QStyledItemDelegate {
public:
    ClusterDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isSelected = option.state & QStyle::State_Selected;
        const Token ground = isSelected              ? Token::Selection
            : option.state & QStyle::State_MouseOver ? Token::Hover
                                                     : Token::Panel;
        painter->save();
        painter->fillRect(option.rect, m_theme.colour(ground));
        painter->setPen(m_theme.colour(Token::GridLine));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->setFont(m_theme.numberFont());
        painter->setPen(isSelected ? m_theme.colour(Token::SelectionText) : m_theme.colour(tokenOf(index)));
        painter->drawText(option.rect.adjusted(6, 0, -6, 0),
            index.data(Qt::TextAlignmentRole).toInt() | static_cast<int>(Qt::TextSingleLine), index.data().toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {60, QFontMetrics(m_theme.numberFont()).height() + 6};
    }

private:
    static Token tokenOf(const QModelIndex &index)
    {
        switch (static_cast<ClusterColumn>(index.column())) {
        case ClusterColumn::Side:
            return index.data(ClusterRawRole).toInt() == static_cast<int>(PositionSide::Long) ? Token::LiquidatedLong
                                                                                              : Token::LiquidatedShort;
        case ClusterColumn::State:
            switch (static_cast<ClusterLoad>(index.data(ClusterRawRole).toInt())) {
            case ClusterLoad::Armed:
                return Token::SeverityP1;
            case ClusterLoad::Loaded:
                return Token::SeverityP2;
            case ClusterLoad::Plain:
                return Token::Label;
            }
            return Token::Label;
        case ClusterColumn::Touch4h:
        case ClusterColumn::Touch24h:
        case ClusterColumn::Chain:
            return index.data(ClusterSkillRole).toBool() ? Token::Label : Token::Disabled;
        case ClusterColumn::Range:
        case ClusterColumn::Distance:
        case ClusterColumn::Prints:
            return Token::Value;
        default:
            return Token::Label;
        }
    }

    const Theme &m_theme;
};

} // namespace

ClusterTable::ClusterTable(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new ClusterModel(this)), m_proxy(new QSortFilterProxyModel(this)),
      m_table(new QTableView), m_empty(new EmptyPanel(theme)), m_chain(new QLabel), m_alert(new QToolButton),
      m_alertMenu(new QMenu(this)), m_pages(new QStackedWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    m_chain->setWordWrap(true);
    m_chain->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    m_chain->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, theme.spacing(), 0);
    foot->addWidget(m_chain, 1);
    foot->addWidget(m_alert, 0, Qt::AlignVCenter);
    column->addLayout(foot);
    m_alert->setPopupMode(QToolButton::InstantPopup);
    m_alert->setMenu(m_alertMenu);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ClusterRawRole);
    m_proxy->setDynamicSortFilter(true);
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new ClusterDelegate(theme, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme.numberFont()).height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    // The sort arrow needs its place beside the title.
    m_table->horizontalHeader()->setStyleSheet(QStringLiteral("QHeaderView::section { padding-right: 16px; }"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(static_cast<int>(ClusterColumn::Distance), Qt::AscendingOrder);
    m_table->installEventFilter(this);
    setFocusProxy(m_table);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this,
        [this](const QPoint &place) { m_alertMenu->popup(m_table->viewport()->mapToGlobal(place)); });
    connect(m_alertMenu, &QMenu::aboutToShow, this, &ClusterTable::fillAlertMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClusterTable::tellChain);
    connect(m_table, &QTableView::doubleClicked, this, &ClusterTable::choose);
    connect(&theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    retranslate();
}

void ClusterTable::widthsFromSamples()
{
    const QFontMetrics metrics(m_theme.numberFont()), heading(m_theme.textFont());
    const std::array<const char *, ClusterColumnCount> samples{"shorts", "126,200 – 126,900", "+12.34%", "≈ $99.9M",
        "≈ $999M", "35%", "100%", "100%", "100%", "loaded", "999h"};
    constexpr int SortArrow = 12;
    for (int c = 0; c < ClusterColumnCount; ++c) {
        const QString title = m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(c,
            14
                + std::max(metrics.horizontalAdvance(QString::fromUtf8(samples[static_cast<std::size_t>(c)])),
                    heading.horizontalAdvance(title) + SortArrow));
    }
}

void ClusterTable::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void ClusterTable::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    m_asset = asset;
    refresh();
}

void ClusterTable::setSettings(const Settings &settings)
{
    m_model->setTimeZone(settings.timeZone);
    m_rules = settings.alerts.rules;
    showAlertState();
}

void ClusterTable::refresh()
{
    const AssetSnapshot *asset = shownAsset();
    const LevelMap *map = asset ? asset->map.get() : nullptr;
    if (map)
        m_model->setClusters(map->clusters, map->price, asset->chains.get(), !asset->hasNoSkill());
    else
        m_model->setClusters({}, 0);
    const bool hasRows = m_model->rowCount() > 0;
    if (!map)
        m_empty->setMessage(tr("Waiting for the levels of %1").arg(m_asset));
    else if (!hasRows)
        m_empty->setMessage(tr("No clusters"), tr("nowhere within reach the modelled levels are dense"));
    m_pages->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    if (hasRows && !m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(m_proxy->index(0, 0), QItemSelectionModel::NoUpdate);
    tellChain();
}

const AssetSnapshot *ClusterTable::shownAsset() const
{
    return m_snapshot ? m_snapshot->find(m_asset.toStdString()) : nullptr;
}

/// The whole chain that the chosen cluster belongs to, and what is known of the tilt.
void ClusterTable::tellChain()
{
    const AssetSnapshot *asset = shownAsset();
    const Cluster *chosen = chosenCluster();
    const bool isTold = asset && asset->chains && asset->map && chosen;
    m_chain->setVisible(isTold);
    if (isTold)
        m_chain->setText(heatmap::ChainWords::chain(*asset->chains, asset->map->clusters, chosen->side) + u'\n'
            + heatmap::ChainWords::tilt(*asset->chains));
    showAlertState();
}

const Cluster *ClusterTable::chosenCluster() const
{
    return m_model->clusterAt(m_proxy->mapToSource(m_table->currentIndex()).row());
}

void ClusterTable::showAlertState()
{
    const Cluster *chosen = chosenCluster();
    m_alert->setVisible(chosen != nullptr && m_model->rowCount() > 0);
    if (chosen)
        m_alert->setText(isAlerting(m_rules, *chosen) ? tr("Alert is on") : tr("Alert me"));
}

void ClusterTable::fillAlertMenu()
{
    m_alertMenu->clear();
    const AssetSnapshot *asset = shownAsset();
    const Cluster *chosen = chosenCluster();
    if (!asset || !asset->map || !chosen) {
        m_alertMenu->addAction(tr("No cluster chosen"))->setEnabled(false);
        return;
    }
    const double distance = distanceToEdge(*chosen, asset->map->price);
    constexpr std::array Within{0.002, 0.005, 0.01, 0.02, 0.05};
    if (distance <= Within.front())
        m_alertMenu->addAction(tr("The price is there already: %1 from its edge").arg(formats::percent(distance)))
            ->setEnabled(false);
    for (const double within : Within) {
        QAction *action =
            m_alertMenu->addAction(tr("Alert me when the price is within %1 of it").arg(formats::percent(within)));
        action->setEnabled(distance > within); // else it is there already
        const UserRule rule = clusterAlert(m_asset.toStdString(), *chosen, within);
        connect(action, &QAction::triggered, this, [this, rule] { Q_EMIT alertWished(rule); });
    }
    if (!isAlerting(m_rules, *chosen))
        return;
    m_alertMenu->addSeparator();
    const QString id = QString::fromStdString(clusterAlertId(*chosen));
    connect(m_alertMenu->addAction(tr("Remove its alert")), &QAction::triggered, this,
        [this, id] { Q_EMIT alertDropped(id); });
}

void ClusterTable::selectCluster(quint64 id)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->clusterAt(row)->id != id)
            continue;
        const QModelIndex shown = m_proxy->mapFromSource(m_model->index(row, 0));
        m_table->setCurrentIndex(shown);
        m_table->scrollTo(shown);
        return;
    }
}

void ClusterTable::choose(const QModelIndex &index)
{
    if (const Cluster *cluster = m_model->clusterAt(m_proxy->mapToSource(index).row()))
        Q_EMIT clusterChosen(cluster->peak);
}

bool ClusterTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ClusterTable::retranslate()
{
    setAccessibleName(tr("Clusters of modelled liquidation levels"));
    m_table->setAccessibleName(tr("Clusters of modelled liquidation levels"));
    m_alert->setToolTip(tr("Tells when the price comes near this cluster, and when it becomes armed. It is one of your "
                           "rules (Settings, Alerts)."));
    m_model->retranslate();
    widthsFromSamples();
    refresh();
}

void ClusterTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
