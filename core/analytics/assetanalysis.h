#pragma once
#include "core/analytics/aggregate.h"
#include "core/analytics/baseline.h"
#include "core/analytics/breadth.h"
#include "core/analytics/contractfindings.h"
#include "core/analytics/openinterest.h"
#include "core/analytics/regime.h"
#include "core/analytics/wall.h"
#include "core/state/marketstate.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace isobar {

/// An ascending series that is shared while it does not change.
using SharedSamples = std::shared_ptr<const std::vector<Sample>>;

/// What is derived of one venue; the venue's rates and weight stand in Aggregate::venues at the same index.
struct VenueFindings {
    VenueTraits traits;
    std::size_t firstContract = 0; ///< its contracts stand together from here, in the order of VenueInput::contracts
    std::vector<std::size_t> contracts; ///< into AssetFindings::contracts, largest open interest first
    Baseline baseline; ///< B_v
    bool elevated = false;
    std::optional<double> deviationSigmas; ///< of A_v from F
    std::optional<double> openInterestUsd, openInterestCoins, turnoverUsd;
    std::optional<double> oiChange1h, oiChange24h;
    std::optional<double> realised24h, realised7d, realised30d; ///< turnover-weighted sums of settled rates
    SharedSamples settled; ///< per 8 h, of its largest contract
};

/// Everything that MODEL 1 and 2 say of one asset at one beat.
struct AssetFindings {
    std::string asset;
    Beat beat;
    std::vector<ContractFindings> contracts;
    std::vector<VenueFindings> venues; ///< by venue id
    /// Into venues, by open interest, for the screen: two that are about equal keep their places.
    std::vector<std::size_t> order;
    std::vector<VenueInput> inputs; ///< what the aggregate was made of, at the same index
    Aggregate aggregate;
    Baseline baseline;
    std::optional<double> ratio, z;
    Breadth breadth;
    std::vector<std::size_t> hottest, drivers; ///< into venues
    RegimeState regime;
    OpenInterestLevel openInterest;
    std::optional<double> openInterestUsd, openInterestCoins;
    std::optional<double> mark, change24h;
    std::optional<double> realised24h, realised7d, realised30d; ///< over the venues by weight
    Settlements settlements;
    double liquidationCoverage = 0; ///< share of open interest on venues with a public liquidation feed
    double usualSpread8h = 0; ///< median of the hourly spread of A over 30 d, at today's weights; 0: not known
    SharedSamples hourly; ///< F per 8 h, last 30 d: every hour, and the running minute as the last
    SharedSamples prices; ///< hourly closes of the largest contract
};

/// Evaluates one asset at every beat and keeps what hysteresis, holds and baselines need. Engine thread; a pure
/// function of the stream and of `excluded`.
class AssetAnalysis {
public:
    /// `excluded`: venues that the user switched off for the aggregate ("ASSET/venue").
    void evaluate(const AssetState &asset, const Beat &beat, const std::set<std::string> &excluded);
    const AssetFindings &findings() const { return m_findings; }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        AssetFindingsOf<Self> &f = self.m_findings;
        archive(f.baseline, f.usualSpread8h, f.hourly, f.prices, f.regime, f.openInterest.isHigh,
            f.openInterest.isExtreme, self.m_contracts, self.m_venues, self.m_order, self.m_liveHours,
            self.m_historyVersion, self.m_historyReadMs, self.m_historyHourMs, self.m_hours, self.m_drawnMinuteMs,
            self.m_oiHistory, self.m_oiVersion, self.m_priceVersion);
    }
    /// Goes on with what was read back. Unless the market is remembered too (`isSameMarket`) it is read anew, and
    /// baselines stay as they were until as much is known again.
    void resume(bool isSameMarket);

private:
    template <class Self>
    using AssetFindingsOf = std::conditional_t<std::is_const_v<Self>, const AssetFindings, AssetFindings>;

    struct VenueMemory {
        VenueHold hold;
        OutlierGate gate;
        Baseline baseline;
        SharedSamples settled;
        std::uint64_t settledVersion = ~std::uint64_t(0);

        template <class Archive, class Self> static void state(Archive &archive, Self &self)
        {
            archive(self.hold, self.gate, self.baseline); // what was settled is told anew
        }
    };
    Baseline baselineOf(std::span<const double> samples, const Baseline &before) const;

    void readContracts(const AssetState &asset, const std::set<std::string> &excluded);
    void groupVenues();
    void aggregateVenues();
    void readHistory();
    void drawHistory();
    void judge();
    void describeVenues();
    void orderVenues();
    void readOpenInterest();
    std::optional<double> grownSince(TimeMs agoMs) const;
    void readPrices();
    void readSettlements();
    std::optional<double> venueSmoothedAt(const VenueFindings &venue, TimeMs timeMs) const;
    std::uint64_t historyVersion() const;

    AssetFindings m_findings;
    std::map<InstrumentId, ContractAnalysis> m_contracts;
    std::map<std::string, VenueMemory> m_venues;
    std::vector<std::string> m_order; // venue ids, as last shown
    SampleSeries m_liveHours{HourMs, 30 * DayMs};
    std::uint64_t m_historyVersion = 0;
    TimeMs m_historyReadMs = 0; // transport
    TimeMs m_historyHourMs = -1;
    std::vector<Sample> m_hours; // hourly F of the last 30 d, as read
    TimeMs m_drawnMinuteMs = -1;
    std::vector<double> m_oiHistory;
    bool m_isResumed = false; // baselines of before the start stand where less is known now
    std::uint64_t m_oiVersion = ~std::uint64_t(0);
    std::uint64_t m_priceVersion = ~std::uint64_t(0);
};

} // namespace isobar
