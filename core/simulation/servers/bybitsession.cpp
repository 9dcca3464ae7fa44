#include "core/simulation/servers/bybitsession.h"

#include "core/simulation/servers/bybitrows.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;

struct Topic {
    std::string kind; ///< tickers, allLiquidation, publicTrade, kline, orderbook
    std::string detail; ///< the interval of a kline
    int contract = 0;
    json::object ticker; ///< what the client knows; empty before the snapshot
};

class BybitSession final : public Session {
public:
    BybitSession(const VenueView &view, bool isInverse, unsigned number)
        : m_view(view), m_isInverse(isInverse), m_connection("cejreaspqfm9se7usbrg-" + std::to_string(number))
    {
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, bool subscribe, Outbox &out);
    std::string takeTopics(const json::array &args, bool subscribe);
    std::optional<Topic> parse(std::string_view name) const;
    void answer(const json::object &request, bool success, std::string_view message, std::string_view operation,
        Outbox &out) const;
    void pong(const json::object &request, const Instant &now, Outbox &out) const;
    void pushTicker(const std::string &name, Topic &topic, const Instant &now, Outbox &out);
    void pushRows(const std::string &name, const Topic &topic, Outbox &out) const;
    void pushKline(const std::string &name, const Topic &topic, const Instant &now, Outbox &out);

    const VenueView &m_view;
    bool m_isInverse;
    std::string m_connection;
    std::map<std::string, Topic> m_topics;
    Pace m_pace;
    std::int64_t m_crossSequence = 24987956059;
};

std::string textOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

void BybitSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(text, error);
    const json::object *request = error ? nullptr : parsed.if_object();
    if (!request) {
        answer({}, false, "error:json parse failed", "", out);
        return;
    }
    const std::string operation = textOf(*request, "op");
    if (operation == "ping")
        pong(*request, now, out);
    else if (operation == "subscribe" || operation == "unsubscribe")
        change(*request, operation == "subscribe", out);
    else
        answer(*request, false, "error:unknown op," + operation, operation, out);
}

/// Both forms of the venue's pong are in use; the inverse connection answers with the newer one.
void BybitSession::pong(const json::object &request, const Instant &now, Outbox &out) const
{
    if (!m_isInverse) {
        answer(request, true, "pong", "ping", out);
        return;
    }
    out.control(json::serialize(json::object{{"req_id", textOf(request, "req_id")}, {"op", "pong"},
        {"args", json::array{std::to_string(now.marketMs)}}, {"conn_id", m_connection}}));
}

void BybitSession::answer(
    const json::object &request, bool success, std::string_view message, std::string_view operation, Outbox &out) const
{
    json::object reply{{"success", success}, {"ret_msg", message}, {"conn_id", m_connection}};
    if (const json::value *id = request.if_contains("req_id"))
        reply["req_id"] = *id;
    reply["op"] = operation;
    out.control(json::serialize(reply));
}

void BybitSession::change(const json::object &request, bool subscribe, Outbox &out)
{
    const std::string operation = subscribe ? "subscribe" : "unsubscribe";
    const json::value *args = request.if_contains("args");
    if (!args || !args->is_array() || args->get_array().empty()) {
        answer(request, false, "error:args is empty", operation, out);
        return;
    }
    const std::string failure = takeTopics(args->get_array(), subscribe);
    answer(request, failure.empty(), failure.empty() ? "" : "error:" + failure, operation, out);
}

/// One bad topic fails its whole request: nothing is taken then, and the reason comes back.
std::string BybitSession::takeTopics(const json::array &args, bool subscribe)
{
    std::map<std::string, Topic> wanted;
    for (const json::value &arg : args) {
        const std::string name = arg.is_string() ? std::string(arg.get_string()) : std::string();
        auto topic = parse(name);
        if (!topic)
            return "handler not found,topic:" + name;
        if (subscribe && m_topics.contains(name))
            return "already subscribed,topic:" + name;
        wanted.emplace(name, std::move(*topic));
    }
    for (auto &[name, topic] : wanted) {
        m_pace.forget(name);
        if (subscribe)
            m_topics.insert_or_assign(name, std::move(topic));
        else
            m_topics.erase(name);
    }
    return {};
}

std::optional<Topic> BybitSession::parse(std::string_view name) const
{
    const std::size_t first = name.find('.');
    const std::size_t last = name.rfind('.');
    if (first == std::string_view::npos)
        return std::nullopt;
    Topic topic;
    topic.kind = name.substr(0, first);
    topic.detail = first == last ? std::string_view() : name.substr(first + 1, last - first - 1);
    const auto contract = m_view.find(name.substr(last + 1));
    if (!contract || m_view.spec(*contract).inverse != m_isInverse)
        return std::nullopt;
    topic.contract = *contract;
    const bool isPlain = topic.kind == "tickers" || topic.kind == "allLiquidation" || topic.kind == "publicTrade";
    const bool isKnown = topic.detail.empty() ? isPlain
        : topic.kind == "kline"               ? bybitBarSize(topic.detail).has_value()
                                              : topic.kind == "orderbook";
    return isKnown ? std::optional(topic) : std::nullopt;
}

void BybitSession::push(const Instant &now, Outbox &out)
{
    for (auto &[name, topic] : m_topics) {
        if (topic.kind == "tickers")
            pushTicker(name, topic, now, out);
        else if (topic.kind == "kline")
            pushKline(name, topic, now, out);
        else
            pushRows(name, topic, out);
    }
}

void BybitSession::pushTicker(const std::string &name, Topic &topic, const Instant &now, Outbox &out)
{
    if (out.isMuted(TickerStreams) || !m_pace.due(name, 100, now.wallMs))
        return;
    json::object present = bybitTicker(m_view, topic.contract);
    const bool isSnapshot = topic.ticker.empty();
    json::object data;
    for (const auto &member : present) {
        const json::value *known = topic.ticker.if_contains(member.key());
        if (!known || *known != member.value())
            data.emplace(member.key(), member.value());
    }
    if (data.empty())
        return;
    topic.ticker = present;
    if (!isSnapshot)
        data["symbol"] = m_view.spec(topic.contract).symbol;
    m_crossSequence += 10;
    out.data(json::serialize(json::object{{"topic", name}, {"type", isSnapshot ? "snapshot" : "delta"},
                 {"data", std::move(data)}, {"cs", m_crossSequence}, {"ts", m_view.market().nowMs()}}),
        TickerStreams);
}

void BybitSession::pushRows(const std::string &name, const Topic &topic, Outbox &out) const
{
    constexpr std::size_t MaxRows = 1024;
    const ContractSpec &spec = m_view.spec(topic.contract);
    json::array rows;
    const bool isTrades = topic.kind == "publicTrade";
    if (isTrades) {
        for (const Print &print : m_view.newPrints())
            if (print.contract == topic.contract)
                rows.push_back(bybitTradeRow(spec, print));
    } else if (topic.kind == "allLiquidation") {
        for (const Liquidation &liquidation : m_view.newLiquidations())
            if (liquidation.contract == topic.contract)
                rows.push_back(bybitLiquidationRow(spec, liquidation));
    }
    for (std::size_t i = 0; i < rows.size(); i += MaxRows) {
        const auto part = [&](std::size_t at) { return rows.begin() + static_cast<std::ptrdiff_t>(at); };
        const json::array page(part(i), part(std::min(rows.size(), i + MaxRows)));
        out.data(json::serialize(json::object{
                     {"topic", name}, {"type", "snapshot"}, {"ts", m_view.market().nowMs()}, {"data", page}}),
            isTrades ? TradeStream : LiquidationStream);
    }
}

void BybitSession::pushKline(const std::string &name, const Topic &topic, const Instant &now, Outbox &out)
{
    const auto size = bybitBarSize(topic.detail);
    if (!size || !m_pace.due(name, SecondMs, now.wallMs))
        return;
    const ContractSpec &spec = m_view.spec(topic.contract);
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), topic.contract, *size, {size->openOf(at), at, 1}, false);
    if (bars.empty())
        return;
    const json::value values = bybitKlineRow(spec, bars.back());
    const json::array &row = values.get_array();
    const json::object bar{{"start", bars.back().openMs}, {"end", bars.back().openMs + size->stepMs - 1},
        {"interval", topic.detail}, {"open", row[1]}, {"close", row[4]}, {"high", row[2]}, {"low", row[3]},
        {"volume", row[5]}, {"turnover", row[6]}, {"confirm", false}, {"timestamp", at}};
    out.data(
        json::serialize(json::object{{"topic", name}, {"type", "snapshot"}, {"ts", at}, {"data", json::array{bar}}}),
        OtherStream);
}

} // namespace

std::unique_ptr<Session> openBybitSession(const VenueView &view, const HttpRequest &handshake, unsigned number)
{
    const bool isInverse = handshake.path == "/v5/public/inverse";
    if (!isInverse && handshake.path != "/v5/public/linear")
        return nullptr;
    return std::make_unique<BybitSession>(view, isInverse, number);
}

} // namespace isobar::simulation
