#pragma once
#include <deque>
#include <optional>
#include <vector>

#include "core/simulation/book.h"
#include "core/simulation/candlestore.h"
#include "core/simulation/fundingmeter.h"
#include "core/simulation/indexprices.h"
#include "core/simulation/listings.h"
#include "core/simulation/premium.h"
#include "core/simulation/printer.h"
#include "core/simulation/script.h"
#include "core/simulation/traders.h"
#include "core/simulation/truth.h"
#include "core/simulation/twist.h"

namespace isobar::simulation {

/// A step of market time. Detail: whether single prints are made, minutes kept, or 5-minute bars only.
struct StepFrame {
    enum class Detail { FiveMinutes, Minutes, Prints };
    TimeMs fromMs = 0, toMs = 0;
    Detail detail = Detail::Prints;
    Mood mood;

    double seconds() const { return static_cast<double>(toMs - fromMs) / SecondMs; }
};

/// What the contracts did in a step.
struct StepOutput {
    std::vector<Print> prints;
    std::vector<Liquidation> liquidations;
    std::vector<Settlement> settlements;
    std::vector<Death> deaths;
};

/// One contract: its price, its agents (in a Book of the Truth), its trading and its funding.
class ContractMarket {
public:
    ContractMarket(int contract, Listing listing, std::uint64_t seed);

    const Listing &listing() const { return m_listing; }
    /// The first price and agents.
    void begin(Book &book, const IndexStep &index, TimeMs nowMs);
    /// Advances by a step along the index path of its asset (USD a coin). Returns the net USD that liquidated
    /// positions bought (negative: sold).
    double step(Book &book, const StepFrame &frame, const IndexStep &index, StepOutput &out);

    /// Values of a script from now on; absent members leave what was set before.
    void overrule(Book &book, const Overrides &values, const Mood &mood, TimeMs nowMs);
    /// What the plot does to this contract from now on; what it did before is over.
    void twist(const std::vector<Twist> &twists);
    /// Not in the venue's catalogue.
    bool isUnlisted() const { return m_isUnlisted; }
    /// Kills a position by script.
    void liquidate(Book &book, const ScriptedLiquidation &scripted, TimeMs nowMs, StepOutput &out);

    ContractState state(const Book &book, TimeMs nowMs) const;
    const CandleStore &candles() const { return m_candles; }
    std::vector<OpenInterestPoint> openInterest(TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const;
    std::vector<Settlement> settlements(TimeMs fromMs, TimeMs toMs) const;

private:
    struct Path { ///< of the mark over a step
        double from, to, high, low;
    };
    Path moveMark(const StepFrame &frame, const IndexStep &index);
    void updateMark();
    double liquidateTouched(Book &book, const StepFrame &frame, const Path &path, StepOutput &out);
    double killSide(Book &book, const StepFrame &frame, const Path &path, Side side, StepOutput &out);
    void trade(const Book &book, const StepFrame &frame, const Path &path, double activity, StepOutput &out);
    void steer(Book &book, const Mood &mood, TimeMs nowMs);
    void settleIfDue(Book &book, const StepFrame &frame, StepOutput &out);
    double runningRate() const;
    double openInterestBase(const Book &book) const;
    TimeMs intervalMs() const { return static_cast<TimeMs>(m_intervalHours * HourMs); }

    int m_contract;
    Listing m_listing;
    Random m_random;
    Overrides m_overrides;
    Premium m_premium;
    FundingMeter m_meter;
    Traders m_traders;
    Printer m_printer;
    CandleStore m_candles;
    double m_intervalHours;
    double m_scriptedHours; ///< the interval that a script's rate is for; where it cannot be changed, not that of the
                            ///< venue
    double m_usualHours, m_usualCap; ///< of the listing, before any twist
    std::optional<double> m_plotRate8h;
    double m_markApart = 0;
    bool m_isUnlisted = false;
    double m_latentIndex = 0, m_index = 0, m_mark = 0; ///< latent: the asset's, in this contract's units
    std::vector<Print> m_forced; ///< prints of liquidated positions in the running step
    std::deque<OpenInterestPoint> m_openInterest;
    std::deque<Settlement> m_settlements;
};

} // namespace isobar::simulation
