#include "core/settings/positionstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

namespace {

Position sample(std::uint64_t id)
{
    Position position;
    position.id = id;
    position.asset = "BTC";
    position.venue = "bybit";
    position.symbol = "BTCUSDT";
    position.side = PositionSide::Short;
    position.size = 0.1 + 0.2; // no round number
    position.entryPrice = 67'912.4;
    position.leverage = 12.5;
    position.extraMarginUsd = 250;
    position.openedMs = 1'764'000'000'123;
    position.alertWithin = 0.035;
    return position;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeAll(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestPositionStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("profile/positions.json"));
    }

    void keepsThemExactly()
    {
        const PositionStore store(m_path);
        QVERIFY(store.load().empty());
        Position plain = sample(2);
        plain.isSizeInUsd = true;
        plain.side = PositionSide::Long;
        plain.openedMs.reset();
        plain.alertWithin.reset();
        const std::vector positions{sample(18'446'744'073'709'551'615ULL), plain};
        QVERIFY(store.save(positions));
        QStringList problems;
        QCOMPARE(store.load(&problems), positions);
        QVERIFY(problems.isEmpty());
        QVERIFY(store.save({}));
        QVERIFY(store.load().empty());
    }

    void nobodyElseMayReadThem()
    {
        QVERIFY(PositionStore(m_path).save({sample(1)}));
        QVERIFY(!(QFile::permissions(m_path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    void aDamagedFileIsPutAside()
    {
        QVERIFY(PositionStore(m_path).save({sample(1)}));
        const QByteArray half = readAll(m_path).left(60);
        writeAll(m_path, half);
        QStringList problems;
        QVERIFY(PositionStore(m_path).load(&problems).empty());
        QCOMPARE(problems.size(), 1);
        QCOMPARE(readAll(m_path + QStringLiteral(".unreadable")), half);
        QVERIFY(PositionStore(m_path).save({sample(2)}));
        QCOMPARE(PositionStore(m_path).load().size(), std::size_t{1});
    }

    void oneBadEntryDoesNotCostTheOthers()
    {
        QVERIFY(PositionStore(m_path).save({sample(1), sample(2), sample(3)}));
        QByteArray text = readAll(m_path);
        text.replace(text.indexOf("\"leverage\": 12.5"), 16, "\"leverage\": true");
        writeAll(m_path, text);
        QStringList problems;
        QCOMPARE(PositionStore(m_path).load(&problems).size(), std::size_t{2});
        QCOMPARE(problems.size(), 1);
    }

    void twoOfOneIdAreOne()
    {
        QVERIFY(PositionStore(m_path).save({sample(1), sample(1)}));
        QStringList problems;
        QCOMPARE(PositionStore(m_path).load(&problems).size(), std::size_t{1});
        QCOMPARE(problems.size(), 1);
    }

    void aFullFolderIsTold()
    {
        writeAll(m_dir->filePath(QStringLiteral("profile")), "a file where the folder should be");
        const auto saved = PositionStore(m_path).save({sample(1)});
        QVERIFY(!saved);
        QVERIFY(!saved.error().empty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestPositionStore)
#include "tst_positionstore.moc"
