// Venues that fail beside 22 that do not: one is slow, one sends a flood of damaged frames, one refuses everybody and
// one answers no request. The others must not notice.
#include "app/runtime/runtime.h"
#include "core/simulation/listings.h"
#include "core/simulation/servers/protocols.h"
#include "tests/app/cli/clirunner.h"

#include <QtTest>

#include <map>
#include <set>

using namespace isobar;

namespace {

constexpr int Speed = 60; // rates that venues send once a minute come each second
constexpr int FailFromS = 12, FailForS = 25, RatesAfterS = 5; // wall time
constexpr int FloodPerSecond = 4000;

const std::string Slow = "bybit", Flooding = "gate", Refusing = "kraken", Unavailable = "bitget";

bool fails(const std::string &venue)
{
    return venue == Slow || venue == Flooding || venue == Refusing || venue == Unavailable;
}

/// Pays at the end of a period what the one before it measured: a scripted rate is the coming one only.
bool tellsRatesLate(const std::string &venue) { return venue == "bitmart" || venue == "aevo"; }

/// Per interval; another for each venue, and none that a cap cuts.
double rateOf(std::size_t venue) { return 0.0002 + 0.00001 * static_cast<double>(venue); }

QByteArray fault(const std::string &venue, const char *what)
{
    return QStringLiteral(R"({"at_s":%1,"venue":"%2","for_s":%3,"fault":%4})")
        .arg(FailFromS * Speed)
        .arg(QString::fromStdString(venue))
        .arg(FailForS * Speed)
        .arg(QLatin1String(what))
        .toUtf8();
}

QByteArrayList script()
{
    QByteArrayList lines{fault(Slow, R"("slow")"), fault(Flooding, R"("garble")"),
        fault(Flooding, R"("flood","frames_per_s":)" + QByteArray::number(FloodPerSecond)),
        fault(Refusing, R"("refuse")"), fault(Unavailable, R"("http_503")")};
    const auto &venues = simulation::simulatedVenues();
    for (std::size_t i = 0; i < venues.size(); ++i)
        lines.append(QStringLiteral(R"({"at_s":%1,"venue":"%2","asset":"BTC","set":{"funding_rate":%3}})")
                         .arg((FailFromS + RatesAfterS) * Speed)
                         .arg(QString::fromStdString(venues[i]))
                         .arg(rateOf(i))
                         .toUtf8());
    return lines;
}

/// The rates per 8 h that the script sets, by "venue symbol"; of venues that do not fail.
std::map<std::string, double> truth()
{
    std::map<std::string, double> rates;
    const auto &venues = simulation::simulatedVenues();
    for (std::size_t i = 0; i < venues.size(); ++i) {
        for (const simulation::Listing &listing : simulation::listings({venues[i]})) {
            if (listing.spec.asset == "BTC" && !fails(venues[i]) && !tellsRatesLate(venues[i]))
                rates[venues[i] + ' ' + listing.spec.symbol] = rateOf(i) * 8 / listing.spec.intervalHours;
        }
    }
    return rates;
}

} // namespace

class TestFailingVenues : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void slowNoOther()
    {
        clirunner::Simulator simulator(
            {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--speed"), QString::number(Speed),
                QStringLiteral("--script"), clirunner::writeLines(m_folder, QStringLiteral("fail.jsonl"), script())});
        QVERIFY(simulator.isUp());
        RuntimeConfig config;
        config.source.endpointsFile = simulator.endpointsFile();
        config.watched = {"BTC", "ETH", "SOL"};
        config.history = {{HistoryKind::Funding, DayMs, 0, 8 * HourMs, 1}}; // the intervals of BloFin follow from it
        Runtime runtime(config);
        QVERIFY(runtime.start());
        const int total = static_cast<int>(simulation::simulatedVenues().size());
        QTRY_VERIFY_WITH_TIMEOUT(runtime.snapshot() && runtime.snapshot()->venuesLive == total, FailFromS * 1000);
        std::map<std::string, VenueHealth> before;
        for (const VenueHealthRow &row : runtime.snapshot()->venues)
            before[row.health.venue] = row.health;
        std::map<std::string, std::string> disturbed; // venue, why
        connect(&runtime, &Runtime::snapshotChanged, this, [&] {
            for (const VenueHealthRow &row : runtime.snapshot()->venues) {
                if (row.health.state > HealthState::Stale && !fails(row.health.venue))
                    disturbed[row.health.venue] = row.health.reason;
            }
        });

        // While they fail, each of the others shows its new rate.
        const auto rates = truth();
        QVERIFY(rates.size() > 22);
        const auto late = [&] {
            std::set<std::string> names;
            for (const auto &each : rates)
                names.insert(each.first);
            for (const VenueRow &venue : runtime.snapshot()->find("BTC")->venues) {
                for (const ContractRow &row : venue.contracts) {
                    const auto known = rates.find(venue.venue + ' ' + row.symbol);
                    if (known != rates.end() && row.spot8h
                        && std::abs(*row.spot8h - known->second) <= 2e-4 * known->second)
                        names.erase(known->first);
                }
            }
            return names;
        };
        const auto health = [&](const std::string &venue) {
            for (const VenueHealthRow &row : runtime.snapshot()->venues) {
                if (row.health.venue == venue)
                    return row.health;
            }
            return VenueHealth();
        };
        QTRY_COMPARE_WITH_TIMEOUT(health(Refusing).state, HealthState::Blocked, (FailFromS + 5) * 1000);
        if (!QTest::qWaitFor([&] { return late().empty(); }, (FailForS - 5) * 1000)) {
            for (const std::string &name : late())
                qWarning("%s has its old rate", name.c_str());
            QFAIL("some are late");
        }
        QCOMPARE(health(Refusing).state, HealthState::Blocked); // so the faults still hold
        QTRY_VERIFY_WITH_TIMEOUT(
            health(Flooding).decodeErrors > before[Flooding].decodeErrors + 5 * FloodPerSecond, FailForS * 1000);
        for (const auto &[venue, why] : disturbed)
            QFAIL((venue + ": " + why).c_str());
        for (const VenueHealthRow &row : runtime.snapshot()->venues) {
            if (fails(row.health.venue))
                continue;
            QVERIFY2(row.health.reconnects == before[row.health.venue].reconnects, row.health.venue.c_str());
            QVERIFY2(row.health.decodeErrors == 0, row.health.lastError.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestFailingVenues)
#include "tst_failingvenues.moc"
