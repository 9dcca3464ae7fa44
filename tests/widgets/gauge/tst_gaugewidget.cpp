#include "tests/widgets/panelsamples.h"
#include "widgets/gauge/gaugepainter.h"
#include "widgets/gauge/gaugewidget.h"

#include <QSignalSpy>
#include <QtTest>

using namespace isobar;

namespace {

/// True if a pixel within `reach` of `at` is near `colour`.
bool hasColourNear(const QImage &image, QPointF at, const QColor &colour, int reach = 1)
{
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            const QPoint p = (at * image.devicePixelRatio()).toPoint() + QPoint(dx, dy);
            if (!image.rect().contains(p))
                continue;
            const QColor found = image.pixelColor(p);
            if (std::abs(found.red() - colour.red()) + std::abs(found.green() - colour.green())
                    + std::abs(found.blue() - colour.blue())
                < 24)
                return true;
        }
    }
    return false;
}

const gauge::Row *rowNamed(const gauge::Reading &reading, const QString &name)
{
    for (const gauge::Row &row : reading.rows) {
        if (row.name == name)
            return &row;
    }
    return nullptr;
}

class CountingGauge : public GaugeWidget {
public:
    using GaugeWidget::GaugeWidget;
    int paints = 0;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ++paints;
        GaugeWidget::paintEvent(event);
    }
};

} // namespace

/// What the gauge says and paints.
class TestGaugeWidget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheVenueThatMovesTheAggregateMostAlsoBesideTheDriver()
    {
        auto asset = samples::crowdedLongs();
        asset->aggregate.leaveOneOutVenue = "Binance";
        asset->aggregate.leaveOneOutRate8h = 0.0009;
        const auto snapshot = samples::snapshotOf({asset});
        Settings settings;
        settings.rateUnit = RateUnit::PerDay;
        const auto reading = gauge::ReadingText::read(snapshot.get(), QStringLiteral("BTC"), settings);
        QCOMPARE(rowNamed(reading, QStringLiteral("Driver"))->value, QStringLiteral("Bybit; without Binance +0.2700%"));
    }

    void saysWhatTheWorkedExampleSays()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        const gauge::Reading &reading = widget.reading();
        QCOMPARE(reading.state, gauge::State::Ready);
        QCOMPARE(reading.title, QStringLiteral("Longs pay, extreme"));
        QCOMPARE(reading.rateText, QStringLiteral("+0.0710%"));
        QCOMPARE(rowNamed(reading, QStringLiteral("Elevated"))->value, QStringLiteral("4/4, systemic"));
        QCOMPARE(rowNamed(reading, QStringLiteral("Hottest"))->value, QStringLiteral("Hyperliquid"));
        QCOMPARE(rowNamed(reading, QStringLiteral("Driver"))->value, QStringLiteral("Bybit, else +0.0629%"));
        QCOMPARE(rowNamed(reading, QStringLiteral("Driver"))->shorter, QStringLiteral("Bybit"));
        QCOMPARE(rowNamed(reading, QStringLiteral("10x a day"))->value, QStringLiteral("$213 per $10k"));
        QCOMPARE(rowNamed(reading, QStringLiteral("Realised"))->value, QStringLiteral("$96.0 24h, $310 7d"));
        QCOMPARE(rowNamed(reading, QStringLiteral("Coverage"))->value, QStringLiteral("98%, 4/4 venues"));
        QVERIFY(widget.accessibleDescription().contains(QStringLiteral("+0.0710%")));
    }

    void showsCostsOfTheSideThatPays()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedShorts()}));
        QCOMPARE(widget.reading().title, QStringLiteral("Shorts pay, extreme"));
        QCOMPARE(rowNamed(widget.reading(), QStringLiteral("10x a day"))->value, QStringLiteral("$21.8 per $10k"));
        // A long received 12.4 in 24 h: the shorts paid it. Over 7 d it was the other way round.
        QCOMPARE(rowNamed(widget.reading(), QStringLiteral("Realised"))->value, QStringLiteral("$12.4 24h, -$64.0 7d"));
    }

    void switchesTheHeadline()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        QSignalSpy wishes(&widget, &GaugeWidget::headlineByOpenInterestRequested);
        QTest::keyClick(&widget, Qt::Key_O);
        QCOMPARE(wishes.size(), 1);
        QCOMPARE(wishes.front().front().toBool(), true);
        Settings settings;
        settings.headlineByOpenInterest = true;
        widget.setSettings(settings);
        QCOMPARE(widget.reading().rateText, QStringLiteral("+0.0640%"));
        QTest::keyClick(&widget, Qt::Key_O);
        QCOMPARE(wishes.back().front().toBool(), false);
    }

    void namesEachWeakness_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("note");
        QTest::newRow("low") << "low"
                             << "low confidence";
        QTest::newRow("single") << "single"
                                << "one venue only";
        QTest::newRow("stale") << "stale"
                               << "stale: last rate 2s ago";
        QTest::newRow("outlier") << "outlier"
                                 << "driven by an outlier";
        QTest::newRow("provisional") << "provisional"
                                     << "baseline provisional";
        QTest::newRow("none") << "none"
                              << "";
    }
    void namesEachWeakness()
    {
        QFETCH(QString, change);
        QFETCH(QString, note);
        auto asset = samples::crowdedLongs();
        asset->aggregate.lowConfidence = change == QStringLiteral("low");
        asset->aggregate.outlierDriven = change == QStringLiteral("outlier");
        asset->aggregate.baselineProvisional = change == QStringLiteral("provisional");
        if (change == QStringLiteral("single"))
            asset->aggregate.venuesValid = 1;
        if (change == QStringLiteral("stale")) {
            for (VenueRow &venue : asset->venues)
                venue.health = HealthState::Down;
        }
        Theme theme;
        GaugeWidget widget(theme);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({asset}));
        QCOMPARE(widget.reading().note, note);
        QCOMPARE(widget.reading().state == gauge::State::Stale, change == QStringLiteral("stale"));
    }

    void isReadableWithoutData()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.setAsset(QStringLiteral("BTC"));
        QCOMPARE(widget.reading().state, gauge::State::Empty);
        QCOMPARE(widget.reading().title, QStringLiteral("Waiting for rates"));
        widget.showSnapshot(samples::snapshotOf({}));
        QCOMPARE(widget.reading().note, QStringLiteral("no venue has sent BTC yet"));
        auto asset = samples::crowdedLongs();
        asset->aggregate = AggregateView{};
        widget.showSnapshot(samples::snapshotOf({asset}));
        QCOMPARE(widget.reading().state, gauge::State::NoVenue);
        QVERIFY(!widget.grab().isNull());
    }

    void paintsNeedleDotsBandAndDiamondWhereTheyBelong_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("smallest") << QSize(300, 140);
        QTest::newRow("1366x768") << QSize(460, 150);
        QTest::newRow("2560x1440") << QSize(840, 260);
    }
    void paintsNeedleDotsBandAndDiamondWhereTheyBelong()
    {
        QFETCH(QSize, size);
        Theme theme;
        GaugeWidget widget(theme);
        widget.resize(size);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        const QImage image = widget.grab().toImage();
        const gauge::Layout &layout = widget.geometryInUse();
        QCOMPARE(widget.needleDegrees(), gauge::angleOf(0.00071));
        QVERIFY(hasColourNear(
            image, gauge::pointAt(layout, widget.needleDegrees(), layout.radius * 0.4), theme.colour(Token::Value)));
        QVERIFY(!hasColourNear(
            image, gauge::pointAt(layout, -widget.needleDegrees(), layout.radius * 0.4), theme.colour(Token::Value)));
        for (const gauge::Dot &dot : widget.dots()) {
            const std::string &venue = widget.reading().dots[dot.index].venue;
            QVERIFY2(hasColourNear(image, dot.centre, theme.venue(venue), 2), venue.c_str());
        }
        const double middle = layout.radius - layout.band / 2;
        QVERIFY(
            hasColourNear(image, gauge::pointAt(layout, gauge::angleOf(0.0001), middle), theme.colour(Token::Value)));
        QVERIFY(hasColourNear(image, gauge::pointAt(layout, gauge::angleOf(0.0002), layout.radius - layout.band),
            theme.colour(Token::SeverityP2), 2));
        QVERIFY(hasColourNear(image, gauge::pointAt(layout, gauge::angleOf(-0.00007), layout.radius - layout.band),
            theme.colour(Token::SeverityP2), 2));
    }

    void paintsTheHollowNeedleOnlyWhilePinned()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.resize(840, 260);
        widget.setAsset(QStringLiteral("BTC"));
        const auto hasHollowNeedle = [&] {
            const QImage image = widget.grab().toImage();
            const gauge::Layout &layout = widget.geometryInUse();
            // Where the outline is widest of all places that nothing else touches; the ground differs by far more.
            const QPointF at = gauge::pointAt(layout, gauge::angleOf(0.00031), layout.radius * 0.3);
            int bright = 0;
            for (int dx = -5; dx <= 5; ++dx)
                bright += image.pixelColor(at.toPoint() + QPoint(dx, 0)).lightness() > 90;
            return bright >= 1;
        };
        auto pinned = samples::quiet();
        widget.showSnapshot(samples::snapshotOf({pinned}));
        QCOMPARE(widget.reading().note, QStringLiteral("3/4 pinned at interest"));
        QVERIFY(hasHollowNeedle());
        pinned = samples::quiet();
        pinned->aggregate.isPinned = false;
        widget.showSnapshot(samples::snapshotOf({pinned}));
        QVERIFY(!hasHollowNeedle());
    }

    void isSharpOnADenseScreen()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.resize(460, 150);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        QImage image(920, 300, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(2);
        widget.render(&image);
        const gauge::Layout &layout = widget.geometryInUse();
        QVERIFY(hasColourNear(
            image, gauge::pointAt(layout, widget.needleDegrees(), layout.radius * 0.4), theme.colour(Token::Value), 2));
    }

    void readsOutTheVenueUnderThePointer()
    {
        Theme theme;
        GaugeWidget widget(theme);
        widget.resize(460, 150);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        for (const gauge::Dot &dot : widget.dots()) {
            if (widget.reading().dots[dot.index].venue != "hyperliquid")
                continue;
            const QString text = widget.readOutAt(dot.centre);
            QVERIFY2(text.startsWith(QStringLiteral("Hyperliquid\n")), qPrintable(text));
            QVERIFY(text.contains(QStringLiteral("now +0.1300%, 8 h mean +0.1200%")));
            QVERIFY(text.contains(QStringLiteral("weight 10.0%")));
        }
        QVERIFY(widget.readOutAt(widget.geometryInUse().hub).isEmpty());
    }

    void doesNotPaintWhenNothingChanged()
    {
        Theme theme;
        CountingGauge widget(theme);
        widget.resize(460, 150);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        QTRY_VERIFY(widget.paints > 0);
        QCoreApplication::processEvents();
        const int before = widget.paints;
        auto later = samples::snapshotOf({samples::crowdedLongs()});
        later->transportMs += 5 * SecondMs;
        widget.showSnapshot(later);
        QCoreApplication::processEvents();
        QCOMPARE(widget.paints, before);
    }

    void movesTheNeedleInAFewFrames()
    {
        Theme theme;
        CountingGauge widget(theme);
        widget.resize(460, 150);
        widget.setAsset(QStringLiteral("BTC"));
        widget.showSnapshot(samples::snapshotOf({samples::crowdedLongs()}));
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        QTRY_VERIFY(widget.paints > 0);
        const int before = widget.paints;
        widget.showSnapshot(samples::snapshotOf({samples::crowdedShorts()}));
        QVERIFY(widget.needleDegrees() > 0); // it travels, it does not jump
        QTRY_COMPARE(widget.needleDegrees(), gauge::angleOf(-0.00007267));
        QVERIFY2(widget.paints - before <= 12, qPrintable(QString::number(widget.paints - before)));
    }
};

QTEST_MAIN(TestGaugeWidget)
#include "tst_gaugewidget.moc"
