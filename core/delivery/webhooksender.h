#pragma once
#include "core/base/clock.h"
#include "core/delivery/outbox.h"
#include "core/delivery/webhook.h"
#include "core/wire/backoff.h"
#include "core/wire/proxysetting.h"
#include "core/wire/restsource.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace isobar {

/// Why a webhook does not get its messages.
enum class WebhookTrouble : std::uint8_t {
    None,
    NoSecret, ///< the keychain has not given it (yet)
    BadAddress, ///< see WebhookStatus::said
    Refused, ///< 4xx: the service does not take it; such a message is given up
    Limited, ///< 429: it asked to wait
    ServerError, ///< 5xx
    Timeout,
    NoHost, ///< the name is not known
    BadCertificate,
    Unreachable,
    NotStored ///< the outbox cannot be written; it is posted all the same
};

/// How a webhook does.
struct WebhookStatus {
    std::string target;
    WebhookTrouble trouble = WebhookTrouble::None;
    int httpStatus = 0; ///< of the last answer; 0: none
    std::string said; ///< by the service, or why the address is no good; without anything of the secret
    int waiting = 0; ///< messages
    std::uint64_t sent = 0, dropped = 0; ///< since the program started
    TimeMs retryMs = 0; ///< transport time of the next try; 0: none is due
    bool operator==(const WebhookStatus &) const = default;
};

/// A webhook that is switched on.
struct WebhookAccount {
    WebhookTarget target;
    std::optional<WebhookSecret> secret; ///< absent: not known yet; messages wait
    ProxySetting proxy;
    bool operator==(const WebhookAccount &) const = default;
};

struct WebhookLimits {
    TimeMs timeoutMs = 15 * SecondMs;
    TimeMs gapMs = SecondMs; ///< between two messages to one target: chats take no bursts
    BackoffLimits backoff{2 * SecondMs, 2.0, MinuteMs, MinuteMs, 15 * MinuteMs};
};

/// Posts messages: one at a time for each target, in order, until the service has taken them. What fails for a while is
/// tried again after a growing time, or after the time that the service asks for. Lives on one thread.
class WebhookSender : public QObject {
    Q_OBJECT
public:
    /// Called whenever the status of a target changed.
    using Tell = std::function<void(const WebhookStatus &)>;
    /// The outcome of a test: trouble None when the service took it.
    using Tested = std::function<void(const WebhookStatus &)>;

    WebhookSender(const QString &outboxPath, const Clock &clock, Tell tell, const WebhookLimits &limits = {});

    /// What waits for targets that are not among them is thrown away.
    void setAccounts(std::vector<WebhookAccount> accounts);
    void send(const std::set<std::string> &targets, const WebhookMessage &message);
    /// Posts once, past the outbox; the account need not be among those that were set.
    void test(const WebhookAccount &account, const WebhookMessage &message, Tested tested);

private:
    struct Line {
        WebhookAccount account;
        std::unique_ptr<RestSource> source;
        Backoff backoff;
        WebhookStatus status;
        TimeMs dueMs = 0;
        bool isOpen = false; ///< a post is under way
    };
    void work();
    void post(Line &line, const OutboxEntry &entry);
    void finish(const std::string &target, std::uint64_t serial, const RestAnswer &answer);
    void tell(Line &line);
    std::unique_ptr<RestSource> sourceOf(const WebhookAccount &account, const WebhookPost &post) const;
    static void judge(const RestAnswer &answer, const WebhookSecret &secret, WebhookStatus &status);

    const Clock &m_clock;
    Tell m_tell;
    WebhookLimits m_limits;
    Outbox m_outbox;
    std::map<std::string, Line> m_lines; // by target
    std::map<std::uint64_t, std::unique_ptr<RestSource>> m_tests;
    std::uint64_t m_testNumber = 0;
    QTimer m_timer{this};
};

} // namespace isobar
