// The situations of MODEL 8 and of the seed through the whole chain: scripted venues in one process, `isobar-cli watch
// --events` in another, real sockets between.
#include "tests/app/cli/clirunner.h"

#include <QtTest>

#include <functional>
#include <map>
#include <tuple>

namespace {

/// A line of a script: what a venue says of an asset from a moment on.
QByteArray setLine(double atSeconds, const QString &venue, const QString &asset, const QJsonObject &values)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("at_s"), atSeconds}, {QStringLiteral("venue"), venue},
                             {QStringLiteral("asset"), asset}, {QStringLiteral("set"), values}})
        .toJson(QJsonDocument::Compact);
}

QByteArray faultLine(double atSeconds, const QString &venue, double forSeconds)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("at_s"), atSeconds}, {QStringLiteral("venue"), venue},
                             {QStringLiteral("fault"), QStringLiteral("drop")}, {QStringLiteral("for_s"), forSeconds}})
        .toJson(QJsonDocument::Compact);
}

QString textOf(const QJsonObject &event, const char *member) { return event[QLatin1String(member)].toString(); }
double numberOf(const QJsonObject &event, const char *member) { return event[QLatin1String(member)].toDouble(-1); }

} // namespace

class TestEventScenarios : public QObject {
    Q_OBJECT

    using Stop = std::function<bool(const QJsonObject &)>;

    /// A `watch --events` and what it has printed until an event pleased `isLast`.
    struct Watch {
        QProcess process;
        QList<QJsonObject> events;
        bool isDone = false;

        void start(const clirunner::Simulator &simulator, const QString &assets)
        {
            process.start(clirunner::program(),
                {QStringLiteral("watch"), QStringLiteral("--events"), QStringLiteral("--asset"), assets,
                    QStringLiteral("--endpoints"), simulator.endpointsFile()});
        }
        void read(const Stop &isLast, int waitMs)
        {
            if (!isDone && !process.canReadLine())
                process.waitForReadyRead(waitMs);
            while (!isDone && process.canReadLine()) {
                events.append(QJsonDocument::fromJson(process.readLine()).object());
                isDone = isLast(events.last());
            }
        }
        void stop()
        {
            process.terminate();
            process.waitForFinished(10'000);
        }
    };

    /// What `watch --events` prints until an event pleases `isLast`, or for so long.
    QList<QJsonObject> eventsUntil(
        const clirunner::Simulator &simulator, const QString &assets, const Stop &isLast, int withinMs = 90'000)
    {
        Watch watch;
        watch.start(simulator, assets);
        for (const QDeadlineTimer deadline(withinMs); !watch.isDone && !deadline.hasExpired();)
            watch.read(isLast, 500);
        watch.stop();
        return watch.events;
    }

    static const QJsonObject *find(const QList<QJsonObject> &events, const char *type, const char *side = "")
    {
        for (const QJsonObject &each : events) {
            if (textOf(each, "type") == QLatin1String(type)
                && (*side == '\0' || textOf(each, "side") == QLatin1String(side)))
                return &each;
        }
        return nullptr;
    }
    static QByteArray told(const QList<QJsonObject> &events)
    {
        QByteArray all;
        for (const QJsonObject &each : events)
            all += textOf(each, "type").toUtf8() + ' ' + textOf(each, "asset").toUtf8() + ' '
                + textOf(each, "side").toUtf8() + ' ' + textOf(each, "state").toUtf8() + '\n';
        return all;
    }
    QString script(const char *name, const QByteArrayList &lines)
    {
        return clirunner::writeLines(m_folder, QLatin1String(name), lines);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void tellsTheNoteOf27February();
    void tellsAnAltAtItsCap();
    void staysSilentOverAnHourlySpike();
    void staysSilentOverAFlatWeekend();
    void isBlindInACascade();
    void squeezesTheShortsOfTheNote();
    void callsFundingAfterACrashAnAftermath();
    void agreesWithAnotherRunOfTheSeed();
};

/// -0.005 %, -0.007 %, -0.011 % after weeks in which longs paid.
void TestEventScenarios::tellsTheNoteOf27February()
{
    const auto rate = [](const char *venue, double value, double turnover) {
        return setLine(1200, QLatin1String(venue), QStringLiteral("BTC"),
            {{QStringLiteral("funding_rate"), value}, {QStringLiteral("turnover_usd"), turnover}});
    };
    const auto before = [](const char *venue, double turnover) {
        return setLine(0, QLatin1String(venue), QStringLiteral("BTC"),
            {{QStringLiteral("funding_rate"), 0.0001}, {QStringLiteral("turnover_usd"), turnover}});
    };
    clirunner::Simulator simulator({QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"),
        script("note.jsonl",
            {before("binance-usdm", 11e9), before("okx", 5e9), before("bybit", 4e9),
                rate("binance-usdm", -0.00005, 11e9), rate("okx", -0.00007, 5e9), rate("bybit", -0.00011, 4e9)}),
        QStringLiteral("--speed"), QStringLiteral("240"), QStringLiteral("--venues"),
        QStringLiteral("binance-usdm,okx,bybit")});
    QVERIFY(simulator.isUp());
    const auto events = eventsUntil(simulator, QStringLiteral("BTC"),
        [](const QJsonObject &event) { return textOf(event, "type") == QLatin1String("FUNDING_FLIP"); });
    const QJsonObject *flip = find(events, "FUNDING_FLIP", "short");
    QVERIFY2(flip, told(events).constData());
    QCOMPARE(textOf(*flip, "scope"), QStringLiteral("systemic"));
    QCOMPARE(textOf(*flip, "priority"), QStringLiteral("P2"));
    QCOMPARE(numberOf(*flip, "operators_new_side"), 3.0);
    QVERIFY(numberOf(*flip, "held_hours") >= 72);
    QVERIFY(qAbs((*flip)[QStringLiteral("rate_8h")].toDouble() - -0.00007267) < 1e-7);
    const QJsonObject *extreme = find(events, "FUNDING_EXTREME", "short");
    QVERIFY2(extreme, told(events).constData());
    QVERIFY(numberOf(*extreme, "ratio") >= 2);
    QCOMPARE((*extreme)[QStringLiteral("hottest")].toArray().first().toString(), QStringLiteral("Bybit"));
    QCOMPARE((*extreme)[QStringLiteral("drivers")].toArray().first().toString(), QStringLiteral("Bybit"));
    QVERIFY(qAbs(numberOf(*extreme, "cost_day_10x_usd_per_10k") - 21.8) < 0.05);
    QVERIFY(!find(events, "FUNDING_EXTREME", "long"));
}

/// MODEL 10.23: -2 % per 4 h at a cap of 2 %.
void TestEventScenarios::tellsAnAltAtItsCap()
{
    clirunner::Simulator simulator({QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"),
        script("cap.jsonl",
            {setLine(1200, QStringLiteral("*"), QStringLiteral("PEPE"), {{QStringLiteral("funding_rate"), -0.02}})}),
        QStringLiteral("--speed"), QStringLiteral("240"), QStringLiteral("--venues"),
        QStringLiteral("binance-usdm,bitget,gate,bybit")});
    QVERIFY(simulator.isUp());
    const auto events = eventsUntil(simulator, QStringLiteral("PEPE"),
        [](const QJsonObject &event) { return textOf(event, "type") == QLatin1String("FUNDING_CAPPED"); });
    const QJsonObject *capped = find(events, "FUNDING_CAPPED", "short");
    QVERIFY2(capped, told(events).constData());
    QCOMPARE(textOf(*capped, "priority"), QStringLiteral("P2"));
    QCOMPARE(numberOf(*capped, "interval_hours"), 4.0);
    QCOMPARE((*capped)[QStringLiteral("rate")].toDouble(), -0.02);
    QVERIFY(qAbs((*capped)[QStringLiteral("rate_day")].toDouble() - -0.12) < 1e-12);
    QVERIFY(qAbs(numberOf(*capped, "cost_day_10x") - 1.2) < 1e-12);
}

/// MODEL 10.24: one hour of a DEX far above the rest is noise; the mean of eight is the rate.
void TestEventScenarios::staysSilentOverAnHourlySpike()
{
    const auto hyperliquid = [](double atSeconds, double value) {
        return setLine(
            atSeconds, QStringLiteral("hyperliquid"), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), value}});
    };
    clirunner::Simulator simulator(
        clirunner::fourVenues({QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"),
            script("spike.jsonl",
                {setLine(0, QStringLiteral("*"), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), 0.0001}}),
                    hyperliquid(0, 0.000012), hyperliquid(1800, 0.0002), hyperliquid(4800, 0.000012)}),
            QStringLiteral("--speed"), QStringLiteral("600")}));
    QVERIFY(simulator.isUp());
    // Past the spike and two hours more.
    const auto events = eventsUntil(
        simulator, QStringLiteral("BTC"), [](const QJsonObject &) { return false; }, 22'000);
    for (const char *type : {"FUNDING_DIVERGENCE", "FUNDING_EXTREME", "FUNDING_FLIP", "FUNDING_CAPPED"})
        QVERIFY2(!find(events, type), told(events).constData());
}

/// Every venue prints its interest: nobody is crowded, and nothing is told of funding.
void TestEventScenarios::staysSilentOverAFlatWeekend()
{
    const auto print = [](const char *venue, double value) {
        return setLine(0, QLatin1String(venue), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), value}});
    };
    clirunner::Simulator simulator(
        clirunner::fourVenues({QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"),
            script("flat.jsonl",
                {print("binance-usdm", 0.0001), print("okx", 0.0001), print("bybit", 0.0001),
                    print("hyperliquid", 0.0000125)}),
            QStringLiteral("--speed"), QStringLiteral("600")}));
    QVERIFY(simulator.isUp());
    const auto events = eventsUntil(
        simulator, QStringLiteral("BTC"), [](const QJsonObject &) { return false; }, 20'000);
    for (const QJsonObject &event : events) {
        QVERIFY2(!textOf(event, "type").startsWith(QLatin1String("FUNDING_")), told(events).constData());
        QVERIFY2(!textOf(event, "type").contains(QLatin1String("SQUEEZE")), told(events).constData());
    }
}

/// Two majors go dark in a fall: nobody knows how much dies there, and what is seen is told as a lower bound.
void TestEventScenarios::isBlindInACascade()
{
    QByteArrayList lines;
    for (const char *venue : {"binance-usdm", "bybit"})
        lines.append(faultLine(400, QLatin1String(venue), 1200));
    // When that is known (ten real seconds are 200 s of this market): 1 % a minute on what is left, and longs that die
    // of it.
    double price = 68'000;
    for (int minute = 0; minute < 12; ++minute) {
        price *= 0.99;
        lines.append(setLine(660 + 60 * minute, QStringLiteral("*"), QStringLiteral("BTC"),
            {{QStringLiteral("mark_price"), price}, {QStringLiteral("index_price"), price}}));
        for (int second = 0; second < 60; second += 6)
            lines.append(QJsonDocument(
                QJsonObject{{QStringLiteral("at_s"), 660 + 60 * minute + second},
                    {QStringLiteral("venue"), QStringLiteral("okx")}, {QStringLiteral("asset"), QStringLiteral("BTC")},
                    {QStringLiteral("liquidate"),
                        QJsonObject{{QStringLiteral("position"), QStringLiteral("long")},
                            {QStringLiteral("price"), price}, {QStringLiteral("base_quantity"), 12}}}})
                             .toJson(QJsonDocument::Compact));
    }
    std::map<QString, bool> seen;
    clirunner::Simulator simulator(clirunner::fourVenues({QStringLiteral("--scenario"), QStringLiteral("calm"),
        QStringLiteral("--script"), script("dark.jsonl", lines), QStringLiteral("--speed"), QStringLiteral("20")}));
    QVERIFY(simulator.isUp());
    const auto events = eventsUntil(
        simulator, QStringLiteral("BTC"),
        [&](const QJsonObject &event) {
            seen[textOf(event, "type")] = true;
            return seen.contains(QStringLiteral("BLIND")) && seen.contains(QStringLiteral("LIQUIDATION_CASCADE"));
        },
        120'000);
    const QJsonObject *blind = find(events, "BLIND");
    QVERIFY2(blind, told(events).constData());
    QCOMPARE(textOf(*blind, "priority"), QStringLiteral("P1"));
    QVERIFY(numberOf(*blind, "mute_share") >= 0.5);
    QVERIFY(numberOf(*blind, "mute_s") >= 10);
    const QJsonObject *cascade = find(events, "LIQUIDATION_CASCADE", "long");
    QVERIFY2(cascade, told(events).constData());
    QCOMPARE(textOf(*cascade, "priority"), QStringLiteral("P1"));
    QCOMPARE(textOf(*cascade, "bound"), QStringLiteral("\u2265"));
    QVERIFY(numberOf(*cascade, "coverage") < 0.5);
    QVERIFY(numberOf(*cascade, "usd_60s") >= 1.1e6);
    QVERIFY(find(events, "FEED_LOST"));
    // An outage alone is no event of the market.
    for (const char *type : {"FUNDING_DIVERGENCE", "FUNDING_EXTREME", "FUNDING_FLIP", "OI_EXTREME"})
        QVERIFY2(!find(events, type), told(events).constData());
}

/// The rates of the note while open interest climbs and shorts open below: both squeezes of shorts, no long one.
void TestEventScenarios::squeezesTheShortsOfTheNote()
{
    const auto rate = [](double atSeconds, const char *venue, double value) {
        return setLine(
            atSeconds, QLatin1String(venue), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), value}});
    };
    clirunner::Simulator simulator(
        {QStringLiteral("--scenario"), QStringLiteral("short-squeeze"), QStringLiteral("--script"),
            script("shorts.jsonl",
                {rate(0, "*", 0.0001), rate(1200, "binance-usdm", -0.00005), rate(1200, "okx", -0.00007),
                    rate(1200, "bybit", -0.00011)}),
            QStringLiteral("--seed"), QStringLiteral("6"), // a market whose clusters are loaded before they are touched
            QStringLiteral("--speed"), QStringLiteral("120"), QStringLiteral("--venues"),
            QStringLiteral("binance-usdm,okx,bybit")});
    QVERIFY(simulator.isUp());
    const auto events = eventsUntil(simulator, QStringLiteral("BTC"),
        [](const QJsonObject &event) { return textOf(event, "type") == QLatin1String("STRUCTURAL_SQUEEZE"); });
    for (const char *type : {"FUNDING_FLIP", "FUNDING_EXTREME", "SQUEEZE_FORMING", "STRUCTURAL_SQUEEZE"}) {
        QVERIFY2(find(events, type, "short"), told(events).constData());
        QVERIFY2(!find(events, type, "long"), told(events).constData());
    }
    const QJsonObject *structural = find(events, "STRUCTURAL_SQUEEZE", "short");
    QVERIFY(QStringList({QStringLiteral("P1"), QStringLiteral("P2")}).contains(textOf(*structural, "priority")));
    QCOMPARE(numberOf(*structural, "parts_present"), 3.0);
    const QJsonObject cluster = (*structural)[QStringLiteral("cluster")].toObject();
    QVERIFY2(cluster[QStringLiteral("low")].toDouble() > 0, QJsonDocument(*structural).toJson().constData());
}

/// Longs died: the discount that follows is no new crowd.
void TestEventScenarios::callsFundingAfterACrashAnAftermath()
{
    const auto rate = [](double atSeconds, double value) {
        return setLine(
            atSeconds, QStringLiteral("*"), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), value}});
    };
    clirunner::Simulator simulator(clirunner::fourVenues({QStringLiteral("--scenario"), QStringLiteral("cascade"),
        QStringLiteral("--script"), script("after.jsonl", {rate(0, 0.0001), rate(40 * 60, -0.0004)}),
        QStringLiteral("--speed"), QStringLiteral("120")}));
    QVERIFY(simulator.isUp());
    const auto events = eventsUntil(simulator, QStringLiteral("BTC"), [](const QJsonObject &event) {
        return textOf(event, "type") == QLatin1String("FUNDING_EXTREME")
            && textOf(event, "side") == QLatin1String("short");
    });
    QVERIFY2(find(events, "LIQUIDATION_CASCADE", "long"), told(events).constData());
    const QJsonObject *extreme = find(events, "FUNDING_EXTREME", "short");
    QVERIFY2(extreme, told(events).constData());
    QVERIFY2((*extreme)[QStringLiteral("aftermath")].toBool(), QJsonDocument(*extreme).toJson().constData());
    QVERIFY(!find(events, "SQUEEZE_FORMING", "short"));
}

/// DESIGN 3: two runs of one seed over sockets give the same events, within 5 s x speed, their rates within 1 %.
void TestEventScenarios::agreesWithAnotherRunOfTheSeed()
{
    // The venues' history must be in before anything happens: how long it takes is the machine's affair.
    constexpr double Speed = 20, CrowdedS = 900, CrashS = 1600;
    const auto rate = [](const char *venue, double value) {
        return setLine(
            CrowdedS, QLatin1String(venue), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), value}});
    };
    QByteArrayList lines{
        setLine(0, QStringLiteral("*"), QStringLiteral("BTC"), {{QStringLiteral("funding_rate"), 0.0001}}),
        rate("binance-usdm", 0.0004), rate("bybit", 0.0009), rate("okx", 0.0005)};
    // Shorter than a print's cool-down: each event of it comes once, whatever the load of the machine. The mark goes on
    // moving, since a feed that tells changes only would be mute.
    const double price = 67'320;
    for (int second = 0; second < 600; second += 10) {
        const double mark = price + second / 10 % 2;
        lines.append(setLine(CrashS + second, QStringLiteral("*"), QStringLiteral("BTC"),
            {{QStringLiteral("mark_price"), mark}, {QStringLiteral("index_price"), mark}}));
    }
    for (int second = 0; second < 40; second += 5)
        lines.append(QJsonDocument(
            QJsonObject{{QStringLiteral("at_s"), CrashS + second}, {QStringLiteral("venue"), QStringLiteral("okx")},
                {QStringLiteral("asset"), QStringLiteral("BTC")},
                {QStringLiteral("liquidate"),
                    QJsonObject{{QStringLiteral("position"), QStringLiteral("long")}, {QStringLiteral("price"), price},
                        {QStringLiteral("base_quantity"), 30}}}})
                         .toJson(QJsonDocument::Compact));
    const QString path = script("twice.jsonl", lines);
    constexpr qint64 StartMs = 1'790'056'680'000;
    using Key = std::tuple<QString, QString, QString, QString, qint64>; // type, asset, side, scope, when it began
    using Told = std::map<Key, QJsonObject>;
    const QString clock = m_folder.filePath(QStringLiteral("clock.json"));
    QFile file(clock);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(QJsonObject{{QStringLiteral("wall_ms"), QDateTime::currentMSecsSinceEpoch()},
                                 {QStringLiteral("market_ms"), StartMs}, {QStringLiteral("start_ms"), StartMs},
                                 {QStringLiteral("speed"), Speed}, {QStringLiteral("seed"), 3},
                                 {QStringLiteral("scenario"), QStringLiteral("calm")}})
                   .toJson());
    file.close();
    // Venues of 8 h: the mean of an hourly one would be on its way when the event enters.
    const QStringList arguments{QStringLiteral("--clock"), clock, QStringLiteral("--script"), path,
        QStringLiteral("--venues"), QStringLiteral("binance-usdm,okx,bybit")};
    clirunner::Simulator markets[2]{clirunner::Simulator(arguments), clirunner::Simulator(arguments)};
    Watch watches[2];
    for (int each = 0; each < 2; ++each) {
        QVERIFY(markets[each].isUp());
        watches[each].start(markets[each], QStringLiteral("BTC"));
    }
    const auto isLast = [](const QJsonObject &event) {
        return textOf(event, "type") == QLatin1String("LIQUIDATION_CASCADE")
            && textOf(event, "state") == QLatin1String("cleared");
    };
    for (const QDeadlineTimer deadline(180'000); !(watches[0].isDone && watches[1].isDone) && !deadline.hasExpired();) {
        for (Watch &each : watches)
            each.read(isLast, 100);
    }
    const auto toldBy = [](Watch &watch) {
        watch.stop();
        Told told;
        for (const QJsonObject &each : watch.events) {
            if (textOf(each, "state") == QLatin1String("active"))
                told[{textOf(each, "type"), textOf(each, "asset"), textOf(each, "side"), textOf(each, "scope"),
                    static_cast<qint64>(numberOf(each, "entered_ms"))}] = each;
        }
        return told;
    };
    const Told first = toldBy(watches[0]), second = toldBy(watches[1]);
    const auto list = [](const Told &told) {
        QByteArray all;
        for (const auto &[key, event] : told) {
            const auto &[type, asset, side, scope, timeMs] = key;
            const QStringList words{type, side, scope, QString::number((timeMs - StartMs) / 1000)};
            all += words.join(u' ').toUtf8() + '\n';
        }
        return all;
    };
    const QByteArray both = list(first) + "and\n" + list(second);
    QVERIFY2(first.size() >= 4, both.constData()); // funding, its divergence, and what the crash brings
    QVERIFY2(first.size() == second.size(), both.constData());
    for (auto a = first.begin(), b = second.begin(); a != first.end(); ++a, ++b) {
        const auto &[type, asset, side, scope, timeMs] = a->first;
        QVERIFY2(std::tie(type, asset, side, scope)
                == std::tie(std::get<0>(b->first), std::get<1>(b->first), std::get<2>(b->first), std::get<3>(b->first)),
            both.constData());
        QVERIFY2(std::abs(static_cast<double>(timeMs - std::get<4>(b->first))) <= 5000 * Speed, both.constData());
        if (const double rate8h = numberOf(a->second, "rate_8h"); type == QLatin1String("FUNDING_EXTREME"))
            QVERIFY(std::abs(numberOf(b->second, "rate_8h") / rate8h - 1) < 0.01);
    }
}

QTEST_GUILESS_MAIN(TestEventScenarios)
#include "tst_eventscenarios.moc"
