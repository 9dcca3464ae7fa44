#include "widgets/alerts/waystable.h"

#include "widgets/events/eventtext.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace isobar {

WaysTable::WaysTable(QWidget *parent)
    : QTreeWidget(parent), m_priorities(new QTreeWidgetItem(this)), m_types(new QTreeWidgetItem(this))
{
    setColumnCount(1 + static_cast<int>(AlertWayCount));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setAlternatingRowColors(true);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    for (std::size_t i = 0; i < m_policy.byPriority.size(); ++i)
        new QTreeWidgetItem(m_priorities);
    for (std::size_t i = 0; i < EventTypeCount; ++i)
        new QTreeWidgetItem(m_types);
    for (QTreeWidgetItem *group : {m_priorities, m_types}) {
        group->setFlags(Qt::ItemIsEnabled);
        QFont bold = font();
        bold.setBold(true);
        group->setFont(0, bold);
    }
    expandAll();
    setCurrentItem(priorityItem(Priority::P1), 1);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(this, &QTreeWidget::itemClicked, this, &WaysTable::turn);
    retranslate();
}

QTreeWidgetItem *WaysTable::priorityItem(Priority priority) const
{
    return m_priorities->child(static_cast<int>(priority) - 1);
}

QTreeWidgetItem *WaysTable::typeItem(EventType type) const { return m_types->child(static_cast<int>(type)); }

void WaysTable::retranslate()
{
    setHeaderLabels({tr("Event"), tr("Pop-up"), tr("Sound"), tr("Webhook")});
    setAccessibleName(tr("How events are told"));
    m_priorities->setText(0, tr("By priority"));
    m_types->setText(0, tr("Types that may differ"));
    for (int i = 0; i < m_priorities->childCount(); ++i)
        m_priorities->child(i)->setText(0, EventText::priorityWords(static_cast<Priority>(i + 1)));
    for (int i = 0; i < m_types->childCount(); ++i)
        m_types->child(i)->setText(0, EventText::typeName(static_cast<EventType>(i)));
    refresh();
}

void WaysTable::setPolicy(const AlertPolicy &policy)
{
    m_policy = policy;
    refresh();
}

void WaysTable::refresh()
{
    const auto show = [](QTreeWidgetItem *item, int column, Qt::CheckState state, const QString &text) {
        item->setCheckState(column, state);
        item->setText(column, text);
    };
    for (std::size_t way = 0; way < AlertWayCount; ++way) {
        const int column = static_cast<int>(way) + 1;
        for (std::size_t i = 0; i < m_policy.byPriority.size(); ++i) {
            const bool on = m_policy.byPriority[i][way];
            show(m_priorities->child(static_cast<int>(i)), column, on ? Qt::Checked : Qt::Unchecked,
                on ? tr("yes") : tr("no"));
        }
        for (int i = 0; i < m_types->childCount(); ++i) {
            const auto own = m_policy.byType.find(static_cast<EventType>(i));
            const auto choice = own == m_policy.byType.end() ? std::nullopt : own->second[way];
            if (!choice)
                show(m_types->child(i), column, Qt::PartiallyChecked, tr("by priority"));
            else
                show(m_types->child(i), column, *choice ? Qt::Checked : Qt::Unchecked,
                    *choice ? tr("always") : tr("never"));
        }
    }
    for (QTreeWidgetItem *group : {m_priorities, m_types}) {
        for (int i = 0; i < group->childCount(); ++i)
            group->child(i)->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable); // a click turns it, not Qt
    }
}

void WaysTable::turn(QTreeWidgetItem *item, int column)
{
    if (column < 1 || !item->parent())
        return;
    const auto way = static_cast<std::size_t>(column - 1);
    const int row = item->parent()->indexOfChild(item);
    if (item->parent() == m_priorities) {
        bool &on = m_policy.byPriority[static_cast<std::size_t>(row)][way];
        on = !on;
    } else {
        const auto type = static_cast<EventType>(row);
        auto &own = m_policy.byType[type];
        own[way] = !own[way] ? std::optional(true) : *own[way] ? std::optional(false) : std::nullopt;
        if (own == std::array<std::optional<bool>, AlertWayCount>{})
            m_policy.byType.erase(type);
    }
    refresh();
    Q_EMIT policyChosen(m_policy);
}

void WaysTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && currentItem())
        turn(currentItem(), currentColumn());
    else
        QTreeWidget::keyPressEvent(event);
}

} // namespace isobar
