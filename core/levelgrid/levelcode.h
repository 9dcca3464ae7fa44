#pragma once
#include <array>
#include <cstdint>

namespace isobar {

/// One byte for a level on a fixed scale, the same for all assets and zooms: 0 is nothing, then LevelCodesPerOctave
/// codes for each doubling, even steps within it (6 to 11 %). What is painted, never what is told.
inline constexpr double LevelCodeFloor = 16; ///< USD per cell; less is not drawn
inline constexpr double LevelCodesPerOctave = 9;

std::uint8_t levelCode(float usd);
/// USD per cell that a code stands for: the middle of its step; 0 for code 0.
double levelOfCode(std::uint8_t code);

/// levelCode() of `count` values at once.
void encodeLevels(const float *usd, std::uint8_t *codes, int count);

/// The fixed colour scale of an asset (MODEL 4.1): u = clamp(ln(v / low) / ln(high / low), 0, 1), v in USD per cell.
struct LevelScale {
    double low = 0; ///< m: the median of the positive cells of the last 30 d
    double high = 0; ///< q: their 99.5 % quantile
    std::int64_t anchoredMs = 0; ///< market time at which it was last set (00:00 UTC); 0: not yet
    bool isSet() const { return low > 0 && high > low; }
    /// 0 (not drawn) to 1.
    double brightness(double usdPerCell) const;
    bool operator==(const LevelScale &) const = default;
};

/// Counts of cells by code: what a LevelScale and the medians of clusters are made of.
class LevelHistogram {
public:
    void add(std::uint8_t code) { ++m_counts[code]; }
    void add(const LevelHistogram &other);
    void remove(const LevelHistogram &other);
    /// Number of cells with a level (codes above 0).
    std::uint64_t positive() const;
    /// The quantile (0..1) of the positive cells in USD per cell, within a code in proportion; 0 when there are none.
    double quantile(double share) const;

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_counts); }

private:
    std::array<std::uint32_t, 256> m_counts{};
};

} // namespace isobar
