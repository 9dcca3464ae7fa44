#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QDialog>

class QTabWidget;

namespace isobar {

class QuietGroup;
class RulesPage;
class WaysTable;
class WebhooksPage;

/// All about alerts: how each is told, webhooks, own rules. What is changed holds at once.
class AlertsDialog final : public QDialog {
    Q_OBJECT
public:
    enum Page { Ways, Webhooks, Rules };
    explicit AlertsDialog(const Theme &theme, QWidget *parent = nullptr);

    void setSettings(const Settings &settings, TimeMs nowMs);
    void setVenues(const Snapshot &snapshot);
    void setSilence(const QString &why); ///< why no sound can be heard; empty: it can
    void showPage(int page);
    void showWebhookStatus(const QString &id, const QString &words, bool isTrouble);
    void showSecretState(const QString &key, bool isKnown, const QString &trouble);
    void showTrial(int number, const RuleTrial &trial);

Q_SIGNALS:
    void alertsChosen(const isobar::AlertChoices &alerts);
    void muteUntilWished();
    void popupTestRequested();
    void soundTestRequested(int priority, int side);
    void webhookTestRequested(const isobar::WebhookChoice &webhook, const QString &address, const QString &token);
    void secretEntered(const QString &key, const QString &address, const QString &token);
    void trialRequested(const isobar::UserRule &rule, int number);
    void momentChosen(const QString &asset, TimeMs timeMs);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void choose(const AlertChoices &alerts);

    Settings m_settings;
    TimeMs m_nowMs = 0;
    QTabWidget *m_tabs;
    WaysTable *m_ways;
    QuietGroup *m_quiet;
    WebhooksPage *m_webhooks;
    RulesPage *m_rules;
};

} // namespace isobar
