#pragma once
#include "core/base/result.h"
#include "core/simulation/servers/httpconnection.h"
#include "core/simulation/servers/websocketclient.h"

#include <QtCore/QPointer>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpSocket>
#include <QtWebSockets/QWebSocketServer>

#include <optional>
#include <vector>

class QTcpServer;

namespace isobar::simulation {

/// The front door of one simulated venue: one loopback port for its REST and its WebSocket. Looks at the head of each
/// request, applies the faults of the script there, answers REST itself and hands handshakes on to QWebSocketServer
/// (QHttpServer 6.4 can neither refuse a handshake nor survive a client that leaves before its answer).
class FrontServer : public QObject {
    Q_OBJECT
public:
    FrontServer(VenueProtocol &protocol, std::function<Instant()> now, QObject *parent = nullptr);
    ~FrontServer() override;

    /// Listens on 127.0.0.1; `port` 0 takes a free one. Error: the port is taken.
    Result<void> listen(quint16 port, const std::optional<QSslConfiguration> &tls);
    quint16 port() const;
    void close();

    /// From now on; cuts open connections where the faults say so.
    void setFaults(const ActiveFaults &faults);
    /// Lets every session push what is due.
    void push(const Instant &now);
    /// While the faults want a flood: repeats as many frames as are due by now, connection after connection.
    void flood(const Instant &now);
    bool isFlooding() const { return m_faults.floodPerSecond > 0; }
    std::size_t clientCount() const { return m_clients.size(); }
    /// TCP sockets kept for WebSockets: those of the clients and of handshakes under way.
    qsizetype socketCount() const { return m_upgrades.findChildren<QTcpSocket *>().size(); }

private:
    void accept();
    std::pair<HttpAnswer, int> answer(const HttpRequest &request);
    std::optional<HttpAnswer> refuseUpgrade(const HttpRequest &handshake);
    void welcome();
    void cutAll();

    VenueProtocol &m_protocol;
    std::function<Instant()> m_now;
    ActiveFaults m_faults;
    HttpConnection::Door m_door;
    QTcpServer *m_listener = nullptr;
    QWebSocketServer m_upgrades;
    std::vector<QPointer<QTcpSocket>> m_handshakes; ///< on their way through m_upgrades
    std::vector<WebSocketClient *> m_clients;
    TimeMs m_floodedMs = 0; ///< wall time up to which frames were repeated
    double m_floodDue = 0;
    std::size_t m_floodTurn = 0;
    unsigned m_garbleTurn = 0;
};

} // namespace isobar::simulation
