#include "core/feed/requestqueue.h"

#include <QtTest>

using namespace isobar;

namespace {

RestRequest get(const char *path, double weight = 1) { return {path, {}, weight}; }
Poll poll(const char *path, TimeMs everyMs) { return {get(path), everyMs, {}}; }

/// Sends what is due at that time; answers everything at once.
struct Runner {
    RequestQueue queue;
    RateLimiter limiter{100, 1000};
    std::vector<std::string> run(TimeMs now)
    {
        std::vector<std::string> sent;
        while (const auto due = queue.next(limiter, now)) {
            limiter.spend(due->request.weight, now);
            sent.push_back(due->request.path);
            queue.succeeded(*due, now);
        }
        return sent;
    }
};

using Paths = std::vector<std::string>;

} // namespace

class TestRequestQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sendsTheMostUrgentFirst()
    {
        Runner runner;
        runner.queue.ask(get("/history"), RequestUse::History);
        runner.queue.setPolls({poll("/poll", 1000)}, 0);
        runner.queue.ask(get("/catalogue"), RequestUse::Catalogue);
        runner.queue.ask(get("/probe"), RequestUse::Probe);
        QCOMPARE(runner.run(0), (Paths{"/probe", "/catalogue", "/poll", "/history"}));
    }
    void asksForAccountsLastAndWithinTheirShare()
    {
        Runner runner;
        for (int i = 0; i < 4; ++i)
            runner.queue.ask(get("/account", 20), RequestUse::Account);
        runner.queue.ask(get("/history", 20), RequestUse::History);
        // Half of the limit of 100.
        QCOMPARE(runner.run(0), (Paths{"/history", "/account"}));
        QCOMPARE(runner.run(1'001), (Paths{"/account", "/account"}));
        QCOMPARE(runner.run(2'002), (Paths{"/account"}));
    }
    void asksAFailedAccountNoSecondTime()
    {
        Runner runner;
        runner.queue.ask(get("/account"), RequestUse::Account, 7);
        const auto due = runner.queue.next(runner.limiter, 0);
        QVERIFY(due && due->ticket == 7);
        QVERIFY(!runner.queue.failed(*due, 0));
        QVERIFY(!runner.queue.next(runner.limiter, MinuteMs));
    }
    void asksPollsAtOnceAndThenSpreadsThem()
    {
        Runner runner;
        runner.queue.setPolls({poll("/a", 900), poll("/b", 900), poll("/c", 900)}, 0);
        QCOMPARE(runner.run(0), (Paths{"/a", "/b", "/c"}));
        std::vector<std::pair<TimeMs, std::string>> log;
        for (TimeMs now = 1; now <= 2000; ++now) {
            for (const auto &path : runner.run(now))
                log.emplace_back(now, path);
        }
        const std::vector<std::pair<TimeMs, std::string>> expected{
            {300, "/a"}, {600, "/b"}, {900, "/c"}, {1200, "/a"}, {1500, "/b"}, {1800, "/c"}};
        QCOMPARE(log, expected);
    }
    void keepsTheTimeOfPollsThatStay()
    {
        Runner runner;
        runner.queue.setPolls({poll("/a", 1000)}, 0);
        runner.run(0);
        runner.queue.setPolls({poll("/a", 1000), poll("/b", 1000)}, 500);
        QCOMPARE(runner.run(500), (Paths{"/b"}));
        runner.queue.hurryPolls(600);
        QCOMPARE(runner.run(600), (Paths{"/a", "/b"}));
    }
    void neverHasAPollTwiceUnderWay()
    {
        RequestQueue queue;
        const RateLimiter limiter(100, 1000);
        queue.setPolls({poll("/a", 100)}, 0);
        QVERIFY(queue.next(limiter, 0));
        QVERIFY(!queue.next(limiter, 5000));
    }
    void historyNeverStarvesThePolls()
    {
        Runner runner;
        for (int i = 0; i < 1000; ++i)
            runner.queue.ask(get("/history", 10), RequestUse::History);
        runner.queue.setPolls({poll("/poll", 100)}, 0);
        int polls = 0, histories = 0;
        for (TimeMs now = 0; now < 5000; now += 10) {
            for (const auto &path : runner.run(now))
                ++(path == "/poll" ? polls : histories);
        }
        QVERIFY2(polls >= 50, qPrintable(QString::number(polls)));
        QVERIFY(histories > 10);
        QVERIFY2(histories * 10 <= 5 * 50 + 50, "more than half of the limit");
    }
    void anUrgentRequestIsNotOvertakenByLightOnes()
    {
        Runner runner;
        runner.limiter.spend(95, 0);
        runner.queue.ask(get("/heavy", 20), RequestUse::Catalogue);
        runner.queue.setPolls({poll("/light", HourMs)}, 0);
        QVERIFY(runner.run(10).empty());
        QCOMPARE(runner.run(1000), (Paths{"/heavy", "/light"}));
    }
    void historyGoesByRank()
    {
        Runner runner;
        runner.queue.ask(get("/eth/1"), RequestUse::History, 2, 20);
        runner.queue.ask(get("/btc/1"), RequestUse::History, 1, 10);
        runner.queue.ask(get("/btc/2"), RequestUse::History, 1, 10);
        QCOMPARE(runner.run(0), (Paths{"/btc/1", "/btc/2", "/eth/1"}));
    }
    void whatIsLookedAtMovesToTheFront()
    {
        RequestQueue queue;
        RateLimiter limiter(100, 1000);
        for (const char *path : {"/btc/1", "/btc/2"})
            queue.ask(get(path), RequestUse::History, 1, 10);
        for (const char *path : {"/eth/1", "/eth/2"})
            queue.ask(get(path), RequestUse::History, 2, 20);
        queue.ask(get("/poll-like"), RequestUse::Catalogue, 9);
        QCOMPARE(queue.next(limiter, 0)->request.path, std::string("/poll-like"));
        const auto first = queue.next(limiter, 0);
        QCOMPARE(first->request.path, std::string("/btc/1"));
        queue.rankHistory([](std::uint64_t ticket) { return ticket == 2 ? 5 : 10; });
        QVERIFY(queue.failed(*first, 0)); // it was under way: its second attempt keeps its place
        Paths sent;
        for (TimeMs now = 2000; const auto due = queue.next(limiter, now); now += 1000) {
            sent.push_back(due->request.path);
            queue.succeeded(*due, now);
        }
        QCOMPARE(sent, (Paths{"/eth/1", "/eth/2", "/btc/2", "/btc/1"}));
    }
    void historyMayFillMoreWhereNothingIsPolled()
    {
        Runner runner;
        for (int i = 0; i < 100; ++i)
            runner.queue.ask(get("/history", 10), RequestUse::History);
        QCOMPARE(runner.run(0).size(), std::size_t(5));
        runner.queue.setHistoryShare(0.9);
        QCOMPARE(runner.run(1).size(), std::size_t(4));
    }
    void limitsWhatIsUnderWay()
    {
        RequestQueue queue({.maxInFlight = 3, .historyInFlight = 2});
        const RateLimiter limiter(100, 1000);
        for (int i = 0; i < 5; ++i)
            queue.ask(get("/history"), RequestUse::History);
        const auto first = queue.next(limiter, 0);
        QVERIFY(first && queue.next(limiter, 0));
        QVERIFY(!queue.next(limiter, 0)); // two of history
        for (int i = 0; i < 3; ++i)
            queue.ask(get("/catalogue"), RequestUse::Catalogue);
        QVERIFY(queue.next(limiter, 0));
        QVERIFY(!queue.next(limiter, 0)); // three of all
        queue.succeeded(*first, 0);
        QCOMPARE(queue.next(limiter, 0)->request.path, std::string("/catalogue"));
    }
    void triesAgainAndGivesUp()
    {
        RequestQueue queue({.attempts = 3, .retryMs = 1000});
        const RateLimiter limiter(100, 1000);
        queue.ask(get("/x"), RequestUse::History, 7);
        auto due = queue.next(limiter, 0);
        QVERIFY(queue.failed(*due, 0));
        QVERIFY(!queue.next(limiter, 999));
        due = queue.next(limiter, 1000);
        QCOMPARE(due->ticket, std::uint64_t(7));
        QVERIFY(queue.failed(*due, 1000));
        QVERIFY(!queue.next(limiter, 2999));
        due = queue.next(limiter, 3000);
        QVERIFY(!queue.failed(*due, 3000));
        QVERIFY(!queue.next(limiter, DayMs));
    }
    void aFailingPollIsRepeatedForever()
    {
        RequestQueue queue;
        const RateLimiter limiter(100, 1000);
        queue.setPolls({poll("/a", HourMs)}, 0);
        TimeMs now = 0;
        for (int i = 0; i < 20; ++i) {
            auto due = queue.next(limiter, now);
            QVERIFY(due);
            QVERIFY(queue.failed(*due, now));
            QVERIFY(!queue.next(limiter, now));
            now += HourMs;
        }
    }
    void silenceCostsNoAttempt()
    {
        RequestQueue queue({.attempts = 1});
        const RateLimiter limiter(100, 1000);
        queue.ask(get("/x"), RequestUse::Catalogue);
        for (int i = 0; i < 5; ++i) {
            const auto due = queue.next(limiter, i);
            QVERIFY(due);
            queue.putBack(*due, i);
        }
        QCOMPARE(queue.waiting(RequestUse::Catalogue), std::size_t(1));
        queue.drop(RequestUse::Catalogue);
        QVERIFY(!queue.next(limiter, 10));
    }
};

QTEST_GUILESS_MAIN(TestRequestQueue)
#include "tst_requestqueue.moc"
