// A picture as the user would save it, of a sample market, to be looked at:
//   show_shot WxH FILE.png [--light] [--hours 24] [--ramp 0..3] [--split] [--opens] [--live] [--filtered]
#include "tests/widgets/heatmap/shotsamples.h"
#include "widgets/heatmap/heatmapshot.h"
#include "widgets/style/appstyle.h"

#include <QApplication>

using namespace isobar;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const auto has = [&](const char *word) { return arguments.contains(QLatin1String(word)); };
    const auto value = [&](const char *word, int fallback) {
        const auto at = arguments.indexOf(QLatin1String(word));
        return at > 0 ? arguments.value(at + 1).toInt() : fallback;
    };
    Theme theme;
    theme.apply(has("--light") ? ThemeChoice::Light : ThemeChoice::Dark, DirectionColours::GreenUp);
    heatmap::HeatmapScene scene = samples::sampleScene({}, value("--hours", 24));
    scene.options.split = has("--split");
    scene.options.opensOnly = has("--opens");
    scene.options.ramp = static_cast<HeatRamp>(value("--ramp", 0));
    if (has("--filtered")) {
        scene.options.filter.groups = 0b011;
        scene.options.filter.shorts = false;
        scene.options.lowUsd = 2e5;
    }
    const QStringList size = arguments.value(1).split(u'x');
    const heatmap::ShotFrame frame = heatmap::shotFrame(QSize(size.value(0).toInt(), size.value(1).toInt()));
    const heatmap::ShotFacts facts{has("--live") ? Origin::Live : Origin::Demo, QStringLiteral("tour"), 4, 4};
    return heatmap::renderShot(scene, facts, frame, theme, true).save(arguments.value(2)) ? 0 : 1;
}
