#include "widgets/alerts/webhookspage.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QUuid>

namespace isobar {

WebhooksPage::WebhooksPage(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_list(new QListWidget), m_add(new QPushButton), m_remove(new QPushButton),
      m_keep(new QPushButton), m_test(new QPushButton), m_form(new QWidget), m_fields(new QFormLayout(m_form)),
      m_on(new QCheckBox), m_name(new QLineEdit), m_address(new QLineEdit), m_token(new QLineEdit),
      m_receiver(new QLineEdit), m_explanation(new QLabel), m_secretState(new QLabel), m_status(new QLabel),
      m_empty(new QLabel)
{
    for (QLabel *text : {m_explanation, m_secretState, m_status, m_empty})
        text->setWordWrap(true);
    for (QLineEdit *secret : {m_address, m_token})
        secret->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    auto *menu = new QMenu(m_add);
    for (std::size_t i = 0; i < WebhookKindCount; ++i)
        connect(menu->addAction(QString()), &QAction::triggered, this, [this, i] { add(static_cast<WebhookKind>(i)); });
    m_add->setMenu(menu);

    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    auto *leftButtons = new QHBoxLayout;
    leftButtons->addWidget(m_add);
    leftButtons->addWidget(m_remove);
    leftButtons->addStretch(1);
    left->addLayout(leftButtons);
    m_fields->setContentsMargins(0, 0, 0, 0);
    m_fields->addRow(m_explanation);
    m_fields->addRow(QString(), m_on);
    const QString later = QStringLiteral("-"); // a row without a text would have no label
    for (QLineEdit *field : {m_name, m_receiver, m_address, m_token})
        m_fields->addRow(later, field);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_keep);
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    m_fields->addRow(QString(), buttons);
    m_fields->addRow(m_secretState);
    m_fields->addRow(m_status);
    auto *right = new QVBoxLayout;
    right->addWidget(m_empty);
    right->addWidget(m_form);
    right->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->addLayout(left, 2);
    row->addSpacing(10);
    row->addLayout(right, 3);

    connect(m_list, &QListWidget::currentRowChanged, this, &WebhooksPage::choose);
    connect(m_remove, &QPushButton::clicked, this, &WebhooksPage::remove);
    connect(m_on, &QCheckBox::toggled, this, &WebhooksPage::edited);
    connect(m_name, &QLineEdit::editingFinished, this, &WebhooksPage::edited);
    connect(m_receiver, &QLineEdit::editingFinished, this, &WebhooksPage::edited);
    for (QLineEdit *secret : {m_address, m_token})
        connect(secret, &QLineEdit::textChanged, this, &WebhooksPage::refreshState);
    connect(m_keep, &QPushButton::clicked, this, &WebhooksPage::keepSecret);
    connect(m_test, &QPushButton::clicked, this, [this] {
        const WebhookChoice *webhook = chosen();
        if (!webhook)
            return;
        showStatus(webhook->id, tr("Testing…"), false);
        Q_EMIT testRequested(*webhook, m_address->text().trimmed(), m_token->text().trimmed());
    });
    connect(&m_theme, &Theme::changed, this, &WebhooksPage::refreshState);
    retranslate();
    choose(-1);
}

QString WebhooksPage::kindName(WebhookKind kind)
{
    switch (kind) {
    case WebhookKind::Json:
        return tr("JSON to any address");
    case WebhookKind::Discord:
        return QStringLiteral("Discord");
    case WebhookKind::Telegram:
        return QStringLiteral("Telegram");
    case WebhookKind::Ntfy:
        return QStringLiteral("ntfy");
    }
    return {};
}

QString WebhooksPage::nameOf(const WebhookChoice &webhook)
{
    return webhook.name.isEmpty() ? kindName(webhook.kind) : webhook.name;
}

void WebhooksPage::retranslate()
{
    m_add->setText(tr("Add"));
    const QList<QAction *> kinds = m_add->menu()->actions();
    for (int i = 0; i < kinds.size(); ++i)
        kinds[i]->setText(kindName(static_cast<WebhookKind>(i)));
    m_remove->setText(tr("Remove"));
    m_on->setText(tr("Alerts are sent there"));
    m_keep->setText(tr("Keep secret"));
    m_test->setText(tr("Send a test"));
    m_list->setAccessibleName(tr("Webhooks"));
    m_empty->setText(tr("A webhook takes alerts elsewhere: to a channel on Discord, a chat on Telegram, a phone with "
                        "ntfy, or as JSON to a program of your own. Add one; nothing is sent before."));
    for (const auto &[field, text] : {std::pair{static_cast<QWidget *>(m_name), tr("Name")},
             std::pair{static_cast<QWidget *>(m_receiver), tr("Chat")}})
        qobject_cast<QLabel *>(m_fields->labelForField(field))->setText(text);
    refreshList();
    choose(m_row);
}

void WebhooksPage::setAlerts(const AlertChoices &alerts)
{
    m_alerts = alerts;
    refreshList();
    if (m_row >= m_alerts.webhooks.size())
        choose(-1);
}

void WebhooksPage::refreshList()
{
    m_isFilling = true;
    const int row = m_row;
    m_list->clear();
    for (const WebhookChoice &webhook : std::as_const(m_alerts.webhooks)) {
        const State state = m_states.value(webhook.id);
        const QString name = nameOf(webhook);
        auto *item = new QListWidgetItem(webhook.on ? name : tr("%1 (off)").arg(name), m_list);
        item->setForeground(m_theme.colour(!webhook.on ? Token::Disabled
                : state.isTrouble                      ? Token::HealthDown
                                                       : Token::Value));
    }
    m_list->setCurrentRow(row);
    m_isFilling = false;
    m_remove->setEnabled(row >= 0);
}

WebhookChoice *WebhooksPage::chosen()
{
    return m_row >= 0 && m_row < m_alerts.webhooks.size() ? &m_alerts.webhooks[m_row] : nullptr;
}

void WebhooksPage::add(WebhookKind kind)
{
    WebhookChoice webhook;
    webhook.id = QUuid::createUuid().toString(QUuid::Id128).left(12);
    webhook.kind = kind;
    webhook.name = kindName(kind);
    m_alerts.webhooks.append(webhook);
    m_row = static_cast<int>(m_alerts.webhooks.size()) - 1;
    refreshList();
    choose(m_row);
    Q_EMIT alertsChosen(m_alerts);
}

void WebhooksPage::remove()
{
    if (!chosen())
        return;
    m_states.remove(m_alerts.webhooks[m_row].id);
    m_alerts.webhooks.removeAt(m_row);
    choose(std::min(m_row, static_cast<int>(m_alerts.webhooks.size()) - 1));
    refreshList();
    Q_EMIT alertsChosen(m_alerts);
}

void WebhooksPage::choose(int row)
{
    if (m_isFilling)
        return;
    m_row = row;
    const WebhookChoice *webhook = chosen();
    m_form->setVisible(webhook);
    m_empty->setVisible(!webhook);
    m_remove->setEnabled(webhook);
    if (!webhook)
        return;
    m_isFilling = true;
    m_on->setChecked(webhook->on);
    m_name->setText(webhook->name);
    m_receiver->setText(webhook->receiver);
    m_address->clear();
    m_token->clear();
    m_isFilling = false;
    const WebhookKind kind = webhook->kind;
    const auto label = [this](QWidget *field, const QString &text) {
        qobject_cast<QLabel *>(m_fields->labelForField(field))->setText(text);
    };
    switch (kind) {
    case WebhookKind::Json:
        m_explanation->setText(tr("Every event, each change of it and its end, as a POST of JSON."));
        label(m_address, tr("Address"));
        label(m_token, tr("Token (optional)"));
        break;
    case WebhookKind::Discord:
        m_explanation->setText(tr("In Discord: channel settings, Integrations, Webhooks, Copy Webhook URL."));
        label(m_address, tr("Webhook URL"));
        break;
    case WebhookKind::Telegram:
        m_explanation->setText(tr("Make a bot with @BotFather, write to it once, and enter its token and the id of the "
                                  "chat."));
        label(m_address, tr("Own server (optional)"));
        label(m_token, tr("Token of the bot"));
        break;
    case WebhookKind::Ntfy:
        m_explanation->setText(tr("The address of a topic that nobody guesses, like https://ntfy.sh/topic."));
        label(m_address, tr("Address of the topic"));
        label(m_token, tr("Access token (optional)"));
        break;
    }
    const auto showRow = [this](QWidget *field, bool on) {
        field->setVisible(on);
        m_fields->labelForField(field)->setVisible(on);
    };
    showRow(m_token, kind != WebhookKind::Discord);
    showRow(m_receiver, kind == WebhookKind::Telegram);
    m_receiver->setPlaceholderText(tr("-1001234567890 or @channel"));
    refreshState();
}

void WebhooksPage::edited()
{
    WebhookChoice *webhook = chosen();
    if (!webhook || m_isFilling)
        return;
    const WebhookChoice before = *webhook;
    webhook->on = m_on->isChecked();
    webhook->name = m_name->text().trimmed();
    webhook->receiver = m_receiver->text().trimmed();
    if (*webhook == before)
        return;
    refreshList();
    Q_EMIT alertsChosen(m_alerts);
}

void WebhooksPage::keepSecret()
{
    const WebhookChoice *webhook = chosen();
    if (!webhook)
        return;
    Q_EMIT secretEntered(webhook->secretKey(), m_address->text().trimmed(), m_token->text().trimmed());
    m_address->clear();
    m_token->clear();
}

void WebhooksPage::showStatus(const QString &id, const QString &words, bool isTrouble)
{
    State &state = m_states[id];
    state.words = words;
    if (state.isTrouble != isTrouble) {
        state.isTrouble = isTrouble;
        refreshList();
    }
    refreshState();
}

void WebhooksPage::showSecretState(const QString &key, bool isKnown, const QString &trouble)
{
    for (const WebhookChoice &webhook : std::as_const(m_alerts.webhooks)) {
        if (webhook.secretKey() != key)
            continue;
        m_states[webhook.id].isKnown = isKnown;
        m_states[webhook.id].keychain = trouble;
    }
    refreshState();
}

void WebhooksPage::colour(QLabel *label, Token token) const
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, m_theme.colour(token));
    label->setPalette(palette);
}

void WebhooksPage::refreshState()
{
    const WebhookChoice *webhook = chosen();
    if (!webhook)
        return;
    const State state = m_states.value(webhook->id);
    m_status->setText(state.words);
    colour(m_status, state.isTrouble ? Token::HealthDown : Token::Label);
    m_secretState->setText(!state.keychain.isEmpty() ? state.keychain
            : state.isKnown                          ? tr("The secret is in the system's keychain.")
                                                     : tr("Enter the secret: it goes into the system's keychain, never "
                                                                                   "into a file."));
    colour(m_secretState, state.keychain.isEmpty() ? Token::Label : Token::HealthStale);
    const QString known = state.isKnown ? tr("known; enter it to change it") : QString();
    m_address->setPlaceholderText(known);
    m_token->setPlaceholderText(known);
    const bool isEntered = !m_address->text().trimmed().isEmpty() || !m_token->text().trimmed().isEmpty();
    m_keep->setEnabled(isEntered);
    m_test->setEnabled(isEntered || state.isKnown);
}

} // namespace isobar
