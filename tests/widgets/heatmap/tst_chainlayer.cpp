#include "tests/widgets/heatmap/sidesamples.h"
#include "widgets/heatmap/chainlayer.h"
#include "widgets/heatmap/chainwords.h"
#include "widgets/heatmap/clusterlabels.h"
#include "widgets/heatmap/clustermodel.h"
#include "widgets/heatmap/clustertable.h"
#include "widgets/heatmap/cursorpainter.h"
#include "widgets/heatmap/hover.h"
#include "widgets/heatmap/rulerwords.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/style/formats.h"

#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

/// The plain map, with the second cluster of longs near enough for a chain.
std::shared_ptr<LevelMap> nearMap()
{
    auto map = samples::plainMap();
    map->clusters[1] = samples::cluster(12, PositionSide::Long, 65'900, 9.3e6);
    return map;
}

/// The plain market with chains, longs tilted.
std::shared_ptr<AssetSnapshot> chained(const std::shared_ptr<LevelMap> &map, double tilt = 1)
{
    auto market = samples::plainMarket(map);
    ChainMarket chain;
    chain.volatility = map->volatility;
    chain.volumeDayUsd = 60e9;
    chain.tilt = tilt;
    market->chains = std::make_shared<const AssetChains>(chainsOf(map->clusters, chain, map->price, {}));
    return market;
}

HeatmapScene chainScene()
{
    HeatmapScene scene = samples::plainScene();
    auto map = nearMap();
    scene.map = map;
    scene.market = chained(map);
    scene.options.chains = true;
    return scene;
}

} // namespace

/// Cascade chains on the heatmap, in its read-out and in its table.
class TestChainLayer : public QObject {
    Q_OBJECT

    Theme m_theme;

    HeatmapAreas areasOf(const HeatmapScene &scene) const
    {
        return ScenePainter::layout(QRectF(0, 0, 1200, 700), scene.options, m_theme);
    }

private Q_SLOTS:
    void goesFromThePriceFromClusterToCluster()
    {
        const HeatmapScene scene = chainScene();
        const HeatmapAreas areas = areasOf(scene);
        const auto arrows = chainArrows(scene, areas, m_theme);
        QCOMPARE(arrows.size(), std::size_t(3)); // two of longs, one of shorts
        const PlotTransform transform{scene.view, areas.plot};
        QVERIFY(std::abs(arrows[0].from.y() - transform.y(samples::MapPrice)) < 1);
        QVERIFY(std::abs(arrows[0].to.y() - transform.y(66'486)) < 1e-6);
        QCOMPARE(arrows[1].from, arrows[0].to);
        QVERIFY(std::abs(arrows[1].to.y() - transform.y(65'900)) < 1e-6);
        QCOMPARE(arrows[2].side, PositionSide::Short);
        QVERIFY(arrows[2].to.y() < arrows[2].from.y());
        const auto &nodes = scene.market->chains->of(PositionSide::Long).nodes;
        QCOMPARE(arrows[0].text, QStringLiteral("%1%").arg(qRound(100 * nodes[0].probability)));
        QVERIFY(arrows[1].text.contains(QStringLiteral(" → %1%").arg(qRound(100 * nodes[1].cumulative))));
        for (const ClusterLabel &label : clusterLabels(scene, areas, m_theme)) {
            for (const ChainArrow &arrow : arrows)
                QVERIFY(!label.box.intersects(arrow.label)); // in a lane of their own
        }
        for (std::size_t i = 1; i < arrows.size(); ++i)
            QVERIFY(!arrows[i].label.intersects(arrows[i - 1].label));
        QCOMPARE(chainArrows(scene, areas, m_theme, PositionSide::Short).size(), std::size_t(1));
    }

    void drawsNothingWithoutChains()
    {
        HeatmapScene scene = chainScene();
        auto market = samples::plainMarket(scene.map);
        scene.market = market;
        QVERIFY(chainArrows(scene, areasOf(scene), m_theme).empty());
        scene.market.reset();
        QVERIFY(chainArrows(scene, areasOf(scene), m_theme).empty());
    }

    void paintsWithinItsBounds()
    {
        const HeatmapScene scene = chainScene();
        const auto arrows = chainArrows(scene, areasOf(scene), m_theme);
        QImage image(1200, 700, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        paintChains(painter, arrows, m_theme);
        painter.end();
        const QRect bounds = chainBounds(arrows).toAlignedRect().adjusted(-2, -2, 2, 2);
        int painted = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == qRgb(0, 0, 0))
                    continue;
                ++painted;
                QVERIFY2(bounds.contains(x, y), qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
            }
        }
        QVERIFY(painted > 500);
    }

    void showsTheChainOfTheClusterUnderThePointerEvenWhenOff()
    {
        HeatmapScene scene = chainScene();
        scene.options.chains = false;
        const HeatmapAreas areas = areasOf(scene);
        const PlotTransform transform{scene.view, areas.plot};
        CursorState state;
        state.pointer = QPointF(transform.x(static_cast<double>(scene.nowMs + 30 * MinuteMs)), transform.y(66'486));
        state.reading = readingAt(scene, 60'000, transform.ms(state.pointer->x()), 66'486);
        QVERIFY(state.reading.cluster);
        QVERIFY2(state.reading.chain.startsWith(QStringLiteral("1 of 2: ")), qPrintable(state.reading.chain));
        QVERIFY(state.reading.chain.contains(QStringLiteral("funding tilt")));
        const QRectF bounds = chainBounds(chainArrows(scene, areas, m_theme, PositionSide::Long)) & areas.plot;
        const CursorPainter with(scene, areas, m_theme, state);
        QVERIFY(with.region().contains(bounds.toAlignedRect().center()));
        state.reading.cluster.reset();
        const CursorPainter without(scene, areas, m_theme, state);
        QVERIFY(without.region().boundingRect() != with.region().boundingRect() || without.region() != with.region());
    }

    void saysTheWholeChainAndItsTilt()
    {
        const auto map = nearMap();
        const auto market = chained(map);
        const QString longs = ChainWords::chain(*market->chains, map->clusters, PositionSide::Long);
        QVERIFY2(
            longs.contains(QStringLiteral("66,490")) && longs.contains(QStringLiteral(" → 65,900")), qPrintable(longs));
        QVERIFY(longs.contains(QStringLiteral("tilted")) && longs.contains(QStringLiteral("modelled")));
        QVERIFY(longs.contains(QStringLiteral("$13.4M"))); // prints of both
        const QString tilt = ChainWords::tilt(*market->chains);
        QVERIFY2(tilt.contains(QStringLiteral("+1.00")) && tilt.endsWith(QStringLiteral("no measured effect yet")),
            qPrintable(tilt));
        TiltEvidence measured{0.5, 0.2, 0.8, 400};
        QVERIFY(!ChainWords::evidence(measured).contains(QStringLiteral("no measured")));
        measured.low = -0.1;
        QVERIFY(ChainWords::evidence(measured).contains(QStringLiteral("no measured")));
        const auto still = chained(map, 0);
        QVERIFY(
            !ChainWords::chain(*still->chains, map->clusters, PositionSide::Long).contains(QStringLiteral("tilted")));
    }

    void saysThePartOnTheWayToAPrice()
    {
        const HeatmapScene scene = chainScene();
        const AssetChains &chains = *scene.market->chains;
        const auto part = [&](double price) {
            return ChainWords::onTheWay(chains, scene.map->clusters, PositionSide::Long, price);
        };
        const auto percent = [](double p) { return formats::percent(p, p < 0.0995 ? 1 : 0); };
        const auto &nodes = chains.of(PositionSide::Long).nodes;
        QCOMPARE(part(66'600), QString()); // the first stands at 66 486
        QCOMPARE(part(66'200),
            QStringLiteral("chain 66,490 %1, %1 in all; next 65,900 %2 (modelled)")
                .arg(percent(nodes[0].probability), percent(nodes[1].probability)));
        QCOMPARE(part(65'000),
            QStringLiteral("chain 66,490 %1 \u2192 65,900 %2, %3 in all, then at %4 (modelled)")
                .arg(percent(nodes[0].probability), percent(nodes[1].probability), percent(nodes[1].cumulative),
                    formats::levelPrice(chains.of(PositionSide::Long).endPrice(PositionSide::Long, chains.price))));
        const QStringList lines =
            RulerWords::whatIf(whatIf(*scene.map, 66'200), scene.map.get(), scene.market->chains.get());
        QCOMPARE(lines.back(), part(66'200));
    }

    void standsInTheTable()
    {
        const auto map = nearMap();
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->assets = {chained(map)};
        ClusterTable panel(m_theme);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshot);
        const auto &nodes = snapshot->assets[0]->chains->of(PositionSide::Long).nodes;
        const QAbstractItemModel &model = *panel.table().model();
        const auto cell = [&](int row) { return model.index(row, static_cast<int>(ClusterColumn::Chain)); };
        QCOMPARE(cell(1).data().toString(), QStringLiteral("%1%").arg(qRound(100 * nodes[0].cumulative)));
        QCOMPARE(cell(2).data(ClusterRawRole).toDouble(), nodes[1].cumulative);
        panel.selectCluster(12);
        const auto labels = panel.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(QStringLiteral("Chain of longs"))
                && label->text().contains(QStringLiteral("no measured effect yet"));
        }));
    }

    void greysWhatHasNoSkill()
    {
        const auto map = nearMap();
        auto market = chained(map);
        auto record = std::make_shared<RecordView>();
        record->hasNoSkill = true;
        market->record = record;
        HeatmapScene scene = chainScene();
        const auto brightest = [&](const HeatmapScene &shown) {
            QImage image(1200, 700, QImage::Format_RGB32);
            image.fill(Qt::black);
            QPainter painter(&image);
            const HeatmapAreas areas = areasOf(shown);
            paintClusters(painter, areas, shown, m_theme);
            painter.end();
            const QRect box = clusterLabels(shown, areas, m_theme).back().box.toAlignedRect().adjusted(3, 3, -3, -3);
            int most = 0;
            for (int y = box.top(); y <= box.bottom(); ++y) {
                for (int x = box.center().x(); x <= box.right(); ++x)
                    most = std::max(most, qGray(image.pixel(x, y)));
            }
            return most;
        };
        const int usual = brightest(scene);
        scene.market = market;
        QVERIFY(brightest(scene) < usual - 40);
        const LevelReading reading = readingAt(scene, 60'000, static_cast<double>(scene.nowMs + MinuteMs), 66'486);
        QVERIFY(reading.hasNoSkill);
        const auto rows = ReadoutWords::rows(reading, TimeZoneChoice::Utc);
        QVERIFY(std::any_of(rows.begin(), rows.end(),
            [](const ReadoutWords::Row &row) { return row.value.contains(QStringLiteral("no skill")); }));
        ClusterModel model;
        model.setClusters(map->clusters, samples::MapPrice, market->chains.get(), false);
        QVERIFY(!model.index(0, 0).data(ClusterSkillRole).toBool());
    }
};

QTEST_MAIN(TestChainLayer)
#include "tst_chainlayer.moc"
