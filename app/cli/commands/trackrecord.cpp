#include "app/cli/commands/trackrecord.h"

#include "core/market/jsontext.h"
#include "core/storage/ledgerstore.h"
#include "core/trackrecord/ledgerjson.h"
#include "core/trackrecord/marks.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>

namespace isobar {

namespace {

namespace json = boost::json;

constexpr std::array SideNames{"long", "short", "both"};
constexpr std::array Horizons{4, 24};

int usageError(const QString &text)
{
    std::fprintf(stderr, "isobar-cli track-record: %s\n", qPrintable(text));
    return 2;
}

int failure(const std::string &text)
{
    std::fprintf(stderr, "isobar-cli track-record: %s\n", text.c_str());
    return 1;
}

/// The folder of the terminal's profile, which is named after the terminal.
std::string folderOf(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("folder")))
        return parser.value(QStringLiteral("folder")).toStdString();
    QString profile = parser.value(QStringLiteral("profile"));
    if (profile.isEmpty()) {
        const QString ours = QCoreApplication::applicationName();
        QCoreApplication::setApplicationName(QStringLiteral("isobar"));
        profile = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QCoreApplication::setApplicationName(ours);
    }
    return QDir(profile).filePath(QStringLiteral("track-record")).toStdString();
}

/// A number, or null where there is none.
json::value number(double value) { return std::isfinite(value) ? json::value(value) : json::value(nullptr); }

void addSkill(json::object &line, const std::string &name, const Skill &skill)
{
    line[name] = skill.value ? number(*skill.value) : json::value(nullptr);
    line[name + "_90"] =
        skill.interval ? json::value({skill.interval->low, skill.interval->high}) : json::value(nullptr);
    line[name + "_against"] = skill.against;
}

json::object lineOf(const std::string &asset, bool isBackfill, const char *side, const std::string &ledger, int cases)
{
    return {{"asset", asset}, {"source", isBackfill ? "backfill" : "live"}, {"side", side}, {"ledger", ledger},
        {"n", cases}, {"enough", cases >= LeastRecordCases}};
}

std::vector<json::object> linesOf(const std::string &asset, bool isBackfill, const RecordMarks &marks)
{
    std::vector<json::object> lines;
    for (std::size_t side = 0; side < RecordSides; ++side) {
        const auto begin = [&](const std::string &ledger, int cases) -> json::object & {
            return lines.emplace_back(lineOf(asset, isBackfill, SideNames[side], ledger, cases));
        };
        for (std::size_t h = 0; h < Horizons.size(); ++h) {
            const TouchMarks &touch = marks.touch[side][h];
            json::object &line = begin("touch_" + std::to_string(Horizons[h]) + "h", touch.cases);
            line["brier"] = touch.brier;
            line["null_brier"] = touch.nullBrier;
            line["log_score"] = touch.logScore;
            line["ece"] = touch.calibrationError;
            addSkill(line, "skill", touch.skill);
        }
        const LoadMarks &load = marks.load[side];
        json::object &line = begin("load", load.cases);
        line["censored"] = load.censored;
        for (std::size_t m = 0; m < RecordMethods; ++m) {
            const MethodMarks &of = load.methods[m];
            line[recordMethodName(static_cast<RecordMethod>(m))] = json::object{{"partial_rho", number(of.rho)},
                {"crps", number(of.crps)}, {"coverage_50", number(of.coverage50)},
                {"coverage_80", number(of.coverage80)}, {"printed_over_expected", number(of.ratio)}};
        }
        addSkill(line, "skill", load.skill);
        addSkill(line, "over_opens_only", load.overOpensOnly);
        addSkill(line, "crps_skill", load.crpsSkill);
        const ClusterMarks &clusters = marks.clusters[side];
        json::object &seen = begin("cluster", clusters.touch.cases);
        seen["seen"] = clusters.seen;
        seen["touched"] = clusters.touched;
        seen["gone"] = clusters.gone;
        seen["brier"] = clusters.touch.brier;
        addSkill(seen, "skill", clusters.touch.skill);
        seen["brightness"] = clusters.brightness ? number(*clusters.brightness) : json::value(nullptr);
        seen["brightness_n"] = clusters.brightnessCases;
        const ChainMarks &chains = marks.chains[side];
        json::object &chain = begin("chain", chains.nodes);
        chain["brier"] = chains.brier;
        chain["brier_tilted"] = chains.brierTilted;
        chain["null_brier"] = chains.brierOfRate;
        chain["hot"] = chains.hot;
        chain["hot_known"] = chains.hotKnown;
        addSkill(chain, "skill", chains.skill);
    }
    for (const EventMarks &event : marks.events) {
        json::object &line = lines.emplace_back(lineOf(asset, isBackfill, "both", event.type, event.cases));
        line["enough"] = event.cases >= LeastRecordEvents;
        line["moved_3pct"] = event.moved;
        line["all_days"] = event.usual ? number(*event.usual) : json::value(nullptr);
        line["aftermath_n"] = event.aftermathCases;
        line["aftermath_moved_3pct"] = event.aftermathMoved;
    }
    return lines;
}

void printTable(const std::vector<json::object> &lines)
{
    for (const json::object &line : lines) {
        const auto text = [&line](const char *name) { return std::string(line.at(name).as_string()); };
        const bool isEnough = line.at("enough").as_bool();
        std::string skill = isEnough ? "" : "not enough cases";
        if (const json::value *value = line.if_contains("skill"); isEnough && value && value->is_double()) {
            char number[96];
            std::snprintf(number, sizeof number, "skill %+.3f", value->as_double());
            skill = number;
            if (const json::value &interval = line.at("skill_90"); interval.is_array()) {
                std::snprintf(number, sizeof number, " (%+.3f .. %+.3f)", interval.as_array()[0].to_number<double>(),
                    interval.as_array()[1].to_number<double>());
                skill += number;
            }
            skill += " against " + text("skill_against");
        }
        std::printf("%-8s %-9s %-6s %-26s n %6lld  %s\n", text("asset").c_str(), text("source").c_str(),
            text("side").c_str(), text("ledger").c_str(), static_cast<long long>(line.at("n").as_int64()),
            skill.c_str());
    }
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "How well the model did: the marks of the ledgers that the terminal writes (what was said, before the outcome, "
        "and what came), live and backfill apart; or with --lines the ledgers themselves, one JSON object a line."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("asset"), QStringLiteral("Only this one."), QStringLiteral("name")},
        {QStringLiteral("lines"), QStringLiteral("Print the lines of the ledgers instead of their marks.")},
        {QStringLiteral("json"), QStringLiteral("Marks as one JSON object a line: an asset, source, side and ledger.")},
        {QStringLiteral("profile"), QStringLiteral("The folder that the terminal keeps its data in."),
            QStringLiteral("folder")},
        {QStringLiteral("folder"), QStringLiteral("The ledgers in this folder instead of track-record of the profile."),
            QStringLiteral("folder")},
    });
}

} // namespace

int runTrackRecord(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli track-record")) + arguments))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return usageError(QStringLiteral("takes options only"));
    const std::string folder = folderOf(parser);
    std::vector<std::string> assets = ledgerAssets(folder);
    if (parser.isSet(QStringLiteral("asset")))
        assets = {parser.value(QStringLiteral("asset")).trimmed().toUpper().toStdString()};
    if (assets.empty())
        return failure("there are no ledgers in " + folder);
    for (const std::string &asset : assets) {
        for (const bool isBackfill : {false, true}) {
            const auto texts = readLedger(folder, asset, isBackfill);
            if (!texts)
                return failure(texts.error());
            std::vector<RecordLine> lines;
            for (const std::string &text : *texts) {
                auto line = ledgerLineOf(text);
                if (!line) {
                    std::fprintf(stderr, "isobar-cli track-record: %s: a line is passed over: %s\n", asset.c_str(),
                        line.error().c_str());
                    continue;
                }
                if (parser.isSet(QStringLiteral("lines")))
                    std::printf("%s\n", text.c_str());
                lines.push_back(std::move(*line));
            }
            if (parser.isSet(QStringLiteral("lines")) || lines.empty())
                continue;
            const auto marks = linesOf(asset, isBackfill, marksOf(lines));
            if (!parser.isSet(QStringLiteral("json"))) {
                printTable(marks);
                continue;
            }
            for (const json::object &line : marks)
                std::printf("%s\n", jsonText(line).c_str());
        }
    }
    return 0;
}

} // namespace isobar
