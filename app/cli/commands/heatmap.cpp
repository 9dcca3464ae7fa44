#include "app/cli/commands/heatmap.h"

#include "app/cli/commands/replayedsnapshot.h"
#include "app/cli/progressline.h"
#include "app/runtime/quitsignals.h"
#include "app/runtime/runtime.h"
#include "widgets/heatmap/heatmapshot.h"
#include "widgets/heatmap/levelcsv.h"
#include "widgets/heatmap/shotfile.h"
#include "widgets/heatmap/viewportmath.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace isobar {

namespace {

using heatmap::HeatmapScene;

int usageError(const QString &text)
{
    std::fprintf(stderr, "isobar-cli heatmap: %s\n", qPrintable(text));
    return 2;
}

int failure(const std::string &text)
{
    std::fprintf(stderr, "isobar-cli heatmap: %s\n", text.c_str());
    return 1;
}

struct MapOptions {
    QString asset = QStringLiteral("BTC");
    QString picture, table; ///< files; empty: not wanted
    QSize size{1600, 900};
    double hours = 24, waitSeconds = 60;
    ThemeChoice theme = ThemeChoice::Dark;
    heatmap::HeatmapOptions look;
    SourceOptions source;
};

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "A picture of the modelled liquidation levels, made without a display, as soon as their history is there."));
    parser.addHelpOption();
    addSourceOptions(parser, true);
    parser.addOptions({
        {QStringLiteral("asset"), QStringLiteral("The asset (BTC)."), QStringLiteral("name")},
        {QStringLiteral("out"), QStringLiteral("The picture (PNG)."), QStringLiteral("file")},
        {QStringLiteral("size"),
            QStringLiteral("Its size in pixels (1600x900); from 3000x1600 on all is drawn larger."),
            QStringLiteral("WxH")},
        {QStringLiteral("range"), QStringLiteral("Time in view: 12h, 24h, 3d, 7d, 30d or other hours or days (24h)."),
            QStringLiteral("length")},
        {QStringLiteral("csv"), QStringLiteral("Write the visible grid as a table too."), QStringLiteral("file")},
        {QStringLiteral("wait"), QStringLiteral("Wait no longer than this for history, then take what there is (60)."),
            QStringLiteral("seconds")},
        {QStringLiteral("theme"), QStringLiteral("dark, light or high-contrast (dark)."), QStringLiteral("name")},
        {QStringLiteral("ramp"), QStringLiteral("Colours: viridis, inferno, grey or colour-blind (viridis)."),
            QStringLiteral("name")},
        {QStringLiteral("print"), QStringLiteral("For paper: the light theme.")},
        {QStringLiteral("sides"), QStringLiteral("Longs and shorts in two hues.")},
        {QStringLiteral("other-maps"), QStringLiteral("What other maps draw: opens only.")},
    });
}

template <std::size_t N>
std::optional<std::size_t> indexOf(const std::array<const char *, N> &words, const QString &word)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const char *each) { return word == QLatin1String(each); });
    return found == words.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - words.begin()));
}

Result<QSize> readSize(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    const auto match = pattern.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.expandedTo(heatmap::LeastShot) != size || size.boundedTo(heatmap::MostShot) != size)
        return Error{"--size wants a size from 480x320 to 7680x4320, like 1920x1080"};
    return size;
}

Result<double> readHours(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,4})([hd])$"));
    const auto match = pattern.match(text);
    const double hours = match.captured(1).toDouble() * (match.captured(2) == QLatin1String("d") ? 24 : 1);
    if (!match.hasMatch() || hours < 1 || hours > 90 * 24)
        return Error{"--range wants hours or days, like 12h or 7d, at most 90d"};
    return hours;
}

Result<MapOptions> readOptions(const QCommandLineParser &parser)
{
    MapOptions options;
    const auto value = [&](const char *name) {
        const QString key = QLatin1String(name);
        return parser.isSet(key) ? std::optional(parser.value(key)) : std::nullopt;
    };
    auto source = readSourceOptions(parser, 1);
    if (!source)
        return Error{source.error()};
    options.source = std::move(*source);
    if (const auto name = value("asset"))
        options.asset = name->trimmed().toUpper();
    if (options.asset.isEmpty())
        return Error{"--asset wants a name like BTC"};
    options.picture = value("out").value_or(QString());
    options.table = value("csv").value_or(QString());
    if (options.picture.isEmpty() && options.table.isEmpty())
        return Error{"--out FILE.png is missing (or --csv FILE)"};
    if (const auto text = value("size")) {
        const auto size = readSize(*text);
        if (!size)
            return Error{size.error()};
        options.size = *size;
    }
    if (const auto text = value("range")) {
        const auto hours = readHours(*text);
        if (!hours)
            return Error{hours.error()};
        options.hours = *hours;
    }
    if (const auto text = value("wait")) {
        bool isNumber = false;
        options.waitSeconds = text->toDouble(&isNumber);
        if (!isNumber || !(options.waitSeconds > 0 && options.waitSeconds <= 86'400))
            return Error{"--wait wants seconds, more than 0 and at most 86400"};
    }
    if (const auto text = value("theme")) {
        const auto theme = indexOf(std::array{"dark", "light", "high-contrast"}, *text);
        if (!theme)
            return Error{"--theme wants dark, light or high-contrast"};
        options.theme = static_cast<ThemeChoice>(*theme);
    }
    if (parser.isSet(QStringLiteral("print")))
        options.theme = ThemeChoice::Light;
    if (const auto text = value("ramp")) {
        const auto ramp = indexOf(std::array{"viridis", "inferno", "grey", "colour-blind"}, *text);
        if (!ramp)
            return Error{"--ramp wants viridis, inferno, grey or colour-blind"};
        options.look.ramp = static_cast<HeatRamp>(*ramp);
    }
    options.look.rangeHours = static_cast<int>(options.hours);
    options.look.split = parser.isSet(QStringLiteral("sides"));
    options.look.opensOnly = parser.isSet(QStringLiteral("other-maps"));
    return options;
}

std::shared_ptr<const AssetSnapshot> assetOf(const SnapshotPtr &snapshot, const QString &name)
{
    for (const auto &asset : snapshot ? snapshot->assets : std::vector<std::shared_ptr<const AssetSnapshot>>{}) {
        if (asset->asset == name.toStdString())
            return asset;
    }
    return nullptr;
}

bool isDrawable(const AssetSnapshot *asset)
{
    return asset && asset->map && !asset->map->isEmpty() && asset->map->price > 0;
}

/// The open interest of the past is in the map, as far as a venue has it.
bool hasOpenInterest(const LevelMap &map, const HistoryProgress::Part &part, bool isUsable)
{
    if (part.venues == 0 || !isUsable)
        return false;
    const LevelChunk *chunk = map.series[LevelMap::FiveMinuteSeries].at(map.marketMs - 2 * HourMs);
    if (!chunk)
        return false;
    const auto column = static_cast<std::size_t>((map.marketMs - 2 * HourMs - chunk->openMs) / chunk->stepMs);
    return !std::isnan(chunk->columns[column].openInterestCoins);
}

/// All history that the range needs is in, and everything that the caption names.
bool isComplete(const AssetSnapshot *asset, double hours)
{
    if (!isDrawable(asset) || !asset->map->scale.isSet() || !asset->aggregate.rate8h)
        return false;
    const HistoryProgress &history = asset->history;
    if (history.bars.venues == 0)
        return false;
    const bool isWeek = hours <= 7 * 24;
    const bool hasBars = isWeek ? history.bars.isUsable() : history.bars.isComplete();
    const bool hasPast = isWeek ? history.openInterest.isUsable() : history.openInterest.isComplete();
    return hasBars && hasOpenInterest(*asset->map, history.openInterest, hasPast)
        && asset->map->days >= std::min(7.0, hours / 24) * 0.9;
}

/// Writes what was asked for; the status of the program.
int writeAll(const SnapshotPtr &snapshot, const std::shared_ptr<const AssetSnapshot> &asset, const MapOptions &options)
{
    HeatmapScene scene;
    scene.asset = options.asset;
    scene.map = asset->map;
    scene.market = asset;
    scene.options = options.look;
    scene.nowMs = snapshot->marketMs;
    const auto view = heatmap::startView(*asset->map, static_cast<double>(scene.nowMs), options.hours);
    if (!view)
        return failure("there is no price of " + options.asset.toStdString());
    scene.view = *view;
    const heatmap::ShotFrame frame = heatmap::shotFrame(options.size);
    if (!options.picture.isEmpty()) {
        Theme theme;
        theme.apply(options.theme, DirectionColours::GreenUp);
        const QImage picture = heatmap::renderShot(scene, heatmap::shotFacts(*snapshot), frame, theme, true);
        if (const auto written = heatmap::writePicture(picture, options.picture); !written)
            return failure(written.error());
    }
    if (!options.table.isEmpty()) {
        if (const auto written = heatmap::writeText(heatmap::gridCsv(scene, frame.pixels().width()), options.table);
            !written)
            return failure(written.error());
    }
    return 0;
}

/// Waits for the history of one asset in a running terminal.
class MapWait : public QObject {
public:
    MapWait(Runtime &runtime, const MapOptions &options) : m_runtime(runtime), m_options(options)
    {
        connect(&runtime, &Runtime::snapshotChanged, this, &MapWait::look);
        QTimer::singleShot(static_cast<int>(options.waitSeconds * 1000), this, &MapWait::giveUp);
    }

private:
    void look()
    {
        const auto asset = assetOf(m_runtime.snapshot(), m_options.asset);
        if (m_isDone || !asset)
            return;
        showProgress(*asset);
        if (!isComplete(asset.get(), m_options.hours))
            return;
        // A folded history is swapped in whole: what came last may not be in it yet.
        if (asset->map->series[LevelMap::HourSeries].firstMs() != m_firstMs) {
            m_firstMs = asset->map->series[LevelMap::HourSeries].firstMs();
            m_settled.start();
            return;
        }
        if (m_settled.elapsed() >= SettleMs)
            finish(0);
    }

    void giveUp()
    {
        if (m_isDone)
            return;
        const auto asset = assetOf(m_runtime.snapshot(), m_options.asset);
        m_progress.clear();
        if (!isDrawable(asset.get())) {
            std::fprintf(stderr,
                "isobar-cli heatmap: no history of %s came within %g s; is the name right, and is a venue to be "
                "reached? --wait gives it longer\n",
                qPrintable(m_options.asset), m_options.waitSeconds);
            finish(1);
            return;
        }
        std::fprintf(stderr, "isobar-cli heatmap: not all history came within %g s; drawn with %.1f d of it\n",
            m_options.waitSeconds, asset->map->days);
        finish(0);
    }

    void finish(int status)
    {
        m_isDone = true;
        m_progress.clear();
        const SnapshotPtr snapshot = m_runtime.snapshot();
        const auto asset = assetOf(snapshot, m_options.asset);
        QCoreApplication::exit(status == 0 ? writeAll(snapshot, asset, m_options) : status);
    }

    void showProgress(const AssetSnapshot &asset)
    {
        const bool isMonth = m_options.hours > 7 * 24;
        const auto done = [isMonth](const HistoryProgress::Part &part) { return isMonth ? part.month : part.week; };
        m_progress.show(QStringLiteral("bars %1/%2 venues, open interest %3/%4 venues, levels of %5 d")
                            .arg(done(asset.history.bars))
                            .arg(asset.history.bars.venues)
                            .arg(done(asset.history.openInterest))
                            .arg(asset.history.openInterest.venues)
                            .arg(asset.map ? asset.map->days : 0.0, 0, 'f', 1)
                            .toStdString());
    }

    static constexpr qint64 SettleMs = 1200;

    Runtime &m_runtime;
    const MapOptions &m_options;
    TimeMs m_firstMs = -1;
    QElapsedTimer m_settled;
    ProgressLine m_progress;
    bool m_isDone = false;
};

int drawReplayed(const MapOptions &options)
{
    const auto snapshot = replayedSnapshot(options.source.replayFile->toStdString(), {options.asset.toStdString()});
    if (!snapshot)
        return failure(snapshot.error());
    const auto asset = assetOf(*snapshot, options.asset);
    if (!isDrawable(asset.get()))
        return failure("the recording holds no history of " + options.asset.toStdString());
    return writeAll(*snapshot, asset, options);
}

} // namespace

int runHeatmap(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli heatmap")) + withDemoDefault(arguments)))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return usageError(QStringLiteral("what is '%1'?").arg(parser.positionalArguments().first()));
    const auto options = readOptions(parser);
    if (!options)
        return usageError(QString::fromStdString(options.error()));
    if (options->source.replayFile)
        return drawReplayed(*options);

    RuntimeConfig config;
    config.source = options->source;
    config.watched = {options->asset.toStdString()};
    Runtime runtime(std::move(config));
    MapWait wait(runtime, *options);
    const QuitSignals quit([] { QCoreApplication::exit(1); });
    if (const auto started = runtime.start(); !started)
        return failure(started.error());
    const int status = QCoreApplication::exec();
    runtime.stop();
    return status;
}

} // namespace isobar
