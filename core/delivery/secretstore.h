#pragma once
#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace isobar {

/// Why a keychain did not do what it was asked.
enum class KeychainFault : std::uint8_t {
    None,
    NotThere, ///< there is no such entry
    NoService, ///< there is no keychain on this machine, or this program was built without
    Denied, ///< locked, and the user did not open it
    Other
};

/// A keychain of the system. All answers come later, on the thread that asked.
class Keychain {
public:
    using Read = std::function<void(KeychainFault fault, const QString &value)>;
    using Done = std::function<void(KeychainFault fault)>;

    virtual ~Keychain() = default;
    virtual void read(const QString &key, Read answer) = 0;
    virtual void write(const QString &key, const QString &value, Done answer) = 0;
    virtual void remove(const QString &key, Done answer) = 0;
};

/// The desktop's keychain (Secret Service, KWallet, macOS, Windows), or one that says NoService.
std::unique_ptr<Keychain> systemKeychain();

/// The secrets of this program: kept in the system's keychain, and in memory while it runs. Where there is no keychain
/// they live in memory only; they never go anywhere else.
class SecretStore : public QObject {
    Q_OBJECT
public:
    explicit SecretStore(std::unique_ptr<Keychain> keychain, QObject *parent = nullptr);

    /// What is known so far; absent: not yet or not at all.
    std::optional<QString> secret(const QString &key) const;
    /// How the keychain answered for this key the last time; None too while it has not.
    KeychainFault fault(const QString &key) const;
    /// Asks the keychain; changed() follows unless a secret was put meanwhile.
    void load(const QString &key);
    void put(const QString &key, const QString &value);
    void remove(const QString &key);

Q_SIGNALS:
    /// The secret or the fault of this key is another now.
    void changed(const QString &key);

private:
    void setFault(const QString &key, KeychainFault fault);

    std::unique_ptr<Keychain> m_keychain;
    std::map<QString, QString> m_secrets;
    std::map<QString, KeychainFault> m_faults;
};

} // namespace isobar
