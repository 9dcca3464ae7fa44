#include "core/simulation/servers/wooxlegacy.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"
#include "core/simulation/servers/wooxrows.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

/// Topics "PERP_BTC_USDT@trade" and "...@ticker"; numbers are JSON numbers.
class WooxLegacySession final : public Session {
public:
    WooxLegacySession(const VenueView &view, TimeMs openedMs) : m_view(view), m_heardMs(openedMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void pushTicker(const std::string &topic, int contract, const Instant &now, Outbox &out);
    void pushTrades(const std::string &topic, int contract, Outbox &out) const;

    const VenueView &m_view;
    TimeMs m_heardMs; ///< wall time of the client's last word
    std::map<std::string, int> m_topics; ///< with the contract
    Pace m_pace;
};

void WooxLegacySession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    m_heardMs = now.wallMs;
    const auto request = parseObject(text);
    const std::string event = request ? textMember(*request, "event") : std::string();
    if (event == "pong")
        return;
    json::object answer{{"event", event}, {"success", true}, {"ts", now.marketMs}};
    if (event == "ping")
        return out.control(plainJson(json::object{{"event", "pong"}, {"ts", now.marketMs}}));
    if (const json::value *id = request ? request->if_contains("id") : nullptr)
        answer["id"] = *id;
    const std::string topic = request ? textMember(*request, "topic") : std::string();
    const std::size_t at = topic.find('@');
    const auto contract = m_view.find(std::string_view(topic).substr(0, at));
    const bool isTopic = contract && (topic.ends_with("@trade") || topic.ends_with("@ticker"));
    if (event == "subscribe" && isTopic) {
        m_topics[topic] = *contract;
    } else if (event != "unsubscribe" || m_topics.erase(topic) == 0) {
        answer["success"] = false;
        answer["errorMsg"] = "invalid topic or event";
    }
    out.control(plainJson(answer));
}

void WooxLegacySession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_heardMs >= WooxSilenceMs) {
        out.close = Outbox::Close{1001, ""};
        return;
    }
    if (m_pace.due("ping", 10 * SecondMs, now.wallMs))
        out.control(plainJson(json::object{{"event", "ping"}, {"ts", now.marketMs}}));
    for (const auto &[topic, contract] : m_topics)
        topic.ends_with("@trade") ? pushTrades(topic, contract, out) : pushTicker(topic, contract, now, out);
}

void WooxLegacySession::pushTicker(const std::string &topic, int contract, const Instant &now, Outbox &out)
{
    if (!m_pace.due(topic, SecondMs, now.wallMs))
        return;
    const ContractSpec &spec = m_view.spec(contract);
    const ContractState state = m_view.state(contract);
    out.data(plainJson(json::object{{"topic", topic}, {"ts", m_view.market().nowMs()},
                 {"data",
                     json::object{{"symbol", spec.symbol}, {"open", stepped(state.open24h, spec.tick)},
                         {"close", stepped(state.last, spec.tick)}, {"high", stepped(state.high24h, spec.tick)},
                         {"low", stepped(state.low24h, spec.tick)}, {"volume", stepped(state.volume24hBase, spec.lot)},
                         {"amount", rounded(state.turnover24hUsd, 4)}, {"count", 3689}}}}),
        VolumeStream);
}

void WooxLegacySession::pushTrades(const std::string &topic, int contract, Outbox &out) const
{
    const ContractSpec &spec = m_view.spec(contract);
    for (const Print &print : m_view.newPrints())
        if (print.contract == contract)
            out.data(plainJson(json::object{{"topic", topic}, {"ts", print.timeMs},
                         {"data",
                             json::object{{"symbol", spec.symbol}, {"price", stepped(print.price, spec.tick)},
                                 {"size", stepped(print.base, spec.lot)}, {"side", print.takerBuy ? "BUY" : "SELL"},
                                 {"source", 1}}}}),
                TradeStream);
}

} // namespace

std::unique_ptr<Session> openWooxLegacySession(const VenueView &view, const Instant &now)
{
    return std::make_unique<WooxLegacySession>(view, now.wallMs);
}

} // namespace isobar::simulation
