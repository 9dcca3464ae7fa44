#include "core/backtest/probabilitytally.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double LeastSaid = 1e-6;

double over(double sum, double count) { return count > 0 ? sum / count : Unknown; }
double skill(double brier, double null) { return null > 0 ? 1 - brier / null : Unknown; }

} // namespace

void ProbabilityTally::add(int group, double probability, bool hasCome)
{
    const double came = hasCome ? 1 : 0;
    m_count += 1;
    m_came += came;
    m_brier += (probability - came) * (probability - came);
    m_log -= std::log(std::max(hasCome ? probability : 1 - probability, LeastSaid));
    m_groups[group].count += 1;
    m_groups[group].came += came;
    const auto bin = static_cast<std::size_t>(std::clamp(probability * Bins, 0.0, Bins - 1.0));
    m_bins[bin].count += 1;
    m_bins[bin].said += probability;
    m_bins[bin].came += came;
}

ProbabilityTally &ProbabilityTally::operator+=(const ProbabilityTally &other)
{
    m_count += other.m_count;
    m_came += other.m_came;
    m_brier += other.m_brier;
    m_log += other.m_log;
    for (const auto &[number, group] : other.m_groups) {
        m_groups[number].count += group.count;
        m_groups[number].came += group.came;
    }
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        m_bins[i].count += other.m_bins[i].count;
        m_bins[i].said += other.m_bins[i].said;
        m_bins[i].came += other.m_bins[i].came;
    }
    return *this;
}

double ProbabilityTally::brier() const { return over(m_brier, m_count); }
double ProbabilityTally::logScore() const { return over(m_log, m_count); }
double ProbabilityTally::rate() const { return over(m_came, m_count); }

double ProbabilityTally::calibrationError() const
{
    double error = 0;
    for (const Bin &bin : m_bins)
        error += std::abs(bin.said - bin.came);
    return over(error, m_count);
}

double ProbabilityTally::brierOfRate() const { return over(m_came * (1 - over(m_came, m_count)), m_count); }

double ProbabilityTally::brierOfGroups() const
{
    double sum = 0;
    for (const auto &[number, group] : m_groups)
        sum += group.came * (1 - group.came / group.count);
    return over(sum, m_count);
}

double ProbabilityTally::skillOverRate() const { return skill(brier(), brierOfRate()); }
double ProbabilityTally::skillOverGroups() const { return skill(brier(), brierOfGroups()); }

} // namespace isobar
