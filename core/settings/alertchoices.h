#pragma once
#include "core/delivery/webhookkind.h"
#include "core/events/alertpolicy.h"
#include "core/market/rule.h"

#include <QString>
#include <QVector>

namespace isobar {

/// A webhook as the settings know it; its address and token are in the keychain, under secretKey().
struct WebhookChoice {
    QString id; ///< made once, never shown
    QString name; ///< what the user calls it
    WebhookKind kind = WebhookKind::Json;
    QString receiver; ///< Telegram: the chat
    bool on = true;
    bool operator==(const WebhookChoice &) const = default;

    QString secretKey() const { return QStringLiteral("webhook/") + id; }
};

/// How the user is told of events.
struct AlertChoices {
    AlertPolicy policy;
    bool sounds = true;
    int volume = 60; ///< percent
    QVector<WebhookChoice> webhooks;
    std::vector<UserRule> rules;
    bool operator==(const AlertChoices &) const = default;
};

} // namespace isobar
