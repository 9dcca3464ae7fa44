#include "tests/support/snapshotbuilder.h"
#include "widgets/positions/positionform.h"
#include "widgets/positions/positionmodel.h"
#include "widgets/positions/positionspanel.h"
#include "widgets/positions/positionwords.h"
#include "widgets/style/formats.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

using namespace isobar;

namespace {

Position sample(PositionSide side = PositionSide::Long)
{
    Position position;
    position.id = 7;
    position.asset = "BTC";
    position.venue = "bybit";
    position.side = side;
    position.size = 0.5;
    position.entryPrice = 60'000;
    position.leverage = 10;
    return position;
}

/// The builder's market with the mark of Bybit's contract at 66 000 and a rate of 0.0004 / 8 h.
struct Desk {
    Desk()
    {
        ContractRow &contract = builder.venue("BTC", "bybit").contracts.front();
        contract.mark = 66'000;
        contract.rate = 0.0004;
        contract.intervalHours = 8;
        contract.kind = ContractKind::Linear;
        contract.health = HealthState::Live;
        symbol = contract.symbol;
        panel.setAsset(QStringLiteral("BTC"));
        panel.resize(1100, 220);
        panel.show();
        panel.showSnapshot(builder.build());
    }
    Position position(PositionSide side = PositionSide::Long) const
    {
        Position made = sample(side);
        made.symbol = symbol;
        return made;
    }
    QLineEdit *field(const char *name) const
    {
        for (QLineEdit *each : panel.findChildren<QLineEdit *>()) {
            if (each->accessibleName() == QLatin1String(name))
                return each;
        }
        return nullptr;
    }
    void type(const char *name, const char *text) const
    {
        QLineEdit *line = field(name);
        QVERIFY2(line, name);
        line->clear();
        QTest::keyClicks(line, QLatin1String(text));
    }
    QString text(int row, PositionColumn column) const
    {
        return panel.model().index(row, static_cast<int>(column)).data().toString();
    }

    Theme theme;
    SnapshotBuilder builder;
    PositionsPanel panel{theme};
    std::string symbol;
};

} // namespace

class TestPositionsPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsTheNumbersOfAPosition()
    {
        Desk desk;
        desk.panel.setPositions({desk.position()});
        QCOMPARE(desk.text(0, PositionColumn::Title), QStringLiteral("Long 0.5 BTC"));
        QCOMPARE(desk.text(0, PositionColumn::Mark), QStringLiteral("66,000.0"));
        QCOMPARE(desk.text(0, PositionColumn::Profit), QStringLiteral("+$3,000  +100.0%"));
        QCOMPARE(desk.text(0, PositionColumn::Liquidation), QStringLiteral("≈ 54,271.4")); // no tiers: 0.5 % assumed
        QCOMPARE(desk.text(0, PositionColumn::Distance), QStringLiteral("-17.8%"));
        QVERIFY(desk.text(0, PositionColumn::NextFunding).startsWith(QStringLiteral("-$13.20 in "))); // longs pay
        QCOMPARE(desk.text(0, PositionColumn::PerDay), QStringLiteral("-$39.60"));
        QCOMPARE(desk.text(0, PositionColumn::DayShare), QStringLiteral("-1.32%"));
        QCOMPARE(desk.text(0, PositionColumn::Realised), QString(formats::Dash)); // not known when it was opened
        QCOMPARE(desk.text(0, PositionColumn::MarginLeft), QStringLiteral("$6,000"));
        desk.panel.setPositions({desk.position(PositionSide::Short)});
        QVERIFY(desk.text(0, PositionColumn::NextFunding).startsWith(QStringLiteral("+$13.20 in ")));
        QVERIFY(desk.panel.model().index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("assumed")));
    }

    void clipsNoNumberThatGrows()
    {
        Desk desk;
        desk.panel.setPositions({desk.position()});
        ContractRow &contract = desk.builder.venue("BTC", "bybit").contracts.front();
        contract.mark = 60'000;
        desk.panel.showSnapshot(desk.builder.build());
        contract.mark = 1'066'000;
        desk.panel.showSnapshot(desk.builder.build());
        const auto *table = desk.panel.findChild<QTableView *>();
        for (int column = 0; column < PositionColumnCount; ++column) {
            const int needed = table->itemDelegate()->sizeHint({}, desk.panel.model().index(0, column)).width();
            QVERIFY2(table->columnWidth(column) >= needed, qPrintable(desk.text(0, PositionColumn(column))));
        }
    }

    void aContractThatIsNotThereIsDashes()
    {
        Desk desk;
        Position gone = desk.position();
        gone.venue = "elsewhere";
        desk.panel.setPositions({gone});
        for (const PositionColumn column : {PositionColumn::Mark, PositionColumn::Profit, PositionColumn::Liquidation,
                 PositionColumn::PerDay, PositionColumn::MarginLeft})
            QCOMPARE(desk.text(0, column), QString(formats::Dash));
        const PositionsPanel early(desk.theme);
        QCOMPARE(early.model().rowCount(), 0);
    }

    void whatIsTypedIsACalculationUntilItIsKept()
    {
        Desk desk;
        QSignalSpy kept(&desk.panel, &PositionsPanel::positionsChanged);
        QCOMPARE(desk.panel.model().rowCount(), 0);
        desk.type("Size", "0.5");
        desk.type("Entry price", "60,000");
        auto *contract = desk.panel.findChild<QComboBox *>();
        for (QComboBox *each : desk.panel.findChildren<QComboBox *>()) {
            if (each->accessibleName() == QLatin1String("Contract"))
                contract = each;
        }
        contract->setCurrentIndex(contract->findData(QStringLiteral("bybit/") + QString::fromStdString(desk.symbol)));
        Q_EMIT contract->activated(contract->currentIndex());
        QCOMPARE(desk.panel.model().rowCount(), 1);
        QCOMPARE(desk.text(0, PositionColumn::Title), QStringLiteral("Long 0.5 BTC (not kept)"));
        QCOMPARE(desk.text(0, PositionColumn::Profit), QStringLiteral("+$3,000  +100.0%"));
        QCOMPARE(kept.size(), 0);
        desk.panel.keep();
        QCOMPARE(kept.size(), 1);
        const Position made = desk.panel.positions().front();
        QCOMPARE(made.venue, std::string("bybit"));
        QCOMPARE(made.entryPrice, 60'000.0);
        QCOMPARE(made.openedMs, std::optional(desk.builder.build()->marketMs)); // "now"
        QCOMPARE(*made.alertWithin, 0.05);
        QCOMPARE(desk.panel.model().rowCount(), 1); // the calculation is empty again
        QVERIFY(desk.panel.form().isEmpty());
    }

    void anEmptyEntryIsTheMark()
    {
        Desk desk;
        desk.panel.form().load([&] {
            Position position = desk.position();
            position.id = 0;
            return position;
        }());
        desk.field("Entry price")->clear();
        desk.type("Size", "2"); // tells of the change
        QCOMPARE(desk.panel.form().position().entryPrice, 66'000.0);
        QCOMPARE(desk.field("Entry price")->placeholderText(), QStringLiteral("66,000.0"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("size") << QByteArray("Size") << QByteArray("x") << QStringLiteral("size");
        QTest::newRow("entry") << QByteArray("Entry price") << QByteArray("1,2,3") << QStringLiteral("entry");
        QTest::newRow("leverage") << QByteArray("Leverage") << QByteArray("0.5") << QStringLiteral("leverage");
        QTest::newRow("opened") << QByteArray("When it was opened") << QByteArray("yesterday")
                                << QStringLiteral("opened");
        QTest::newRow("opened in future")
            << QByteArray("When it was opened") << QByteArray("2031-01-01 10:00") << QStringLiteral("opened");
        QTest::newRow("warning") << QByteArray(
            "Warn when the liquidation price is within so many per cent of the price")
                                 << QByteArray("120") << QStringLiteral("warning");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, text);
        QFETCH(QString, word);
        Desk desk;
        desk.type("Size", "0.5");
        QVERIFY(desk.panel.form().said().isEmpty());
        desk.type(field.constData(), text.constData());
        QVERIFY2(desk.panel.form().said().contains(word), qPrintable(desk.panel.form().said()));
        QSignalSpy kept(&desk.panel, &PositionsPanel::positionsChanged);
        desk.panel.keep();
        QCOMPARE(kept.size(), 0);
    }

    void doubtsWhatMayBeASlip()
    {
        Desk desk;
        desk.type("Size", "0.5");
        desk.type("Entry price", "6000"); // a digit is missing
        QVERIFY(desk.panel.form().said().contains(QStringLiteral("digit")));
        desk.panel.keep(); // but it is the user's word that counts
        QCOMPARE(desk.panel.positions().size(), std::size_t{1});
    }

    void changesRemovesAndBringsBack()
    {
        Desk desk;
        desk.panel.setPositions({desk.position()});
        QSignalSpy changes(&desk.panel, &PositionsPanel::positionsChanged);
        desk.panel.edit(7);
        QCOMPARE(desk.panel.form().editedId(), std::uint64_t{7});
        desk.type("Leverage", "20");
        QVERIFY(desk.text(0, PositionColumn::Contract).contains(QStringLiteral("20x"))); // at once
        QCOMPARE(desk.panel.positions().front().leverage, 10.0);
        desk.panel.keep();
        QCOMPARE(desk.panel.positions().front().leverage, 20.0);
        QCOMPARE(desk.panel.positions().front().id, std::uint64_t{7});
        desk.panel.remove(7);
        QVERIFY(desk.panel.positions().empty());
        desk.panel.undo();
        QCOMPARE(desk.panel.positions().front().leverage, 20.0);
        desk.panel.undo();
        QCOMPARE(desk.panel.positions().front().leverage, 10.0);
        desk.panel.redo();
        QCOMPARE(desk.panel.positions().front().leverage, 20.0);
        QCOMPARE(changes.size(), 5);
    }

    void anotherAssetOnTheScreenDoesNotMoveWhatIsBeingChanged()
    {
        Desk desk;
        desk.panel.setPositions({desk.position()});
        desk.panel.edit(7);
        desk.panel.setAsset(QStringLiteral("ETH"));
        QCOMPARE(desk.panel.form().position().asset, std::string("BTC"));
        QCOMPARE(desk.panel.form().position().symbol, desk.symbol);
        QTest::keyClick(desk.field("Size"), Qt::Key_Escape);
        QCOMPARE(desk.panel.form().position().asset, std::string("ETH"));
        QCOMPARE(desk.panel.form().position().venue, std::string("bybit")); // the venue stays
    }

    void aKeptContractThatIsGoneStaysWhenItIsChanged()
    {
        Desk desk;
        Position gone = desk.position();
        gone.symbol = "BTCOLD";
        desk.panel.setPositions({gone});
        desk.panel.edit(7);
        desk.panel.showSnapshot(desk.builder.build());
        QCOMPARE(desk.panel.form().position().symbol, std::string("BTCOLD"));
    }

    void onlyChangedCellsAreTold()
    {
        Desk desk;
        desk.panel.setPositions({desk.position()});
        QAbstractItemModelTester tester(const_cast<PositionModel *>(&desk.panel.model()));
        QSignalSpy changes(&desk.panel.model(), &QAbstractItemModel::dataChanged);
        desk.panel.showSnapshot(desk.builder.build());
        QCOMPARE(changes.size(), 0);
        desk.builder.venue("BTC", "bybit").contracts.front().mark = 66'100;
        desk.panel.showSnapshot(desk.builder.build());
        QVERIFY(changes.size() >= 4);
        for (const auto &change : changes) {
            const auto column = static_cast<PositionColumn>(change[0].toModelIndex().column());
            QVERIFY(column != PositionColumn::Entry && column != PositionColumn::Liquidation);
        }
    }

    void namesItsFieldsToReaders()
    {
        Desk desk;
        QVERIFY(!desk.panel.accessibleName().isEmpty());
        for (const QLineEdit *field : desk.panel.form().findChildren<QLineEdit *>())
            QVERIFY(!field->accessibleName().isEmpty());
        for (const QComboBox *box : desk.panel.form().findChildren<QComboBox *>())
            QVERIFY(!box->accessibleName().isEmpty());
    }

    void theWarningSaysWhatItIsAbout()
    {
        Desk desk;
        const PositionView view = viewOf(desk.position(), desk.builder.build()->find("BTC"));
        QCOMPARE(PositionWords::alertName(view),
            QStringLiteral("Long 0.5 BTC at Bybit: within 5.0% of its liquidation price ≈ 54,271.4"));
    }
};

QTEST_MAIN(TestPositionsPanel)
#include "tst_positionspanel.moc"
