#pragma once
#include "core/base/timeranges.h"
#include "core/market/instrument.h"
#include "core/market/observation.h"
#include "core/state/barseries.h"
#include "core/state/sampleseries.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace isobar {

/// A funding payment of the past. `provisional`: taken from the running rate when the settlement passed, until the
/// venue confirms.
struct FundingPayment {
    TimeMs timeMs = 0;
    double rate = 0; ///< fraction per its interval
    bool provisional = false;
    bool operator==(const FundingPayment &) const = default;
};

/// What was traded in one minute of market time, and where the mark stood at its end.
struct ContractMinute {
    TimeMs minuteMs = 0;
    double tradedCoins = 0;
    std::optional<double> mark;
};

/// The newest word of a venue on one contract, with windows. Prices and quantities are per coin of the asset: the scale
/// of the instrument (1000PEPE) is taken out on the way in. `...SeenMs` are transport times of the last such value.
class ContractState {
public:
    ContractState(ReferencePtr reference, const Instrument &instrument);

    /// New reference data for the same contract; what was observed stays.
    void refer(ReferencePtr reference, const Instrument &instrument);
    void apply(const Observation &observation);
    /// Lets market time pass: a settlement that is due becomes a provisional payment.
    void advance(TimeMs marketMs);

    const Instrument &instrument() const { return *m_instrument; }
    std::shared_ptr<const Instrument> keptInstrument() const { return {m_reference, m_instrument}; }
    const VenueTraits &venue() const { return m_reference->venue; }

    std::optional<double> rate; ///< of the coming settlement, fraction per interval
    std::optional<double> predictedRate; ///< separate prediction
    std::optional<TimeMs> fundingSeenMs, markSeenMs, openInterestSeenMs, volumeSeenMs;
    std::optional<double> mark, index, last; ///< quote per coin
    std::optional<double> openInterestCoins; ///< one-sided
    std::optional<double> turnoverUsd; ///< 24 h
    std::uint64_t rateChanges = 0; ///< how often `rate` took another value

    /// Hours of the running interval, by the best source: the venue's frames, the instrument, the venue's default, else
    /// the spacing of the last settlements (MODEL 1.1). Absent: unknown.
    std::optional<double> intervalHours() const;
    /// The interval that is sure enough to say that it changed (MODEL 8.3): of the venue's frames, of the instrument,
    /// else of two settlements in a row at one spacing. Never the venue's default, which is a guess.
    std::optional<double> statedIntervalHours() const;
    /// The coming settlement; where the venue does not send it, the next multiple of the interval. One that passed
    /// stays for a minute, until the venue confirms it; then the following one is meant.
    std::optional<TimeMs> nextFundingMs() const;
    /// The settlement has passed within the last minute and the venue has neither confirmed it nor moved on.
    bool isSettling() const;
    /// Open interest in USD at the mark; absent without mark.
    std::optional<double> openInterestUsd() const;

    const std::vector<FundingPayment> &payments() const { return m_payments; } ///< ascending, last 31 days
    /// The same to keep: it does not change any more, whatever is paid later.
    std::shared_ptr<const std::vector<FundingPayment>> keptPayments() const;
    std::uint64_t paymentsVersion() const { return m_paymentsVersion; }
    const SampleSeries &openInterestFine() const { return m_openInterestFine; } ///< 5 min, 31 days, coins
    const SampleSeries &openInterestHours() const { return m_openInterestHours; } ///< hours, 90 days, coins
    const SampleSeries &priceHours() const { return m_priceHours; } ///< hourly closes, 31 days
    /// Bars of trades, else of the venue's history, with the extremes of the mark (DESIGN 4).
    const BarSeries &minuteBars() const { return m_minuteBars; } ///< 1 min, 7 hours
    const BarSeries &fiveMinuteBars() const { return m_fiveMinuteBars; } ///< 5 min, 31 days
    /// Since when all is known that the venue holds of five-minute bars, and of open interest at five minutes: the
    /// market time back to which history was fetched without a gap. Absent: not fetched (yet).
    std::optional<TimeMs> barsSinceMs() const { return m_barsSinceMs; }
    std::optional<TimeMs> openInterestSinceMs() const { return m_openInterestSinceMs; }
    TimeMs marketMs() const { return m_marketMs; }
    /// The last five minutes and the running one, ascending; minutes without anything are missing.
    const std::deque<ContractMinute> &minutes() const { return m_minutes; }
    /// Market time of the first trade; absent where no trades are subscribed: then `tradedCoins` says nothing.
    std::optional<TimeMs> tradesSinceMs() const { return m_tradesSinceMs; }

private:
    friend struct ApplyPayload;
    void addPayment(FundingPayment payment);
    std::optional<double> toldIntervalHours() const;
    std::optional<double> toldOrDefaultHours() const;
    std::optional<double> spacingHours() const;
    std::optional<double> confirmedSpacingHours() const;
    /// Prices and quantities in the venue's units; `timeMs` of the trades, `marketMs` of receipt.
    void addTraded(const TradeSecond &traded, TimeMs timeMs, TimeMs marketMs);
    void takeCandle(const Candle &candle, TimeMs marketMs);
    void takeReach(const HistoryReach &reach, TimeMs marketMs);
    ContractMinute &minuteOf(TimeMs marketMs);
    void takeOpenInterest(const OpenInterest &value, TimeMs marketMs, TimeMs transportMs);

    ReferencePtr m_reference; // keeps m_instrument alive
    const Instrument *m_instrument;
    std::optional<double> m_feedIntervalHours;
    std::optional<TimeMs> m_feedNextFundingMs;
    std::vector<FundingPayment> m_payments;
    mutable std::shared_ptr<const std::vector<FundingPayment>> m_keptPayments; // null: m_payments changed since
    std::uint64_t m_paymentsVersion = 0;
    SampleSeries m_openInterestFine, m_openInterestHours, m_priceHours;
    BarSeries m_minuteBars, m_fiveMinuteBars;
    std::deque<ContractMinute> m_minutes;
    TimeRanges m_barsKnown, m_openInterestKnown; // what was told to be complete
    std::optional<TimeMs> m_tradesSinceMs, m_barsSinceMs, m_openInterestSinceMs;
    TimeMs m_marketMs = 0; // of the last observation or beat
    TimeMs m_heardMs = 0; // of the last observation
    TimeMs m_settledUpToMs = 0; // the last settlement that advance() took account of
};

} // namespace isobar
