#include "core/feed/accountwatch.h"

#include <QTest>

#include <set>

using namespace isobar;

namespace {

std::string address(int number)
{
    std::string digits = std::to_string(number);
    return "0x" + std::string(40 - digits.size(), '0') + digits;
}

AccountWatch watching(AccountLimits limits = {}, std::vector<std::string> users = {})
{
    AccountWatch watch(limits);
    watch.setWishes({std::move(users), true});
    return watch;
}

} // namespace

class TestAccountWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsAddresses();
    void asksForWhatItSawOnce();
    void followsThoseThatHoldMuch();
    void leavesSmallOnesAloneForAnHour();
    void keepsTheLargest();
    void alwaysAsksForTheUsers();
    void triesALostOneLater();
    void asksNobodySeenWhenToldSo();
};

void TestAccountWatch::knowsAddresses()
{
    QCOMPARE(accountAddress("0xABCDEF0123456789abcdef0123456789ABCDEF01").value_or(""),
        std::string("0xabcdef0123456789abcdef0123456789abcdef01"));
    QVERIFY(!accountAddress("0xABCDEF0123456789abcdef0123456789ABCDEF0"));
    QVERIFY(!accountAddress("0xABCDEF0123456789abcdef0123456789ABCDEF0g"));
    QVERIFY(!accountAddress("1xABCDEF0123456789abcdef0123456789ABCDEF01"));
    QVERIFY(!accountAddress(""));
}

void TestAccountWatch::asksForWhatItSawOnce()
{
    AccountWatch watch = watching();
    watch.saw(address(1), 0);
    watch.saw(address(2), 0);
    watch.saw(address(1), 0);
    watch.saw("nobody", 0);
    QCOMPARE(watch.next(1).value_or(""), address(1));
    QCOMPARE(watch.next(1).value_or(""), address(2));
    QVERIFY(!watch.next(1));
    watch.saw(address(1), 2); // still under way
    QVERIFY(!watch.next(2));
}

void TestAccountWatch::followsThoseThatHoldMuch()
{
    AccountLimits limits;
    AccountWatch watch = watching(limits);
    watch.saw(address(1), 0);
    watch.told(*watch.next(0), 2 * limits.leastUsd, 10);
    QVERIFY(watch.isFollowed(address(1)));
    QVERIFY(!watch.next(limits.everyMs));
    QCOMPARE(watch.next(limits.everyMs + 10).value_or(""), address(1));
    QVERIFY(!watch.next(limits.everyMs + 11)); // asked, not answered
    watch.told(address(1), 0, limits.everyMs + 12); // closed
    QVERIFY(!watch.isFollowed(address(1)));
}

void TestAccountWatch::leavesSmallOnesAloneForAnHour()
{
    AccountLimits limits;
    AccountWatch watch = watching(limits);
    watch.saw(address(1), 0);
    watch.told(*watch.next(0), limits.leastUsd / 2, 0);
    watch.saw(address(1), limits.dullForMs - 1);
    QVERIFY(!watch.next(limits.dullForMs - 1));
    watch.saw(address(1), limits.dullForMs + 1);
    QCOMPARE(watch.next(limits.dullForMs + 1).value_or(""), address(1));
}

void TestAccountWatch::keepsTheLargest()
{
    AccountLimits limits;
    limits.most = 3;
    AccountWatch watch = watching(limits);
    for (const int size : {5, 2, 4, 1, 3, 6}) {
        watch.saw(address(size), 0);
        watch.told(*watch.next(0), size * limits.leastUsd, 0);
    }
    std::set<int> kept;
    for (int size = 1; size <= 6; ++size) {
        if (watch.isFollowed(address(size)))
            kept.insert(size);
    }
    QCOMPARE(kept, (std::set<int>{4, 5, 6}));
}

void TestAccountWatch::alwaysAsksForTheUsers()
{
    AccountLimits limits;
    limits.most = 0;
    AccountWatch watch = watching(limits, {"0xABCDEF0123456789abcdef0123456789ABCDEF01", "no address"});
    const std::string users = "0xabcdef0123456789abcdef0123456789abcdef01";
    QCOMPARE(watch.followed(), std::size_t(1));
    QCOMPARE(watch.next(0).value_or(""), users);
    watch.told(users, 0, 0); // holds nothing: asked again all the same
    QCOMPARE(watch.next(limits.everyMs).value_or(""), users);
    watch.setWishes({{}, true});
    watch.told(users, 0, limits.everyMs);
    QVERIFY(!watch.isFollowed(users));
}

void TestAccountWatch::triesALostOneLater()
{
    AccountLimits limits;
    AccountWatch watch = watching(limits, {address(9)});
    watch.lost(*watch.next(0), 0);
    QVERIFY(!watch.next(limits.everyMs - 1));
    QCOMPARE(watch.next(limits.everyMs).value_or(""), address(9));
    watch.saw(address(1), 0);
    watch.lost(*watch.next(0), 0);
    watch.saw(address(1), 1);
    QVERIFY(!watch.next(1));
}

void TestAccountWatch::asksNobodySeenWhenToldSo()
{
    AccountWatch watch = watching();
    watch.saw(address(1), 0);
    watch.setWishes({{address(2)}, false});
    watch.saw(address(3), 0);
    QCOMPARE(watch.next(0).value_or(""), address(2));
    QVERIFY(!watch.next(0));
}

QTEST_APPLESS_MAIN(TestAccountWatch)
#include "tst_accountwatch.moc"
