#pragma once
#include "core/simulation/servers/activefaults.h"
#include "core/simulation/servers/venueprotocol.h"

#include <QtCore/QObject>

#include <deque>
#include <functional>
#include <memory>

class QWebSocket;

namespace isobar::simulation {

/// One open WebSocket of a simulated venue: carries frames between the socket and the session, keeps the venue's
/// connection rules and damages what the script wants damaged. Owns the socket.
class WebSocketClient : public QObject {
    Q_OBJECT
public:
    /// `now` is asked whenever a frame arrives.
    WebSocketClient(QWebSocket *socket, std::unique_ptr<Session> session, ConnectionRules rules,
        std::function<Instant()> now, const ActiveFaults &faults, QObject *parent);
    ~WebSocketClient() override;

    void greet(Outbox greeting);
    /// Lets the session push what is due and hangs up where the rules say so.
    void push(const Instant &now);
    /// Sends the last frames of data again, in their order, so that the newest values stand at the end; but no
    /// liquidations, of which each happened once. Returns their number.
    std::size_t repeat();
    /// Ends the connection without a close frame, as a failing network does.
    void cut();

Q_SIGNALS:
    void ended(isobar::simulation::WebSocketClient *client);

private:
    void receive(const QByteArray &bytes);
    void deliver(Outbox out, const Instant &now);
    void remember(const OutFrame &frame);
    void send(const OutFrame &frame, TimeMs wallMs);
    void sendLate(TimeMs wallMs);
    bool isOverdue(const Instant &now) const;

    QWebSocket *m_socket;
    std::unique_ptr<Session> m_session;
    ConnectionRules m_rules;
    std::function<Instant()> m_now;
    const ActiveFaults &m_faults;
    std::deque<std::pair<TimeMs, OutFrame>> m_late;
    std::deque<OutFrame> m_recent; ///< for repeat()
    std::deque<TimeMs> m_received; ///< wall times of the last second's frames
    TimeMs m_openedMs, m_sentMs, m_receivedMs, m_pingedMs;
    TimeMs m_unansweredMs = 0; ///< of the first ping that waits for its pong; 0: none waits
    unsigned m_garbleTurn = 0;
};

} // namespace isobar::simulation
