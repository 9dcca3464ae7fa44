#include "widgets/matrix/spreadpanel.h"

#include "widgets/matrix/feesdialog.h"
#include "widgets/matrix/matrixmodel.h"
#include "widgets/matrix/matrixtable.h"
#include "widgets/matrix/spreaddelegate.h"
#include "widgets/matrix/spreadmodel.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontMetrics>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::array Horizons{8.0, 24.0, 72.0, 168.0, 720.0}; ///< hours
constexpr std::array Least{0.0, 1e6, 5e6, 25e6, 100e6}; ///< USD

} // namespace

SpreadPanel::SpreadPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new SpreadModel(this)), m_proxy(new SpreadProxy(*m_model, this)),
      m_table(new MatrixTable(theme)), m_empty(new EmptyPanel(theme)), m_stack(new QStackedWidget),
      m_filter(new QLineEdit), m_horizon(new QComboBox), m_least(new QComboBox), m_onlyPaying(new QCheckBox),
      m_fees(new QToolButton), m_count(new QLabel), m_find(new QAction(this))
{
    m_proxy->setSourceModel(m_model);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildTable();
    buildTools();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_table);
    retranslate();
    renewRows();
}

void SpreadPanel::buildTable()
{
    m_table->setModel(m_proxy);
    auto *delegate = new SpreadDelegate(m_theme, *m_model, *m_proxy, this);
    m_table->setItemDelegate(delegate);
    m_table->verticalHeader()->setDefaultSectionSize(delegate->sizeHint({}, {}).height());
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(int(SpreadColumn::Net), Qt::DescendingOrder);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        // With a modifier rows are gathered for copying.
        if (QApplication::keyboardModifiers() == Qt::NoModifier)
            open(index);
    });
    connect(m_table, &MatrixTable::opened, this, &SpreadPanel::open);
    connect(m_table, &MatrixTable::assetSearchRequested, this, &SpreadPanel::assetSearchRequested);
    connect(m_table, &MatrixTable::copyRequested, this, &SpreadPanel::copyRows);
}

void SpreadPanel::buildTools()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(m_theme.spacing(), 3, m_theme.spacing(), 3);
    bar->setSpacing(m_theme.spacing());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(90);
    m_filter->setMaximumWidth(200);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_horizon);
    bar->addWidget(m_least);
    bar->addWidget(m_onlyPaying);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_fees);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);

    m_find->setShortcut(QKeySequence::Find);
    m_find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_find);
    connect(m_find, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setText(text);
        renewRows();
    });
    connect(m_filter, &QLineEdit::returnPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_horizon, &QComboBox::activated, this, [this](int index) {
        m_choices.horizonHours = Horizons[static_cast<std::size_t>(index)];
        Q_EMIT marketChosen(m_choices);
    });
    connect(m_least, &QComboBox::activated, this, [this](int index) {
        m_choices.leastOpenInterestUsd = Least[static_cast<std::size_t>(index)];
        Q_EMIT marketChosen(m_choices);
    });
    connect(m_onlyPaying, &QCheckBox::clicked, this, [this](bool on) {
        m_choices.onlyPaying = on;
        Q_EMIT marketChosen(m_choices);
    });
    connect(m_fees, &QToolButton::clicked, this, &SpreadPanel::chooseFees);
}

void SpreadPanel::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    if (isVisible())
        renewRows();
}

void SpreadPanel::showEvent(QShowEvent *event)
{
    m_orderedMs = 0; // what was not seen may be put in order
    renewRows();
    QWidget::showEvent(event);
}

void SpreadPanel::renewRows()
{
    const MarketMatrixPtr matrix = m_snapshot ? m_snapshot->matrix : nullptr;
    if (matrix && matrix != m_model->context().matrix) {
        m_model->setMatrix(matrix);
        if (matrix->transportMs - m_orderedMs >= MatrixModel::ReorderEveryMs) {
            m_orderedMs = matrix->transportMs;
            m_proxy->refresh();
        }
    }
    const int shown = m_proxy->rowCount();
    m_count->setText(tr("%1 of %2 spreads").arg(shown).arg(m_model->rowCount()));
    if (!matrix || matrix->spreads.empty())
        m_empty->setMessage(tr("No spread yet"), tr("It takes an asset with rates on two venues."));
    else
        m_empty->setMessage(tr("No spread passes the filters"), tr("Of %1 spreads.").arg(m_model->rowCount()));
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

bool SpreadPanel::isEmptyShown() const { return m_stack->currentWidget() == m_empty; }

void SpreadPanel::setSettings(const Settings &settings)
{
    m_choices = settings.market;
    if (settings.rateUnit != m_model->rateUnit()) {
        m_model->setRateUnit(settings.rateUnit);
        fitColumns();
    }
    const auto place = [](const auto &choices, double value) {
        const auto found = std::find(choices.begin(), choices.end(), value);
        return found == choices.end() ? -1 : static_cast<int>(found - choices.begin());
    };
    m_horizon->setCurrentIndex(place(Horizons, m_choices.horizonHours));
    m_least->setCurrentIndex(place(Least, m_choices.leastOpenInterestUsd));
    m_onlyPaying->setChecked(m_choices.onlyPaying);
    m_proxy->setLeastOpenInterest(m_choices.leastOpenInterestUsd);
    m_proxy->setOnlyPaying(m_choices.onlyPaying);
    renewRows();
}

void SpreadPanel::open(const QModelIndex &index)
{
    if (const SpreadRow *row = m_model->row(m_proxy->mapToSource(index).row()))
        Q_EMIT assetChosen(QString::fromStdString(row->asset));
}

void SpreadPanel::chooseFees()
{
    auto *dialog = new FeesDialog(
        m_choices, m_snapshot && m_snapshot->matrix ? m_snapshot->matrix->venues : std::vector<MatrixVenue>(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT marketChosen(dialog->choices()); });
    dialog->open();
}

void SpreadPanel::copyRows()
{
    QStringList lines, fields;
    const QHeaderView *header = m_table->horizontalHeader();
    for (int visual = 0; visual < SpreadColumnCount; ++visual)
        fields << m_model->headerData(header->logicalIndex(visual), Qt::Horizontal, Qt::DisplayRole).toString();
    lines << fields.join(QLatin1Char('\t'));
    const bool any = m_table->selectionModel()->hasSelection();
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        if (any && !m_table->selectionModel()->isRowSelected(row, {}))
            continue;
        fields.clear();
        for (int visual = 0; visual < SpreadColumnCount; ++visual) {
            const QString text = m_proxy->index(row, header->logicalIndex(visual)).data().toString();
            fields << (text == formats::Dash ? QString() : text);
        }
        lines << fields.join(QLatin1Char('\t'));
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

void SpreadPanel::fitColumns()
{
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong), heading(m_theme.textFont());
    for (int c = 0; c < SpreadColumnCount; ++c) {
        const auto column = static_cast<SpreadColumn>(c);
        const int text =
            metrics.horizontalAdvance(spreadSample(column, m_model->rateUnit())) + 2 * SpreadDelegate::Padding;
        const int mark = column == SpreadColumn::Long || column == SpreadColumn::Short ? 8 : 0;
        const int title =
            heading.horizontalAdvance(m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString()) + 14;
        m_table->setColumnWidth(c, std::max(text + mark, title));
    }
}

void SpreadPanel::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter assets, venues"));
    m_filter->setAccessibleName(tr("Filter of the spreads"));
    m_find->setText(tr("Filter the spreads"));
    m_onlyPaying->setText(tr("Only what pays"));
    m_onlyPaying->setToolTip(tr("Only spreads with more carry than costs within the time"));
    m_fees->setText(tr("Taker fees…"));
    m_fees->setToolTip(tr("What a trade costs you on each venue"));
    m_horizon->setToolTip(tr("How long a spread is to be held: the net is what is left after it"));
    m_horizon->setAccessibleName(tr("Holding time of the spreads"));
    m_least->setToolTip(tr("Spreads whose smaller venue is known to have less open interest are not shown"));
    m_least->setAccessibleName(tr("Least open interest of a spread"));
    m_table->setAccessibleName(tr("Spreads between venues"));
    const QSignalBlocker quietHorizon(m_horizon), quietLeast(m_least);
    const int horizon = m_horizon->currentIndex(), least = m_least->currentIndex();
    m_horizon->clear();
    for (const double hours : Horizons)
        m_horizon->addItem(tr("held %1", "for a time").arg(horizonText(hours)));
    m_least->clear();
    for (const double usd : Least)
        m_least->addItem(usd > 0 ? tr("OI ≥ %1").arg(formats::usd(usd)) : tr("any OI"));
    m_horizon->setCurrentIndex(horizon);
    m_least->setCurrentIndex(least);
    m_model->retranslate();
    fitColumns();
    renewRows();
}

void SpreadPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
