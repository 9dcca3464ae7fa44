#include "widgets/replay/replaybar.h"
#include "widgets/replay/seekslider.h"
#include "widgets/style/appstyle.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace isobar;

namespace {

constexpr TimeMs First = 1'772'150'400'000; // 2026-02-27 00:00 UTC

ReplayView hour()
{
    ReplayView view;
    view.fileName = QStringLiteral("desk.journal");
    view.isJournal = true;
    view.firstMs = First;
    view.lastMs = First + HourMs;
    view.atMs = First + 20 * MinuteMs + 7 * SecondMs;
    return view;
}

} // namespace

/// The controls of a replay.
class TestReplayBar : public QObject {
    Q_OBJECT

    Theme m_theme;

    std::unique_ptr<ReplayBar> bar(const ReplayView &view)
    {
        applyAppStyle(*qApp, m_theme);
        auto made = std::make_unique<ReplayBar>(m_theme);
        made->resize(1366, made->sizeHint().height());
        made->showReplay(view);
        made->show();
        made->activateWindow();
        return made;
    }

private Q_SLOTS:
    void showsWhereItStandsInUtc()
    {
        const auto shown = bar(hour());
        QCOMPARE(shown->timeText(), QStringLiteral("2026-02-27 00:20:07 UTC"));
        QCOMPARE(shown->slider().time(), hour().atMs);
        QVERIFY(shown->reachedText().isEmpty());
        ReplayView view = hour();
        view.seeking = 0.429;
        shown->showReplay(view);
        QVERIFY2(shown->timeText().contains(QStringLiteral("42")), qPrintable(shown->timeText()));
    }

    void keysPlayStepAndLeave()
    {
        const auto shown = bar(hour());
        QVERIFY(QTest::qWaitForWindowActive(shown.get()));
        QSignalSpy pauses(shown.get(), &ReplayBar::pauseWished), steps(shown.get(), &ReplayBar::stepWished);
        QSignalSpy seeks(shown.get(), &ReplayBar::seekWished), live(shown.get(), &ReplayBar::liveWished);
        QTest::keyClick(shown.get(), Qt::Key_Space);
        QCOMPARE(pauses.size(), 1);
        QCOMPARE(pauses.back()[0].toBool(), true);
        ReplayView view = hour();
        view.isPaused = true;
        shown->showReplay(view);
        QTest::keyClick(shown.get(), Qt::Key_Space);
        QCOMPARE(pauses.back()[0].toBool(), false);
        QTest::keyClick(shown.get(), Qt::Key_Period);
        QCOMPARE(steps.size(), 1);
        QTest::keyClick(shown.get(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(seeks.back()[0].value<TimeMs>(), First);
        QTest::keyClick(shown.get(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(seeks.back()[0].value<TimeMs>(), First + HourMs);
        QTest::keyClick(shown.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(live.size(), 1);
    }

    void playingAtTheEndBeginsAgain()
    {
        ReplayView view = hour();
        view.isAtEnd = true;
        view.atMs = view.lastMs;
        const auto shown = bar(view);
        QVERIFY(QTest::qWaitForWindowActive(shown.get()));
        QSignalSpy pauses(shown.get(), &ReplayBar::pauseWished), seeks(shown.get(), &ReplayBar::seekWished);
        QTest::keyClick(shown.get(), Qt::Key_Space);
        QCOMPARE(seeks.size(), 1);
        QCOMPARE(seeks[0][0].value<TimeMs>(), First);
        QCOMPARE(pauses[0][0].toBool(), false);
    }

    void aClickOnTheSliderGoesThereOnce()
    {
        const auto shown = bar(hour());
        SeekSlider &slider = shown->slider();
        QSignalSpy seeks(shown.get(), &ReplayBar::seekWished);
        const QPoint middle = slider.rect().center();
        QTest::mousePress(&slider, Qt::LeftButton, {}, middle);
        QCOMPARE(seeks.size(), 0);
        // Where it would go is told meanwhile, and what the replay does does not move it.
        ReplayView view = hour();
        view.atMs += SecondMs;
        shown->showReplay(view);
        QVERIFY2(shown->timeText().startsWith(QStringLiteral("2026-02-27 00:")), qPrintable(shown->timeText()));
        QTest::mouseRelease(&slider, Qt::LeftButton, {}, middle);
        QCOMPARE(seeks.size(), 1);
        const TimeMs wished = seeks[0][0].value<TimeMs>();
        QVERIFY2(std::abs(wished - (First + 30 * MinuteMs)) < MinuteMs, qPrintable(QString::number(wished - First)));
        slider.setFocus();
        QTest::keyClick(&slider, Qt::Key_Right);
        QCOMPARE(seeks.size(), 2);
        QVERIFY(seeks[1][0].value<TimeMs>() > view.atMs);
    }

    void offersAllSpeedsAndThatOfTheCommandLine()
    {
        ReplayView view = hour();
        view.speed = 7;
        const auto shown = bar(view);
        auto *box = shown->findChild<QComboBox *>();
        QCOMPARE(box->count(), static_cast<int>(ReplayBar::speeds().size()) + 1);
        QCOMPARE(box->currentText(), QStringLiteral("7×"));
        QCOMPARE(ReplayBar::speeds().front(), 0.25);
        QCOMPARE(ReplayBar::speeds().back(), 100.0);
        QSignalSpy wishes(shown.get(), &ReplayBar::speedWished);
        Q_EMIT box->activated(box->count() - 1);
        QCOMPARE(wishes[0][0].toDouble(), 100.0);
    }

    void saysWhenTheMachineIsTooSlow()
    {
        ReplayView view = hour();
        view.speed = 100;
        view.reachedSpeed = 61.8;
        const auto shown = bar(view);
        QCOMPARE(shown->reachedText(), QStringLiteral("reaches 62×"));
        view.reachedSpeed = 97;
        shown->showReplay(view);
        QVERIFY(shown->reachedText().isEmpty());
    }

    void saysWhatIsNotWholeAndWhatCameMeanwhile()
    {
        ReplayView view = hour();
        view.report = QStringLiteral("1 damaged block");
        view.newEvents = 2;
        const auto shown = bar(view);
        bool isTold = false;
        for (const QLabel *label : shown->findChildren<QLabel *>())
            isTold |= label->isVisible() && label->toolTip().contains(view.report);
        QVERIFY(isTold);
        QVERIFY(shown->findChild<QPushButton *>()->text().contains(u'2'));
    }
};

QTEST_MAIN(TestReplayBar)
#include "tst_replaybar.moc"
