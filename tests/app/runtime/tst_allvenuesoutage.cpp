// All venues in a process of their own, under load: one after the other is cut off for a while.
#include "app/runtime/runtime.h"
#include "core/market/eventjson.h"
#include "core/simulation/servers/protocols.h"
#include "core/storage/journal.h"
#include "tests/app/cli/clirunner.h"

#include <QElapsedTimer>
#include <QtTest>

#include <map>
#include <set>

using namespace isobar;

namespace {

constexpr int Speed = 60; // hourly settlements come once a minute of the test
constexpr int FirstCutS = 12, CutEveryS = 2, CutForS = 1; // wall time

/// When each venue goes away and comes back, and how long it was seen away.
struct Watch {
    QElapsedTimer away;
    bool isAway = false;
    int outages = 0;
    qint64 longestMs = 0;
};

} // namespace

class TestAllVenuesOutage : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QByteArrayList cuts() const
    {
        QByteArrayList script;
        int at = FirstCutS;
        for (const std::string &venue : simulation::simulatedVenues()) {
            script.append(QStringLiteral(R"({"at_s":%1,"venue":"%2","fault":"drop","for_s":%3})")
                              .arg(at * Speed)
                              .arg(QString::fromStdString(venue))
                              .arg(CutForS * Speed)
                              .toUtf8());
            at += CutEveryS;
        }
        return script;
    }

private Q_SLOTS:
    void eachIsLiveAgainAndNothingIsLostOrDoubled()
    {
        const auto &venues = simulation::simulatedVenues();
        clirunner::Simulator simulator(
            {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--speed"), QString::number(Speed),
                QStringLiteral("--script"), clirunner::writeLines(m_folder, QStringLiteral("cuts.jsonl"), cuts())});
        QVERIFY(simulator.isUp());
        RuntimeConfig config;
        config.source.endpointsFile = simulator.endpointsFile();
        config.watched = {"BTC", "ETH", "SOL"};
        config.history = {{HistoryKind::Funding, DayMs, 0, 8 * HourMs, 1}};
        config.journalFile = m_folder.filePath(QStringLiteral("outage.journal"));

        std::map<std::string, Watch> watches;
        std::vector<Event> events;
        auto runtime = std::make_unique<Runtime>(config);
        connect(runtime.get(), &Runtime::eventRaised, this,
            [&](const RaisedEvent &raised) { events.push_back(raised.event); });
        connect(runtime.get(), &Runtime::snapshotChanged, this, [&] {
            for (const VenueHealthRow &row : runtime->snapshot()->venues) {
                Watch &watch = watches[row.health.venue];
                const bool isAway = row.health.state == HealthState::Down;
                if (isAway && !watch.isAway) {
                    watch.away.start();
                    ++watch.outages;
                } else if (watch.isAway && row.health.state == HealthState::Live) {
                    watch.longestMs = std::max(watch.longestMs, watch.away.elapsed());
                } else if (watch.isAway && !isAway) {
                    continue; // on its way
                }
                watch.isAway = isAway;
            }
        });
        QVERIFY(runtime->start());
        const int total = static_cast<int>(venues.size());
        const auto live = [&] { return runtime->snapshot() ? runtime->snapshot()->venuesLive : 0; };
        QTRY_COMPARE_WITH_TIMEOUT(live(), total, FirstCutS * 1000);
        // Until the last one was cut off and could be back, and another hour of the market was settled.
        QTest::qWait((FirstCutS + CutEveryS * total + 5) * 1000);
        QTRY_COMPARE_WITH_TIMEOUT(live(), total, 5000);
        for (const std::string &venue : venues) {
            const Watch &watch = watches[venue];
            QVERIFY2(watch.outages > 0, venue.c_str());
            QVERIFY2(watch.longestMs < CutForS * 1000 + 5000,
                qPrintable(QStringLiteral("%1: %2 ms").arg(QString::fromStdString(venue)).arg(watch.longestMs)));
        }
        // That a feed is lost is told, where its weight makes it matter, and what the simulated market does by itself.
        // Nothing may come of a venue's absence or return.
        std::erase_if(events, [](const Event &event) {
            static const std::set<EventType> MarketsOwn{EventType::FeedLost, EventType::LiquidationBurst,
                EventType::LiquidationCascade, EventType::LargeLiquidation, EventType::ClusterArmed};
            return MarketsOwn.contains(event.type);
        });
        for (const Event &event : events)
            QFAIL(qPrintable(
                QStringLiteral("an event came from the outages: ") + QString::fromStdString(eventToJson(event))));
        runtime.reset();
        checkSettlements(config.journalFile.toStdString());
    }

private:
    /// None twice; and of each contract none missing between the first and the last seen live.
    void checkSettlements(const std::string &journal)
    {
        InstrumentNames names;
        auto reader = JournalReader::open(journal, names);
        QVERIFY(reader);
        std::map<InstrumentId, std::map<TimeMs, int>> settled;
        while (auto item = reader->next()) {
            const auto *observation = std::get_if<Observation>(&*item);
            if (const auto *settlement = observation ? std::get_if<Settlement>(&observation->payload) : nullptr)
                ++settled[observation->instrument][settlement->timeMs];
        }
        QVERIFY(settled.size() >= simulation::simulatedVenues().size());
        for (const auto &[instrument, times] : settled) {
            const InstrumentKey &key = names.key(instrument);
            const std::string name = key.venue + ' ' + key.symbol;
            for (const auto &[timeMs, count] : times)
                QVERIFY2(count == 1, name.c_str());
            std::vector<TimeMs> gaps;
            for (auto it = std::next(times.begin()); it != times.end(); ++it)
                gaps.push_back(it->first - std::prev(it)->first);
            if (gaps.empty())
                continue;
            // Some venues name the moment at which they settled, which is a second around the hour.
            const auto [least, most] = std::minmax_element(gaps.begin(), gaps.end());
            QVERIFY2(*least >= HourMs - MinuteMs && *most - *least < MinuteMs,
                qPrintable(QStringLiteral("%1: settlements between %2 and %3 ms apart")
                               .arg(QString::fromStdString(name))
                               .arg(*least)
                               .arg(*most)));
        }
    }
};

QTEST_GUILESS_MAIN(TestAllVenuesOutage)
#include "tst_allvenuesoutage.moc"
