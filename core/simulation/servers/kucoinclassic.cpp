#include "core/simulation/servers/kucoinclassic.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/kucoinrows.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/serialize.hpp>

#include <set>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs IdleMs = MinuteMs; // without a frame of the client
constexpr std::size_t MaxSymbols = 100; // in one request
constexpr std::string_view Instrument = "/contract/instrument", Announcement = "/contract/announcement",
                           Execution = "/contractMarket/execution", Ticker = "/contractMarket/ticker",
                           Ticker2 = "/contractMarket/tickerV2", Book = "/contractMarket/level2";

bool isKnown(std::string_view prefix)
{
    for (const std::string_view known : {Instrument, Announcement, Execution, Ticker, Ticker2, Book})
        if (prefix == known)
            return true;
    return prefix.starts_with(Book);
}

class KucoinClassic final : public Session {
public:
    KucoinClassic(const VenueView &view, const Instant &now) : m_view(view), m_heardMs(now.wallMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    static void fail(const std::string &id, int code, const char *what, Outbox &out);
    void change(const json::object &request, bool subscribe, Outbox &out);
    static void emit(std::string_view prefix, const std::string &symbol, const char *subject, json::value content,
        unsigned streams, Outbox &out);
    void pushInstrument(const std::string &symbol, int contract, const Instant &now, Outbox &out);
    void pushRate(const std::string &symbol, int contract, const Instant &now, Outbox &out);

    const VenueView &m_view;
    TimeMs m_heardMs; ///< wall time of the client's last frame
    std::map<std::string, std::set<std::string>, std::less<>> m_symbols; ///< by the beginning of the topic
    Quota m_messages{100, 10 * SecondMs};
    Pace m_pace;
    FundingPace m_fundingPace;
};

void KucoinClassic::fail(const std::string &id, int code, const char *what, Outbox &out)
{
    out.control(json::serialize(json::object{{"id", id}, {"type", "error"}, {"code", code}, {"data", what}}));
}

void KucoinClassic::receive(std::string_view text, const Instant &now, Outbox &out)
{
    m_heardMs = now.wallMs;
    const json::object request = parseObject(text).value_or(json::object());
    const std::string id = textMember(request, "id"), type = textMember(request, "type");
    if (!m_messages.spend(1, now.wallMs))
        fail(id, 509, "exceed max permits per second", out);
    else if (type == "ping")
        out.control(json::serialize(
            json::object{{"id", id}, {"type", "pong"}, {"timestamp", now.marketMs * 1000}})); // microseconds
    else if (type == "subscribe" || type == "unsubscribe")
        change(request, type == "subscribe", out);
    else
        fail(id, 400, "type is not supported", out);
}

/// "/contract/instrument:XBTUSDTM,ETHUSDTM": unknown symbols are taken too, and never speak.
void KucoinClassic::change(const json::object &request, bool subscribe, Outbox &out)
{
    const std::string id = textMember(request, "id"), topic = textMember(request, "topic");
    const std::size_t colon = std::min(topic.find(':'), topic.size());
    const std::string prefix = topic.substr(0, colon);
    if (!isKnown(prefix)) {
        fail(id, 404, "topic does not exist", out);
        return;
    }
    std::set<std::string> symbols;
    std::string_view rest = std::string_view(topic).substr(std::min(colon + 1, topic.size()));
    while (!rest.empty()) {
        const std::string_view symbol = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), symbol.size() + 1));
        symbols.emplace(symbol);
    }
    if (symbols.size() > MaxSymbols) {
        fail(id, 509, "exceed max subscription count limitation of 100 per time", out);
        return;
    }
    if (subscribe)
        m_symbols[prefix]; // announcements need no symbol
    else if (symbols.empty())
        m_symbols.erase(prefix);
    for (const std::string &symbol : symbols) {
        m_pace.forget(prefix + symbol);
        m_fundingPace.forget(symbol);
        if (subscribe)
            m_symbols[prefix].insert(symbol);
        else
            m_symbols[prefix].erase(symbol);
    }
    const json::value *wanted = request.if_contains("response");
    if (wanted && wanted->is_bool() && wanted->get_bool())
        out.control(json::serialize(json::object{{"id", id}, {"type", "ack"}}));
}

void KucoinClassic::emit(std::string_view prefix, const std::string &symbol, const char *subject, json::value content,
    unsigned streams, Outbox &out)
{
    out.data(json::serialize(json::object{{"topic", std::string(prefix) + ":" + symbol}, {"type", "message"},
                 {"subject", subject}, {"data", std::move(content)}}),
        streams);
}

void KucoinClassic::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_heardMs >= IdleMs) { // even while data flow
        out.close = {1000, "ping timeout"};
        return;
    }
    for (const auto &[prefix, symbols] : m_symbols) {
        for (const std::string &symbol : symbols) {
            const auto contract = m_view.find(symbol);
            if (!contract)
                continue;
            const bool isTicker = prefix == Ticker || prefix == Ticker2;
            if (prefix == Instrument)
                pushInstrument(symbol, *contract, now, out);
            else if (isTicker && m_pace.due(prefix + symbol, SecondMs, now.wallMs))
                emit(prefix, symbol, prefix == Ticker ? "ticker" : "tickerV2", kucoinTicker(m_view, *contract),
                    OtherStream, out);
            else if (prefix == Execution)
                for (const Print &print : m_view.newPrints())
                    if (print.contract == *contract)
                        emit(prefix, symbol, "match", kucoinMatch(m_view.spec(*contract), print), TradeStream, out);
        }
    }
    if (!m_symbols.contains(Announcement))
        return;
    for (const Settlement &settlement : m_view.newSettlements()) {
        const std::string &symbol = m_view.spec(settlement.contract).symbol;
        const json::object row{{"symbol", symbol}, {"fundingTime", settlement.timeMs},
            {"fundingRate", stepped(settlement.rate, 1e-6)}, {"timestamp", settlement.timeMs}};
        for (const char *subject : {"funding.begin", "funding.end"})
            emit(Announcement, symbol, subject, row, FundingStream, out);
    }
}

void KucoinClassic::pushInstrument(const std::string &symbol, int contract, const Instant &now, Outbox &out)
{
    const ContractSpec &spec = m_view.spec(contract);
    const ContractState state = m_view.state(contract);
    const TimeMs at = m_view.market().nowMs();
    if (m_pace.due(std::string(Instrument) + symbol, SecondMs, now.wallMs))
        emit(Instrument, symbol, "mark.index.price",
            json::object{{"markPrice", stepped(state.mark, spec.tick / 10)},
                {"indexPrice", stepped(state.index, spec.tick / 10)}, {"granularity", 1000}, {"timestamp", at}},
            MarkStream, out);
    pushRate(symbol, contract, now, out);
}

/// A granularity of a minute is the running rate, one of the interval the rate that was settled.
void KucoinClassic::pushRate(const std::string &symbol, int contract, const Instant &now, Outbox &out)
{
    const ContractState state = m_view.state(contract);
    const auto rate = [](TimeMs granularity, double value, TimeMs timeMs) {
        return json::object{{"granularity", granularity}, {"fundingRate", stepped(value, 1e-6)}, {"timestamp", timeMs}};
    };
    for (const Settlement &settlement : m_view.newSettlements())
        if (settlement.contract == contract)
            emit(Instrument, symbol, "funding.rate",
                rate(static_cast<TimeMs>(state.intervalHours * static_cast<double>(HourMs)), settlement.rate,
                    settlement.timeMs),
                FundingStream, out);
    const TimeMs at = m_view.market().nowMs();
    if (m_fundingPace.due(symbol, MinuteMs, state.nextFundingMs, now.wallMs, at))
        emit(Instrument, symbol, "funding.rate", rate(MinuteMs, state.fundingRate, floorTo(at, MinuteMs)),
            FundingStream, out);
}

} // namespace

std::unique_ptr<Session> openKucoinClassic(
    const VenueView &view, const std::string &id, const Instant &now, Outbox &greeting)
{
    if (!greeting.close)
        greeting.control(json::serialize(json::object{{"id", id}, {"type", "welcome"}}));
    return std::make_unique<KucoinClassic>(view, now);
}

} // namespace isobar::simulation
