#include "tests/widgets/heatmap/sidesamples.h"
#include "widgets/heatmap/pixelline.h"
#include "widgets/heatmap/strippainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

bool isNear(const QColor &one, const QColor &other, int reach = 40)
{
    return std::abs(one.red() - other.red()) + std::abs(one.green() - other.green())
        + std::abs(one.blue() - other.blue())
        <= reach;
}

/// How many pixels of a box are near a colour.
int count(const QImage &image, const QRectF &box, const QColor &colour)
{
    int found = 0;
    const double ratio = image.devicePixelRatio();
    const QRect pixels = QRectF(box.topLeft() * ratio, box.size() * ratio).toRect().intersected(image.rect());
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            found += isNear(image.pixelColor(x, y), colour) ? 1 : 0;
    }
    return found;
}

struct Picture {
    Theme theme;
    HeatmapScene scene = samples::plainScene();
    HeatmapAreas areas;
    QImage image;

    explicit Picture(double ratio = 1, std::optional<double> cursorMs = std::nullopt)
    {
        areas = layoutOf(QRectF(0, 0, 1000, 700), scene.options, QFontMetricsF(theme.numberFont()));
        image = QImage((QSizeF(1000, 700) * ratio).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(theme.colour(Token::Window));
        QPainter painter(&image);
        paintStrips(painter, areas, scene, theme);
        if (cursorMs)
            paintStripsCursor(painter, areas, scene, theme, *cursorMs);
    }
    const StripArea &strip(StripKind kind) const
    {
        return *std::find_if(
            areas.strips.begin(), areas.strips.end(), [kind](const StripArea &each) { return each.kind == kind; });
    }
    double x(double ms) const { return PlotTransform{scene.view, areas.plot}.x(ms); }
};

} // namespace

/// The strips below the heatmap.
class TestStripPainter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSpikesOfCrowdedPixels()
    {
        PixelLine line(1);
        for (int i = 0; i < 1000; ++i)
            line.add(i * 0.01, i == 437 ? 9 : i == 512 ? -5 : 1);
        line.finish();
        QCOMPARE(line.runs().size(), std::size_t{1});
        const auto &points = line.runs().front();
        QVERIFY(points.size() <= 40);
        const auto has = [&](QPointF wanted) {
            return std::any_of(points.begin(), points.end(),
                [&](QPointF p) { return std::abs(p.x() - wanted.x()) < 1e-9 && p.y() == wanted.y(); });
        };
        QVERIFY(has({4.37, 9}));
        QVERIFY(has({5.12, -5}));
        QVERIFY(std::is_sorted(points.begin(), points.end(), [](QPointF a, QPointF b) { return a.x() < b.x(); }));
        QCOMPARE(line.high(), 9.0);
        QCOMPARE(line.low(), -5.0);
    }

    void breaksAtGaps()
    {
        PixelLine line(1);
        line.add(0, 1);
        line.add(3, 2);
        line.breakLine();
        line.add(9, 4);
        line.finish();
        QCOMPARE(line.runs().size(), std::size_t{2});
        QCOMPARE(line.runs()[0].size(), std::size_t{2});
        QCOMPARE(line.runs()[1].front(), QPointF(9, 4));
    }

    void takesTheFinestColumnsAndCountsTradesOnce()
    {
        const auto map = samples::plainMap();
        const auto columns = stripColumns(
            *map, static_cast<double>(samples::MapNow - 12 * HourMs), static_cast<double>(samples::MapNow));
        QCOMPARE(columns.front().stepMs, 5 * MinuteMs);
        QCOMPARE(columns.back().stepMs, MinuteMs);
        QCOMPARE(columns.size(), std::size_t{6 * 12 + 360});
        for (std::size_t i = 1; i < columns.size(); ++i)
            QCOMPARE(columns[i].openMs, columns[i - 1].endMs());
        // Two coins a minute, whatever the columns.
        QCOMPARE(columns.back().cumulativeCoins, 2.0 * 12 * 60);
    }

    void sumsFromTheLeftEdgeOfTheView()
    {
        const auto map = samples::plainMap();
        const auto to = static_cast<double>(samples::MapNow);
        QCOMPARE(stripColumns(*map, to - 30.0 * MinuteMs, to).back().cumulativeCoins, 60.0);
        const auto month = stripColumns(*map, to - 20.0 * DayMs, to);
        QCOMPARE(month.front().stepMs, HourMs);
        QVERIFY(std::abs(month.back().cumulativeCoins - 2.0 * 20 * 24 * 60) <= 240);
    }

    void bucketsStayWhileTheViewMoves()
    {
        HeatmapScene scene = samples::plainScene();
        const auto bars = stripData(scene, 800).bars;
        QCOMPARE(bars.size(), std::size_t{2});
        QCOMPARE(bars[0].shortUsd, 50e3);
        QCOMPARE(bars[1].longUsd, 300e3);
        scene.view.fromMs += 7.3 * MinuteMs;
        scene.view.toMs += 7.3 * MinuteMs;
        QCOMPARE(stripData(scene, 800).bars, bars);
    }

    void roundsBuckets_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<qint64>("bucket");
        QTest::newRow("short") << 10.0 << qint64(MinuteMs);
        QTest::newRow("exact") << 5.0 * MinuteMs << qint64(5 * MinuteMs);
        QTest::newRow("more") << 5.1 * MinuteMs << qint64(15 * MinuteMs);
        QTest::newRow("month") << 9.0 * HourMs << qint64(DayMs);
    }
    void roundsBuckets()
    {
        QFETCH(double, least);
        QFETCH(qint64, bucket);
        QCOMPARE(qint64(roundBucket(least)), bucket);
    }

    void saysTheValuesOfNowAndOfAMoment()
    {
        const HeatmapScene scene = samples::plainScene();
        const StripData data = stripData(scene, 800);
        QCOMPARE(StripWords::now(StripKind::OpenInterest, data).front().text, QStringLiteral("90.4K"));
        QCOMPARE(StripWords::now(StripKind::VolumeDelta, data).front().text, QStringLiteral("+1.44K"));
        QCOMPARE(StripWords::now(StripKind::Liquidations, data)[0].text, QStringLiteral("≥ $300K longs"));
        QCOMPARE(StripWords::now(StripKind::Liquidations, data)[1].text, QStringLiteral("≥ $50.0K shorts"));
        QCOMPARE(StripWords::name(StripKind::Liquidations, scene.asset, data, scene.view, TimeZoneChoice::Utc),
            QStringLiteral("Liquidated since 09:20 UTC"));
        QCOMPARE(StripWords::name(StripKind::OpenInterest, scene.asset, data, scene.view, TimeZoneChoice::Utc),
            QStringLiteral("OI, BTC"));
        StripData some = data; // the header's total is of all venues: the line must say that it is not
        some.openInterestVenues = 10;
        some.allVenues = 26;
        QCOMPARE(StripWords::name(StripKind::OpenInterest, scene.asset, some, scene.view, TimeZoneChoice::Utc),
            QStringLiteral("OI, BTC (10/26 venues)"));
        QCOMPARE(StripWords::now(StripKind::Funding, data)[0].text, QStringLiteral("+0.0500%"));
        QCOMPARE(StripWords::now(StripKind::Funding, data)[1].text, QStringLiteral("premium +0.020%"));
        const auto hourAgo = static_cast<double>(samples::MapNow - HourMs);
        QCOMPARE(StripWords::at(StripKind::OpenInterest, data, hourAgo), QStringLiteral("90.3K"));
        QCOMPARE(StripWords::at(StripKind::Funding, data, hourAgo - 8.0 * HourMs), QStringLiteral("+0.0100%"));
        QCOMPARE(StripWords::at(StripKind::Liquidations, data, hourAgo), QStringLiteral("≥ $0 longs, ≥ $0 shorts"));
        // Before anything was heard there is no bound to tell, and nothing of the future.
        QVERIFY(StripWords::at(StripKind::Liquidations, data, hourAgo - 8.0 * HourMs).isEmpty());
        for (const StripKind kind : {StripKind::OpenInterest, StripKind::VolumeDelta, StripKind::Funding})
            QVERIFY(StripWords::at(kind, data, static_cast<double>(samples::MapNow + HourMs / 2)).isEmpty());
    }

    void paintsLiquidationsBySide_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::newRow("1x") << 1.0;
        QTest::newRow("2x") << 2.0;
    }
    void paintsLiquidationsBySide()
    {
        QFETCH(double, ratio);
        const Picture picture(ratio);
        const QRectF area = picture.strip(StripKind::Liquidations).plot;
        const StripData data = stripData(picture.scene, picture.areas.plot.width());
        const StripRange range = rangeOf(StripKind::Liquidations, data, picture.scene.view).value();
        const double longX = picture.x(static_cast<double>(data.bars[1].openMs)) + 1;
        QVERIFY(isNear(picture.image.pixelColor((QPointF(longX, range.y(area, -150e3)) * ratio).toPoint()),
            picture.theme.colour(Token::LiquidatedLong)));
        const double shortX = picture.x(static_cast<double>(data.bars[0].openMs)) + 1;
        QVERIFY(isNear(picture.image.pixelColor((QPointF(shortX, range.y(area, 25e3)) * ratio).toPoint()),
            picture.theme.colour(Token::LiquidatedShort)));
        QVERIFY(range.y(area, 50e3) < range.y(area, 0)); // shorts up
    }

    void paintsFundingInTheColourOfWhoPays()
    {
        const Picture picture;
        const QRectF area = picture.strip(StripKind::Funding).plot;
        const double split = picture.x(static_cast<double>(samples::MapNow - 6 * HourMs));
        const QRectF before(area.left() + 2, area.top(), split - area.left() - 40, area.height());
        const QRectF after(split + 60, area.top(), 200, area.height());
        QVERIFY(count(picture.image, before, picture.theme.colour(Token::NeutralFunding)) > 100);
        QCOMPARE(count(picture.image, before, picture.theme.colour(Token::LongsPay)), 0);
        QVERIFY(count(picture.image, after, picture.theme.colour(Token::LongsPay)) > 100);
    }

    void endsCurvesNow()
    {
        const Picture picture;
        const double now = picture.x(static_cast<double>(samples::MapNow));
        for (const StripKind kind : {StripKind::OpenInterest, StripKind::VolumeDelta}) {
            const QRectF area = picture.strip(kind).plot;
            const QColor colour = picture.theme.colour(kind == StripKind::OpenInterest ? Token::Link : Token::Up);
            const QRectF past(area.left(), area.top(), now - area.left(), area.height());
            const QRectF future(now + 3, area.top(), area.right() - now - 3, area.height());
            QVERIFY(count(picture.image, past, colour) > 300);
            QCOMPARE(count(picture.image, future, colour), 0);
        }
    }

    void staysInItsAreas()
    {
        const Picture picture;
        const QRectF above(0, 0, 1000, picture.areas.stripsBox().top());
        QCOMPARE(count(picture.image, above, picture.theme.colour(Token::Window)), int(1000 * above.height()));
    }

    void tellsTheValueUnderTheCursor()
    {
        const auto at = static_cast<double>(samples::MapNow - HourMs);
        const Picture without, with(1, at);
        const QRectF box(with.x(at) + 5, with.strip(StripKind::OpenInterest).plot.top() + 2, 30, 10);
        QCOMPARE(count(without.image, box, without.theme.colour(Token::Badge)), 0);
        QVERIFY(count(with.image, box, with.theme.colour(Token::Badge)) > 50);
    }

    void paintsNothingWithoutData()
    {
        Theme theme;
        HeatmapScene scene;
        scene.asset = QStringLiteral("BTC");
        const HeatmapAreas areas = layoutOf(QRectF(0, 0, 900, 600), scene.options, QFontMetricsF(theme.numberFont()));
        QImage image(900, 600, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        paintStrips(painter, areas, scene, theme);
        paintStripsCursor(painter, areas, scene, theme, 0);
        painter.end();
        QCOMPARE(StripWords::now(StripKind::OpenInterest, stripData(scene, 900)).front().text, QStringLiteral("—"));
        QVERIFY(count(image, areas.strips.front().plot, theme.colour(Token::Panel)) > 1000);
    }
};

QTEST_MAIN(TestStripPainter)

#include "tst_strippainter.moc"
