#pragma once
#include "core/settings/settings.h"
#include "widgets/style/theme.h"

#include <QMap>
#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace isobar {

/// The webhooks: a list, and the chosen one with its secret, its state and a test.
class WebhooksPage final : public QWidget {
    Q_OBJECT
public:
    explicit WebhooksPage(const Theme &theme, QWidget *parent = nullptr);
    void setAlerts(const AlertChoices &alerts);
    /// How the webhook does, in words.
    void showStatus(const QString &id, const QString &words, bool isTrouble);
    /// Whether its secret is known, and what is wrong with the keychain (empty: nothing).
    void showSecretState(const QString &key, bool isKnown, const QString &trouble);
    void retranslate();
    /// What the user calls it, else its kind.
    static QString nameOf(const WebhookChoice &webhook);

Q_SIGNALS:
    void alertsChosen(const AlertChoices &alerts);
    /// A field that was left empty keeps what is known.
    void secretEntered(const QString &key, const QString &address, const QString &token);
    void testRequested(const isobar::WebhookChoice &webhook, const QString &address, const QString &token);

private:
    struct State {
        QString words, keychain;
        bool isTrouble = false, isKnown = false;
    };
    void add(WebhookKind kind);
    void remove();
    void choose(int row);
    void edited();
    void keepSecret();
    void refreshList();
    void refreshState();
    void colour(QLabel *label, Token token) const;
    WebhookChoice *chosen();
    static QString kindName(WebhookKind kind);

    const Theme &m_theme;
    AlertChoices m_alerts;
    QMap<QString, State> m_states; ///< by id
    int m_row = -1;
    bool m_isFilling = false;
    QListWidget *m_list;
    QPushButton *m_add, *m_remove, *m_keep, *m_test;
    QWidget *m_form;
    QFormLayout *m_fields;
    QCheckBox *m_on;
    QLineEdit *m_name, *m_address, *m_token, *m_receiver;
    QLabel *m_explanation, *m_secretState, *m_status, *m_empty;
};

} // namespace isobar
