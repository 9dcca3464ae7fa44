#pragma once
#include "core/analytics/levels/exposure.h"
#include "core/analytics/levels/levelflow.h"
#include "core/analytics/levels/levelstatistics.h"
#include "core/analytics/levels/rangevolatility.h"
#include "core/analytics/levels/seriesfold.h"
#include "core/levelgrid/levelmap.h"

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace isobar {

/// What a fold is made with.
struct LevelModel {
    std::shared_ptr<const LevelKernel> kernel;
    std::shared_ptr<const LevelKernel> opensOnly;
    Lattice lattice;
    std::size_t groups = 0;
    double maintenanceRate = 0.005;
};

/// All exposures of one asset, folded bar by bar, with the columns that are painted. A pure function of its bars;
/// copying it is cheap, so what is provisional is folded on a copy.
class AssetFold {
public:
    AssetFold(LevelModel model, std::shared_ptr<SerialCounter> serials);

    /// The next bar, in order of time. Returns the weighted USD that it crossed, by side.
    Exposure::Crossed take(const LevelBar &bar);
    /// The next bars, when only their outcome is asked: as one by one, but faster. `knownUntilMs`: end of all bars that
    /// are going to be taken; columns that will be too old by then are not drawn.
    void take(std::span<const LevelBar> bars, TimeMs knownUntilMs);

    TimeMs endMs() const { return m_endMs; } ///< of the last bar; 0: none
    double price() const { return m_price; }
    double openInterestCoins() const { return m_openInterestCoins; } ///< 0: not known
    /// Whether the last bar was the last of its hour.
    bool isHourEnd() const { return m_endMs > 0 && m_endMs % HourMs == 0; }
    Volatility volatility() const { return m_volatility.now(); }
    const Lattice &lattice() const { return m_model.lattice; }

    ExposureProfile profile() const;
    ExposureProfile opensOnlyProfile() const;
    /// Mean age in hours of what lies in the cells, weighted; 0 when nothing does.
    double meanAgeHours(PositionSide side, CellRange range) const;

    std::array<LevelSeries, 3> series() const;
    std::array<LevelSeries, 3> opensOnlySeries() const;

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_exposures, self.m_opensOnly, self.m_series, self.m_opensOnlySeries, self.m_volatility,
            self.m_endMs, self.m_trimmedMs, self.m_price, self.m_openInterestCoins);
    }

private:
    using FlowOf = std::function<const LevelFlow &(std::size_t bar, std::size_t group)>;
    Exposure::Crossed takeRun(std::span<const LevelBar> bars, TimeMs knownUntilMs);
    Exposure::Crossed takeInto(std::vector<Exposure> &exposures, std::vector<SeriesFold> &all,
        std::span<const LevelBar> bars, TimeMs knownUntilMs, const FlowOf &flowOf);
    std::size_t runLength(std::span<const LevelBar> bars, TimeMs knownUntilMs) const;
    void trim();
    ExposureProfile profileOf(std::span<const Exposure> exposures) const;

    LevelModel m_model;
    std::vector<Exposure> m_exposures; // by group
    std::vector<Exposure> m_opensOnly; // one
    std::vector<SeriesFold> m_series, m_opensOnlySeries;
    RangeVolatility m_volatility;
    TimeMs m_endMs = 0, m_trimmedMs = 0;
    double m_price = 0, m_openInterestCoins = 0;
    std::vector<const LevelFlow *> m_flows; // of the running run: kept for its memory
    std::vector<LevelFlow> m_opensOnlyFlows;
};

} // namespace isobar
