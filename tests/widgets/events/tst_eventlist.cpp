#include "tests/widgets/panelsamples.h"
#include "widgets/events/eventcard.h"
#include "widgets/events/eventdelegate.h"
#include "widgets/events/eventlist.h"
#include "widgets/events/eventtext.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isobar;

namespace {

Event eventOf(quint64 id, const char *asset, Priority priority, TimeMs timeMs)
{
    Event event = samples::fundingExtreme();
    event.id = id;
    event.asset = asset;
    event.priority = priority;
    event.timeMs = event.enteredMs = timeMs;
    return event;
}

Event cascadeOf(quint64 id, const char *asset, PositionSide side)
{
    Event event;
    event.id = id;
    event.type = EventType::LiquidationCascade;
    event.asset = asset;
    event.side = side;
    event.priority = Priority::P2;
    event.timeMs = event.enteredMs = 5000;
    event.payload = LiquidationWavePayload();
    return event;
}

QStringList assetsOf(const QAbstractItemModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << model.index(row, 0).data(EventModel::AssetRole).toString();
    return names;
}

} // namespace

/// List, filter and card of the events panel.
class TestEventList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersNewestFirst()
    {
        EventModel model;
        QAbstractItemModelTester tester(&model);
        EventFilter filter;
        filter.setSourceModel(&model);
        model.add(eventOf(1, "BTC", Priority::P2, 1000));
        model.add(eventOf(2, "ETH", Priority::P2, 3000));
        model.add(eventOf(3, "SOL", Priority::P3, 2000));
        QCOMPARE(assetsOf(filter), QStringList({QStringLiteral("ETH"), QStringLiteral("SOL"), QStringLiteral("BTC")}));
        Event again = eventOf(1, "BTC", Priority::P2, 4000);
        again.state = EventState::Updated;
        again.fired = 3;
        model.add(again);
        QCOMPARE(model.rowCount(), 3); // folded into its row, which comes to the top
        QCOMPARE(assetsOf(filter).front(), QStringLiteral("BTC"));
        QCOMPARE(filter.index(0, 0).data(EventModel::FiredRole).toInt(), 3);
    }

    void filtersByEachCriterion()
    {
        EventModel model;
        EventFilter filter;
        filter.setSourceModel(&model);
        model.add(eventOf(1, "BTC", Priority::P1, 1));
        model.add(eventOf(2, "ETH", Priority::P2, 2));
        model.add(eventOf(3, "SOL", Priority::P3, 3));
        model.add(eventOf(4, "XRP", Priority::P4, 4));
        QCOMPARE(filter.rowCount(), 3); // P4 only when asked for
        filter.setPriority(Priority::P4, false);
        QCOMPARE(filter.rowCount(), 4);
        filter.setPriority(Priority::P2, true);
        QCOMPARE(assetsOf(filter), QStringList(QStringLiteral("ETH")));
        filter.setPriority(Priority::P4, false);
        filter.setAsset(QStringLiteral("SOL"));
        QCOMPARE(assetsOf(filter), QStringList(QStringLiteral("SOL")));
        filter.setAsset({});
        filter.setSearch(QStringLiteral("longs xrp"));
        QCOMPARE(assetsOf(filter), QStringList(QStringLiteral("XRP")));
        filter.setSearch(QStringLiteral("nothing like it"));
        QCOMPARE(filter.rowCount(), 0);
        filter.setSearch({});
        filter.setType(static_cast<int>(EventType::FundingExtreme));
        QCOMPARE(filter.rowCount(), 4);
    }

    void findsAnEventByItsTypeAndSide_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("assets");
        const QString btc = QStringLiteral("BTC"), eth = QStringLiteral("ETH"), sol = QStringLiteral("SOL");
        QTest::newRow("the type's first word") << "cascade" << QStringList{sol, eth};
        QTest::newRow("the name of the type") << "liquidation cascade" << QStringList{sol, eth};
        QTest::newRow("with its side") << "cascade long" << QStringList{eth};
        QTest::newRow("the title alone has it") << "extreme" << QStringList{btc};
        QTest::newRow("the state") << "cascade active" << QStringList{eth};
        QTest::newRow("the end") << "cascade cleared" << QStringList{sol};
    }
    void findsAnEventByItsTypeAndSide()
    {
        QFETCH(QString, words);
        EventModel model;
        EventFilter filter;
        filter.setSourceModel(&model);
        model.add(eventOf(1, "BTC", Priority::P2, 1000));
        model.add(cascadeOf(2, "ETH", PositionSide::Long));
        Event ended = cascadeOf(3, "SOL", PositionSide::Short);
        ended.state = EventState::Cleared;
        model.add(ended);
        filter.setSearch(words);
        QTEST(assetsOf(filter), "assets");
    }

    void showsTypeAndSideInTheRowButNotTheWordsOfTheSearch()
    {
        EventModel model;
        model.add(cascadeOf(2, "ETH", PositionSide::Short));
        const QString line = model.index(0).data(EventModel::LineRole).toString();
        QVERIFY2(line.startsWith(QStringLiteral("cascade of short liquidations: observed ")), qPrintable(line));
        QCOMPARE(model.index(0).data(Qt::DisplayRole).toString(), QStringLiteral("P2 ETH: ") + line);
        QVERIFY(model.index(0).data(EventModel::SearchRole).toString().contains(QStringLiteral("Liquidation cascade")));
    }

    void putsThoseOfEarlierRunsBeforeTheOthersAndRead()
    {
        EventModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy counts(&model, &EventModel::unreadChanged);
        model.add(eventOf(3, "SOL", Priority::P2, 3000));
        model.addPast({eventOf(1, "BTC", Priority::P1, 1000), eventOf(3, "old", Priority::P1, 500),
            eventOf(2, "ETH", Priority::P2, 2000)});
        QCOMPARE(assetsOf(model), QStringList({QStringLiteral("BTC"), QStringLiteral("ETH"), QStringLiteral("SOL")}));
        QCOMPARE(model.unread(), 1);
        QCOMPARE(counts.count(), 1);
        Event later = eventOf(1, "BTC", Priority::P1, 4000); // goes on in this run
        later.state = EventState::Updated;
        model.add(later);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.unread(), 2);
    }

    void saysWhichOnesWereNotTakenUpAgain()
    {
        EventModel model;
        Event ended = eventOf(2, "ETH", Priority::P2, 2000);
        ended.state = EventState::Cleared;
        model.addPast({eventOf(1, "BTC", Priority::P1, 1000), ended}, true);
        const auto state = [&](int row) { return model.index(row).data(EventModel::StateRole).toString(); };
        QCOMPARE(state(0), QStringLiteral("not followed"));
        QVERIFY(model.index(0).data(EventModel::ClearedRole).toBool());
        QCOMPARE(state(1), EventText::stateName(ended));
        Event told = eventOf(1, "BTC", Priority::P1, 3000); // the same again after all
        model.add(told);
        QCOMPARE(state(0), EventText::stateName(told));
    }

    void countsWhatIsUnread()
    {
        EventModel model;
        QSignalSpy counts(&model, &EventModel::unreadChanged);
        model.add(eventOf(1, "BTC", Priority::P2, 1));
        model.add(eventOf(2, "ETH", Priority::P3, 2));
        model.add(eventOf(3, "SOL", Priority::P4, 3)); // a log line is no news
        QCOMPARE(model.unread(), 2);
        model.markRead(1);
        QCOMPARE(model.unread(), 1);
        Event cleared = eventOf(1, "BTC", Priority::P2, 5);
        cleared.state = EventState::Cleared;
        model.add(cleared);
        QCOMPARE(model.unread(), 1); // an end does not call again
        Event grown = eventOf(1, "BTC", Priority::P2, 6);
        grown.state = EventState::Updated;
        model.add(grown);
        QCOMPARE(model.unread(), 2);
        model.markAllRead();
        QCOMPARE(model.unread(), 0);
        QCOMPARE(counts.back().front().toInt(), 0);
    }

    void forgetsTheOldestBeyondItsLimit()
    {
        EventModel model;
        for (int i = 1; i <= EventModel::Limit + 5; ++i)
            model.add(eventOf(static_cast<quint64>(i), "BTC", Priority::P3, i));
        QCOMPARE(model.rowCount(), EventModel::Limit);
        QVERIFY(!model.find(5));
        QVERIFY(model.find(6));
    }

    void agesByMarketTime()
    {
        EventModel model;
        model.add(eventOf(1, "BTC", Priority::P2, samples::Now));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setNow(samples::Now + 100);
        QCOMPARE(changes.size(), 0); // within the same second nothing reads differently
        model.setNow(samples::Now + 65 * SecondMs);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(model.index(0).data(EventModel::AgeRole).toString(), QStringLiteral("1m"));
    }

    void opensTheCardOfAnEventAndGoesBack()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        const Event event = samples::fundingExtreme();
        list.addEvent(event);
        QVERIFY(!list.openEvent(12345));
        QVERIFY(list.openEvent(event.id));
        QCOMPARE(list.model().unread(), 0);
        const auto *card = list.findChild<EventCard *>();
        QVERIFY(!card->isHidden());
        QCOMPARE(card->eventId(), event.id);
        QTest::keyClick(&list, Qt::Key_Escape);
        QVERIFY(card->isHidden());
    }

    void copiesAndJumpsToTheMoment()
    {
        Theme theme;
        EventList list(theme);
        QSignalSpy moments(&list, &EventList::momentRequested);
        Event event = eventOf(5, "ETH", Priority::P2, 1000);
        list.addEvent(event);
        event.state = EventState::Updated;
        event.timeMs = 9000;
        list.addEvent(event);
        QTest::keyClick(&list, Qt::Key_J); // nothing is chosen
        QCOMPARE(moments.size(), 0);
        QVERIFY(list.openEvent(5));
        QTest::keyClick(&list, Qt::Key_J);
        QCOMPARE(moments.last(), (QVariantList{QStringLiteral("ETH"), qlonglong(1000)})); // where it began
        QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(QStringLiteral("1970-01-01 00:00:01 UTC ETH: longs pay")), qPrintable(copied));
        QVERIFY(copied.contains(QStringLiteral("clears when")));
    }

    void takesTheKeysOfItsRows()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        QSignalSpy moments(&list, &EventList::momentRequested);
        list.addEvent(eventOf(5, "ETH", Priority::P2, 1000));
        list.addEvent(eventOf(6, "JUP", Priority::P2, 2000)); // whose letters the list would search for
        list.show();
        auto *view = list.findChild<QListView *>(QStringLiteral("events"));
        view->setCurrentIndex(view->model()->index(1, 0));
        QTest::keyClick(view, Qt::Key_J);
        QCOMPARE(moments.size(), 1);
        QCOMPARE(moments.last(), (QVariantList{QStringLiteral("ETH"), qlonglong(1000)}));
        QCOMPARE(list.model().unread(), 2);
        QTest::keyClick(view, Qt::Key_A);
        QCOMPARE(list.model().unread(), 1);
        QCOMPARE(view->currentIndex().row(), 1);
    }

    void filtersByTheAssetThatTheBoxSays()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        list.addEvent(eventOf(5, "ETH", Priority::P2, 1000));
        list.addEvent(eventOf(6, "SOL", Priority::P2, 2000));
        QComboBox *box = nullptr;
        for (QComboBox *each : list.findChildren<QComboBox *>())
            box = each->findText(QStringLiteral("SOL")) > 0 ? each : box;
        QVERIFY(box);
        box->setCurrentText(QStringLiteral("SOL"));
        const auto *view = list.findChild<QListView *>(QStringLiteral("events"));
        QCOMPARE(view->model()->rowCount(), 1);
        list.showReplay(true); // which has no SOL
        QCOMPARE(box->currentIndex(), 0);
        list.showReplay(false);
        QCOMPARE(box->currentIndex(), 0);
        QCOMPARE(view->model()->rowCount(), 2);
    }

    void opensTheCardAndTheMomentForAPopUp()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        QSignalSpy moments(&list, &EventList::momentRequested);
        Event event = eventOf(5, "ETH", Priority::P2, 1000);
        list.addEvent(event);
        event.state = EventState::Updated;
        event.timeMs = 9000;
        list.addEvent(event);
        QVERIFY(!list.openAtMoment(12345));
        QCOMPARE(moments.size(), 0);
        QVERIFY(list.openAtMoment(5));
        QCOMPARE(moments.size(), 1);
        QCOMPARE(moments.last(), (QVariantList{QStringLiteral("ETH"), qlonglong(1000)})); // where it was entered
        const auto *card = list.findChild<EventCard *>();
        QVERIFY(!card->isHidden());
        QCOMPARE(card->eventId(), quint64(5));
        QCOMPARE(list.model().unread(), 0);
        QCOMPARE(list.focusProxy(), card); // the panel is raised after it: the keys are the card's
        list.closeCard();
        QCOMPARE(list.focusProxy(), list.findChild<QListView *>(QStringLiteral("events")));
    }

    void aClickOnARowOpensTheCardWithoutAJump()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        QSignalSpy moments(&list, &EventList::momentRequested);
        QSignalSpy assets(&list, &EventList::assetChosen);
        list.addEvent(eventOf(5, "ETH", Priority::P2, 1000));
        list.show();
        auto *view = list.findChild<QListView *>(QStringLiteral("events"));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
        QVERIFY(!list.findChild<EventCard *>()->isHidden());
        QCOMPARE(moments.size(), 0);
        QCOMPARE(assets.size(), 0);
    }

    void reachesTheSettingsOfAlerts()
    {
        Theme theme;
        EventList list(theme);
        QSignalSpy wishes(&list, &EventList::alertsRequested);
        for (QToolButton *button : list.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Alerts…"))
                button->click();
        }
        QCOMPARE(wishes.size(), 1);
    }

    void keepsTheOpenCardUpToDate()
    {
        Theme theme;
        EventList list(theme);
        Event event = samples::fundingExtreme();
        list.addEvent(event);
        list.openEvent(event.id);
        event.state = EventState::Cleared;
        list.addEvent(event);
        const auto *card = list.findChild<EventCard *>();
        QCOMPARE(card->accessibleName(), QStringLiteral("BTC: funding no longer extreme"));
    }

    void showsEveryInputOnTheCard()
    {
        Theme theme;
        EventCard card(theme);
        card.present(samples::fundingExtreme(), TimeZoneChoice::Utc);
        QStringList texts;
        for (const QLabel *label : card.findChildren<QLabel *>())
            texts << label->text();
        const QString all = texts.join(u'\n');
        for (const char *needed : {"+0.0710%", "+0.0640%", "0.0100%", "7.10 (enters at 2.0)", "0.37", "systemic",
                 "3 of 3 exchanges", "Hyperliquid, Bybit, Binance", "Without Bybit", "+0.0629%", "$213", "$96.0",
                 "$310", "98%", "50.0%", "12.0x", "|F| < 0.0150%", "4fd1a20c55e30b17", "2026-09-21 14:10 UTC"})
            QVERIFY2(all.contains(QLatin1String(needed)), needed);
    }

    void saysWhyItIsEmpty()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        QVERIFY(!list.grab().isNull());
        QVERIFY(!list.findChild<QListView *>(QStringLiteral("events"))->isVisibleTo(&list));
        list.addEvent(samples::fundingExtreme());
        QVERIFY(list.findChild<QListView *>(QStringLiteral("events"))->isVisibleTo(&list));
        list.findChild<QLineEdit *>()->setText(QStringLiteral("doge"));
        QCOMPARE(list.shown(), 0);
        QVERIFY(!list.findChild<QListView *>(QStringLiteral("events"))->isVisibleTo(&list));
    }

    void keepsThePartsOfALineApart_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("narrow dock") << 300;
        QTest::newRow("1366x768") << 900;
        QTest::newRow("wide") << 1500;
    }
    void keepsThePartsOfALineApart()
    {
        QFETCH(int, width);
        Theme theme;
        const QFontMetrics metrics(theme.textFont());
        const EventDelegate::Parts parts = EventDelegate::partsOf(QRect(0, 0, width, 24), metrics);
        std::vector<QRect> rects{parts.mark, parts.priority, parts.asset, parts.line, parts.age};
        if (width >= 900) {
            rects.push_back(parts.fired);
            rects.push_back(parts.state);
            // The whole reason is to be read at the size of the default layout.
            QVERIFY(metrics.horizontalAdvance(longReason()) <= parts.line.width());
        }
        for (std::size_t i = 0; i < rects.size(); ++i) {
            QVERIFY(QRect(0, 0, width, 24).contains(rects[i]));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!rects[i].intersects(rects[j]));
        }
    }

    void shortensALineByWholeClauses()
    {
        Theme theme;
        const QFontMetrics metrics(theme.textFont());
        const QString whole = longReason();
        QCOMPARE(EventDelegate::fitted(whole, 5000, metrics), whole);
        const QString some = QStringLiteral("Longs pay +0.0710% per 8 h, 7.1x normal, systemic 3/3");
        QCOMPARE(EventDelegate::fitted(whole, metrics.horizontalAdvance(some) + 5, metrics), some);
        const QString cut = EventDelegate::fitted(whole, 60, metrics); // not even the first clause has room
        QVERIFY(cut.endsWith(QChar(0x2026)));
        QVERIFY(metrics.horizontalAdvance(cut) <= 60);
    }

    void paintsPriorityAndUnreadMark()
    {
        Theme theme;
        EventList list(theme);
        list.resize(900, 190);
        list.addEvent(samples::fundingExtreme());
        auto *view = list.findChild<QListView *>(QStringLiteral("events"));
        const QImage image = list.grab().toImage();
        const QRect row = view->visualRect(view->model()->index(0, 0));
        const QPoint origin = view->viewport()->mapTo(&list, row.topLeft());
        const EventDelegate::Parts parts = EventDelegate::partsOf(row, QFontMetrics(view->font()));
        QCOMPARE(image.pixelColor(origin + parts.mark.center() - row.topLeft()), theme.colour(Token::Accent));
        QCOMPARE(
            image.pixelColor(origin + QPoint(parts.priority.left() + 2, parts.priority.center().y()) - row.topLeft()),
            theme.colour(Token::SeverityP2));
    }

private:
    static QString longReason()
    {
        return QStringLiteral(
            "Longs pay +0.0710% per 8 h, 7.1x normal, systemic 3/3, hottest Hyperliquid, driven by Bybit");
    }
};

QTEST_MAIN(TestEventList)
#include "tst_eventlist.moc"
