// Every venue end to end: all simulated servers in one process, `isobar-cli watch` in another, real sockets between.
#include "core/simulation/listings.h"
#include "core/simulation/servers/protocols.h"
#include "core/venues/registry.h"
#include "tests/app/cli/clirunner.h"

#include <QRegularExpression>
#include <QtTest>

#include <map>

using namespace isobar;

namespace {

/// Per interval; another for each venue, and none that a cap cuts.
double rateOf(std::size_t venue) { return 0.0002 + 0.00001 * static_cast<double>(venue); }

/// BitMart and Aevo pay at the end of a period what the one before it measured, so that what a script changes is told
/// as the coming rate only.
bool tellsRatesLate(const std::string &venue) { return venue == "bitmart" || venue == "aevo"; }

} // namespace

class TestAllVenues : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void simulatesEachVenueOfTheRegistry()
    {
        std::set<std::string> known,
            simulated(simulation::simulatedVenues().begin(), simulation::simulatedVenues().end());
        for (const auto &venue : allVenues())
            known.insert(venue->profile().traits.id);
        QCOMPARE(known.size(), std::size_t(26));
        QVERIFY(simulated == known);
    }

    void saysWhatEachVenuePublishesWithinEightyColumns()
    {
        const auto listed = clirunner::run({QStringLiteral("venues")});
        QCOMPARE(listed.status, 0);
        const QStringList lines = QString::fromUtf8(listed.out).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 27);
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 80, qPrintable(line));
        const auto saysOf = [&](const char *venue) {
            return lines.filter(QRegularExpression(QStringLiteral("^%1 ").arg(QLatin1String(venue))))
                .value(0)
                .simplified();
        };
        QCOMPARE(saysOf("binance-usdm"),
            QStringLiteral("binance-usdm stream stream poll stream stream throttled bars, taker side, OI"));
        QCOMPARE(saysOf("blofin"), QStringLiteral("blofin stream poll - stream stream none bars"));
        QCOMPARE(saysOf("aevo"), QStringLiteral("aevo stream stream poll poll stream none -"));
    }

    void putsAllVenuesInATableOfEightyColumns()
    {
        clirunner::Simulator simulator({QStringLiteral("--scenario"), QStringLiteral("calm")});
        QVERIFY(simulator.isUp());
        const auto watched = clirunner::run({QStringLiteral("watch"), QStringLiteral("--once"),
            QStringLiteral("--endpoints"), simulator.endpointsFile()});
        QCOMPARE(watched.status, 0);
        const QStringList lines = QString::fromUtf8(watched.out).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 40);
        for (const QString &line : lines) {
            QCOMPARE(line.size(), lines.front().size());
            QVERIFY2(line.size() <= 80, qPrintable(line));
        }
        QVERIFY(!lines.filter(QRegularExpression(QStringLiteral("^Lighter +BTC "))).isEmpty()); // whose symbol is "1"
        QVERIFY(lines.back().startsWith(QLatin1String("aggregate ")));
    }

    void showsTheTrueRateOfEachVenue()
    {
        const auto &venues = simulation::simulatedVenues();
        std::map<std::string, double> truth; // "venue symbol": per 8 h
        QByteArrayList script;
        for (std::size_t i = 0; i < venues.size(); ++i) {
            script.append(QJsonDocument(
                QJsonObject{{QStringLiteral("at_s"), 0}, {QStringLiteral("venue"), QString::fromStdString(venues[i])},
                    {QStringLiteral("asset"), QStringLiteral("BTC")},
                    {QStringLiteral("set"), QJsonObject{{QStringLiteral("funding_rate"), rateOf(i)}}}})
                              .toJson(QJsonDocument::Compact));
            for (const simulation::Listing &listing : simulation::listings({venues[i]})) {
                if (listing.spec.asset == "BTC")
                    truth[venues[i] + ' ' + listing.spec.symbol] = rateOf(i) * 8 / listing.spec.intervalHours;
            }
        }
        clirunner::Simulator simulator({QStringLiteral("--scenario"), QStringLiteral("calm"),
            QStringLiteral("--script"), clirunner::writeLines(m_folder, QStringLiteral("rates.jsonl"), script)});
        QVERIFY(simulator.isUp());
        const auto watched = clirunner::run({QStringLiteral("watch"), QStringLiteral("--once"),
            QStringLiteral("--json"), QStringLiteral("--endpoints"), simulator.endpointsFile()});
        QCOMPARE(watched.status, 0);
        std::map<std::string, int> rowsOf;
        const QJsonArray rows = QJsonDocument::fromJson(watched.out)[QStringLiteral("venues")].toArray();
        for (const QJsonValue &each : rows) {
            const QJsonObject row = each.toObject();
            if (row[QStringLiteral("health")].toString() != QLatin1String("live")
                || !row[QStringLiteral("rate_8h")].isDouble())
                continue;
            const std::string venue = row[QStringLiteral("venue")].toString().toStdString();
            const std::string key = venue + ' ' + row[QStringLiteral("symbol")].toString().toStdString();
            const double rate8h = row[QStringLiteral("rate_8h")].toDouble();
            ++rowsOf[venue];
            QVERIFY2(truth.contains(key), key.c_str());
            if (!tellsRatesLate(venue) && std::abs(rate8h - truth[key]) > 2e-4 * truth[key])
                QFAIL(qPrintable(QStringLiteral("%1: %2 instead of %3")
                                     .arg(QString::fromStdString(key))
                                     .arg(rate8h, 0, 'g', 10)
                                     .arg(truth[key], 0, 'g', 10)));
        }
        for (const std::string &venue : venues)
            QVERIFY2(rowsOf[venue] > 0, venue.c_str());
    }
};

QTEST_GUILESS_MAIN(TestAllVenues)
#include "tst_allvenues.moc"
