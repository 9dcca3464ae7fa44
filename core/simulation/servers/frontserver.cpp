#include "core/simulation/servers/frontserver.h"

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtWebSockets/QWebSocket>

namespace isobar::simulation {

namespace {

/// Hands out encrypted sockets when it has a certificate, plain ones otherwise.
class Listener final : public QTcpServer {
public:
    Listener(std::optional<QSslConfiguration> tls, QObject *parent) : QTcpServer(parent), m_tls(std::move(tls)) { }

protected:
    void incomingConnection(qintptr handle) override
    {
        if (!m_tls) {
            QTcpServer::incomingConnection(handle);
            return;
        }
        auto *socket = new QSslSocket(this);
        socket->setSslConfiguration(*m_tls);
        if (!socket->setSocketDescriptor(handle)) {
            delete socket;
            return;
        }
        socket->startServerEncryption();
        addPendingConnection(socket);
    }

private:
    std::optional<QSslConfiguration> m_tls;
};

/// The request that opened a WebSocket.
HttpRequest handshakeOf(const QNetworkRequest &request)
{
    const std::string target = request.url().toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority).toStdString();
    HttpRequest handshake = parseHead("GET " + target + " HTTP/1.1\r\n\r\n").value_or(HttpRequest());
    for (const QByteArray &name : request.rawHeaderList())
        handshake.headers[name.toLower().toStdString()] = request.rawHeader(name).toStdString();
    return handshake;
}

} // namespace

FrontServer::FrontServer(VenueProtocol &protocol, std::function<Instant()> now, QObject *parent)
    : QObject(parent), m_protocol(protocol), m_now(std::move(now)),
      m_upgrades(QString(), QWebSocketServer::NonSecureMode)
{
    m_door.answer = [this](const HttpRequest &request) { return answer(request); };
    m_door.refuseUpgrade = [this](const HttpRequest &handshake) { return refuseUpgrade(handshake); };
    m_door.upgrade = [this](QTcpSocket *socket) {
        socket->setParent(&m_upgrades);
        m_handshakes.emplace_back(socket);
        m_upgrades.handleConnection(socket);
    };
    connect(&m_upgrades, &QWebSocketServer::newConnection, this, &FrontServer::welcome);
}

FrontServer::~FrontServer()
{
    // Before the members go that their sockets would tell of their end.
    qDeleteAll(std::exchange(m_clients, {}));
    qDeleteAll(findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly));
}

Result<void> FrontServer::listen(quint16 port, const std::optional<QSslConfiguration> &tls)
{
    m_listener = new Listener(tls, this);
    connect(m_listener, &QTcpServer::newConnection, this, &FrontServer::accept);
    if (!m_listener->listen(QHostAddress::LocalHost, port))
        return Error{
            "cannot listen on 127.0.0.1:" + std::to_string(port) + ": " + m_listener->errorString().toStdString()};
    return {};
}

quint16 FrontServer::port() const { return m_listener ? m_listener->serverPort() : quint16(0); }

void FrontServer::close()
{
    if (m_listener)
        m_listener->close();
    cutAll();
}

void FrontServer::setFaults(const ActiveFaults &faults)
{
    if (faults.floodPerSecond > 0 && !isFlooding()) {
        m_floodedMs = m_now().wallMs;
        m_floodDue = 0;
    }
    m_faults = faults;
    if (m_faults.drop || m_faults.refuse)
        cutAll();
}

void FrontServer::push(const Instant &now)
{
    // A client that is cut in passing leaves the list: walk over a copy.
    for (WebSocketClient *client : std::vector(m_clients))
        client->push(now);
}

void FrontServer::flood(const Instant &now)
{
    if (!isFlooding())
        return;
    m_floodDue += m_faults.floodPerSecond * static_cast<double>(now.wallMs - m_floodedMs) / SecondMs;
    m_floodedMs = now.wallMs;
    for (std::size_t inVain = 0; m_floodDue > 0 && inVain < m_clients.size();) {
        const std::size_t sent = m_clients[m_floodTurn++ % m_clients.size()]->repeat();
        m_floodDue -= static_cast<double>(sent);
        inVain = sent > 0 ? 0 : inVain + 1;
    }
    m_floodDue = std::min(m_floodDue, 0.0); // what nobody was there for is not made up for
}

void FrontServer::accept()
{
    while (QTcpSocket *socket = m_listener->nextPendingConnection()) {
        if (m_faults.drop) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        new HttpConnection(socket, m_door, this);
    }
}

std::pair<HttpAnswer, int> FrontServer::answer(const HttpRequest &request)
{
    const int lateMs = m_faults.slow ? static_cast<int>(SlowMs) : 0;
    if (m_faults.refuse)
        return {m_protocol.refuse(Refusal::Blocked, 0), lateMs};
    if (m_faults.tooMany)
        return {m_protocol.refuse(Refusal::TooMany, FaultRetryAfterS), lateMs};
    if (m_faults.unavailable)
        return {m_protocol.refuse(Refusal::Unavailable, 0), lateMs};
    HttpAnswer answer = m_protocol.answer(request, m_now());
    if (m_faults.garbleRest)
        answer.body = garble(answer.body, m_garbleTurn++);
    return {std::move(answer), lateMs};
}

std::optional<HttpAnswer> FrontServer::refuseUpgrade(const HttpRequest &handshake)
{
    if (m_faults.refuse)
        return m_protocol.refuse(Refusal::Blocked, 0);
    if (m_faults.unavailable)
        return m_protocol.refuse(Refusal::Unavailable, 0);
    Outbox unused;
    if (!m_protocol.open(handshake, m_now(), unused))
        return m_protocol.refuseHandshake(handshake);
    return std::nullopt;
}

void FrontServer::welcome()
{
    while (QWebSocket *socket = m_upgrades.nextPendingConnection()) {
        Outbox greeting;
        // QWebSocket leaves its TCP socket behind: it shall go with it.
        for (const QPointer<QTcpSocket> &tcp : m_handshakes)
            if (tcp && tcp->peerPort() == socket->peerPort())
                connect(socket, &QObject::destroyed, tcp, &QObject::deleteLater);
        std::erase_if(m_handshakes,
            [socket](const QPointer<QTcpSocket> &tcp) { return !tcp || tcp->peerPort() == socket->peerPort(); });
        auto session = m_protocol.open(handshakeOf(socket->request()), m_now(), greeting);
        if (!session) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *client = new WebSocketClient(socket, std::move(session), m_protocol.rules(), m_now, m_faults, this);
        m_clients.push_back(client);
        connect(client, &WebSocketClient::ended, this, [this](WebSocketClient *gone) {
            std::erase(m_clients, gone);
            gone->deleteLater();
        });
        client->greet(std::move(greeting));
    }
}

void FrontServer::cutAll()
{
    for (WebSocketClient *client : std::vector(m_clients))
        client->cut();
    qDeleteAll(findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly));
}

} // namespace isobar::simulation
