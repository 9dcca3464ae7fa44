#include "core/events/delivery.h"
#include "core/events/fundingdivergence.h"
#include "core/events/fundingevidence.h"
#include "core/events/fundingextreme.h"
#include "core/events/fundingflip.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QtTest>

#include <cmath>
#include <deque>
#include <map>

using namespace isobar;

// The shared years of settled funding through the rules, by the protocol of MODEL 8.5: every hour, fixed shares of the
// turnover, no confirmation times. Live predicted rates would add some.
class TestFundingYears : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesTheCountsOfTheModel_data();
    void givesTheCountsOfTheModel();
    void keepsToTheAlertBudget_data();
    void keepsToTheAlertBudget();
};

namespace {

using Rates = std::map<std::string, std::vector<std::pair<TimeMs, double>>>; // by venue, ascending

std::optional<QString> dataFolder()
{
    const QString shared = qEnvironmentVariable("ISOBAR_SHARED", QStringLiteral(ISOBAR_SOURCE_DIR "/../shared"));
    return QDir(shared + QStringLiteral("/data")).exists() ? std::optional(shared + QStringLiteral("/data"))
                                                           : std::nullopt;
}

/// The file unpacked by gzip; empty when that fails.
QByteArray unpacked(const QString &path)
{
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), path});
    if (!gzip.waitForFinished(60'000) || gzip.exitCode() != 0)
        return {};
    return gzip.readAllStandardOutput();
}

/// `coin` empty: the file has one coin only. Columns t_ms,venue,[coin,]rate.
Rates ratesOf(const QByteArray &csv, const QByteArray &coin)
{
    Rates rates;
    for (const QByteArray &line : csv.split('\n').mid(1)) {
        const QList<QByteArray> cells = line.split(',');
        if (cells.size() != (coin.isEmpty() ? 3 : 4) || (!coin.isEmpty() && cells[2] != coin) || cells.last().isEmpty())
            continue;
        rates[cells[1].toStdString()].emplace_back(cells[0].toLongLong(), cells.last().toDouble());
    }
    for (auto &[venue, list] : rates)
        std::sort(list.begin(), list.end());
    return rates;
}

bool isHourly(const std::string &venue)
{
    return venue == "hyperliquid" || venue == "kraken" || venue == "dydx" || venue == "lighter";
}

/// A of a venue at an hour, from settlements alone; absent: not known.
std::optional<double> smoothedAt(
    const std::string &venue, const std::vector<std::pair<TimeMs, double>> &rates, TimeMs timeMs)
{
    const auto end = std::upper_bound(rates.begin(), rates.end(), std::pair(timeMs + MinuteMs, 1e9));
    if (end == rates.begin())
        return std::nullopt;
    const auto last = std::prev(end);
    if (!isHourly(venue))
        return timeMs - last->first <= 10 * HourMs ? std::optional(last->second) : std::nullopt;
    double sum = 0;
    int count = 0;
    for (auto each = end; each != rates.begin() && std::prev(each)->first > timeMs - 8 * HourMs + MinuteMs; --each) {
        sum += std::prev(each)->second;
        ++count;
    }
    return count >= 6 ? std::optional(8 * sum / count) : std::nullopt;
}

struct Counts {
    int extremeLong = 0, extremeShort = 0, flips = 0, promoted = 0, divergences = 0;
    int popups = 0; ///< after folding, without what is the aftermath of a cascade
    std::map<TimeMs, int> popupsByDay;
    int days = 0; ///< that were counted
};

using Cascades = std::map<TimeMs, PositionSide>; // by hour: who died; hours of > 3 % stand for them (MODEL 8.5)

Cascades cascadesOf(const QByteArray &csv, const QByteArray &coin)
{
    Cascades cascades;
    for (const QByteArray &line : csv.split('\n').mid(1)) {
        const QList<QByteArray> cells = line.split(',');
        if (cells.size() != 8 || cells[1] != "binance" || cells[2] != coin)
            continue;
        const double move = cells[6].toDouble() / cells[3].toDouble() - 1;
        if (std::abs(move) > 0.03)
            cascades[cells[0].toLongLong()] = move < 0 ? PositionSide::Long : PositionSide::Short;
    }
    return cascades;
}

/// Median of the known hours of the last 30 d.
double medianOf(const std::deque<double> &hours) { return median(std::vector<double>(hours.begin(), hours.end())); }

class Replay {
public:
    Replay(Rates rates, std::map<std::string, double> shares, Cascades cascades = {})
        : m_rates(std::move(rates)), m_shares(std::move(shares)), m_cascades(std::move(cascades))
    {
    }

    Counts run(TimeMs countFromMs)
    {
        TimeMs first = std::numeric_limits<TimeMs>::max(), last = 0;
        for (const auto &[venue, list] : m_rates) {
            first = std::min(first, list.front().first);
            last = std::max(last, list.back().first);
        }
        for (TimeMs hour = floorTo(first, HourMs); hour <= floorTo(last, HourMs); hour += HourMs)
            step(hour, hour >= countFromMs);
        m_counts.days = static_cast<int>((last - std::max(first, countFromMs)) / DayMs);
        return m_counts;
    }

private:
    /// The other side died within 16 h.
    bool isAfterCascade(PositionSide crowd, TimeMs nowMs) const
    {
        for (auto each = m_cascades.lower_bound(nowMs - 16 * HourMs); each != m_cascades.end() && each->first < nowMs;
             ++each) {
            if (each->second != crowd)
                return true;
        }
        return false;
    }

    void deliver(Event event, bool counts)
    {
        m_book.deliver(event, true);
        if (!counts || event.delivery.telling != Telling::Popup || event.state == EventState::Cleared)
            return;
        ++m_counts.popups;
        ++m_counts.popupsByDay[floorTo(event.timeMs, DayMs)];
    }

    void step(TimeMs hourMs, bool counts)
    {
        std::vector<EventVenue> venues;
        for (const auto &[name, list] : m_rates) {
            const auto smoothed = smoothedAt(name, list, hourMs);
            if (!smoothed)
                continue;
            EventVenue venue;
            venue.venue = venue.name = venue.operatorName = name;
            venue.rate8h = venue.smoothed8h = *smoothed;
            venue.turnoverUsd = m_shares.at(name) * 1e9;
            venues.push_back(std::move(venue));
        }
        const bool isKnown = venues.size() >= 3;
        const std::vector<EventVenue> evidence = venues;
        const FundingFacts facts = evaluateEvidence(venues);
        std::size_t known = 0;
        for (const double each : m_hours)
            known += !std::isnan(each);
        if (isKnown && known >= 168)
            judge(hourMs, facts, evidence, counts);
        m_hours.push_back(isKnown ? facts.rate8h : Unknown);
        m_spreads.push_back(isKnown ? facts.spread8h : Unknown);
        if (isKnown)
            m_samples.push_back({hourMs, facts.rate8h});
        if (m_hours.size() > 720) {
            m_hours.pop_front();
            m_spreads.pop_front();
        }
        if (m_samples.size() > 720)
            m_samples.erase(m_samples.begin());
    }

    void judge(TimeMs hourMs, const FundingFacts &facts, const std::vector<EventVenue> &evidence, bool counts)
    {
        FundingExtremeInput extreme;
        extreme.marketMs = hourMs;
        extreme.rate8h = facts.rate8h;
        extreme.baseline = evaluateBaseline(std::vector<double>(m_hours.begin(), m_hours.end()));
        extreme.scope = facts.scope;
        FundingExtremeSettings extremeSettings;
        extremeSettings.timing = {1, 0, 0, HourMs};
        for (const auto &transition : m_extreme.step(extreme, extremeSettings)) {
            if (transition.state != EventState::Entered)
                continue;
            if (counts)
                ++(transition.side == PositionSide::Long ? m_counts.extremeLong : m_counts.extremeShort);
            Event event;
            event.type = EventType::FundingExtreme;
            event.priority = Priority::P2;
            event.id = transition.id;
            event.asset = "BTC";
            event.side = transition.side;
            event.timeMs = hourMs;
            FundingExtremePayload payload;
            payload.aftermath = isAfterCascade(transition.side, hourMs);
            event.payload = payload;
            deliver(std::move(event), counts);
        }
        FundingFlipInput flip;
        flip.asset = "BTC";
        flip.marketMs = hourMs;
        flip.rate8h = facts.rate8h;
        flip.hours = m_samples;
        flip.evidence = [&evidence] { return evidence; };
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short})
            flip.aftermath[static_cast<std::size_t>(side)] = isAfterCascade(side, hourMs);
        FundingFlipSettings flipSettings;
        flipSettings.timing = {};
        for (const Event &event : m_flip.step(flip, flipSettings)) {
            const bool isNew = event.state == EventState::Entered;
            m_counts.flips += counts && isNew;
            m_counts.promoted += counts && event.state != EventState::Cleared && event.priority == Priority::P2;
            deliver(event, counts);
        }
        FundingDivergenceInput divergence;
        divergence.asset = "BTC";
        divergence.marketMs = hourMs;
        divergence.spread8h = facts.spread8h;
        divergence.usual8h = medianOf(m_spreads);
        divergence.evidence = [&evidence] { return evidence; };
        FundingDivergenceSettings divergenceSettings;
        divergenceSettings.timing = {1, 0, 0, 4 * HourMs};
        divergenceSettings.updateGrowth = 1e9;
        const auto told = m_divergence.step(divergence, divergenceSettings);
        m_counts.divergences += counts && told && told->state == EventState::Entered;
    }

    Rates m_rates;
    std::map<std::string, double> m_shares;
    Cascades m_cascades;
    DeliveryBook m_book;
    std::deque<double> m_hours, m_spreads;
    std::vector<Sample> m_samples;
    FundingExtreme m_extreme{"BTC"};
    FundingFlip m_flip;
    FundingDivergence m_divergence;
    Counts m_counts;
};

/// Within 10 % or one.
bool isAbout(int actual, int expected)
{
    return std::abs(actual - expected) <= std::max(1, static_cast<int>(std::lround(0.1 * expected)));
}

std::map<std::string, double> sharesOf(const QByteArray &coin)
{
    if (coin.isEmpty())
        return {{"binance", .45}, {"bybit", .22}, {"htx", .10}, {"gate", .08}, {"kucoin", .06}, {"mexc", .05},
            {"dydx", .04}};
    return {{"binance", .45}, {"bybit", .22}, {"okx", .18}, {"hyperliquid", .10}, {"kraken", .02}, {"lighter", .02},
        {"dydx", .01}};
}

} // namespace

void TestFundingYears::givesTheCountsOfTheModel_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("coin");
    QTest::addColumn<qint64>("fromMs");
    QTest::addColumn<int>("extremeLong");
    QTest::addColumn<int>("extremeShort");
    QTest::addColumn<int>("flips");
    QTest::addColumn<int>("promoted");
    QTest::addColumn<int>("divergences");
    const QString year = QStringLiteral("funding_btc_eth_7venues_2025-03_2026-03.csv.gz");
    QTest::newRow("BTC 2025-26") << year << QByteArray("BTC") << qint64(0) << 3 << 4 << 70 << 7 << 16;
    QTest::newRow("ETH 2025-26") << year << QByteArray("ETH") << qint64(0) << 2 << 14 << 116 << 19 << 23;
    // Of the divergences of 2021-23 the model says 49 a year. By its own rule, with the wider band of the exit, these
    // files give 34; without that band 48.
    QTest::newRow("BTC 2021-23") << QStringLiteral("funding_btc_7venues_2020-01_2023-12.csv.gz") << QByteArray()
                                 << qint64(1'609'459'200'000) << 32 << 74 << 3 * 77 << 31 << 3 * 34;
}

void TestFundingYears::givesTheCountsOfTheModel()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, coin);
    QFETCH(qint64, fromMs);
    const auto folder = dataFolder();
    if (!folder)
        QSKIP("No folder shared/data beside the checkout: the funding years are not there to be replayed.");
    const QByteArray csv = unpacked(*folder + QLatin1Char('/') + file);
    QVERIFY2(!csv.isEmpty(), qPrintable(file + QStringLiteral(" cannot be unpacked")));
    const Counts counts = Replay(ratesOf(csv, coin), sharesOf(coin)).run(fromMs);
    const auto check = [](const char *name, int actual, int expected) {
        if (!isAbout(actual, expected))
            QFAIL(
                qPrintable(QStringLiteral("%1: %2, not about %3").arg(QLatin1String(name)).arg(actual).arg(expected)));
    };
    QFETCH(int, extremeLong);
    QFETCH(int, extremeShort);
    QFETCH(int, flips);
    QFETCH(int, promoted);
    QFETCH(int, divergences);
    check("FUNDING_EXTREME long", counts.extremeLong, extremeLong);
    check("FUNDING_EXTREME short", counts.extremeShort, extremeShort);
    check("FUNDING_FLIP", counts.flips, flips);
    check("FUNDING_FLIP promoted", counts.promoted, promoted);
    check("FUNDING_DIVERGENCE", counts.divergences, divergences);
}

// MODEL 8.5: pop-ups of funding a day after folding and aftermath; MODEL 8.2: at most ten on a day.
void TestFundingYears::keepsToTheAlertBudget_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("coin");
    QTest::addColumn<qint64>("fromMs");
    QTest::addColumn<double>("most"); // a day, in the mean
    const QString year = QStringLiteral("funding_btc_eth_7venues_2025-03_2026-03.csv.gz");
    QTest::newRow("BTC 2025-26") << year << QByteArray("BTC") << qint64(0) << 0.028;
    QTest::newRow("ETH 2025-26") << year << QByteArray("ETH") << qint64(0) << 0.044;
    // The model says 0.071; without prices of these years nothing is known to be an aftermath.
    QTest::newRow("BTC 2021-23") << QStringLiteral("funding_btc_7venues_2020-01_2023-12.csv.gz") << QByteArray()
                                 << qint64(1'609'459'200'000) << 0.11;
}

void TestFundingYears::keepsToTheAlertBudget()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, coin);
    QFETCH(qint64, fromMs);
    QFETCH(double, most);
    const auto folder = dataFolder();
    if (!folder)
        QSKIP("No folder shared/data beside the checkout: the funding years are not there to be replayed.");
    const QByteArray candles =
        unpacked(*folder + QStringLiteral("/candles_1h_btc_eth_binance_bybit_2025-03_2026-03.csv.gz"));
    QVERIFY(!candles.isEmpty());
    const Counts counts =
        Replay(ratesOf(unpacked(*folder + QLatin1Char('/') + file), coin), sharesOf(coin), cascadesOf(candles, coin))
            .run(fromMs);
    int onADay = 0;
    for (const auto &[day, popups] : counts.popupsByDay)
        onADay = std::max(onADay, popups);
    const double aDay = static_cast<double>(counts.popups) / counts.days;
    qInfo("%d pop-ups in %d days: %.3f a day, at most %d on one", counts.popups, counts.days, aDay, onADay);
    QVERIFY(counts.popups > 0);
    QVERIFY(aDay <= 1.1 * most);
    QVERIFY(onADay <= 10);
    QVERIFY(2 * counts.popupsByDay.size() < static_cast<std::size_t>(counts.days)); // the median day has none
}

QTEST_GUILESS_MAIN(TestFundingYears)
#include "tst_fundingyears.moc"
