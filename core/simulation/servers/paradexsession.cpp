#include "core/simulation/servers/paradexsession.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/paradexframes.h"

#include <algorithm>
#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned SummaryStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;
constexpr TimeMs HeartbeatEveryMs = 15 * SecondMs;
constexpr int ParseError = -32700, InvalidRequest = -32600, MethodNotFound = -32601, InvalidParams = -32602,
              BusinessError = 100;

enum class Kind { Summary, Funding, Trades, Bbo, Book };
struct Channel {
    std::string_view name;
    Kind kind;
    TimeMs everyMs;
    bool hasAll;
};
constexpr std::array Channels = {
    Channel{"markets_summary", Kind::Summary, SecondMs, true},
    Channel{"funding_data", Kind::Funding, 2 * SecondMs, true}, Channel{"trades", Kind::Trades, 0, true},
    Channel{"bbo", Kind::Bbo, 200, false},
    Channel{"order_book", Kind::Book, 0, false}, // accepted; no book is simulated
};

struct Subscription {
    const Channel *channel = nullptr;
    std::vector<int> contracts;
    std::int64_t sequence = 0;
};

class ParadexSession final : public Session {
public:
    ParadexSession(const VenueView &view, int version) : m_view(view), m_version(version) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void answer(
        const json::object &request, std::string_view member, json::value value, const Instant &now, Outbox &out) const;
    void fail(const json::object &request, int code, std::string_view message, const Instant &now, Outbox &out) const;
    std::optional<Subscription> parse(std::string_view name) const;
    void pushChannel(Subscription &subscription, Outbox &out);
    void pushTrades(Subscription &subscription, int contract, Outbox &out);

    const VenueView &m_view;
    int m_version;
    std::map<std::string, Subscription> m_subscriptions;
    Pace m_pace;
    std::int64_t m_heartbeats = 0;
};

/// Text frames carry control only.
void ParadexSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    if (!request)
        return fail({}, ParseError, "parse error", now, out);
    const std::string method = textMember(*request, "method");
    if (textMember(*request, "jsonrpc") != "2.0" || method.empty())
        return fail(*request, InvalidRequest, "invalid request", now, out);
    if (method != "subscribe" && method != "unsubscribe")
        return fail(*request, MethodNotFound, "method does not exist", now, out);
    const json::value *params = request->if_contains("params");
    const std::string name =
        params && params->is_object() ? textMember(params->get_object(), "channel") : std::string();
    auto subscription = parse(name);
    if (!subscription)
        return fail(*request, InvalidParams, "invalid channel", now, out);
    const bool isSubscribed = m_subscriptions.contains(name);
    if ((method == "subscribe") == isSubscribed)
        return fail(*request, BusinessError, isSubscribed ? "already subscribed" : "not subscribed", now, out);
    if (isSubscribed)
        m_subscriptions.erase(name);
    else
        m_subscriptions.emplace(name, std::move(*subscription));
    m_pace.forget(name);
    answer(*request, "result", json::object{{"channel", name}}, now, out);
}

void ParadexSession::answer(
    const json::object &request, std::string_view member, json::value value, const Instant &now, Outbox &out) const
{
    constexpr std::int64_t TookUs = 111;
    const std::int64_t inUs = now.marketMs * 1000;
    json::object reply{{"jsonrpc", "2.0"}};
    if (const json::value *id = request.if_contains("id"))
        reply["id"] = *id;
    reply[member] = std::move(value);
    reply["usIn"] = inUs;
    reply["usDiff"] = TookUs;
    reply["usOut"] = inUs + TookUs;
    out.control(plainJson(reply));
}

void ParadexSession::fail(
    const json::object &request, int code, std::string_view message, const Instant &now, Outbox &out) const
{
    answer(request, "error", json::object{{"code", code}, {"message", message}}, now, out);
}

/// "trades.BTC-USD-PERP", "trades.ALL", "markets_summary", "order_book.BTC-USD-PERP.snapshot@15@50ms".
std::optional<Subscription> ParadexSession::parse(std::string_view name) const
{
    const std::size_t dot = name.find('.');
    const auto channel = std::ranges::find(Channels, name.substr(0, dot), &Channel::name);
    if (channel == Channels.end())
        return std::nullopt;
    const std::string_view rest = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
    const std::string_view market =
        rest.substr(0, channel->kind == Kind::Book ? rest.find('.') : std::string_view::npos);
    if (channel->hasAll && (market == "ALL" || name == "markets_summary"))
        return Subscription{&*channel, m_view.contracts(), 0};
    const auto contract = m_view.find(market);
    return contract ? std::optional(Subscription{&*channel, {*contract}, 0}) : std::nullopt;
}

void ParadexSession::push(const Instant &now, Outbox &out)
{
    if (m_pace.due("#heartbeat", HeartbeatEveryMs, now.wallMs))
        out.binary(paradexHeartbeatFrame(now.marketMs, ++m_heartbeats, m_version), ControlFrame);
    for (auto &[name, subscription] : m_subscriptions)
        if (subscription.channel->everyMs == 0 || m_pace.due(name, subscription.channel->everyMs, now.wallMs))
            pushChannel(subscription, out);
}

void ParadexSession::pushChannel(Subscription &subscription, Outbox &out)
{
    for (const int contract : subscription.contracts) {
        switch (subscription.channel->kind) {
        case Kind::Summary:
            out.binary(paradexSummaryFrame(m_view, contract, ++subscription.sequence, m_version), SummaryStreams);
            break;
        case Kind::Funding:
            out.binary(paradexFundingFrame(ParadexRates(m_view, contract).now(), ++subscription.sequence, m_version),
                FundingStream);
            break;
        case Kind::Trades:
            pushTrades(subscription, contract, out);
            break;
        case Kind::Bbo:
            out.binary(paradexBboFrame(m_view, contract, ++subscription.sequence, m_version), OtherStream);
            break;
        case Kind::Book:
            break;
        }
    }
}

void ParadexSession::pushTrades(Subscription &subscription, int contract, Outbox &out)
{
    for (const Fill &fill : m_view.newFills(contract))
        out.binary(paradexTradeFrame(m_view.spec(contract), fill, ++subscription.sequence, m_version),
            fill.isLiquidation ? LiquidationStream : TradeStream);
}

} // namespace

std::unique_ptr<Session> makeParadexSession(const VenueView &view, int schemaVersion)
{
    return std::make_unique<ParadexSession>(view, schemaVersion);
}

} // namespace isobar::simulation
