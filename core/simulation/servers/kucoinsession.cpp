#include "core/simulation/servers/kucoinsession.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/kucoinrows.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"

#include <boost/json/serialize.hpp>

#include <set>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs IdleMs = MinuteMs; // of a client that wants nothing
constexpr std::size_t MaxTopics = 600;
constexpr std::string_view MarkPrice = "mark-price", FundingFee = "funding-fee", AllFunding = "funding-fee-all-symbols",
                           Trades = "trade";
constexpr std::string_view Silent[] = {"obu", "ticker", "kline", "announcement"};

struct Topic {
    std::string channel, symbol;
    bool operator<(const Topic &other) const
    {
        return std::tie(channel, symbol) < std::tie(other.channel, other.symbol);
    }
};

class KucoinSession final : public Session {
public:
    KucoinSession(const VenueView &view, const Instant &now) : m_view(view), m_heardMs(now.wallMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    static void say(const json::object &frame, Outbox &out) { out.binary(json::serialize(frame), ControlFrame); }
    std::optional<Topic> topicOf(const json::object &request) const;
    void change(const json::object &request, bool subscribe, Outbox &out);
    void emit(std::string_view name, json::value content, unsigned streams, Outbox &out) const;
    void pushTrades(const std::string &symbol, Outbox &out) const;
    void pushFunding(const Topic &topic, const Instant &now, Outbox &out);

    const VenueView &m_view;
    TimeMs m_heardMs; ///< wall time of the client's last frame
    std::set<Topic> m_topics;
    Quota m_messages{300, 10 * SecondMs};
    Pace m_pace;
    FundingPace m_fundingPace;
};

void KucoinSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    m_heardMs = now.wallMs;
    if (!m_messages.spend(1, now.wallMs)) {
        out.close = {1008, "too many messages"};
        return;
    }
    const json::object request = parseObject(text).value_or(json::object());
    const std::string action = textMember(request, "action");
    if (textMember(request, "type") == "ping")
        say({{"type", "pong"}, {"id", textMember(request, "id")}, {"ts", kucoinNano(now.marketMs)}}, out);
    else if (action == "SUBSCRIBE" || action == "subscribe" || action == "UNSUBSCRIBE" || action == "unsubscribe")
        change(request, action == "SUBSCRIBE" || action == "subscribe", out);
    else
        say({{"id", textMember(request, "id")}, {"result", false}, {"message", "invalid request data"}}, out);
}

/// An unknown symbol is a topic like any other, and never speaks.
std::optional<Topic> KucoinSession::topicOf(const json::object &request) const
{
    Topic topic{textMember(request, "channel"), textMember(request, "symbol")};
    const bool isOfFutures = textMember(request, "tradeType") == "FUTURES";
    if (topic.channel == AllFunding)
        return topic.symbol.empty() && !request.contains("tradeType") ? std::optional(topic) : std::nullopt;
    if (topic.symbol.empty())
        return std::nullopt;
    if (topic.channel == MarkPrice || topic.channel == FundingFee)
        return topic;
    const bool isKnown = topic.channel == Trades || std::ranges::find(Silent, topic.channel) != std::end(Silent);
    return isKnown && isOfFutures ? std::optional(topic) : std::nullopt;
}

void KucoinSession::change(const json::object &request, bool subscribe, Outbox &out)
{
    const std::string id = textMember(request, "id");
    const auto topic = topicOf(request);
    if (!topic || (subscribe && m_topics.size() >= MaxTopics)) {
        say({{"id", id}, {"result", false}, {"message", topic ? "too many topics" : "invalid request data"}}, out);
        return;
    }
    if (subscribe)
        m_topics.insert(*topic);
    else
        m_topics.erase(*topic);
    const std::string key = topic->channel + topic->symbol;
    m_pace.forget(key);
    m_fundingPace.forget(key);
    say({{"id", id}, {"result", true}}, out);
}

void KucoinSession::emit(std::string_view name, json::value content, unsigned streams, Outbox &out) const
{
    out.binary(json::serialize(
                   json::object{{"T", name}, {"P", kucoinNano(m_view.market().nowMs())}, {"d", std::move(content)}}),
        streams);
}

void KucoinSession::push(const Instant &now, Outbox &out)
{
    if (m_topics.empty() && now.wallMs - m_heardMs >= IdleMs) {
        out.close = {1000, "idle"};
        return;
    }
    for (const Topic &topic : m_topics) {
        const auto contract = m_view.find(topic.symbol);
        if (topic.channel == AllFunding || (topic.channel == FundingFee && contract))
            pushFunding(topic, now, out);
        else if (topic.channel == Trades)
            pushTrades(topic.symbol, out);
        else if (topic.channel == MarkPrice && contract
            && m_pace.due(topic.channel + topic.symbol, SecondMs, now.wallMs))
            emit(MarkPrice, kucoinMarkPrice(m_view, *contract), MarkStream | OpenInterestStream, out);
    }
}

void KucoinSession::pushFunding(const Topic &topic, const Instant &now, Outbox &out)
{
    const auto one = m_view.find(topic.symbol);
    const int first = one.value_or(m_view.contracts().front());
    if (!m_fundingPace.due(topic.channel + topic.symbol, MinuteMs, m_view.state(first).nextFundingMs, now.wallMs,
            m_view.market().nowMs()))
        return;
    if (one) {
        emit(FundingFee, kucoinFundingFee(m_view, *one), FundingStream, out);
        return;
    }
    json::array rows;
    for (const int contract : m_view.contracts())
        rows.push_back(kucoinFundingFee(m_view, contract));
    emit(AllFunding, std::move(rows), FundingStream, out);
}

void KucoinSession::pushTrades(const std::string &symbol, Outbox &out) const
{
    for (const Print &print : m_view.newPrints())
        if (const ContractSpec &spec = m_view.spec(print.contract); spec.symbol == symbol)
            emit("trade.FUTURES", kucoinTrade(spec, print), TradeStream, out);
}

} // namespace

std::unique_ptr<Session> openKucoinSession(
    const VenueView &view, const std::string &id, const Instant &now, Outbox &greeting)
{
    greeting.binary(json::serialize(json::object{{"sessionId", "e8e46556-ae1d-4871-be0b-" + id}, {"message", "welcome"},
                        {"pingInterval", 18000}}),
        ControlFrame);
    return std::make_unique<KucoinSession>(view, now);
}

} // namespace isobar::simulation
