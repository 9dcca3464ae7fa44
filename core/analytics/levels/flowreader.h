#pragma once
#include "core/analytics/levels/exactfinder.h"
#include "core/analytics/levels/levelflow.h"
#include "core/state/marketstate.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace isobar {

/// Makes the bars of the exposure model from the contracts of an asset (MODEL 3.2): groups them, sums what they traded,
/// and takes the change of open interest over contracts that are known at both of its ends. Reads on from where it
/// stopped; copies read on by themselves. The price of a group is that of its largest contract.
class FlowReader {
public:
    FlowReader() : FlowReader(AssetState(), 0, 0) { }
    /// `liveSinceMs`: bars that end before it are a backfill.
    FlowReader(const AssetState &asset, TimeMs marketMs, TimeMs liveSinceMs);

    /// What is known one by one opens nothing that is modelled: from the next bar on.
    void leaveOut(const KnownShares &shares) { m_known = shares; }

    /// Bars of `stepMs` (a minute or five) in [fromMs, toMs), all of them, those without anything too.
    std::vector<LevelBar> read(const AssetState &asset, TimeMs fromMs, TimeMs toMs, TimeMs stepMs);
    /// As read(), in the finest bars there are: five minutes long where no minutes are kept, up to `toMs`.
    std::vector<LevelBar> readOn(const AssetState &asset, TimeMs fromMs, TimeMs toMs);
    /// The first bar of any contract, not before `notBeforeMs`; absent when there is none.
    static std::optional<TimeMs> firstBarMs(const AssetState &asset, TimeMs notBeforeMs);
    TimeMs firstMs() const { return m_firstMs; } ///< of all bars that were read; 0: none

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_liveSinceMs, self.m_firstMs, self.m_openInterest, self.m_drawn, self.m_ranges, self.m_known);
    }

private:
    struct OpenInterest {
        Sample last;
        std::optional<TimeMs> heldSinceMs; // a jump that is not believed
    };
    struct Range { // of the price since open interest was last seen
        double high = 0, low = 0;
    };
    using Order = std::vector<const ContractState *>;

    static Order byOpenInterest(const AssetState &asset);
    void readPrices(const Order &contracts, std::vector<LevelBar> &bars, TimeMs fromMs, TimeMs stepMs) const;
    void readOpenInterest(const Order &contracts, std::vector<LevelBar> &bars,
        const std::map<const ContractState *, std::vector<double>> &traded);
    std::optional<double> growth(const ContractState &contract, TimeMs endMs, double tradedCoins, double &knownCoins);
    static void readSettlements(const Order &contracts, std::vector<LevelBar> &bars);
    void leaveOutKnown(std::vector<LevelBar> &bars) const;

    TimeMs m_liveSinceMs;
    TimeMs m_firstMs = 0; // of all bars that were read
    std::map<InstrumentId, OpenInterest> m_openInterest;
    std::set<InstrumentId> m_drawn; // contracts whose open interest makes the total of the picture
    std::vector<Range> m_ranges; // by group
    KnownShares m_known{};
};

} // namespace isobar
