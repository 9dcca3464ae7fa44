// The heatmap of a sample market on the screen or in a picture, to be looked at:
//   show_heatmap [WxH] [--light] [--hours 24] [--ramp viridis|inferno|grey|colour-blind] [--split] [--opens] [--live]
//                [--asset BTC|SOL] [--hover X,Y] [--out FILE.png]
#include "tests/support/levelmapsamples.h"
#include "tests/widgets/panelsamples.h"
#include "widgets/heatmap/heatmapwidget.h"
#include "widgets/style/appstyle.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMouseEvent>
#include <QTimer>

using namespace isobar;

namespace {

std::shared_ptr<const LiquidationView> someLiquidations(const LevelMap &map)
{
    auto view = std::make_shared<LiquidationView>();
    auto prints = std::make_shared<std::vector<LiquidationPrint>>();
    samples::detail::Noise noise(3);
    std::uint32_t serial = 0;
    for (const LevelChunkPtr &chunk : map.series[LevelMap::FiveMinuteSeries].chunks) {
        for (int c = chunk->firstColumn; c < chunk->end(); ++c) {
            const LevelColumn &column = chunk->columns[static_cast<std::size_t>(c)];
            const bool isDown = column.close < column.open;
            const double move = std::abs(std::log(column.high / column.low));
            if (noise.uniform() > move * 120)
                continue;
            LiquidationPrint print;
            print.timeMs = chunk->columnMs(c) + MinuteMs;
            print.side = isDown ? PositionSide::Long : PositionSide::Short;
            print.price = isDown ? column.low : column.high;
            print.usd = 1e5 * std::exp(4 * noise.uniform() * noise.uniform());
            print.serial = serial++;
            prints->push_back(print);
        }
    }
    view->log.venues = {"bybit"};
    if (!prints->empty())
        view->log.chunks = {prints};
    return view;
}

SnapshotPtr snapshotAt(const samples::MapShape &shape)
{
    auto asset = std::make_shared<AssetSnapshot>(*samples::crowdedLongs());
    const std::shared_ptr<const LevelMap> map = samples::levelMap(shape);
    asset->asset = shape.asset;
    asset->marketMs = shape.nowMs;
    asset->mark = shape.price;
    for (VenueRow &venue : asset->venues)
        venue.nextFundingMs = floorTo(shape.nowMs, 8 * HourMs) + 8 * HourMs;
    asset->map = map;
    asset->liquidations = someLiquidations(*map);
    auto snapshot = samples::snapshotOf({asset});
    snapshot->marketMs = shape.nowMs;
    return snapshot;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("light"), QString()},
        {QStringLiteral("hours"), QString(), QStringLiteral("H"), QStringLiteral("24")},
        {QStringLiteral("ramp"), QString(), QStringLiteral("R"), QStringLiteral("viridis")},
        {QStringLiteral("split"), QString()}, {QStringLiteral("opens"), QString()}, {QStringLiteral("live"), QString()},
        {QStringLiteral("out"), QString(), QStringLiteral("F")},
        {QStringLiteral("asset"), QString(), QStringLiteral("A"), QStringLiteral("BTC")},
        {QStringLiteral("hover"), QString(), QStringLiteral("XY")}});
    parser.process(application);
    Theme theme;
    if (parser.isSet(QStringLiteral("light")))
        theme.apply(ThemeChoice::Light, DirectionColours::GreenUp);
    applyAppStyle(application, theme);
    samples::MapShape shape;
    shape.asset = parser.value(QStringLiteral("asset")).toStdString();
    if (shape.asset != "BTC") {
        shape.price = 148.2;
        shape.hourlyVolatility = 0.009;
        shape.volumeUsdPerMinute = 2e6;
    }
    HeatmapWidget widget(theme);
    Settings settings;
    const QStringList ramps{
        QStringLiteral("viridis"), QStringLiteral("inferno"), QStringLiteral("grey"), QStringLiteral("colour-blind")};
    settings.heatmap.ramp =
        static_cast<HeatRamp>(std::max<qsizetype>(0, ramps.indexOf(parser.value(QStringLiteral("ramp")))));
    settings.heatmap.split = parser.isSet(QStringLiteral("split"));
    settings.heatmap.opensOnly = parser.isSet(QStringLiteral("opens"));
    settings.heatmap.rangeHours = parser.value(QStringLiteral("hours")).toInt();
    widget.setSettings(settings);
    widget.setAsset(QString::fromStdString(shape.asset));
    const QStringList size = parser.positionalArguments().value(0, QStringLiteral("1400x800")).split(u'x');
    widget.resize(size.value(0).toInt(), size.value(1).toInt());
    widget.canvas().showRange(settings.heatmap.rangeHours);
    widget.show();
    widget.showSnapshot(snapshotAt(shape));
    QTimer ticks;
    if (parser.isSet(QStringLiteral("live"))) {
        QObject::connect(&ticks, &QTimer::timeout, &widget, [&] {
            shape.nowMs += SecondMs * 10;
            widget.showSnapshot(snapshotAt(shape));
        });
        ticks.start(1000);
    }
    const QStringList hover = parser.value(QStringLiteral("hover")).split(u',');
    if (hover.size() == 2) {
        QTimer::singleShot(300, &widget, [&] {
            const QPointF at(hover[0].toDouble(), hover[1].toDouble());
            QMouseEvent move(QEvent::MouseMove, at, at, at, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
            QApplication::sendEvent(&widget.canvas(), &move);
        });
    }
    if (parser.isSet(QStringLiteral("out")))
        QTimer::singleShot(
            900, &widget, [&] { QApplication::exit(widget.grab().save(parser.value(QStringLiteral("out"))) ? 0 : 1); });
    return QApplication::exec();
}
