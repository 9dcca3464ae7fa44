#pragma once
#include "core/base/time.h"
#include "core/simulation/listings.h"
#include "core/venues/registry.h"

#include <QByteArrayList>
#include <QString>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace isobar::loadbench {

/// When what happens, in seconds of market time after the start of the simulated market.
struct Timetable {
    int burstS = 0, burstForS = 10; ///< 20 000 frames a second
    int peakS = 0, peakForS = 1; ///< 100 000
    int settlementS = 0; ///< of all contracts, within the first burst
    int ratesS = 0; ///< every rate becomes another, within the peak
    int killsFromS = 0, killsToS = 0, killsEveryS = 3; ///< liquidations
    int endS = 0;

    explicit Timetable(int leadS)
        : burstS(leadS), peakS(leadS + 30), settlementS(leadS + 5), ratesS(peakS), killsFromS(leadS - 6),
          killsToS(peakS + 6), endS(peakS + 20)
    {
    }
};

constexpr double BurstFramesPerSecond = 20'000, PeakFramesPerSecond = 100'000;

/// A liquidation that the script wants.
struct Kill {
    std::string venue, symbol;
    double price = 0, tick = 0;
    TimeMs timeMs = 0;
};

/// The script of the load, and the truth that it makes.
struct LoadScript {
    QByteArrayList lines;
    std::vector<Kill> kills; ///< of venues with a public feed of liquidations
    std::vector<Kill> large; ///< each of them an event, within the first burst
    std::map<std::string, double> rates8h; ///< "venue symbol"
    std::vector<std::string> contracts; ///< "venue symbol": each of them settles
};

/// BitMart and Aevo pay at the end of a period what the one before it measured: a scripted rate is the coming one only.
inline bool tellsRatesLate(const std::string &venue) { return venue == "bitmart" || venue == "aevo"; }

inline void addKills(LoadScript &script, const simulation::Listing &listing, double usualPrice, const Timetable &times,
    TimeMs startMs, int offset)
{
    const simulation::ContractSpec &spec = listing.spec;
    int number = 0;
    for (int at = times.killsFromS + offset; at < times.killsToS; at += times.killsEveryS, ++number) {
        // Another price each time, so that each is known again.
        const double price = (std::round(usualPrice * 0.97 / spec.tick) + number) * spec.tick;
        const double base = spec.inverse ? 20 * spec.contractSize / price : 20 * std::max(spec.lot, spec.contractSize);
        script.lines.append(QStringLiteral(R"({"at_s":%1,"venue":"%2","symbol":"%3","liquidate":{"position":"long",)"
                                           R"("price":%4,"base_quantity":%5}})")
                                .arg(at)
                                .arg(QString::fromStdString(spec.venue), QString::fromStdString(spec.symbol))
                                .arg(price, 0, 'g', 12)
                                .arg(base, 0, 'g', 12)
                                .toUtf8());
        script.kills.push_back({spec.venue, spec.symbol, price, spec.tick, startMs + at * SecondMs});
    }
}

/// A liquidation large enough for an event of its own, once an asset.
inline void addLarge(LoadScript &script, const simulation::Listing &listing, double usualPrice, const Timetable &times,
    TimeMs startMs, int number)
{
    constexpr double Usd = 3e6;
    const simulation::ContractSpec &spec = listing.spec;
    const int at = times.burstS + 1 + number % (times.burstForS - 2);
    const double price = std::round(usualPrice * 0.96 / spec.tick) * spec.tick;
    script.lines.append(QStringLiteral(R"({"at_s":%1,"venue":"%2","symbol":"%3","liquidate":{"position":"long",)"
                                       R"("price":%4,"base_quantity":%5}})")
                            .arg(at)
                            .arg(QString::fromStdString(spec.venue), QString::fromStdString(spec.symbol))
                            .arg(price, 0, 'g', 12)
                            .arg(std::ceil(Usd / price / spec.lot) * spec.lot, 0, 'g', 12)
                            .toUtf8());
    script.large.push_back({spec.venue, spec.symbol, price, spec.tick, startMs + at * SecondMs});
}

inline QByteArray flood(const std::string &venue, int atS, int forS, double framesPerSecond)
{
    return QStringLiteral(R"({"at_s":%1,"venue":"%2","fault":"flood","frames_per_s":%3,"for_s":%4})")
        .arg(atS)
        .arg(QString::fromStdString(venue))
        .arg(framesPerSecond)
        .arg(forS)
        .toUtf8();
}

inline LoadScript loadScript(int assets, const Timetable &times, TimeMs startMs)
{
    LoadScript script;
    std::map<std::string, double> prices;
    for (const simulation::AssetProfile &profile : simulation::assetProfiles(assets))
        prices[profile.name] = profile.price;
    const auto venues = allVenues();
    const double share = 1.0 / static_cast<double>(venues.size());
    for (std::size_t v = 0; v < venues.size(); ++v) {
        const VenueTraits &traits = venues[v]->profile().traits;
        script.lines.append(flood(traits.id, times.burstS, times.burstForS, BurstFramesPerSecond * share));
        script.lines.append(flood(traits.id, times.peakS, times.peakForS, PeakFramesPerSecond * share));
        int number = 0;
        for (const simulation::Listing &listing : simulation::listings({traits.id}, assets)) {
            const simulation::ContractSpec &spec = listing.spec;
            const std::string name = traits.id + ' ' + spec.symbol;
            script.contracts.push_back(name);
            const double rate = 1e-5 * static_cast<double>(20 + v) + 1e-6 * (number % 10);
            script.rates8h[name] = rate * 8 / spec.intervalHours;
            script.lines.append(QStringLiteral(R"({"at_s":%1,"venue":"%2","symbol":"%3","set":{"funding_rate":%4}})")
                                    .arg(times.ratesS)
                                    .arg(QString::fromStdString(spec.venue), QString::fromStdString(spec.symbol))
                                    .arg(rate, 0, 'g', 12)
                                    .toUtf8());
            if (traits.liquidations != LiquidationFeed::None && listing.isMain)
                addKills(script, listing, prices[spec.asset] * spec.scale, times, startMs, number % times.killsEveryS);
            if (traits.id == "bybit" && listing.isMain)
                addLarge(script, listing, prices[spec.asset] * spec.scale, times, startMs, number);
            ++number;
        }
    }
    return script;
}

} // namespace isobar::loadbench
