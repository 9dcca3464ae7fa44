#include "core/delivery/webhooksender.h"

#include <QRandomGenerator>

#include <algorithm>

namespace isobar {

namespace {

WebhookTrouble troubleOf(const RestAnswer &answer)
{
    switch (answer.fault) {
    case RestFault::None:
        break;
    case RestFault::Timeout:
        return WebhookTrouble::Timeout;
    case RestFault::Dns:
        return WebhookTrouble::NoHost;
    case RestFault::Tls:
        return WebhookTrouble::BadCertificate;
    default:
        return WebhookTrouble::Unreachable;
    }
    if (answer.isOk())
        return WebhookTrouble::None;
    if (answer.status == 429)
        return WebhookTrouble::Limited;
    // 408: the request came too slowly; below 400: a redirection that leads elsewhere.
    const bool isOurs = answer.status >= 300 && answer.status < 500 && answer.status != 408;
    return isOurs ? WebhookTrouble::Refused : WebhookTrouble::ServerError;
}

} // namespace

WebhookSender::WebhookSender(const QString &outboxPath, const Clock &clock, Tell tell, const WebhookLimits &limits)
    : m_clock(clock), m_tell(std::move(tell)), m_limits(limits), m_outbox(outboxPath)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WebhookSender::work);
}

std::unique_ptr<RestSource> WebhookSender::sourceOf(const WebhookAccount &account, const WebhookPost &post) const
{
    RestOptions options;
    options.host = post.host;
    options.isOnlyHost = true;
    options.timeoutMs = m_limits.timeoutMs;
    options.maxBodyBytes = 64 << 10;
    options.proxy = account.proxy;
    options.headers = post.headers;
    return std::make_unique<RestSource>(std::move(options), m_clock);
}

void WebhookSender::setAccounts(std::vector<WebhookAccount> accounts)
{
    std::map<std::string, Line> lines;
    for (WebhookAccount &account : accounts) {
        const std::string id = account.target.id;
        const auto before = m_lines.find(id);
        if (before != m_lines.end() && before->second.account == account) {
            lines.insert(m_lines.extract(before));
            continue;
        }
        Line line;
        line.backoff = Backoff(m_limits.backoff);
        line.status.target = id;
        if (before != m_lines.end()) {
            line.status.sent = before->second.status.sent;
            line.status.dropped = before->second.status.dropped;
        }
        if (!account.secret) {
            line.status.trouble = WebhookTrouble::NoSecret;
        } else if (const auto address = webhookAddress(account.target, *account.secret); !address) {
            line.status.trouble = WebhookTrouble::BadAddress;
            line.status.said = address.error();
        } else {
            line.source = sourceOf(account, *address);
        }
        line.account = std::move(account);
        lines.emplace(id, std::move(line));
    }
    m_lines = std::move(lines);
    std::set<std::string> strangers;
    for (const OutboxEntry &entry : m_outbox.entries()) {
        if (!m_lines.contains(entry.target))
            strangers.insert(entry.target);
    }
    for (const std::string &target : strangers)
        m_outbox.removeTarget(target);
    for (auto &[id, line] : m_lines)
        tell(line);
    work();
}

void WebhookSender::send(const std::set<std::string> &targets, const WebhookMessage &message)
{
    for (const std::string &target : targets) {
        if (m_lines.contains(target))
            m_outbox.put(target, message, m_clock.transportMs());
    }
    for (auto &[id, line] : m_lines) // the oldest of another may have given way
        tell(line);
    work();
}

void WebhookSender::work()
{
    const TimeMs now = m_clock.transportMs();
    if (m_outbox.forgetOld(now)) {
        for (auto &[id, line] : m_lines)
            tell(line);
    }
    std::optional<TimeMs> next;
    for (auto &[id, line] : m_lines) {
        const OutboxEntry *entry = m_outbox.first(id);
        if (!entry || line.isOpen || !line.source)
            continue;
        if (line.dueMs <= now)
            post(line, *entry);
        else
            next = std::min(next.value_or(line.dueMs), line.dueMs);
    }
    if (next)
        m_timer.start(static_cast<int>(std::clamp<TimeMs>(*next - now, 1, HourMs)));
}

void WebhookSender::post(Line &line, const OutboxEntry &entry)
{
    const auto post = webhookPost(line.account.target, *line.account.secret, entry.message);
    if (!post) // its address was found good when the account was set
        return;
    line.isOpen = true;
    line.status.retryMs = 0;
    line.source->ask(
        {post->path, post->body}, [this, id = line.account.target.id, serial = entry.serial](const RestAnswer &answer) {
            finish(id, serial, answer);
        });
}

void WebhookSender::judge(const RestAnswer &answer, const WebhookSecret &secret, WebhookStatus &status)
{
    status.trouble = troubleOf(answer);
    status.httpStatus = answer.status;
    // Never the text of a fault: it may name the whole URL.
    status.said =
        status.trouble == WebhookTrouble::None ? std::string() : secret.scrubbed(complaintInBody(answer.body));
}

void WebhookSender::finish(const std::string &target, std::uint64_t serial, const RestAnswer &answer)
{
    Line &line = m_lines.at(target); // its source died with it, and then nobody is called
    const TimeMs now = m_clock.transportMs();
    line.isOpen = false;
    judge(answer, *line.account.secret, line.status);
    switch (line.status.trouble) {
    case WebhookTrouble::None:
        ++line.status.sent;
        line.backoff.succeeded();
        line.dueMs = now + m_limits.gapMs;
        m_outbox.remove(serial);
        break;
    case WebhookTrouble::Refused:
        line.backoff.succeeded(); // it answers; the next message may be to its liking
        line.dueMs = now + m_limits.gapMs;
        m_outbox.giveUp(serial);
        break;
    default: {
        const TimeMs backoff = line.backoff.failed(now, QRandomGenerator::global()->generateDouble());
        const auto asked = answer.retryAfterMs ? answer.retryAfterMs : retryAfterInBody(answer.body);
        line.dueMs = now + (asked ? std::max(*asked, m_limits.gapMs) : backoff);
        line.status.retryMs = line.dueMs;
    }
    }
    tell(line);
    // Not from within the answer: the source must not be asked or die while it speaks.
    QMetaObject::invokeMethod(this, &WebhookSender::work, Qt::QueuedConnection);
}

void WebhookSender::tell(Line &line)
{
    WebhookStatus status = line.status;
    status.waiting = m_outbox.waiting(status.target);
    status.dropped = m_outbox.dropped(status.target);
    if (status.trouble == WebhookTrouble::None && !m_outbox.trouble().empty()) {
        status.trouble = WebhookTrouble::NotStored;
        status.said = m_outbox.trouble();
    }
    line.status.waiting = status.waiting;
    line.status.dropped = status.dropped;
    if (m_tell)
        m_tell(status);
}

void WebhookSender::test(const WebhookAccount &account, const WebhookMessage &message, Tested tested)
{
    WebhookStatus status;
    status.target = account.target.id;
    const WebhookSecret secret = account.secret.value_or(WebhookSecret());
    const auto post = webhookPost(account.target, secret, message);
    if (!account.secret || !post) {
        status.trouble = account.secret ? WebhookTrouble::BadAddress : WebhookTrouble::NoSecret;
        status.said = post ? std::string() : post.error();
        tested(status);
        return;
    }
    const std::uint64_t number = ++m_testNumber;
    RestSource &source = *m_tests.emplace(number, sourceOf(account, *post)).first->second;
    source.ask({post->path, post->body}, [this, number, status, secret, tested](const RestAnswer &answer) {
        WebhookStatus outcome = status;
        judge(answer, secret, outcome);
        tested(outcome);
        QMetaObject::invokeMethod(
            this, [this, number] { m_tests.erase(number); }, Qt::QueuedConnection);
    });
}

} // namespace isobar
