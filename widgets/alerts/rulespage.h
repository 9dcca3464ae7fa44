#pragma once
#include "core/settings/settings.h"
#include "widgets/alerts/rulewords.h"
#include "widgets/style/theme.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace isobar {

class RuleEditor;

/// The user's rules: a list of sentences, the chosen one as fields, and what it would have done in the last 7 days.
class RulesPage final : public QWidget {
    Q_OBJECT
public:
    explicit RulesPage(const Theme &theme, QWidget *parent = nullptr);
    void setAlerts(const AlertChoices &alerts, TimeZoneChoice zone);
    void setVenues(const VenueNamesById &venues);
    /// The answer to trialRequested() with that number; older answers are dropped.
    void showTrial(int number, const RuleTrial &trial);
    void retranslate();
    /// The rules of a file or a sentence what is wrong with it, with its line.
    void importFile(const QString &path);
    void exportFile(const QString &path);

Q_SIGNALS:
    void alertsChosen(const AlertChoices &alerts);
    void trialRequested(const isobar::UserRule &rule, int number);
    void momentChosen(const QString &asset, TimeMs timeMs);

private:
    void keepGood();
    void refreshList();
    void choose(int row);
    void add();
    void remove();
    void take(const UserRule &rule);
    void ask();
    void askForFile(bool toWrite);
    void say(const QString &text, bool isTrouble);
    std::string freshId() const;
    UserRule *chosen();

    const Theme &m_theme;
    AlertChoices m_alerts; ///< as told: nothing in it is faulty
    std::vector<UserRule> m_drafts; ///< what the page shows; one may be unfinished
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    VenueNamesById m_venues;
    int m_row = -1, m_trialNumber = 0;
    bool m_isFilling = false;
    QTimer m_askSoon;
    QListWidget *m_list, *m_moments;
    QPushButton *m_add, *m_remove, *m_import, *m_export;
    RuleEditor *m_editor;
    QWidget *m_detail;
    QLabel *m_sentence, *m_trial, *m_empty, *m_said;
};

} // namespace isobar
