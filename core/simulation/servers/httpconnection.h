#pragma once
#include "core/simulation/servers/http.h"

#include <QtCore/QObject>

#include <functional>

class QTcpSocket;

namespace isobar::simulation {

/// One accepted socket while it speaks HTTP/1.1: requests are answered one after the other, an upgrade is handed on
/// with its head unread. Owns the socket and deletes itself with it.
class HttpConnection : public QObject {
    Q_OBJECT
public:
    struct Door {
        /// Answers a request; the milliseconds say how late.
        std::function<std::pair<HttpAnswer, int>(const HttpRequest &)> answer;
        /// Decides about a handshake: no answer means that the socket goes to `upgrade`.
        std::function<std::optional<HttpAnswer>(const HttpRequest &)> refuseUpgrade;
        /// Takes the socket over.
        std::function<void(QTcpSocket *)> upgrade;
    };
    HttpConnection(QTcpSocket *socket, const Door &door, QObject *parent);

private:
    void readRequests();
    bool readOne();
    void handOn();
    void send(const HttpAnswer &answer, bool keepAlive);

    QTcpSocket *m_socket;
    const Door &m_door;
    bool m_waiting = false; ///< an answer is on its way; the next request waits
};

} // namespace isobar::simulation
