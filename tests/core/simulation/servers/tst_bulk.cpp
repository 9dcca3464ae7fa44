// Each venue's bulk calls, asked of its simulated server, tell of all its contracts what the market holds of them.
#include "core/venues/registry.h"
#include "venuerig.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <set>

using namespace isobar;
using namespace isobar::simulation;

class TestBulk : public QObject {
    Q_OBJECT
private:
    static constexpr double Scripted = 0.00025; // per interval, of every contract
    std::unique_ptr<VenueRig> rig;
    Frame ask(const std::string &venue, const RestRequest &request, std::string &line, std::string &body)
    {
        std::string path = request.path;
        if (!request.timeParameter.empty())
            path += "?" + request.timeParameter + "=" + std::to_string(rig->clock.transportMs());
        const RestReply reply =
            request.body.empty() ? rig->get(venue, path) : rig->post(venue, request.path, request.body);
        line = request.line();
        body = reply.status == 200 ? reply.text : std::string();
        return {Via::Rest, body, line, 0};
    }

private Q_SLOTS:
    void initTestCase()
    {
        Script script;
        for (const char *asset : {"BTC", "ETH", "SOL", "XRP", "DOGE", "PEPE"}) {
            ScriptLine rate;
            rate.venue = "*";
            rate.asset = asset;
            rate.set.fundingRate = Scripted;
            script.lines.push_back(rate);
        }
        rig = std::make_unique<VenueRig>(script, rigConfig({})); // all venues
        QVERIFY(rig->start());
        rig->advance(2000);
    }
    void tellsOfEveryContract_data()
    {
        QTest::addColumn<QByteArray>("id");
        const json::value endpoints = json::parse(rig->host().endpointsJson());
        for (const auto &venue : endpoints.at("venues").as_object()) {
            const std::string id(venue.key());
            if (const auto known = venueById(id); known && !known->bulk().empty())
                QTest::newRow(id.c_str()) << QByteArray::fromStdString(id);
        }
    }
    void tellsOfEveryContract()
    {
        QFETCH(QByteArray, id);
        const auto venue = venueById(id.toStdString());
        InstrumentNames names;
        std::string line, body;
        const auto reader = venue->referenceReader(names);
        std::vector<RestRequest> open = venue->catalogue();
        while (!open.empty()) {
            const RestRequest request = open.back();
            open.pop_back();
            const ReferenceStep step = reader->read(ask(id.toStdString(), request, line, body));
            open.insert(open.end(), step.more.begin(), step.more.end());
        }
        const auto reference = std::make_shared<const Reference>(reader->build());
        QVERIFY(!reference->instruments.empty());

        std::map<std::pair<std::uint32_t, StreamType>, Payload> told;
        std::set<StreamType> promised;
        const auto decoder = venue->decoder(reference, names);
        for (const Poll &poll : venue->bulk()) {
            Decoded out;
            decoder->decode(ask(id.toStdString(), poll.request, line, body), out);
            QVERIFY2(out.errors.empty(), (line + ": " + (out.errors.empty() ? "" : out.errors[0].reason)).c_str());
            for (const Decoded::Row &row : out.rows) {
                if (const auto type = streamTypeOf(row.payload))
                    told[{row.instrument.value, *type}] = row.payload;
            }
            promised.insert(poll.carries.begin(), poll.carries.end());
        }
        for (const Instrument &instrument : reference->instruments) {
            const std::string where = instrument.symbol;
            const bool isInverse = instrument.kind == ContractKind::Inverse;
            for (const StreamType type : promised) {
                // In what units some venues count the turnover of inverse contracts is not known: they tell none.
                const bool isTold = told.contains({instrument.id.value, type});
                QVERIFY2(isTold || (isInverse && type == StreamType::Volume),
                    (where + " " + std::string(streamTypeName(type))).c_str());
            }
            const int contract = rig->contract(id.toStdString(), instrument.symbol);
            QVERIFY2(contract >= 0, where.c_str());
            if (promised.contains(StreamType::Funding)) {
                const auto &funding = std::get<Funding>(told[{instrument.id.value, StreamType::Funding}]);
                const VenueTraits &traits = venue->profile().traits;
                // BloFin does not say its intervals: they are learned as settlements pass.
                const double truth = rig->spec(contract).intervalHours;
                const double hours = funding.intervalHours.value_or(
                    instrument.intervalHours.value_or(traits.hasDefaultInterval ? traits.defaultIntervalHours : truth));
                const double truth8h = Scripted * 8 / truth;
                QVERIFY2(std::abs(*funding.rate * 8 / hours - truth8h) < 1e-8,
                    (where + " " + std::to_string(*funding.rate) + " in " + std::to_string(hours) + " h").c_str());
            }
            if (!promised.contains(StreamType::Mark))
                continue;
            const auto &mark = std::get<Mark>(told[{instrument.id.value, StreamType::Mark}]);
            QVERIFY2(mark.markPrice.value_or(mark.indexPrice.value_or(0)) > 0, where.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestBulk)
#include "tst_bulk.moc"
