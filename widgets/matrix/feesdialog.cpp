#include "widgets/matrix/feesdialog.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>

namespace isobar {

namespace {

constexpr double MostPercent = 2.0;
constexpr double CommonStep = -MostPercent - 0.001; ///< below the least fee: the common one

} // namespace

FeesDialog::FeesDialog(const MarketChoices &choices, const std::vector<MatrixVenue> &venues, QWidget *parent)
    : QDialog(parent), m_choices(choices), m_common(feeBox(-MostPercent)), m_table(new QTableWidget)
{
    setWindowTitle(tr("Taker fees"));
    auto *column = new QVBoxLayout(this);
    auto *explanation = new QLabel(tr("A spread costs four taker trades: in and out on both venues. Enter what your "
                                      "account pays for one; a rebate is negative."));
    explanation->setWordWrap(true);
    column->addWidget(explanation);
    auto *form = new QFormLayout;
    m_common->setValue(choices.takerFee * 100);
    form->addRow(tr("All venues"), m_common);
    column->addLayout(form);
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({tr("Venue"), tr("Fee")});
    m_table->setRowCount(int(venues.size()));
    m_table->verticalHeader()->hide();
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (int row = 0; row < int(venues.size()); ++row) {
        const MatrixVenue &venue = venues[std::size_t(row)];
        const QString id = QString::fromStdString(venue.venue), name = QString::fromStdString(venue.name);
        auto *item = new QTableWidgetItem(name);
        item->setFlags(Qt::ItemIsEnabled);
        m_table->setItem(row, 0, item);
        QDoubleSpinBox *box = feeBox(CommonStep);
        box->setSpecialValueText(tr("as all"));
        box->setValue(choices.venueFees.contains(id) ? choices.venueFees[id] * 100 : CommonStep);
        box->setAccessibleName(tr("Taker fee of %1").arg(name));
        m_table->setCellWidget(row, 1, box);
        m_boxes[id] = box;
    }
    m_table->resizeRowsToContents();
    column->addWidget(m_table, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(380, 520);
}

QDoubleSpinBox *FeesDialog::feeBox(double least)
{
    auto *box = new QDoubleSpinBox;
    box->setRange(least, MostPercent);
    box->setDecimals(3);
    box->setSingleStep(0.005);
    box->setSuffix(QStringLiteral(" %"));
    return box;
}

QDoubleSpinBox *FeesDialog::feeOf(const QString &venue) const { return m_boxes.value(venue); }

MarketChoices FeesDialog::choices() const
{
    MarketChoices choices = m_choices;
    choices.takerFee = m_common->value() / 100;
    for (auto each = m_boxes.cbegin(); each != m_boxes.cend(); ++each) {
        if (each.value()->value() <= CommonStep)
            choices.venueFees.remove(each.key());
        else
            choices.venueFees[each.key()] = each.value()->value() / 100;
    }
    return choices;
}

} // namespace isobar
