#include "widgets/matrix/matrixview.h"

#include "widgets/matrix/matrixdelegate.h"
#include "widgets/matrix/matrixtable.h"
#include "widgets/style/formats.h"

#include <QApplication>
#include <QBoxLayout>
#include <QFontMetrics>
#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>
#include <array>

namespace isobar {

MatrixView::MatrixView(const Theme &theme, MatrixModel &model, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(model), m_delegate(new MatrixDelegate(theme, model, this)),
      m_frozen(new MatrixTable(theme)), m_scrolling(new MatrixTable(theme)), m_belowFrozen(new QWidget)
{
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_frozen, 1);
    left->addWidget(m_belowFrozen);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addLayout(left);
    line->addWidget(m_scrolling, 1);
    build(*m_frozen);
    build(*m_scrolling);
    m_frozen->setSelectionModel(m_scrolling->selectionModel());
    m_frozen->setFocusPolicy(Qt::NoFocus);
    m_frozen->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_frozen->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(m_scrolling);
    connect(m_scrolling->verticalScrollBar(), &QScrollBar::valueChanged, m_frozen->verticalScrollBar(),
        &QScrollBar::setValue);
    connect(m_frozen->verticalScrollBar(), &QScrollBar::valueChanged, m_scrolling->verticalScrollBar(),
        &QScrollBar::setValue);
    connect(m_scrolling->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &MatrixView::matchHeights);
    connect(m_scrolling, &MatrixTable::assetSearchRequested, this, &MatrixView::assetSearchRequested);
    connect(m_scrolling, &MatrixTable::copyRequested, this, &MatrixView::copyRequested);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &MatrixView::keepPlace);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        splitColumns();
        fitColumns();
        showOrder();
        restorePlace();
    });
    splitColumns();
    matchHeights();
}

void MatrixView::build(MatrixTable &table)
{
    table.setModel(&m_model);
    table.setItemDelegate(m_delegate);
    table.verticalHeader()->setDefaultSectionSize(m_delegate->sizeHint({}, {}).height());
    connect(table.horizontalHeader(), &QHeaderView::sectionClicked, this, &MatrixView::chooseOrder);
    connect(&table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        // With a modifier rows are gathered for copying.
        if (QApplication::keyboardModifiers() == Qt::NoModifier)
            open(index);
    });
    connect(&table, &MatrixTable::opened, this, &MatrixView::open);
}

void MatrixView::open(const QModelIndex &index)
{
    if (const QString asset = m_model.asset(index.row()); !asset.isEmpty())
        Q_EMIT assetChosen(asset);
}

void MatrixView::splitColumns()
{
    for (int column = 0; column < m_model.columnCount(); ++column) {
        m_frozen->setColumnHidden(column, column >= MatrixFrozenColumns);
        m_scrolling->setColumnHidden(column, column < MatrixFrozenColumns);
    }
}

/// The bar under the one must not make the other show a row more.
void MatrixView::matchHeights()
{
    const QScrollBar *bar = m_scrolling->horizontalScrollBar();
    m_belowFrozen->setFixedHeight(bar->maximum() > bar->minimum() ? bar->sizeHint().height() : 0);
}

void MatrixView::fitColumns()
{
    QFont strong = m_delegate->font();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong), heading(m_theme.textFont());
    const RateUnit unit = m_model.rateUnit();
    const int rate = metrics.horizontalAdvance(formats::rateDigits(0.00123, unit)) + 2 * MatrixDelegate::Padding;
    const std::array<int, MatrixFixedColumns> fixed{metrics.horizontalAdvance(QStringLiteral("1000PEPE")), rate, rate,
        metrics.horizontalAdvance(QStringLiteral("$99.9B")), metrics.horizontalAdvance(QStringLiteral("$99.9B"))};
    int frozen = 0;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int text = column < MatrixFixedColumns ? fixed[std::size_t(column)] + 2 * MatrixDelegate::Padding : rate;
        const int width = std::max(text, heading.horizontalAdvance(title) + 14);
        (column < MatrixFrozenColumns ? m_frozen : m_scrolling)->setColumnWidth(column, width);
        frozen += column < MatrixFrozenColumns ? width : 0;
    }
    m_frozen->setFixedWidth(frozen);
}

void MatrixView::chooseOrder(int column)
{
    MatrixOrder order = m_model.order();
    const QString key = m_model.orderKey(column);
    const bool isSame = order.by == key;
    order = {key, isSame && !order.ascending};
    Q_EMIT orderChosen(order);
}

void MatrixView::showOrder()
{
    const int column = m_model.orderColumn();
    const auto direction = m_model.order().ascending ? Qt::AscendingOrder : Qt::DescendingOrder;
    for (MatrixTable *table : {m_frozen, m_scrolling})
        table->horizontalHeader()->setSortIndicator(column, direction);
}

void MatrixView::setAsset(const QString &asset)
{
    m_asset = asset;
    m_delegate->setAsset(asset);
    m_frozen->viewport()->update();
}

QList<int> MatrixView::chosenRows() const
{
    QList<int> rows;
    for (const QModelIndex &each : m_scrolling->selectionModel()->selectedRows())
        rows << each.row();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows << row;
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void MatrixView::keepPlace()
{
    m_currentAsset = m_model.asset(m_scrolling->currentIndex().row());
    m_place = m_scrolling->verticalScrollBar()->value();
}

void MatrixView::restorePlace()
{
    if (const int row = m_model.rowOf(m_currentAsset); !m_currentAsset.isEmpty() && row >= 0)
        m_scrolling->selectionModel()->setCurrentIndex(
            m_model.index(row, MatrixFrozenColumns), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_scrolling->verticalScrollBar()->setValue(m_place);
}

} // namespace isobar
