// Many assets on every venue: what is asked for stays within the limits of the venues' pages (shared/venues). The
// contracts are read from the simulated venues' own lists.
#include "core/simulation/market.h"
#include "core/simulation/servers/protocols.h"
#include "core/simulation/servers/venueview.h"
#include "core/venues/registry.h"

#include <QtTest>
#include <boost/json.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>

using namespace isobar;
namespace json = boost::json;

namespace {

constexpr TimeMs Start = 1'767'571'800'000;
/// 50 watched assets are 50 contracts at least, and 150 where each has a USDT, a USDC and an inverse one.
constexpr int FewAssets = 50, ManyAssets = 150;

/// What a venue's page allows; 0: it names no limit. "Address": all connections of one address of ours together.
struct Limits {
    std::size_t topicsPerConnection = 0, topicsPerMessage = 0, bytesPerMessage = 0, bytesPerConnection = 0;
    std::size_t connections = 0; ///< at a time, or to open at once where new ones are limited
    double messagesPerSecond = 0;
    double addressMessagesPerSecond = 0;
    std::size_t addressTopics = 0, addressMessagesPerMinute = 0;
};

const std::map<std::string, Limits> &pages()
{
    static const std::map<std::string, Limits> all{
        {"aevo", {}},
        {"aster", {.topicsPerConnection = 200, .messagesPerSecond = 10}},
        {"backpack", {.topicsPerConnection = 91}},
        {"binance-coinm", {.topicsPerConnection = 200, .messagesPerSecond = 10}},
        {"binance-usdm", {.topicsPerConnection = 200, .messagesPerSecond = 10}},
        {"bingx", {.topicsPerConnection = 200, .topicsPerMessage = 1, .connections = 60, .messagesPerSecond = 9.9}},
        {"bitfinex", {.topicsPerConnection = 25, .topicsPerMessage = 1, .connections = 20}},
        {"bitget", {.topicsPerConnection = 50, .connections = 100, .messagesPerSecond = 10}},
        {"bitmart", {.topicsPerConnection = 100, .topicsPerMessage = 45, .bytesPerMessage = 1'999, .connections = 500}},
        {"blofin", {.topicsPerMessage = 90, .bytesPerMessage = 4'096, .connections = 1}},
        {"bybit", {.topicsPerMessage = 10, .bytesPerConnection = 21'000, .connections = 500}},
        {"cryptocom", {.topicsPerConnection = 400, .topicsPerMessage = 100, .messagesPerSecond = 100}},
        {"delta", {.connections = 150}},
        {"deribit", {.topicsPerConnection = 200, .connections = 32 - 6, .messagesPerSecond = 3.3}}, // REST has six
        {"dydx", {.topicsPerConnection = 32 + 1}}, // trades, and the markets
        {"gate", {}},
        {"htx", {.topicsPerMessage = 1, .connections = 30, .addressMessagesPerSecond = 40}},
        {"hyperliquid",
            {.topicsPerMessage = 1, .connections = 10, .addressTopics = 1'000, .addressMessagesPerMinute = 2'000}},
        {"kraken", {.messagesPerSecond = 100}},
        {"kucoin", {.topicsPerConnection = 600, .topicsPerMessage = 1, .connections = 250, .messagesPerSecond = 30}},
        {"lighter", {.topicsPerConnection = 500, .connections = 80, .addressMessagesPerMinute = 200}},
        {"mexc", {.topicsPerConnection = 2 * 150, .topicsPerMessage = 1, .messagesPerSecond = 20}},
        {"okx", {.bytesPerMessage = 65'536, .connections = 3}},
        {"paradex", {.topicsPerMessage = 1, .connections = 20}},
        {"phemex", {.topicsPerConnection = 50, .topicsPerMessage = 1, .connections = 5, .messagesPerSecond = 20}},
        {"woox", {.topicsPerConnection = 100, .topicsPerMessage = 10, .connections = 100}},
    };
    return all;
}

/// The topics in lists anywhere in a message.
std::size_t listedTopics(const json::value &value)
{
    std::size_t count = 0;
    if (const auto *list = value.if_array()) {
        for (const json::value &each : *list)
            count += each.is_object() ? std::max<std::size_t>(1, listedTopics(each)) : 1;
    } else if (const auto *object = value.if_object()) {
        for (const auto &member : *object)
            count += listedTopics(member.value());
    }
    return count;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string asJson(std::string message)
{
    if (const std::size_t at = message.find(SecondsPlace); at != std::string::npos)
        message.replace(at, SecondsPlace.size(), "1");
    return message;
}

/// A subscription without a list names one topic; what sets up the connection names none.
std::size_t topicsIn(const std::string &message)
{
    if (lower(message).find("sub") == std::string::npos)
        return 0;
    return std::max<std::size_t>(1, listedTopics(json::parse(asJson(message))));
}

std::size_t topicsOf(const SocketPlan &plan)
{
    return std::accumulate(plan.messages.begin(), plan.messages.end(), std::size_t(0),
        [](std::size_t sum, const std::string &message) { return sum + topicsIn(message); });
}

/// A simulated venue with so many assets and what the adapter reads from its lists.
class Listed {
public:
    Listed(const std::string &venue, int assets)
        : m_market(simulation::MarketConfig{simulation::Scenario::Calm, 1, Start, 0, {venue}, assets}),
          m_view(m_market, venue), m_protocol(simulation::makeProtocol(m_view))
    {
        constexpr int Unlimited = 1'000;
        m_protocol->widenLimits(Unlimited);
        const auto adapter = venueById(venue);
        const auto reader = adapter->referenceReader(names);
        std::deque<RestRequest> open;
        for (const RestRequest &each : adapter->catalogue())
            open.push_back(each);
        while (!open.empty()) {
            const RestRequest request = std::move(open.front());
            open.pop_front();
            const ReferenceStep step = reader->read({Via::Rest, answer(request), request.line(), Start});
            if (step.error)
                qWarning("%s: %s", venue.c_str(), step.error->reason.c_str());
            open.insert(open.end(), step.more.begin(), step.more.end());
        }
        reference = reader->build();
    }
    std::size_t contracts() const { return m_market.contracts().size(); }

    InstrumentNames names;
    Reference reference;

private:
    std::string answer(const RestRequest &request)
    {
        std::string path = request.path;
        if (!request.timeParameter.empty())
            path +=
                (path.find('?') == std::string::npos ? '?' : '&') + request.timeParameter + '=' + std::to_string(Start);
        const std::string method = request.body.empty() ? "GET " : "POST ";
        auto asked = simulation::parseHead(method + path + " HTTP/1.1\r\n\r\n").value();
        asked.body = request.body;
        return m_protocol->answer(asked, {Start, Start}).body;
    }

    simulation::Market m_market;
    simulation::VenueView m_view;
    std::unique_ptr<simulation::VenueProtocol> m_protocol;
};

void rows()
{
    QTest::addColumn<QString>("venue");
    QTest::addColumn<int>("assets");
    for (const auto &venue : allVenues()) {
        const QString id = QString::fromStdString(venue->profile().traits.id);
        for (const int assets : {FewAssets, ManyAssets})
            QTest::addRow("%s %d", qPrintable(id), assets) << id << assets;
    }
}

#define WITHIN(value, limit)                                                                                           \
    if ((limit) > 0 && (value) > (limit))                                                                              \
    QFAIL(qPrintable(QStringLiteral(#value " is %1, above %2").arg(value).arg(limit)))

} // namespace

class TestSubscriptionLimits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachVenueHasItsLimits()
    {
        for (const auto &venue : allVenues())
            QVERIFY2(pages().contains(venue->profile().traits.id), venue->profile().traits.id.c_str());
        QCOMPARE(pages().size(), allVenues().size());
    }

    void streamsStayWithinTheLimits_data() { rows(); }
    void streamsStayWithinTheLimits()
    {
        QFETCH(QString, venue);
        QFETCH(int, assets);
        const std::string id = venue.toStdString();
        const Limits &limits = pages().at(id);
        const auto adapter = venueById(id);
        const Listed listed(id, assets);
        QCOMPARE(listed.reference.instruments.size(), listed.contracts());

        const VenueProfile &profile = adapter->profile();
        const auto plans = adapter->subscribe(listed.reference.instruments);
        WITHIN(plans.size(), limits.connections);
        WITHIN(profile.socketMessagesPerSecond, limits.messagesPerSecond);
        const double connections = static_cast<double>(plans.size());
        WITHIN(connections * profile.socketMessagesPerSecond, limits.addressMessagesPerSecond);
        std::size_t allTopics = 0, allMessages = 0;
        for (const SocketPlan &plan : plans) {
            QVERIFY(!plan.messages.empty() && !plan.carries.empty());
            std::size_t bytes = 0;
            for (const std::string &message : plan.messages) {
                WITHIN(topicsIn(message), limits.topicsPerMessage);
                WITHIN(message.size(), limits.bytesPerMessage);
                bytes += message.size();
            }
            WITHIN(bytes, limits.bytesPerConnection);
            WITHIN(topicsOf(plan), limits.topicsPerConnection);
            allTopics += topicsOf(plan);
            allMessages += plan.messages.size();
        }
        WITHIN(allTopics, limits.addressTopics);
        WITHIN(allMessages, limits.addressMessagesPerMinute);
    }

    void nothingIsLeftOut_data() { rows(); }
    void nothingIsLeftOut()
    {
        QFETCH(QString, venue);
        QFETCH(int, assets);
        const std::string id = venue.toStdString();
        const auto adapter = venueById(id);
        const Listed listed(id, assets);
        const auto &watched = listed.reference.instruments;
        std::set<StreamType> streamed, polled;
        std::string asked;
        for (const SocketPlan &plan : adapter->subscribe(watched)) {
            streamed.insert(plan.carries.begin(), plan.carries.end());
            for (const std::string &message : plan.messages)
                asked += lower(message) + '\n';
        }
        for (const Poll &poll : adapter->polls(watched))
            polled.insert(poll.carries.begin(), poll.carries.end());
        // Of each contract at least the trades have a topic of their own.
        for (const Instrument &each : watched)
            QVERIFY2(asked.find(lower(each.symbol)) != std::string::npos, each.symbol.c_str());
        for (std::size_t i = 0; i < StreamTypeCount; ++i) {
            const auto type = static_cast<StreamType>(i);
            const StreamCadence &cadence = adapter->profile().traits.of(type);
            if (cadence.gapMs > 0)
                QVERIFY2((cadence.polled ? polled : streamed).contains(type), streamTypeName(type).data());
        }
    }

    /// Half of the budget of REST at most, so that lists, history and late answers find room.
    void pollsLeaveHalfOfTheBudget_data() { rows(); }
    void pollsLeaveHalfOfTheBudget()
    {
        QFETCH(QString, venue);
        QFETCH(int, assets);
        if (assets > FewAssets) // only venues with one contract an asset poll by contract
            return;
        const auto adapter = venueById(venue.toStdString());
        const Listed listed(venue.toStdString(), assets);
        const RateLimit &limit = adapter->profile().rest;
        double share = 0;
        for (const Poll &poll : adapter->polls(listed.reference.instruments))
            share += poll.request.weight / limit.weight * static_cast<double>(limit.windowMs)
                / static_cast<double>(poll.everyMs);
        QVERIFY2(share <= 0.5, qPrintable(QString::number(share)));
    }
};

QTEST_GUILESS_MAIN(TestSubscriptionLimits)
#include "tst_subscriptionlimits.moc"
