#include "app/runtime/historyjournal.h"
#include "app/runtime/replayfile.h"
#include "core/storage/historyfile.h"
#include "core/venues/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'400'000;

} // namespace

/// A window of the local history as a journal. What it replays to is tested with `isobar-cli export`.
class TestHistoryJournal : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    HistoryJournalWish m_wish;

    Result<void> write(const char *market, const std::function<bool(double)> &progress = [](double) { return true; })
    {
        const std::string history = m_folder.filePath(QLatin1String(market)).toStdString();
        const auto file = HistoryFile::open(history, market, Start).file;
        Instrument instrument;
        instrument.id = {1};
        instrument.venue = "bybit";
        instrument.symbol = "BTCUSDT";
        instrument.asset = "BTC";
        const auto number = *file->numberOf(instrument);
        for (int i = 0; i < 20; ++i) {
            if (!file->closeMinute(
                    number, {instrument.id, Start + i * MinuteMs, StoredBar{1, 2, 1, 2, 1.0, 1.0}, {}, {}}, false))
                return Error{file->error()};
        }
        const auto reader = HistoryReader::open(history);
        return writeHistoryJournal(**reader, m_wish, progress);
    }

private Q_SLOTS:
    void init()
    {
        m_wish = {{"BTC"}, Start, Start + 13 * HourMs, {}, m_folder.filePath(QStringLiteral("journal")).toStdString()};
        for (const auto &venue : allVenues())
            m_wish.venues[venue->profile().traits.id] = venue->profile().traits;
        QFile::remove(QString::fromStdString(m_wish.path));
    }

    void isMarkedAsTheMarketThatItIsOf_data()
    {
        QTest::addColumn<QByteArray>("market");
        QTest::addColumn<bool>("isDemo");
        QTest::newRow("the real one") << QByteArray("live") << false;
        QTest::newRow("a simulated one") << QByteArray("simulated, clock 1 2") << true;
    }
    void isMarkedAsTheMarketThatItIsOf()
    {
        QFETCH(const QByteArray, market);
        std::vector<double> shares;
        const auto done = write(market.constData(), [&](double share) {
            shares.push_back(share);
            return true;
        });
        QVERIFY2(done, done ? "" : done.error().c_str());
        QCOMPARE(shares.size(), std::size_t(3)); // six hours at a time
        QCOMPARE(shares.back(), 1.0);
        const auto replay = ReplayFile::open(m_wish.path, {}, ReplayFile::Consumer());
        QVERIFY2(replay, replay ? "" : replay.error().c_str());
        QVERIFY((*replay)->isJournal());
        QTEST((*replay)->isDemo(), "isDemo");
    }

    void leavesNothingWhenItIsEnded()
    {
        const auto done = write("live", [](double) { return false; });
        QVERIFY(!done);
        QVERIFY(!QFile::exists(QString::fromStdString(m_wish.path)));
        QVERIFY(!QFile::exists(QString::fromStdString(m_wish.path + ".part")));
    }

    void saysThatThereIsNothing()
    {
        m_wish.assets = {"DOGE"};
        const auto done = write("live");
        QVERIFY(!done);
        QVERIFY2(done.error().find("holds nothing") != std::string::npos, done.error().c_str());
    }

    void overwritesNothing()
    {
        QVERIFY(write("live"));
        QVERIFY(!write("live"));
    }
};

QTEST_GUILESS_MAIN(TestHistoryJournal)
#include "tst_historyjournal.moc"
