#include "widgets/positions/positionbook.h"

#include <QtTest>

using namespace isobar;

namespace {

Position of(double size)
{
    Position position;
    position.asset = "BTC";
    position.size = size;
    return position;
}

std::vector<double> sizes(const PositionBook &book)
{
    std::vector<double> all;
    for (const Position &each : book.positions())
        all.push_back(each.size);
    return all;
}

} // namespace

class TestPositionBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStepCanBeTakenBack()
    {
        PositionBook book;
        const auto first = book.add(of(1)), second = book.add(of(2));
        Position changed = *book.find(first);
        changed.size = 3;
        QVERIFY(book.change(changed));
        QVERIFY(book.remove(second));
        QCOMPARE(sizes(book), (std::vector{3.0}));
        QVERIFY(book.undo());
        QCOMPARE(sizes(book), (std::vector{3.0, 2.0}));
        QVERIFY(book.undo());
        QCOMPARE(sizes(book), (std::vector{1.0, 2.0}));
        QVERIFY(book.redo() && book.redo());
        QCOMPARE(sizes(book), (std::vector{3.0}));
        QVERIFY(!book.redo());
        while (book.undo()) { }
        QVERIFY(book.positions().empty());
        QVERIFY(!book.canUndo());
    }

    void aNewStepForgetsWhatWasTakenBack()
    {
        PositionBook book;
        book.add(of(1));
        book.undo();
        book.add(of(2));
        QVERIFY(!book.canRedo());
        QCOMPARE(sizes(book), (std::vector{2.0}));
    }

    void idsAreNeverUsedAgain()
    {
        PositionBook book;
        Position kept = of(1);
        kept.id = 41;
        book.start({kept});
        QVERIFY(!book.canUndo());
        const auto id = book.add(of(2));
        QCOMPARE(id, std::uint64_t{42});
        book.remove(id);
        QCOMPARE(book.add(of(3)), std::uint64_t{43});
    }

    void nothingChangedIsNoStep()
    {
        PositionBook book;
        book.add(of(1));
        book.undo();
        QVERIFY(!book.remove(7));
        QVERIFY(!book.change(of(7)));
        QVERIFY(!book.canUndo());
        QVERIFY(book.canRedo());
    }
};

QTEST_GUILESS_MAIN(TestPositionBook)
#include "tst_positionbook.moc"
