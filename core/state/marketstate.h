#pragma once
#include "core/market/streamitem.h"
#include "core/state/bulkboard.h"
#include "core/state/contractstate.h"
#include "core/state/exactpositions.h"
#include "core/state/liquidationpulse.h"
#include "core/state/liquidationtape.h"
#include "core/state/liquidationwindow.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace isobar {

/// All contracts of one asset over all venues.
struct AssetState {
    std::string asset;
    std::vector<std::shared_ptr<ContractState>>
        contracts; ///< by venue id, then symbol: the same order whatever arrived first
    LiquidationWindow liquidations; ///< sums
    LiquidationTape liquidationTape; ///< the single prints
    LiquidationPulse liquidationPulse; ///< the last minutes by seconds
    /// Market time since which a venue with a public liquidation feed is heard without a pause of the watching; absent:
    /// none yet.
    std::optional<TimeMs> liquidationsSinceMs;
    ExactPositions exact; ///< of accounts whose venue publishes them
    std::uint64_t version = 0; ///< grows with every observation
};

/// The market as the stream told it so far. Engine thread; a pure function of the ordered stream.
class MarketState {
public:
    void apply(const StreamItem &item);
    /// The asset is watched from now on: what it did before was not heard, its liquidations are observed anew.
    void beginWatching(const std::string &asset);

    Beat lastBeat() const { return m_beat; }
    /// Transport time of the first beat: before it nothing was known.
    TimeMs startedMs() const { return m_startedMs; }
    TimeMs startedMarketMs() const { return m_startedMarketMs; }

    const AssetState *asset(const std::string &name) const;
    const std::map<std::string, AssetState> &assets() const { return m_assets; }
    /// What is known of the contracts that nobody watches.
    const BulkBoard &bulk() const { return m_bulk; }
    const std::map<std::string, ReferencePtr> &references() const { return m_references; }
    const std::map<std::string, std::shared_ptr<const VenueHealth>> &health() const { return m_health; }
    std::uint64_t healthVersion() const { return m_healthVersion; }
    /// Observations of instruments that no reference names: dropped and counted.
    std::uint64_t unknownInstruments() const { return m_unknownInstruments; }

private:
    void take(const Beat &beat);
    void take(const Observation &observation);
    void takeRow(const Observation &observation, bool isPast);
    static void takeLiquidation(
        AssetState &asset, const ContractState &contract, const Observation &observation, bool isPast);
    void take(const ReferencePtr &reference);
    void take(const std::shared_ptr<const VenueHealth> &health);
    void take(const PastPtr &past);
    void take(const std::shared_ptr<const EngineOrders> &) { } // not of the market
    void take(const std::shared_ptr<const BulkQuotes> &quotes) { m_bulk.take(*quotes); }
    void take(const AccountPositionsPtr &account);
    void take(const CheckpointPtr &) { }

    Beat m_beat;
    TimeMs m_startedMs = 0, m_startedMarketMs = 0;
    std::unordered_map<std::uint32_t, std::shared_ptr<ContractState>> m_contracts; // by InstrumentId; never iterated
    std::map<std::string, AssetState> m_assets;
    BulkBoard m_bulk;
    std::map<std::string, ReferencePtr> m_references;
    std::map<std::string, std::shared_ptr<const VenueHealth>> m_health;
    std::uint64_t m_healthVersion = 0, m_unknownInstruments = 0;
};

} // namespace isobar
