#include "core/simulation/servers/bingxsession.h"

#include "core/simulation/servers/bingxrows.h"
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/gzip.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs PingEveryMs = 5 * SecondMs;
constexpr TimeMs PongWithinMs = 30500;
constexpr std::size_t MostTopics = 200;

struct Topic {
    std::string kind; ///< trade, markPrice, ticker, kline_1m, bookTicker
    int contract = 0;
};

class BingxSession final : public Session {
public:
    BingxSession(const VenueView &view, bool isCoinMargined) : m_view(view), m_isCoinMargined(isCoinMargined) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, const Instant &now, Outbox &out);
    void answer(const json::object &request, int code, std::string_view message, const Instant &now, Outbox &out) const;
    std::optional<Topic> topic(std::string_view name) const;
    bool keepAlive(const Instant &now, Outbox &out);
    void pushTrades(const std::string &name, int contract, Outbox &out) const;
    void pushState(const std::string &name, const Topic &topic, Outbox &out) const;
    json::value kline(const Topic &topic) const;
    json::value bestPrices(int contract) const;
    static void emit(const std::string &name, json::value data, unsigned streams, Outbox &out)
    {
        if (!out.isMuted(streams))
            out.binary(
                gzipped(plainJson(json::object{{"code", 0}, {"dataType", name}, {"data", std::move(data)}})), streams);
    }

    const VenueView &m_view;
    bool m_isCoinMargined;
    std::map<std::string, Topic> m_topics;
    Pace m_pace;
    TimeMs m_pingedMs = 0;
    TimeMs m_pongMs = 0;
};

void BingxSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    if (text == "Pong" || (request && request->contains("pong")))
        m_pongMs = now.wallMs;
    else if (request && request->contains("dataType"))
        change(*request, now, out);
    // What is no request gets no reply.
}

void BingxSession::change(const json::object &request, const Instant &now, Outbox &out)
{
    if (!request.at("dataType").is_string()) // nor does a list of topics
        return;
    const std::string name = textMember(request, "dataType");
    const bool isLeaving = textMember(request, "reqType") == "unsub";
    const auto wanted = topic(name);
    if (!wanted) {
        answer(request, 80015, "dataType not support", now, out);
    } else if (!isLeaving && m_topics.size() >= MostTopics) {
        answer(request, 80403, "the number of subscriptions exceeds the limit", now, out);
    } else {
        m_pace.forget(name);
        if (isLeaving)
            m_topics.erase(name);
        else
            m_topics.insert_or_assign(name, *wanted);
        answer(request, 0, m_isCoinMargined ? "SUCCESS" : "", now, out);
    }
}

void BingxSession::answer(
    const json::object &request, int code, std::string_view message, const Instant &now, Outbox &out) const
{
    json::object reply{{"id", textMember(request, "id")}, {"code", code}, {"msg", message}};
    if (m_isCoinMargined)
        reply["timestamp"] = now.marketMs;
    else
        reply.insert({{"dataType", ""}, {"data", nullptr}});
    out.binary(gzipped(plainJson(reply)), ControlFrame);
}

std::optional<Topic> BingxSession::topic(std::string_view name) const
{
    const std::size_t at = name.find('@');
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto contract = m_view.find(name.substr(0, at));
    if (!contract || m_view.spec(*contract).inverse != m_isCoinMargined)
        return std::nullopt;
    Topic made{std::string(name.substr(at + 1)), *contract};
    const bool isKnown = made.kind == "trade" || made.kind == "markPrice" || made.kind == "ticker"
        || made.kind == "bookTicker"
        || (made.kind.starts_with("kline_") && barSize(std::string_view(made.kind).substr(6)));
    return isKnown ? std::optional(made) : std::nullopt;
}

/// False: the client has not answered for too long.
bool BingxSession::keepAlive(const Instant &now, Outbox &out)
{
    if (m_pingedMs == 0)
        m_pingedMs = m_pongMs = now.wallMs;
    if (now.wallMs - m_pongMs >= PongWithinMs) {
        out.close = Outbox::Close{1000, ""};
        return false;
    }
    if (now.wallMs - m_pingedMs >= PingEveryMs) {
        m_pingedMs = now.wallMs;
        const std::string at = std::to_string(now.marketMs);
        out.binary(gzipped(m_isCoinMargined ? plainJson(json::object{{"ping", "ping-" + at}, {"time", at}}) : "Ping"),
            ControlFrame);
    }
    return true;
}

void BingxSession::push(const Instant &now, Outbox &out)
{
    if (!keepAlive(now, out))
        return;
    for (const auto &[name, topic] : m_topics) {
        if (topic.kind == "trade")
            pushTrades(name, topic.contract, out);
        else if (m_pace.due(name, SecondMs, now.wallMs))
            pushState(name, topic, out);
    }
}

/// Linear trades come as a list, those of coin-M one by one.
void BingxSession::pushTrades(const std::string &name, int contract, Outbox &out) const
{
    json::array rows;
    for (const Print &print : m_view.newPrints()) {
        if (print.contract != contract)
            continue;
        json::value row = bingxTradeUpdate(m_view.spec(contract), print);
        if (m_isCoinMargined)
            emit(name, std::move(row), TradeStream, out);
        else
            rows.push_back(std::move(row));
    }
    if (!rows.empty())
        emit(name, std::move(rows), TradeStream, out);
}

void BingxSession::pushState(const std::string &name, const Topic &topic, Outbox &out) const
{
    if (topic.kind == "markPrice")
        emit(name, bingxMarkUpdate(m_view, topic.contract), MarkStream, out);
    else if (topic.kind == "ticker")
        emit(name, bingxTickerUpdate(m_view, topic.contract), VolumeStream, out);
    else
        emit(name, topic.kind == "bookTicker" ? bestPrices(topic.contract) : kline(topic), OtherStream, out);
}

json::value BingxSession::bestPrices(int contract) const
{
    const json::value ticker = bingxTickerUpdate(m_view, contract);
    return json::object{{"e", "bookTicker"}, {"u", m_view.market().cursor()}, {"E", ticker.at("E")},
        {"T", ticker.at("E")}, {"s", ticker.at("s")}, {"b", ticker.at("B")}, {"B", ticker.at("b")},
        {"a", ticker.at("A")}, {"A", ticker.at("a")}};
}

json::value BingxSession::kline(const Topic &topic) const
{
    const BarSize size = barSize(std::string_view(topic.kind).substr(6)).value_or(BarSize());
    const ContractSpec &spec = m_view.spec(topic.contract);
    const TimeMs at = m_view.market().nowMs();
    json::array rows;
    for (const Candle &bar : candleSeries(m_view.market(), topic.contract, size, {size.openOf(at), at, 1}, false)) {
        const json::value row = bingxKlineRow(spec, bar);
        rows.push_back(json::object{{"c", row.at("close")}, {"o", row.at("open")}, {"h", row.at("high")},
            {"l", row.at("low")}, {"v", row.at("volume")}, {"T", bar.openMs}});
    }
    return rows;
}

} // namespace

std::unique_ptr<Session> openBingxSession(const VenueView &view, const HttpRequest &handshake)
{
    const bool isCoinMargined = handshake.path == "/market";
    if (!isCoinMargined && handshake.path != "/swap-market")
        return nullptr;
    return std::make_unique<BingxSession>(view, isCoinMargined);
}

} // namespace isobar::simulation
