#pragma once
#include "core/events/liquidationwave.h"
#include "core/events/rulecontext.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace isobar {

// What is heard of an asset right now: silence of venues, moves of the price, the fullest minute of liquidations.

/// Every venue with a known volume, and how long nothing has come of it. A venue that is polled seldom is silent only
/// after three of its gaps.
std::vector<EventSilence> silenceNow(const AssetFindings &findings);

/// The largest contract whose mark is fresh; null: none is.
const ContractState *heardContract(const AssetFindings &findings);

/// Price of a contract at a time of the past, from its minute bars; 0: not known.
double priceAt(const ContractState &contract, TimeMs marketMs);

/// sigma_fast of one hour over the last minutes, so that a move is measured by what was usual before it.
class SigmaTrail {
public:
    static constexpr double Assumed = 0.01; ///< while nothing is known of an asset: cautious for all of them [J]
    void note(TimeMs marketMs, double sigmaFast);
    /// The inputs of a move over the last `minutes` on the contract that is heard.
    EventMove move(const AssetFindings &findings, double minutes) const;

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_noted); }

private:
    struct Noted {
        TimeMs minuteMs = 0;
        double sigma = 0;
    };
    std::deque<Noted> m_noted; // 20 minutes, ascending
};

/// The fullest 60 s of a side that end within (beforeMs, marketMs], and who printed in them.
struct HeardMinute : FullestMinute {
    std::vector<EventPrints> byVenue; ///< short names, largest first
};
HeardMinute fullestMinute(const AssetState &asset, PositionSide side, TimeMs marketMs);

/// Short name of the venue and symbol of a contract; empty: it is not listed any more.
std::pair<std::string, std::string> contractName(const AssetState &asset, InstrumentId instrument);

} // namespace isobar
