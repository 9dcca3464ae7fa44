#pragma once
#include "core/snapshot/buildsnapshot.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace isobar {

/// Builds realistic snapshots for tests and pictures of the widgets: BTC, ETH and SOL on four venues (or more), all of
/// it from plain arithmetic, so that the same calls give the same snapshot. Change parts through asset() and venue(),
/// then build().
class SnapshotBuilder {
public:
    static constexpr TimeMs Start = 1764000000000; ///< 2025-11-24 16:00 UTC: a settlement hour

    /// Four venues, all live, funding near its neutral print.
    SnapshotBuilder()
    {
        addVenue("binance-usdm", "Binance USDⓈ-M", "Binance", "Binance", 8, 0.000100, 8.1e9, 14.2e9);
        addVenue("bybit", "Bybit", "Bybit", "Bybit", 8, 0.000085, 4.4e9, 6.3e9);
        addVenue("okx", "OKX", "OKX", "OKX", 8, 0.000062, 3.2e9, 4.9e9);
        addVenue("hyperliquid", "Hyperliquid", "Hyperliquid", "Hyperliquid", 1, 0.0000125, 2.6e9, 5.2e9);
        setMarketTime(Start - 2 * HourMs - 13 * MinuteMs - 20 * SecondMs);
        finish();
    }

    /// `count` venues in all (up to 26), for tables of full height.
    SnapshotBuilder &withVenues(int count)
    {
        static const std::vector<std::pair<const char *, const char *>> More{{"bitget", "Bitget"}, {"gate", "Gate"},
            {"kucoin", "KuCoin"}, {"mexc", "MEXC"}, {"htx", "HTX"}, {"kraken", "Kraken"}, {"deribit", "Deribit"},
            {"dydx", "dYdX"}, {"bitfinex", "Bitfinex"}, {"bingx", "BingX"}, {"bitmart", "BitMart"},
            {"phemex", "Phemex"}, {"woox", "WOO X"}, {"cryptocom", "Crypto.com"}, {"delta", "Delta"},
            {"blofin", "BloFin"}, {"aster", "Aster"}, {"backpack", "Backpack"}, {"lighter", "Lighter"},
            {"paradex", "Paradex"}, {"aevo", "Aevo"}, {"binance-coinm", "Binance CM"}};
        for (int i = 0; static_cast<int>(m_assets.front().venues.size()) < count && i < int(More.size()); ++i) {
            const auto &[id, name] = More[static_cast<std::size_t>(i)];
            addVenue(id, name, name, name, i % 4 == 0 ? 4 : 8, 0.00002 + 0.00001 * (i % 9), 1.9e9 / (i + 1.5),
                3.1e9 / (i + 1.5));
        }
        return finish();
    }

    /// The crowd pays: systemic extreme of longs (or shorts), Hyperliquid hottest.
    SnapshotBuilder &extreme(bool shortsPay = false)
    {
        const double sign = shortsPay ? -1 : 1;
        const std::vector<double> rates{0.0004, 0.0009, 0.0005, 0.0012};
        for (AssetSnapshot &each : m_assets) {
            for (std::size_t i = 0; i < each.venues.size(); ++i) {
                setRate(each.venues[i], sign * (shortsPay ? 0.25 : 1.0) * rates[i % rates.size()]);
                each.venues[i].elevated = true;
            }
        }
        m_extreme = true;
        m_shorts = shortsPay;
        return finish();
    }

    /// Nothing arrived yet: `live` of the venues are connected, no rates, no prices.
    SnapshotBuilder &empty(int live = 0)
    {
        for (AssetSnapshot &each : m_assets) {
            each = AssetSnapshot{};
        }
        for (std::size_t i = 0; i < m_health.size(); ++i) {
            m_health[i].health.state = static_cast<int>(i) < live ? HealthState::Live : HealthState::Starting;
            m_health[i].health.reason = static_cast<int>(i) < live ? "" : "connecting";
        }
        m_assets[0].asset = "BTC";
        m_assets[1].asset = "ETH";
        m_assets[2].asset = "SOL";
        return *this;
    }

    /// The venue's funding is `ageMs` old: excluded as stale, row dimmed.
    SnapshotBuilder &stale(const std::string &id, TimeMs ageMs = 4 * MinuteMs)
    {
        for (AssetSnapshot &each : m_assets) {
            if (VenueRow *row = venueIn(each, id)) {
                markExcluded(*row, Exclusion::Stale, HealthState::Stale, "funding: no frame for 4 min");
                row->fundingSeenMs = m_transportMs - ageMs;
                row->held = true;
                for (ContractRow &contract : row->contracts) {
                    markExcluded(contract, Exclusion::Stale, HealthState::Stale, "funding: no frame for 4 min");
                    contract.fundingSeenMs = m_transportMs - ageMs;
                }
            }
        }
        setHealth(id, HealthState::Stale, "funding: no frame for 4 min");
        return finish();
    }

    SnapshotBuilder &excluded(const std::string &id, Exclusion why)
    {
        for (AssetSnapshot &each : m_assets) {
            if (VenueRow *row = venueIn(each, id)) {
                markExcluded(*row, why, HealthState::Live, {});
                for (ContractRow &contract : row->contracts)
                    markExcluded(contract, why, HealthState::Live, {});
            }
        }
        return finish();
    }

    SnapshotBuilder &setHealth(const std::string &id, HealthState state, const std::string &reason)
    {
        for (VenueHealthRow &row : m_health) {
            if (row.health.venue == id) {
                row.health.state = state;
                row.health.reason = reason;
            }
        }
        return *this;
    }

    /// Market and transport time are one unless `speed` differs from 1.
    SnapshotBuilder &setMarketTime(TimeMs marketMs)
    {
        m_marketMs = marketMs;
        m_transportMs = marketMs;
        return *this;
    }
    SnapshotBuilder &advance(TimeMs ms) { return setMarketTime(m_marketMs + ms); }
    SnapshotBuilder &origin(Origin origin, std::string scenario = {}, double speed = 1)
    {
        m_origin = origin;
        m_scenario = std::move(scenario);
        m_speed = speed;
        return *this;
    }

    AssetSnapshot &asset(const std::string &name)
    {
        return *std::find_if(m_assets.begin(), m_assets.end(), [&](const auto &each) { return each.asset == name; });
    }
    VenueRow &venue(const std::string &name, const std::string &id) { return *venueIn(asset(name), id); }
    std::vector<VenueHealthRow> &health() { return m_health; }

    /// Sets a venue's rate per 8 h in all cells that follow from it.
    static void setRate(VenueRow &row, double rate8h)
    {
        row.spot8h = row.smoothed8h = rate8h;
        for (ContractRow &contract : row.contracts) {
            contract.spot8h = contract.smoothed8h = rate8h;
            contract.rate = rate8h * contract.intervalHours.value_or(8) / 8;
        }
    }

    /// Recomputes weights and the aggregate from the rows.
    SnapshotBuilder &finish()
    {
        for (AssetSnapshot &each : m_assets)
            aggregate(each);
        return *this;
    }

    SnapshotPtr build() const
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->origin = m_origin;
        snapshot->scenario = m_scenario;
        snapshot->speed = m_speed;
        snapshot->marketMs = m_marketMs;
        snapshot->transportMs = m_transportMs;
        for (AssetSnapshot each : m_assets) {
            each.marketMs = m_marketMs;
            freshen(each);
            snapshot->watch.push_back(buildWatchRow(each));
            snapshot->market.openInterestUsd += each.openInterestUsd.value_or(0);
            snapshot->market.liquidated1hUsd += each.liquidatedLong1hUsd + each.liquidatedShort1hUsd;
            snapshot->market.extreme += each.aggregate.regime == Regime::Extreme ? 1 : 0;
            snapshot->market.negative += each.aggregate.rate8h.value_or(0) < 0 ? 1 : 0;
            ++snapshot->market.assets;
            snapshot->assets.push_back(std::make_shared<const AssetSnapshot>(std::move(each)));
        }
        snapshot->allAssets = {"BTC", "ETH", "SOL", "XRP", "DOGE", "HYPE", "BNB", "ADA", "SUI", "LINK", "AVAX", "LTC",
            "TRX", "PEPE", "WIF", "ENA", "AAVE", "ARB", "OP", "TIA", "INJ", "FIL", "SEI", "1INCH", "BONK", "APT"};
        snapshot->venues = m_health;
        for (VenueHealthRow &row : snapshot->venues) {
            for (StreamHealth &stream : row.health.streams) {
                if (stream.state == HealthState::Live)
                    stream.lastFrameMs = m_transportMs - 900;
            }
        }
        snapshot->venuesTotal = static_cast<int>(m_health.size());
        snapshot->venuesLive = static_cast<int>(std::count_if(m_health.begin(), m_health.end(),
            [](const VenueHealthRow &row) { return row.health.state == HealthState::Live; }));
        return snapshot;
    }

private:
    struct Coin {
        const char *name;
        double price, share; ///< share: size of its market against BTC's
    };
    static const std::vector<Coin> &coins()
    {
        static const std::vector<Coin> Coins{{"BTC", 67912.4, 1.0}, {"ETH", 3412.55, 0.55}, {"SOL", 172.34, 0.2}};
        return Coins;
    }

    static VenueRow *venueIn(AssetSnapshot &asset, const std::string &id)
    {
        const auto found = std::find_if(
            asset.venues.begin(), asset.venues.end(), [&](const VenueRow &row) { return row.venue == id; });
        return found == asset.venues.end() ? nullptr : &*found;
    }

    static void markExcluded(FundingCells &cells, Exclusion why, HealthState health, std::string reason)
    {
        cells.excluded = why;
        cells.weight.reset();
        cells.deviationSigmas.reset();
        cells.health = health;
        cells.healthReason = std::move(reason);
    }

    static Series wave(TimeMs end, TimeMs step, int count, double level, double swing, double phase)
    {
        auto points = std::make_shared<std::vector<Point>>();
        for (int i = 0; i < count; ++i) {
            const double x = phase + i * 0.35;
            points->push_back({end - (count - 1 - i) * step,
                level + swing * (0.6 * std::sin(x) + 0.3 * std::sin(2.7 * x + 1) + 0.1 * std::sin(7.3 * x))});
        }
        return points;
    }

    void fillCells(FundingCells &cells, double rate8h, double price, double oiUsd, double turnover, double phase) const
    {
        cells.spot8h = cells.smoothed8h = rate8h;
        cells.realised24h = rate8h * 2.9;
        cells.realised7d = rate8h * 19.4;
        cells.realised30d = rate8h * 77.0;
        cells.mark = price * (1 + 0.00002 * phase);
        cells.index = price;
        cells.premium = *cells.mark / price - 1;
        cells.openInterestUsd = oiUsd;
        cells.openInterestBase = oiUsd / price;
        cells.oiChange1h = 0.0031 - 0.0012 * phase;
        cells.oiChange24h = 0.021 - 0.009 * phase;
        cells.turnoverUsd = turnover;
        cells.excluded = Exclusion::None;
        cells.health = HealthState::Live;
        cells.fundingSeenMs = cells.markSeenMs = cells.openInterestSeenMs = Start - 3 * HourMs;
        cells.sparkline = wave(Start, 8 * HourMs, 12, rate8h, rate8h * 0.4, phase);
    }

    void addVenue(const char *id, const char *name, const char *shortName, const char *operatorName, double hours,
        double rate, double oiUsd, double turnover)
    {
        if (m_assets.empty()) {
            for (const Coin &coin : coins()) {
                AssetSnapshot asset;
                asset.asset = coin.name;
                asset.mark = coin.price;
                asset.change24h = coin.share < 0.3 ? -0.0231 : 0.0142;
                m_assets.push_back(asset);
            }
        }
        const double phase = static_cast<double>(m_assets.front().venues.size());
        const double rate8h = rate * 8 / hours;
        for (std::size_t i = 0; i < coins().size(); ++i) {
            const Coin &coin = coins()[i];
            VenueRow row;
            row.venue = id;
            row.name = name;
            row.shortName = shortName;
            row.operatorName = operatorName;
            row.intervalHours = hours;
            row.baseline8h = 0.00009;
            row.liquidations = LiquidationFeed::Throttled;
            fillCells(row, rate8h, coin.price, oiUsd * coin.share, turnover * coin.share, phase);
            row.nextFundingMs = Start - (hours <= 1 ? 2 * HourMs : 0);
            addContract(row, std::string(coin.name) + "USDT", "USDT", 0.93, hours, rate, phase, coin.price);
            if (phase < 3)
                addContract(row, std::string(coin.name) + "USDC", "USDC", 0.07, hours, rate, phase, coin.price);
            m_assets[i].venues.push_back(row);
        }
        VenueHealthRow health;
        health.name = name;
        health.shortName = shortName;
        health.health.venue = id;
        health.health.state = HealthState::Live;
        health.health.frames = 18234;
        health.health.bytes = 12'345'678;
        health.health.roundTripMs = 42 + 11 * phase;
        health.health.clockOffsetMs = 3 - phase;
        health.health.restBudgetUsed = 0.07 + 0.03 * phase;
        for (StreamHealth &stream : health.health.streams) {
            stream.state = HealthState::Live;
            stream.sinceMs = Start - 3 * HourMs;
            stream.lastFrameMs = Start - 3 * HourMs;
            stream.perSecond = 4.2;
        }
        m_health.push_back(health);
    }

    void addContract(VenueRow &row, std::string symbol, std::string quote, double share, double hours, double rate,
        double phase, double price)
    {
        ContractRow contract;
        contract.instrument.value = ++m_nextInstrument;
        contract.symbol = std::move(symbol);
        contract.quote = std::move(quote);
        fillCells(contract, rate * 8 / hours, price, row.openInterestUsd.value_or(0) * share,
            row.turnoverUsd.value_or(0) * share, phase);
        contract.rate = rate;
        contract.predicted = rate * 0.9;
        contract.lastSettled = rate * 1.1;
        contract.intervalHours = hours;
        contract.nextFundingMs = row.nextFundingMs;
        row.contracts.push_back(contract);
    }

    void aggregate(AssetSnapshot &asset) const
    {
        AggregateView &view = asset.aggregate;
        view = AggregateView{};
        double volume = 0;
        double openInterest = 0;
        for (const VenueRow &row : asset.venues) {
            if (row.excluded == Exclusion::None)
                volume += row.turnoverUsd.value_or(0);
            openInterest += row.openInterestUsd.value_or(0);
        }
        view.venuesTotal = static_cast<int>(asset.venues.size());
        if (volume <= 0)
            return;
        double rate = 0;
        for (VenueRow &row : asset.venues) {
            if (row.excluded != Exclusion::None)
                continue;
            row.weight = row.turnoverUsd.value_or(0) / volume;
            for (ContractRow &contract : row.contracts)
                contract.weight = *row.weight * contract.turnoverUsd.value_or(0) / row.turnoverUsd.value_or(1);
            rate += *row.weight * row.smoothed8h.value_or(0);
            ++view.venuesValid;
        }
        for (VenueRow &row : asset.venues) {
            if (row.excluded == Exclusion::None)
                row.deviationSigmas = (row.smoothed8h.value_or(0) - rate) / 0.00002;
        }
        fillAggregate(asset, rate, openInterest);
    }

    void fillAggregate(AssetSnapshot &asset, double rate, double openInterest) const
    {
        AggregateView &view = asset.aggregate;
        view.rate8h = rate;
        view.rate8hOi = rate * 0.94;
        view.rate8hMedian = rate * 0.97;
        view.rate8hSpot = rate * 1.03;
        view.apr = rate * 1095;
        view.neutral8h = 0.0001;
        view.deviation = rate - 0.0001;
        view.baseline8h = rate >= 0 ? 0.0001 : 0.000035;
        view.normalLow8h = 0.00002;
        view.normalHigh8h = 0.00012;
        view.baselineProvisional = false;
        view.baselineDays = 30;
        view.ratio = std::abs(rate) / *view.baseline8h;
        view.z = (rate - 0.00008) / 0.00003;
        view.regime = m_extreme                    ? Regime::Extreme
            : std::abs(*view.deviation) <= 0.00003 ? Regime::Neutral
                                                   : Regime::Calm;
        view.crowd = !m_extreme ? Crowd::None : m_shorts ? Crowd::Short : Crowd::Long;
        view.scope = m_extreme ? Scope::Systemic : Scope::None;
        view.operatorsElevated = m_extreme ? view.venuesValid : 0;
        view.operatorsValid = view.venuesValid;
        view.elevatedShare = m_extreme ? 1 : 0;
        view.concentration = 0.4;
        view.hottest = {"Hyperliquid", "Bybit"};
        view.drivers = {"Bybit", "Hyperliquid"};
        view.coverage = static_cast<double>(view.venuesValid) / view.venuesTotal;
        view.lowConfidence = view.venuesValid < 3;
        view.spread8h = 0.00008;
        view.spreadDeviation8h = 0.000032;
        view.leaveOneOutVenue = "Bybit";
        view.leaveOneOutRate8h = rate * 0.9;
        view.meanPremium8h = rate * 0.5;
        view.costDay10xPer10k = 10000 * 10 * 3 * std::abs(rate);
        view.realised24h10xPer10k = 10000 * 10 * 2.9 * rate;
        view.realised7d10xPer10k = 10000 * 10 * 19.4 * rate;
        view.realised30d10xPer10k = 10000 * 10 * 77 * rate;
        view.realised7d = 19.4 * rate;
        fillAsset(asset, rate, openInterest);
    }

    void fillAsset(AssetSnapshot &asset, double rate, double openInterest) const
    {
        asset.openInterestUsd = openInterest;
        asset.openInterestBase = openInterest / asset.mark.value_or(1);
        asset.oiChange1h = 0.0042;
        asset.oiChange4h = 0.011;
        asset.oiChange24h = 0.0231;
        asset.oiRank = 0.93;
        asset.oiRankDays = 90;
        asset.oiHigh = true;
        asset.liquidatedLong1hUsd = 12.4e6;
        asset.liquidatedShort1hUsd = 3.1e6;
        asset.liquidationsSinceMs = m_marketMs - 37 * MinuteMs;
        asset.liquidationCoverage = 0.62;
        asset.nextWall =
            WallView{Start, std::max(rate, 0.0) * openInterest, std::max(-rate, 0.0) * openInterest, 9, 0.97};
        asset.largestWall8h = asset.nextWall;
        asset.due8hLongUsd = asset.nextWall->dueLongUsd * 1.3;
        asset.due8hShortUsd = asset.nextWall->dueShortUsd * 1.3;
        asset.aggregateHistory = wave(Start, HourMs, 720, rate, 0.00006, 0);
        asset.priceHistory = wave(Start, HourMs, 192, asset.mark.value_or(0), asset.mark.value_or(0) * 0.03, 1);
        double phase = 0;
        for (const VenueRow &row : asset.venues)
            asset.fundingHistory[row.venue] = wave(Start, HourMs * (row.intervalHours.value_or(8) <= 1 ? 1 : 8),
                row.intervalHours.value_or(8) <= 1 ? 720 : 90, row.spot8h.value_or(0), 0.00007, phase += 1.7);
    }

    /// What is live was seen a moment ago.
    void freshen(AssetSnapshot &asset) const
    {
        TimeMs age = 400;
        for (VenueRow &row : asset.venues) {
            age += 700;
            const auto touch = [&](FundingCells &cells) {
                if (cells.health == HealthState::Live)
                    cells.fundingSeenMs = cells.markSeenMs = cells.openInterestSeenMs = m_transportMs - age % 4000;
            };
            touch(row);
            for (ContractRow &contract : row.contracts)
                touch(contract);
        }
    }

    std::vector<AssetSnapshot> m_assets;
    std::vector<VenueHealthRow> m_health;
    Origin m_origin = Origin::Demo;
    std::string m_scenario = "tour";
    double m_speed = 1;
    TimeMs m_marketMs = 0, m_transportMs = 0;
    std::uint32_t m_nextInstrument = 0;
    bool m_extreme = false, m_shorts = false;
};

} // namespace isobar
