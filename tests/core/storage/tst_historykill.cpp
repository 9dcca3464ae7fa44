// The local history outlives kill -9 at any moment: the file stays whole, no more than the last second is lost, and no
// event that was acknowledged is missing or there twice.
#include "core/storage/historyfile.h"
#include "core/storage/historyreader.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <set>

using namespace isobar;

namespace {

/// What a victim said of itself.
struct Told {
    int lastLiquidation = -1; ///< on its way when it died
    int safeLiquidation = -1; ///< on its way before the last whole round of the storage thread began
    std::vector<int> stored, known;
};

Told readLines(const QByteArray &out)
{
    Told told;
    int atRound = -1; // newest liquidation when the last round ended
    for (const QByteArray &line : out.split('\n')) {
        const int number = line.mid(2).toInt();
        if (line.startsWith('L')) {
            told.lastLiquidation = number;
        } else if (line.startsWith('R')) {
            told.safeLiquidation = atRound;
            atRound = told.lastLiquidation;
        } else if (line.startsWith('E')) {
            told.stored.push_back(number);
        } else if (line.startsWith('K')) {
            told.known.push_back(number);
        }
    }
    return told;
}

QString integrity(const std::string &path)
{
    QString verdict;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("judge"));
        database.setDatabaseName(QString::fromStdString(path));
        if (!database.open())
            return QStringLiteral("cannot be opened");
        QSqlQuery query(database);
        if (query.exec(QStringLiteral("PRAGMA integrity_check")) && query.next())
            verdict = query.value(0).toString();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("judge"));
    return verdict;
}

std::set<int> liquidationsIn(const HistoryReader &reader)
{
    std::set<int> found;
    const auto contracts = reader.contracts("BTC");
    for (const StoredContract &contract : *contracts) {
        const auto done = reader.liquidations(
            contract, {}, [&](const Liquidation &each) { found.insert(static_cast<int>(each.eventKey)); });
        if (!done)
            qWarning("%s", done.error().c_str());
    }
    return found;
}

std::map<QString, int> eventsIn(const HistoryReader &reader)
{
    std::map<QString, int> found;
    const auto done = reader.events("", {}, [&](const std::string &json) {
        const QString text = QString::fromStdString(json);
        ++found[text.section(QStringLiteral("\"id\":\""), 1).left(16)];
    });
    if (!done)
        qWarning("%s", done.error().c_str());
    return found;
}

QString idOf(int event) { return QString::fromStdString(eventIdText(static_cast<std::uint64_t>(event))); }

} // namespace

class TestHistoryKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesNoMoreThanTheLastSecond()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
        std::set<int> safe, stored;
        std::map<QString, int> kept; // events of the file by their ids, before the run
        int liquidation = 1, event = 1, kills = 0, inMidRound = 0, mostLost = 0;
        for (; kills < 50; ++kills) {
            QProcess victim;
            // The newest events of the run before are raised again, as rules may after a restart.
            victim.start(QStringLiteral(ISOBAR_VICTIM),
                {QString::fromStdString(path), QString::number(liquidation), QString::number(std::max(1, event - 3))});
            QVERIFY(victim.waitForReadyRead(20'000));
            QTest::qWait(QRandomGenerator::global()->bounded(20, 900));
            victim.kill();
            QVERIFY(victim.waitForFinished(20'000));
            QVERIFY2(victim.exitStatus() == QProcess::CrashExit, victim.readAllStandardError().constData());
            const Told told = readLines(victim.readAllStandardOutput());
            inMidRound += told.lastLiquidation > told.safeLiquidation;
            for (int n = liquidation; n <= told.safeLiquidation; ++n)
                safe.insert(n);
            liquidation = told.lastLiquidation + 1;
            for (const int n : told.stored) {
                QVERIFY2(stored.insert(n).second, qPrintable(QStringLiteral("event %1 was new twice").arg(n)));
                event = std::max(event, n + 1);
            }
            // What is known was committed by a run before, which may have died before it could say so.
            for (const int n : told.known)
                QVERIFY2(kept.contains(idOf(n)), qPrintable(QStringLiteral("event %1 was known to nobody").arg(n)));

            QCOMPARE(integrity(path), QStringLiteral("ok"));
            const HistoryOpening opening = HistoryFile::open(path, "live", 1);
            QVERIFY2(opening.file && opening.setAside.empty(), opening.refusal.c_str());
            const auto reader = HistoryReader::open(path);
            const std::set<int> found = liquidationsIn(**reader);
            const int newest = found.empty() ? 0 : *found.rbegin();
            mostLost = std::max(mostLost, told.lastLiquidation - newest);
            for (const int n : safe)
                QVERIFY2(found.contains(n), qPrintable(QStringLiteral("liquidation %1 is lost").arg(n)));
            kept = eventsIn(**reader);
            for (const int n : stored)
                QVERIFY(kept.contains(idOf(n)));
            for (const auto &[id, count] : kept)
                QCOMPARE(count, 1);
        }
        qInfo("%d kills, at most %d of the victim's 4 ms steps lost", kills, mostLost);
        QVERIFY(inMidRound > 0); // else nothing was cut off, and nothing shown
        QVERIFY(stored.size() > 50);
        QVERIFY(safe.size() > 500);
    }
};

QTEST_GUILESS_MAIN(TestHistoryKill)
#include "tst_historykill.moc"
