#pragma once
#include "core/delivery/webhooksender.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace isobar {

/// A WebhookSender on a thread of its own. Used from the thread that made it; returns at once. What waits when it dies
/// is in the outbox for the next run.
class Webhooks : public QObject {
    Q_OBJECT
public:
    /// `clock` outlives it.
    Webhooks(
        const QString &outboxPath, const Clock &clock, const WebhookLimits &limits = {}, QObject *parent = nullptr);
    ~Webhooks() override;

    void setAccounts(const std::vector<WebhookAccount> &accounts);
    void send(const std::set<std::string> &targets, const WebhookMessage &message);
    void test(const WebhookAccount &account, const WebhookMessage &message);

Q_SIGNALS:
    void statusChanged(const isobar::WebhookStatus &status);
    void tested(const isobar::WebhookStatus &status);

private:
    QThread m_thread;
    WebhookSender *m_sender; ///< lives and dies on the thread
};

} // namespace isobar
