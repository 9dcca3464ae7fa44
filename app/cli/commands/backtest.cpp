#include "app/cli/commands/backtest.h"

#include "app/cli/historyfile.h"
#include "core/backtest/protocol.h"
#include "core/market/jsontext.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace isobar {

namespace {

namespace json = boost::json;

int usageError(const QString &text)
{
    std::fprintf(stderr, "isobar-cli backtest: %s\n", qPrintable(text));
    return 2;
}

bool isOnTerminal()
{
#ifdef Q_OS_WIN
    return ::_isatty(::_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

/// A line on a terminal that says how far it is.
class ProgressLine {
public:
    explicit ProgressLine(QString what) : m_what(std::move(what)), m_isShown(isOnTerminal()) { }
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    void clear()
    {
        if (m_isShown)
            std::fputs("\r\033[K", stderr);
    }
    void show(double share)
    {
        const int percent = static_cast<int>(100 * share);
        if (!m_isShown || percent == m_percent)
            return;
        m_percent = percent;
        std::fprintf(stderr, "\r\033[K%s: %d %%", qPrintable(m_what), percent);
        std::fflush(stderr);
    }

private:
    QString m_what;
    bool m_isShown;
    int m_percent = -1;
};

const char *sideName(PositionSide side) { return side == PositionSide::Long ? "long" : "short"; }

/// A number, or null where there is none.
json::value number(double value) { return std::isfinite(value) ? json::value(value) : json::value(nullptr); }
json::array bounds(const Interval &interval) { return {number(interval.low), number(interval.high)}; }

void printJson(const QString &file, const FileScore &score)
{
    for (const MethodScore &each : score.methods) {
        json::object line{{"file", file.toStdString()}, {"side", sideName(each.side)}, {"method", each.method},
            {"partial_rho", number(each.partialRho)}, {"partial_rho_95", bounds(each.partialRhoInterval)},
            {"above_freshness_95", bounds(each.aboveFreshness)}, {"above_naive_95", bounds(each.aboveNaive)},
            {"deviance", number(each.deviance)}, {"within_3x", number(each.withinThree)},
            {"hot_bin_auc", number(each.hotBinAuc)}, {"brightness", number(each.brightness)},
            {"coverage_50", number(each.coverage50)}, {"coverage_80", number(each.coverage80)},
            {"crps", number(each.crps)}};
        for (const TouchScore &touch : score.touch) {
            const std::string hours = std::to_string(touch.horizonHours) + "h";
            line["touch_ece_" + hours] = number(touch.calibrationError);
            line["touch_skill_" + hours] = number(touch.brierSkill);
            line["touch_skill_by_distance_" + hours] = number(touch.skillByDistance);
        }
        line["n"] = each.n;
        std::printf("%s\n", jsonText(line).c_str());
    }
}

void printTable(const QString &file, const FileScore &score)
{
    std::printf("%s\n", qPrintable(file));
    std::printf("  %-6s %-24s %11s %14s %8s %6s %6s %7s %5s %5s %6s %6s\n", "side", "method", "partial rho", "95 %",
        "deviance", "x3", "hot", "bright", "50 %", "80 %", "crps", "n");
    for (const MethodScore &each : score.methods) {
        std::printf("  %-6s %-24s %+11.3f  %+5.2f .. %+5.2f %8.2f %6.2f %6.2f %+7.2f %5.2f %5.2f %6.2f %6d\n",
            sideName(each.side), each.method.c_str(), each.partialRho, each.partialRhoInterval.low,
            each.partialRhoInterval.high, each.deviance, each.withinThree, each.hotBinAuc, each.brightness,
            each.coverage50, each.coverage80, each.crps, each.n);
    }
    for (const TouchScore &each : score.touch) {
        std::printf(
            "  touch within %2d h: skill %.3f (%.3f against the rate of each distance), calibration error %.3f, n %d\n",
            each.horizonHours, each.brierSkill, each.skillByDistance, each.calibrationError, each.n);
    }
    std::printf("\n");
}

/// Whether it is the same history, whatever the file is called.
bool isSame(const HistoryFile &a, const HistoryFile &b)
{
    return std::equal(a.bars.begin(), a.bars.end(), b.bars.begin(), b.bars.end(),
        [](const HistoryBar &x, const HistoryBar &y) { return x.openMs == y.openMs && x.close == y.close; });
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "The track record of the model on historical bars, beside other methods. Fits on the first 60 % of one file "
        "and "
        "scores the rest of that file and all of the others, hour by hour: how well the expected liquidations rank "
        "those that came, given the size of the move, the last 24 h and the open interest (partial rho, with its "
        "interval from resampled blocks of 48 h); explained deviance; share within a factor of three; hot bins inside "
        "one way; brightness between ways; what the 50 and 80 % intervals covered; and the touch probabilities."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("fit"),
        QStringLiteral("The file to fit on, its first 60 %. Default: the first FILE."), QStringLiteral("file")});
    parser.addOption({QStringLiteral("asset"), QStringLiteral("Whose levels: sets their resolution. Default: BTC."),
        QStringLiteral("name"), QStringLiteral("BTC")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("One JSON object a line: a file, side and method.")});
    parser.addPositionalArgument(QStringLiteral("FILE..."),
        QStringLiteral("CSV of bars of up to an hour, plain or gzip: t_ms,open,high,low,close and volume, open "
                       "interest, liquidations."));
}

} // namespace

int runBacktest(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli backtest")) + arguments))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty())
        return usageError(QStringLiteral("no file is named"));
    const QString fitPath = parser.isSet(QStringLiteral("fit")) ? parser.value(QStringLiteral("fit")) : files.first();
    const auto failed = [](const std::string &text) {
        std::fprintf(stderr, "isobar-cli backtest: %s\n", text.c_str());
        return 1;
    };

    const Lattice lattice = latticeOf(parser.value(QStringLiteral("asset")).toStdString());
    const Protocol protocol;
    const auto fitFile = readHistoryFile(fitPath);
    if (!fitFile)
        return failed(fitFile.error());
    if (!fitFile->hasLiquidations)
        return failed(fitPath.toStdString() + ": it tells no liquidations to fit on");
    const FittedModels models = fitOn(*fitFile, lattice, protocol);
    for (const QString &path : files) {
        const auto file = readHistoryFile(path);
        if (!file)
            return failed(file.error());
        if (!file->hasLiquidations)
            return failed(path.toStdString() + ": it tells no liquidations to score by");
        ProgressLine line(QFileInfo(path).fileName());
        const bool isFitted = isSame(*file, *fitFile);
        const FileScore score = scoreFile(*file, models, lattice, protocol,
            isFitted ? std::optional(models.load.fittedMs) : std::nullopt, [&line](double share) { line.show(share); });
        line.clear();
        if (parser.isSet(QStringLiteral("json")))
            printJson(path, score);
        else
            printTable(path, score);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace isobar
