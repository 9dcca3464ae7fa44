#include "core/delivery/secretstore.h"

#include <QTimer>

#ifdef ISOBAR_HAS_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace isobar {

namespace {

#ifdef ISOBAR_HAS_KEYCHAIN

KeychainFault faultOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainFault::None;
    case QKeychain::EntryNotFound:
        return KeychainFault::NotThere;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return KeychainFault::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return KeychainFault::NoService;
    default:
        return KeychainFault::Other;
    }
}

/// The jobs of QtKeychain end themselves; its insecure fallback, a settings file, stays off.
class QtKeychain : public Keychain {
public:
    void read(const QString &key, Read answer) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service());
        start(job, key, [job, answer] {
            const KeychainFault fault = faultOf(job->error());
            answer(fault, fault == KeychainFault::None ? job->textData() : QString());
        });
    }
    void write(const QString &key, const QString &value, Done answer) override
    {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setTextData(value);
        start(job, key, [job, answer] { answer(faultOf(job->error())); });
    }
    void remove(const QString &key, Done answer) override
    {
        auto *job = new QKeychain::DeletePasswordJob(service());
        start(job, key, [job, answer] { answer(faultOf(job->error())); });
    }

private:
    static QString service() { return QStringLiteral("Isobar"); }
    template <class Finished> static void start(QKeychain::Job *job, const QString &key, Finished finished)
    {
        job->setInsecureFallback(false);
        job->setKey(key);
        QObject::connect(job, &QKeychain::Job::finished, job, finished);
        job->start();
    }
};

#else

class NoKeychain : public Keychain {
public:
    void read(const QString &, Read answer) override
    {
        QTimer::singleShot(0, [answer] { answer(KeychainFault::NoService, {}); });
    }
    void write(const QString &, const QString &, Done answer) override { say(answer); }
    void remove(const QString &, Done answer) override { say(answer); }

private:
    static void say(const Done &answer)
    {
        QTimer::singleShot(0, [answer] { answer(KeychainFault::NoService); });
    }
};

#endif

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
#ifdef ISOBAR_HAS_KEYCHAIN
    return std::make_unique<QtKeychain>();
#else
    return std::make_unique<NoKeychain>();
#endif
}

} // namespace isobar
