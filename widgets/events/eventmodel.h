#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace isobar {

/// The events told so far, one row an id: an update or the end of an event changes its row.
class EventModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        TimeRole,
        PriorityRole,
        TypeRole,
        AssetRole,
        LineRole,
        SearchRole, ///< what the search looks through: more than the row shows
        StateRole,
        AgeRole,
        FiredRole,
        UnreadRole,
        AcknowledgedRole,
        ClearedRole
    };
    static constexpr int Limit = 2000; ///< rows kept; the oldest leave (the event log has them all)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void add(const Event &event);
    /// Told before the program was started, oldest first: they stand before the others, and are read. `areLeft`: the
    /// program was off too long to go on with those that had not ended; what became of them is not known.
    void addPast(const std::vector<Event> &events, bool areLeft = false);
    void clear();
    const Event *find(quint64 id) const; ///< valid until the next add
    std::vector<Event> newest(int count) const; ///< by time of the last change
    QStringList assets() const; ///< those that occur, sorted
    /// Seen by the user: no longer unread.
    void markRead(quint64 id);
    void markAllRead();
    /// Seen and dealt with: dimmed.
    void acknowledge(quint64 id);
    int unread() const; ///< of P1 to P3
    void setNow(TimeMs marketMs); ///< ages; notifies only when their texts can have changed
    void retranslate();

Q_SIGNALS:
    void unreadChanged(int unread);

private:
    struct Item {
        Event event;
        bool unread = true, acknowledged = false;
        bool isLeft = false; ///< went on when the program ended, and was not taken up again
    };
    int rowOf(quint64 id) const; ///< -1: unknown
    void changed(int row);

    std::vector<Item> m_items; ///< in order of arrival
    TimeMs m_nowMs = 0;
};

/// Newest first; filters by text, asset, type and priority.
class EventFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit EventFilter(QObject *parent = nullptr);
    void setSearch(const QString &words);
    void setAsset(const QString &asset); ///< empty: all
    void setType(int type); ///< EventType; -1: all
    /// Lowest priority shown; `only`: just that one.
    void setPriority(Priority priority, bool only);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_search, m_asset;
    int m_type = -1;
    Priority m_priority = Priority::P3;
    bool m_only = false;
};

} // namespace isobar
