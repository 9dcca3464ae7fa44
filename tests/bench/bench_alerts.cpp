// What the rules tell of a simulated market: events by type and priority, pop-ups a day, and what the rules cost.
//
//   bench_alerts [--scenario calm] [--hours 24] [--assets 12] [--step 10] [--seed 1] [--venues a,b] [--list] [--json
//   FILE]
//
// No sockets: the market is brought to the engine by tests/support/marketfeed.h, `step` seconds of market time a beat.
#include "core/engine/engine.h"
#include "core/market/eventjson.h"
#include "core/simulation/listings.h"
#include "tests/support/marketfeed.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <map>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs + 5 * HourMs + 58 * MinuteMs; // as the demo

struct Told {
    std::map<std::string, std::array<int, 4>> entered; // by type, then priority
    std::map<TimeMs, std::array<int, 3>> days; // P1 pop-ups, P2 pop-ups, digest
    int popups = 0, folded = 0, digest = 0;

    void take(const Event &event)
    {
        const auto priority = static_cast<std::size_t>(event.delivery.priority) - 1;
        if (event.state == EventState::Entered)
            ++entered[std::string(eventTypeName(event.type))][priority];
        if (event.state == EventState::Cleared)
            return;
        auto &day = days[floorTo(event.timeMs - Start, DayMs)];
        const bool isPopup = event.delivery.telling == Telling::Popup;
        if (isPopup && event.state == EventState::Entered)
            ++day[event.delivery.priority == Priority::P1 ? 0 : 1];
        popups += isPopup;
        folded += event.delivery.telling == Telling::Folded;
        if (event.delivery.telling == Telling::Digest) {
            ++day[2];
            ++digest;
        }
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto add = [&](const char *name, const char *fallback) {
        parser.addOption({QLatin1String(name), QString(), QStringLiteral("value"), QLatin1String(fallback)});
    };
    add("scenario", "calm");
    add("hours", "24");
    add("assets", "12");
    add("step", "10");
    add("seed", "1");
    add("venues", "");
    add("json", "");
    parser.addOption({QStringLiteral("list"), QString()});
    parser.process(app);
    const auto number = [&](const char *name) { return parser.value(QLatin1String(name)).toDouble(); };

    simulation::MarketConfig config;
    config.scenario = simulation::scenarioByName(parser.value(QStringLiteral("scenario")).toStdString()).value();
    config.seed = static_cast<std::uint64_t>(number("seed"));
    config.startMs = Start;
    config.assets = static_cast<int>(number("assets"));
    for (const QString &each : parser.value(QStringLiteral("venues")).split(u',', Qt::SkipEmptyParts))
        config.venues.push_back(each.toStdString());
    QElapsedTimer watch;
    watch.start();
    simulation::Market market(config);
    std::printf("history %lld ms\n", static_cast<long long>(watch.restart()));

    EngineSettings settings;
    const auto profiles = simulation::assetProfiles(config.assets);
    for (std::size_t i = 0; i < profiles.size() && i < static_cast<std::size_t>(config.assets); ++i)
        settings.watched.push_back(profiles[i].name);
    UserRule rule;
    rule.id = rule.name = "move";
    rule.conditions = {{UserConditionKind::PriceMoved, 0.02, 1, {}, {}}};
    rule.coolMs = HourMs;
    if (config.scenario != simulation::Scenario::Calm)
        settings.user.rules = {rule};
    Engine engine(settings);
    qint64 engineNs = 0;
    QElapsedTimer of;
    MarketFeed feed(
        market, {settings.watched.begin(), settings.watched.end()}, number("step"), [&](const StreamItem &item) {
            of.start();
            engine.take(item);
            engineNs += of.nsecsElapsed();
        });
    feed.begin();
    std::printf("past %lld ms\n", static_cast<long long>(watch.restart()));
    std::FILE *file = parser.isSet(QStringLiteral("json"))
        ? std::fopen(parser.value(QStringLiteral("json")).toUtf8().constData(), "w")
        : nullptr;
    Told told;
    const TimeMs end = Start + static_cast<TimeMs>(number("hours") * HourMs);
    int beats = 0;
    engineNs = 0;
    while (feed.marketMs() < end) {
        feed.beat();
        ++beats;
        for (const Event &event : engine.takeEvents()) {
            told.take(event);
            if (file)
                std::fprintf(file, "%s\n", eventToJson(event).c_str());
            if (parser.isSet(QStringLiteral("list"))) {
                std::printf("%8.1f min  P%d %-8s %-26s %-6s %-6s %-8s %s%s\n",
                    static_cast<double>(event.timeMs - Start) / MinuteMs, static_cast<int>(event.delivery.priority),
                    std::string(tellingName(event.delivery.telling)).c_str(),
                    std::string(eventTypeName(event.type)).c_str(), event.asset.c_str(),
                    event.side ? std::string(sideName(*event.side)).c_str() : "-",
                    std::string(eventStateName(event.state)).c_str(), std::string(scopeName(event.scope)).c_str(),
                    event.heldAtStart ? " at start" : "");
            }
        }
    }
    if (file)
        std::fclose(file);
    const double days = number("hours") / 24;
    std::printf("%d beats, %lld ms in all, engine %.2f ms a beat\n", beats, static_cast<long long>(watch.elapsed()),
        static_cast<double>(engineNs) / 1e6 / beats);
    std::printf("%-28s %6s %6s %6s %6s   (entered)\n", "", "P1", "P2", "P3", "P4");
    for (const auto &[type, counts] : told.entered)
        std::printf("%-28s %6d %6d %6d %6d\n", type.c_str(), counts[0], counts[1], counts[2], counts[3]);
    std::vector<int> p1, p2;
    for (int day = 0; day < static_cast<int>(std::ceil(days)); ++day) {
        const auto found = told.days.find(day * DayMs);
        p1.push_back(found == told.days.end() ? 0 : found->second[0]);
        p2.push_back(found == told.days.end() ? 0 : found->second[1]);
    }
    std::sort(p1.begin(), p1.end());
    std::sort(p2.begin(), p2.end());
    std::printf("pop-ups %d, folded into one %d, digest %d; a day: median P1 %d, P2 %d; most P1 %d, P2 %d\n",
        told.popups, told.folded, told.digest, p1[p1.size() / 2], p2[p2.size() / 2], p1.back(), p2.back());
    return 0;
}
