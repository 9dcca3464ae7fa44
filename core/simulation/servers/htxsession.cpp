#include "core/simulation/servers/htxsession.h"

#include "core/simulation/servers/gzip.h"
#include "core/simulation/servers/htxrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs PingEveryMs = 5 * SecondMs;
constexpr int MostUnanswered = 5;

/// What the sockets share: compressed frames, and pings that want an answer.
class HtxSession : public Session {
public:
    explicit HtxSession(const VenueView &view) : m_view(view) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

protected:
    virtual json::object ping(const Instant &now) const = 0;
    virtual bool isPong(const json::object &message) const = 0;
    virtual void take(const json::object &message, const Instant &now, Outbox &out) = 0;
    virtual void refuse(std::string_view message, const Instant &now, Outbox &out) const = 0;
    virtual void pushAll(const Instant &now, Outbox &out) = 0;
    static void emit(const json::object &message, unsigned streams, Outbox &out)
    {
        if (!out.isMuted(streams))
            out.binary(gzipped(plainJson(message)), streams);
    }

    const VenueView &m_view;
    Pace m_pace;

private:
    int m_unanswered = 0;
    TimeMs m_pingedMs = 0;
};

void HtxSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto message = parseObject(text);
    if (!message)
        refuse("invalid json", now, out);
    else if (isPong(*message))
        m_unanswered = 0;
    else
        take(*message, now, out);
}

void HtxSession::push(const Instant &now, Outbox &out)
{
    if (m_pingedMs == 0)
        m_pingedMs = now.wallMs;
    if (now.wallMs - m_pingedMs >= PingEveryMs) {
        if (m_unanswered >= MostUnanswered) {
            out.close = Outbox::Close{1000, "ping timeout"};
            return;
        }
        ++m_unanswered;
        m_pingedMs = now.wallMs;
        emit(ping(now), ControlFrame, out);
    }
    pushAll(now, out);
}

/// A channel "market.<contract>.<what>[.<period>[…]]".
struct Channel {
    std::string what; ///< trade, detail, bbo, kline, index, basis, mark_price
    std::string period;
    int contract = 0;
    bool isFresh = true;
};

enum class MarketSocket { Linear, Inverse, Index };

/// Markets and indices: the dialect of "sub" and "ch".
class HtxMarketSession final : public HtxSession {
public:
    HtxMarketSession(const VenueView &view, MarketSocket socket) : HtxSession(view), m_socket(socket) { }

private:
    json::object ping(const Instant &now) const override { return {{"ping", now.marketMs}}; }
    bool isPong(const json::object &message) const override { return message.contains("pong"); }
    void take(const json::object &message, const Instant &now, Outbox &out) override;
    void refuse(std::string_view message, const Instant &now, Outbox &out) const override
    {
        emit({{"ts", now.marketMs}, {"status", "error"}, {"err-code", "bad-request"}, {"err-msg", message}},
            ControlFrame, out);
    }
    void pushAll(const Instant &now, Outbox &out) override;
    std::optional<Channel> channel(std::string_view name) const;
    bool isOnThisSocket(const Channel &channel) const;
    void pushTrades(const std::string &name, const Channel &channel, Outbox &out) const;
    void pushState(const std::string &name, const Channel &channel, Outbox &out) const;
    json::value bar(const Channel &channel) const;
    json::value basis(int contract) const;
    json::value bestPrices(int contract) const;
    void emitTick(const std::string &name, json::value tick, unsigned streams, Outbox &out) const
    {
        emit({{"ch", name}, {"ts", m_view.market().nowMs()}, {"tick", std::move(tick)}}, streams, out);
    }

    MarketSocket m_socket;
    std::map<std::string, Channel> m_channels;
};

void HtxMarketSession::take(const json::object &message, const Instant &now, Outbox &out)
{
    const bool isLeaving = message.contains("unsub");
    const std::string name = textMember(message, isLeaving ? "unsub" : "sub");
    const auto wanted = channel(name);
    json::object answer{{"id", textMember(message, "id")}};
    if (!wanted) {
        answer.insert({{"status", "error"}, {"ts", now.marketMs}, {"err-code", "bad-request"},
            {"err-msg", "invalid topic " + name}});
    } else {
        answer.insert({{"status", "ok"}, {isLeaving ? "unsubbed" : "subbed", name}, {"ts", now.marketMs}});
        m_pace.forget(name);
        if (isLeaving)
            m_channels.erase(name);
        else
            m_channels.insert_or_assign(name, *wanted);
    }
    emit(answer, ControlFrame, out);
}

std::optional<Channel> HtxMarketSession::channel(std::string_view name) const
{
    if (!name.starts_with("market."))
        return std::nullopt;
    name.remove_prefix(7);
    const std::size_t first = name.find('.');
    if (first == std::string_view::npos)
        return std::nullopt;
    const auto contract = m_view.find(name.substr(0, first));
    const std::string_view rest = name.substr(first + 1);
    const std::size_t second = std::min(rest.find('.'), rest.size());
    Channel made{std::string(rest.substr(0, second)), {}, contract.value_or(-1)};
    if (second < rest.size())
        made.period = rest.substr(second + 1);
    return contract && isOnThisSocket(made) ? std::optional(made) : std::nullopt;
}

bool HtxMarketSession::isOnThisSocket(const Channel &channel) const
{
    if (m_socket == MarketSocket::Index) {
        if (channel.what == "basis")
            return channel.period == "1min.close" || channel.period == "1min.open";
        return (channel.what == "mark_price" || channel.what == "index") && htxBarSize(channel.period);
    }
    if (m_view.spec(channel.contract).inverse != (m_socket == MarketSocket::Inverse))
        return false;
    if (channel.what == "kline")
        return htxBarSize(channel.period).has_value();
    return (channel.what == "trade" && channel.period == "detail")
        || ((channel.what == "detail" || channel.what == "bbo") && channel.period.empty());
}

void HtxMarketSession::pushAll(const Instant &now, Outbox &out)
{
    for (auto &[name, channel] : m_channels) {
        if (channel.what == "trade")
            pushTrades(name, channel, out);
        else if (m_pace.due(name, SecondMs, now.wallMs))
            pushState(name, channel, out);
        channel.isFresh = false;
    }
}

/// Begins with the last trades before the subscription.
void HtxMarketSession::pushTrades(const std::string &name, const Channel &channel, Outbox &out) const
{
    const auto send = [&](const Print &print) {
        if (print.contract != channel.contract)
            return;
        emitTick(name,
            json::object{{"id", print.id}, {"ts", print.timeMs},
                {"data", json::array{htxTradeRow(m_view.spec(channel.contract), print)}}},
            TradeStream, out);
    };
    if (channel.isFresh)
        for (const Print &print : m_view.recentPrints(channel.contract))
            send(print);
    else
        for (const Print &print : m_view.newPrints())
            send(print);
}

void HtxMarketSession::pushState(const std::string &name, const Channel &channel, Outbox &out) const
{
    if (channel.what == "detail")
        emitTick(name, htxDetail(m_view, channel.contract), VolumeStream, out);
    else if (channel.what == "basis")
        emitTick(name, basis(channel.contract), MarkStream, out);
    else if (channel.what == "bbo")
        emitTick(name, bestPrices(channel.contract), OtherStream, out);
    else if (json::value tick = bar(channel); !tick.is_null())
        emitTick(name, std::move(tick), channel.what == "kline" ? OtherStream : MarkStream, out);
}

/// The running bar; null before the first trade of it.
json::value HtxMarketSession::bar(const Channel &channel) const
{
    const auto size = htxBarSize(channel.period);
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), channel.contract, *size, {size->openOf(at), at, 1}, false);
    const ContractSpec &spec = m_view.spec(channel.contract);
    if (channel.what == "kline")
        return bars.empty() ? json::value() : json::value(htxBar(spec, bars.back()));
    const ContractState state = m_view.state(channel.contract);
    if (channel.what == "mark_price") {
        const Candle still{size->openOf(at), state.mark, state.mark, state.mark, state.mark, 0, 0, 0};
        return htxMarkBar(m_view, channel.contract, *size, bars.empty() ? still : bars.back());
    }
    const double index = state.index;
    return json::object{{"id", size->openOf(at) / SecondMs}, {"open", index}, {"close", index}, {"high", index},
        {"low", index}, {"amount", 0}, {"vol", 0}, {"count", 0}};
}

json::value HtxMarketSession::basis(int contract) const
{
    const ContractState state = m_view.state(contract);
    return json::object{{"id", floorTo(m_view.market().nowMs(), MinuteMs) / SecondMs},
        {"index_price", plainText(state.index)}, {"contract_price", plainText(state.last)},
        {"basis", plainText(state.last - state.index)}, {"basis_rate", plainText(state.last / state.index - 1, 18)}};
}

json::value HtxMarketSession::bestPrices(int contract) const
{
    const ContractSpec &spec = m_view.spec(contract);
    const double last = m_view.state(contract).last;
    const TimeMs at = m_view.market().nowMs();
    return json::object{{"mrid", m_view.market().cursor()}, {"id", at / SecondMs},
        {"bid", json::array{stepped(last, spec.tick), 100}},
        {"ask", json::array{stepped(last + spec.tick, spec.tick), 100}}, {"ts", at}, {"version", at},
        {"ch", "market." + spec.symbol + ".bbo"}};
}

/// Funding and liquidations: the dialect of "op" and "topic".
class HtxNotificationSession final : public HtxSession {
public:
    HtxNotificationSession(const VenueView &view, bool isInverse) : HtxSession(view), m_isInverse(isInverse) { }

private:
    struct Topic {
        std::string what; ///< funding_rate, liquidation_orders, contract_info
        std::optional<int> contract; ///< absent: all
    };

    json::object ping(const Instant &now) const override
    {
        return {{"op", "ping"}, {"ts", std::to_string(now.marketMs)}};
    }
    bool isPong(const json::object &message) const override { return textMember(message, "op") == "pong"; }
    void take(const json::object &message, const Instant &now, Outbox &out) override;
    void refuse(std::string_view message, const Instant &now, Outbox &out) const override
    {
        emit({{"op", "error"}, {"ts", now.marketMs}, {"err-code", 2040}, {"err-msg", message}}, ControlFrame, out);
    }
    void pushAll(const Instant &now, Outbox &out) override;
    std::optional<Topic> topic(std::string_view name) const;
    bool isWanted(const Topic &topic, int contract) const
    {
        return m_view.spec(contract).inverse == m_isInverse && topic.contract.value_or(contract) == contract;
    }
    void notify(const Topic &topic, int contract, json::value row, unsigned streams, Outbox &out) const;

    bool m_isInverse;
    std::map<std::string, Topic> m_topics;
    FundingPace m_fundingPace;
};

void HtxNotificationSession::take(const json::object &message, const Instant &now, Outbox &out)
{
    const std::string operation = textMember(message, "op");
    const std::string name = textMember(message, "topic");
    if (operation != "sub" && operation != "unsub") {
        refuse("Missing required parameter.", now, out);
        return;
    }
    const auto wanted = topic(name);
    json::object answer{{"op", operation}, {"cid", textMember(message, "cid")}, {"topic", name}, {"ts", now.marketMs},
        {"err-code", wanted ? 0 : 2011}};
    if (!wanted)
        answer["err-msg"] = "Contract doesn't exist.";
    else if (operation == "unsub")
        m_topics.erase(name);
    else
        m_topics.insert_or_assign(name, *wanted);
    m_fundingPace.forget(name);
    emit(answer, ControlFrame, out);
}

auto HtxNotificationSession::topic(std::string_view name) const -> std::optional<Topic>
{
    const std::size_t last = name.rfind('.');
    if (!name.starts_with("public.") || last < 7 || last == std::string_view::npos)
        return std::nullopt;
    Topic made{std::string(name.substr(last + 1)), std::nullopt};
    const std::string_view code = name.substr(7, last - 7);
    if (code != "*") {
        made.contract = m_view.find(code);
        if (!made.contract || m_view.spec(*made.contract).inverse != m_isInverse)
            return std::nullopt;
    }
    const bool isKnown =
        made.what == "funding_rate" || made.what == "liquidation_orders" || made.what == "contract_info";
    return isKnown ? std::optional(made) : std::nullopt;
}

void HtxNotificationSession::pushAll(const Instant &now, Outbox &out)
{
    const TimeMs at = m_view.market().nowMs();
    for (const auto &[name, topic] : m_topics) {
        if (topic.what == "liquidation_orders") {
            for (const Liquidation &each : m_view.newLiquidations())
                if (isWanted(topic, each.contract))
                    notify(topic, each.contract, htxLiquidationRow(m_view.spec(each.contract), each), LiquidationStream,
                        out);
            continue;
        }
        const bool isFunding = topic.what == "funding_rate";
        for (const int contract : m_view.contracts())
            if (isWanted(topic, contract)
                && m_fundingPace.due(name + m_view.spec(contract).symbol, MinuteMs,
                    m_view.state(contract).nextFundingMs, now.wallMs, at))
                notify(topic, contract,
                    isFunding ? htxFundingNotice(m_view, contract) : htxContractRow(m_view, contract),
                    isFunding ? FundingStream : OtherStream, out);
    }
}

void HtxNotificationSession::notify(
    const Topic &topic, int contract, json::value row, unsigned streams, Outbox &out) const
{
    emit({{"op", "notify"}, {"topic", "public." + m_view.spec(contract).symbol + "." + topic.what},
             {"ts", m_view.market().nowMs()}, {"data", json::array{std::move(row)}}},
        streams, out);
}

} // namespace

std::unique_ptr<Session> openHtxSession(const VenueView &view, const HttpRequest &handshake)
{
    const std::string_view path = handshake.path;
    if (path == "/linear-swap-notification" || path == "/swap-notification")
        return std::make_unique<HtxNotificationSession>(view, path == "/swap-notification");
    if (path == "/ws_index")
        return std::make_unique<HtxMarketSession>(view, MarketSocket::Index);
    if (path != "/linear-swap-ws" && path != "/swap-ws")
        return nullptr;
    return std::make_unique<HtxMarketSession>(view, path == "/swap-ws" ? MarketSocket::Inverse : MarketSocket::Linear);
}

} // namespace isobar::simulation
