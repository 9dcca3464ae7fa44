#pragma once
#include "core/settings/settings.h"
#include "widgets/alerts/rulewords.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace isobar {

class ConditionRow;

/// One rule as fields.
class RuleEditor final : public QWidget {
    Q_OBJECT
public:
    explicit RuleEditor(QWidget *parent = nullptr);
    void setVenues(const VenueNamesById &venues) { m_venues = venues; }
    void setRule(const UserRule &rule);
    const UserRule &rule() const { return m_rule; }
    void retranslate();

Q_SIGNALS:
    void changed(const isobar::UserRule &rule);

private:
    void addRow(const UserCondition &condition);
    void take();

    UserRule m_rule;
    VenueNamesById m_venues;
    bool m_isFilling = false;
    QLineEdit *m_name, *m_assets;
    QComboBox *m_when, *m_priority;
    QSpinBox *m_hold, *m_cool;
    QPushButton *m_add;
    QBoxLayout *m_rows;
    QList<ConditionRow *> m_conditions;
    QLabel *m_nameLabel, *m_assetsLabel, *m_thenLabel;
};

} // namespace isobar
