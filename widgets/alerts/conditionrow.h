#pragma once
#include "core/settings/settings.h"
#include "widgets/alerts/rulewords.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QToolButton;

namespace isobar {

/// One condition of a rule as fields: kind, number in the unit a trader thinks in, window, venue, side.
class ConditionRow final : public QWidget {
    Q_OBJECT
public:
    explicit ConditionRow(const VenueNamesById &venues, QWidget *parent = nullptr);
    void setCondition(const UserCondition &condition);
    UserCondition condition() const;

Q_SIGNALS:
    void changed();
    void removeWished();

private:
    void takeKind();
    UserConditionKind kind() const;

    bool m_isFilling = false;
    QComboBox *m_kind, *m_venue, *m_side;
    QDoubleSpinBox *m_value, *m_window;
    QToolButton *m_remove;
};

} // namespace isobar
