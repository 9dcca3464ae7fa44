#pragma once
#include <array>
#include <map>

namespace isobar {

/// What was said with a probability and what came, summed up: what Brier and log scores, reliability and skill are made
/// of (MODEL 9). Cases belong to groups (a distance, say) whose own rates are what skill is measured against.
class ProbabilityTally {
public:
    static constexpr int Bins = 10; ///< of the probability
    struct Bin {
        double count = 0, said = 0, came = 0; ///< sums
    };

    void add(int group, double probability, bool hasCome);
    ProbabilityTally &operator+=(const ProbabilityTally &other);

    int cases() const { return static_cast<int>(m_count); }
    // NaN without cases.
    double brier() const;
    /// -mean ln of what was said of what came; a certainty that was wrong costs as much as one in a million.
    double logScore() const;
    /// Expected calibration error: mean distance between said and came over the bins.
    double calibrationError() const;
    double rate() const; ///< of what came
    /// Brier score of the rate of all, and of the rate of each group, as they came out.
    double brierOfRate() const;
    double brierOfGroups() const;
    /// 1 - brier / the other's: 0 where neither knows more.
    double skillOverRate() const;
    double skillOverGroups() const;
    const std::array<Bin, Bins> &bins() const { return m_bins; }

private:
    struct Group {
        double count = 0, came = 0;
    };
    double m_count = 0, m_came = 0, m_brier = 0, m_log = 0; // sums
    std::map<int, Group> m_groups;
    std::array<Bin, Bins> m_bins{};
};

} // namespace isobar
