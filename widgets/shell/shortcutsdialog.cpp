#include "widgets/shell/shortcutsdialog.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <utility>

namespace isobar {

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    QList<std::pair<QString, QString>> rows;
    for (const QAction *action : actions) {
        QString text = action->text();
        rows.append({action->shortcut().toString(QKeySequence::NativeText), text.remove(QLatin1Char('&'))});
    }
    rows.append({tr("A letter"), tr("Search an asset, from the header, the funding table or the watchlist")});
    rows.append({tr("Esc"), tr("Close what is open")});
    rows.append({tr("Enter"), tr("Funding table: unfold a venue; watchlist: show the asset")});
    rows.append({tr("Ctrl+C"), tr("Funding table: copy the selected rows as a table")});
    rows.append({tr("O"), tr("Gauge: headline by turnover or by open interest")});
    rows.append({tr("Left, Right"), tr("Watch strip: previous or next asset")});
    rows.append({tr("A"), tr("Events: acknowledge the chosen one")});
    rows.append({tr("J"), tr("Events: show the moment on the heatmap")});
    auto *table = new QTableWidget(int(rows.size()), 2);
    table->setHorizontalHeaderLabels({tr("Key"), tr("What it does")});
    for (int i = 0; i < rows.size(); ++i) {
        table->setItem(i, 0, new QTableWidgetItem(rows[i].first));
        table->setItem(i, 1, new QTableWidgetItem(rows[i].second));
    }
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->resizeColumnToContents(0);
    table->setColumnWidth(0, table->columnWidth(0) + 12);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(table, 1);
    column->addWidget(buttons);
    resize(620, 440);
}

} // namespace isobar
