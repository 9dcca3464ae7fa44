#include "core/simulation/servers/aevosession.h"

#include "core/simulation/servers/aevorows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs SilenceMs = 15 * MinuteMs; ///< without an operation of the client
constexpr TimeMs TickerEveryMs = 500;
constexpr int OperationsPerSecond = 10; ///< the venue publishes no number

enum class Kind { Ticker, Trades, Index, Book };
struct Channel {
    Kind kind = Kind::Ticker;
    int contract = 0;
};

class AevoSession final : public Session {
public:
    AevoSession(const VenueView &view, const Instant &now) : m_view(view), m_heardMs(now.wallMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, bool subscribe, Outbox &out);
    std::optional<Channel> parse(std::string_view name) const;
    json::array names() const;
    void pushTicker(const std::string &name, const Channel &channel, const Instant &now, Outbox &out) const;
    void pushTrades(const std::string &name, const Channel &channel, Outbox &out) const;
    static void reply(const json::object &request, std::string_view member, json::value value, Outbox &out);
    void refuseForPace(const Instant &now, Outbox &out) const;

    const VenueView &m_view;
    std::map<std::string, Channel> m_channels;
    Quota m_operations{OperationsPerSecond, SecondMs};
    Pace m_pace;
    TimeMs m_heardMs;
};

/// The client's id comes back where it sent one.
void AevoSession::reply(const json::object &request, std::string_view member, json::value value, Outbox &out)
{
    json::object answer;
    if (const json::value *id = request.if_contains("id"))
        answer["id"] = *id;
    answer[member] = std::move(value);
    out.control(plainJson(answer));
}

void AevoSession::refuseForPace(const Instant &now, Outbox &out) const
{
    const std::string wait = std::to_string(m_operations.retryAfterS(now.wallMs)) + "000000000";
    out.control(plainJson(json::object{{"status", "error"}, {"timestamp", aevoTime(now.marketMs)},
        {"error", "RATE_LIMIT_EXCEEDED"}, {"data", json::object{{"retry_after", wait}}}}));
}

void AevoSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    m_heardMs = now.wallMs;
    const auto request = parseObject(text);
    if (!request)
        return reply({}, "error", "INVALID_JSON", out);
    const std::string operation = textMember(*request, "op");
    if (operation == "ping") // is not counted
        return reply(*request, "data", json::object{{"success", true}, {"timestamp", aevoTime(now.marketMs)}}, out);
    if (!m_operations.spend(1, now.wallMs))
        return refuseForPace(now, out);
    if (operation == "subscribe" || operation == "unsubscribe")
        change(*request, operation == "subscribe", out);
    else if (operation == "channels")
        reply(*request, "data", names(), out);
    else
        reply(*request, "error", "INVALID_OPERATION", out);
}

void AevoSession::change(const json::object &request, bool subscribe, Outbox &out)
{
    const json::value *data = request.if_contains("data");
    if (!data || !data->is_array())
        return reply(request, "error", "INVALID_DATA", out);
    std::map<std::string, Channel> wanted;
    for (const json::value &each : data->get_array()) {
        const std::string name = each.is_string() ? std::string(each.get_string()) : std::string();
        const auto channel = parse(name);
        if (!channel)
            return reply(request, "error", "INVALID_CHANNEL", out);
        wanted.emplace(name, *channel);
    }
    for (const auto &[name, channel] : wanted) {
        m_pace.forget(name);
        if (subscribe)
            m_channels.insert_or_assign(name, channel);
        else
            m_channels.erase(name);
    }
    reply(request, "data", *data, out);
}

/// "ticker-500ms:ETH:PERPETUAL", "ticker-500ms:ETH-PERP", "trades:ETH-PERP", "trades:ETH", "index:ETH".
std::optional<Channel> AevoSession::parse(std::string_view name) const
{
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view kind = name.substr(0, colon);
    std::string_view what = name.substr(colon + 1);
    constexpr std::string_view Type = ":PERPETUAL";
    if (kind == "ticker-500ms" && what.ends_with(Type))
        what.remove_suffix(Type.size());
    const auto byName = kind == "index" ? std::nullopt : m_view.find(what);
    const auto contract = byName ? byName : aevoContractOf(m_view, what);
    if (!contract)
        return std::nullopt;
    if (kind == "ticker-500ms")
        return Channel{Kind::Ticker, *contract};
    if (kind == "trades")
        return Channel{Kind::Trades, *contract};
    if (kind == "index")
        return Channel{Kind::Index, *contract};
    // Accepted; no book is simulated. The names without a pace are no more.
    return kind == "orderbook-100ms" && byName ? std::optional(Channel{Kind::Book, *contract}) : std::nullopt;
}

json::array AevoSession::names() const
{
    json::array all;
    for (const int contract : m_view.contracts()) {
        const ContractSpec &spec = m_view.spec(contract);
        for (const std::string &name : {"ticker-500ms:" + spec.symbol, "trades:" + spec.symbol, "index:" + spec.base,
                 "orderbook-100ms:" + spec.symbol})
            all.push_back(json::value(name));
    }
    return all;
}

void AevoSession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_heardMs >= SilenceMs) {
        out.close = {1000, "idle"};
        return;
    }
    for (const auto &[name, channel] : m_channels) {
        if (channel.kind == Kind::Trades)
            pushTrades(name, channel, out);
        else if (channel.kind != Kind::Book && m_pace.due(name, TickerEveryMs, now.wallMs))
            pushTicker(name, channel, now, out);
    }
}

/// A ticker or an index.
void AevoSession::pushTicker(const std::string &name, const Channel &channel, const Instant &now, Outbox &out) const
{
    if (channel.kind == Kind::Index) {
        const json::object ticker = aevoTicker(m_view, channel.contract, true, false);
        const json::object data{{"price", ticker.at("index_price")}, {"timestamp", aevoTime(now.marketMs)}};
        out.data(plainJson(json::object{{"channel", name}, {"data", data}}), MarkStream);
        return;
    }
    // Either half of a ticker may be missing: what a script silences is.
    const bool withPrices = !out.isMuted(MarkStream), withRates = !out.isMuted(FundingStream);
    const unsigned streams = (withPrices ? MarkStream : 0U) | (withRates ? FundingStream : 0U);
    if (streams == 0)
        return;
    const json::array tickers{aevoTicker(m_view, channel.contract, withPrices, withRates)};
    const json::object data{{"timestamp", aevoTime(now.marketMs)}, {"tickers", tickers}};
    out.data(plainJson(json::object{{"channel", name}, {"data", data}}), streams);
}

/// One object a frame.
void AevoSession::pushTrades(const std::string &name, const Channel &channel, Outbox &out) const
{
    for (const Print &print : m_view.newPrints())
        if (print.contract == channel.contract)
            out.data(plainJson(json::object{{"channel", name}, {"data", aevoTrade(m_view, print)}}), TradeStream);
}

} // namespace

std::unique_ptr<Session> makeAevoSession(const VenueView &view, const Instant &now)
{
    return std::make_unique<AevoSession>(view, now);
}

} // namespace isobar::simulation
