#include "core/simulation/servers/wooxsession.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"
#include "core/simulation/servers/wooxrows.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::size_t TopicsPerRequest = 10, TopicsPerConnection = 100;

struct Topic {
    std::string kind; ///< markprice, indexprice, estfundingrate, openinterest, ticker, trade; others are silent
    std::string symbol; ///< as it was asked for
    int contract = 0;
    std::string known; ///< the open interest told last
    TimeMs spokeAtMs = 0; ///< market time
    TimeMs nextFundingMs = 0;
};

class WooxSession final : public Session {
public:
    WooxSession(const VenueView &view, TimeMs openedMs) : m_view(view), m_heardMs(openedMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, const Instant &now, Outbox &out);
    std::optional<Topic> parse(std::string_view name) const;
    void pushPrice(const std::string &name, const Topic &topic, const Instant &now, Outbox &out);
    void pushFunding(const std::string &name, Topic &topic, const Instant &now, Outbox &out);
    void pushOpenInterest(const std::string &name, Topic &topic, const Instant &now, Outbox &out);
    void pushTicker(const std::string &name, const Topic &topic, const Instant &now, Outbox &out);
    void pushTrades(const std::string &name, const Topic &topic, const Instant &now, Outbox &out) const;
    void emit(const std::string &name, const Topic &topic, json::object content, unsigned streams, const Instant &now,
        Outbox &out) const;

    const VenueView &m_view;
    TimeMs m_heardMs; ///< wall time of the client's last word
    std::map<std::string, Topic> m_topics;
    Pace m_pace;
};

void fail(std::string_view id, std::string_view command, std::string_view why, const Instant &now, Outbox &out)
{
    out.control(plainJson(
        json::object{{"id", id}, {"cmd", command}, {"success", false}, {"time", now.marketMs}, {"data", why}}));
}

void WooxSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    m_heardMs = now.wallMs;
    const auto request = parseObject(text);
    if (!request)
        return fail("", "ERROR", "Invalid request.", now, out);
    const std::string command = textMember(*request, "cmd");
    if (command == "PING")
        out.control(plainJson(json::object{{"cmd", "PONG"}, {"success", true}, {"time", now.marketMs}}));
    else if (command == "SUBSCRIBE" || command == "UNSUBSCRIBE")
        change(*request, now, out);
    else if (command != "PONG")
        fail(textMember(*request, "id"), command, "Command type invalid!", now, out);
}

/// Topics that are unknown, already there or too many are left out of the answer, which is a success all the same.
void WooxSession::change(const json::object &request, const Instant &now, Outbox &out)
{
    const std::string command = textMember(request, "cmd");
    const json::array &params = listMember(request, "params");
    if (params.empty() || params.size() > TopicsPerRequest)
        return fail(textMember(request, "id"), command, "Command type invalid!", now, out);
    json::array taken;
    for (const json::value &each : params) {
        const std::string name = each.is_string() ? std::string(each.get_string()) : std::string();
        const auto topic = parse(name);
        const bool isChanged = command == "UNSUBSCRIBE"
            ? m_topics.erase(name) > 0
            : topic && m_topics.size() < TopicsPerConnection && m_topics.emplace(name, *topic).second;
        if (isChanged) {
            m_pace.forget(name);
            taken.push_back(each);
        }
    }
    out.control(plainJson(json::object{{"id", textMember(request, "id")}, {"cmd", command}, {"success", true},
        {"time", now.marketMs}, {"data", std::move(taken)}}));
}

std::optional<Topic> WooxSession::parse(std::string_view name) const
{
    static constexpr std::string_view kinds[] = {"trade", "markprice", "indexprice", "openinterest", "estfundingrate",
        "ticker", "bbo", "orderbook", "orderbookupdate", "kline"};
    const std::size_t first = name.find('@');
    if (first == std::string_view::npos)
        return std::nullopt;
    Topic topic;
    topic.kind = name.substr(0, first);
    const std::string_view rest = name.substr(first + 1);
    topic.symbol = rest.substr(0, rest.find('@'));
    if (std::ranges::find(kinds, topic.kind) == std::end(kinds))
        return std::nullopt;
    for (const int contract : m_view.contracts()) {
        const ContractSpec &spec = m_view.spec(contract);
        // An index is that of the spot pair.
        if ((topic.kind == "indexprice" ? wooxSpot(spec) : spec.symbol) == topic.symbol) {
            topic.contract = contract;
            return topic;
        }
    }
    return std::nullopt;
}

void WooxSession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_heardMs >= WooxSilenceMs) {
        out.close = Outbox::Close{1001, ""};
        return;
    }
    for (auto &[name, topic] : m_topics) {
        if (topic.kind.ends_with("price"))
            pushPrice(name, topic, now, out);
        else if (topic.kind == "estfundingrate")
            pushFunding(name, topic, now, out);
        else if (topic.kind == "openinterest")
            pushOpenInterest(name, topic, now, out);
        else if (topic.kind == "ticker")
            pushTicker(name, topic, now, out);
        else if (topic.kind == "trade")
            pushTrades(name, topic, now, out);
    }
}

void WooxSession::pushPrice(const std::string &name, const Topic &topic, const Instant &now, Outbox &out)
{
    if (!m_pace.due(name, SecondMs, now.wallMs))
        return;
    const ContractState state = m_view.state(topic.contract);
    const int decimals = decimalsOf(m_view.spec(topic.contract).tick) + 2;
    emit(name, topic, {{"px", plainText(topic.kind == "markprice" ? state.mark : state.index, decimals)}}, MarkStream,
        now, out);
}

/// Once a minute; a market that runs faster than life is told of more often, and a settlement at once.
void WooxSession::pushFunding(const std::string &name, Topic &topic, const Instant &now, Outbox &out)
{
    const ContractState state = m_view.state(topic.contract);
    const TimeMs at = m_view.market().nowMs();
    const bool isWanted = at - topic.spokeAtMs >= MinuteMs || state.nextFundingMs != topic.nextFundingMs;
    if (!isWanted || !m_pace.due(name, SecondMs, now.wallMs))
        return;
    topic.spokeAtMs = at;
    topic.nextFundingMs = state.nextFundingMs;
    // The time comes as a number or as a text.
    json::value next = state.nextFundingMs;
    if (topic.contract % 2 != 0)
        next = std::to_string(state.nextFundingMs);
    emit(name, topic, {{"ft", std::move(next)}, {"r", wooxRate(state.fundingRate)}}, FundingStream, now, out);
}

/// On change, and every ten seconds without one.
void WooxSession::pushOpenInterest(const std::string &name, Topic &topic, const Instant &now, Outbox &out)
{
    const std::string open =
        steppedText(m_view.state(topic.contract).openInterestBase, m_view.spec(topic.contract).lot);
    if (!m_pace.due(name, open == topic.known ? 10 * SecondMs : SecondMs, now.wallMs))
        return;
    topic.known = open;
    emit(name, topic, {{"oi", open}}, OpenInterestStream, now, out);
}

void WooxSession::pushTicker(const std::string &name, const Topic &topic, const Instant &now, Outbox &out)
{
    if (!m_pace.due(name, SecondMs, now.wallMs))
        return;
    const ContractSpec &spec = m_view.spec(topic.contract);
    const ContractState state = m_view.state(topic.contract);
    emit(name, topic,
        {{"o", wooxPrice(spec, state.open24h)}, {"c", wooxPrice(spec, state.last)},
            {"h", wooxPrice(spec, state.high24h)}, {"l", wooxPrice(spec, state.low24h)},
            {"v", plainText(stepped(state.volume24hBase, spec.lot))}, {"a", plainText(state.turnover24hUsd, 4)}},
        VolumeStream, now, out);
}

void WooxSession::pushTrades(const std::string &name, const Topic &topic, const Instant &now, Outbox &out) const
{
    const ContractSpec &spec = m_view.spec(topic.contract);
    for (const Print &print : m_view.newPrints()) {
        if (print.contract != topic.contract)
            continue;
        const auto send = [&](int source) {
            emit(name, topic,
                {{"ts", print.timeMs}, {"px", wooxPrice(spec, print.price)}, {"sx", steppedText(print.base, spec.lot)},
                    {"sd", print.takerBuy ? "BUY" : "SELL"}, {"src", source}},
                TradeStream, now, out);
        };
        send(1);
        if (print.id % 8 == 0) // what others traded is told for information
            send(0);
    }
}

void WooxSession::emit(const std::string &name, const Topic &topic, json::object content, unsigned streams,
    const Instant &now, Outbox &out) const
{
    if (!content.contains("ts"))
        content["ts"] = m_view.market().nowMs();
    content["s"] = topic.symbol;
    out.data(plainJson(json::object{{"topic", name}, {"ts", now.marketMs}, {"data", std::move(content)}}), streams);
}

} // namespace

std::unique_ptr<Session> openWooxSession(const VenueView &view, const Instant &now)
{
    return std::make_unique<WooxSession>(view, now.wallMs);
}

} // namespace isobar::simulation
