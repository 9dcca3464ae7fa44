#pragma once
#include "core/market/bulkquotes.h"
#include "core/market/instrument.h"
#include "core/state/contractstate.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace isobar {

/// The newest bulk quote of one listed contract, per coin of the asset, and what it settled in the last 8 hours as far
/// as was heard. No bars, no series: that is for watched contracts.
struct BulkContract {
    ReferencePtr reference; ///< keeps `instrument` alive
    const Instrument *instrument = nullptr;
    std::optional<double> rate; ///< of the coming settlement, fraction per interval
    std::optional<double> toldIntervalHours;
    std::optional<TimeMs> toldNextMs; ///< the coming settlement, market time
    std::optional<double> mark, index; ///< quote per coin
    std::optional<double> openInterestUsd, turnoverUsd; ///< one-sided; 24 h
    std::optional<TimeMs> fundingSeenMs, markSeenMs; ///< transport time

    const VenueTraits &venue() const { return reference->venue; }
    /// Hours of the running interval: told by a quote, else by the instrument, else the venue's default, else the
    /// distance of two coming settlements that followed each other. Absent: unknown.
    std::optional<double> intervalHours() const;
    /// The settlement after `marketMs`; where the venue does not tell it, the next multiple of the interval.
    std::optional<TimeMs> nextFundingMs(TimeMs marketMs) const;
    /// Ascending, of the last 8 hours at most; the running rate stands for what was settled.
    std::span<const FundingPayment> payments() const { return {m_payments.data(), m_count}; }

    void take(const BulkQuote &quote, TimeMs marketMs);

private:
    void settle(TimeMs marketMs);
    void learnInterval(const std::optional<TimeMs> &nextMs);
    static constexpr std::size_t MostPayments = 8;
    std::array<FundingPayment, MostPayments> m_payments;
    std::size_t m_count = 0;
    std::optional<double> m_learnedHours;
    TimeMs m_heardMs = 0; // market time of the last rate
};

/// All listed contracts in one flat table, ordered by asset, then venue, then symbol: who reads it once from front to
/// end has read a matrix. Engine thread.
class BulkBoard {
public:
    /// New reference data of a venue; contracts that stay keep what they said. Those not quoted in dollars stay out.
    void take(const ReferencePtr &reference);
    void take(const BulkQuotes &quotes);

    const std::vector<BulkContract> &contracts() const { return m_contracts; }
    /// Grows with everything taken.
    std::uint64_t version() const { return m_version; }

private:
    void order();
    std::vector<BulkContract> m_contracts;
    std::unordered_map<std::uint32_t, std::size_t> m_places; // by InstrumentId; never iterated
    std::uint64_t m_version = 0;
};

} // namespace isobar
