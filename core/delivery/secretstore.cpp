#include "core/delivery/secretstore.h"

#include <QPointer>

namespace isobar {

SecretStore::SecretStore(std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent), m_keychain(std::move(keychain))
{
}

std::optional<QString> SecretStore::secret(const QString &key) const
{
    const auto found = m_secrets.find(key);
    return found == m_secrets.end() ? std::nullopt : std::optional(found->second);
}

KeychainFault SecretStore::fault(const QString &key) const
{
    const auto found = m_faults.find(key);
    return found == m_faults.end() ? KeychainFault::None : found->second;
}

void SecretStore::setFault(const QString &key, KeychainFault fault)
{
    m_faults[key] = fault;
    Q_EMIT changed(key);
}

void SecretStore::load(const QString &key)
{
    m_keychain->read(key, [self = QPointer(this), key](KeychainFault fault, const QString &value) {
        if (!self || self->m_secrets.contains(key)) // what the user typed meanwhile is newer
            return;
        if (fault == KeychainFault::None)
            self->m_secrets[key] = value;
        self->setFault(key, fault);
    });
}

void SecretStore::put(const QString &key, const QString &value)
{
    m_secrets[key] = value;
    Q_EMIT changed(key);
    m_keychain->write(key, value, [self = QPointer(this), key](KeychainFault fault) {
        if (self)
            self->setFault(key, fault);
    });
}

void SecretStore::remove(const QString &key)
{
    m_secrets.erase(key);
    m_faults.erase(key);
    Q_EMIT changed(key);
    m_keychain->remove(key, [](KeychainFault) {}); // gone or not there: the same to us
}

} // namespace isobar
