#pragma once
#include "core/simulation/servers/simulationhost.h"
#include "core/wire/inflater.h"
#include "tests/support/fakeclock.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <boost/json.hpp>

#include <deque>

namespace isobar::simulation {

namespace json = boost::json;

/// 2026-01-05 00:10 UTC, a Monday: ten minutes after every settlement, so that none falls into a short test.
inline constexpr TimeMs RigStart = 1767571800000;

/// An answer over a real socket.
struct RestReply {
    int status = 0;
    std::string text;
    QByteArray weight; ///< X-MBX-USED-WEIGHT-1M
    QByteArray retryAfter;

    json::value body() const
    {
        boost::system::error_code error;
        return json::parse(text, error);
    }
};

/// A market of little history with these venues.
inline HostConfig rigConfig(std::vector<std::string> venues = {"binance-usdm", "okx", "bybit", "hyperliquid"})
{
    HostConfig config;
    config.market.scenario = Scenario::Calm;
    config.market.seed = 7;
    config.market.startMs = RigStart;
    config.market.historyDays = 2;
    config.market.venues = std::move(venues);
    return config;
}

inline HostConfig onlyVenue(std::string_view venue) { return rigConfig({std::string(venue)}); }

/// A market of little history behind its servers, on a clock that the test moves, and a REST client.
class VenueRig {
public:
    explicit VenueRig(Script script = {}, std::optional<HostConfig> given = std::nullopt)
        : m_config(given.value_or(rigConfig())), clock(RigStart)
    {
        m_config.script = std::move(script);
        m_host = std::make_unique<SimulationHost>(m_config, clock);
    }

    bool start()
    {
        const auto started = m_host->start();
        if (!started)
            qWarning("%s", started.error().c_str());
        return static_cast<bool>(started);
    }
    SimulationHost &host() { return *m_host; }
    const Market &market() const { return m_host->market(); }

    /// Wall time moves on in steps of a tenth of a second, as the host's timer would see it.
    void advance(TimeMs byMs)
    {
        for (TimeMs done = 0; done < byMs; done += 100) {
            clock.advance(100);
            m_host->tick();
        }
    }

    std::string url(std::string_view venue, std::string_view kind) const
    {
        const json::value endpoints = json::parse(m_host->endpointsJson());
        return std::string(endpoints.at("venues").at(venue).at(kind).as_string());
    }

    RestReply get(std::string_view venue, const std::string &target)
    {
        return wait(m_network.get(QNetworkRequest(QUrl(QString::fromStdString(url(venue, "rest") + target)))));
    }
    RestReply post(std::string_view venue, const std::string &target, const std::string &body)
    {
        QNetworkRequest request(QUrl(QString::fromStdString(url(venue, "rest") + target)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        return wait(m_network.post(request, QByteArray::fromStdString(body)));
    }

    /// Index of a venue's contract; -1: not listed.
    int contract(std::string_view venue, std::string_view symbol) const
    {
        const auto &all = market().contracts();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].venue == venue && all[i].symbol == symbol)
                return static_cast<int>(i);
        return -1;
    }
    const ContractSpec &spec(int index) const { return market().contracts()[static_cast<std::size_t>(index)]; }

private:
    static RestReply wait(QNetworkReply *reply)
    {
        const bool done = QTest::qWaitFor([reply] { return reply->isFinished(); }, 10000);
        RestReply result;
        if (done) {
            result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            result.text = reply->readAll().toStdString();
            result.weight = reply->rawHeader("X-MBX-USED-WEIGHT-1M");
            result.retryAfter = reply->rawHeader("Retry-After");
        }
        reply->deleteLater();
        return result;
    }

    HostConfig m_config;

public:
    FakeClock clock;

private:
    std::unique_ptr<SimulationHost> m_host;
    QNetworkAccessManager m_network;
};

/// A WebSocket client that keeps every frame.
class VenueSocket {
public:
    VenueSocket() = default;
    bool open(const VenueRig &rig, std::string_view venue, const std::string &path,
        const std::vector<std::pair<QByteArray, QByteArray>> &headers = {})
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
            [this](const QString &text) { frames.push_back(text.toStdString()); });
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket, [this](const QByteArray &bytes) {
            ++binaryFrames;
            // Compressed text is kept as text, all else as it is.
            const std::string_view raw(bytes.constData(), static_cast<std::size_t>(bytes.size()));
            const auto text = m_inflater.inflate(raw, 1 << 24);
            frames.emplace_back(text ? *text : raw);
        });
        QNetworkRequest request(QUrl(QString::fromStdString(rig.url(venue, "ws") + path)));
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        m_socket.open(request);
        return QTest::qWaitFor([this] { return isOpen(); }, 5000);
    }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return !isOpen(); }, 5000);
    }
    QString errorString() const { return m_socket.errorString(); }
    void send(const std::string &text) { m_socket.sendTextMessage(QString::fromStdString(text)); }

    /// Removes and returns the first frame for which `wanted` holds, letting the market run until there is one.
    /// null: none came.
    json::value next(VenueRig &rig, const std::function<bool(const json::value &)> &wanted)
    {
        for (int turn = 0; turn < 200; ++turn) {
            for (auto frame = frames.begin(); frame != frames.end(); ++frame) {
                boost::system::error_code error;
                json::value value = json::parse(*frame, error);
                if (!error && wanted(value)) {
                    frames.erase(frames.begin(), std::next(frame));
                    return value;
                }
            }
            rig.advance(100);
            settle();
        }
        return nullptr;
    }
    /// Waits for one more frame of any kind without moving the market.
    QString nextText()
    {
        if (!QTest::qWaitFor([this] { return !frames.empty(); }, 5000))
            return {};
        const QString text = QString::fromStdString(frames.front());
        frames.pop_front();
        return text;
    }
    /// Waits until everything on its way has arrived on both sides: frames keep their order, so a ping that comes back
    /// has overtaken none. False: the connection is gone.
    bool settle()
    {
        bool isBack = false;
        const auto watch = QObject::connect(&m_socket, &QWebSocket::pong, &m_socket, [&isBack] { isBack = true; });
        m_socket.ping("settle");
        const bool arrived = QTest::qWaitFor([&] { return isBack || !isOpen(); }, 5000) && isBack;
        QObject::disconnect(watch);
        return arrived;
    }

    std::deque<std::string> frames;
    int binaryFrames = 0; ///< how many of all came as binary messages

private:
    QWebSocket m_socket;
    Inflater m_inflater; ///< for the venues that compress their frames
};

/// The text of a member, "" when it is missing.
inline QString member(const json::value &value, std::string_view name)
{
    const json::object *object = value.if_object();
    const json::value *found = object ? object->if_contains(name) : nullptr;
    return !found
        ? QString()
        : QString::fromStdString(found->is_string() ? std::string(found->get_string()) : json::serialize(*found));
}

inline bool has(const json::value &value, std::string_view name, std::string_view text)
{
    return member(value, name).toStdString() == text;
}

/// The rows of a frame whose "data" is a list.
inline json::array rowsOf(const std::string &frame)
{
    const json::value parsed = json::parse(frame);
    return parsed.at("data").as_array();
}

inline double number(const json::value &value)
{
    return value.is_string() ? QByteArray::fromStdString(std::string(value.get_string())).toDouble()
                             : value.to_number<double>();
}

/// Equal but for the rounding to a step.
inline bool isNear(double found, double expected, double step)
{
    const bool near = std::abs(found - expected) <= step * 0.5000001 + std::abs(expected) * 1e-9;
    if (!near)
        qWarning("found %.12g, expected %.12g to %.3g", found, expected, step);
    return near;
}

} // namespace isobar::simulation
