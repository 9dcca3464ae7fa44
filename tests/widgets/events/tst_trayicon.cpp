#include "tests/widgets/panelsamples.h"
#include "widgets/events/trayicon.h"
#include "widgets/events/trayimage.h"

#include <QSignalSpy>
#include <QtTest>

using namespace isobar;

namespace {

QAction *actionNamed(QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace

/// The tray icon's picture and menu.
class TestTrayIcon : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paintsHealthAndUnreadAtAnySize_data()
    {
        QTest::addColumn<int>("side");
        for (const int side : {16, 22, 24, 32, 48, 64})
            QTest::addRow("%d px", side) << side;
    }
    void paintsHealthAndUnreadAtAnySize()
    {
        QFETCH(int, side);
        Theme theme;
        const QRectF rect(0, 0, side, side);
        const QPoint dot = TrayIconEngine::healthDot(rect).center().toPoint();
        const QRectF badge = TrayIconEngine::unreadBadge(rect);
        const QPoint edge(static_cast<int>(badge.left() + badge.width() * 0.22), static_cast<int>(badge.center().y()));
        for (const HealthState state : {HealthState::Live, HealthState::Stale, HealthState::Down}) {
            TrayIconEngine engine(theme, state, 0);
            const QImage image = engine.pixmap({side, side}, QIcon::Normal, QIcon::Off).toImage();
            QCOMPARE(image.size(), QSize(side, side));
            QCOMPARE(image.pixelColor(dot), theme.colour(healthToken(state)));
            QVERIFY(image.pixelColor(edge) != theme.colour(Token::SeverityP1));
        }
        TrayIconEngine unread(theme, HealthState::Live, 3);
        const QImage image = unread.pixmap({side, side}, QIcon::Normal, QIcon::Off).toImage();
        QCOMPARE(image.pixelColor(edge), theme.colour(Token::SeverityP1));
        // The digit is there: some pixel of the badge is neither badge nor ground.
        QImage without =
            TrayIconEngine(theme, HealthState::Live, 0).pixmap({side, side}, QIcon::Normal, QIcon::Off).toImage();
        int strange = 0;
        for (int y = 0; y < side / 2; ++y) {
            for (int x = side / 2; x < side; ++x) {
                const QColor colour = image.pixelColor(x, y);
                strange += colour != theme.colour(Token::SeverityP1) && colour != without.pixelColor(x, y);
            }
        }
        QVERIFY(strange > 4);
    }

    void knowsTheWorstHealth()
    {
        auto snapshot = samples::snapshotOf({});
        QCOMPARE(TrayIcon::worstOf(*snapshot), HealthState::Down);
        snapshot->venues[3].health.state = HealthState::Off; // switched off is not ill
        QCOMPARE(TrayIcon::worstOf(*snapshot), HealthState::Mute);
        snapshot->venues.clear();
        QCOMPARE(TrayIcon::worstOf(*snapshot), HealthState::Off);
    }

    void offersItsMenu()
    {
        Theme theme;
        TrayIcon tray(theme);
        QSignalSpy mutes(&tray, &TrayIcon::muteRequested), until(&tray, &TrayIcon::muteUntilRequested);
        QSignalSpy quits(&tray, &TrayIcon::quitRequested), shows(&tray, &TrayIcon::showRequested);
        QSignalSpy quiet(&tray, &TrayIcon::doNotDisturbRequested), events(&tray, &TrayIcon::eventRequested);
        QSignalSpy pictures(&tray, &TrayIcon::heatmapPictureRequested);
        tray.setEvents({samples::fundingExtreme()});
        actionNamed(tray.menu(), QStringLiteral("Show Isobar"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("Mute for 15 min"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("Mute for 1 h"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("Mute until…"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("Do not disturb"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("BTC: longs pay, funding extreme"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("Save heatmap"))->trigger();
        actionNamed(tray.menu(), QStringLiteral("Quit"))->trigger();
        QTRY_COMPARE(quits.size(), 1);
        QCOMPARE(shows.size(), 1);
        QCOMPARE(pictures.size(), 1);
        QCOMPARE(mutes.size(), 2);
        QCOMPARE(mutes[0].front().toInt(), 15);
        QCOMPARE(mutes[1].front().toInt(), 60);
        QCOMPARE(until.size(), 1);
        QCOMPARE(quiet.front().front().toBool(), true);
        QCOMPARE(events.front().front().toULongLong(), samples::fundingExtreme().id);
    }

    void offersToUnmuteWhileMuted()
    {
        Theme theme;
        TrayIcon tray(theme);
        Settings settings;
        settings.alerts.policy.mutedUntilMs = samples::Now + HourMs;
        tray.setSettings(settings);
        tray.showSnapshot(samples::snapshotOf({}));
        QAction *unmute = actionNamed(tray.menu(), QStringLiteral("Muted until 2026-09-21 15:13 UTC; unmute"));
        QVERIFY(unmute);
        QSignalSpy mutes(&tray, &TrayIcon::muteRequested);
        // An answer that fills the menu anew must not end the action in its own signal.
        connect(&tray, &TrayIcon::muteRequested, &tray, [&tray] { tray.setSettings(Settings{}); });
        unmute->trigger();
        QTRY_COMPARE(mutes.size(), 1);
        QCOMPARE(mutes.front().front().toInt(), 0);
        QVERIFY(actionNamed(tray.menu(), QStringLiteral("Mute for 1 h")));
    }

    void offersToMuteAgainWhenTheTimeIsOver()
    {
        Theme theme;
        TrayIcon tray(theme);
        Settings settings;
        settings.alerts.policy.mutedUntilMs = samples::Now + HourMs;
        tray.setSettings(settings);
        tray.showSnapshot(samples::snapshotOf({}));
        QVERIFY(!actionNamed(tray.menu(), QStringLiteral("Mute for 1 h")));
        auto later = samples::snapshotOf({});
        later->transportMs += 2 * HourMs;
        tray.showSnapshot(later);
        QVERIFY(actionNamed(tray.menu(), QStringLiteral("Mute for 1 h")));
    }

    void togglesTheWindowOnLeftClick()
    {
        Theme theme;
        TrayIcon tray(theme);
        QSignalSpy toggles(&tray, &TrayIcon::toggleRequested);
        Q_EMIT tray.icon().activated(QSystemTrayIcon::Trigger);
        Q_EMIT tray.icon().activated(QSystemTrayIcon::Context);
        QCOMPARE(toggles.size(), 1);
    }
};

QTEST_MAIN(TestTrayIcon)
#include "tst_trayicon.moc"
