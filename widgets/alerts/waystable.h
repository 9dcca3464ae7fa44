#pragma once
#include "core/settings/settings.h"

#include <QTreeWidget>

namespace isobar {

/// By what ways events are told: a row a priority, below it a row a type that may differ. A click on a cell changes it:
/// of a priority on and off, of a type as the priority says, always, never.
class WaysTable final : public QTreeWidget {
    Q_OBJECT
public:
    explicit WaysTable(QWidget *parent = nullptr);
    void setPolicy(const AlertPolicy &policy);
    const AlertPolicy &policy() const { return m_policy; }
    /// The cell of a priority or of a type.
    QTreeWidgetItem *priorityItem(Priority priority) const;
    QTreeWidgetItem *typeItem(EventType type) const;
    void retranslate();

Q_SIGNALS:
    void policyChosen(const AlertPolicy &policy);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void turn(QTreeWidgetItem *item, int column);
    void refresh();

    AlertPolicy m_policy;
    QTreeWidgetItem *m_priorities, *m_types;
};

} // namespace isobar
