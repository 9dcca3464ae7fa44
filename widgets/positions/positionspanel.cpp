#include "widgets/positions/positionspanel.h"

#include "widgets/positions/positiondelegate.h"
#include "widgets/positions/positionform.h"
#include "widgets/positions/positionmodel.h"
#include "widgets/positions/positionwords.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/positiontitle.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>

namespace isobar {

void PositionsPanel::addKey(QAction *&action, const QKeySequence &key, void (PositionsPanel::*act)())
{
    action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_table->addAction(action);
    addAction(action); // for the list of all keys
}

PositionsPanel::PositionsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_form(new PositionForm(theme)), m_model(new PositionModel(this)),
      m_table(new QTableView), m_empty(new EmptyPanel(theme)), m_pages(new QStackedWidget)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PositionDelegate(theme, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsMovable(true);
    addKey(m_edit, Qt::Key_Return, &PositionsPanel::editCurrent);
    addKey(m_remove, QKeySequence::Delete, &PositionsPanel::removeCurrent);
    addKey(m_show, Qt::Key_Space, &PositionsPanel::showCurrent);
    addKey(m_copy, QKeySequence::Copy, &PositionsPanel::copyRows);
    addKey(m_undo, QKeySequence::Undo, &PositionsPanel::undo);
    addKey(m_redo, QKeySequence::Redo, &PositionsPanel::redo);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_form);
    column->addWidget(m_pages, 1);
    setFocusProxy(m_form);
    connect(m_form, &PositionForm::changed, this, &PositionsPanel::renew);
    connect(m_form, &PositionForm::keepRequested, this, &PositionsPanel::keep);
    connect(m_form, &PositionForm::clearRequested, this, &PositionsPanel::clearForm);
    connect(m_table, &QTableView::doubleClicked, this, &PositionsPanel::editCurrent);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (const PositionView *view = m_model->viewAt(index.row()))
            Q_EMIT assetChosen(QString::fromStdString(view->position.asset));
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &PositionsPanel::showMenu);
    connect(&theme, &Theme::changed, this, [this] {
        m_table->viewport()->update();
        fitColumns();
        renew();
    });
    retranslate();
}

void PositionsPanel::setPositions(std::vector<Position> positions)
{
    m_book.start(std::move(positions));
    renew();
    fitColumns();
}

const AssetSnapshot *PositionsPanel::find(const std::string &asset) const
{
    return m_snapshot ? m_snapshot->find(asset) : nullptr;
}

void PositionsPanel::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    renew();
}

void PositionsPanel::setAsset(const QString &asset)
{
    m_asset = asset;
    renew();
}

void PositionsPanel::setSettings(const Settings &settings)
{
    m_form->setTimeZone(settings.timeZone);
    m_model->setTimeZone(settings.timeZone);
    setAsset(settings.asset);
}

void PositionsPanel::renew()
{
    const TimeMs marketMs = m_snapshot ? m_snapshot->marketMs : 0;
    // One that is being changed stays in its own asset, whatever is on the screen.
    const QString asset = m_form->editedId() != 0 ? m_form->asset() : m_asset;
    m_form->setMarket(asset, find(asset.toStdString()), marketMs);
    const Position typed = m_form->position();
    const std::vector<PositionFault> faults = faultsOf(typed, marketMs);
    const PositionView draft = viewOf(typed, find(typed.asset));
    std::vector<PositionView> views;
    if (typed.id == 0 && faults.empty())
        views.push_back(draft);
    for (const Position &each : m_book.positions())
        views.push_back(each.id == typed.id && faults.empty() ? draft : viewOf(each, find(each.asset)));
    const int before = m_model->rowCount();
    m_model->setViews(std::move(views), marketMs);
    if (m_model->rowCount() != before)
        fitColumns();
    else
        widenColumns();
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    const auto doubts =
        faults.empty() && draft.isValued ? doubtsOf(typed, draft.value, draft.mark) : std::vector<PositionDoubt>();
    if (m_form->isEmpty())
        m_form->say({}, Token::Label);
    else if (!faults.empty())
        m_form->say(PositionWords::fault(faults.front()), Token::SeverityP2);
    else if (!doubts.empty())
        m_form->say(PositionWords::doubt(doubts.front(), draft), Token::SeverityP2);
    else
        m_form->say({}, Token::Label);
    m_undo->setEnabled(m_book.canUndo());
    m_redo->setEnabled(m_book.canRedo());
}

void PositionsPanel::keep()
{
    Position typed = m_form->position();
    const TimeMs marketMs = m_snapshot ? m_snapshot->marketMs : 0;
    if (const auto faults = faultsOf(typed, marketMs); !faults.empty()) {
        m_form->say(PositionWords::fault(faults.front()), Token::SeverityP1);
        return;
    }
    if (typed.id == 0) {
        if (!typed.openedMs)
            typed.openedMs = marketMs; // the field says so
        m_book.add(typed);
        Q_EMIT told(tr("Kept: %1").arg(positionTitle(typed)));
    } else if (m_book.change(typed)) {
        Q_EMIT told(tr("Changed: %1").arg(positionTitle(typed)));
    }
    m_form->clear();
    bookChanged();
}

void PositionsPanel::bookChanged()
{
    if (m_form->editedId() != 0 && !m_book.find(m_form->editedId()))
        m_form->clear();
    renew();
    fitColumns();
    Q_EMIT positionsChanged(m_book.positions());
}

void PositionsPanel::edit(quint64 id)
{
    const Position *position = m_book.find(id);
    if (!position)
        return;
    m_form->load(*position);
    m_form->setFocus();
}

void PositionsPanel::remove(quint64 id)
{
    const Position *position = m_book.find(id);
    if (!position)
        return;
    const QString title = positionTitle(*position);
    m_book.remove(id);
    Q_EMIT told(tr("Removed: %1. Ctrl+Z in the table brings it back.").arg(title));
    bookChanged();
}

void PositionsPanel::undo()
{
    if (m_book.undo())
        bookChanged();
}

void PositionsPanel::redo()
{
    if (m_book.redo())
        bookChanged();
}

std::uint64_t PositionsPanel::currentId() const
{
    const PositionView *view = m_model->viewAt(m_table->currentIndex().row());
    return view ? view->position.id : 0;
}

void PositionsPanel::editCurrent() { edit(currentId()); }

void PositionsPanel::removeCurrent() { remove(currentId()); }

void PositionsPanel::showCurrent()
{
    const PositionView *view = m_model->viewAt(m_table->currentIndex().row());
    if (!view)
        return;
    const double price = view->value.basis.liquidationPrice.value_or(view->position.entryPrice);
    Q_EMIT assetChosen(QString::fromStdString(view->position.asset));
    Q_EMIT priceChosen(price);
}

void PositionsPanel::clearForm()
{
    m_form->clear();
    renew();
}

void PositionsPanel::copyRows()
{
    QStringList lines;
    const auto line = [&](const auto &textOf) {
        QStringList cells;
        for (int c = 0; c < PositionColumnCount; ++c)
            cells << textOf(c);
        lines << cells.join(u'\t');
    };
    line([&](int c) { return m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString(); });
    for (int row = 0; row < m_model->rowCount(); ++row)
        line([&](int c) { return m_model->index(row, c).data().toString(); });
    QApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

void PositionsPanel::showMenu(const QPoint &position)
{
    if (const QModelIndex index = m_table->indexAt(position); index.isValid())
        m_table->setCurrentIndex(index);
    QMenu menu(this);
    const bool isKept = currentId() != 0;
    for (QAction *action : {m_edit, m_remove})
        action->setEnabled(isKept);
    menu.addActions({m_show, m_edit, m_remove});
    menu.addSeparator();
    menu.addActions({m_copy, m_undo, m_redo});
    menu.exec(m_table->viewport()->mapToGlobal(position));
    for (QAction *action : {m_edit, m_remove})
        action->setEnabled(true);
}

int PositionsPanel::widestCell(int column) const
{
    int width = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        width = std::max(width, m_table->itemDelegate()->sizeHint({}, m_model->index(row, column)).width());
    return width;
}

void PositionsPanel::widenColumns()
{
    for (int c = 0; c < PositionColumnCount; ++c)
        m_table->setColumnWidth(c, std::max(widestCell(c), m_table->columnWidth(c)));
}

void PositionsPanel::fitColumns()
{
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(m_theme.numberFont()).height() + 6);
    const QFontMetrics titles(m_theme.textFont());
    for (int c = 0; c < PositionColumnCount; ++c) {
        const QString title = m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
        const int needed = std::max(titles.horizontalAdvance(title) + 2 * PositionDelegate::Padding + 4, widestCell(c));
        // Digits come and go: a column does not shrink under the eye.
        m_table->setColumnWidth(c, m_model->rowCount() == 0 ? needed : std::max(needed, m_table->columnWidth(c)));
    }
}

void PositionsPanel::retranslate()
{
    setAccessibleName(tr("Positions"));
    m_table->setAccessibleName(tr("Positions"));
    m_empty->setMessage(tr("No position kept"),
        tr("type a size: the numbers stand here at once; Keep puts its lines on the heatmap. Nothing leaves this "
           "machine"));
    m_edit->setText(tr("Positions: change the chosen one"));
    m_remove->setText(tr("Positions: remove the chosen one"));
    m_show->setText(tr("Positions: show its liquidation price on the heatmap"));
    m_copy->setText(tr("Positions: copy as a table (TSV)"));
    m_undo->setText(tr("Positions: undo"));
    m_redo->setText(tr("Positions: redo"));
    m_form->retranslate();
    m_model->retranslate();
    renew();
    fitColumns();
}

void PositionsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
