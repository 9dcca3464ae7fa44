#include "widgets/venues/venuespanel.h"

#include "widgets/style/emptypanel.h"
#include "widgets/venues/proxydialog.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace isobar {

VenuesPanel::VenuesPanel(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(theme), m_pages(new QStackedWidget), m_view(new QTreeView),
      m_empty(new EmptyPanel(theme)), m_summary(new QLabel), m_reconnect(new QToolButton), m_toggle(new QToolButton),
      m_proxy(new QToolButton)
{
    m_view->setModel(&m_model);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(false);
    m_view->setIndentation(14);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->header()->setStretchLastSection(true);
    m_view->header()->setMinimumSectionSize(30);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    bar->setSpacing(theme.spacing());
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_reconnect);
    bar->addWidget(m_toggle);
    bar->addWidget(m_proxy);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_empty);
    m_pages->setCurrentWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_pages, 1);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_chosen = current.data(VenueModel::VenueRole).toString();
        refreshButtons();
    });
    connect(m_reconnect, &QToolButton::clicked, this, [this] { Q_EMIT reconnectRequested(chosenVenue()); });
    connect(m_toggle, &QToolButton::clicked, this,
        [this] { Q_EMIT venueEnabledRequested(chosenVenue(), isOff(chosenVenue())); });
    connect(m_proxy, &QToolButton::clicked, this, &VenuesPanel::chooseProxy);
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) { rememberFolding(index, true); });
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex &index) { rememberFolding(index, false); });
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this,
        [this] { m_scrolledTo = m_view->verticalScrollBar()->value(); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &VenuesPanel::restoreFolding);
    connect(&m_theme, &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    retranslate();
}

void VenuesPanel::showSnapshot(const SnapshotPtr &snapshot)
{
    if (!snapshot)
        return;
    m_model.show(*snapshot);
    const bool isEmpty = m_model.rowCount() == 0;
    m_pages->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_view);
    m_summary->setText(
        isEmpty ? QString() : tr("%1 of %2 venues live").arg(snapshot->venuesLive).arg(snapshot->venuesTotal));
    refreshButtons();
}

void VenuesPanel::rememberFolding(const QModelIndex &index, bool isUnfolded)
{
    const QString venue = index.data(VenueModel::VenueRole).toString();
    (isUnfolded ? m_folded : m_unfolded).remove(venue);
    (isUnfolded ? m_unfolded : m_folded).insert(venue);
}

void VenuesPanel::restoreFolding()
{
    if (!m_isFitted && m_model.rowCount() > 0)
        fitColumns();
    const bool isFew = m_model.rowCount() <= 6; // few venues stand unfolded, of many one sees the states
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_model.index(row, 0);
        const QString venue = index.data(VenueModel::VenueRole).toString();
        m_view->setExpanded(index, isFew ? !m_folded.contains(venue) : m_unfolded.contains(venue));
    }
    if (!m_chosen.isEmpty())
        chooseVenue(m_chosen);
    m_view->verticalScrollBar()->setValue(m_scrolledTo);
}

void VenuesPanel::fitColumns()
{
    m_isFitted = true;
    const int digit = QFontMetrics(m_theme.numberFont()).horizontalAdvance(u'0');
    const std::array<int, VenueModel::ColumnCount> digits{18, 9, 6, 7, 9, 8, 7, 9, 8, 7, 20};
    for (int column = 0; column < VenueModel::ColumnCount; ++column)
        m_view->setColumnWidth(column, digit * digits[static_cast<std::size_t>(column)]);
}

void VenuesPanel::chooseVenue(const QString &venue)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_model.index(row, 0);
        if (index.data(VenueModel::VenueRole).toString() == venue) {
            m_view->setCurrentIndex(index);
            return;
        }
    }
}

QString VenuesPanel::chosenVenue() const { return m_view->currentIndex().data(VenueModel::VenueRole).toString(); }

bool VenuesPanel::isOff(const QString &venue) const { return m_settings.venuesOff.contains(venue); }

void VenuesPanel::refreshButtons()
{
    const QString venue = chosenVenue();
    m_reconnect->setEnabled(!venue.isEmpty() && !isOff(venue));
    m_toggle->setEnabled(!venue.isEmpty());
    m_toggle->setText(isOff(venue) ? tr("Switch on") : tr("Switch off"));
}

void VenuesPanel::chooseProxy()
{
    const QModelIndex row = m_view->currentIndex();
    const QModelIndex venue = row.parent().isValid() ? row.parent() : row;
    auto *dialog = new ProxyDialog(
        m_settings.proxy, m_settings.venueProxies, chosenVenue(), venue.siblingAtColumn(0).data().toString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT proxiesChosen(dialog->all(), dialog->own()); });
    dialog->open();
}

void VenuesPanel::setSettings(const Settings &settings)
{
    m_settings = settings;
    refreshButtons();
}

void VenuesPanel::retranslate()
{
    m_view->setAccessibleName(tr("Venues and their streams"));
    m_empty->setMessage(tr("No venue yet"), tr("connections are being opened"));
    m_reconnect->setText(tr("Reconnect"));
    m_proxy->setText(tr("Proxy…"));
    m_model.retranslate();
    refreshButtons();
}

void VenuesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
