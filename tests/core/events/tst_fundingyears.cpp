#include "core/analytics/aggregate.h"
#include "core/analytics/baseline.h"
#include "core/events/fundingextreme.h"
#include "core/events/fundingflip.h"
#include "tests/support/shareddata.h"

#include <QTest>

#include <deque>
#include <map>

using namespace isobar;

namespace {

struct Payment {
    TimeMs timeMs = 0;
    double rate = 0; ///< per interval
};

/// A venue's settled rates, and its fixed share of the turnover (MODEL 8.5).
struct Venue {
    double share = 0;
    double intervalHours = 8;
    std::vector<Payment> payments;

    /// A: of an 8 h venue the last settlement for 10 h; of an hourly one the mean of the last 8 h, 6 payments at least.
    std::optional<double> rate8h(TimeMs nowMs) const
    {
        const auto end = std::upper_bound(payments.begin(), payments.end(), nowMs,
            [](TimeMs time, const Payment &payment) { return time < payment.timeMs; });
        if (end == payments.begin())
            return std::nullopt;
        if (intervalHours >= 8) {
            const Payment &last = *(end - 1);
            return nowMs - last.timeMs <= 10 * HourMs ? std::optional(last.rate) : std::nullopt;
        }
        double sum = 0;
        int count = 0;
        for (auto payment = end; payment != payments.begin() && (payment - 1)->timeMs > nowMs - 8 * HourMs; --payment) {
            sum += (payment - 1)->rate;
            ++count;
        }
        return count >= 6 ? std::optional(8 * sum / count) : std::nullopt;
    }
};

using Venues = std::map<std::string, Venue>;

std::vector<std::string> split(const std::string &line)
{
    std::vector<std::string> fields;
    std::size_t from = 0;
    for (std::size_t comma; (comma = line.find(',', from)) != std::string::npos; from = comma + 1)
        fields.push_back(line.substr(from, comma - from));
    fields.push_back(line.substr(from));
    return fields;
}

/// `coin` empty: the file has one only.
Venues read(const QString &name, const std::string &coin, const std::map<std::string, double> &shares)
{
    Venues venues;
    const std::string text = shareddata::text(name);
    std::size_t at = text.find('\n') + 1;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto fields = split(text.substr(at, end - at));
        at = end + 1;
        const auto share = shares.find(fields[1]);
        if (share == shares.end() || (!coin.empty() && fields[2] != coin))
            continue;
        Venue &venue = venues[fields[1]];
        venue.share = share->second;
        const bool isHourly =
            fields[1] == "hyperliquid" || fields[1] == "kraken" || fields[1] == "dydx" || fields[1] == "lighter";
        venue.intervalHours = isHourly ? 1 : 8;
        venue.payments.push_back({std::stoll(fields[0]), std::stod(fields.back())});
    }
    for (auto &[id, venue] : venues)
        std::sort(venue.payments.begin(), venue.payments.end(),
            [](const Payment &a, const Payment &b) { return a.timeMs < b.timeMs; });
    return venues;
}

Aggregate aggregateAt(const Venues &venues, TimeMs nowMs)
{
    std::vector<VenueInput> inputs;
    for (const auto &[id, venue] : venues) {
        const auto rate = venue.rate8h(nowMs);
        if (!rate)
            continue;
        VenueInput input;
        input.venue = input.operatorName = id;
        ContractInput contract;
        contract.spot8h = contract.smoothed8h = *rate;
        contract.turnover24hUsd = venue.share * 1e9;
        input.contracts.push_back(contract);
        input.outlierAccepted = true;
        inputs.push_back(input);
    }
    return inputs.size() < 3 ? Aggregate() : evaluateAggregate(inputs);
}

/// Those of the aggregate, in its order.
std::vector<std::string> presentAt(const Venues &venues, TimeMs nowMs)
{
    std::vector<std::string> names;
    for (const auto &[id, venue] : venues) {
        if (venue.rate8h(nowMs))
            names.push_back(id);
    }
    return names;
}

struct Counts {
    int longs = 0, shorts = 0;
    int flips = 0, promoted = 0;
    int scoredHours = 0;
};

Counts count(const Venues &venues)
{
    constexpr TimeMs WarmUpMs = 168 * HourMs;
    constexpr std::size_t KeptHours = 30 * 24;
    TimeMs from = std::numeric_limits<TimeMs>::max(), to = 0;
    for (const auto &[id, venue] : venues) {
        from = std::min(from, venue.payments.front().timeMs);
        to = std::max(to, venue.payments.back().timeMs);
    }
    FundingExtreme rule("BTC");
    FundingExtremeSettings settings;
    settings.timing = {1, 0, 0, HourMs, DayMs};
    FundingFlip flips;
    FundingFlipSettings flipSettings;
    flipSettings.confirmMs = 0; // hourly evaluations need none
    std::deque<double> hours;
    std::optional<TimeMs> firstMs;
    Counts counts;
    for (TimeMs now = floorTo(from, HourMs) + HourMs; now <= to; now += HourMs) {
        const Aggregate aggregate = aggregateAt(venues, now);
        if (aggregate.isKnown() && !firstMs)
            firstMs = now;
        if (aggregate.isKnown() && now - *firstMs >= WarmUpMs) {
            ++counts.scoredHours;
            FundingExtremeInput input;
            input.marketMs = now;
            input.rate8h = aggregate.rate8h;
            input.baseline = evaluateBaseline(std::vector<double>(hours.begin(), hours.end()));
            for (const auto &transition : rule.step(input, settings)) {
                if (transition.state == EventState::Entered)
                    ++(transition.side == PositionSide::Long ? counts.longs : counts.shorts);
            }
            std::vector<FlipVenue> standing;
            const std::vector<std::string> present = presentAt(venues, now);
            for (std::size_t i = 0; i < present.size(); ++i)
                standing.push_back({present[i], aggregate.venues[i].weight, aggregate.venues[i].smoothed8h});
            if (const auto flip = flips.step(now, aggregate.rate8h, standing, flipSettings)) {
                counts.flips += flip->timeMs == flip->flippedMs;
                counts.promoted += flip->isPromoted;
            }
        }
        hours.push_back(aggregate.rate8h);
        if (hours.size() > KeptHours)
            hours.pop_front();
    }
    return counts;
}

} // namespace

// MODEL 8.5 and 10, example 13: within a tenth, or one.
class TestFundingYears : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firesAsOftenAsTheModelSays_data();
    void firesAsOftenAsTheModelSays();
};

void TestFundingYears::firesAsOftenAsTheModelSays_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("coin");
    QTest::addColumn<int>("longs");
    QTest::addColumn<int>("shorts");
    QTest::addColumn<int>("promoted");
    QTest::addColumn<int>("flipsPerYear");
    const QString year = QStringLiteral("funding_btc_eth_7venues_2025-03_2026-03.csv.gz");
    QTest::newRow("BTC 2025-26") << year << QStringLiteral("BTC") << 3 << 4 << 7 << 70;
    QTest::newRow("ETH 2025-26") << year << QStringLiteral("ETH") << 2 << 14 << 19 << 116;
    QTest::newRow("BTC 2021-23") << QStringLiteral("funding_btc_7venues_2020-01_2023-12.csv.gz") << QString() << 32
                                 << 74 << 31 << 77;
}

void TestFundingYears::firesAsOftenAsTheModelSays()
{
    NEED_SHARED_DATA();
    QFETCH(QString, file);
    QFETCH(QString, coin);
    QFETCH(int, longs);
    QFETCH(int, shorts);
    QFETCH(int, promoted);
    QFETCH(int, flipsPerYear);
    const std::map<std::string, double> now{{"binance", .45}, {"bybit", .22}, {"okx", .18}, {"hyperliquid", .10},
        {"kraken", .02}, {"lighter", .02}, {"dydx", .01}};
    const std::map<std::string, double> then{
        {"binance", .45}, {"bybit", .22}, {"htx", .10}, {"gate", .08}, {"kucoin", .06}, {"mexc", .05}, {"dydx", .04}};
    const Counts counts = count(read(file, coin.toStdString(), coin.isEmpty() ? then : now));
    const auto isAbout = [](double counted, double wanted) {
        return std::abs(counted - wanted) <= std::max(1.0, 0.1 * wanted);
    };
    const auto told = [](double counted) { return QByteArray::number(counted); };
    QVERIFY2(isAbout(counts.longs, longs), told(counts.longs));
    QVERIFY2(isAbout(counts.shorts, shorts), told(counts.shorts));
    QVERIFY2(isAbout(counts.promoted, promoted), told(counts.promoted));
    const double years = counts.scoredHours / (365.0 * 24);
    QVERIFY2(isAbout(counts.flips / years, flipsPerYear), told(counts.flips / years));
}

QTEST_GUILESS_MAIN(TestFundingYears)
#include "tst_fundingyears.moc"
