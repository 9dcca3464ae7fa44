#include "app/runtime/recordedvenues.h"

#include "core/base/numbers.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'000'000;

/// Frames of this venue are words: "BTC-A 0.5" is a mark, "liq BTC-A 7 TIME" a liquidation with that key, "bad" an
/// error.
class WordDecoder final : public Decoder {
public:
    WordDecoder(InstrumentNames &names, int number) : m_names(names), m_number(number) { }
    void decode(const Frame &frame, Decoded &out) noexcept override
    {
        const QStringList words = QString::fromStdString(std::string(frame.text)).split(QLatin1Char(' '));
        if (words[0] == QLatin1String("bad")) {
            out.errors.push_back({"not understood", std::string(frame.text)});
        } else if (words[0] == QLatin1String("liq")) {
            Liquidation liquidation;
            liquidation.eventKey = words[2].toULongLong();
            liquidation.timeMs = words[3].toLongLong();
            out.rows.push_back({m_names.intern("words", words[1].toStdString()), liquidation});
        } else {
            // the decoder's own number shows as index price: one decoder per connection
            out.rows.push_back(
                {m_names.intern("words", words[0].toStdString()), Mark{words[1].toDouble(), double(m_number)}});
        }
    }

private:
    InstrumentNames &m_names;
    int m_number;
};

/// Collects words as contracts; the first answer asks for a second page.
class WordReader final : public ReferenceReader {
public:
    explicit WordReader(InstrumentNames &names) : m_names(names) { }
    ReferenceStep read(const Frame &answer) noexcept override
    {
        for (const QString &word : QString::fromStdString(std::string(answer.text)).split(QLatin1Char(' '))) {
            Instrument instrument;
            instrument.venue = "words";
            instrument.symbol = word.toStdString();
            instrument.asset = word.section(QLatin1Char('-'), 0, 0).toStdString();
            instrument.id = m_names.intern(instrument.venue, instrument.symbol);
            m_reference.instruments.push_back(instrument);
        }
        ReferenceStep step;
        if (answer.request == "GET /list")
            step.more.push_back({"/list?page=2", {}, 1});
        return step;
    }
    Reference build() const override { return m_reference; }

private:
    InstrumentNames &m_names;
    Reference m_reference;
};

class WordVenue final : public Venue {
public:
    WordVenue() { m_profile.traits.id = "words"; }
    const VenueProfile &profile() const override { return m_profile; }
    std::vector<RestRequest> catalogue() const override { return {{"/list", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return std::make_unique<WordReader>(names);
    }
    std::vector<SocketPlan> subscribe(std::span<const Instrument>) const override { return {}; }
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }
    std::vector<RestRequest> history(const Instrument &, const HistoryRange &) const override { return {}; }
    std::unique_ptr<Decoder> decoder(ReferencePtr, InstrumentNames &names) const override
    {
        return std::make_unique<WordDecoder>(names, ++m_decoders);
    }

private:
    VenueProfile m_profile;
    mutable int m_decoders = 0;
};

struct Fixture {
    InstrumentNames names;
    std::vector<StreamItem> items;
    RecordedVenues venues{{std::make_shared<WordVenue>()}, {"BTC"}, {Start, 1000, 2}, names,
        [this](const StreamItem &item) { items.push_back(item); }};

    void rest(const char *request, const char *text, TimeMs at = Start)
    {
        venues.take(RecordedFrame{"words", 0, {Via::Rest, text, request, at}});
    }
    void ws(int connection, const std::string &text, TimeMs at = Start)
    {
        venues.take(RecordedFrame{"words", connection, {Via::Ws, text, "/ws", at}});
    }
    void readCatalogue()
    {
        rest("GET /list", "BTC-A ETH-A");
        rest("GET /list?page=2", "BTC-B");
    }
    const Observation &last() const { return std::get<Observation>(items.back()); }
};

} // namespace

class TestRecordedVenues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buildsTheReferenceFromAllPages();
    void tellsAReferenceAgainOnlyWhenItChanged();
    void observesAtTheRecordedTimes();
    void leavesOutWhatIsNotWatched();
    void givesEachConnectionItsOwnDecoder();
    void takesAnEventOnce();
    void leavesOutABacklog();
    void countsWhatItCannotRead();
    void tellsWhenAVenueFallsSilent();
    void beginsAnew();
};

void TestRecordedVenues::buildsTheReferenceFromAllPages()
{
    Fixture f;
    f.ws(1, "BTC-A 0.5"); // nothing can be known of it yet
    f.rest("GET /list", "BTC-A ETH-A");
    QVERIFY(f.items.empty());
    f.rest("GET /list?page=2", "BTC-B");
    QCOMPARE(f.items.size(), 1U);
    QCOMPARE(std::get<ReferencePtr>(f.items[0])->instruments.size(), 3U);
}

void TestRecordedVenues::tellsAReferenceAgainOnlyWhenItChanged()
{
    Fixture f;
    f.readCatalogue();
    f.readCatalogue();
    QCOMPARE(f.items.size(), 1U);
    f.rest("GET /list", "BTC-A ETH-A");
    f.rest("GET /list?page=2", "BTC-C");
    QCOMPARE(f.items.size(), 2U);
}

void TestRecordedVenues::observesAtTheRecordedTimes()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "BTC-A 0.5", Start + 100);
    QCOMPARE(f.last().transportMs, Start + 100);
    QCOMPARE(f.last().marketMs, 1200);
    QCOMPARE(f.names.key(f.last().instrument).symbol, std::string("BTC-A"));
    QCOMPARE(std::get<Mark>(f.last().payload).markPrice, std::optional(0.5));
}

void TestRecordedVenues::leavesOutWhatIsNotWatched()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "ETH-A 0.5");
    QCOMPARE(f.items.size(), 1U);
    f.rest("GET /mark", "BTC-B 2");
    QCOMPARE(f.items.size(), 2U);
}

void TestRecordedVenues::givesEachConnectionItsOwnDecoder()
{
    Fixture f;
    f.readCatalogue();
    const auto decoderOf = [&](int connection) {
        f.ws(connection, "BTC-A 1");
        return *std::get<Mark>(f.last().payload).indexPrice;
    };
    const double first = decoderOf(1);
    const double second = decoderOf(2);
    QVERIFY(first != second);
    QCOMPARE(decoderOf(1), first);
}

void TestRecordedVenues::takesAnEventOnce()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "liq BTC-A 7 1000");
    f.ws(2, "liq BTC-A 7 1000"); // an overlapping connection
    f.ws(2, "liq BTC-A 8 1000");
    QCOMPARE(f.items.size(), 3U);
}

void TestRecordedVenues::leavesOutABacklog()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "liq BTC-A 7 -59000"); // a minute of market time before the first frame
    f.ws(1, "liq BTC-A 8 -59001");
    QCOMPARE(f.items.size(), 2U);
}

void TestRecordedVenues::countsWhatItCannotRead()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "bad");
    QCOMPARE(f.venues.decodeErrors(), 1U);
    f.venues.take(RecordedFrame{"nobody", 1, {Via::Ws, "x", "/", Start}});
    QCOMPARE(f.venues.strangeFrames(), 1U);
    QCOMPARE(f.items.size(), 1U);
}

void TestRecordedVenues::tellsWhenAVenueFallsSilent()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "BTC-A 1");
    f.venues.take(Beat{Start + 1000, 3000});
    const auto healthAt = [&](std::size_t i) {
        return std::get<std::shared_ptr<const VenueHealth>>(f.items[i])->state;
    };
    QCOMPARE(f.items.size(), 4U); // reference, mark, health, beat
    QVERIFY(healthAt(2) == HealthState::Live);
    QVERIFY(std::holds_alternative<Beat>(f.items[3]));
    f.venues.take(Beat{Start + 30'000, 61'000});
    QCOMPARE(f.items.size(), 5U); // nothing new to say
    f.venues.take(Beat{Start + 31'000, 63'000});
    QVERIFY(healthAt(5) == HealthState::Stale);
    f.ws(1, "BTC-A 1", Start + 32'000);
    f.venues.take(Beat{Start + 32'000, 65'000});
    QVERIFY(healthAt(f.items.size() - 2) == HealthState::Live);
}

void TestRecordedVenues::beginsAnew()
{
    Fixture f;
    f.readCatalogue();
    f.ws(1, "liq BTC-A 7 1000");
    f.venues.restart();
    f.ws(1, "liq BTC-A 7 1000"); // no reference any more
    QCOMPARE(f.items.size(), 2U);
    f.readCatalogue();
    f.ws(1, "liq BTC-A 7 1000");
    QCOMPARE(f.items.size(), 4U);
}

QTEST_GUILESS_MAIN(TestRecordedVenues)
#include "tst_recordedvenues.moc"
