// The demo's tour from end to end: every type of event, each on the side that the plot calls for; and the same events
// again from its journal.
#include "core/engine/engine.h"
#include "core/market/eventjson.h"
#include "core/storage/journal.h"
#include "tests/support/marketfeed.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs + 5 * HourMs + 58 * MinuteMs; // as the demo
constexpr TimeMs ActMs = 2 * HourMs;
constexpr int LongSqueeze = 0, ShortSqueeze = 1, Cascade = 2, FeedOutage = 3, Calm = 4; // acts in their order

/// Seconds of market time a beat: confirmations of ten seconds still pass one by one.
constexpr double Step = 10;

EngineSettings tourSettings()
{
    EngineSettings settings;
    settings.watched = {"BTC", "ETH", "PEPE"};
    UserRule rule;
    rule.id = rule.name = "move";
    rule.conditions = {{UserConditionKind::PriceMoved, 0.02, 1, {}, {}}};
    rule.coolMs = HourMs;
    settings.user.rules = {rule};
    return settings;
}

/// Lines of JSON of what the engine told.
class Told {
public:
    void take(std::vector<Event> events)
    {
        for (Event &event : events) {
            m_lines += eventToJson(event) + '\n';
            if (event.state == EventState::Entered)
                m_entered.push_back(std::move(event));
        }
    }
    const std::string &lines() const { return m_lines; }
    std::set<EventType> types() const
    {
        std::set<EventType> all;
        for (const Event &event : m_entered)
            all.insert(event.type);
        return all;
    }
    int count(EventType type, PositionSide side, int act) const
    {
        return static_cast<int>(std::count_if(m_entered.begin(), m_entered.end(), [&](const Event &event) {
            return event.type == type && event.side == side && (event.timeMs - Start) / ActMs == act;
        }));
    }
    int count(EventType type, int act) const
    {
        return static_cast<int>(std::count_if(m_entered.begin(), m_entered.end(),
            [&](const Event &event) { return event.type == type && (event.timeMs - Start) / ActMs == act; }));
    }
    /// What entered, for a failed check of this type.
    std::string summary(EventType missing) const
    {
        std::string text(eventTypeName(missing));
        text += '\n';
        for (const Event &event : m_entered) {
            text += std::to_string((event.timeMs - Start) / MinuteMs) + " min " + event.asset + ' ';
            text += eventTypeName(event.type);
            text += event.side ? ' ' + std::string(sideName(*event.side)) + '\n' : "\n";
        }
        return text;
    }

private:
    std::string m_lines;
    std::vector<Event> m_entered;
};

} // namespace

class TestTour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firesEveryType();
    void firesOnTheRightSide();
    void repeatsFromTheJournal();

private:
    Told m_told;
    QTemporaryDir m_folder;
    std::string journal() const { return m_folder.filePath(QStringLiteral("tour.isj")).toStdString(); }
};

void TestTour::initTestCase()
{
    simulation::MarketConfig config;
    config.scenario = simulation::Scenario::Tour;
    config.seed = 1;
    config.startMs = Start;
    simulation::Market market(config);
    const EngineSettings settings = tourSettings();
    Engine engine(settings);

    StorageThread thread;
    const QString path = QString::fromStdString(journal());
    auto writer = JournalWriter::create(path.toStdString(), {}, thread, {});
    QVERIFY(writer);
    std::vector<StreamItem> items;
    MarketFeed feed(market, {settings.watched.begin(), settings.watched.end()}, Step, [&](const StreamItem &item) {
        engine.take(item);
        items.push_back(item);
    });
    const auto write = [&] {
        (*writer)->append(items, feed.names());
        items.clear();
    };
    feed.begin();
    write();
    while (feed.marketMs() < Start + 5 * ActMs) {
        feed.beat();
        m_told.take(engine.takeEvents());
        write();
    }
    (*writer)->close();
    QCOMPARE((*writer)->lostItems(), std::uint64_t(0));
}

void TestTour::firesEveryType()
{
    const std::set<EventType> told = m_told.types();
    for (std::size_t i = 0; i < EventTypeCount; ++i) {
        const auto type = static_cast<EventType>(i);
        QVERIFY2(told.contains(type), m_told.summary(type).c_str());
    }
}

void TestTour::firesOnTheRightSide()
{
    const auto atLeastOne = [&](EventType type, PositionSide side, int act) {
        QVERIFY2(m_told.count(type, side, act) > 0, m_told.summary(type).c_str());
    };
    using enum EventType;
    for (const EventType type : {FundingExtreme, SqueezeForming, StructuralSqueeze, LiquidationCascade, ClusterArmed})
        atLeastOne(type, PositionSide::Long, LongSqueeze);
    for (const EventType type : {FundingExtreme, FundingFlip, FundingCapped, LiquidationCascade})
        atLeastOne(type, PositionSide::Short, ShortSqueeze);
    atLeastOne(LiquidationCascade, PositionSide::Long, Cascade);
    QVERIFY(m_told.count(Blind, FeedOutage) > 0);
    QVERIFY(m_told.count(FeedLost, FeedOutage) > 0);
    QVERIFY(m_told.count(Listed, Calm) > 0 && m_told.count(Delisted, Calm) > 0);
    // Nobody crowds on the other side.
    QCOMPARE(m_told.count(FundingExtreme, PositionSide::Short, LongSqueeze), 0);
    QCOMPARE(m_told.count(StructuralSqueeze, PositionSide::Short, LongSqueeze), 0);
    QCOMPARE(m_told.count(Blind, LongSqueeze) + m_told.count(Blind, ShortSqueeze) + m_told.count(Blind, Calm), 0);
}

void TestTour::repeatsFromTheJournal()
{
    InstrumentNames names;
    auto reader = JournalReader::open(journal(), names);
    QVERIFY(reader);
    Engine engine(tourSettings());
    Told again;
    while (const auto item = reader->next()) {
        engine.take(*item);
        if (std::holds_alternative<Beat>(*item))
            again.take(engine.takeEvents());
    }
    QVERIFY(!reader->hasGap());
    QVERIFY(again.lines() == m_told.lines()); // QCOMPARE would print both
}

QTEST_GUILESS_MAIN(TestTour)
#include "tst_tour.moc"
