#include "core/wire/websocketsource.h"

#include "core/market/healthcause.h"
#include "core/wire/httpstatus.h"

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QTcpSocket>

#include <algorithm>

namespace isobar {

namespace {

// What a paused connection may still take in beyond the kernel's buffers.
constexpr qint64 pausedBufferBytes = 64 * 1024;

// The socket may be in the middle of a signal, and its destructor would emit `disconnected` once more.
void discard(QWebSocket *socket)
{
    socket->disconnect();
    socket->abort();
    socket->deleteLater();
}

CloseReason reasonOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionRefusedError:
        return CloseReason::Refused;
    case QAbstractSocket::HostNotFoundError:
    case QAbstractSocket::ProxyNotFoundError:
        return CloseReason::Dns;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return CloseReason::Timeout;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return CloseReason::Tls;
    case QAbstractSocket::RemoteHostClosedError:
        return CloseReason::RemoteClose;
    default:
        return CloseReason::Network;
    }
}

} // namespace

std::string_view closeReasonName(CloseReason reason)
{
    switch (reason) {
    case CloseReason::Refused:
        return "refused";
    case CloseReason::Tls:
        return "tls";
    case CloseReason::Dns:
        return "dns";
    case CloseReason::Timeout:
        return "timeout";
    case CloseReason::Network:
        return "network";
    case CloseReason::RemoteClose:
        return "closed";
    case CloseReason::Oversize:
        return "oversize";
    case CloseReason::Protocol:
        return "protocol";
    }
    return {};
}

WebSocketSource::WebSocketSource(SocketOptions options, Handlers handlers)
    : m_options(std::move(options)), m_handlers(std::move(handlers)), m_socket(nullptr, &discard)
{
    m_handshake.setSingleShot(true);
    QObject::connect(&m_handshake, &QTimer::timeout, &m_handshake, [this] {
        finish({CloseReason::Timeout, 0,
            causeSentence(HealthCause::HandshakeTimeout, {std::to_string(m_options.handshakeMs / SecondMs)})});
    });
    m_pace.setTimerType(Qt::PreciseTimer);
    m_pace.setInterval(std::max(1, static_cast<int>(1000.0 / std::max(0.1, m_options.messagesPerSecond))));
    QObject::connect(&m_pace, &QTimer::timeout, &m_pace, [this] { sendNext(); });
}

WebSocketSource::~WebSocketSource() = default;

void WebSocketSource::open(const std::string &host, const std::string &path)
{
    const QUrl url(QString::fromStdString(host + path));
    m_socket.reset(new QWebSocket);
    m_socket->setMaxAllowedIncomingFrameSize(m_options.maxMessageBytes);
    m_socket->setMaxAllowedIncomingMessageSize(m_options.maxMessageBytes);
    m_socket->setProxy(proxyFor(m_options.proxy, url));
    if (!m_options.extraCa.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(m_options.extraCa);
        m_socket->setSslConfiguration(tls);
    }
    connectSocket();
    m_handshake.start(static_cast<int>(m_options.handshakeMs));
    QNetworkRequest request(url);
    request.setRawHeader("User-Agent", "Isobar");
    for (const auto &[name, value] : m_options.headers)
        request.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    m_socket->open(request);
}

void WebSocketSource::connectSocket()
{
    QWebSocket *socket = m_socket.get();
    QObject::connect(socket, &QWebSocket::connected, &m_handshake, [this] { openedByServer(); });
    QObject::connect(socket, &QWebSocket::disconnected, &m_handshake, [this] { disconnectedByServer(); });
    QObject::connect(socket, &QWebSocket::sslErrors, &m_handshake, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsError = errors.first().errorString().toStdString();
    });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::connect(socket, &QWebSocket::errorOccurred, &m_handshake, [this](auto error) { failed(error); });
#else
    QObject::connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), &m_handshake,
        [this](auto error) { failed(error); });
#endif
    QObject::connect(socket, &QWebSocket::textMessageReceived, &m_handshake, [this](const QString &message) {
        const QByteArray utf8 = message.toUtf8();
        m_bytes += static_cast<quint64>(utf8.size());
        if (!m_finished && m_handlers.text)
            m_handlers.text({utf8.constData(), static_cast<std::size_t>(utf8.size())});
    });
    QObject::connect(socket, &QWebSocket::pong, &m_handshake, [this] {
        if (!m_finished && m_handlers.pong)
            m_handlers.pong();
    });
    QObject::connect(socket, &QWebSocket::binaryMessageReceived, &m_handshake, [this](const QByteArray &message) {
        m_bytes += static_cast<quint64>(message.size());
        if (!m_finished && m_handlers.binary)
            m_handlers.binary({message.constData(), static_cast<std::size_t>(message.size())});
    });
}

void WebSocketSource::openedByServer()
{
    if (m_finished)
        return;
    m_handshake.stop();
    m_open = true;
    applyPause();
    if (m_handlers.opened)
        m_handlers.opened();
    if (!m_waiting.empty() && !m_pace.isActive()) {
        sendNext();
        m_pace.start();
    }
}

// Qt tells a refused handshake twice: with its own words first, as a closed connection after. The first one counts.
void WebSocketSource::failed(QAbstractSocket::SocketError error)
{
    if (m_finished || !m_socket)
        return;
    const std::string text = m_socket->errorString().toStdString();
    if (!m_tlsError.empty()) {
        finish({CloseReason::Tls, 0, "TLS: " + m_tlsError});
        return;
    }
    if (m_open) {
        // `disconnected` follows and knows the close code.
        if (error != QAbstractSocket::RemoteHostClosedError
            && m_socket->closeCode() == QWebSocketProtocol::CloseCodeNormal)
            finish({reasonOf(error), 0, text});
        return;
    }
    const CloseReason reason = reasonOf(error);
    const bool isHandshake = reason != CloseReason::Dns && reason != CloseReason::Tls && reason != CloseReason::Timeout;
    if (const auto status = statusInErrorText(text); status && isHandshake) {
        finish(
            {CloseReason::Refused, *status, causeSentence(HealthCause::HandshakeRefused, {std::to_string(*status)})});
        return;
    }
    finish({reason, 0, reason == CloseReason::Tls ? "TLS: " + text : text});
}

void WebSocketSource::disconnectedByServer()
{
    if (m_finished || !m_socket)
        return;
    const auto code = m_socket->closeCode();
    if (code == QWebSocketProtocol::CloseCodeTooMuchData) {
        finish({CloseReason::Oversize, 0,
            causeSentence(HealthCause::MessageTooLarge, {std::to_string(m_options.maxMessageBytes >> 10)})});
        return;
    }
    if (code == QWebSocketProtocol::CloseCodeProtocolError || code == QWebSocketProtocol::CloseCodeWrongDatatype) {
        finish({CloseReason::Protocol, 0, causeSentence(HealthCause::NoWebSocketMessage)});
        return;
    }
    if (!m_open) {
        // A connection that never came to be is `disconnected` first and tells its error after.
        QTimer::singleShot(0, &m_handshake, [this] {
            finish({CloseReason::Network, 0, causeSentence(HealthCause::HandshakeLost)});
        });
        return;
    }
    const std::string why = m_socket->closeReason().toStdString();
    finish({CloseReason::RemoteClose, 0,
        why.empty() ? causeSentence(HealthCause::Closed) : causeSentence(HealthCause::ClosedBecause, {why})});
}

void WebSocketSource::finish(SocketClosed closed)
{
    if (m_finished)
        return;
    close();
    if (m_handlers.closed)
        m_handlers.closed(closed);
}

void WebSocketSource::close()
{
    m_finished = true;
    m_open = false;
    m_handshake.stop();
    m_pace.stop();
    m_waiting.clear();
    m_socket.reset();
}

void WebSocketSource::send(std::string message, bool urgent)
{
    if (m_finished)
        return;
    m_waiting.insert(urgent ? m_waiting.begin() : m_waiting.end(), std::move(message));
    if (m_open && !m_pace.isActive()) {
        sendNext();
        m_pace.start();
    }
}

void WebSocketSource::ping()
{
    if (m_open && m_socket)
        m_socket->ping();
}

void WebSocketSource::sendNext()
{
    if (m_waiting.empty() || !m_socket) {
        m_pace.stop();
        return;
    }
    m_socket->sendTextMessage(QString::fromStdString(m_waiting.front()));
    m_waiting.pop_front();
}

void WebSocketSource::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (m_open)
        applyPause();
}

// QWebSocket has no pause: it reads whenever its inner socket says that there is something. So that socket is made
// silent, and with a small read buffer it stops taking from the kernel.
void WebSocketSource::applyPause()
{
    auto *inner = m_socket ? m_socket->findChild<QTcpSocket *>() : nullptr;
    if (!inner || inner->signalsBlocked() == m_paused)
        return;
    inner->blockSignals(m_paused);
    inner->setReadBufferSize(m_paused ? pausedBufferBytes : 0);
    if (m_paused)
        return;
    // What happened meanwhile was not told: readable bytes first, then the end of the connection.
    QTimer::singleShot(0, &m_handshake, [this] {
        auto *resumed = m_socket && !m_paused ? m_socket->findChild<QTcpSocket *>() : nullptr;
        if (resumed && resumed->bytesAvailable() > 0)
            Q_EMIT resumed->readyRead();
        if (!m_finished && !m_paused && resumed && resumed->state() == QAbstractSocket::UnconnectedState)
            finish({CloseReason::RemoteClose, 0, causeSentence(HealthCause::Closed)});
    });
}

} // namespace isobar
