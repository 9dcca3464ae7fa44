#pragma once
#include "core/base/time.h"
#include "core/wire/proxysetting.h"

#include <QSslCertificate>
#include <QTimer>
#include <QWebSocket>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace isobar {

/// Why a connection ended or never came to be.
enum class CloseReason : std::uint8_t {
    Refused, ///< nobody listens, or the handshake was answered with another HTTP status than 101
    Tls, ///< the certificate was not accepted, or the TLS handshake failed
    Dns, ///< no such host
    Timeout, ///< no answer in time
    Network, ///< anything else below WebSocket
    RemoteClose, ///< the venue closed an open connection
    Oversize, ///< a message above the limit
    Protocol, ///< bytes that are no WebSocket, or text that is not UTF-8
};

struct SocketClosed {
    CloseReason reason = CloseReason::Network;
    int httpStatus = 0; ///< of a refused handshake; 0: there was none
    std::string text; ///< in words, for the user
};

struct SocketOptions {
    TimeMs handshakeMs = 10'000; ///< from open() to the answer
    quint64 maxMessageBytes = 16u << 20; ///< a larger message closes the connection
    double messagesPerSecond = 5; ///< pace of our own messages
    QList<QSslCertificate> extraCa = {}; ///< trusted beside the system's, for this connection only
    ProxySetting proxy = {};
    std::vector<std::pair<std::string, std::string>> headers = {}; ///< of the handshake: name, value
};

/// One WebSocket connection, from open() to one call of `closed`. Lives on the thread that made it; the handlers are
/// called there and must not destroy the source. TLS certificates are always verified. Destroying it closes the
/// connection and calls nobody.
class WebSocketSource {
public:
    struct Handlers {
        std::function<void()> opened;
        std::function<void(std::string_view)> text;
        std::function<void(std::string_view)> binary;
        std::function<void(const SocketClosed &)> closed; ///< exactly once after open(), unless destroyed or close()d
        std::function<void()> pong = {}; ///< the answer to ping()
    };

    WebSocketSource(SocketOptions options, Handlers handlers);
    ~WebSocketSource();
    WebSocketSource(const WebSocketSource &) = delete;
    WebSocketSource &operator=(const WebSocketSource &) = delete;

    /// `host` is "wss://host[:port]", `path` begins with "/" and may hold a query. Once per object.
    void open(const std::string &host, const std::string &path);
    /// Sends a text frame when the pace allows; `urgent` (keep-alive, replies) overtakes what is waiting. Messages
    /// given before the connection is open wait for it.
    void send(std::string message, bool urgent = false);
    /// Sends a WebSocket ping frame at once; nothing before the connection is open.
    void ping();
    /// Ends the connection without calling `closed`.
    void close();
    /// While paused nothing is read: what the kernel holds fills up and TCP makes the venue wait. What was already read
    /// from the network may still come. After it nothing is lost.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    bool isOpen() const { return m_open; }
    /// Bytes of the frames so far.
    quint64 bytesReceived() const { return m_bytes; }

private:
    void connectSocket();
    void openedByServer();
    void failed(QAbstractSocket::SocketError error);
    void disconnectedByServer();
    void finish(SocketClosed closed);
    void sendNext();
    void applyPause();

    SocketOptions m_options;
    Handlers m_handlers;
    std::unique_ptr<QWebSocket, void (*)(QWebSocket *)> m_socket;
    QTimer m_handshake;
    QTimer m_pace;
    std::deque<std::string> m_waiting;
    std::string m_tlsError; // the socket tells it before its general error
    quint64 m_bytes = 0;
    bool m_open = false;
    bool m_finished = false;
    bool m_paused = false;
};

/// "refused", "tls", "dns", "timeout", "network", "closed", "oversize", "protocol".
std::string_view closeReasonName(CloseReason reason);

} // namespace isobar
