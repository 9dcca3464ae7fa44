#include "widgets/heatmap/exacttable.h"

#include "widgets/heatmap/exactmodel.h"
#include "widgets/heatmap/exactpainter.h"
#include "widgets/style/emptypanel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFontMetrics>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QRegularExpressionValidator>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>

namespace isobar {

namespace {

class ExactDelegate final : public QStyledItemDelegate {
public:
    ExactDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

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
        switch (static_cast<ExactColumn>(index.column())) {
        case ExactColumn::Side:
            return index.data(ExactRawRole).toInt() == static_cast<int>(PositionSide::Long) ? Token::LiquidatedLong
                                                                                            : Token::LiquidatedShort;
        case ExactColumn::Price:
        case ExactColumn::Distance:
        case ExactColumn::Size:
            return Token::Value;
        default:
            return Token::Label;
        }
    }

    const Theme &m_theme;
};

} // namespace

ExactTable::ExactTable(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new ExactModel(this)), m_proxy(new QSortFilterProxyModel(this)),
      m_table(new QTableView), m_empty(new EmptyPanel(theme)), m_pages(new QStackedWidget), m_caption(new QLabel),
      m_address(new QLineEdit), m_add(new QToolButton), m_own(new QToolButton), m_ownMenu(new QMenu(this)),
      m_fromTrades(new QCheckBox)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(buildBar());
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    buildTable();
    retranslate();
}

void ExactTable::buildTable()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ExactRawRole);
    m_proxy->setDynamicSortFilter(true);
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new ExactDelegate(m_theme, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(m_theme.numberFont()).height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    // The sort arrow needs its place beside the title.
    m_table->horizontalHeader()->setStyleSheet(QStringLiteral("QHeaderView::section { padding-right: 16px; }"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(static_cast<int>(ExactColumn::Distance), Qt::AscendingOrder);
    m_table->installEventFilter(this);
    setFocusProxy(m_table);
    connect(m_table, &QTableView::doubleClicked, this, &ExactTable::choose);
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

/// What share is known, and whose positions are followed.
QWidget *ExactTable::buildBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_caption, 1);
    row->addWidget(m_fromTrades);
    row->addWidget(m_own);
    row->addWidget(m_address);
    row->addWidget(m_add);
    m_caption->setMinimumWidth(0);
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_own->setMenu(m_ownMenu);
    m_own->setPopupMode(QToolButton::InstantPopup);
    m_address->setMaximumWidth(180);
    static const QRegularExpression Typed(QStringLiteral("0?|0[xX][0-9a-fA-F]{0,40}"));
    m_address->setValidator(new QRegularExpressionValidator(Typed, m_address));
    connect(m_address, &QLineEdit::returnPressed, this, &ExactTable::addAddress);
    connect(m_address, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_add->setEnabled(AccountChoices::isAddress(text)); });
    connect(m_add, &QToolButton::clicked, this, &ExactTable::addAddress);
    m_add->setEnabled(false);
    connect(m_fromTrades, &QCheckBox::clicked, this, [this](bool on) {
        m_accounts.fromTrades = on;
        Q_EMIT accountsChosen(m_accounts);
    });
    return bar;
}

void ExactTable::addAddress()
{
    const QString address = m_address->text().toLower();
    if (!AccountChoices::isAddress(address))
        return;
    m_address->clear();
    if (m_accounts.addresses.contains(address) || m_accounts.addresses.size() >= AccountChoices::MostAddresses)
        return;
    m_accounts.addresses << address;
    renewAddresses();
    Q_EMIT accountsChosen(m_accounts);
}

/// The user's addresses, each with a way to drop it.
void ExactTable::renewAddresses()
{
    m_ownMenu->clear();
    for (const QString &address : std::as_const(m_accounts.addresses)) {
        QAction *drop = m_ownMenu->addAction(tr("Stop following %1", "address").arg(address));
        connect(drop, &QAction::triggered, this, [this, address] {
            m_accounts.addresses.removeAll(address);
            renewAddresses();
            Q_EMIT accountsChosen(m_accounts);
        });
    }
    m_own->setText(tr("Mine (%1)", "number of addresses that the user follows").arg(m_accounts.addresses.size()));
    m_own->setEnabled(!m_accounts.addresses.isEmpty());
    m_fromTrades->setChecked(m_accounts.fromTrades);
}

void ExactTable::widthsFromSamples()
{
    const QFontMetrics metrics(m_theme.numberFont()), heading(m_theme.textFont());
    const std::array<const char *, ExactColumnCount> samples{
        "shorts", "126,200.5", "+12.34%", "$999.9M", "isolated", "59m, stale", "Hyperliquid", "0x1234…cdef"};
    constexpr int SortArrow = 12;
    for (int c = 0; c < ExactColumnCount; ++c) {
        const QString title = m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(c,
            14
                + std::max(metrics.horizontalAdvance(QString::fromUtf8(samples[static_cast<std::size_t>(c)])),
                    heading.horizontalAdvance(title) + SortArrow));
    }
}

void ExactTable::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void ExactTable::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    m_asset = asset;
    refresh();
}

void ExactTable::setSettings(const Settings &settings)
{
    if (m_accounts == settings.accounts)
        return;
    m_accounts = settings.accounts;
    renewAddresses();
    refresh();
}

void ExactTable::refresh()
{
    const AssetSnapshot *asset = m_snapshot ? m_snapshot->find(m_asset.toStdString()) : nullptr;
    const LevelMap *map = asset ? asset->map.get() : nullptr;
    const ExactLevelsPtr exact = map ? map->exact : nullptr;
    m_model->setLevels(exact, map ? map->price : 0, map ? map->marketMs : 0);
    m_caption->setText(heatmap::ExactWords::caption(exact.get()));
    m_caption->setToolTip(exact ? heatmap::ExactWords::shares(*exact) : QString());
    const bool hasRows = m_model->rowCount() > 0;
    if (!hasRows && !m_accounts.fromTrades && m_accounts.addresses.isEmpty())
        m_empty->setMessage(
            tr("Nobody's positions are followed"), tr("add an address, or follow those seen in trades"));
    else if (!hasRows)
        m_empty->setMessage(tr("No published positions of %1 yet").arg(m_asset),
            tr("Hyperliquid publishes them by address; addresses come from its trades"));
    m_pages->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    if (hasRows && !m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(m_proxy->index(0, 0), QItemSelectionModel::NoUpdate);
}

void ExactTable::choose(const QModelIndex &index)
{
    if (const ExactLevel *level = m_model->levelAt(m_proxy->mapToSource(index).row()))
        Q_EMIT levelChosen(level->price);
}

bool ExactTable::eventFilter(QObject *watched, QEvent *event)
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

void ExactTable::retranslate()
{
    setAccessibleName(tr("Positions with published liquidation prices"));
    m_table->setAccessibleName(tr("Positions with published liquidation prices"));
    m_fromTrades->setText(tr("Addresses seen in trades"));
    m_address->setPlaceholderText(tr("0x… to follow", "address"));
    m_address->setAccessibleName(tr("Address to follow"));
    m_add->setText(tr("Follow"));
    renewAddresses();
    m_model->retranslate();
    widthsFromSamples();
    refresh();
}

void ExactTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
