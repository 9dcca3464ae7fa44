#include "core/delivery/webhooks.h"

namespace isobar {

Webhooks::Webhooks(const QString &outboxPath, const Clock &clock, const WebhookLimits &limits, QObject *parent)
    : QObject(parent)
{
    const auto tell = [this](const WebhookStatus &status) {
        QMetaObject::invokeMethod(
            this, [this, status] { Q_EMIT statusChanged(status); }, Qt::QueuedConnection);
    };
    m_sender = new WebhookSender(outboxPath, clock, tell, limits);
    m_sender->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_sender, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("webhooks"));
    m_thread.start();
}

Webhooks::~Webhooks()
{
    // In its turn: what was sent just before gets into the outbox.
    QMetaObject::invokeMethod(
        m_sender, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void Webhooks::setAccounts(const std::vector<WebhookAccount> &accounts)
{
    QMetaObject::invokeMethod(
        m_sender, [sender = m_sender, accounts] { sender->setAccounts(accounts); }, Qt::QueuedConnection);
}

void Webhooks::send(const std::set<std::string> &targets, const WebhookMessage &message)
{
    QMetaObject::invokeMethod(
        m_sender, [sender = m_sender, targets, message] { sender->send(targets, message); }, Qt::QueuedConnection);
}

void Webhooks::test(const WebhookAccount &account, const WebhookMessage &message)
{
    const auto answer = [this](const WebhookStatus &status) {
        QMetaObject::invokeMethod(
            this, [this, status] { Q_EMIT tested(status); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_sender, [sender = m_sender, account, message, answer] { sender->test(account, message, answer); },
        Qt::QueuedConnection);
}

} // namespace isobar
