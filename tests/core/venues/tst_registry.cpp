#include "core/venues/registry.h"

#include <QSet>
#include <QtTest>

using namespace isobar;

class TestRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsTheVenuesInOrder()
    {
        QStringList ids;
        for (const auto &venue : allVenues())
            ids.append(QString::fromStdString(venue->profile().traits.id));
        QCOMPARE(ids.join(QLatin1Char(' ')), QStringLiteral("binance-usdm okx bybit hyperliquid"));
        QVERIFY(venueById("bybit") == allVenues()[2]);
        QVERIFY(!venueById("Bybit"));
        QVERIFY(!venueById(""));
    }

    void namesAreUniqueAndShort()
    {
        QSet<QString> ids, shortNames;
        for (const auto &venue : allVenues()) {
            const VenueTraits &traits = venue->profile().traits;
            QVERIFY(!traits.name.empty() && !traits.operatorName.empty());
            const QString shortName = QString::fromStdString(traits.shortName);
            QVERIFY(!shortName.isEmpty() && shortName.size() <= 12);
            QVERIFY(!ids.contains(QString::fromStdString(traits.id)));
            QVERIFY(!shortNames.contains(shortName));
            ids.insert(QString::fromStdString(traits.id));
            shortNames.insert(shortName);
        }
    }

    void profilesMakeSense_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < allVenues().size(); ++i)
            QTest::newRow(allVenues()[i]->profile().traits.id.c_str()) << static_cast<int>(i);
    }
    void profilesMakeSense()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        const VenueProfile &profile = venue->profile();
        QVERIFY(profile.restHost.starts_with("https://") && !profile.restHost.ends_with('/'));
        QVERIFY(profile.wsHost.starts_with("wss://") && !profile.wsHost.ends_with('/'));
        QVERIFY(profile.rest.weight > 0 && profile.rest.windowMs > 0);
        QVERIFY(profile.socketMessagesPerSecond > 0);
        QCOMPARE(profile.keepAlive.everyMs > 0, !profile.keepAlive.text.empty());
        QVERIFY(profile.traits.defaultIntervalHours >= 1);
        QCOMPARE(
            profile.traits.of(StreamType::Liquidation).gapMs > 0, profile.traits.liquidations != LiquidationFeed::None);
        for (const RestRequest &request : venue->catalogue()) {
            QVERIFY(request.path.starts_with('/'));
            QVERIFY(request.weight <= profile.rest.weight);
        }
    }

    void everyPublishedKindIsCarried_data() { profilesMakeSense_data(); }
    void everyPublishedKindIsCarried()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        Instrument instrument;
        instrument.symbol = "BTC-USDT-SWAP";
        const std::vector<Instrument> watched{instrument};
        std::array<bool, StreamTypeCount> streamed{}, polled{};
        for (const SocketPlan &plan : venue->subscribe(watched)) {
            QVERIFY(plan.path.starts_with('/'));
            QVERIFY(!plan.messages.empty());
            for (const StreamType type : plan.carries)
                streamed[static_cast<std::size_t>(type)] = true;
        }
        for (const Poll &poll : venue->polls(watched)) {
            for (const StreamType type : poll.carries)
                polled[static_cast<std::size_t>(type)] = true;
        }
        for (std::size_t i = 0; i < StreamTypeCount; ++i) {
            const StreamCadence &cadence = venue->profile().traits.cadence[i];
            QCOMPARE(streamed[i], cadence.gapMs > 0 && !cadence.polled);
            QCOMPARE(polled[i], cadence.gapMs > 0 && cadence.polled);
        }
    }

    void readersAreNotFooledByRubbish_data() { profilesMakeSense_data(); }
    void readersAreNotFooledByRubbish()
    {
        QFETCH(int, index);
        const auto venue = allVenues()[static_cast<std::size_t>(index)];
        InstrumentNames names;
        const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
        for (const std::string &text : {std::string(), std::string("null"), std::string("[]x"), std::string("{\"a\":"),
                 std::string("\xff\xfe"), std::string(3, '\0'), deep, std::string("[1,2]"), std::string("\"a\"")}) {
            const std::string request = venue->catalogue().at(0).line();
            const auto reader = venue->referenceReader(names);
            QVERIFY(reader->read({Via::Rest, text, request, 0}).error);
            QVERIFY(reader->build().instruments.empty());
            Decoded out;
            const auto decoder = venue->decoder(nullptr, names);
            decoder->decode({Via::Ws, text, {}, 0}, out);
            decoder->decode({Via::WsBinary, text, {}, 0}, out);
            decoder->decode({Via::Rest, text, {}, 0}, out);
            QVERIFY(out.rows.empty());
            QVERIFY(out.errors.size() >= 1 && out.errors.size() <= 3);
            for (const DecodeError &error : out.errors)
                QVERIFY(!error.reason.empty() && error.excerpt.size() <= 160);
        }
    }
};

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
