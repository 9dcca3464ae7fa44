#include "tests/widgets/panelsamples.h"
#include "widgets/style/healthwords.h"
#include "widgets/venues/proxydialog.h"
#include "widgets/venues/venuespanel.h"

#include <QAbstractItemModelTester>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

using namespace isobar;

namespace {

QString cell(const VenueModel &model, int row, VenueModel::Column column)
{
    return model.index(row, column).data().toString();
}

int rowOf(const VenueModel &model, const QString &venue)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data(VenueModel::VenueRole).toString() == venue)
            return row;
    }
    return -1;
}

/// All venues of the trade: those of the sample and as many as make `count`.
std::shared_ptr<Snapshot> withVenues(int count)
{
    auto snapshot = samples::snapshotOf({});
    for (int i = static_cast<int>(snapshot->venues.size()); i < count; ++i) {
        const std::string id = "venue" + std::to_string(i);
        snapshot->venues.push_back(samples::healthRow(id.c_str(), id.c_str(), HealthState::Live, ""));
    }
    return snapshot;
}

QToolButton *button(const QWidget &panel, const QString &text)
{
    for (QToolButton *each : panel.findChildren<QToolButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

} // namespace

/// The venues panel: what it says of each connection and what it asks for.
class TestVenuesPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysTheStateOfEachVenueInWords()
    {
        Theme theme;
        VenueModel model(theme);
        QAbstractItemModelTester tester(&model);
        model.show(*samples::snapshotOf({}));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(cell(model, rowOf(model, QStringLiteral("okx")), VenueModel::State), QStringLiteral("live"));
        const int bybit = rowOf(model, QStringLiteral("bybit"));
        QCOMPARE(cell(model, bybit, VenueModel::State), QStringLiteral("mute"));
        QCOMPARE(cell(model, bybit, VenueModel::Errors), QStringLiteral("3"));
        QCOMPARE(cell(model, bybit, VenueModel::Duplicates), QStringLiteral("118"));
        QCOMPARE(cell(model, bybit, VenueModel::ClockOffset), QStringLiteral("-12 ms"));
        QCOMPARE(cell(model, bybit, VenueModel::RoundTrip), QStringLiteral("48 ms"));
        QCOMPARE(cell(model, bybit, VenueModel::RestBudget), QStringLiteral("18%"));
        QVERIFY(cell(model, bybit, VenueModel::Notes).startsWith(QStringLiteral("liquidation: no frame for 10 min")));
        const int down = rowOf(model, QStringLiteral("hyperliquid"));
        QCOMPARE(cell(model, down, VenueModel::State), QStringLiteral("down"));
        QCOMPARE(model.index(down, VenueModel::State).data(Qt::ForegroundRole).value<QColor>(),
            theme.colour(Token::HealthDown));
        QVERIFY(model.index(bybit, VenueModel::Errors)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("\"fundingRate\":\"x\"")));
    }

    void putsThoseThatAreOffLast()
    {
        Theme theme;
        VenueModel model(theme);
        Snapshot snapshot = *samples::snapshotOf({});
        const QString first = QString::fromStdString(snapshot.venues[0].name);
        snapshot.venues[0].health.state = HealthState::Off;
        model.show(snapshot);
        QCOMPARE(cell(model, 3, VenueModel::Name), first);
        QCOMPARE(cell(model, 3, VenueModel::State), QStringLiteral("off"));
        snapshot.venues[0].health.state = HealthState::Live;
        model.show(snapshot);
        QCOMPARE(cell(model, 2, VenueModel::Name), first);
    }

    void putsThoseFirstWhereOneHasToLook()
    {
        Theme theme;
        VenueModel model(theme);
        auto snapshot = withVenues(26);
        model.show(*snapshot);
        QCOMPARE(rowOf(model, QStringLiteral("bybit")), 0); // mute
        QCOMPARE(rowOf(model, QStringLiteral("hyperliquid")), 1); // down
        QCOMPARE(rowOf(model, QStringLiteral("binance-usdm")), 2);
        snapshot->venues[20].health.state = HealthState::Stale; // of a moment: nothing moves
        model.show(*snapshot);
        QCOMPARE(rowOf(model, QStringLiteral("venue20")), 20);
    }

    void saysInTheNotesWhatALiveVenuePublishes()
    {
        Theme theme;
        VenueModel model(theme);
        auto snapshot = samples::snapshotOf({});
        snapshot->venues[0].liquidations = LiquidationFeed::Throttled;
        snapshot->venues[1].health.of(StreamType::Liquidation) = StreamHealth{};
        snapshot->venues[1].health.of(StreamType::OpenInterest) = StreamHealth{};
        model.show(*snapshot);
        const auto notes = [&](const char *venue) {
            return cell(model, rowOf(model, QLatin1String(venue)), VenueModel::Notes);
        };
        QCOMPARE(notes("binance-usdm"), QStringLiteral("publishes all; liquidations throttled"));
        QCOMPARE(notes("okx"), QStringLiteral("publishes all but open interest, liquidations"));
        snapshot->venues[1].health.historyProgress = "funding history 3/8";
        snapshot->venues[0].health.state = HealthState::Starting;
        model.show(*snapshot);
        QCOMPARE(notes("okx"), QStringLiteral("funding history 3/8"));
        QCOMPARE(notes("binance-usdm"), QString());
    }

    void manyVenuesStandFoldedAndTheUsersFoldingStays()
    {
        Theme theme;
        VenuesPanel panel(theme);
        auto snapshot = withVenues(26);
        panel.showSnapshot(snapshot);
        auto *view = panel.findChild<QTreeView *>();
        const auto isUnfolded = [&](const char *venue) {
            return view->isExpanded(panel.model().index(rowOf(panel.model(), QLatin1String(venue)), 0));
        };
        QVERIFY(!isUnfolded("bybit") && !isUnfolded("okx"));
        view->setExpanded(panel.model().index(rowOf(panel.model(), QStringLiteral("okx")), 0), true);
        auto later = std::make_shared<Snapshot>(*snapshot);
        later->venues[2].health.state = HealthState::Live; // bybit leaves the head of the list
        panel.showSnapshot(later);
        QVERIFY(isUnfolded("okx"));
        QVERIFY(!isUnfolded("bybit"));
    }

    void showsEachStreamBelowItsVenue()
    {
        Theme theme;
        VenueModel model(theme);
        model.show(*samples::snapshotOf({}));
        const QModelIndex bybit = model.index(rowOf(model, QStringLiteral("bybit")), 0);
        QCOMPARE(model.rowCount(bybit), 6);
        const QModelIndex liquidations = model.index(4, VenueModel::State, bybit);
        QCOMPARE(liquidations.data().toString(), QStringLiteral("mute"));
        QCOMPARE(model.index(4, VenueModel::LastMessage, bybit).data().toString(), QStringLiteral("11m"));
        QCOMPARE(model.index(0, VenueModel::Rate, bybit).data().toString(), QStringLiteral("12"));
        QCOMPARE(model.index(1, VenueModel::Rate, bybit).data().toString(), QStringLiteral("6.0"));
    }

    void leavesOutStreamsThatAVenueDoesNotHave()
    {
        Theme theme;
        VenueModel model(theme);
        auto snapshot = samples::snapshotOf({});
        snapshot->venues[0].health.of(StreamType::Liquidation) = StreamHealth{};
        model.show(*snapshot);
        QCOMPARE(model.rowCount(model.index(rowOf(model, QStringLiteral("binance-usdm")), 0)), 5);
    }

    void announcesOnlyChangedCells()
    {
        Theme theme;
        VenueModel model(theme);
        auto snapshot = samples::snapshotOf({});
        model.show(*snapshot);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset), changes(&model, &QAbstractItemModel::dataChanged);
        model.show(*snapshot);
        QCOMPARE(changes.size(), 0);
        snapshot->venues[1].health.reconnects = 2;
        model.show(*snapshot);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.front().front().value<QModelIndex>(),
            model.index(rowOf(model, QStringLiteral("okx")), VenueModel::Reconnects));
        QCOMPARE(resets.size(), 0);
    }

    void keepsFoldingAndChoiceOverUpdates()
    {
        Theme theme;
        VenuesPanel panel(theme);
        auto snapshot = samples::snapshotOf({});
        panel.showSnapshot(snapshot);
        auto *view = panel.findChild<QTreeView *>();
        QVERIFY(view->isExpanded(panel.model().index(0, 0)));
        view->setExpanded(panel.model().index(0, 0), false);
        panel.chooseVenue(QStringLiteral("okx"));
        auto later = samples::snapshotOf({});
        later->transportMs += 3 * SecondMs;
        panel.showSnapshot(later);
        QVERIFY(!view->isExpanded(panel.model().index(0, 0)));
        QCOMPARE(view->currentIndex().data(VenueModel::VenueRole).toString(), QStringLiteral("okx"));
    }

    void choosesTheProxyOfAllAndOfOneVenue()
    {
        Theme theme;
        VenuesPanel panel(theme);
        Settings settings;
        settings.venueProxies = {QStringLiteral("bybit=direct"), QStringLiteral("okx=system")};
        panel.setSettings(settings);
        panel.showSnapshot(samples::snapshotOf({}));
        panel.chooseVenue(QStringLiteral("okx"));
        QSignalSpy chosen(&panel, &VenuesPanel::proxiesChosen);
        button(panel, QStringLiteral("Proxy…"))->click();
        auto *dialog = panel.findChild<ProxyDialog *>();
        QVERIFY(dialog);
        const auto fields = dialog->findChildren<ProxyFields *>();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields[1]->choice(), std::optional(ProxyChoice{}));
        auto *okButton = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        fields[1]->setChoice(ProxyChoice{ProxyChoice::Mode::Http, QStringLiteral("gate.desk"), 3128});
        QVERIFY(okButton->isEnabled());
        fields[1]->findChild<QLineEdit *>()->setText(QStringLiteral("no host"));
        QVERIFY(!okButton->isEnabled());
        fields[1]->setChoice(std::nullopt);
        QVERIFY(okButton->isEnabled());
        fields[0]->setChoice(ProxyChoice{ProxyChoice::Mode::Socks5, QStringLiteral("gate.desk"), 1080});
        okButton->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<ProxyChoice>(),
            (ProxyChoice{ProxyChoice::Mode::Socks5, QStringLiteral("gate.desk"), 1080}));
        QCOMPARE(chosen[0][1].toStringList(), QStringList{QStringLiteral("bybit=direct")});
    }

    void asksToReconnectAndToSwitch()
    {
        Theme theme;
        VenuesPanel panel(theme);
        panel.showSnapshot(samples::snapshotOf({}));
        QSignalSpy reconnects(&panel, &VenuesPanel::reconnectRequested),
            switches(&panel, &VenuesPanel::venueEnabledRequested);
        QVERIFY(!button(panel, QStringLiteral("Reconnect"))->isEnabled()); // nothing chosen
        panel.chooseVenue(QStringLiteral("hyperliquid"));
        button(panel, QStringLiteral("Reconnect"))->click();
        QCOMPARE(reconnects.front().front().toString(), QStringLiteral("hyperliquid"));
        button(panel, QStringLiteral("Switch off"))->click();
        QCOMPARE(switches.front().at(1).toBool(), false);
        Settings settings;
        settings.venuesOff = QStringList{QStringLiteral("hyperliquid")};
        panel.setSettings(settings);
        QVERIFY(!button(panel, QStringLiteral("Reconnect"))->isEnabled());
        button(panel, QStringLiteral("Switch on"))->click();
        QCOMPARE(switches.back().at(1).toBool(), true);
    }

    void saysThatItWaitsWhenThereIsNothing()
    {
        Theme theme;
        VenuesPanel panel(theme);
        QVERIFY(!panel.findChild<QTreeView *>()->isVisibleTo(&panel));
        panel.showSnapshot(samples::snapshotOf({}));
        QVERIFY(panel.findChild<QTreeView *>()->isVisibleTo(&panel));
    }

    void hasAWordForEveryState()
    {
        QSet<QString> words;
        for (int state = 0; state <= static_cast<int>(HealthState::Off); ++state)
            words.insert(HealthWords::state(static_cast<HealthState>(state)));
        QCOMPARE(words.size(), 8);
        QVERIFY(!words.contains(QString()));
    }
};

QTEST_MAIN(TestVenuesPanel)
#include "tst_venuespanel.moc"
