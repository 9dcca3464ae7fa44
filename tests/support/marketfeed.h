#pragma once
#include "core/market/streamitem.h"
#include "core/simulation/market.h"
#include "core/venues/registry.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

/// Stands in for sockets, decoders and the net thread: brings the simulated market to an engine as the venues would
/// tell it, a beat at a time, as fast as both can go. Venues show what they really publish (kinds of data, throttled
/// liquidations); a fault of market or script silences them.
class MarketFeed {
public:
    using Take = std::function<void(const isobar::StreamItem &)>;

    /// `assets`: those that are told of. `speed`: seconds of market time in one of transport time.
    MarketFeed(isobar::simulation::Market &market, std::set<std::string> assets, double speed, Take take)
        : m_market(market), m_assets(std::move(assets)), m_speed(speed), m_take(std::move(take)),
          m_transportMs(market.nowMs())
    {
        for (const auto &venue : isobar::allVenues())
            m_traits[venue->profile().traits.id] = venue->profile().traits;
    }

    /// Catalogues, health, and the past of each contract as far as its venue tells it.
    void begin()
    {
        sendCatalogues();
        sendHealth();
        for (int i = 0; i < count(); ++i) {
            if (m_ids.contains(i))
                sendPast(i);
        }
        m_cursor = m_market.cursor();
    }

    /// One second of transport time: what happened in it, then the beat.
    void beat()
    {
        m_transportMs += isobar::SecondMs;
        m_elapsedMs += static_cast<isobar::TimeMs>(m_speed * isobar::SecondMs);
        m_market.advanceTo(m_market.startMs() + m_elapsedMs);
        m_marketMs = m_market.startMs() + m_elapsedMs;
        sendCatalogues();
        sendHealth();
        for (const auto &[contract, id] : m_ids) {
            if (!isDark(specOf(contract).venue, ""))
                sendState(contract);
        }
        sendHappened();
        m_take(isobar::StreamItem(isobar::Beat{m_transportMs, m_marketMs}));
    }

    isobar::TimeMs marketMs() const { return m_marketMs; }
    const isobar::InstrumentNames &names() const { return m_names; }

private:
    int count() const { return static_cast<int>(m_market.contracts().size()); }
    const isobar::simulation::ContractSpec &specOf(int contract) const
    {
        return m_market.contracts()[static_cast<std::size_t>(contract)];
    }

    isobar::Instrument instrumentOf(int contract)
    {
        const auto &spec = specOf(contract);
        isobar::Instrument made;
        made.id = m_names.intern(spec.venue, spec.symbol);
        made.venue = spec.venue;
        made.symbol = spec.symbol;
        made.asset = spec.asset;
        made.scale = spec.scale;
        made.base = spec.base;
        made.quote = spec.quote;
        made.settle = spec.settle;
        made.kind = spec.inverse ? isobar::ContractKind::Inverse : isobar::ContractKind::Linear;
        made.contractSize = spec.contractSize;
        made.intervalHours = spec.intervalHours;
        made.fundingCap = spec.rateCap;
        made.fundingFloor = spec.rateFloor;
        made.interestPer8h = spec.interestPer8h;
        made.maxLeverage = spec.maxLeverage;
        return made;
    }

    /// Anew when one changed, and once more a little later, as the feed does.
    void sendCatalogues()
    {
        std::map<std::string, std::vector<isobar::Instrument>> lists;
        m_ids.clear();
        for (int i = 0; i < count(); ++i) {
            const auto &spec = specOf(i);
            if (!m_market.isListed(i))
                continue;
            lists[spec.venue].push_back(instrumentOf(i));
            if (m_assets.contains(spec.asset))
                m_ids[i] = lists[spec.venue].back().id;
        }
        for (auto &[venue, list] : lists) {
            Catalogue &known = m_catalogues[venue];
            const bool isChanged = known.instruments != list;
            if (!isChanged && (known.againMs == 0 || m_transportMs < known.againMs))
                continue;
            known.againMs = isChanged && !known.instruments.empty() ? m_transportMs + isobar::MinuteMs : 0;
            known.instruments = list;
            auto reference = std::make_shared<isobar::Reference>();
            reference->venue = m_traits.at(venue);
            reference->instruments = std::move(list);
            m_take(isobar::StreamItem(isobar::ReferencePtr(reference)));
        }
    }

    bool isDark(const std::string &venue, const std::string &stream) const
    {
        for (const auto &fault : m_market.activeFaults(m_marketMs)) {
            if ((fault.venue == "*" || fault.venue == venue) && (fault.stream.empty() || fault.stream == stream))
                return true;
        }
        return false;
    }

    /// A feed notices a dead connection at once and a silent stream after its limit; here both at once.
    void sendHealth()
    {
        for (const auto &[venue, catalogue] : m_catalogues) {
            auto health = std::make_shared<isobar::VenueHealth>();
            health->venue = venue;
            health->state = isobar::HealthState::Live;
            const auto &cadence = m_traits.at(venue).cadence;
            for (std::size_t i = 0; i < isobar::StreamTypeCount; ++i) {
                const auto type = static_cast<isobar::StreamType>(i);
                if (cadence[i].gapMs == 0)
                    continue;
                const bool isLost = isDark(venue, std::string(isobar::streamTypeName(type)));
                const auto state = isLost ? isobar::HealthState::Mute : isobar::HealthState::Live;
                const auto &told = m_health[venue];
                const bool isSame = told && told->streams[i].state == state;
                health->streams[i] = {state, isSame ? told->streams[i].sinceMs : m_transportMs, {}, 1};
                if (!isLost)
                    continue;
                health->state = state;
                health->reason = std::string(isobar::streamTypeName(type)) + ": no frame";
            }
            if (m_health[venue] && *m_health[venue] == *health)
                continue;
            m_health[venue] = health;
            m_take(isobar::StreamItem(std::shared_ptr<const isobar::VenueHealth>(health)));
        }
    }

    void send(int contract, isobar::Payload payload)
    {
        m_take(
            isobar::StreamItem(isobar::Observation{m_ids.at(contract), m_transportMs, m_marketMs, std::move(payload)}));
    }

    void sendPast(int contract)
    {
        using namespace isobar;
        const VenueTraits &traits = m_traits.at(specOf(contract).venue);
        const TimeMs now = m_market.nowMs(), month = now - 30 * DayMs, five = 5 * MinuteMs;
        m_marketMs = now;
        for (const auto &each : m_market.settlements(contract, month, now + 1))
            send(contract, Settlement{each.rate, each.timeMs});
        if (traits.pastOpenInterest) {
            for (const auto &each : m_market.openInterestHistory(contract, five, month, now + 1))
                send(contract, OpenInterest{each.base, {}, each.timeMs});
            send(contract, HistoryReach{HistoryKind::OpenInterest, five, month, now});
        }
        if (!traits.pastBars)
            return;
        const auto bars = [&](TimeMs length, TimeMs from) {
            for (const auto &each : m_market.candles(contract, length, from, floorTo(now, length))) {
                send(contract,
                    Candle{each.openMs, length, each.open, each.high, each.low, each.close, each.base,
                        traits.barsHaveTakerSide ? std::optional(each.takerBuyBase) : std::nullopt});
            }
            send(contract, HistoryReach{HistoryKind::Candles, length, from, now});
        };
        bars(five, month);
        bars(MinuteMs, now - 6 * HourMs);
    }

    void sendState(int contract)
    {
        using namespace isobar;
        const simulation::ContractState state = m_market.state(contract);
        const std::string &venue = specOf(contract).venue;
        const auto isHeard = [&](StreamType type) { return !isDark(venue, std::string(streamTypeName(type))); };
        if (isHeard(StreamType::Funding))
            send(contract, Funding{state.fundingRate, state.intervalHours, state.nextFundingMs, {}});
        if (isHeard(StreamType::Mark))
            send(contract, Mark{state.mark, state.index});
        if (isHeard(StreamType::OpenInterest))
            send(contract, OpenInterest{state.openInterestBase, {}, {}});
        if (isHeard(StreamType::Volume))
            send(contract, Volume{state.turnover24hUsd, {}});
    }

    void sendHappened()
    {
        using namespace isobar;
        const simulation::Market::Feed feed = m_market.since(m_cursor);
        m_cursor = feed.cursor;
        std::map<std::pair<int, TimeMs>, TradeSecond> seconds;
        for (const auto &print : feed.prints) {
            if (!m_ids.contains(print.contract) || isDark(specOf(print.contract).venue, "trade"))
                continue;
            const TimeMs second = floorTo(print.timeMs, SecondMs);
            TradeSecond &sum = seconds[{print.contract, second}];
            if (sum.count == 0)
                sum = {second, 0, 0, print.price, print.price, print.price, 0};
            (print.takerBuy ? sum.buyBase : sum.sellBase) += print.base;
            sum.high = std::max(sum.high, print.price);
            sum.low = std::min(sum.low, print.price);
            sum.last = print.price;
            ++sum.count;
        }
        for (const auto &[key, sum] : seconds)
            send(key.first, sum);
        std::map<std::pair<int, TimeMs>, Liquidation> throttled; // the latest of each second
        for (const auto &each : feed.liquidations) {
            const auto &spec = specOf(each.contract);
            const auto kind = m_traits.at(spec.venue).liquidations;
            if (!m_ids.contains(each.contract) || kind == LiquidationFeed::None || isDark(spec.venue, "liquidation"))
                continue;
            const Liquidation told{each.position == simulation::Side::Long ? PositionSide::Long : PositionSide::Short,
                each.price, each.base, each.price * each.base, each.timeMs, each.id};
            if (kind == LiquidationFeed::Throttled)
                throttled[{each.contract, floorTo(each.timeMs, SecondMs)}] = told;
            else
                send(each.contract, told);
        }
        for (const auto &[key, told] : throttled)
            send(key.first, told);
        for (const auto &each : feed.settlements) {
            if (m_ids.contains(each.contract) && !isDark(specOf(each.contract).venue, "funding"))
                send(each.contract, Settlement{each.rate, each.timeMs});
        }
    }

    struct Catalogue {
        std::vector<isobar::Instrument> instruments;
        isobar::TimeMs againMs = 0; ///< transport time; 0: not soon
    };
    isobar::simulation::Market &m_market;
    std::set<std::string> m_assets;
    double m_speed;
    Take m_take;
    isobar::TimeMs m_transportMs, m_marketMs = 0, m_elapsedMs = 0;
    std::uint64_t m_cursor = 0;
    isobar::InstrumentNames m_names;
    std::map<std::string, isobar::VenueTraits> m_traits;
    std::map<int, isobar::InstrumentId> m_ids; // of the listed contracts that are told of
    std::map<std::string, Catalogue> m_catalogues;
    std::map<std::string, std::shared_ptr<const isobar::VenueHealth>> m_health;
};
