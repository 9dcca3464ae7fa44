#include "app/cli/commands/export.h"

#include "app/cli/commands/exporttable.h"
#include "app/cli/progressline.h"
#include "app/runtime/historyjournal.h"
#include "core/base/isotime.h"
#include "core/base/numbers.h"
#include "core/market/eventjson.h"
#include "core/storage/historyreader.h"
#include "core/venues/registry.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <cstdio>
#include <memory>

namespace isobar {

namespace {

struct ExportOptions {
    QString what;
    std::string history;
    std::string asset; ///< empty: all
    HistorySpan span;
    ExportTable::Format format = ExportTable::Format::Csv;
    QString out; ///< empty: stdout
};

const QStringList Kinds{QStringLiteral("funding"), QStringLiteral("oi"), QStringLiteral("bars"),
    QStringLiteral("liquidations"), QStringLiteral("events"), QStringLiteral("journal")};

int usageError(const std::string &text)
{
    std::fprintf(stderr, "isobar-cli export: %s\n", text.c_str());
    return 2;
}

int failure(const std::string &text)
{
    std::fprintf(stderr, "isobar-cli export: %s\n", text.c_str());
    return 1;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("Writes what the local history holds as a table: funding (live "
                                                    "samples and settlements), oi, bars (of a minute), liquidations, "
                                                    "or events; or a window of it as a journal for `isobar-cli "
                                                    "replay`. It may be written to meanwhile."));
    parser.addHelpOption();
    parser.addPositionalArgument(
        QStringLiteral("KIND"), QStringLiteral("funding, oi, bars, liquidations, events or journal."));
    parser.addOptions({
        {QStringLiteral("asset"), QStringLiteral("Only this one."), QStringLiteral("name")},
        {QStringLiteral("from"), QStringLiteral("Begin: 2026-02-27, 2026-02-27T14:30 (UTC), or Unix ms."),
            QStringLiteral("time")},
        {QStringLiteral("to"), QStringLiteral("End, not included."), QStringLiteral("time")},
        {QStringLiteral("format"), QStringLiteral("csv, or json: one object a line (csv)."), QStringLiteral("name"),
            QStringLiteral("csv")},
        {QStringLiteral("out"), QStringLiteral("To this file instead of the standard output."), QStringLiteral("file")},
        {QStringLiteral("profile"), QStringLiteral("The folder that the terminal keeps its data in."),
            QStringLiteral("folder")},
        {QStringLiteral("history"), QStringLiteral("This file instead of history.sqlite of the profile."),
            QStringLiteral("file")},
    });
}

std::optional<TimeMs> timeOf(const std::string &text)
{
    if (const auto unixMs = parseInteger(text))
        return unixMs;
    const std::size_t blank = text.find_first_of("T ");
    if (blank == text.npos)
        return parseIsoTime(text + "T00:00:00");
    return parseIsoTime(text.size() == blank + 6 ? text + ":00" : text);
}

/// The history of the terminal's profile, which is named after the terminal.
std::string historyFile(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("history")))
        return parser.value(QStringLiteral("history")).toStdString();
    QString profile = parser.value(QStringLiteral("profile"));
    if (profile.isEmpty()) {
        const QString ours = QCoreApplication::applicationName();
        QCoreApplication::setApplicationName(QStringLiteral("isobar"));
        profile = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QCoreApplication::setApplicationName(ours);
    }
    return QDir(profile).filePath(QStringLiteral("history.sqlite")).toStdString();
}

Result<ExportOptions> readOptions(const QCommandLineParser &parser)
{
    ExportOptions options;
    const QStringList words = parser.positionalArguments();
    if (words.size() != 1 || !Kinds.contains(words.first()))
        return Error{"wants one of funding, oi, bars, liquidations, events, journal"};
    options.what = words.first();
    options.history = historyFile(parser);
    options.asset = parser.value(QStringLiteral("asset")).trimmed().toUpper().toStdString();
    for (const auto &[name, time] : {std::pair("from", &options.span.fromMs), std::pair("to", &options.span.toMs)}) {
        if (!parser.isSet(QLatin1String(name)))
            continue;
        const std::string text = parser.value(QLatin1String(name)).trimmed().toStdString();
        const auto read = timeOf(text);
        if (!read)
            return Error{std::string("--") + name + " wants a time like 2026-02-27T14:30, not '" + text + "'"};
        *time = *read;
    }
    if (options.span.fromMs >= options.span.toMs)
        return Error{"--from must lie before --to"};
    const QString format = parser.value(QStringLiteral("format"));
    if (format != QLatin1String("csv") && format != QLatin1String("json"))
        return Error{"--format wants csv or json"};
    options.format = format == QLatin1String("json") ? ExportTable::Format::Json : ExportTable::Format::Csv;
    options.out = parser.value(QStringLiteral("out"));
    if (options.what == QLatin1String("journal")) {
        const bool isBounded = parser.isSet(QStringLiteral("from")) && parser.isSet(QStringLiteral("to"));
        if (options.asset.empty() || options.out.isEmpty() || !isBounded)
            return Error{"a journal wants --asset, --from, --to and --out"};
    }
    return options;
}

std::vector<std::string> columnsOf(const QString &what)
{
    if (what == QLatin1String("funding"))
        return {"time_utc", "time_ms", "asset", "venue", "symbol", "kind", "rate", "interval_hours", "next_funding_ms",
            "predicted"};
    if (what == QLatin1String("oi"))
        return {"time_utc", "time_ms", "asset", "venue", "symbol", "open_interest_base", "open_interest_usd"};
    if (what == QLatin1String("bars"))
        return {"time_utc", "time_ms", "asset", "venue", "symbol", "open", "high", "low", "close", "volume_base",
            "taker_buy_base"};
    if (what == QLatin1String("liquidations"))
        return {"time_utc", "time_ms", "asset", "venue", "symbol", "position", "price", "base_quantity", "usd"};
    return {"time_utc", "time_ms", "id", "type", "priority", "asset", "side", "scope", "state", "event"};
}

/// Writes one contract's rows after the other.
class Exporter {
public:
    Exporter(const HistoryReader &reader, const ExportOptions &options, ExportTable &table)
        : m_reader(reader), m_options(options), m_table(table)
    {
    }

    Result<void> contract(const StoredContract &contract)
    {
        m_contract = &contract.instrument;
        if (m_options.what == QLatin1String("funding"))
            return funding(contract);
        if (m_options.what == QLatin1String("oi"))
            return openInterest(contract);
        if (m_options.what == QLatin1String("bars"))
            return bars(contract);
        return liquidations(contract);
    }

    /// As they were told; what is no event is left out of a table, and cannot be in the file.
    Result<void> events()
    {
        return m_reader.events(m_options.asset, m_options.span, [&](const std::string &json) {
            const auto event = eventFromJson(json);
            if (!event)
                return;
            m_table.time(event->timeMs).text(eventIdText(event->id)).text(eventTypeName(event->type));
            m_table.text("P" + std::to_string(static_cast<int>(event->priority))).text(event->asset);
            m_table.text(event->side ? sideName(*event->side) : std::string_view()).text(scopeName(event->scope));
            m_table.text(eventStateName(event->state)).text(json);
            m_table.endRow();
        });
    }

private:
    ExportTable &begin(TimeMs timeMs)
    {
        return m_table.time(timeMs).text(m_contract->asset).text(m_contract->venue).text(m_contract->symbol);
    }

    Result<void> funding(const StoredContract &contract)
    {
        const auto live = m_reader.funding(contract, m_options.span, [&](TimeMs timeMs, const Funding &value) {
            begin(timeMs).text("live").number(value.rate).number(value.intervalHours);
            m_table.whole(value.nextFundingMs).number(value.predictedRate).endRow();
        });
        if (!live)
            return live;
        return m_reader.settlements(contract, m_options.span, [&](const Settlement &value) {
            begin(value.timeMs).text("settled").number(value.rate).number({}).whole({}).number({}).endRow();
        });
    }

    Result<void> openInterest(const StoredContract &contract)
    {
        return m_reader.openInterest(contract, m_options.span, [&](TimeMs timeMs, const OpenInterest &value) {
            begin(timeMs).number(value.baseQuantity).number(value.notionalUsd).endRow();
        });
    }

    Result<void> bars(const StoredContract &contract)
    {
        return m_reader.bars(contract, MinuteMs, m_options.span, [&](TimeMs openMs, const StoredBar &bar) {
            begin(openMs).number(bar.open).number(bar.high).number(bar.low).number(bar.close);
            m_table.number(bar.baseVolume).number(bar.takerBuyBase).endRow();
        });
    }

    Result<void> liquidations(const StoredContract &contract)
    {
        return m_reader.liquidations(contract, m_options.span, [&](const Liquidation &value) {
            begin(value.timeMs).text(value.position == PositionSide::Long ? "long" : "short");
            m_table.number(value.price).number(value.baseQuantity).number(value.notionalUsd).endRow();
        });
    }

    const HistoryReader &m_reader;
    const ExportOptions &m_options;
    ExportTable &m_table;
    const Instrument *m_contract = nullptr;
};

/// The window as a journal for `isobar-cli replay`.
int exportJournal(const HistoryReader &reader, const ExportOptions &options)
{
    HistoryJournalWish wish;
    wish.assets = {options.asset};
    wish.fromMs = options.span.fromMs;
    wish.toMs = options.span.toMs;
    wish.path = options.out.toStdString();
    for (const auto &venue : allVenues())
        wish.venues[venue->profile().traits.id] = venue->profile().traits;
    ProgressLine progress;
    const auto done = writeHistoryJournal(
        reader, wish, [&](double share) { progress.show(std::to_string(static_cast<int>(100 * share)) + " %"); });
    progress.clear();
    return done ? 0 : failure(done.error());
}

int exportTo(std::FILE *out, const HistoryReader &reader, const ExportOptions &options)
{
    ExportTable table(out, options.format, columnsOf(options.what));
    Exporter exporter(reader, options, table);
    ProgressLine progress;
    if (options.what == QLatin1String("events")) {
        if (const auto done = exporter.events(); !done)
            return failure(done.error());
    } else {
        const auto contracts = reader.contracts(options.asset);
        if (!contracts)
            return failure(contracts.error());
        for (std::size_t i = 0; i < contracts->size() && !table.hasFailed(); ++i) {
            progress.show(std::to_string(i + 1) + "/" + std::to_string(contracts->size()) + " contracts, "
                + std::to_string(table.rows()) + " rows");
            if (const auto done = exporter.contract((*contracts)[i]); !done)
                return failure(done.error());
        }
    }
    progress.clear();
    if (std::fflush(out) != 0 || table.hasFailed())
        return failure("the output could not be written");
    std::fprintf(stderr, "%llu rows\n", static_cast<unsigned long long>(table.rows()));
    return 0;
}

} // namespace

int runExport(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli export")) + arguments))
        return usageError(parser.errorText().toStdString());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    const auto options = readOptions(parser);
    if (!options)
        return usageError(options.error());
    const auto reader = HistoryReader::open(options->history);
    if (!reader)
        return failure(reader.error());
    if (options->what == QLatin1String("journal"))
        return exportJournal(**reader, *options);
    if (options->out.isEmpty())
        return exportTo(stdout, **reader, *options);
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(
        std::fopen(options->out.toLocal8Bit().constData(), "w"), &std::fclose);
    if (!file)
        return failure("cannot write " + options->out.toStdString());
    return exportTo(file.get(), **reader, *options);
}

} // namespace isobar
