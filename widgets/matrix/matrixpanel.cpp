#include "widgets/matrix/matrixpanel.h"

#include "widgets/matrix/matrixexport.h"
#include "widgets/matrix/matrixmodel.h"
#include "widgets/matrix/matrixtable.h"
#include "widgets/matrix/matrixview.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <array>

namespace isobar {

namespace {

constexpr std::array Orders{MatrixColumn::OpenInterest, MatrixColumn::Turnover, MatrixColumn::Aggregate,
    MatrixColumn::Spread, MatrixColumn::Asset};

} // namespace

MatrixPanel::MatrixPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new MatrixModel(this)), m_view(new MatrixView(theme, *m_model)),
      m_empty(new EmptyPanel(theme)), m_stack(new QStackedWidget), m_filter(new QLineEdit), m_order(new QComboBox),
      m_unit(new QComboBox), m_summary(new QLabel), m_menuButton(new QToolButton), m_find(new QAction(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildTools();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_view);
    connect(m_view, &MatrixView::assetChosen, this, &MatrixPanel::assetChosen);
    connect(m_view, &MatrixView::assetSearchRequested, this, &MatrixPanel::assetSearchRequested);
    connect(m_view, &MatrixView::copyRequested, this, &MatrixPanel::copyRows);
    connect(m_view, &MatrixView::orderChosen, this, &MatrixPanel::chooseOrder);
    retranslate();
    renewMatrix();
}

void MatrixPanel::buildTools()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(m_theme.spacing(), 3, m_theme.spacing(), 3);
    bar->setSpacing(m_theme.spacing());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(90);
    m_filter->setMaximumWidth(200);
    m_menuButton->setText(QStringLiteral("⋯"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_menuButton);
    m_menuButton->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        menu->addAction(tr("Copy as table"), this, &MatrixPanel::copyRows);
        menu->addAction(tr("Export CSV…"), this, &MatrixPanel::exportCsv);
    });
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_order);
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_unit);
    bar->addWidget(m_menuButton);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);

    m_find->setShortcut(QKeySequence::Find);
    m_find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_find);
    connect(m_find, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    connect(m_filter, &QLineEdit::textChanged, m_model, &MatrixModel::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, m_view, [this] { m_view->setFocus(); });
    connect(m_order, &QComboBox::activated, this, [this](int index) {
        const MatrixColumn column = Orders[static_cast<std::size_t>(index)];
        chooseOrder({matrixOrderKey(column), false});
    });
    connect(m_unit, &QComboBox::activated, this,
        [this](int index) { Q_EMIT rateUnitChosen(m_unit->itemData(index).value<RateUnit>()); });
}

void MatrixPanel::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    renewMatrix();
}

/// A table that nobody sees need not be compared.
void MatrixPanel::renewMatrix()
{
    const bool any = m_snapshot && m_snapshot->matrix && !m_snapshot->matrix->rows.empty();
    if (!any) {
        m_empty->setMessage(tr("Waiting for the lists of contracts"), tr("The venues are being connected."));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_stack->setCurrentWidget(m_view);
    if (!isVisible() || m_snapshot->matrix.get() == m_model->matrix())
        return;
    m_model->setMatrix(m_snapshot->matrix);
    const MarketMatrix &matrix = *m_snapshot->matrix;
    const auto known =
        std::count_if(matrix.rows.begin(), matrix.rows.end(), [](const MatrixRow &each) { return each.venues > 0; });
    m_summary->setText(tr("%1 of %2 assets with rates, %n venue(s)", "", int(matrix.venues.size()))
                           .arg(known)
                           .arg(matrix.rows.size()));
}

void MatrixPanel::showEvent(QShowEvent *event)
{
    renewMatrix();
    m_model->reorder(); // nobody was looking
    QWidget::showEvent(event);
}

bool MatrixPanel::isEmptyShown() const { return m_stack->currentWidget() == m_empty; }

void MatrixPanel::setAsset(const QString &asset) { m_view->setAsset(asset); }

void MatrixPanel::setSettings(const Settings &settings)
{
    m_choices = settings.market;
    if (settings.rateUnit != m_model->rateUnit()) {
        m_model->setRateUnit(settings.rateUnit);
        m_view->fitColumns();
    }
    // What stands in the cells is per 8 h also where the table of one asset shows each venue's own interval.
    m_unit->setCurrentIndex(m_unit->findData(
        QVariant::fromValue(settings.rateUnit == RateUnit::Raw ? RateUnit::Per8h : settings.rateUnit)));
    m_model->setOrder(settings.market.order);
    m_view->showOrder();
    int order = -1;
    for (std::size_t i = 0; i < Orders.size(); ++i) {
        if (matrixOrderKey(Orders[i]) == settings.market.order.by)
            order = static_cast<int>(i);
    }
    m_order->setCurrentIndex(order);
    setAsset(settings.asset);
}

void MatrixPanel::chooseOrder(const MatrixOrder &order)
{
    m_choices.order = order;
    Q_EMIT marketChosen(m_choices);
}

void MatrixPanel::copyRows() { QApplication::clipboard()->setText(matrixTsv(*m_model, m_view->chosenRows())); }

void MatrixPanel::exportCsv()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the funding matrix"), QStringLiteral("isobar_matrix.csv"), tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = matrixCsv(*m_model).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        QMessageBox::warning(this, tr("Export the funding matrix"),
            tr("The file could not be written: %1. Choose another folder.").arg(file.errorString()));
}

void MatrixPanel::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter assets"));
    m_filter->setAccessibleName(tr("Filter of the funding matrix"));
    m_find->setText(tr("Filter the matrix"));
    m_unit->setToolTip(tr("Unit of the rates"));
    m_unit->setAccessibleName(tr("Unit of the rates"));
    m_order->setToolTip(tr("Order of the assets; a click on a venue's name sorts by its rates"));
    m_order->setAccessibleName(tr("Order of the assets"));
    m_order->setPlaceholderText(tr("By one venue"));
    m_menuButton->setToolTip(tr("Copy, export"));
    m_menuButton->setAccessibleName(tr("Matrix menu"));
    m_view->scrolling().setAccessibleName(tr("Funding matrix: rates of all assets on all venues"));
    m_view->frozen().setAccessibleName(tr("Assets of the funding matrix"));
    const QSignalBlocker quiet(m_order);
    const int order = m_order->currentIndex();
    m_order->clear();
    m_order->addItems(
        {tr("By open interest"), tr("By turnover"), tr("Most extreme"), tr("Widest spread"), tr("By name")});
    m_order->setCurrentIndex(order);
    const QVariant unit = m_unit->currentData();
    m_unit->clear();
    for (const RateUnit each : {RateUnit::PerHour, RateUnit::Per8h, RateUnit::PerDay, RateUnit::Apr, RateUnit::Bps})
        m_unit->addItem(formats::rateUnitName(each), QVariant::fromValue(each));
    m_unit->setCurrentIndex(m_unit->findData(unit));
    m_model->retranslate();
    m_view->fitColumns();
    renewMatrix();
}

void MatrixPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
