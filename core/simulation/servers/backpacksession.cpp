#include "core/simulation/servers/backpacksession.h"

#include "core/simulation/servers/backpackrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int ParseError = 4002, InvalidMethod = 4001, InvalidStream = 4006;
constexpr std::string_view LiquidationType = "liquidation";

/// A stream that tells the newest state of one market.
struct StateStream {
    std::string_view type;
    TimeMs everyMs;
    unsigned streams;
    json::object (*make)(const VenueView &, int);
};
constexpr StateStream StateStreams[] = {
    {"markPrice", SecondMs, FundingStream | MarkStream, backpackMarkPrice},
    {"openInterest", MinuteMs, OpenInterestStream, backpackOpenInterest},
    {"ticker", SecondMs, VolumeStream, backpackTicker},
};
/// Accepted; no books are simulated.
constexpr std::string_view SilentTypes[] = {"bookTicker", "depth"};

struct Subscription {
    const StateStream *state = nullptr;
    bool isTrades = false, isLiquidations = false;
    std::optional<BarSize> bars;
    std::optional<int> contract; ///< absent: all
};

class BackpackSession final : public Session {
public:
    explicit BackpackSession(const VenueView &view) : m_view(view) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    static void fail(int code, std::string_view message, Outbox &out);
    void subscribe(const std::string &name, Outbox &out);
    void pushRows(const std::string &name, const Subscription &subscription, Outbox &out) const;
    static void emit(const std::string &name, json::object data, unsigned streams, Outbox &out);

    const VenueView &m_view;
    std::map<std::string, Subscription> m_subscriptions;
    Pace m_pace;
};

void BackpackSession::fail(int code, std::string_view message, Outbox &out)
{
    const json::object error{{"code", code}, {"message", message}};
    out.control(plainJson(json::object{{"id", nullptr}, {"error", error}}));
}

void BackpackSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    const auto request = parseObject(text);
    const json::value *params = request ? request->if_contains("params") : nullptr;
    if (!params || !params->is_array())
        return fail(ParseError, "Parse error", out);
    const std::string method = textMember(*request, "method");
    if (method != "SUBSCRIBE" && method != "UNSUBSCRIBE")
        return fail(InvalidMethod, "Invalid method", out);
    for (const json::value &each : params->get_array()) {
        const std::string name = each.is_string() ? std::string(each.get_string()) : std::string();
        if (method == "SUBSCRIBE")
            subscribe(name, out);
        else
            m_subscriptions.erase(name);
    }
}

/// "markPrice.SOL_USDC_PERP", "kline.5m.SOL_USDC_PERP", "liquidation". An unknown symbol is passed over in silence.
void BackpackSession::subscribe(const std::string &name, Outbox &out)
{
    std::string_view type = std::string_view(name).substr(0, name.find('.'));
    std::string_view symbol =
        type.size() == name.size() ? std::string_view() : std::string_view(name).substr(type.size() + 1);
    Subscription made;
    if (type == "kline") {
        const std::size_t dot = symbol.find('.');
        made.bars = barSize(symbol.substr(0, dot));
        symbol = dot == std::string_view::npos ? std::string_view() : symbol.substr(dot + 1);
    }
    const auto *state = std::ranges::find(StateStreams, type, &StateStream::type);
    made.state = state == std::end(StateStreams) ? nullptr : state;
    made.isTrades = type == "trade";
    made.isLiquidations = type == LiquidationType;
    const bool isSilent = std::ranges::find(SilentTypes, type) != std::end(SilentTypes);
    if (!made.state && !made.isTrades && !made.isLiquidations && !made.bars && !isSilent)
        return fail(InvalidStream, "Invalid stream", out);
    made.contract = m_view.find(symbol);
    if (!made.contract && name != LiquidationType)
        return;
    m_pace.forget(name);
    m_subscriptions.insert_or_assign(name, made);
}

void BackpackSession::push(const Instant &now, Outbox &out)
{
    for (const auto &[name, subscription] : m_subscriptions) {
        if (const StateStream *state = subscription.state) {
            if (m_pace.due(name, state->everyMs, now.wallMs))
                emit(name, state->make(m_view, *subscription.contract), state->streams, out);
        } else if (subscription.bars) {
            if (m_pace.due(name, SecondMs, now.wallMs))
                emit(name, backpackStreamKline(m_view, *subscription.contract, *subscription.bars), OtherStream, out);
        } else {
            pushRows(name, subscription, out);
        }
    }
}

void BackpackSession::pushRows(const std::string &name, const Subscription &subscription, Outbox &out) const
{
    const auto isWanted = [&](int contract) { return !subscription.contract || *subscription.contract == contract; };
    if (subscription.isTrades)
        for (const Print &print : m_view.newPrints())
            if (isWanted(print.contract))
                emit(name, backpackTrade(m_view.spec(print.contract), print), TradeStream, out);
    if (subscription.isLiquidations)
        for (const Liquidation &liquidation : m_view.newLiquidations())
            if (isWanted(liquidation.contract))
                emit(name, backpackLiquidation(m_view.spec(liquidation.contract), liquidation), LiquidationStream, out);
}

void BackpackSession::emit(const std::string &name, json::object data, unsigned streams, Outbox &out)
{
    out.data(plainJson(json::object{{"data", std::move(data)}, {"stream", name}}), streams);
}

} // namespace

std::unique_ptr<Session> makeBackpackSession(const VenueView &view) { return std::make_unique<BackpackSession>(view); }

} // namespace isobar::simulation
