#include "tests/widgets/panelsamples.h"
#include "widgets/charts/fundinghistory.h"
#include "widgets/charts/legendbar.h"
#include "widgets/style/emptypanel.h"

#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isobar;

namespace {

QToolButton *button(const QWidget &panel, const QString &text)
{
    for (QToolButton *each : panel.findChildren<QToolButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

/// True if the colour occurs within `reach` pixels above or below the point.
bool hasColourNear(const QImage &image, QPointF at, const QColor &colour, int reach)
{
    for (int dy = -reach; dy <= reach; ++dy) {
        const QPoint p = (at * image.devicePixelRatio()).toPoint() + QPoint(0, dy);
        if (!image.rect().contains(p))
            continue;
        const QColor found = image.pixelColor(p);
        if (std::abs(found.red() - colour.red()) + std::abs(found.green() - colour.green())
                + std::abs(found.blue() - colour.blue())
            < 140) // a line of 1.3 pixels is never quite its colour; the ground is 300 away
            return true;
    }
    return false;
}

} // namespace

/// The funding history panel.
class TestFundingHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paintsEachLineWhereItsValueIs()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.setDays(1);
        const auto asset = samples::crowdedLongs();
        panel.showSnapshot(samples::snapshotOf({asset}));
        const QImage image = panel.grab().toImage();
        const QPointF origin = panel.chart().mapTo(&panel, QPoint(0, 0));
        const charts::Scale &scale = panel.chart().scale();
        QCOMPARE(panel.chart().lines().size(), std::size_t{5});
        for (const HistoryChart::Line &line : panel.chart().lines()) {
            // Along the last whole step, where it is not crossed by another line.
            const Point &step = *(line.points->end() - 2);
            const TimeMs length = line.points->back().timeMs - step.timeMs;
            int hits = 0;
            for (int part = 1; part < 10; ++part) {
                const QPointF at(scale.x(step.timeMs + length * part / 10), scale.y(step.value));
                hits += hasColourNear(image, origin + at, HistoryChart::colourOf(line, theme), 2);
            }
            QVERIFY2(hits >= 6, qPrintable(line.name + QString::number(hits)));
        }
    }

    void buildsOnlyWhenSomethingChanged()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        const auto asset = samples::crowdedLongs();
        panel.showSnapshot(samples::snapshotOf({asset}));
        panel.grab(); // now it has its width, and with it the step of its right edge
        panel.showSnapshot(samples::snapshotOf({asset}));
        panel.grab();
        const int builds = panel.chart().builds();
        QVERIFY(builds > 0);
        auto same = std::make_shared<AssetSnapshot>(*asset); // another snapshot, the same series
        same->mark = 70000;
        panel.showSnapshot(samples::snapshotOf({same}));
        panel.grab();
        QCOMPARE(panel.chart().builds(), builds);
        QTest::mouseMove(&panel.chart(), QPoint(300, 150));
        panel.grab();
        QCOMPARE(panel.chart().builds(), builds); // the pointer has a layer of its own
        auto changed = std::make_shared<AssetSnapshot>(*asset);
        changed->fundingHistory["okx"] = samples::steppedRates(0.0001, 0.00006, 8, 30);
        panel.showSnapshot(samples::snapshotOf({changed}));
        panel.grab();
        QVERIFY(panel.chart().builds() > builds);
    }

    void asksForWhatTheSnapshotDoesNotHold()
    {
        Theme theme;
        FundingHistory panel(theme);
        QSignalSpy wishes(&panel, &FundingHistory::viewWished);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.show();
        const auto asset = samples::crowdedLongs();
        panel.showSnapshot(samples::snapshotOf({asset}));
        QCOMPARE(wishes.count(), 0); // a week of funding comes with the snapshot
        panel.setKind(ChartKind::OpenInterest);
        panel.showSnapshot(samples::snapshotOf({asset}));
        QCOMPARE(wishes.count(), 1); // once
        QCOMPARE(wishes[0][0].toString(), QStringLiteral("BTC"));
        QCOMPARE(wishes[0][1].toInt(), 7);
        QVERIFY(!panel.chart().isVisible()); // nothing to show yet
        panel.setDays(90);
        QCOMPARE(wishes.count(), 2);
        panel.hide();
        panel.setDays(30);
        QCOMPARE(wishes.count(), 2); // nobody looks
    }

    void stacksOpenInterestByVenue()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.setDays(1);
        panel.setKind(ChartKind::OpenInterest);
        panel.show();
        const auto asset = samples::crowdedLongs();
        panel.showSnapshot(samples::snapshotOf({asset}));
        auto view = std::make_shared<HistoryView>();
        view->asset = "BTC";
        view->toMs = asset->marketMs;
        view->fromMs = view->toMs - DayMs;
        view->stepMs = 5 * MinuteMs;
        const auto constant = [&](double value) {
            auto points = std::make_shared<std::vector<Point>>();
            for (TimeMs time = view->fromMs; time < view->toMs; time += view->stepMs)
                points->push_back({time, value});
            return Series(points);
        };
        view->openInterestUsd = {{"binance-usdm", constant(6e9)}, {"bybit", constant(3e9)}};
        panel.showView(view);
        QVERIFY(panel.chart().isVisible());
        QCOMPARE(panel.chart().lines().size(), std::size_t(3)); // two venues and their total
        QCOMPARE(panel.chart().lines().back().points->back().value, 9e9);
        const charts::Scale &scale = panel.chart().scale();
        QCOMPARE(scale.value.low, 0.0);
        const QImage image = panel.chart().grab().toImage();
        const double x = scale.x(view->fromMs + 6 * HourMs);
        const auto colourAt = [&](double usd) {
            return image.pixelColor((QPointF(x, scale.y(usd)) * image.devicePixelRatio()).toPoint());
        };
        QVERIFY(colourAt(2e9) != colourAt(7.5e9)); // two areas of two venues
        QCOMPARE(colourAt(2.1e9), colourAt(4.6e9));
        QVERIFY(colourAt(9.5e9) != colourAt(7.5e9)); // nothing above the total
        QVERIFY(panel.csv().startsWith("time_utc,time_ms,series,open_interest_usd\n"));
        QVERIFY(panel.csv().contains(",bybit,3000000000\n")); // its own, not the edge of its stack
        const int builds = panel.chart().builds();
        panel.showSnapshot(samples::snapshotOf({asset}));
        panel.grab();
        QCOMPARE(panel.chart().builds(), builds); // the same stacks
    }

    void hidesAndShowsALineByItsLegend()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        QVERIFY(button(panel, QStringLiteral("Bybit")));
        button(panel, QStringLiteral("Bybit"))->click();
        QCOMPARE(panel.chart().lines().size(), std::size_t{4});
        QVERIFY(!button(panel, QStringLiteral("Bybit"))->isChecked());
        QVERIFY(!panel.csv().contains("bybit"));
        button(panel, QStringLiteral("Bybit"))->click();
        QCOMPARE(panel.chart().lines().size(), std::size_t{5});
        QVERIFY(panel.csv().contains("bybit"));
        QVERIFY(panel.csv().contains("aggregate"));
    }

    void keepsLegendEntriesWithoutRoomInAMenu()
    {
        Theme theme;
        LegendBar bar;
        std::vector<LegendBar::Entry> entries;
        for (int i = 0; i < 26; ++i)
            entries.push_back({QString::number(i), QStringLiteral("Venue %1").arg(i), Qt::red, true});
        bar.resize(400, 24);
        bar.setEntries(entries);
        bar.grab();
        QVERIFY(bar.visibleEntries() >= 2 && bar.visibleEntries() < 26);
        auto *more = button(bar, QStringLiteral("+%1").arg(26 - bar.visibleEntries()));
        QVERIFY(more);
        QVERIFY(more->geometry().right() <= bar.width());
        QCOMPARE(static_cast<int>(more->menu()->actions().size()), 26 - bar.visibleEntries());
        QSignalSpy toggles(&bar, &LegendBar::toggled);
        more->menu()->actions().back()->trigger();
        QTRY_COMPARE(toggles.size(), 1);
        QCOMPARE(toggles.front().at(0).toString(), QStringLiteral("25"));
        QCOMPARE(toggles.front().at(1).toBool(), false);
        bar.resize(5000, 24);
        bar.grab(); // delivers the size
        QCOMPARE(bar.visibleEntries(), 26);
    }

    void changesItsRange()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        for (const int days : {1, 30, 7}) {
            button(panel, QStringLiteral("%1d").arg(days))->click();
            const charts::TimeRange range = panel.chart().scale().time;
            QCOMPARE(range.to - range.from, days * DayMs);
            QVERIFY(range.to >= samples::Now);
        }
    }

    void keepsTheReferencesInView()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        const charts::Scale &scale = panel.chart().scale();
        for (const double value : {0.0, 0.0001, 0.0007})
            QVERIFY(scale.value.low < value && value < scale.value.high);
        for (const HistoryChart::Line &line : panel.chart().lines())
            QVERIFY(line.points->back().value <= scale.value.high); // the latest is never clipped
    }

    void tellsHowFarTheHistoryIs()
    {
        auto snapshot = samples::snapshotOf({});
        double share = 0;
        QVERIFY(FundingHistory::progressOf(*snapshot, share).isEmpty());
        snapshot->venues[0].health.historyProgress = "funding history 3/8";
        snapshot->venues[1].health.historyProgress = "funding history 2/8";
        QCOMPARE(FundingHistory::progressOf(*snapshot, share), QStringLiteral("funding history 5/16"));
        QCOMPARE(share, 0.3125);
        Theme theme;
        FundingHistory panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshot);
        const auto *empty = panel.findChild<EmptyPanel *>();
        QCOMPARE(empty->title(), QStringLiteral("Waiting for the funding history of BTC"));
        QCOMPARE(empty->detail(), QStringLiteral("funding history 5/16"));
        QVERIFY(!button(panel, QStringLiteral("Export"))->isEnabled());
    }

    void makesAPictureOfTwiceTheSize()
    {
        Theme theme;
        FundingHistory panel(theme);
        panel.resize(900, 400);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        const QImage image = panel.chart().picture({600, 300}, 2);
        QCOMPARE(image.size(), QSize(1200, 600));
        QVERIFY(hasColourNear(image, QPointF(2, 2), theme.colour(Token::Panel), 0));
        QSet<QRgb> colours;
        for (int x = 0; x < image.width(); x += 3)
            for (int y = 0; y < image.height(); y += 3)
                colours.insert(image.pixel(x, y));
        QVERIFY(colours.contains(theme.venue("bybit").rgb()) || colours.size() > 100);
    }
};

QTEST_MAIN(TestFundingHistory)
#include "tst_fundinghistory.moc"
