#include "core/engine/engine.h"
#include "core/engine/jobpool.h"
#include "core/trackrecord/ledgerjson.h"
#include "tests/support/streambuilder.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'772'150'400'000 + 7 * MinuteMs; // 2026-02-27 00:07 UTC

double priceAt(TimeMs at) { return 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (2.0 * HourMs))); }

/// A month of history, then a day and a half of a price that goes up and down, with liquidations.
std::vector<StreamItem> market()
{
    std::vector<StreamItem> items;
    StreamBuilder stream(Start, 60, [&items](const StreamItem &item) { items.push_back(item); });
    StreamBuilder::Venue &venue = stream.add("bybit", "Bybit", 0.0001, 8, 6e9);
    auto reference = std::make_shared<Reference>(*venue.reference);
    reference->venue.liquidations = LiquidationFeed::All;
    venue.reference = reference;
    items.emplace_back(ReferencePtr(reference));
    for (TimeMs at = floorTo(Start, 5 * MinuteMs) - 30 * DayMs; at < Start; at += 5 * MinuteMs) {
        const double price = priceAt(at);
        stream.observe(venue, Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
        stream.observe(venue, OpenInterest{88'000 + 10 * std::sin(static_cast<double>(at) / HourMs), {}, at});
    }
    for (int beat = 0; beat < 36 * 60; ++beat) {
        venue.mark = venue.index = priceAt(stream.marketMs());
        if (beat % 7 == 0)
            stream.observe(venue,
                Liquidation{beat % 2 ? PositionSide::Long : PositionSide::Short, venue.mark, 2, 2 * venue.mark,
                    stream.marketMs(), static_cast<std::uint64_t>(beat + 1)});
        stream.run(1);
    }
    return items;
}

struct Run {
    std::string live, backfill;
    SnapshotPtr snapshot;
};

Run play(const std::vector<StreamItem> &items, const JobRunner &runner, const RecallLines &recall = nullptr)
{
    EngineSettings settings;
    settings.watched = {"BTC"};
    Engine engine(settings, runner, recall);
    engine.fillRecord("BTC");
    Run run;
    for (const StreamItem &item : items) {
        engine.take(item);
        if (!std::holds_alternative<Beat>(item))
            continue;
        for (const LedgerText &text : engine.takeLedgerText()) {
            for (const std::string &line : text.lines)
                (text.isBackfill ? run.backfill : run.live) += line + "\n";
        }
    }
    run.snapshot = engine.snapshot(0);
    return run;
}

std::map<std::string, int> kindsOf(const std::string &lines)
{
    std::map<std::string, int> kinds;
    for (const QByteArray &line : QByteArray::fromStdString(lines).split('\n')) {
        if (const auto read = ledgerLineOf(line.toStdString()))
            std::visit([&](const auto &each) { ++kinds[std::decay_t<decltype(each)>::Kind]; }, *read);
    }
    return kinds;
}

} // namespace

class TestEngineLedgers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_items = market(); }

    void writesAllLedgers()
    {
        const Run run = play(m_items, runAtOnce());
        auto kinds = kindsOf(run.live);
        for (const char *kind :
            {"model", "touch", "touch_outcome", "load", "load_outcome", "cluster", "cluster_outcome"})
            QVERIFY2(kinds[kind] > 0, kind);
        QVERIFY2(kinds["load"] >= 33 && kinds["load"] <= 36, qPrintable(QString::number(kinds["load"])));
        QCOMPARE(kinds["touch"], 9); // 04:00 to 12:00 of the next day
        auto past = kindsOf(run.backfill);
        QVERIFY(past["touch"] > 150 && past["touch_outcome"] > 300 && past["chain"] > 0);
        QCOMPARE(past["load_outcome"], 0); // nobody publishes what was liquidated then
    }

    void givesByteEqualLedgersForTheSameStream()
    {
        const Run first = play(m_items, runAtOnce());
        const Run again = play(m_items, runAtOnce());
        QVERIFY(first.live.size() > 10'000);
        QCOMPARE(again.live, first.live);
        QCOMPARE(again.backfill, first.backfill);
        // And whatever the machine: in the pool the same results are taken at the same beats.
        JobPool pool;
        const Run pooled = play(m_items, pool.runner());
        QCOMPARE(pooled.live, first.live);
        QCOMPARE(pooled.backfill, first.backfill);
    }

    void writesForecastsBeforeTheirOutcomes()
    {
        const Run run = play(m_items, runAtOnce());
        std::map<TimeMs, TimeMs> loads, touches; // by moment: when it was written
        int judged = 0;
        for (const QByteArray &text : QByteArray::fromStdString(run.live).split('\n')) {
            const auto line = ledgerLineOf(text.toStdString());
            if (!line)
                continue;
            if (const auto *load = std::get_if<LoadLine>(&*line)) {
                loads[load->timeMs] = load->writtenMs;
                QVERIFY(load->writtenMs >= load->timeMs && load->writtenMs <= load->timeMs + 5 * MinuteMs);
            } else if (const auto *hour = std::get_if<LoadOutcome>(&*line)) {
                QVERIFY(loads.contains(hour->ofMs)); // its line stands above
                QVERIFY(hour->writtenMs >= hour->ofMs + HourMs);
                ++judged;
            } else if (const auto *touch = std::get_if<TouchLine>(&*line)) {
                touches[touch->timeMs] = touch->writtenMs;
            } else if (const auto *outcome = std::get_if<TouchOutcome>(&*line)) {
                QVERIFY(touches.contains(outcome->ofMs));
                QVERIFY(outcome->writtenMs >= outcome->ofMs + outcome->horizonHours * HourMs);
                ++judged;
            }
        }
        QVERIFY(judged > 20);
    }

    void showsMarksAndChains()
    {
        const Run run = play(m_items, runAtOnce());
        const AssetSnapshot *btc = run.snapshot->find("BTC");
        QVERIFY(btc->record);
        QVERIFY(btc->record->live.touch[2][0].cases > 0);
        QVERIFY(btc->record->backfill.touch[2][1].cases > 1'000);
        QVERIFY(!btc->record->tilt.isMeasured());
        QVERIFY(btc->chains);
        QCOMPARE(btc->chains->volumeDayUsd, 6e9);
        QVERIFY(!btc->hasNoSkill());
    }

    void goesOnWithTheLinesOfAFormerRun()
    {
        const Run run = play(m_items, runAtOnce());
        std::vector<RecordLine> former;
        for (const QByteArray &text : QByteArray::fromStdString(run.live).split('\n')) {
            if (auto line = ledgerLineOf(text.toStdString()))
                former.push_back(std::move(*line));
        }
        // What was graded then counts as soon as it is read, before anything new is.
        std::vector<StreamItem> first;
        for (int beats = 0; beats < 100; beats += std::holds_alternative<Beat>(first.back()))
            first.push_back(m_items[first.size()]);
        const Run again = play(first, runAtOnce(), [&former](const std::string &) { return former; });
        const RecordViewPtr now = again.snapshot->find("BTC")->record;
        auto kinds = kindsOf(run.live);
        QCOMPARE(now->live.load[2].recorded, kinds["load_outcome"]);
        QVERIFY(now->live.touch[2][0].cases >= 12 * 7); // of the lines of four hours, twelve cases each
    }

private:
    std::vector<StreamItem> m_items;
};

QTEST_GUILESS_MAIN(TestEngineLedgers)
#include "tst_engineledgers.moc"
