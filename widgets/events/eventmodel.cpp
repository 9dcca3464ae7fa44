#include "widgets/events/eventmodel.h"

#include "widgets/events/eventtext.h"
#include "widgets/style/formats.h"

#include <QSet>

#include <algorithm>

namespace isobar {

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Item &item = m_items[static_cast<std::size_t>(index.row())];
    const Event &event = item.event;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2: %3")
            .arg(EventText::priorityName(event.priority), QString::fromStdString(event.asset), EventText::line(event));
    case Qt::ToolTipRole:
        return EventText::title(event) + u'\n' + EventText::body(event) + u'\n' + EventText::clearsWhen(event);
    case IdRole:
        return QVariant::fromValue<quint64>(event.id);
    case TimeRole:
        return QVariant::fromValue<qint64>(event.timeMs);
    case PriorityRole:
        return static_cast<int>(event.priority);
    case TypeRole:
        return static_cast<int>(event.type);
    case AssetRole:
        return QString::fromStdString(event.asset);
    case LineRole:
        return EventText::line(event);
    case SearchRole:
        return QStringList{data(index, Qt::DisplayRole).toString(), EventText::title(event),
            EventText::typeName(event.type), data(index, StateRole).toString()}
            .join(u' ');
    case StateRole:
        return item.isLeft ? tr("not followed", "state of an event: the program was off for too long")
                           : EventText::stateName(event);
    case AgeRole:
        return formats::age(m_nowMs - event.timeMs);
    case FiredRole:
        return event.fired;
    case UnreadRole:
        return item.unread;
    case AcknowledgedRole:
        return item.acknowledged;
    case ClearedRole:
        return item.isLeft || event.state == EventState::Cleared;
    default:
        return {};
    }
}

int EventModel::rowOf(quint64 id) const
{
    const auto found =
        std::find_if(m_items.rbegin(), m_items.rend(), [id](const Item &item) { return item.event.id == id; });
    return found == m_items.rend() ? -1 : static_cast<int>(std::distance(found, m_items.rend())) - 1;
}

void EventModel::changed(int row) { Q_EMIT dataChanged(index(row), index(row)); }

void EventModel::add(const Event &event)
{
    const int before = unread();
    m_nowMs = std::max(m_nowMs, event.timeMs);
    const int row = rowOf(event.id);
    if (row >= 0) {
        Item &item = m_items[static_cast<std::size_t>(row)];
        // An end is no news worth a mark; grown numbers are.
        item.unread = event.state == EventState::Cleared ? item.unread : true;
        item.acknowledged = item.acknowledged && event.state == EventState::Cleared;
        item.event = event;
        item.isLeft = false;
        changed(row);
    } else {
        if (m_items.size() >= Limit) {
            beginRemoveRows({}, 0, 0);
            m_items.erase(m_items.begin());
            endRemoveRows();
        }
        const int last = static_cast<int>(m_items.size());
        beginInsertRows({}, last, last);
        m_items.push_back({event});
        endInsertRows();
    }
    if (unread() != before)
        Q_EMIT unreadChanged(unread());
}

void EventModel::addPast(const std::vector<Event> &events, bool areLeft)
{
    std::vector<Item> past;
    for (const Event &event : events) {
        const bool isOver = event.state == EventState::Cleared || isMomentary(event.type);
        if (rowOf(event.id) < 0)
            past.push_back({event, false, false, areLeft && !isOver});
    }
    if (m_items.size() + past.size() > Limit)
        past.erase(past.begin(),
            past.end() - static_cast<std::ptrdiff_t>(Limit - std::min<std::size_t>(m_items.size(), Limit)));
    if (past.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(past.size()) - 1);
    m_items.insert(m_items.begin(), past.begin(), past.end());
    endInsertRows();
}

void EventModel::clear()
{
    const int before = unread();
    beginResetModel();
    m_items.clear();
    endResetModel();
    if (before != 0)
        Q_EMIT unreadChanged(0);
}

const Event *EventModel::find(quint64 id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_items[static_cast<std::size_t>(row)].event;
}

std::vector<Event> EventModel::newest(int count) const
{
    std::vector<Event> events;
    for (const Item &item : m_items)
        events.push_back(item.event);
    std::stable_sort(events.begin(), events.end(), [](const Event &a, const Event &b) { return a.timeMs > b.timeMs; });
    events.resize(std::min(events.size(), static_cast<std::size_t>(std::max(0, count))));
    return events;
}

QStringList EventModel::assets() const
{
    QSet<QString> names;
    for (const Item &item : m_items)
        names.insert(QString::fromStdString(item.event.asset));
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

void EventModel::markRead(quint64 id)
{
    const int row = rowOf(id);
    if (row < 0 || !m_items[static_cast<std::size_t>(row)].unread)
        return;
    m_items[static_cast<std::size_t>(row)].unread = false;
    changed(row);
    Q_EMIT unreadChanged(unread());
}

void EventModel::markAllRead()
{
    const int before = unread();
    for (Item &item : m_items)
        item.unread = false;
    if (!m_items.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {UnreadRole});
    if (before != 0)
        Q_EMIT unreadChanged(0);
}

void EventModel::acknowledge(quint64 id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    markRead(id);
    m_items[static_cast<std::size_t>(row)].acknowledged = true;
    changed(row);
}

int EventModel::unread() const
{
    return static_cast<int>(std::count_if(m_items.begin(), m_items.end(),
        [](const Item &item) { return item.unread && item.event.priority != Priority::P4; }));
}

void EventModel::setNow(TimeMs marketMs)
{
    const bool isNewSecond = floorTo(marketMs, SecondMs) != floorTo(m_nowMs, SecondMs);
    m_nowMs = marketMs;
    if (isNewSecond && !m_items.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AgeRole});
}

void EventModel::retranslate()
{
    if (!m_items.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

EventFilter::EventFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(EventModel::TimeRole);
    setDynamicSortFilter(true);
    sort(0, Qt::DescendingOrder);
}

void EventFilter::setSearch(const QString &words)
{
    m_search = words.trimmed();
    invalidateFilter();
}

void EventFilter::setAsset(const QString &asset)
{
    m_asset = asset;
    invalidateFilter();
}

void EventFilter::setType(int type)
{
    m_type = type;
    invalidateFilter();
}

void EventFilter::setPriority(Priority priority, bool only)
{
    m_priority = priority;
    m_only = only;
    invalidateFilter();
}

bool EventFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const int priority = index.data(EventModel::PriorityRole).toInt(), wanted = static_cast<int>(m_priority);
    if (m_only ? priority != wanted : priority > wanted)
        return false;
    if (!m_asset.isEmpty() && index.data(EventModel::AssetRole).toString() != m_asset)
        return false;
    if (m_type >= 0 && index.data(EventModel::TypeRole).toInt() != m_type)
        return false;
    if (m_search.isEmpty())
        return true;
    const QString whole = index.data(EventModel::SearchRole).toString();
    const QStringList words = m_search.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(
        words.begin(), words.end(), [&](const QString &word) { return whole.contains(word, Qt::CaseInsensitive); });
}

bool EventFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const qint64 a = left.data(EventModel::TimeRole).toLongLong(), b = right.data(EventModel::TimeRole).toLongLong();
    return a != b ? a < b : left.row() < right.row();
}

} // namespace isobar
