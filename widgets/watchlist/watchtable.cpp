#include "widgets/watchlist/watchtable.h"

#include "widgets/style/formats.h"
#include "widgets/watchlist/watchmodel.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace isobar {

namespace {

constexpr int Padding = 14; // of a cell, both sides

/// Colours of the cells: direction, who pays, the market's row.
class WatchDelegate final : public QStyledItemDelegate {
public:
    WatchDelegate(const Theme &theme, const WatchModel &model, QObject *parent)
        : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool market = index.row() == 0;
        const bool selected = option.state & QStyle::State_Selected;
        const Token ground = selected                ? Token::Selection
            : option.state & QStyle::State_MouseOver ? Token::Hover
            : market                                 ? Token::PanelAlternate
                                                     : Token::Panel;
        painter->save();
        painter->fillRect(option.rect, m_theme.colour(ground));
        painter->setPen(m_theme.colour(market ? Token::Border : Token::GridLine));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        QFont font = m_theme.numberFont();
        if (market || index.column() == 0)
            font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(selected ? m_theme.colour(Token::SelectionText) : colour(index));
        painter->drawText(option.rect.adjusted(6, 0, -6, 0),
            int(Qt::AlignVCenter) | Qt::TextSingleLine | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight),
            index.data().toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {60, QFontMetrics(m_theme.numberFont()).height() + 6};
    }

private:
    QColor colour(const QModelIndex &index) const
    {
        const QVariant raw = index.data(WatchRawRole);
        const auto column = static_cast<WatchColumn>(index.column());
        if (m_model.isStale(index.row()))
            return m_theme.colour(Token::Disabled);
        if (index.row() == 0 || column == WatchColumn::Asset || column == WatchColumn::Price)
            return m_theme.colour(Token::Value);
        if (!raw.isValid())
            return m_theme.colour(Token::Unit);
        const double number = raw.toDouble();
        switch (column) {
        case WatchColumn::Change24h:
        case WatchColumn::OiChange1h:
        case WatchColumn::OiChange4h:
        case WatchColumn::OiChange24h:
            return m_theme.colour(std::abs(number) < 0.00005 ? Token::Label : number > 0 ? Token::Up : Token::Down);
        case WatchColumn::Rate:
        case WatchColumn::Apr: {
            const double rate8h = column == WatchColumn::Apr ? number / 1095.0 : number;
            const QColor side = m_theme.funding(rate8h);
            return side == m_theme.colour(Token::NeutralFunding) ? m_theme.colour(Token::Value) : side;
        }
        case WatchColumn::Squeeze:
            return m_theme.colour(number >= 2 ? Token::SeverityP2 : Token::Label);
        default:
            return m_theme.colour(Token::Label);
        }
    }

    const Theme &m_theme;
    const WatchModel &m_model;
};

} // namespace

WatchTable::WatchTable(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new WatchModel(this)), m_table(new QTableView)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new WatchDelegate(theme, *m_model, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme.numberFont()).height() + 6);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setAccessibleName(tr("Watchlist"));
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::clicked, this, &WatchTable::choose);
    connect(m_table, &QWidget::customContextMenuRequested, this, &WatchTable::menu);
    connect(&theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    widthsFromSamples();
}

void WatchTable::widthsFromSamples()
{
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong);
    const QFontMetrics heading(m_theme.textFont());
    const std::array<const char *, WatchColumnCount> samples{"MARKET", "126,208.5", "+12.34%", "extreme 12/12",
        "neg. 12/12", "+0.210%", "+1.23%", "+1.23%", "+12.34%", "$99.9M", "≥ $99.9M", "0.012%", "3/3 shorts", "26/26"};
    for (int c = 0; c < WatchColumnCount; ++c) {
        const QString title = m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(c,
            std::max(
                metrics.horizontalAdvance(QString::fromUtf8(samples[std::size_t(c)])), heading.horizontalAdvance(title))
                + Padding);
    }
}

void WatchTable::showSnapshot(const SnapshotPtr &snapshot)
{
    m_model->setSnapshot(*snapshot);
    widenPrices();
}

void WatchTable::widenPrices()
{
    constexpr int Price = static_cast<int>(WatchColumn::Price);
    const QFontMetrics metrics(m_theme.numberFont());
    int width = m_table->columnWidth(Price);
    for (int row = 0; row < m_model->rowCount(); ++row)
        width = std::max(width, metrics.horizontalAdvance(m_model->index(row, Price).data().toString()) + Padding);
    if (width != m_table->columnWidth(Price))
        m_table->setColumnWidth(Price, width);
}

void WatchTable::setAsset(const QString &asset)
{
    m_asset = asset;
    for (int row = 1; row < m_model->rowCount(); ++row) {
        if (m_model->assetAt(row) == asset)
            m_table->selectRow(row);
    }
}

void WatchTable::setSettings(const Settings &settings)
{
    m_model->setRateUnit(settings.rateUnit);
    setAsset(settings.asset);
}

void WatchTable::choose(const QModelIndex &index)
{
    const QString asset = m_model->assetAt(index.row());
    if (!asset.isEmpty())
        Q_EMIT assetChosen(asset);
}

void WatchTable::menu(const QPoint &position)
{
    const QString asset = m_model->assetAt(m_table->indexAt(position).row());
    if (asset.isEmpty())
        return;
    QMenu choices(this);
    choices.addAction(tr("Show %1").arg(asset), this, [this, asset] { Q_EMIT assetChosen(asset); });
    choices.addAction(tr("Take %1 off the watchlist").arg(asset), this, [this, asset] { Q_EMIT assetRemoved(asset); });
    choices.exec(m_table->viewport()->mapToGlobal(position));
}

bool WatchTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool plain = !(key->modifiers() & ~Qt::ShiftModifier);
        if (plain && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            choose(m_table->currentIndex());
            return true;
        }
        if (plain && key->text().size() == 1 && key->text().front().isLetter()) {
            Q_EMIT assetSearchRequested(key->text().toUpper());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void WatchTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_table->setAccessibleName(tr("Watchlist"));
        m_model->retranslate();
        widthsFromSamples();
    }
    QWidget::changeEvent(event);
}

} // namespace isobar
