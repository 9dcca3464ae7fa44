#include "core/feed/streamqueue.h"

#include <QtTest>

#include <thread>

using namespace isobar;

namespace {

Observation seen(std::uint32_t instrument, TimeMs at, Payload payload)
{
    return {InstrumentId{instrument}, at, at, std::move(payload)};
}
Observation mark(std::uint32_t instrument, TimeMs at, double price) { return seen(instrument, at, Mark{price, {}}); }
Observation trade(TimeMs at, double price, double size, Aggressor side = Aggressor::Buy)
{
    return seen(1, at, Trade{side, price, size, at, static_cast<std::uint64_t>(at)});
}
Observation liquidation(TimeMs at) { return seen(1, at, Liquidation{PositionSide::Long, 1, 1, 1, at, 0}); }

std::vector<std::string> kinds(const std::vector<StreamItem> &items)
{
    std::vector<std::string> out;
    for (const StreamItem &item : items) {
        if (const auto *observation = std::get_if<Observation>(&item))
            out.emplace_back(payloadName(observation->payload));
        else
            out.emplace_back(std::holds_alternative<Beat>(item) ? "beat" : "other");
    }
    return out;
}

template <class T> std::vector<T> payloads(const std::vector<StreamItem> &items)
{
    std::vector<T> out;
    for (const StreamItem &item : items) {
        const auto *observation = std::get_if<Observation>(&item);
        if (observation && std::holds_alternative<T>(observation->payload))
            out.push_back(std::get<T>(observation->payload));
    }
    return out;
}

using Names = std::vector<std::string>;

} // namespace

class TestStreamQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheNewestOfEachContractAndKind()
    {
        StreamQueue queue;
        queue.push({mark(1, 1, 10), mark(2, 2, 20), seen(1, 3, Funding{0.1, {}, {}, {}}), mark(1, 4, 11)});
        const auto items = queue.take();
        QCOMPARE(items.size(), std::size_t(3));
        QCOMPARE(std::get<Observation>(items[0]), mark(2, 2, 20));
        QCOMPARE(std::get<Observation>(items[2]), mark(1, 4, 11)); // stands where the newest came
        QVERIFY(queue.take().empty());
    }
    void aPartTakesNothingAway()
    {
        StreamQueue queue;
        queue.push({seen(1, 1, Funding{0.1, 8.0, 99, {}}), seen(1, 2, Funding{0.2, {}, {}, {}}),
            seen(1, 3, Mark{10.0, 9.0}), seen(1, 4, Mark{{}, 9.5})});
        const auto items = queue.take();
        QCOMPARE(payloads<Funding>(items), (std::vector<Funding>{{0.2, 8.0, 99, {}}}));
        QCOMPARE(payloads<Mark>(items), (std::vector<Mark>{{10.0, 9.5}}));
    }
    void noValueMovesAcrossABeat()
    {
        StreamQueue queue;
        queue.push({mark(1, 1, 10)});
        queue.push(Beat{1000, 1000});
        queue.push({mark(1, 1001, 11)});
        QCOMPARE(kinds(queue.take()), (Names{"mark", "beat", "mark"}));
    }
    void dropsNothingThatCounts()
    {
        StreamQueue queue(10);
        for (TimeMs i = 0; i < 50; ++i)
            queue.push({liquidation(i), seen(1, i, Settlement{0.1, i}), seen(1, i, OpenInterest{1.0, {}, i}),
                seen(1, i, Candle{})});
        const auto items = queue.take();
        QCOMPARE(payloads<Liquidation>(items).size(), std::size_t(50));
        QCOMPARE(payloads<Settlement>(items).size(), std::size_t(50));
        QCOMPARE(payloads<OpenInterest>(items).size(), std::size_t(50));
        QCOMPARE(payloads<Candle>(items).size(), std::size_t(50));
    }
    void sumsTradesIntoSeconds()
    {
        StreamQueue queue;
        queue.push({trade(1000, 10, 1), trade(1500, 12, 2, Aggressor::Sell), trade(1999, 9, 3)});
        QVERIFY(queue.take().empty()); // the second is open
        queue.push({trade(2000, 11, 5)});
        const auto items = queue.take();
        QCOMPARE(payloads<TradeSecond>(items), (std::vector<TradeSecond>{{1000, 4, 2, 12, 9, 9, 3}}));
        QCOMPARE(std::get<Observation>(items[0]).transportMs, TimeMs(1999));
    }
    void aBeatEndsTheSecondsBeforeIt()
    {
        StreamQueue queue;
        queue.push({trade(1000, 10, 1)});
        queue.push(Beat{1999, 1999});
        QCOMPARE(kinds(queue.take()), (Names{"beat"}));
        queue.push(Beat{2000, 2000});
        QCOMPARE(kinds(queue.take()), (Names{"trade_second", "beat"}));
        queue.push(Beat{3000, 3000});
        QCOMPARE(kinds(queue.take()), (Names{"beat"}));
    }
    void sumsLiquidationsUpToTheBeat()
    {
        StreamQueue queue;
        Observation liquidation;
        liquidation.payload = Liquidation{PositionSide::Long, 100, 2, 200, 1000, 1};
        queue.push({liquidation, liquidation});
        queue.take();
        QCOMPARE(queue.liquidatedUsd(), 400.0); // taken or not: rules wait for the beat
        queue.push(Beat{2000, 2000});
        QCOMPARE(queue.liquidatedUsd(), 0.0);
    }
    void lateTradesMakeAnotherPartOfTheirSecond()
    {
        StreamQueue queue;
        queue.push({trade(2000, 10, 1), trade(1500, 8, 4, Aggressor::Sell)});
        QCOMPARE(payloads<TradeSecond>(queue.take()), (std::vector<TradeSecond>{{1000, 0, 4, 8, 8, 8, 1}}));
        queue.push(Beat{9000, 9000});
        QCOMPARE(payloads<TradeSecond>(queue.take()), (std::vector<TradeSecond>{{2000, 1, 0, 10, 10, 10, 1}}));
    }
    void sumsAreLossless()
    {
        StreamQueue queue;
        unsigned random = 7;
        double bought = 0, sold = 0;
        std::uint32_t count = 0;
        std::vector<TradeSecond> seconds;
        const auto collect = [&] {
            for (const TradeSecond &second : payloads<TradeSecond>(queue.take()))
                seconds.push_back(second);
        };
        for (int i = 0; i < 5000; ++i) {
            random = random * 1664525u + 1013904223u;
            const TimeMs at = 10'000 + i * 7 - static_cast<TimeMs>(random >> 20); // up to 4 s late
            const double size = 1 + (random >> 8) % 100;
            const bool isBuy = (random >> 28) % 2 == 0;
            (isBuy ? bought : sold) += size;
            ++count;
            queue.push({trade(at, 100, size, isBuy ? Aggressor::Buy : Aggressor::Sell)});
            if (i % 100 == 0)
                queue.push(Beat{at, at});
            if (i % 37 == 0)
                collect();
        }
        queue.push(Beat{1'000'000, 1'000'000});
        collect();
        for (const TradeSecond &second : seconds) {
            bought -= second.buyBase;
            sold -= second.sellBase;
            count -= second.count;
        }
        QCOMPARE(bought, 0.0);
        QCOMPARE(sold, 0.0);
        QCOMPARE(count, 0u);
    }
    void saysWhenItIsFullAndStillTakes()
    {
        StreamQueue queue(4);
        QCOMPARE(queue.fill(), 0.0);
        queue.push({mark(1, 1, 1), mark(1, 2, 2), mark(1, 3, 3)});
        QCOMPARE(queue.fill(), 0.25); // merged
        queue.push({liquidation(1), liquidation(2), liquidation(3)});
        QVERIFY(queue.isFull());
        queue.push({liquidation(4)});
        QCOMPARE(queue.fill(), 1.25);
        QCOMPARE(queue.take().size(), std::size_t(5));
        QVERIFY(!queue.isFull());
        QCOMPARE(queue.fill(), 0.0);
    }
    void remembersItsHighestFill()
    {
        StreamQueue queue(4);
        QCOMPARE(queue.takePeakFill(), 0.0);
        queue.push({liquidation(1), liquidation(2), liquidation(3)});
        queue.take();
        queue.push({mark(1, 1, 1), mark(1, 2, 2)}); // merged
        QCOMPARE(queue.takePeakFill(), 0.75);
        QCOMPARE(queue.takePeakFill(), 0.25); // what waits
        queue.take();
        QCOMPARE(queue.takePeakFill(), 0.25);
        QCOMPARE(queue.takePeakFill(), 0.0);
    }
    void staysSmallWhileNobodyTakes()
    {
        StreamQueue queue(1000);
        for (int i = 0; i < 100'000; ++i)
            queue.push({mark(static_cast<std::uint32_t>(i % 5), i, i)});
        QVERIFY(!queue.isFull());
        const auto marks = payloads<Mark>(queue.take());
        QCOMPARE(marks.size(), std::size_t(5));
        QCOMPARE(marks.back().markPrice, std::optional(99'999.0));
    }
    void wakesOnceUntilTaken()
    {
        StreamQueue queue;
        int woken = 0;
        queue.setWakeUp([&] { ++woken; });
        queue.push(std::vector<Observation>{});
        queue.push({trade(1000, 1, 1)}); // nothing to take yet
        QCOMPARE(woken, 0);
        queue.push({mark(1, 1, 1)});
        queue.push({mark(1, 2, 1)});
        queue.push(Beat{});
        QCOMPARE(woken, 1);
        queue.take();
        queue.push(ReferencePtr());
        queue.push(std::shared_ptr<const VenueHealth>());
        QCOMPARE(woken, 2);
    }
    void passesEverythingBetweenTwoThreads()
    {
        StreamQueue queue;
        std::atomic<bool> isDone = false;
        std::thread net([&] {
            for (TimeMs i = 0; i < 20'000; ++i) {
                queue.push({liquidation(i), mark(1, i, 1)});
                if (i % 100 == 0)
                    queue.push(Beat{i, i});
            }
            isDone = true;
        });
        std::vector<Liquidation> all;
        const auto collect = [&] {
            const auto more = payloads<Liquidation>(queue.take());
            all.insert(all.end(), more.begin(), more.end());
        };
        while (!isDone)
            collect();
        net.join();
        collect();
        QCOMPARE(all.size(), std::size_t(20'000));
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].timeMs, static_cast<TimeMs>(i));
    }
};

QTEST_GUILESS_MAIN(TestStreamQueue)
#include "tst_streamqueue.moc"
