#include "widgets/heatmap/celllayer.h"

#include <QtTest>

#include <random>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

constexpr TimeMs Open = 256 * HourMs * 2000;
constexpr double CellWidth = 0.001;
constexpr int FirstRow = 11'000;
constexpr QRgb Ground = qRgb(9, 9, 9);

LevelTilePtr randomTile(std::mt19937 &random, TimeMs stepMs, TimeMs openMs, int firstRow, int rows)
{
    auto tile = std::make_shared<LevelTile>(openMs, stepMs, firstRow, rows);
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < 256; ++c)
            tile->row(0, r)[c] = static_cast<std::uint8_t>(random() % 3 == 0 ? random() % 256 : 0);
    }
    for (int r = 0; r < tile->rows(); ++r)
        tile->buildLevels(r);
    return tile;
}

/// An hour tile, then two of minutes with other rows, with a hole between, then five minutes.
std::vector<CellSpan> someSpans(std::mt19937 &random)
{
    const auto ms = [](TimeMs minutes) { return static_cast<double>(Open + minutes * MinuteMs); };
    const auto tile = [&](TimeMs step, TimeMs open, int first, int rows) {
        return randomTile(random, step, Open + open * MinuteMs, first, rows);
    };
    std::vector<CellSpan> spans;
    spans.push_back({tile(HourMs, 0, FirstRow, 300), tile(HourMs, 0, FirstRow, 300), ms(37), ms(256)});
    spans.push_back(
        {tile(MinuteMs, 256, FirstRow + 20, 200), tile(MinuteMs, 256, FirstRow + 20, 200), ms(256), ms(512)});
    spans.push_back(
        {tile(MinuteMs, 512, FirstRow - 40, 400), tile(MinuteMs, 512, FirstRow - 40, 400), ms(520), ms(768)});
    spans.push_back({tile(5 * MinuteMs, 0, FirstRow, 256), tile(5 * MinuteMs, 0, FirstRow, 256), ms(768), ms(1200)});
    return spans;
}

CellColours someColours(bool isSplit)
{
    CellColours colours;
    colours.isSplit = isSplit;
    for (int code = 0; code < 256; ++code) {
        colours.first[static_cast<std::size_t>(code)] = code == 0 ? Ground : qRgb(code, 0, 255 - code);
        colours.second[static_cast<std::size_t>(code)] = code == 0 ? Ground : qRgb(0, code, 255 - code);
    }
    return colours;
}

/// The rule of cellpainter.h for one pixel, without any haste.
class NaiveCells {
public:
    NaiveCells(
        const std::vector<CellSpan> &spans, const PixelGrid &time, const PixelGrid &price, const CellColours &colours)
        : m_spans(spans), m_time(time), m_price(price), m_colours(colours)
    {
    }
    QRgb pixel(int x, int y) const
    {
        const int low = static_cast<int>(std::floor(-m_price.at(y + 1) / CellWidth));
        const int high = std::max(low + 1, static_cast<int>(std::floor(-m_price.at(y) / CellWidth)));
        const std::uint8_t first = most(x, low, high, false);
        if (!m_colours.isSplit)
            return m_colours.first[first];
        const std::uint8_t second = most(x, low, high, true);
        return first >= second ? m_colours.first[first] : m_colours.second[second];
    }

private:
    std::uint8_t most(int x, int low, int high, bool isSecond) const
    {
        // The columns that begin in the pixel, but for the one that goes on in the next; the one at its left edge
        // always; two at most. A hole counts as a column.
        const double begin = m_time.at(x), end = m_time.at(x + 1);
        std::vector<double> begins;
        for (std::size_t i = 0; i < m_spans.size(); ++i) {
            const CellSpan &span = m_spans[i];
            const auto length =
                static_cast<double>(span.first->stepMs() << levelFor(m_time.perPixel, span.first->stepMs()));
            const auto open = static_cast<double>(span.first->openMs());
            for (double t = open + std::floor((std::max(begin, span.fromMs) - open) / length) * length;
                 t < std::min(end + length, span.toMs); t += length)
                begins.push_back(std::max(t, span.fromMs));
            if (i + 1 == m_spans.size() || m_spans[i + 1].fromMs > span.toMs)
                begins.push_back(span.toMs);
        }
        std::vector<double> moments{begin};
        for (std::size_t i = 0; i < begins.size(); ++i) {
            const bool goesOn = i + 1 == begins.size() || begins[i + 1] > end;
            if (begins[i] > begin && begins[i] < end && !goesOn && moments.size() < 2)
                moments.push_back(begins[i]);
        }
        std::uint8_t code = 0;
        for (const double t : moments)
            code = std::max(code, codeAt(t, low, high, isSecond));
        return code;
    }
    std::uint8_t codeAt(double ms, int low, int high, bool isSecond) const
    {
        std::uint8_t code = 0;
        for (const CellSpan &span : m_spans) {
            if (ms < span.fromMs || ms >= span.toMs)
                continue;
            const LevelTile &tile = isSecond ? *span.second : *span.first;
            const int level = levelFor(m_time.perPixel, tile.stepMs());
            const int column = static_cast<int>(
                (ms - static_cast<double>(tile.openMs())) / static_cast<double>(tile.stepMs() << level));
            for (int row = std::max(low, tile.firstRow()); row < std::min(high, tile.firstRow() + tile.rows()); ++row)
                code = std::max(code, tile.row(level, row - tile.firstRow())[column]);
        }
        return code;
    }

    const std::vector<CellSpan> &m_spans;
    PixelGrid m_time, m_price;
    const CellColours &m_colours;
};

/// Pixels that are not as the reference says.
int wrongPixels(const QImage &image, const NaiveCells &reference)
{
    int wrong = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            wrong += image.pixel(x, y) != reference.pixel(x, y);
    }
    return wrong;
}

std::vector<CoverSpan> coverOf(const std::vector<CellSpan> &spans)
{
    std::vector<CoverSpan> cover;
    for (const CellSpan &span : spans) {
        auto chunk = std::make_shared<LevelChunk>();
        chunk->stepMs = span.first->stepMs();
        cover.push_back({chunk, span.fromMs, span.toMs});
    }
    return cover;
}

Viewport randomView(std::mt19937 &random)
{
    std::uniform_real_distribution<double> share(0, 1);
    Viewport view;
    view.fromMs = static_cast<double>(Open) + (share(random) * 1000 - 60) * static_cast<double>(MinuteMs);
    view.toMs = view.fromMs + (20 + std::pow(share(random), 2) * 1500) * static_cast<double>(MinuteMs);
    view.logLow = (FirstRow - 60 + share(random) * 200) * CellWidth;
    view.logHigh = view.logLow + (5 + std::pow(share(random), 2) * 700) * CellWidth;
    return view;
}

} // namespace

/// The cells against a plain rule.
class TestCellPainter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paintsWhatThePlainRulePaints_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<bool>("isSplit");
        for (const double ratio : {1.0, 1.25, 2.0}) {
            QTest::addRow("total at %g", ratio) << ratio << false;
            QTest::addRow("two sides at %g", ratio) << ratio << true;
        }
    }
    void paintsWhatThePlainRulePaints()
    {
        QFETCH(double, ratio);
        QFETCH(bool, isSplit);
        std::mt19937 random(11);
        const std::vector<CellSpan> spans = someSpans(random);
        const CellColours colours = someColours(isSplit);
        for (int i = 0; i < 25; ++i) {
            const Viewport view = randomView(random);
            const QSize size = (QSizeF(97 + i, 61) * ratio).toSize();
            QImage image(size, QImage::Format_RGB32);
            const PixelGrid time = timePixels(view, size.width()), price = pricePixels(view, size.height());
            paintCells(image, image.rect(), spans, time, price, CellWidth, colours);
            QCOMPARE(wrongPixels(image, NaiveCells(spans, time, price, colours)), 0);
        }
    }

    void paintsInsideTheRectangleOnly()
    {
        std::mt19937 random(3);
        const std::vector<CellSpan> spans = someSpans(random);
        const CellColours colours = someColours(false);
        for (int i = 0; i < 40; ++i) {
            const Viewport view = randomView(random);
            QImage image(120, 70, QImage::Format_RGB32);
            const QRgb untouched = qRgb(250, 250, 1);
            image.fill(untouched);
            const QRect rect(static_cast<int>(random() % 100), static_cast<int>(random() % 60),
                1 + static_cast<int>(random() % 40), 1 + static_cast<int>(random() % 30));
            const PixelGrid time = timePixels(view, 120), price = pricePixels(view, 70);
            paintCells(image, rect, spans, time, price, CellWidth, colours);
            const NaiveCells reference(spans, time, price, colours);
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    QCOMPARE(image.pixel(x, y), rect.contains(x, y) ? reference.pixel(x, y) : untouched);
            }
        }
    }

    void givesTheSameValueTheSameColourAtEveryZoom()
    {
        // One bright minute stays as bright however far one zooms out.
        auto tile = std::make_shared<LevelTile>(Open, MinuteMs, FirstRow, 100);
        tile->row(0, 40)[77] = 200;
        for (int r = 0; r < tile->rows(); ++r)
            tile->buildLevels(r);
        const std::vector<CellSpan> spans{
            {tile, nullptr, static_cast<double>(Open), static_cast<double>(Open + 256 * MinuteMs)}};
        const CellColours colours = someColours(false);
        for (const int width : {2000, 256, 100, 31, 4}) {
            QImage image(width, 20, QImage::Format_RGB32);
            const Viewport view{spans[0].fromMs, spans[0].toMs, FirstRow * CellWidth, (FirstRow + 100) * CellWidth};
            paintCells(image, image.rect(), spans, timePixels(view, width), pricePixels(view, 20), CellWidth, colours);
            int found = 0;
            for (int y = 0; y < 20; ++y) {
                for (int x = 0; x < width; ++x)
                    found += image.pixel(x, y) == colours.first[200];
            }
            QVERIFY2(found > 0, qPrintable(QString::number(width)));
        }
    }

    void scrollsIntoThePictureThatWouldBePaintedAnew()
    {
        std::mt19937 random(23);
        const std::vector<CellSpan> spans = someSpans(random);
        const CellColours colours = someColours(false);
        Viewport view = randomView(random);
        const QSize size(150, 90);
        CellInput input{view, size, coverOf(spans), spans, CellWidth, &colours};
        CellLayer layer;
        QCOMPARE(layer.render(input), CellLayer::Work::All);
        QCOMPARE(layer.render(input), CellLayer::Work::None);
        const double perPixel = view.spanMs() / size.width(), perRow = view.logSpan() / size.height();
        for (int i = 0; i < 60; ++i) {
            const int dx = static_cast<int>(random() % 41) - 20, dy = static_cast<int>(random() % 31) - 15;
            view = panned(view, dx * perPixel, dy * perRow);
            input.view = view;
            const CellLayer::Work work = layer.render(input);
            QCOMPARE(work, dx == 0 && dy == 0 ? CellLayer::Work::None : CellLayer::Work::Scroll);
            CellLayer anew;
            anew.render(input);
            QCOMPARE(layer.image(), anew.image());
        }
    }

    void paintsOnlyWhatBecameDirty()
    {
        std::mt19937 random(29);
        std::vector<CellSpan> spans = someSpans(random);
        const CellColours colours = someColours(false);
        const Viewport view{static_cast<double>(Open), static_cast<double>(Open + 1200 * MinuteMs),
            FirstRow * CellWidth, (FirstRow + 200) * CellWidth};
        CellInput input{view, QSize(600, 100), coverOf(spans), spans, CellWidth, &colours};
        CellLayer layer;
        layer.render(input);
        auto tile = std::make_shared<LevelTile>(*spans[2].first);
        for (int r = 0; r < tile->rows(); ++r)
            tile->row(0, r)[100] = 255;
        for (int r = 0; r < tile->rows(); ++r)
            tile->buildLevels(r);
        spans[2].first = tile;
        input.spans = spans;
        layer.invalidate(static_cast<double>(Open + 612 * MinuteMs), static_cast<double>(Open + 613 * MinuteMs));
        QCOMPARE(layer.render(input), CellLayer::Work::Part);
        const QRect changed = layer.changed().boundingRect();
        QVERIFY(changed.width() <= 5 && changed.contains(QPoint(306, 50)));
        CellLayer anew;
        anew.render(input);
        QCOMPARE(layer.image(), anew.image());
    }

    void paintsAllWhenTheScaleChanged()
    {
        std::mt19937 random(31);
        const std::vector<CellSpan> spans = someSpans(random);
        const CellColours colours = someColours(false);
        CellInput input{randomView(random), QSize(100, 50), coverOf(spans), spans, CellWidth, &colours};
        CellLayer layer;
        layer.render(input);
        input.view = zoomedAt(input.view, input.view.fromMs, input.view.logLow, 1.1, 1);
        QCOMPARE(layer.render(input), CellLayer::Work::All);
        layer.invalidateAll();
        QCOMPARE(layer.render(input), CellLayer::Work::All);
        input.size = QSize(125, 63); // another ratio
        QCOMPARE(layer.render(input), CellLayer::Work::All);
        QCOMPARE(layer.image().size(), input.size);
    }
};

QTEST_GUILESS_MAIN(TestCellPainter)
#include "tst_cellpainter.moc"
