#include "widgets/events/eventlist.h"

#include "widgets/events/awaycard.h"
#include "widgets/events/eventcard.h"
#include "widgets/events/eventdelegate.h"
#include "widgets/events/eventtext.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

namespace isobar {

EventList::EventList(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_pages(new QStackedWidget(this)), m_listPage(new QWidget),
      m_rows(new QStackedWidget), m_view(new QListView), m_empty(new EmptyPanel(theme)), m_card(new EventCard(theme)),
      m_away(new AwayCard(theme)), m_search(new QLineEdit), m_assets(new QComboBox), m_priorities(new QComboBox),
      m_types(new QComboBox), m_allRead(new QToolButton), m_alerts(new QToolButton)
{
    m_filter.setSourceModel(&m_model);
    m_view->setObjectName(QStringLiteral("events"));
    m_view->setModel(&m_filter);
    m_view->setItemDelegate(new EventDelegate(theme, m_view));
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_rows->addWidget(m_view);
    m_rows->addWidget(m_empty);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    bar->setSpacing(theme.spacing());
    m_search->setClearButtonEnabled(true);
    bar->addWidget(m_search, 1);
    for (QComboBox *box : {m_assets, m_priorities, m_types}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        bar->addWidget(box);
    }
    bar->addWidget(m_allRead);
    bar->addWidget(m_alerts);
    auto *column = new QVBoxLayout(m_listPage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_away);
    column->addLayout(bar);
    column->addWidget(m_rows, 1);
    m_pages->addWidget(m_listPage);
    m_pages->addWidget(m_card);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    buildFilters();
    m_view->installEventFilter(this);
    connect(m_view, &QListView::activated, this, &EventList::openIndex);
    connect(m_view, &QListView::clicked, this, &EventList::openIndex);
    connect(m_view, &QListView::customContextMenuRequested, this, &EventList::showMenu);
    connect(m_allRead, &QToolButton::clicked, this, &EventList::markAllRead);
    connect(m_alerts, &QToolButton::clicked, this, &EventList::alertsRequested);
    connect(&m_model, &EventModel::unreadChanged, this, &EventList::unreadChanged);
    for (EventModel *model : {&m_model, &m_replayed})
        connect(model, &EventModel::unreadChanged, this, [this] { m_allRead->setEnabled(m_shown->unread() > 0); });
    connect(m_card, &EventCard::backRequested, this, &EventList::closeCard);
    connect(m_card, &EventCard::assetChosen, this, &EventList::assetChosen);
    connect(m_card, &EventCard::muteRequested, this, &EventList::muteRequested);
    connect(m_card, &EventCard::acknowledged, this, [this](quint64 id) {
        m_shown->acknowledge(id);
        closeCard();
    });
    connect(&m_theme, &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    m_allRead->setEnabled(false);
    retranslate();
    setFocusProxy(m_view);
    // A hidden list would take the keys that are meant for the card.
    connect(m_pages, &QStackedWidget::currentChanged, this,
        [this] { setFocusProxy(m_pages->currentWidget() == m_card ? static_cast<QWidget *>(m_card) : m_view); });
}

void EventList::buildFilters()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setSearch(words);
        refreshEmptiness();
    });
    connect(m_assets, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter.setAsset(index <= 0 ? QString() : m_assets->itemText(index));
        refreshEmptiness();
    });
    connect(m_types, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter.setType(index <= 0 ? -1 : m_types->itemData(index).toInt());
        refreshEmptiness();
    });
    connect(m_priorities, &QComboBox::currentIndexChanged, this, [this](int index) {
        // 0: what concerns the user; 1: the log as well; then each priority alone.
        if (index <= 1)
            m_filter.setPriority(index == 1 ? Priority::P4 : Priority::P3, false);
        else
            m_filter.setPriority(static_cast<Priority>(index - 1), true);
        refreshEmptiness();
    });
}

void EventList::retranslate()
{
    m_search->setPlaceholderText(tr("Search events"));
    m_search->setAccessibleName(tr("Search events"));
    m_view->setAccessibleName(tr("Events, newest first"));
    m_assets->setAccessibleName(tr("Asset"));
    m_priorities->setAccessibleName(tr("Priority"));
    m_types->setAccessibleName(tr("Type"));
    m_allRead->setText(tr("Mark all read"));
    m_alerts->setText(tr("Alerts…"));
    m_alerts->setToolTip(tr("How events are told: pop-ups, sounds, webhooks, own rules"));
    const int priority = std::max(0, m_priorities->currentIndex()), type = std::max(0, m_types->currentIndex());
    m_priorities->clear();
    m_priorities->addItems(
        {tr("P1 to P3"), tr("All priorities"), tr("P1 only"), tr("P2 only"), tr("P3 only"), tr("P4 only")});
    m_priorities->setCurrentIndex(priority);
    m_types->clear();
    m_types->addItem(tr("All types"), -1);
    for (int each = 0; each < static_cast<int>(EventTypeCount); ++each)
        m_types->addItem(EventText::typeName(static_cast<EventType>(each)), each);
    m_types->setCurrentIndex(type);
    refreshAssets();
    m_model.retranslate();
    m_replayed.retranslate();
    refreshEmptiness();
}

void EventList::refreshAssets()
{
    const QStringList wanted = QStringList(tr("All assets")) + m_shown->assets();
    QStringList present;
    for (int i = 0; i < m_assets->count(); ++i)
        present << m_assets->itemText(i);
    if (wanted == present)
        return;
    const QString chosen = m_assets->currentIndex() > 0 ? m_assets->currentText() : QString();
    const QSignalBlocker quiet(m_assets);
    m_assets->clear();
    m_assets->addItems(wanted);
    m_assets->setCurrentIndex(chosen.isEmpty() ? 0 : std::max(0, static_cast<int>(wanted.indexOf(chosen))));
    m_filter.setAsset(m_assets->currentIndex() > 0 ? chosen : QString()); // what is shown is what the box says
}

void EventList::refreshEmptiness()
{
    if (m_shown->rowCount() > 0)
        m_empty->setMessage(tr("No event passes the filter"), tr("%n event(s) hidden", nullptr, m_shown->rowCount()));
    else if (isShowingReplay())
        m_empty->setMessage(tr("No events in the replay so far"), tr("They appear as the recorded run told them"));
    else
        m_empty->setMessage(tr("No events yet"), tr("What happens is told here, and by a pop-up where it matters"));
    m_rows->setCurrentWidget(m_filter.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_view);
}

void EventList::addEvent(const Event &event)
{
    m_model.add(event);
    if (!isShowingReplay())
        renewCard(event.id);
}

void EventList::renewCard(quint64 id)
{
    refreshAssets();
    refreshEmptiness();
    const Event *event = m_shown->find(id);
    if (event && m_pages->currentWidget() == m_card && m_card->eventId() == id)
        m_card->present(*event, m_settings.timeZone);
}

void EventList::showReplay(bool on)
{
    if (on == isShowingReplay())
        return;
    m_shown = on ? &m_replayed : &m_model;
    m_filter.setSourceModel(m_shown);
    m_allRead->setEnabled(m_shown->unread() > 0);
    m_pages->setCurrentWidget(m_listPage);
    m_away->hide(); // it is of the live market
    refreshAssets();
    refreshEmptiness();
}

void EventList::addReplayed(const std::vector<Event> &events)
{
    for (const Event &event : events) {
        m_replayed.add(event);
        if (isShowingReplay())
            renewCard(event.id);
    }
}

void EventList::clearReplayed()
{
    m_replayed.clear();
    if (!isShowingReplay())
        return;
    m_pages->setCurrentWidget(m_listPage);
    refreshAssets();
    refreshEmptiness();
}

void EventList::addPast(const std::vector<Event> &events, bool areLeft)
{
    m_model.addPast(events, areLeft);
    refreshAssets();
    refreshEmptiness();
}

void EventList::showAway(const AwayReport &report)
{
    m_away->present(report, m_settings.timeZone);
    closeCard();
}

bool EventList::openEvent(quint64 id)
{
    const Event *event = m_shown->find(id);
    if (!event)
        return false;
    m_card->present(*event, m_settings.timeZone);
    m_pages->setCurrentWidget(m_card);
    m_shown->markRead(id);
    return true;
}

bool EventList::openAtMoment(quint64 id)
{
    if (!openEvent(id))
        return false;
    jumpTo(id);
    return true;
}

void EventList::openIndex(const QModelIndex &index) { openEvent(index.data(EventModel::IdRole).toULongLong()); }

void EventList::closeCard()
{
    m_pages->setCurrentWidget(m_listPage);
    m_view->setFocus();
}

void EventList::markAllRead() { m_shown->markAllRead(); }

quint64 EventList::openId() const { return m_pages->currentWidget() == m_card ? m_card->eventId() : chosenId(); }

quint64 EventList::chosenId() const { return m_view->currentIndex().data(EventModel::IdRole).toULongLong(); }

void EventList::showMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        return;
    const quint64 id = index.data(EventModel::IdRole).toULongLong();
    const QString asset = index.data(EventModel::AssetRole).toString();
    QMenu menu(this);
    menu.addAction(tr("Open"), this, [this, id] { openEvent(id); });
    menu.addAction(tr("Acknowledge"), this, [this, id] { m_shown->acknowledge(id); });
    menu.addAction(tr("Copy"), this, [this, id] { copy(id); });
    menu.addSeparator();
    menu.addAction(tr("Show %1").arg(asset), this, [this, asset] { Q_EMIT assetChosen(asset); });
    menu.addAction(tr("Show the moment on the heatmap"), this, [this, id] { jumpTo(id); });
    menu.addSeparator();
    menu.addAction(tr("Mute %1 for 15 min").arg(asset), this, [this, asset] { Q_EMIT muteRequested(asset, 15); });
    menu.addAction(tr("Mute %1 for 1 h").arg(asset), this, [this, asset] { Q_EMIT muteRequested(asset, 60); });
    menu.addAction(tr("Alerts…"), this, &EventList::alertsRequested);
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

void EventList::jumpTo(quint64 id)
{
    if (const Event *event = m_shown->find(id))
        Q_EMIT momentRequested(QString::fromStdString(event->asset), event->enteredMs);
}

void EventList::copy(quint64 id) const
{
    const Event *event = m_shown->find(id);
    if (!event)
        return;
    const QString when = formats::dateTimeSeconds(event->enteredMs, m_settings.timeZone);
    QGuiApplication::clipboard()->setText(
        QStringList{when + u' ' + EventText::title(*event), EventText::body(*event), EventText::clearsWhen(*event)}
            .join(u'\n'));
}

void EventList::showSnapshot(const SnapshotPtr &snapshot)
{
    if (snapshot)
        m_shown->setNow(snapshot->marketMs);
}

void EventList::setSettings(const Settings &settings)
{
    m_settings = settings;
    const Event *event = m_pages->currentWidget() == m_card ? m_shown->find(m_card->eventId()) : nullptr;
    if (event)
        m_card->present(*event, settings.timeZone);
}

void EventList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_pages->currentWidget() == m_card)
        closeCard();
    else if (event->key() == Qt::Key_A && m_pages->currentWidget() == m_listPage && chosenId() != 0)
        m_shown->acknowledge(chosenId());
    else if (event->key() == Qt::Key_J && openId() != 0)
        jumpTo(openId());
    else if (event->matches(QKeySequence::Copy) && openId() != 0)
        copy(openId());
    else
        QWidget::keyPressEvent(event);
}

/// The list would search its rows for the letter.
bool EventList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_A || key->key() == Qt::Key_J)) {
            keyPressEvent(key);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EventList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Where there is little room the search keeps it; the types can be searched for as well.
    m_types->setVisible(width() >= 560);
    m_assets->setVisible(width() >= 340);
}

void EventList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
