#pragma once
#include "core/analytics/aggregate.h"
#include "core/analytics/cost.h"
#include "core/analytics/funding.h"
#include "core/analytics/openinterest.h"
#include "core/analytics/premium.h"
#include "core/analytics/validity.h"
#include "core/state/contractstate.h"

#include <memory>
#include <optional>
#include <vector>

namespace isobar {

/// What is derived from one contract alone (MODEL 1.1, 1.2, 1.6). Rates are fractions.
struct ContractFindings {
    std::shared_ptr<const ContractState> state; ///< never null in findings
    std::optional<double>
        rate; ///< current per interval: running, else predicted where it stands for it, else last settled
    std::optional<double> intervalHours;
    std::optional<TimeMs> nextFundingMs;
    std::optional<double> spot8h, smoothed8h;
    bool smoothedProvisional = false;
    std::optional<double> premium, meanPremium; ///< mark / index - 1: now, and over the running interval
    std::optional<double> realised24h, realised7d, realised30d; ///< sums of settled rates; absent when incomplete
    std::optional<double> openInterestCoins, openInterestUsd; ///< with jumps held back that are a fault of the feed
    std::optional<double> oiChange1h, oiChange24h; ///< fraction, of coins
    double interest8h = 0.0001;
    bool capped = false;
    bool volumeSuspect = false;
    Exclusion excluded = Exclusion::NoData;
};

/// Open interest of a contract in coins at a time of the past: the last value at most 15 min, in the hourly history 2 h
/// before it; absent: not known.
std::optional<double> openInterestAt(const ContractState &state, TimeMs marketMs);

/// Derives the findings of one contract and remembers what its checks need. One per contract, on the engine's thread.
class ContractAnalysis {
public:
    /// `symbolTurnoverUsd`: of all contracts of the asset; `liquidationsSeen`: of the asset in the last minutes;
    /// `switchedOff`: by the user.
    ContractFindings evaluate(std::shared_ptr<const ContractState> state, TimeMs transportMs, TimeMs marketMs,
        double symbolTurnoverUsd, bool liquidationsSeen, bool switchedOff);
    /// Settled payments on the 8 h scale, ascending; kept while the payments do not change.
    const std::vector<SettledRate> &settled() const { return m_settled; }
    std::uint64_t settledVersion() const { return m_settledVersion; }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_suspicion, self.m_gate, self.m_premium);
    }

private:
    void readPayments(const ContractState &state, std::optional<double> intervalHours);

    std::vector<SettledRate> m_settled;
    std::uint64_t m_settledVersion = ~std::uint64_t(0);
    std::optional<double> m_settledInterval;
    std::optional<double> believedCoins(const ContractState &state, TimeMs marketMs, bool liquidationsSeen);

    SuspicionTimer m_suspicion;
    OpenInterestGate m_gate;
    PremiumMean m_premium;
};

} // namespace isobar
