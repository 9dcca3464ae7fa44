#pragma once
#include "core/base/time.h"
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelcode.h"
#include "core/market/observation.h"

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace isobar {

/// The weighted exposure by lattice cell at one moment, of all venue groups together: USD per cell, unscaled.
struct ExposureProfile {
    CellRange range;
    int priceCell = 0;
    double price = 0;
    std::array<std::vector<float>, 2> usd; ///< by side, over the range
    /// Sum of one side within +-`halfWidth` of ln(price) of a position on the lattice, cells in part.
    double around(PositionSide side, double position, double halfWidthCells) const;
};

/// What is usual for a map: hourly samples of the last 30 d (MODEL 4.1, 5). Levels grow with distance by nature, so
/// clusters compare with the same distance, in bands of 0.5 %.
class LevelStatistics {
public:
    static constexpr int KeptDays = 30;
    static constexpr double BandWidth = 0.005; ///< of ln(price)
    static constexpr int Bands = 80; ///< up to 40 %

    explicit LevelStatistics(const Lattice &lattice) : m_lattice(lattice) { }

    /// The map at the end of an hour; `openInterestUsd` 0: not known.
    void addHour(TimeMs endMs, const ExposureProfile &profile, double openInterestUsd);

    /// Colour anchors, set at 00:00 UTC of market time from the hours before it, and once before that.
    const LevelScale &scale() const { return m_scale; }
    /// Median of the positive cells at a distance (|ln|); 0 where nothing is known.
    double medianAt(PositionSide side, double distance) const;
    /// Rank (0..1) of a load (USD within +-0.25 % over open interest) among the hours at that distance; absent below
    /// 3 d.
    std::optional<double> loadRank(PositionSide side, double distance, double load) const;
    int hours() const { return static_cast<int>(m_hours.size()); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_scale, self.m_days, self.m_all, self.m_bands, self.m_hours);
    }

private:
    struct Day {
        TimeMs dayMs = 0;
        LevelHistogram all;
        std::array<std::vector<LevelHistogram>, 2> bands; // by side

        template <class Archive, class Self> static void state(Archive &archive, Self &self)
        {
            archive(self.dayMs, self.all, self.bands);
        }
    };
    struct Hour {
        TimeMs endMs = 0;
        std::array<std::array<float, 30>, 2> load; // by side and band up to 15 %

        template <class Archive, class Self> static void state(Archive &archive, Self &self)
        {
            archive(self.endMs, self.load);
        }
    };
    static constexpr int LoadBands = 30;
    void startDay(TimeMs dayMs);
    void anchor(TimeMs dayMs);

    Lattice m_lattice;
    LevelScale m_scale;
    std::deque<Day> m_days;
    LevelHistogram m_all; // of all days
    std::array<std::vector<LevelHistogram>, 2> m_bands;
    std::deque<Hour> m_hours;
};

} // namespace isobar
