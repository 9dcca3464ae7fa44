#include "app/cli/commands/venues.h"

#include "core/venues/registry.h"

#include <QCommandLineParser>
#include <boost/json.hpp>
#include <cstdio>

namespace isobar {

namespace {

const char *cadenceWord(const StreamCadence &cadence)
{
    return cadence.gapMs == 0 ? "-" : cadence.polled ? "poll" : "stream";
}

const char *liquidationWord(LiquidationFeed feed)
{
    return feed == LiquidationFeed::All ? "all" : feed == LiquidationFeed::Throttled ? "throttled" : "none";
}

/// Where the bars of the running time come from (DESIGN 4).
const char *liveBarsWord(const VenueTraits &traits)
{
    return traits.of(StreamType::Trade).gapMs > 0 ? "trades" : "klines";
}

std::string pastWords(const VenueTraits &traits)
{
    std::string words;
    for (const auto &[has, word] : {std::pair{traits.pastBars, "bars"}, {traits.barsHaveTakerSide, "taker side"},
             {traits.pastOpenInterest, "OI"}}) {
        if (has)
            words += (words.empty() ? "" : ", ") + std::string(word);
    }
    return words.empty() ? "-" : words;
}

void printJson(const VenueProfile &profile)
{
    boost::json::object out;
    out["id"] = profile.traits.id;
    out["name"] = profile.traits.name;
    out["operator"] = profile.traits.operatorName;
    out["rest"] = profile.restHost;
    out["ws"] = profile.wsHost;
    out["liquidations"] = liquidationWord(profile.traits.liquidations);
    for (std::size_t i = 0; i < StreamTypeCount; ++i)
        out[streamTypeName(static_cast<StreamType>(i))] = cadenceWord(profile.traits.cadence[i]);
    out["live_bars"] = liveBarsWord(profile.traits);
    out["past_bars"] = profile.traits.pastBars;
    out["past_bars_taker_side"] = profile.traits.barsHaveTakerSide;
    out["past_open_interest"] = profile.traits.pastOpenInterest;
    std::printf("%s\n", boost::json::serialize(out).c_str());
}

} // namespace

int runVenues(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "The venues and what each publishes: by stream, by polling, or not at all (-), and of what the past can be "
        "asked for. --json tells more."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("json"), QStringLiteral("One JSON object a line.")});
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli venues")) + arguments)
        || !parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "isobar-cli venues: %s\n",
            qPrintable(parser.errorText().isEmpty() ? QStringLiteral("takes no argument") : parser.errorText()));
        return 2;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    const bool asJson = parser.isSet(QStringLiteral("json"));
    constexpr const char *Columns = "%-13s %-7s %-6s %-6s %-6s %-6s %-9s %s\n"; // a terminal of 80
    if (!asJson)
        std::printf(Columns, "venue", "funding", "mark", "OI", "volume", "trades", "liq.", "past");
    for (const auto &venue : allVenues()) {
        const VenueProfile &profile = venue->profile();
        if (asJson) {
            printJson(profile);
            continue;
        }
        const auto word = [&](StreamType type) { return cadenceWord(profile.traits.of(type)); };
        std::printf(Columns, profile.traits.id.c_str(), word(StreamType::Funding), word(StreamType::Mark),
            word(StreamType::OpenInterest), word(StreamType::Volume), word(StreamType::Trade),
            liquidationWord(profile.traits.liquidations), pastWords(profile.traits).c_str());
    }
    return 0;
}

} // namespace isobar
