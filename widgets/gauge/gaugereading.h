#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace isobar::gauge {

/// A venue as the dial shows it.
struct VenueDot {
    std::string venue; ///< id
    QString name;
    double rate8h = 0; ///< A, the 8 h mean that the aggregate uses
    double weight = 0; ///< 0: shown but not part of the aggregate
    bool held = false; ///< gone for now, its last value still counts
    bool operator==(const VenueDot &) const = default;
};

/// One line beside the dial: a dim name and a bright value; `shorter` is for narrow places.
struct Row {
    QString name, value, shorter;
    int rank = 0; ///< 0 is shown first when lines are scarce; the order on screen is that of the vector
    bool operator==(const Row &) const = default;
};

enum class State { Empty, NoVenue, Ready, Stale };

/// All that the gauge shows, as values and words: made from one snapshot, compared to tell whether to paint.
struct Reading {
    State state = State::Empty;
    QString asset;
    QString caption; ///< asset and kind of mean
    QString title; ///< who pays and the regime, or what is missing
    QString note; ///< what weakens the number; empty when nothing does
    std::optional<double> rate8h; ///< of the chosen headline
    QString rateText, unitText, aprText;
    std::optional<double> neutral8h, normalLow8h, normalHigh8h, thresholdLong8h, thresholdShort8h;
    std::optional<double> premium8h; ///< hollow needle: set only while rates are pinned
    Crowd crowd = Crowd::None;
    Regime regime = Regime::Unknown;
    std::vector<Row> rows;
    std::vector<VenueDot> dots;
    bool operator==(const Reading &) const = default;
};

/// Ratio at which FUNDING_EXTREME enters (MODEL 8.3); the marks on the dial stand at this times the baseline.
inline constexpr double ExtremeRatio = 2.0;

class ReadingText {
    Q_DECLARE_TR_FUNCTIONS(isobar::gauge::ReadingText)
public:
    /// `snapshot` null: nothing has arrived yet.
    static Reading read(const Snapshot *snapshot, const QString &asset, const Settings &settings);
    /// One sentence for screen readers and tool tips.
    static QString spoken(const Reading &reading);
    /// Lines for the pointer that rests on a venue; empty when the snapshot does not have it. Made when asked for: they
    /// hold an age, and the dial is not to be painted anew each second for that.
    static QString readOut(const Snapshot &snapshot, const QString &asset, const std::string &venue, RateUnit unit);

private:
    static QString titleOf(const AggregateView &aggregate);
    static QString noteOf(const AssetSnapshot &asset, bool isStale, TimeMs nowMs);
    static std::vector<Row> rowsOf(const AggregateView &aggregate, RateUnit unit);
    /// "Bybit, else +0.0629%": who drives the aggregate, and what it would be without the venue that moves it most.
    static QString driverOf(const AggregateView &aggregate, RateUnit unit);
    static std::vector<VenueDot> dotsOf(const AssetSnapshot &asset);
};

} // namespace isobar::gauge
