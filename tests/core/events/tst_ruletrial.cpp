#include "core/events/ruletrial.h"

#include <QtTest>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'772'193'600'000; // 2026-02-27 12:00 UTC

PastTimes timesOf(std::size_t count) { return {Now - static_cast<TimeMs>(count) * 5 * MinuteMs, 5 * MinuteMs, count}; }

ConditionPast pastOf(const std::vector<double> &values)
{
    ConditionPast past;
    past.isKept = true;
    for (const double value : values)
        past.values.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
    return past;
}

UserRule rule(UserConditionKind kind = UserConditionKind::FundingAbove, double threshold = 1)
{
    UserRule made;
    made.id = "r1";
    made.conditions = {{kind, threshold, 0, {}, {}}};
    made.coolMs = 0;
    return made;
}

} // namespace

/// What a rule would have done.
class TestRuleTrial : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsEachRise()
    {
        const PastTimes times = timesOf(9);
        const std::vector<ConditionPast> pasts{pastOf({0, 2, 2, 0, 0, 3, 0, 0, 4})};
        const auto found = firingsOf(rule(), "BTC", pasts, times);
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[0], (RuleFiring{"BTC", times.at(1), times.at(3)}));
        QCOMPARE(found[1], (RuleFiring{"BTC", times.at(5), times.at(6)}));
        QCOMPARE(found[2], (RuleFiring{"BTC", times.at(8), 0})); // it still holds
    }

    void doesAsTheLiveRuleDoes()
    {
        const PastTimes times = timesOf(8);
        // Held at the begin: no news. Back by less than a tenth: the same event. Unknown: it stands still.
        QVERIFY(firingsOf(rule(), "BTC", std::vector{pastOf({2, 2, 2, 0, 0, 0, 0, 0})}, times).empty());
        QCOMPARE(firingsOf(rule(), "BTC", std::vector{pastOf({0, 1.0, 0.95, 1.0, 0.95, 1.0, 0, 0})}, times).size(),
            std::size_t(1));
        const auto known = firingsOf(rule(), "BTC", std::vector{pastOf({0, 2, NAN, NAN, 2, 0, 0, 0})}, times);
        QCOMPARE(known, (std::vector<RuleFiring>{{"BTC", times.at(1), times.at(5)}}));
        UserRule patient = rule();
        patient.holdMs = 10 * MinuteMs;
        const auto held = firingsOf(patient, "BTC", std::vector{pastOf({0, 2, 0, 2, 2, 2, 2, 0})}, times);
        QCOMPARE(held.size(), std::size_t(1));
        QCOMPARE(held[0].timeMs, times.at(5));
        UserRule cool = rule();
        cool.coolMs = 20 * MinuteMs;
        QCOMPARE(firingsOf(cool, "BTC", std::vector{pastOf({0, 2, 0, 2, 0, 0, 0, 2})}, times).size(), std::size_t(2));
    }

    void joinsConditions()
    {
        const PastTimes times = timesOf(5);
        UserRule both = rule();
        both.conditions.push_back({UserConditionKind::SpreadAbove, 1, 0, {}, {}});
        const std::vector<ConditionPast> pasts{pastOf({0, 2, 2, 0, 0}), pastOf({0, 0, 2, 0, 2})};
        QCOMPARE(firingsOf(both, "BTC", pasts, times), (std::vector<RuleFiring>{{"BTC", times.at(2), times.at(3)}}));
        both.all = false;
        QCOMPARE(firingsOf(both, "BTC", pasts, times).size(), std::size_t(2));
        const std::vector<ConditionPast> half{pasts[0], ConditionPast()}; // nothing is kept of the second
        QCOMPARE(firingsOf(both, "BTC", half, times).size(), std::size_t(1));
        both.all = true;
        QVERIFY(firingsOf(both, "BTC", half, times).empty());
    }

    void readsFundingFromSettlements()
    {
        AssetState state;
        state.asset = "BTC";
        AssetFindings findings;
        findings.asset = "BTC";
        auto hourly = std::make_shared<std::vector<Sample>>();
        for (int hour = 0; hour < 24 * 8; ++hour) // one spike of three hours on the fourth day, one on the sixth
            hourly->push_back({Now - 8 * DayMs + hour * HourMs,
                (hour >= 100 && hour < 103) || (hour >= 150 && hour < 151) ? 0.0006 : 0.0001});
        findings.hourly = hourly;
        const std::vector<TrialAsset> assets{{state, findings}};
        const RuleTrial trial = tryRule(rule(UserConditionKind::FundingAbove, 0.0005), assets, Now);
        QCOMPARE(trial.firings.size(), std::size_t(2));
        QCOMPARE(trial.firings[0].timeMs, Now - 8 * DayMs + 100 * HourMs);
        QCOMPARE(trial.firings[1].timeMs, Now - 8 * DayMs + 150 * HourMs);
        QCOMPARE(trial.reachMs, trial.fromMs);
        QVERIFY(trial.untold.empty());
        QCOMPARE(trial.assets, std::vector<std::string>{"BTC"});
        UserRule other = rule(UserConditionKind::FundingAbove, 0.0005);
        other.assets = {"ETH"};
        QVERIFY(tryRule(other, assets, Now).assets.empty());
        const RuleTrial premium = tryRule(rule(UserConditionKind::PremiumAbove, 0.01), assets, Now);
        QCOMPARE(premium.untold, std::vector<std::size_t>{0});
    }

    void readsWhatIsDue()
    {
        AssetState state;
        AssetFindings findings;
        VenueFindings venue;
        venue.traits.id = "bybit";
        auto settled = std::make_shared<std::vector<Sample>>();
        for (TimeMs at = Now - 9 * DayMs; at <= Now; at += 8 * HourMs)
            settled->push_back({at, at == Now - 2 * DayMs ? -0.002 : 0.0001});
        venue.settled = settled;
        findings.venues = {venue};
        UserRule due = rule(UserConditionKind::DueAbove, 0.001);
        due.conditions[0].windowHours = 2;
        const RuleTrial trial = tryRule(due, std::vector<TrialAsset>{{state, findings}}, Now);
        QCOMPARE(trial.firings.size(), std::size_t(1));
        QCOMPARE(trial.firings[0].timeMs, Now - 2 * DayMs - 2 * HourMs);
        QCOMPARE(trial.firings[0].endMs, Now - 2 * DayMs);
    }

    void readsLiquidations()
    {
        AssetState state;
        state.asset = "BTC";
        state.liquidationsSinceMs = Now - 3 * DayMs;
        state.liquidations.advance(Now);
        for (int i = 0; i < 10; ++i) {
            state.liquidations.add(Now - DayMs + i * MinuteMs, PositionSide::Long, 3e6);
            state.liquidations.add(Now - 2 * DayMs + i * HourMs, PositionSide::Long, 3e6);
            state.liquidations.add(Now - DayMs / 2 + i * MinuteMs, PositionSide::Short, 3e6);
        }
        const AssetFindings findings;
        UserRule wave = rule(UserConditionKind::Liquidated, 2e7);
        wave.conditions[0] = {UserConditionKind::Liquidated, 2e7, 1, {}, PositionSide::Long};
        const std::vector<TrialAsset> assets{{state, findings}};
        const RuleTrial trial = tryRule(wave, assets, Now);
        QCOMPARE(trial.firings.size(), std::size_t(1)); // the drizzle of one an hour is none
        QCOMPARE(trial.firings[0].timeMs, Now - DayMs + 10 * MinuteMs); // seven minutes of 3 M make 21 M
        QCOMPARE(trial.reachMs, Now - 3 * DayMs);
        wave.conditions[0].side.reset();
        QCOMPARE(tryRule(wave, assets, Now).firings.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestRuleTrial)
#include "tst_ruletrial.moc"
