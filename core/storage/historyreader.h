#pragma once
#include "core/base/result.h"
#include "core/market/event.h"
#include "core/market/instrument.h"
#include "core/storage/historyrows.h"
#include "core/storage/sqlvalue.h"

#include <QString>

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// A contract as the local history knows it. `instrument.id` is not set, tiers are not kept.
struct StoredContract {
    std::int64_t number = 0;
    Instrument instrument;
};

/// Market times [fromMs, toMs).
struct HistorySpan {
    TimeMs fromMs = 0, toMs = std::numeric_limits<TimeMs>::max();
};

/// Reads a local history, also while another thread or process writes it; changes nothing. On one thread at a time, the
/// one that opened it. Rows come in the order of time, those of minutes that are still open too.
class HistoryReader {
public:
    /// Error: there is no such file, it cannot be read, or it is of another version.
    static Result<std::unique_ptr<HistoryReader>> open(const std::string &path);
    ~HistoryReader();
    HistoryReader(const HistoryReader &) = delete;
    HistoryReader &operator=(const HistoryReader &) = delete;

    /// By venue, then symbol; empty: of all assets.
    Result<std::vector<StoredContract>> contracts(const std::string &asset) const;

    /// Live samples where they changed, at the minute in which they did.
    Result<void> funding(const StoredContract &contract, const HistorySpan &span,
        const std::function<void(TimeMs, const Funding &)> &take) const;
    Result<void> settlements(const StoredContract &contract, const HistorySpan &span,
        const std::function<void(const Settlement &)> &take) const;
    /// The newest value of each minute; `timeMs` of the value is not set.
    Result<void> openInterest(const StoredContract &contract, const HistorySpan &span,
        const std::function<void(TimeMs, const OpenInterest &)> &take) const;
    /// Bars of one or five minutes, as they are stored.
    Result<void> bars(const StoredContract &contract, TimeMs lengthMs, const HistorySpan &span,
        const std::function<void(TimeMs openMs, const StoredBar &)> &take) const;
    /// The newest value of each step, where there is one: open interest, the close of the bars of that length, mark
    /// over index less one.
    Result<void> openInterestEvery(TimeMs stepMs, const StoredContract &contract, const HistorySpan &span,
        const std::function<void(TimeMs, const OpenInterest &)> &take) const;
    Result<void> closesEvery(TimeMs stepMs, const StoredContract &contract, TimeMs lengthMs, const HistorySpan &span,
        const std::function<void(TimeMs, double)> &take) const;
    Result<void> premiumsEvery(TimeMs stepMs, const StoredContract &contract, const HistorySpan &span,
        const std::function<void(TimeMs, double)> &take) const;
    Result<void> liquidations(const StoredContract &contract, const HistorySpan &span,
        const std::function<void(const Liquidation &)> &take) const;
    /// What is known whole of the contract.
    Result<std::vector<HistoryReach>> reaches(const StoredContract &contract) const;
    /// One JSON object (eventToJson) for each transition; empty asset: of all.
    Result<void> events(const std::string &asset, const HistorySpan &span,
        const std::function<void(const std::string &json)> &take) const;
    /// What was told by `marketMs`: all of the last `recentMs`, and of what is older the newest transitions, where they
    /// do not say that it ended.
    Result<void> eventsBy(
        TimeMs marketMs, TimeMs recentMs, const std::function<void(const std::string &json)> &take) const;
    Result<void> eventsOf(
        EventType type, const HistorySpan &span, const std::function<void(const std::string &json)> &take) const;
    /// The `count` transitions stored last, oldest first.
    Result<void> lastEvents(int count, const std::function<void(const std::string &json)> &take) const;
    /// Market time up to which anything live was stored: when the program last ran.
    std::optional<TimeMs> newestMs() const;
    /// The bytes of a StoredMoment; empty: none is kept of that moment.
    std::string moment(const std::string &asset, TimeMs timeMs, const std::string &origin) const;
    /// Which market it is of, see HistoryFile::open.
    std::string market() const { return remembered("market"); }
    /// What was remembered under a name; empty: nothing.
    std::string remembered(const std::string &name) const;

private:
    HistoryReader();
    /// The rows of a statement with these values in its places.
    template <class... Values>
    Result<void> each(
        const char *statement, const std::function<void(const QSqlQuery &)> &take, const Values &...values) const
    {
        return run(
            statement, [&](QSqlQuery &query) { bindAll(query, values...); }, take);
    }
    Result<void> run(const char *statement, const std::function<void(QSqlQuery &)> &bind,
        const std::function<void(const QSqlQuery &)> &take) const;

    std::string m_path;
    QString m_connection;
};

} // namespace isobar
