#include "app/cli/commands/record.h"

#include "app/cli/progressline.h"
#include "app/runtime/demomarket.h"
#include "app/runtime/quitsignals.h"
#include "app/runtime/sourceoptions.h"
#include "core/feed/netthread.h"
#include "core/storage/recording.h"
#include "core/venues/registry.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>
#include <atomic>
#include <cmath>
#include <cstdio>

namespace isobar {

namespace {

struct RecordOptions {
    SourceOptions source;
    QString file;
    double hours = 0; ///< 0: until it is stopped
    std::vector<std::string> assets{"BTC", "ETH", "SOL"};
};

int usageError(const QString &text)
{
    std::fprintf(stderr, "isobar-cli record: %s\n", qPrintable(text));
    return 2;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Records the raw frames of all venues, for `isobar-cli replay`. Ends after --hours, or with Ctrl+C."));
    parser.addHelpOption();
    addSourceOptions(parser, false);
    parser.addOptions({
        {QStringLiteral("out"), QStringLiteral("The file to begin; it must not exist yet."), QStringLiteral("file")},
        {QStringLiteral("hours"), QStringLiteral("End after that many hours."), QStringLiteral("number")},
        {QStringLiteral("asset"), QStringLiteral("Assets to record, comma separated (BTC,ETH,SOL)."),
            QStringLiteral("names")},
    });
}

Result<RecordOptions> readOptions(const QCommandLineParser &parser)
{
    RecordOptions options;
    auto source = readSourceOptions(parser, 1);
    if (!source)
        return Error{source.error()};
    options.source = std::move(*source);
    options.file = parser.value(QStringLiteral("out"));
    if (options.file.isEmpty())
        return Error{"--out FILE is missing"};
    if (parser.isSet(QStringLiteral("hours"))) {
        bool isNumber = false;
        options.hours = parser.value(QStringLiteral("hours")).toDouble(&isNumber);
        if (!isNumber || !(options.hours > 0 && options.hours <= 500))
            return Error{"--hours wants a number, more than 0 and at most 500"};
    }
    if (parser.isSet(QStringLiteral("asset"))) {
        options.assets.clear();
        for (const QString &name : parser.value(QStringLiteral("asset")).split(QLatin1Char(','), Qt::SkipEmptyParts))
            options.assets.push_back(name.trimmed().toUpper().toStdString());
        if (options.assets.empty())
            return Error{"--asset wants names like BTC,ETH"};
    }
    return options;
}

/// Counts the frames on their way to the file.
class CountingSink final : public FrameSink {
public:
    explicit CountingSink(FrameSink &next) : m_next(next) { }
    void takeFrame(std::string_view venue, int connection, const Frame &frame) override
    {
        m_next.takeFrame(venue, connection, frame);
        m_frames.fetch_add(1, std::memory_order_relaxed);
    }
    std::uint64_t frames() const { return m_frames.load(std::memory_order_relaxed); }

private:
    FrameSink &m_next;
    std::atomic<std::uint64_t> m_frames = 0;
};

/// Demo servers or an endpoints file, if asked for; else the venues' own hosts.
Result<std::optional<Endpoints>> endpointsOf(const SourceOptions &source, DemoMarket &demo)
{
    if (source.demoScenario) {
        Result<Endpoints> started = demo.start(*source.demoScenario, source.seed, source.speed);
        if (!started)
            return Error{started.error()};
        return std::optional(std::move(*started));
    }
    if (source.endpointsFile) {
        std::vector<std::string> known;
        for (const auto &venue : allVenues())
            known.push_back(venue->profile().traits.id);
        Result<Endpoints> read = readEndpoints(source.endpointsFile->toStdString(), known);
        if (!read)
            return Error{read.error()};
        return std::optional(std::move(*read));
    }
    return std::optional<Endpoints>();
}

FileHeader headerOf(const RecordOptions &options, const FeedConfig &feed, const SystemClock &clock)
{
    FileHeader header;
    header.origin = clock.spec() != ClockSpec() || options.source.demoScenario ? "demo" : "live";
    header.createdMs = clock.transportMs();
    header.clock = clock.spec();
    for (const auto &venue : feed.venues) {
        if (!feed.endpoints || feed.endpoints->venues.contains(venue->profile().traits.id))
            header.venues.push_back(venue->profile().traits.id);
    }
    header.watched = options.assets;
    return header;
}

void tellTrouble(const StorageTrouble &trouble)
{
    if (trouble.reason.empty()) {
        std::fprintf(stderr, "isobar-cli record: %s can be written again; %llu frames were lost\n",
            trouble.store.c_str(), static_cast<unsigned long long>(trouble.lostRecords));
    } else {
        std::fprintf(stderr, "isobar-cli record: frames are being lost: %s\n", trouble.reason.c_str());
    }
}

/// "12.3 MB, 45.6 MB an hour".
std::string sizeText(qint64 bytes, TimeMs ms)
{
    constexpr TimeMs TooShortMs = 2 * SecondMs; // to say what an hour takes
    char text[64];
    const double megabytes = static_cast<double>(bytes) / 1e6;
    if (ms < TooShortMs)
        std::snprintf(text, sizeof text, "%.1f MB", megabytes);
    else
        std::snprintf(text, sizeof text, "%.1f MB, %.0f MB an hour", megabytes,
            megabytes * static_cast<double>(HourMs) / static_cast<double>(ms));
    return text;
}

/// Runs until the time is over or somebody ends it.
int record(const RecordOptions &options)
{
    DemoMarket demo;
    FeedConfig feed;
    feed.venues = allVenues();
    feed.watched = options.assets;
    Result<std::optional<Endpoints>> endpoints = endpointsOf(options.source, demo);
    if (!endpoints) {
        std::fprintf(stderr, "isobar-cli record: %s\n", endpoints.error().c_str());
        return 1;
    }
    feed.endpoints = std::move(*endpoints);
    const SystemClock clock(feed.endpoints && feed.endpoints->clock ? *feed.endpoints->clock : ClockSpec());

    StorageThread storage;
    auto writer =
        RecordingWriter::create(options.file.toStdString(), headerOf(options, feed, clock), storage, tellTrouble);
    if (!writer) {
        std::fprintf(stderr, "isobar-cli record: %s\n", writer.error().c_str());
        return 1;
    }
    CountingSink sink(**writer);
    InstrumentNames names;
    StreamQueue queue;
    NetThread net(std::move(feed), clock, names, queue, &sink);

    const QuitSignals quit([] { QCoreApplication::quit(); });
    if (options.hours > 0)
        QTimer::singleShot(std::chrono::milliseconds(std::llround(options.hours * HourMs)), Qt::CoarseTimer,
            [] { QCoreApplication::quit(); });
    ProgressLine progress;
    const TimeMs begun = clock.transportMs();
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
        queue.take(); // nobody is interested in what the frames mean
        progress.show(std::to_string(sink.frames()) + " frames, "
            + sizeText((*writer)->bytesWritten(), clock.transportMs() - begun));
    });
    tick.start(500);
    net.start();
    QCoreApplication::exec();
    net.stop();
    (*writer)->close();
    demo.stop();
    progress.clear();
    std::fprintf(stderr, "%llu frames, %s in %s\n", static_cast<unsigned long long>(sink.frames()),
        sizeText((*writer)->bytesWritten(), clock.transportMs() - begun).c_str(), qPrintable(options.file));
    if ((*writer)->lostFrames() > 0) {
        std::fprintf(stderr, "isobar-cli record: %llu frames could not be stored\n",
            static_cast<unsigned long long>((*writer)->lostFrames()));
        return 1;
    }
    return 0;
}

} // namespace

int runRecord(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli record")) + withDemoDefault(arguments)))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return usageError(
            QStringLiteral("what is '%1'? The file is given by --out").arg(parser.positionalArguments().first()));
    const Result<RecordOptions> options = readOptions(parser);
    if (!options)
        return usageError(QString::fromStdString(options.error()));
    return record(*options);
}

} // namespace isobar
