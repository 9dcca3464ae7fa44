#pragma once
#include <map>
#include <vector>

namespace isobar {

/// One way of the price through a map that was frozen before it, cut into pieces of equal length (of ln), nearest
/// first: what a method expects of each and what was liquidated in it.
struct ScoredPath {
    double pieceLength = 0; ///< of ln
    std::vector<double> expected, realised; ///< USD
};

/// Inside single ways: the mean probability that a piece with liquidations in the upper fifth of its way was expected
/// to have more than one of the others. NaN when no way is long enough.
double hotBinAuc(const std::vector<ScoredPath> &paths);

/// Between ways: the rank correlation of expected and realised within bands of 0.5 % distance, weighted with their
/// number. NaN when no band was crossed often enough.
double brightness(const std::vector<ScoredPath> &paths);

/// Rank correlation of expected and realised within bands of 0.5 % distance (of ln), weighted with their number. NaN
/// when no band has ten.
class BandedRanks {
public:
    void add(double distance, double expected, double realised);
    double correlation() const;

private:
    struct Band {
        std::vector<double> expected, realised;
    };
    std::map<int, Band> m_bands;
};

} // namespace isobar
