#include "core/simulation/servers/websocketclient.h"

#include <QtWebSockets/QWebSocket>

#include <algorithm>

namespace isobar::simulation {

namespace {

/// A reader that falls so far behind is cut off, as every venue does.
constexpr qint64 MaxUnsent = 32 * 1024 * 1024;

/// What repeat() has at hand: frames of a usual size.
constexpr std::size_t RecentFrames = 32, RecentFrameBytes = 4096;

bool isRepeatable(const OutFrame &frame)
{
    constexpr unsigned Once = LiquidationStream | OtherStream;
    return frame.streams != ControlFrame && (frame.streams & Once) == 0 && frame.text.size() <= RecentFrameBytes;
}

} // namespace

WebSocketClient::WebSocketClient(QWebSocket *socket, std::unique_ptr<Session> session, ConnectionRules rules,
    std::function<Instant()> now, const ActiveFaults &faults, QObject *parent)
    : QObject(parent), m_socket(socket), m_session(std::move(session)), m_rules(rules), m_now(std::move(now)),
      m_faults(faults), m_openedMs(m_now().wallMs), m_sentMs(m_openedMs), m_receivedMs(m_openedMs),
      m_pingedMs(m_openedMs)
{
    m_socket->setParent(this);
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { receive(text.toUtf8()); });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketClient::receive);
    connect(m_socket, &QWebSocket::disconnected, this, [this] { Q_EMIT ended(this); });
    connect(m_socket, &QWebSocket::pong, this, [this] {
        m_unansweredMs = 0;
        m_receivedMs = m_now().wallMs;
    });
}

WebSocketClient::~WebSocketClient()
{
    m_socket->disconnect(this); // its destructor would report the end of a client that is no more
}

void WebSocketClient::greet(Outbox greeting) { deliver(std::move(greeting), m_now()); }

void WebSocketClient::push(const Instant &now)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_socket->bytesToWrite() > MaxUnsent || isOverdue(now)) {
        m_socket->close(QWebSocketProtocol::CloseCodeGoingAway);
        return;
    }
    if (m_rules.pingEveryMs > 0 && now.wallMs - m_pingedMs >= m_rules.pingEveryMs) {
        m_pingedMs = now.wallMs;
        if (m_unansweredMs == 0)
            m_unansweredMs = now.wallMs;
        m_socket->ping(QByteArray::number(now.marketMs));
    }
    Outbox out;
    out.muted = m_faults.muted;
    m_session->push(now, out);
    sendLate(now.wallMs);
    deliver(std::move(out), now);
}

std::size_t WebSocketClient::repeat()
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return 0;
    const TimeMs now = m_now().wallMs;
    for (const OutFrame &frame : m_recent)
        send(frame, now);
    return m_recent.size();
}

void WebSocketClient::cut() { m_socket->abort(); }

bool WebSocketClient::isOverdue(const Instant &now) const
{
    const TimeMs active = m_rules.receiptKeeps ? std::max(m_sentMs, m_receivedMs) : m_sentMs;
    return (m_rules.idleMs > 0 && now.wallMs - active >= m_rules.idleMs)
        || (m_unansweredMs > 0 && m_rules.pongWithinMs > 0 && now.wallMs - m_unansweredMs >= m_rules.pongWithinMs)
        || (m_rules.lifetimeMs > 0 && now.wallMs - m_openedMs >= m_rules.lifetimeMs);
}

void WebSocketClient::receive(const QByteArray &bytes)
{
    const Instant now = m_now();
    m_receivedMs = now.wallMs;
    if (m_rules.messagesPerSecond > 0) {
        m_received.push_back(now.wallMs);
        while (m_received.front() + SecondMs <= now.wallMs)
            m_received.pop_front();
        if (std::cmp_greater(m_received.size(), m_rules.messagesPerSecond)) {
            m_socket->close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("Too many requests"));
            return;
        }
    }
    Outbox out;
    out.muted = m_faults.muted;
    m_session->receive({bytes.constData(), static_cast<std::size_t>(bytes.size())}, now, out);
    deliver(std::move(out), now);
}

void WebSocketClient::deliver(Outbox out, const Instant &now)
{
    for (OutFrame &frame : out.frames) {
        remember(frame);
        // Once something is late, all that follows stays behind it.
        if (m_faults.slow || !m_late.empty())
            m_late.emplace_back(now.wallMs + (m_faults.slow ? SlowMs : 0), std::move(frame));
        else
            send(frame, now.wallMs);
    }
    if (out.close) {
        sendLate(now.wallMs + SlowMs);
        m_socket->close(
            static_cast<QWebSocketProtocol::CloseCode>(out.close->code), QString::fromStdString(out.close->reason));
    }
}

void WebSocketClient::remember(const OutFrame &frame)
{
    if (!isRepeatable(frame))
        return;
    m_recent.push_back(frame);
    if (m_recent.size() > RecentFrames)
        m_recent.pop_front();
}

void WebSocketClient::sendLate(TimeMs wallMs)
{
    while (!m_late.empty() && m_late.front().first <= wallMs) {
        send(m_late.front().second, wallMs);
        m_late.pop_front();
    }
}

void WebSocketClient::send(const OutFrame &frame, TimeMs wallMs)
{
    const bool damaged = (frame.streams & m_faults.garbled) != 0;
    const std::string text = damaged ? garble(frame.text, m_garbleTurn++) : frame.text;
    const auto size = static_cast<qsizetype>(text.size());
    if (frame.isBinary)
        m_socket->sendBinaryMessage(QByteArray(text.data(), size));
    else
        m_socket->sendTextMessage(QString::fromUtf8(text.data(), size));
    m_sentMs = wallMs;
}

} // namespace isobar::simulation
