#include "core/simulation/servers/deltasession.h"

#include "core/simulation/servers/deltarows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"

#include <algorithm>
#include <set>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

/// A channel that tells the state of a contract every so often.
struct StateChannel {
    std::string_view name;
    TimeMs everyMs;
    unsigned streams;
    json::object (*make)(const VenueView &, int);
    std::string (*symbolOf)(const ContractSpec &);
};

std::string plainSymbol(const ContractSpec &spec) { return spec.symbol; }
std::string markSymbol(const ContractSpec &spec) { return "MARK:" + spec.symbol; }

constexpr TimeMs FundingEveryMs = 30 * SecondMs;
constexpr StateChannel StateChannels[] = {
    {"funding_rate", FundingEveryMs, FundingStream, deltaFundingFrame, plainSymbol},
    {"mark_price", 2 * SecondMs, MarkStream, deltaMarkFrame, markSymbol},
    {"spot_price", SecondMs, MarkStream, deltaIndexFrame, deltaIndex},
    {"ticker", 5 * SecondMs, MarkStream | OpenInterestStream | VolumeStream, deltaTickerFrame, plainSymbol},
};
constexpr std::string_view SilentChannels[] = {"ob_l1", "ob_l2", "ob_updates", "candlesticks"};

bool isKnown(std::string_view name)
{
    return name == "trades" || std::ranges::find(StateChannels, name, &StateChannel::name) != std::end(StateChannels)
        || std::ranges::find(SilentChannels, name) != std::end(SilentChannels);
}

class DeltaSession final : public Session {
public:
    explicit DeltaSession(const VenueView &view) : m_view(view) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, bool subscribe, Outbox &out);
    json::array present() const;
    bool has(std::string_view channel, const std::string &symbol) const;
    void pushState(const StateChannel &channel, int contract, const Instant &now, Outbox &out);

    const VenueView &m_view;
    std::map<std::string, std::set<std::string>, std::less<>> m_channels; ///< with their symbols
    std::map<int, std::pair<TimeMs, TimeMs>> m_funding; ///< of a contract: market time of the last frame, settlement
    bool m_hasHeartbeat = false;
    Pace m_pace;
};

void fail(std::string_view message, Outbox &out)
{
    out.control(plainJson(json::object{{"message", message}, {"type", "error"}}));
}

void DeltaSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string type = request ? textMember(*request, "type") : std::string();
    if (type == "ping")
        out.control(R"({"type":"pong"})");
    else if (type == "subscribe" || type == "unsubscribe")
        change(*request, type == "subscribe", out);
    else if (type == "enable_heartbeat" || type == "disable_heartbeat") {
        m_hasHeartbeat = type == "enable_heartbeat";
        m_pace.forget("heartbeat");
        m_pace.due("heartbeat", 0, now.wallMs); // the first comes an interval later
    } else {
        fail(request ? "Invalid message type" : "Invalid JSON", out);
    }
}

/// The answer lists all that is subscribed now; channels of the legacy address are refused in their place.
void DeltaSession::change(const json::object &request, bool subscribe, Outbox &out)
{
    const json::value *payload = request.if_contains("payload");
    const json::array wanted =
        payload && payload->is_object() ? listMember(payload->get_object(), "channels") : json::array();
    json::array refused;
    for (const json::value &each : wanted) {
        const json::object channel = each.is_object() ? each.get_object() : json::object();
        const std::string name = textMember(channel, "name");
        if (!isKnown(name)) {
            refused.push_back(json::object{{"name", name}, {"error", "Subscription forbidden on this address"}});
            continue;
        }
        if (!subscribe && listMember(channel, "symbols").empty())
            m_channels.erase(name);
        for (const json::value &symbol : listMember(channel, "symbols")) {
            const std::string text = symbol.is_string() ? std::string(symbol.get_string()) : std::string();
            if (subscribe)
                m_channels[name].insert(text); // also one that is not listed: it stays silent
            else if (m_channels.contains(name))
                m_channels[name].erase(text);
        }
    }
    if (refused.size() == wanted.size())
        return fail("Subscription forbidden: Invalid channel array", out);
    json::array channels = present();
    channels.insert(channels.end(), refused.begin(), refused.end());
    out.control(plainJson(json::object{{"channels", std::move(channels)}, {"type", "subscriptions"}}));
}

json::array DeltaSession::present() const
{
    json::array channels;
    for (const auto &[name, symbols] : m_channels)
        if (!symbols.empty())
            channels.push_back(json::object{{"name", name}, {"symbols", json::array(symbols.begin(), symbols.end())}});
    return channels;
}

/// By its symbol, or by a category that most channels know.
bool DeltaSession::has(std::string_view channel, const std::string &symbol) const
{
    const auto found = m_channels.find(channel);
    if (found == m_channels.end())
        return false;
    const bool hasCategory = found->second.contains("all") || found->second.contains("perpetual_futures");
    return found->second.contains(symbol) || (hasCategory && channel != "ticker" && channel != "spot_price");
}

void DeltaSession::push(const Instant &now, Outbox &out)
{
    if (m_hasHeartbeat && m_pace.due("heartbeat", 5 * SecondMs, now.wallMs)) {
        const std::int64_t at = deltaMicroseconds(now.marketMs);
        out.control(plainJson(json::object{{"ts_origin", at}, {"ts_publish", at}, {"type", "heartbeat"}}));
    }
    for (const StateChannel &channel : StateChannels)
        for (const int contract : m_view.contracts())
            if (has(channel.name, channel.symbolOf(m_view.spec(contract))))
                pushState(channel, contract, now, out);
    for (const Print &print : m_view.newPrints())
        if (has("trades", m_view.spec(print.contract).symbol))
            out.data(plainJson(deltaTradeFrame(m_view, print)), TradeStream);
}

void DeltaSession::pushState(const StateChannel &channel, int contract, const Instant &now, Outbox &out)
{
    const std::string key = std::string(channel.name) + " " + m_view.spec(contract).symbol;
    if (channel.everyMs == FundingEveryMs) {
        // A market that runs faster than life is told of more often, and a settlement at once.
        const TimeMs at = m_view.market().nowMs();
        const TimeMs next = m_view.state(contract).nextFundingMs;
        auto &[spokeMs, settlesMs] = m_funding[contract];
        if ((at - spokeMs < FundingEveryMs && next == settlesMs) || !m_pace.due(key, SecondMs, now.wallMs))
            return;
        spokeMs = at;
        settlesMs = next;
    } else if (!m_pace.due(key, channel.everyMs, now.wallMs)) {
        return;
    }
    out.data(plainJson(channel.make(m_view, contract)), channel.streams);
}

} // namespace

std::unique_ptr<Session> openDeltaSession(const VenueView &view, const HttpRequest &handshake)
{
    const bool isRoot = handshake.path.empty() || handshake.path == "/";
    return isRoot ? std::make_unique<DeltaSession>(view) : nullptr;
}

} // namespace isobar::simulation
