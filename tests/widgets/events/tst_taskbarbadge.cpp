#include "tests/support/privatebus.h"
#include "widgets/events/taskbarbadge.h"
#include "widgets/events/trayimage.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QtTest>

using namespace isobar;

/// Hears what is told to docks.
class Dock : public QObject {
    Q_OBJECT
public:
    QList<QVariantMap> told;
    QStringList programs;

public Q_SLOTS:
    void update(const QString &program, const QVariantMap &values)
    {
        programs << program;
        told << values;
    }
};

/// The unread count where there is no tray: the window's icon, and a dock on a real bus of our own.
class TestTaskbarBadge : public QObject {
    Q_OBJECT

private:
    PrivateBus m_daemon;

    static QColor badgeEdge(const QWidget &window)
    {
        const QImage image = window.windowIcon().pixmap(QSize(64, 64)).toImage();
        const QRectF badge = TrayIconEngine::unreadBadge(QRectF(image.rect()));
        return image.pixelColor(
            static_cast<int>(badge.left() + badge.width() * 0.22), static_cast<int>(badge.center().y()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        SKIP_WITHOUT_BUS();
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.start().toLocal8Bit()); // before the session bus is first used
        QVERIFY(QDBusConnection::sessionBus().isConnected());
        QGuiApplication::setDesktopFileName(QStringLiteral("isobar"));
        QPixmap plain(64, 64);
        plain.fill(Qt::blue);
        QGuiApplication::setWindowIcon(plain);
    }
    void showsWhatIsUnread()
    {
        QDBusConnection listener = QDBusConnection::connectToBus(
            QString::fromLocal8Bit(qgetenv("DBUS_SESSION_BUS_ADDRESS")), QStringLiteral("dock"));
        Dock dock;
        QVERIFY(listener.connect({}, {}, QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"),
            &dock, SLOT(update(QString, QVariantMap))));
        Theme theme;
        const QColor red = theme.colour(Token::SeverityP1);
        QWidget window;
        TaskbarBadge badge(window, theme);

        badge.show(HealthState::Live, 3, true);
        QCOMPARE(badgeEdge(window), red);
        QTRY_COMPARE(dock.told.size(), 1);
        QCOMPARE(dock.programs.last(), QStringLiteral("application://isobar.desktop"));
        QCOMPARE(dock.told.last().value(QStringLiteral("count")).toLongLong(), 3);
        QVERIFY(dock.told.last().value(QStringLiteral("count-visible")).toBool());

        badge.show(HealthState::Stale, 3, true); // the dock knows no health
        badge.show(HealthState::Live, 0, true);
        QVERIFY(badgeEdge(window) != red);
        QTRY_COMPARE(dock.told.size(), 2);
        QVERIFY(!dock.told.last().value(QStringLiteral("count-visible")).toBool());
    }

    void leavesItToTheTray()
    {
        Theme theme;
        QWidget window;
        TaskbarBadge badge(window, theme);
        badge.show(HealthState::Live, 3, true);
        QCOMPARE(badgeEdge(window), theme.colour(Token::SeverityP1));
        badge.show(HealthState::Live, 3, false); // the tray is there now
        QCOMPARE(badgeEdge(window), QColor(Qt::blue));
    }
};

QTEST_MAIN(TestTaskbarBadge)
#include "tst_taskbarbadge.moc"
