#include "tests/support/privatebus.h"
#include "widgets/events/desktopchannel.h"

#include <QDBusContext>
#include <QDBusPendingCallWatcher>
#include <QSignalSpy>
#include <QtTest>

using namespace isobar;

namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");

struct Call {
    QString application, summary, body;
    uint replaces = 0;
    QStringList actions;
    QVariantMap hints;
    int expireMs = 0;
};

} // namespace

/// A notification service that remembers what it was asked for.
class FakeService : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
    QList<Call> calls;
    QList<uint> closed;
    bool refuses = false;
    bool delays = false; ///< keeps answers to Notify until answerDelayed()
    uint nextId = 41;

    void answerDelayed()
    {
        for (const auto &[message, id] : m_delayed)
            m_bus.send(message.createReply(id));
        m_delayed.clear();
    }
    qsizetype delayedCount() const { return m_delayed.size(); }
    void setBus(const QDBusConnection &bus) { m_bus = bus; }

public Q_SLOTS:
    Q_SCRIPTABLE QStringList GetCapabilities() { return capabilities; }
    Q_SCRIPTABLE uint Notify(const QString &application, uint replaces, const QString &, const QString &summary,
        const QString &body, const QStringList &actions, const QVariantMap &hints, int expireMs)
    {
        if (refuses) {
            sendErrorReply(QStringLiteral("org.freedesktop.Notifications.Error.ExcessNotificationGeneration"),
                QStringLiteral("full"));
            return 0;
        }
        calls << Call{application, summary, body, replaces, actions, hints, expireMs};
        const uint id = replaces != 0 ? replaces : nextId++;
        if (delays) {
            setDelayedReply(true);
            m_delayed.append({message(), id});
        }
        return id;
    }
    Q_SCRIPTABLE void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    Q_SCRIPTABLE void ActionInvoked(uint id, const QString &action);
    Q_SCRIPTABLE void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus{QString()};
    QList<std::pair<QDBusMessage, uint>> m_delayed;
};

/// Pop-ups through a real bus of our own with a fake notification service on it.
class TestDesktopChannel : public QObject {
    Q_OBJECT

private:
    PrivateBus m_daemon;
    QString m_address;
    int m_number = 0;

    QDBusConnection newConnection()
    {
        return QDBusConnection::connectToBus(m_address, QStringLiteral("isobar-test-%1").arg(++m_number));
    }

    /// The service on its own connection; gone when it goes.
    struct Server {
        FakeService service;
        QDBusConnection bus;
        explicit Server(const QDBusConnection &connection) : bus(connection)
        {
            service.setBus(bus);
            bus.registerObject(Path, &service, QDBusConnection::ExportScriptableContents);
            bus.registerService(Service);
        }
        ~Server()
        {
            bus.unregisterService(Service);
            bus.unregisterObject(Path);
        }
    };

    static Popup popupOf(quint64 id, Priority priority = Priority::P2)
    {
        return {id, QStringLiteral("BTC: longs pay"), QStringLiteral("|F| < 0.0150% & \"calm\"\nCoverage 98%"),
            QStringLiteral("BTC"), priority, priority == Priority::P1 ? 0 : 300000};
    }

private Q_SLOTS:
    void initTestCase()
    {
        SKIP_WITHOUT_BUS();
        m_address = m_daemon.start();
        QVERIFY(!m_address.isEmpty());
        QVERIFY(newConnection().isConnected());
    }

    void tellsTheServiceEverything()
    {
        Server server(newConnection());
        DesktopChannel channel(newConnection());
        QImage icon(8, 8, QImage::Format_ARGB32);
        icon.fill(Qt::red);
        channel.setIcon(icon);
        channel.show(popupOf(7));
        QTRY_COMPARE(server.service.calls.size(), 1);
        const Call call = server.service.calls.front();
        QCOMPARE(call.application, QStringLiteral("Isobar"));
        QCOMPARE(call.replaces, 0U);
        QCOMPARE(call.summary, QStringLiteral("BTC: longs pay"));
        QCOMPARE(call.actions,
            QStringList({QStringLiteral("default"), QStringLiteral("Show"), QStringLiteral("show"),
                QStringLiteral("Show"), QStringLiteral("mute"), QStringLiteral("Mute 1 h")}));
        QCOMPARE(call.hints.value(QStringLiteral("urgency")).toUInt(), 1U);
        QCOMPARE(call.hints.value(QStringLiteral("desktop-entry")).toString(), QStringLiteral("isobar"));
        QVERIFY(call.hints.contains(QStringLiteral("image-data")));
        QCOMPARE(call.expireMs, 300000);
        channel.show(popupOf(8, Priority::P1));
        QTRY_COMPARE(server.service.calls.size(), 2);
        QCOMPARE(server.service.calls[1].expireMs, 0); // until acted upon
        QCOMPARE(server.service.calls[1].hints.value(QStringLiteral("urgency")).toUInt(), 2U);
    }

    void escapesOnlyWhereMarkupIsRead()
    {
        Server server(newConnection());
        {
            DesktopChannel channel(newConnection());
            channel.show(popupOf(7));
            QTRY_COMPARE(server.service.calls.size(), 1);
            QCOMPARE(
                server.service.calls[0].body, QStringLiteral("|F| &lt; 0.0150% &amp; &quot;calm&quot;\nCoverage 98%"));
        }
        server.service.capabilities = QStringList{QStringLiteral("body")};
        DesktopChannel channel(newConnection());
        channel.show(popupOf(7));
        QTRY_COMPARE(server.service.calls.size(), 2);
        QCOMPARE(server.service.calls[1].body, popupOf(7).body);
        QVERIFY(server.service.calls[1].actions.isEmpty()); // it cannot show buttons
    }

    void reactsToItsOwnActionsOnly()
    {
        Server server(newConnection());
        DesktopChannel channel(newConnection());
        QSignalSpy shows(&channel, &PopupChannel::showRequested), mutes(&channel, &PopupChannel::muteRequested);
        channel.show(popupOf(7));
        channel.show(popupOf(8));
        QTRY_COMPARE(server.service.calls.size(), 2);
        QTest::qWait(0);
        Q_EMIT server.service.ActionInvoked(999, QStringLiteral("show")); // another program's pop-up
        Q_EMIT server.service.ActionInvoked(0, QStringLiteral("show"));
        // Our number, but from a stranger on the bus.
        QDBusConnection stranger = newConnection();
        QDBusMessage forged = QDBusMessage::createSignal(Path, Service, QStringLiteral("ActionInvoked"));
        forged << 41U << QStringLiteral("mute");
        stranger.send(forged);
        Q_EMIT server.service.ActionInvoked(42, QStringLiteral("unknown"));
        // Whatever was to be ignored has arrived before this one.
        QDBusMessage roundTrip =
            QDBusMessage::createMethodCall(Service, Path, Service, QStringLiteral("GetCapabilities"));
        auto *trip = new QDBusPendingCallWatcher(stranger.asyncCall(roundTrip), this);
        QSignalSpy finished(trip, &QDBusPendingCallWatcher::finished);
        QVERIFY(finished.wait());
        Q_EMIT server.service.ActionInvoked(42, QStringLiteral("default"));
        QTRY_COMPARE(shows.size(), 1);
        QCOMPARE(shows.front().front().toULongLong(), 8ULL);
        QTRY_COMPARE(server.service.closed, QList<uint>{42U}); // acted upon: away with it
        Q_EMIT server.service.ActionInvoked(41, QStringLiteral("mute"));
        QTRY_COMPARE(mutes.size(), 1);
        QCOMPARE(mutes.front().front().toULongLong(), 7ULL);
    }

    void forgetsWhatTheServiceClosed()
    {
        Server server(newConnection());
        DesktopChannel channel(newConnection());
        QSignalSpy shows(&channel, &PopupChannel::showRequested);
        channel.show(popupOf(7));
        channel.show(popupOf(8));
        QTRY_COMPARE(server.service.calls.size(), 2);
        Q_EMIT server.service.NotificationClosed(41, 2);
        Q_EMIT server.service.ActionInvoked(41, QStringLiteral("show")); // the number may be another program's by now
        Q_EMIT server.service.ActionInvoked(42, QStringLiteral("show"));
        QTRY_COMPARE(shows.size(), 1);
        QCOMPARE(shows.front().front().toULongLong(), 8ULL);
    }

    void replacesAndWithdrawsByNumber()
    {
        Server server(newConnection());
        DesktopChannel channel(newConnection());
        channel.show(popupOf(7));
        QTRY_COMPARE(server.service.calls.size(), 1);
        QTRY_VERIFY([&] {
            channel.show(popupOf(7));
            return server.service.calls.size() > 1;
        }());
        QCOMPARE(server.service.calls.back().replaces, 41U);
        channel.withdraw(99);
        channel.withdraw(7);
        QTRY_VERIFY(!server.service.closed.isEmpty());
        QCOMPARE(server.service.closed.front(), 41U);
        channel.show(popupOf(7));
        QTRY_COMPARE(server.service.calls.back().replaces, 0U); // what was withdrawn is not replaced
    }

    void waitsForTheNumberBeforeReplacing()
    {
        Server server(newConnection());
        server.service.delays = true;
        DesktopChannel channel(newConnection());
        channel.show(popupOf(7));
        QTRY_COMPARE(server.service.delayedCount(), 1);
        Popup second = popupOf(7), third = popupOf(7);
        second.title = QStringLiteral("second");
        third.title = QStringLiteral("third");
        channel.show(second);
        channel.show(third);
        server.service.delays = false;
        server.service.answerDelayed();
        QTRY_COMPARE(server.service.calls.size(), 2);
        QCOMPARE(server.service.calls[1].replaces, 41U);
        QCOMPARE(server.service.calls[1].summary, QStringLiteral("third")); // the newest wins
    }

    void withdrawsWhatWasStillUnderWay()
    {
        Server server(newConnection());
        server.service.delays = true;
        DesktopChannel channel(newConnection());
        channel.show(popupOf(7));
        QTRY_COMPARE(server.service.delayedCount(), 1);
        channel.withdraw(7);
        QVERIFY(server.service.closed.isEmpty());
        server.service.answerDelayed();
        QTRY_COMPARE(server.service.closed, QList<uint>{41U});
    }

    void saysWhenThereIsNoService()
    {
        DesktopChannel channel(newConnection());
        QSignalSpy failures(&channel, &PopupChannel::failed);
        channel.show(popupOf(7));
        channel.show(popupOf(8));
        QTRY_COMPARE(failures.size(), 2);
        QCOMPARE(failures[0].front().value<Popup>().id, quint64{7});
        // A service that comes later is used.
        Server server(newConnection());
        channel.show(popupOf(9));
        QTRY_COMPARE(server.service.calls.size(), 1);
        QCOMPARE(failures.size(), 2);
    }

    void saysWhenTheServiceRefuses()
    {
        Server server(newConnection());
        server.service.refuses = true;
        DesktopChannel channel(newConnection());
        QSignalSpy failures(&channel, &PopupChannel::failed);
        channel.show(popupOf(7));
        QTRY_COMPARE(failures.size(), 1);
    }

    void saysWhenThereIsNoBus()
    {
        DesktopChannel channel(QDBusConnection(QStringLiteral("never-connected")));
        QSignalSpy failures(&channel, &PopupChannel::failed);
        channel.show(popupOf(7));
        QCOMPARE(failures.size(), 1);
    }

    void showsAgainWhatStaysWhenTheServiceIsAnother()
    {
        DesktopChannel channel(newConnection());
        QSignalSpy closes(&channel, &PopupChannel::closed);
        auto server = std::make_unique<Server>(newConnection());
        channel.show(popupOf(7));
        channel.show(popupOf(8, Priority::P1));
        QTRY_COMPARE(server->service.calls.size(), 2);
        QSignalSpy failures(&channel, &PopupChannel::failed);
        server.reset();
        // Between two services it is handed on; a service that is there at once gets it.
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures.front().front().value<Popup>().id, quint64{8});
        QCOMPARE(closes.size(), 1);
        QCOMPARE(closes.front().front().toULongLong(), 7ULL);
    }

    void takesItsPopUpsAlong()
    {
        Server server(newConnection());
        {
            DesktopChannel channel(newConnection());
            channel.show(popupOf(8, Priority::P1));
            QTRY_COMPARE(server.service.calls.size(), 1);
            QTRY_VERIFY([&] { // until its number is known
                channel.show(popupOf(8, Priority::P1));
                return server.service.calls.size() > 1;
            }());
        }
        QTRY_VERIFY(server.service.closed.contains(41U));
    }

    void forgetsNumbersOfAServiceThatLeft()
    {
        DesktopChannel channel(newConnection());
        QSignalSpy shows(&channel, &PopupChannel::showRequested);
        {
            Server server(newConnection());
            channel.show(popupOf(7));
            QTRY_COMPARE(server.service.calls.size(), 1);
        }
        Server next(newConnection());
        next.service.nextId = 300;
        Q_EMIT next.service.ActionInvoked(41, QStringLiteral("show")); // there it is another program's
        channel.show(popupOf(8));
        QTRY_COMPARE(next.service.calls.size(), 1);
        QTRY_VERIFY([&] {
            Q_EMIT next.service.ActionInvoked(300, QStringLiteral("show"));
            return !shows.isEmpty();
        }());
        QCOMPARE(shows.front().front().toULongLong(), 8ULL);
    }
};

QTEST_GUILESS_MAIN(TestDesktopChannel)
#include "tst_desktopchannel.moc"
