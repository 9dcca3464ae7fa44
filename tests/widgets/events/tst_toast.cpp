#include "widgets/events/toast.h"

#include <QLabel>
#include <QScreen>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isobar;

namespace {

Popup popupOf(quint64 id, Priority priority = Priority::P2, int expireMs = 300000)
{
    return {id, QStringLiteral("BTC: longs pay, funding extreme"),
        QStringLiteral("+0.0710% per 8 h, 7.1 times the normal 0.0100%.\nCoverage 98% & more <b>."),
        QStringLiteral("BTC"), priority, expireMs};
}

QToolButton *button(const ToastWindow &toast, const QString &text)
{
    for (QToolButton *each : toast.findChildren<QToolButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

} // namespace

/// Our own pop-up windows.
class TestToast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stacksUpwardsFromTheCorner()
    {
        Theme theme;
        ToastChannel channel(theme);
        channel.show(popupOf(1));
        channel.show(popupOf(2, Priority::P1, 0));
        const QRect area = QGuiApplication::primaryScreen()->availableGeometry();
        QCOMPARE(channel.toasts().size(), std::size_t{2});
        const QRect lower = channel.toasts()[0]->geometry(), upper = channel.toasts()[1]->geometry();
        QVERIFY(area.contains(lower) && area.contains(upper));
        QVERIFY(!lower.intersects(upper));
        QVERIFY(upper.bottom() < lower.top());
        QVERIFY(area.right() - lower.right() < 20 && area.bottom() - lower.bottom() < 20);
    }

    void neverTakesTheFocus()
    {
        // The offscreen platform activates whatever is shown, so the promises to the window system are tested.
        Theme theme;
        ToastWindow toast(theme);
        QVERIFY(toast.testAttribute(Qt::WA_ShowWithoutActivating));
        QVERIFY(toast.windowFlags() & Qt::WindowDoesNotAcceptFocus);
        QCOMPARE(toast.focusPolicy(), Qt::NoFocus);
        for (const QToolButton *each : toast.findChildren<QToolButton *>())
            QCOMPARE(each->focusPolicy(), Qt::NoFocus);
    }

    void replacesByIdAndWithdraws()
    {
        Theme theme;
        ToastChannel channel(theme);
        channel.show(popupOf(1));
        Popup grown = popupOf(1);
        grown.body = QStringLiteral("grown");
        channel.show(grown);
        QCOMPARE(channel.toasts().size(), std::size_t{1});
        QCOMPARE(channel.toasts().front()->popup().body, QStringLiteral("grown"));
        channel.withdraw(99);
        QCOMPARE(channel.toasts().size(), std::size_t{1});
        channel.withdraw(1);
        QVERIFY(channel.toasts().empty());
    }

    void goesAwayByItselfUnlessItStays()
    {
        Theme theme;
        ToastChannel channel(theme);
        channel.show(popupOf(1, Priority::P2, 30));
        channel.show(popupOf(2, Priority::P1, 0));
        QTRY_COMPARE(channel.toasts().size(), std::size_t{1});
        QCOMPARE(channel.toasts().front()->popup().id, quint64{2});
    }

    void answersItsButtons()
    {
        Theme theme;
        ToastChannel channel(theme);
        QSignalSpy shows(&channel, &PopupChannel::showRequested), mutes(&channel, &PopupChannel::muteRequested);
        channel.show(popupOf(1));
        QTest::mouseClick(button(*channel.toasts().front(), QStringLiteral("Show")), Qt::LeftButton);
        QCOMPARE(shows.front().front().toULongLong(), 1ULL);
        QTRY_VERIFY(channel.toasts().empty());
        channel.show(popupOf(2));
        QTest::mouseClick(button(*channel.toasts().front(), QStringLiteral("Mute 1 h")), Qt::LeftButton);
        QCOMPARE(mutes.front().front().toULongLong(), 2ULL);
        QTRY_VERIFY(channel.toasts().empty());
    }

    void takesTextForTextAndShowsItWhole()
    {
        Theme theme;
        ToastWindow toast(theme);
        toast.present(popupOf(1));
        for (const QLabel *label : toast.findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(label->height() >= label->heightForWidth(label->width()));
        }
    }

    void givesUpPassingOnesFirstWhenThereAreTooMany()
    {
        Theme theme;
        ToastChannel channel(theme);
        channel.show(popupOf(1, Priority::P1, 0));
        for (quint64 id = 2; id <= ToastChannel::Most + 1; ++id)
            channel.show(popupOf(id));
        QCOMPARE(channel.toasts().size(), ToastChannel::Most);
        QCOMPARE(channel.toasts().front()->popup().id, quint64{1});
    }

    void keepsAllThatStay()
    {
        Theme theme;
        ToastChannel channel(theme);
        QSignalSpy closes(&channel, &PopupChannel::closed);
        for (quint64 id = 1; id <= ToastChannel::Most; ++id)
            channel.show(popupOf(id, Priority::P1, 0));
        channel.show(popupOf(90));
        QCOMPARE(channel.toasts().size(), ToastChannel::Most + 1);
        channel.show(popupOf(91)); // gives way to nobody but those that pass
        QCOMPARE(channel.toasts().size(), ToastChannel::Most + 1);
        QCOMPARE(closes.size(), 1);
        QCOMPARE(closes.front().front().toULongLong(), 90ULL);
    }

    void saysWhatTheUserClosed()
    {
        Theme theme;
        ToastChannel channel(theme);
        QSignalSpy closes(&channel, &PopupChannel::closed);
        channel.show(popupOf(1, Priority::P1, 0));
        QTest::mouseClick(button(*channel.toasts().front(), QStringLiteral("\u2715")), Qt::LeftButton);
        QVERIFY(channel.toasts().empty());
        QCOMPARE(closes.size(), 1);
    }

    void paintsItsSeverity()
    {
        Theme theme;
        ToastWindow toast(theme);
        toast.present(popupOf(1, Priority::P1, 0));
        const QImage image = toast.grab().toImage();
        QCOMPARE(image.pixelColor(2, image.height() / 2), theme.colour(Token::SeverityP1));
    }
};

QTEST_MAIN(TestToast)
#include "tst_toast.moc"
