#include "core/simulation/servers/bitmartsession.h"

#include "core/simulation/servers/bitmartrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"

#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::size_t MostBytes = 2048; ///< half of what is documented
constexpr TimeMs TickerEveryMs = 2 * SecondMs;

struct Topic {
    std::string kind; ///< ticker, trade, fundingRate, depth…
    std::optional<int> contract; ///< absent: tickers of all
};

class BitmartSession final : public Session {
public:
    explicit BitmartSession(const VenueView &view) : m_view(view) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const std::string &action, const json::object &request, Outbox &out);
    std::optional<Topic> topic(std::string_view name) const;
    void pushTopic(const std::string &name, const Topic &topic, Outbox &out) const;
    void pushTrades(const std::string &name, int contract, Outbox &out) const;
    static void emit(const std::string &name, json::value data, unsigned streams, Outbox &out)
    {
        out.data(plainJson(json::object{{"data", std::move(data)}, {"group", name}}), streams);
    }

    const VenueView &m_view;
    std::map<std::string, Topic> m_topics;
    Pace m_pace;
    FundingPace m_fundingPace;
};

void BitmartSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    if (text.size() > MostBytes) {
        out.close = Outbox::Close{1009, ""};
        return;
    }
    const auto request = parseObject(text);
    const std::string action = request ? textMember(*request, "action") : std::string();
    if (!request)
        out.control(plainJson(json::object{
            {"success", false}, {"error", "Invalid message: message must be JSON: " + std::string(text)}}));
    else if (action == "ping")
        out.control(R"({"group":"System","data":"pong+e0d8adb4-bf87-440b-b7e1-6cf4e88ecd4f"})");
    else if (action == "subscribe" || action == "unsubscribe" || action == "request")
        change(action, *request, out);
    else
        out.control(
            plainJson(json::object{{"action", action}, {"success", false}, {"error", "Invalid action: " + action}}));
}

/// Each topic has its own answer.
void BitmartSession::change(const std::string &action, const json::object &request, Outbox &out)
{
    for (const json::value &arg : listMember(request, "args")) {
        const std::string name = arg.is_string() ? std::string(arg.get_string()) : std::string();
        const auto wanted = topic(name);
        json::object answer{{"action", action}, {"group", name}, {"success", wanted.has_value()}};
        if (!wanted)
            answer["error"] = "Invalid channel: not found " + name;
        answer["request"] = request;
        out.control(plainJson(answer));
        if (!wanted)
            continue;
        if (action == "request") {
            pushTopic(name, *wanted, out);
            continue;
        }
        m_pace.forget(name);
        m_fundingPace.forget(name);
        if (action == "subscribe")
            m_topics.insert_or_assign(name, *wanted);
        else
            m_topics.erase(name);
    }
}

std::optional<Topic> BitmartSession::topic(std::string_view name) const
{
    constexpr std::string_view Root = "futures/";
    if (!name.starts_with(Root))
        return std::nullopt;
    name.remove_prefix(Root.size());
    const std::size_t colon = std::min(name.find(':'), name.size());
    Topic made{std::string(name.substr(0, colon)), std::nullopt};
    if (colon == name.size())
        return made.kind == "ticker" ? std::optional(made) : std::nullopt;
    const std::string_view symbol = name.substr(colon + 1);
    made.contract = m_view.find(symbol.substr(0, symbol.find('@'))); // depths have their pace behind it
    const bool isKnown =
        made.kind == "ticker" || made.kind == "trade" || made.kind == "fundingRate" || made.kind.starts_with("depth");
    return made.contract && isKnown ? std::optional(made) : std::nullopt;
}

void BitmartSession::push(const Instant &now, Outbox &out)
{
    for (const auto &[name, topic] : m_topics) {
        if (topic.kind == "trade")
            pushTrades(name, topic.contract.value_or(-1), out);
        else if (topic.kind == "fundingRate" ? m_fundingPace.due(name, MinuteMs,
                     m_view.state(topic.contract.value_or(0)).nextFundingMs, now.wallMs, m_view.market().nowMs())
                                             : m_pace.due(name, TickerEveryMs, now.wallMs))
            pushTopic(name, topic, out);
    }
}

/// What a topic now is.
void BitmartSession::pushTopic(const std::string &name, const Topic &topic, Outbox &out) const
{
    if (topic.kind == "fundingRate") {
        emit(name, bitmartFundingUpdate(m_view, topic.contract.value_or(-1)), FundingStream, out);
    } else if (topic.kind == "ticker") {
        for (const int contract : m_view.contracts())
            if (topic.contract.value_or(contract) == contract)
                emit(name, bitmartTickerUpdate(m_view, contract), MarkStream | VolumeStream, out);
    }
}

void BitmartSession::pushTrades(const std::string &name, int contract, Outbox &out) const
{
    json::array rows;
    for (const Print &print : m_view.newPrints())
        if (print.contract == contract)
            rows.push_back(bitmartTradeUpdate(m_view.spec(contract), print));
    if (!rows.empty())
        emit(name, std::move(rows), TradeStream, out);
}

} // namespace

std::unique_ptr<Session> openBitmartSession(const VenueView &view, const HttpRequest &handshake)
{
    return handshake.path == "/api" ? std::make_unique<BitmartSession>(view) : nullptr;
}

} // namespace isobar::simulation
