#include "core/simulation/servers/httpconnection.h"

#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>

namespace isobar::simulation {

namespace {

constexpr qint64 MaxHead = 16 * 1024;
constexpr qint64 MaxPeek = MaxHead + (1 << 20);

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, const Door &door, QObject *parent)
    : QObject(parent), m_socket(socket), m_door(door)
{
    m_socket->setParent(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readRequests);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    // What came before the signal was connected.
    QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
}

void HttpConnection::readRequests()
{
    while (m_socket && !m_waiting && m_socket->bytesAvailable() > 0 && readOne()) { }
}

bool HttpConnection::readOne()
{
    const QByteArray bytes = m_socket->peek(MaxPeek);
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto length = headLength(view);
    if (!length) {
        if (bytes.size() > MaxHead)
            m_socket->abort();
        return false;
    }
    auto request = parseHead(view.substr(0, *length));
    const auto body = request ? bodyLength(*request) : std::nullopt;
    if (!body) {
        send({400, "{\"msg\":\"bad request\"}", "application/json", {}}, false);
        return false;
    }
    if (request->wantsWebSocket()) {
        if (const auto refusal = m_door.refuseUpgrade(*request)) {
            send(*refusal, false);
            return false;
        }
        handOn();
        return false;
    }
    if (view.size() < *length + *body)
        return false;
    request->body = view.substr(*length, *body);
    m_socket->skip(static_cast<qint64>(*length + *body));

    const auto [answer, lateMs] = m_door.answer(*request);
    if (lateMs <= 0) {
        send(answer, request->keepAlive);
        return request->keepAlive;
    }
    m_waiting = true;
    QTimer::singleShot(lateMs, this, [this, late = answer, keepAlive = request->keepAlive] {
        m_waiting = false;
        send(late, keepAlive);
        if (keepAlive)
            readRequests();
    });
    return false;
}

void HttpConnection::handOn()
{
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->setParent(nullptr);
    m_door.upgrade(socket);
    deleteLater();
}

void HttpConnection::send(const HttpAnswer &answer, bool keepAlive)
{
    const std::string bytes = serialize(answer, keepAlive);
    m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    if (!keepAlive) {
        m_socket->disconnect(this, nullptr);
        connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_socket->disconnectFromHost();
    }
}

} // namespace isobar::simulation
