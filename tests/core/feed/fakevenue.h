#pragma once
#include "core/base/numbers.h"
#include "core/feed/feedconfig.h"
#include "core/market/framesink.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace isobar::fake {

/// A venue whose protocol is words: "M AAA 10" is a mark, "F AAA rate next", "O AAA base [time]", "V AAA usd",
/// "L AAA key time", "T AAA key time", "S AAA rate time", "? why" an error, "! text" a reply to send, "@ ms" its clock.
/// Lines of one frame are rows.
struct Words : Decoder {
    Words(ReferencePtr instruments, InstrumentNames &allNames) : reference(std::move(instruments)), names(allNames) { }
    void decode(const Frame &frame, Decoded &out) noexcept override
    {
        std::istringstream lines{std::string(frame.text)};
        for (std::string line; std::getline(lines, line);)
            read(line, out);
    }
    void read(const std::string &line, Decoded &out)
    {
        std::istringstream words(line);
        std::string kind, symbol;
        double value = 0;
        long long time = 0;
        words >> kind;
        if (kind == "ok")
            return;
        if (kind == "!") {
            out.replies.push_back(line.substr(2));
            return;
        }
        words >> symbol;
        if (kind == "@") {
            out.venueMs = parseInteger(symbol);
            return;
        }
        words >> value >> time;
        const InstrumentId id = names.intern("fake", symbol);
        if (kind == "M")
            out.rows.push_back({id, Mark{value, {}}});
        else if (kind == "F")
            out.rows.push_back({id, Funding{value, {}, time, {}}});
        else if (kind == "O")
            out.rows.push_back({id, OpenInterest{value, {}, time ? std::optional<TimeMs>(time) : std::nullopt}});
        else if (kind == "V")
            out.rows.push_back({id, Volume{value, {}}});
        else if (kind == "C")
            out.rows.push_back({id, Candle{time, 5 * MinuteMs, value, value, value, value, 1, {}}});
        else if (kind == "S")
            out.rows.push_back({id, Settlement{value, time}});
        else if (kind == "L")
            out.rows.push_back({id, Liquidation{PositionSide::Long, 1, 1, 1, time, static_cast<std::uint64_t>(value)}});
        else if (kind == "T")
            out.rows.push_back({id, Trade{Aggressor::Buy, 1, 1, time, static_cast<std::uint64_t>(value)}});
        else
            out.errors.push_back({"no such word", line.substr(0, 20)});
    }
    ReferencePtr reference;
    InstrumentNames &names;
};

struct List : ReferenceReader {
    List(VenueTraits traits, InstrumentNames &allNames) : names(allNames) { reference.venue = std::move(traits); }
    ReferenceStep read(const Frame &answer) noexcept override
    {
        std::istringstream words{std::string(answer.text)};
        for (std::string symbol; words >> symbol;) {
            Instrument each;
            each.id = names.intern(reference.venue.id, symbol);
            each.venue = reference.venue.id;
            each.symbol = each.asset = symbol;
            reference.instruments.push_back(each);
        }
        if (reference.instruments.empty())
            return {{}, DecodeError{"an empty list", {}}};
        return {};
    }
    Reference build() const override { return reference; }
    InstrumentNames &names;
    Reference reference;
};

struct FakeVenue : Venue {
    FakeVenue()
    {
        description.traits.id = "fake";
        description.traits.cadence.fill({1000, false});
        description.traits.cadence[static_cast<std::size_t>(StreamType::Volume)] = {0, false};
        description.traits.cadence[static_cast<std::size_t>(StreamType::OpenInterest)] = {200, true};
        description.socketMessagesPerSecond = 200;
    }
    const VenueProfile &profile() const override { return description; }
    std::vector<RestRequest> catalogue() const override { return {{"/list", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return std::make_unique<List>(description.traits, names);
    }
    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        SocketPlan plan{
            "/stream", {}, {StreamType::Funding, StreamType::Mark, StreamType::Liquidation, StreamType::Trade}};
        for (const Instrument &each : watched)
            plan.messages.push_back("sub " + each.symbol);
        return {plan};
    }
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        std::vector<Poll> all;
        for (const Instrument &each : watched)
            all.push_back({{"/oi?s=" + each.symbol, {}, 1}, pollEveryMs, {StreamType::OpenInterest}});
        return all;
    }
    std::vector<Poll> bulk() const override { return bulkCalls; }
    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        if (range.kind != HistoryKind::Funding && !hasBars)
            return {};
        if (range.kind != HistoryKind::Funding) {
            const char *what = range.kind == HistoryKind::Candles ? "/bars" : "/past-oi";
            return {{what + ("?s=" + instrument.symbol) + "&step=" + std::to_string(range.stepMs / MinuteMs)
                    + "&days=" + std::to_string((range.toMs - range.fromMs) / DayMs),
                {}, 1}};
        }
        return {{"/funding?page=2&s=" + instrument.symbol, {}, 1}, {"/funding?page=1&s=" + instrument.symbol, {}, 1}};
    }
    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return std::make_unique<Words>(std::move(reference), names);
    }
    VenueProfile description;
    TimeMs pollEveryMs = 200;
    std::vector<Poll> bulkCalls;
    bool hasBars = false; ///< of "C AAA close open_ms": a bar of five minutes
};

/// Speaks FakeVenue's protocol on one port; what it answers can be changed while it runs.
class FakeServer : public QObject {
public:
    FakeServer() : m_sockets(QStringLiteral("fake"), QWebSocketServer::NonSecureMode)
    {
        connect(&m_front, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_front.nextPendingConnection())
                welcome(socket);
        });
        connect(&m_sockets, &QWebSocketServer::newConnection, this, [this] {
            QWebSocket *client = m_sockets.nextPendingConnection();
            clients.push_back(client);
            ++accepted;
            connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &text) {
                messages.append(text);
                if (onMessage)
                    onMessage(*client, text);
            });
            connect(client, &QWebSocket::disconnected, this, [this, client] {
                std::erase(clients, client);
                client->deleteLater();
            });
        });
        listen();
    }
    bool listen(quint16 port = 0) { return m_front.listen(QHostAddress::LocalHost, port); }
    quint16 port() const { return m_front.serverPort(); }
    Endpoints endpoints(const std::string &venue = "fake") const
    {
        const std::string host = "127.0.0.1:" + std::to_string(m_front.serverPort());
        Endpoints all;
        all.venues[venue] = {"http://" + host, "ws://" + host, {}};
        return all;
    }
    void say(const QString &text)
    {
        for (QWebSocket *client : clients) {
            client->sendTextMessage(text);
            client->flush();
        }
    }
    void sayBinary(const QByteArray &bytes)
    {
        for (QWebSocket *client : clients) {
            client->sendBinaryMessage(bytes);
            client->flush();
        }
    }
    /// Cuts all connections, as a venue that falls over.
    void drop()
    {
        for (QWebSocket *client : std::vector(clients))
            client->abort();
    }
    void shut()
    {
        m_front.close();
        drop();
    }

    std::function<void(QWebSocket &, const QString &)> onMessage;
    std::function<QByteArray(const QString &path)> body = [](const QString &path) {
        return path == QLatin1String("/list") ? QByteArray("AAA BBB") : QByteArray("ok");
    };
    QByteArray restStatus = "200 OK", restHeaders;
    QByteArray refuseSockets; ///< a status: handshakes are answered with it
    std::vector<QWebSocket *> clients;
    QStringList messages, asked;
    QByteArrayList heads; ///< of requests and handshakes
    int accepted = 0;

private:
    void welcome(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            if (!socket->peek(16384).contains("\r\n\r\n"))
                return;
            socket->disconnect(this);
            const QByteArray head = socket->peek(16384);
            heads.append(head);
            const QString path = QString::fromLatin1(head.mid(4, head.indexOf(' ', 4) - 4));
            if (!head.contains("Sec-WebSocket-Key")) {
                asked.append(path);
                answer(socket, restStatus, restHeaders, body(path));
            } else if (!refuseSockets.isEmpty()) {
                answer(socket, refuseSockets, {}, {});
            } else {
                m_sockets.handleConnection(socket);
                Q_EMIT socket->readyRead();
            }
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
    void answer(QTcpSocket *socket, const QByteArray &status, const QByteArray &headers, const QByteArray &content)
    {
        socket->readAll();
        socket->write("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers
            + "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content);
        socket->disconnectFromHost();
    }

    QTcpServer m_front;
    QWebSocketServer m_sockets;
};

} // namespace isobar::fake
