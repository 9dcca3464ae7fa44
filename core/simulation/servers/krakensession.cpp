#include "core/simulation/servers/krakensession.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/krakenrows.h"
#include "core/simulation/servers/pace.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;
constexpr std::string_view Feeds[] = {"ticker", "ticker_lite", "trade", "book", "heartbeat"};

class KrakenSession final : public Session {
public:
    KrakenSession(const VenueView &view, TradeTape &tape) : m_view(view), m_tape(tape) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    using Key = std::pair<std::string, int>; ///< feed and contract; the heartbeat has none: -1

    void change(const std::string &event, const std::string &feed, const json::array &products, Outbox &out);
    void changeOne(bool subscribe, const Key &key, Outbox &out);
    void acknowledge(const std::string &event, const Key &key, Outbox &out) const;
    void sendSnapshot(const Key &key, Outbox &out);
    void pushTicker(const Key &key, const Instant &now, Outbox &out);
    void pushTrades(const Key &key, std::int64_t &last, Outbox &out) const;

    const VenueView &m_view;
    TradeTape &m_tape;
    std::map<Key, std::int64_t> m_subscriptions; ///< with the sequence of the last trade sent
    Pace m_pace;
};

void fail(std::string_view message, Outbox &out)
{
    out.control(plainJson(json::object{{"event", "error"}, {"message", message}}));
}

void KrakenSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    const auto request = parseObject(text);
    if (!request)
        return fail("Json Error", out);
    const std::string event = textMember(*request, "event");
    const std::string feed = textMember(*request, "feed");
    if (event != "subscribe" && event != "unsubscribe")
        return fail("Invalid event", out);
    if (std::ranges::find(Feeds, feed) == std::end(Feeds))
        return fail("Invalid feed", out);
    if (feed == "heartbeat")
        return changeOne(event == "subscribe", {feed, -1}, out);
    change(event, feed, listMember(*request, "product_ids"), out);
}

/// One acknowledgement for each product, and one error for each that is not listed.
void KrakenSession::change(const std::string &event, const std::string &feed, const json::array &products, Outbox &out)
{
    if (products.empty())
        return fail("Invalid product id", out);
    for (const json::value &each : products) {
        const auto contract = each.is_string() ? m_view.find(each.get_string()) : std::nullopt;
        if (contract)
            changeOne(event == "subscribe", {feed, *contract}, out);
        else
            fail("Invalid product id", out);
    }
}

void KrakenSession::changeOne(bool subscribe, const Key &key, Outbox &out)
{
    const bool isKnown = m_subscriptions.contains(key);
    if (isKnown == subscribe)
        return acknowledge(subscribe ? "subscribed_failed" : "unsubscribed_failed", key, out);
    acknowledge(subscribe ? "subscribed" : "unsubscribed", key, out);
    if (!subscribe) {
        m_subscriptions.erase(key);
        return;
    }
    m_subscriptions[key] = 0;
    if (key.first == "trade")
        sendSnapshot(key, out);
}

void KrakenSession::acknowledge(const std::string &event, const Key &key, Outbox &out) const
{
    json::object answer{{"event", event}, {"feed", key.first}};
    if (key.second >= 0)
        answer["product_ids"] = json::array{m_view.spec(key.second).symbol};
    out.control(plainJson(answer));
}

/// The last hundred, newest first.
void KrakenSession::sendSnapshot(const Key &key, Outbox &out)
{
    constexpr std::size_t MostTrades = 100;
    m_tape.update();
    const auto &trades = m_tape.of(key.second);
    m_subscriptions[key] = m_tape.last(key.second);
    json::array rows;
    for (auto trade = trades.rbegin(); trade != trades.rend() && rows.size() < MostTrades; ++trade)
        rows.push_back(krakenTradeRow(m_view, *trade));
    out.data(plainJson(json::object{{"feed", "trade_snapshot"}, {"product_id", m_view.spec(key.second).symbol},
                 {"trades", std::move(rows)}}),
        TradeStream);
}

void KrakenSession::push(const Instant &now, Outbox &out)
{
    m_tape.update();
    for (auto &[key, last] : m_subscriptions) {
        if (key.first == "trade")
            pushTrades(key, last, out);
        else if (key.first == "heartbeat" && m_pace.due(key.first, SecondMs, now.wallMs))
            out.control(plainJson(json::object{{"feed", "heartbeat"}, {"time", now.marketMs}}));
        else if (key.first.starts_with("ticker"))
            pushTicker(key, now, out);
    }
}

/// At most one a second, and complete each time.
void KrakenSession::pushTicker(const Key &key, const Instant &now, Outbox &out)
{
    const bool isLite = key.first == "ticker_lite";
    const unsigned streams = isLite ? VolumeStream : TickerStreams;
    const std::string &symbol = m_view.spec(key.second).symbol;
    if (out.isMuted(streams) || !m_pace.due(key.first + symbol, SecondMs, now.wallMs))
        return;
    json::object ticker = krakenTicker(m_view, key.second);
    if (isLite) {
        json::object lite{{"feed", key.first}};
        for (const char *name : {"product_id", "bid", "ask", "change", "premium", "volume", "tag", "pair", "dtm",
                 "maturityTime", "volumeQuote"})
            lite[name] = ticker[name];
        ticker = std::move(lite);
    }
    out.data(plainJson(ticker), streams);
}

void KrakenSession::pushTrades(const Key &key, std::int64_t &last, Outbox &out) const
{
    for (const TapeTrade &trade : m_tape.of(key.second)) {
        if (trade.sequence > last)
            out.data(plainJson(krakenTradeRow(m_view, trade)), trade.liquidated ? LiquidationStream : TradeStream);
    }
    last = std::max(last, m_tape.last(key.second));
}

} // namespace

std::unique_ptr<Session> openKrakenSession(const VenueView &view, TradeTape &tape, const HttpRequest &handshake)
{
    return handshake.path == "/ws/v1" ? std::make_unique<KrakenSession>(view, tape) : nullptr;
}

} // namespace isobar::simulation
