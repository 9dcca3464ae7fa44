#include "core/simulation/servers/phemexsession.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/phemexrows.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;
constexpr TimeMs PingWithinMs = 31 * SecondMs;
constexpr std::size_t MostSubscriptions = 101;
constexpr std::string_view Topics[] = {
    "perp_market24h_pack_p", "market24h", "trade_p", "trade", "tick_p", "tick", "orderbook_p", "orderbook"};

struct Subscription {
    std::string topic;
    std::string name; ///< of the contract or tick; "" for the tickers, which come for all
    int contract = -1;
    bool isFresh = true;
    std::map<int, json::array> rows; ///< what a pack's client knows
};

class PhemexSession final : public Session {
public:
    PhemexSession(const VenueView &view, const Instant &now) : m_view(view), m_pingedMs(now.wallMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void subscribe(const std::string &topic, const json::array &params, const json::value &id, Outbox &out);
    std::optional<int> contractFor(std::string_view topic, std::string_view name) const;
    static void succeed(const json::value &id, json::value result, Outbox &out)
    {
        out.control(plainJson(json::object{{"error", nullptr}, {"id", id}, {"result", std::move(result)}}));
    }
    static void fail(const json::value &id, int code, std::string_view message, Outbox &out)
    {
        out.control(plainJson(json::object{
            {"error", json::object{{"code", code}, {"message", message}}}, {"id", id}, {"result", nullptr}}));
    }
    void pushPack(Subscription &subscription, Outbox &out) const;
    void pushCoinTickers(Outbox &out) const;
    void pushTrades(Subscription &subscription, Outbox &out) const;
    void pushTick(const Subscription &subscription, Outbox &out) const;

    const VenueView &m_view;
    std::map<std::string, Subscription> m_subscriptions; ///< by topic and name
    Pace m_pace;
    TimeMs m_pingedMs;
};

void PhemexSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string method = request ? textMember(*request, "method") : std::string();
    const json::value *given = request ? request->if_contains("id") : nullptr;
    const json::value id = given ? *given : json::value();
    const std::size_t dot = std::min(method.rfind('.'), method.size());
    const std::string topic = method.substr(0, dot);
    const bool isKnown = std::ranges::find(Topics, topic) != std::end(Topics);
    if (method == "server.ping") {
        m_pingedMs = now.wallMs;
        succeed(id, "pong", out);
    } else if (isKnown && method.ends_with(".subscribe")) {
        subscribe(topic, listMember(*request, "params"), id, out);
    } else if (isKnown && method.ends_with(".unsubscribe")) { // all of the topic
        std::erase_if(m_subscriptions, [&](const auto &entry) { return entry.second.topic == topic; });
        succeed(id, json::object{{"status", "success"}}, out);
    } else {
        fail(id, 6001, "invalid argument", out);
    }
}

/// Takes one name; more of them are passed over in silence.
void PhemexSession::subscribe(const std::string &topic, const json::array &params, const json::value &id, Outbox &out)
{
    Subscription made;
    made.topic = topic;
    if (!params.empty() && params.front().is_string())
        made.name = params.front().get_string();
    const bool isForAll = topic == "perp_market24h_pack_p" || topic == "market24h";
    const auto contract = isForAll ? std::optional(-1) : contractFor(topic, made.name);
    if (!contract) {
        fail(id, 6001, "invalid argument", out);
        return;
    }
    const std::string key = topic + " " + made.name;
    if (m_subscriptions.size() >= MostSubscriptions && !m_subscriptions.contains(key)) {
        fail(id, 6015, "too many subscriptions", out);
        return;
    }
    made.contract = *contract;
    m_pace.forget(key);
    m_subscriptions.insert_or_assign(key, std::move(made));
    succeed(id, json::object{{"status", "success"}}, out);
}

std::optional<int> PhemexSession::contractFor(std::string_view topic, std::string_view name) const
{
    const bool inverse = !topic.ends_with("_p");
    for (const int contract : m_view.contracts()) {
        const ContractSpec &spec = m_view.spec(contract);
        const bool isNamed = topic.starts_with("tick")
            ? name == phemexIndex(spec) || name == phemexMark(spec) || name == phemexRate(spec)
            : name == spec.symbol;
        if (isNamed && spec.inverse == inverse)
            return contract;
    }
    return std::nullopt;
}

void PhemexSession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_pingedMs >= PingWithinMs) { // however much flows
        out.close = Outbox::Close{1000, ""};
        return;
    }
    for (auto &[key, subscription] : m_subscriptions) {
        const bool isPack = subscription.topic == "perp_market24h_pack_p";
        if (subscription.topic.starts_with("trade"))
            pushTrades(subscription, out);
        else if ((isPack && out.isMuted(TickerStreams))
            || !m_pace.due(key, isPack ? 3 * SecondMs : SecondMs, now.wallMs))
            continue;
        else if (isPack)
            pushPack(subscription, out);
        else if (subscription.topic == "market24h")
            pushCoinTickers(out);
        else if (subscription.topic.starts_with("tick"))
            pushTick(subscription, out);
    }
}

/// All rows with the names of their places, then those that changed without them.
void PhemexSession::pushPack(Subscription &subscription, Outbox &out) const
{
    json::array changed;
    for (const int contract : m_view.contracts()) {
        if (m_view.spec(contract).inverse)
            continue;
        json::array row = phemexPackRow(m_view, contract);
        json::array &known = subscription.rows[contract];
        if (known == row)
            continue;
        known = row;
        changed.push_back(std::move(row));
    }
    if (changed.empty())
        return;
    json::object frame{{"data", std::move(changed)}};
    if (subscription.isFresh)
        frame["fields"] = phemexPackFields();
    frame["method"] = "perp_market24h_pack_p.update";
    frame["timestamp"] = std::to_string(phemexNanoseconds(m_view.market().nowMs()));
    frame["type"] = subscription.isFresh ? "snapshot" : "incremental";
    subscription.isFresh = false;
    out.data(plainJson(frame), TickerStreams);
}

void PhemexSession::pushCoinTickers(Outbox &out) const
{
    for (const int contract : m_view.contracts())
        if (m_view.spec(contract).inverse)
            out.data(plainJson(json::object{{"market24h", phemexMarket24h(m_view, contract)},
                         {"timestamp", phemexNanoseconds(m_view.market().nowMs())}}),
                TickerStreams);
}

/// Newest first; the first frame is what was traded before.
void PhemexSession::pushTrades(Subscription &subscription, Outbox &out) const
{
    const ContractSpec &spec = m_view.spec(subscription.contract);
    json::array rows;
    const auto add = [&](const auto &prints) {
        for (auto print = prints.rbegin(); print != prints.rend(); ++print)
            if (print->contract == subscription.contract)
                rows.push_back(phemexTradeRow(spec, *print, false));
    };
    if (subscription.isFresh)
        add(m_view.recentPrints(subscription.contract));
    else
        add(m_view.newPrints());
    const char *type = subscription.isFresh ? "snapshot" : "incremental";
    subscription.isFresh = false;
    if (!rows.empty())
        out.data(plainJson(json::object{{"sequence", m_view.market().cursor()}, {"symbol", spec.symbol},
                     {spec.inverse ? "trades" : "trades_p", std::move(rows)}, {"type", type}}),
            TradeStream);
}

void PhemexSession::pushTick(const Subscription &subscription, Outbox &out) const
{
    const ContractSpec &spec = m_view.spec(subscription.contract);
    const ContractState state = m_view.state(subscription.contract);
    const bool isRate = subscription.name == phemexRate(spec);
    const double value = isRate ? state.fundingRate : subscription.name == phemexMark(spec) ? state.mark : state.index;
    json::object tick{{"symbol", subscription.name}, {"timestamp", phemexNanoseconds(m_view.market().nowMs())}};
    if (spec.inverse)
        tick.insert({{"last", isRate ? phemexScaledRate(value) : phemexScaledPrice(value)}, {"scale", isRate ? 8 : 4}});
    else
        tick["last"] = isRate ? plainText(value) : phemexFinePrice(value);
    out.data(plainJson(json::object{{spec.inverse ? "tick" : "tick_p", std::move(tick)}}),
        isRate ? FundingStream : MarkStream);
}

} // namespace

std::unique_ptr<Session> openPhemexSession(const VenueView &view, const HttpRequest &handshake, const Instant &now)
{
    if (!handshake.path.empty() && handshake.path != "/")
        return nullptr;
    return std::make_unique<PhemexSession>(view, now);
}

} // namespace isobar::simulation
