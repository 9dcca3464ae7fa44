#pragma once
#include "core/base/result.h"
#include "core/market/event.h"
#include "core/market/instrument.h"
#include "core/storage/historyrows.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>

class QSqlError;
class QSqlQuery;

namespace isobar {

class HistoryFile;

/// What the local history may grow to; 0: without limit. What is older, or the oldest, is then deleted.
struct HistoryLimits {
    int keepDays = 0;
    std::int64_t keepBytes = 0;
    bool operator==(const HistoryLimits &) const = default;
};

/// What became of opening the local history.
struct HistoryOpening {
    std::unique_ptr<HistoryFile> file; ///< none: it could not be opened
    std::string refusal; ///< then why, as a sentence for the user
    int newerSchema = 0; ///< not 0: the file is of a newer version, with this schema; trying again cannot help
    std::string setAside; ///< a damaged file was renamed to this, and a new one begun
};

/// The file of the local history (PRODUCT 6): SQLite, written in transactions. Everything happens on the one thread
/// that opened it; a function that fails leaves its reason in `error`.
class HistoryFile {
public:
    /// Opens or begins it and brings it to the schema of this version. `market` names the market that the rows are of
    /// ("live", or one particular simulation): the rows of another simulated market are deleted, but not the moments of
    /// pictures. `nowMs` names a damaged file that is set aside.
    static HistoryOpening open(const std::string &path, const std::string &market, TimeMs nowMs);
    /// Renames a damaged file (and what SQLite keeps beside it); the new name. It must not be open.
    static std::string setAside(const std::string &path, TimeMs nowMs);
    ~HistoryFile();
    HistoryFile(const HistoryFile &) = delete;
    HistoryFile &operator=(const HistoryFile &) = delete;

    /// `isDurable`: commit waits until the disk has it (events); else it outlives the process, but not a power cut.
    bool begin(bool isDurable);
    bool commit();
    void rollback();

    /// The number of a contract, which is entered when it is new.
    std::optional<std::int64_t> numberOf(const Instrument &instrument);
    /// Enters it anew when its reference data have changed.
    bool refresh(const Instrument &instrument);

    bool putOpenMinute(std::int64_t contract, const StoredMinute &minute);
    /// Moves a closed minute to the tables of its kinds; `withFunding`: its funding differs from what is stored.
    bool closeMinute(std::int64_t contract, const StoredMinute &minute, bool withFunding);
    bool put(std::int64_t contract, const Settlement &settlement);
    bool put(std::int64_t contract, const DatedInterest &interest);
    bool put(std::int64_t contract, const VenueBar &bar);
    bool put(std::int64_t contract, const Liquidation &liquidation); ///< once, whatever comes again
    bool put(std::int64_t contract, const HistoryReach &reach); ///< in whole minutes
    bool put(const LedgerLine &line);
    bool put(const StoredMoment &moment); ///< compressed here
    /// A word under a name, in place of the one before.
    bool remember(const std::string &name, const std::string &value);
    /// False when it failed; `isNew`: it was not there yet.
    bool put(const Event &event, bool &isNew);

    /// Bytes of the file and of its log.
    qint64 bytes() const;
    /// Market time of the oldest row of a series; none when there is none.
    std::optional<TimeMs> oldestMs();
    /// Deletes an hour of the oldest rows where the limits want it (ledgers stay); `hasMore`: call again. In a
    /// transaction of its own.
    bool forget(const HistoryLimits &limits, TimeMs marketMs, bool &hasMore);

    const std::string &error() const { return m_error; }
    bool isDamaged() const { return m_isDamaged; } ///< the last failure says so

private:
    enum class Start { Ready, Newer, Failed };
    explicit HistoryFile(std::string path);
    Start start(const std::string &market, int &schema);
    bool openDatabase();
    bool prepare();
    bool deleteMarket();
    bool recoverOpenMinutes();
    bool joinReaches();
    bool run(QSqlQuery &query);
    bool runText(const QString &statement);
    bool note(const QSqlError &error);
    std::optional<std::int64_t> numberFrom(const QString &statement);
    bool deleteBefore(TimeMs timeMs);
    bool shrink();
    bool putBar(std::int64_t contract, TimeMs openMs, TimeMs lengthMs, const StoredBar &bar, bool isByVenue);

    struct Statements;
    std::string m_path;
    QString m_connection;
    std::unique_ptr<Statements> m_statements;
    std::map<InstrumentId, std::int64_t> m_numbers;
    std::string m_error;
    bool m_isDamaged = false;
    bool m_isDurable = false;
};

} // namespace isobar
