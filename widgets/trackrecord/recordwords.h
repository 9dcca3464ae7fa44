#pragma once
#include "core/snapshot/snapshot.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace isobar {

/// One line of the track record's table.
struct RecordRow {
    enum class Kind { Heading, Marks };
    Kind kind = Kind::Marks;
    QString what, cases, score, null, skill, others, more;
    QString tip;
    bool isBelow = false; ///< worse than the null, and not by chance
    bool operator==(const RecordRow &) const = default;
};

/// The marks of the track record in words (MODEL 9).
class RecordWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::RecordWords)
public:
    /// All marks of one side, section by section.
    static std::vector<RecordRow> rows(const RecordMarks &marks, RecordSide side);
    /// "+0.35 (+0.29 to +0.41)"; without an interval it says why.
    static QString skill(const Skill &skill);
    static QString notEnough();
    /// "Funding tilt: κ 0.25 (90%: -0.16 to 0.66; 12 cases): no measured effect yet".
    static QString tilt(const TiltEvidence &evidence);
    /// What stands in the banner where there is no skill; empty: there is some, or it is not known yet.
    static QString banner(const RecordMarks &marks);
    static QString nullName(const std::string &name);
    static QString eventName(const std::string &type);

private:
    static void addTouches(const RecordMarks &marks, std::size_t side, std::vector<RecordRow> &rows);
    static void addLoads(const LoadMarks &marks, std::vector<RecordRow> &rows);
    static void addClusters(const ClusterMarks &marks, std::vector<RecordRow> &rows);
    static void addChains(const ChainMarks &marks, std::vector<RecordRow> &rows);
    static void addEvents(const RecordMarks &marks, std::vector<RecordRow> &rows);
};

} // namespace isobar
