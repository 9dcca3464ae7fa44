#include "core/state/liquidationtape.h"

#include <QtTest>

#include <random>

using namespace isobar;

namespace {

constexpr TimeMs Noon = 20'000 * DayMs + 12 * HourMs;

LiquidationPrint print(TimeMs timeMs, double usd, PositionSide side = PositionSide::Long)
{
    LiquidationPrint made;
    made.timeMs = timeMs;
    made.side = side;
    made.price = 100;
    made.usd = usd;
    return made;
}

std::vector<LiquidationPrint> flat(const LiquidationLog &log)
{
    std::vector<LiquidationPrint> prints;
    for (const LiquidationChunk &chunk : log.chunks)
        prints.insert(prints.end(), chunk->begin(), chunk->end());
    return prints;
}

bool isOrdered(const std::vector<LiquidationPrint> &prints)
{
    return std::is_sorted(prints.begin(), prints.end(),
        [](const auto &a, const auto &b) { return std::tie(a.timeMs, a.serial) < std::tie(b.timeMs, b.serial); });
}

double usdOf(const std::vector<LiquidationPrint> &prints)
{
    return std::accumulate(
        prints.begin(), prints.end(), 0.0, [](double sum, const LiquidationPrint &each) { return sum + each.usd; });
}

} // namespace

/// The single liquidations of one asset: order, bounds, sharing.
class TestLiquidationTape : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAPrintAtOnceAndNamesItsVenue()
    {
        LiquidationTape tape;
        const std::uint64_t version = tape.version();
        tape.add("okx", print(Noon, 5000));
        tape.add("bybit", print(Noon + 1, 7000, PositionSide::Short));
        tape.add("okx", print(Noon + 2, 9000));
        QVERIFY(tape.version() != version);
        const LiquidationLog log = tape.log();
        const auto prints = flat(log);
        QCOMPARE(prints.size(), std::size_t(3));
        QCOMPARE(log.venues, (std::vector<std::string>{"okx", "bybit"}));
        QCOMPARE(log.venues[prints[1].venue], std::string("bybit"));
        QCOMPARE(prints[2].venue, 0U);
        QCOMPARE(prints[1].side, PositionSide::Short);
        QCOMPARE(prints[1].coins(), 70.0);
    }

    void refusesWhatHasNoPriceOrSize()
    {
        LiquidationTape tape;
        tape.add("x", print(Noon, 0));
        tape.add("x", print(Noon, std::numeric_limits<double>::quiet_NaN()));
        LiquidationPrint unpriced = print(Noon, 5);
        unpriced.price = 0;
        tape.add("x", unpriced);
        QVERIFY(tape.log().chunks.empty());
        QCOMPARE(tape.version(), std::uint64_t(0));
    }

    void isInOrderWhateverCameFirst()
    {
        std::mt19937 random(7);
        LiquidationTape tape;
        TimeMs now = Noon;
        double usd = 0;
        for (int i = 0; i < 9000; ++i) {
            now += random() % 400;
            // One in fifty is minutes late: its chunk is closed already.
            const TimeMs late = random() % 50 == 0 ? static_cast<TimeMs>(random() % (20 * MinuteMs)) : 0;
            const auto size = static_cast<double>(1 + random() % 1000);
            usd += size;
            tape.add(i % 3 == 0 ? "a" : "b", print(now - late, size));
            if (i % 70 == 0) {
                tape.advance(now);
                QVERIFY(isOrdered(flat(tape.log())));
            }
        }
        tape.advance(now);
        const auto prints = flat(tape.log());
        QCOMPARE(prints.size(), std::size_t(9000));
        QCOMPARE(usdOf(prints), usd);
        QVERIFY(isOrdered(prints));
    }

    void readingChangesNothing()
    {
        LiquidationTape read, unread;
        std::mt19937 random(3);
        for (int i = 0; i < 5000; ++i) {
            const LiquidationPrint each = print(Noon + i * 50 - static_cast<TimeMs>(random() % 9000), 1 + i % 17);
            read.add("x", each);
            unread.add("x", each);
            if (i % 3 == 0)
                (void)read.log();
            if (i % 100 == 0) {
                read.advance(Noon + i * 50);
                unread.advance(Noon + i * 50);
            }
        }
        QCOMPARE(flat(read.log()), flat(unread.log()));
    }

    void sharesClosedChunks()
    {
        LiquidationTape tape;
        for (int i = 0; i < 5000; ++i)
            tape.add("x", print(Noon + i * 100, 10));
        tape.advance(Noon + 500 * SecondMs);
        const LiquidationLog before = tape.log();
        QVERIFY(before.chunks.size() >= 4);
        tape.add("x", print(Noon + 500 * SecondMs, 10));
        const LiquidationLog after = tape.log();
        for (std::size_t i = 0; i + 1 < before.chunks.size(); ++i)
            QCOMPARE(before.chunks[i], after.chunks[i]); // the same object
        QCOMPARE(flat(after).size(), flat(before).size() + 1);
        // A late one makes its own chunk anew; who holds the old one keeps it.
        const auto size = before.chunks[1]->size();
        tape.add("x", print(before.chunks[1]->front().timeMs + 1, 10));
        tape.advance(Noon + 501 * SecondMs);
        const LiquidationLog late = tape.log();
        QCOMPARE(before.chunks[0], late.chunks[0]);
        QVERIFY(before.chunks[1] != late.chunks[1]);
        QCOMPARE(before.chunks[2], late.chunks[2]);
        QCOMPARE(before.chunks[1]->size(), size);
        QCOMPARE(late.chunks[1]->size(), size + 1);
    }

    void keepsSmallOnesForADayAndLargeOnesForThirty()
    {
        LiquidationTape tape;
        for (int i = 0; i < 3000; ++i)
            tape.add("x", print(Noon + i * SecondMs, i % 100 == 0 ? LargeLiquidationUsd : 99'999));
        tape.advance(Noon + HourMs);
        QCOMPARE(flat(tape.log()).size(), std::size_t(3000));
        tape.advance(Noon + DayMs + 10 * MinuteMs); // 600 s are older than a day: 6 large ones stay of them
        QCOMPARE(flat(tape.log()).size(), std::size_t(2400 + 6));
        tape.advance(Noon + 2 * DayMs);
        const auto large = flat(tape.log());
        QCOMPARE(large.size(), std::size_t(30));
        QVERIFY(isOrdered(large));
        tape.advance(Noon + 30 * DayMs + 5 * MinuteMs);
        QCOMPARE(flat(tape.log()).size(), std::size_t(27));
        tape.advance(Noon + 31 * DayMs);
        QVERIFY(tape.log().chunks.empty());
    }

    void givesUpTheSmallestOlderOnesOfACrash()
    {
        LiquidationTape tape({1000, 200});
        std::mt19937 random(5);
        std::vector<LiquidationPrint> all;
        for (int second = 0; second < 40; ++second) {
            for (int i = 0; i < 100; ++i) {
                all.push_back(print(Noon + second * SecondMs + i, static_cast<double>(1 + random() % 100'000)));
                tape.add("x", all.back());
            }
            tape.advance(Noon + (second + 1) * SecondMs);
            QVERIFY(flat(tape.log()).size() <= 1000);
        }
        const LiquidationLog log = tape.log();
        const auto prints = flat(log);
        QVERIFY(isOrdered(prints));
        QVERIFY(prints.size() >= 750);
        // The newest are all there.
        for (std::size_t i = 0; i < 200; ++i)
            QCOMPARE(prints[prints.size() - 1 - i].usd, all[all.size() - 1 - i].usd);
        // The largest of all are too.
        std::vector<double> sizes, kept;
        for (const auto &each : all)
            sizes.push_back(each.usd);
        std::sort(sizes.begin(), sizes.end(), std::greater<>());
        for (const auto &each : prints)
            kept.push_back(each.usd);
        std::sort(kept.begin(), kept.end(), std::greater<>());
        for (std::size_t i = 0; i < 300; ++i)
            QCOMPARE(kept[i], sizes[i]);
        // It says up to when it is not whole; after that it is.
        QVERIFY(log.thinnedBeforeMs > Noon);
        const auto isAfter = [&](const LiquidationPrint &each) { return each.timeMs >= log.thinnedBeforeMs; };
        QCOMPARE(std::count_if(prints.begin(), prints.end(), isAfter), std::count_if(all.begin(), all.end(), isAfter));
    }

    void isBoundedWhenAllAreOfOneSizeAndBeatsAreFar()
    {
        LiquidationTape tape;
        for (int i = 0; i < 400'000; ++i)
            tape.add("x", print(Noon + i / 20, 500));
        QVERIFY(flat(tape.log()).size() < 140'000);
        tape.advance(Noon + 20 * SecondMs);
        QVERIFY(flat(tape.log()).size() <= 100'000);
        QVERIFY(isOrdered(flat(tape.log())));
    }
};

QTEST_GUILESS_MAIN(TestLiquidationTape)
#include "tst_liquidationtape.moc"
