#include "widgets/trackrecord/recordwords.h"

#include "widgets/style/formats.h"

#include <cmath>

namespace isobar {

namespace {

QString number(double value, int decimals = 3)
{
    return std::isfinite(value) ? QString::number(value, 'f', decimals) : QString(formats::Dash);
}
QString signedNumber(double value, int decimals = 2)
{
    return (value > 0 ? QStringLiteral("+") : QString()) + number(value, decimals);
}
QString share(double value) { return std::isfinite(value) ? formats::percent(value, 0) : QString(formats::Dash); }

RecordRow heading(const QString &text)
{
    RecordRow row;
    row.kind = RecordRow::Kind::Heading;
    row.what = text;
    return row;
}

} // namespace

QString RecordWords::notEnough() { return tr("not enough cases"); }

QString RecordWords::skill(const Skill &skill)
{
    if (!skill.value)
        return formats::Dash;
    if (!skill.interval)
        return tr("%1 (under 10 days: no interval)", "skill").arg(signedNumber(*skill.value));
    return tr("%1 (%2 to %3)", "skill, its 90 % interval")
        .arg(signedNumber(*skill.value), signedNumber(skill.interval->low), signedNumber(skill.interval->high));
}

QString RecordWords::nullName(const std::string &name)
{
    if (name == "rate of each distance")
        return tr("rate of each distance");
    if (name == "rate of all")
        return tr("rate of all");
    if (name == recordMethodName(RecordMethod::Move))
        return tr("size of the move");
    if (name == recordMethodName(RecordMethod::Freshness))
        return tr("freshness");
    if (name == recordMethodName(RecordMethod::Naive))
        return tr("naive leverage tiers");
    if (name == recordMethodName(RecordMethod::OpensOnly))
        return tr("what other maps draw");
    if (name == recordMethodName(RecordMethod::Map))
        return tr("levels alone");
    return tr("levels and way");
}

QString RecordWords::eventName(const std::string &type)
{
    if (type == "FUNDING_EXTREME")
        return tr("Extreme funding");
    if (type == "FUNDING_FLIP")
        return tr("Funding flip");
    if (type == "SQUEEZE_FORMING")
        return tr("Squeeze forming");
    if (type == "STRUCTURAL_SQUEEZE")
        return tr("Structural squeeze");
    if (type == "LIQUIDATION_CLUSTER_ARMED")
        return tr("Cluster armed");
    if (type == "LIQUIDATION_CASCADE")
        return tr("Liquidation cascade");
    return QString::fromStdString(type);
}

QString RecordWords::tilt(const TiltEvidence &evidence)
{
    const QString known = tr("Funding tilt of chains: κ %1 (90%: %2 to %3), %4 cases", "weight, interval, cases")
                              .arg(number(evidence.kappa, 2), number(evidence.low, 2), number(evidence.high, 2))
                              .arg(evidence.cases);
    return evidence.isMeasured() ? known : tr("%1: no measured effect yet").arg(known);
}

QString RecordWords::banner(const RecordMarks &marks)
{
    if (!marks.hasNoSkill())
        return {};
    constexpr auto Both = static_cast<std::size_t>(RecordSide::Both);
    for (const TouchMarks &touch : marks.touch[Both]) {
        if (touch.skill.isBelow())
            return tr(
                "No skill: touch probabilities were worse than the %1 (%2). They are greyed, and clusters of this "
                "asset raise no pop-up.")
                .arg(nullName(touch.skill.against), skill(touch.skill));
    }
    const Skill &load = marks.load[Both].skill;
    return tr("No skill: expected liquidations were worse than the null \"%1\" (%2). Probabilities are greyed, and "
              "clusters of this asset raise no pop-up.")
        .arg(nullName(load.against), skill(load));
}

void RecordWords::addTouches(const RecordMarks &marks, std::size_t side, std::vector<RecordRow> &rows)
{
    rows.push_back(heading(tr("Touch probabilities, every 4 h at six distances")));
    for (std::size_t h = 0; h < 2; ++h) {
        const TouchMarks &touch = marks.touch[side][h];
        RecordRow row;
        row.what = h == 0 ? tr("Touched within 4 h") : tr("Touched within 24 h");
        row.cases = QString::number(touch.cases);
        row.isBelow = touch.skill.isBelow();
        if (touch.cases < LeastRecordCases) {
            row.skill = notEnough();
        } else {
            row.score = tr("Brier %1").arg(number(touch.brier));
            row.null = QStringLiteral("%1 %2").arg(number(touch.nullBrier), nullName(touch.skill.against));
            row.skill = skill(touch.skill);
            row.more =
                tr("calibration error %1, log score %2").arg(number(touch.calibrationError), number(touch.logScore));
        }
        rows.push_back(row);
    }
}

void RecordWords::addLoads(const LoadMarks &marks, std::vector<RecordRow> &rows)
{
    rows.push_back(heading(tr("Expected liquidations of an hour, given the way that the price took")));
    if (marks.cases < LeastRecordCases) {
        RecordRow row;
        row.what = tr("Ours: %1").arg(nullName(recordMethodName(RecordMethod::Load)));
        row.cases = QString::number(marks.cases);
        row.skill = notEnough();
        row.more = tr("%n hour(s) written down; the nulls are fitted on the first 48", nullptr, marks.recorded);
        rows.push_back(row);
        return;
    }
    for (const RecordMethod method : {RecordMethod::Load, RecordMethod::Map, RecordMethod::Move,
             RecordMethod::Freshness, RecordMethod::Naive, RecordMethod::OpensOnly}) {
        const MethodMarks &of = marks.of(method);
        const bool isOurs = method == RecordMethod::Load || method == RecordMethod::Map;
        RecordRow row;
        const QString name = nullName(recordMethodName(method));
        row.what = isOurs                       ? tr("Ours: %1").arg(name)
            : method == RecordMethod::OpensOnly ? tr("What other maps draw")
                                                : tr("Null: %1").arg(name);
        if (method == RecordMethod::Load)
            row.cases = QString::number(marks.cases);
        row.score = tr("rank %1", "partial rank correlation").arg(signedNumber(of.rho));
        row.more = tr("CRPS %1; 50%: %2, 80%: %3", "what the 50 and 80 % intervals covered")
                       .arg(number(of.crps, 2), share(of.coverage50), share(of.coverage80));
        if (of.ratio > 0 && isOurs)
            row.more += tr("; printed / expected %1").arg(number(of.ratio, 2));
        if (method == RecordMethod::Load) {
            row.null = nullName(marks.skill.against);
            row.skill = skill(marks.skill);
            row.others = skill(marks.overOpensOnly);
            row.isBelow = marks.skill.isBelow();
            if (marks.censored > 0)
                row.more += tr("; %n hour(s) with full feeds", nullptr, marks.censored);
        }
        row.tip = tr("Partial rank correlation of expected and printed, given the move, the past day and the open "
                     "interest; CRPS of the predictive in units of ln.");
        rows.push_back(row);
    }
}

void RecordWords::addClusters(const ClusterMarks &marks, std::vector<RecordRow> &rows)
{
    rows.push_back(heading(tr("Clusters")));
    RecordRow row;
    row.what = tr("Reached within 24 h of the first sight");
    row.cases = QString::number(marks.touch.cases);
    row.more = tr("%1 seen, %2 touched, %3 gone untouched").arg(marks.seen).arg(marks.touched).arg(marks.gone);
    if (marks.touch.cases < LeastRecordCases) {
        row.skill = notEnough();
    } else {
        row.score = tr("Brier %1").arg(number(marks.touch.brier));
        row.null = QStringLiteral("%1 %2").arg(number(marks.touch.nullBrier), nullName(marks.touch.skill.against));
        row.skill = skill(marks.touch.skill);
        row.isBelow = marks.touch.skill.isBelow();
    }
    rows.push_back(row);
    RecordRow bright;
    bright.what = tr("Brighter ones print more");
    bright.cases = QString::number(marks.brightnessCases);
    if (marks.brightness)
        bright.score = tr("rank %1", "partial rank correlation").arg(signedNumber(*marks.brightness));
    else
        bright.skill = notEnough();
    bright.tip = tr("Rank correlation of expected and printed liquidations within bands of 0.5 % distance.");
    rows.push_back(bright);
}

void RecordWords::addChains(const ChainMarks &marks, std::vector<RecordRow> &rows)
{
    rows.push_back(heading(tr("Cascade chains")));
    RecordRow row;
    row.what = tr("Nodes reached in time");
    row.cases = QString::number(marks.nodes);
    if (marks.nodes < LeastRecordCases) {
        row.skill = notEnough();
    } else {
        row.score = tr("Brier %1").arg(number(marks.brier));
        row.null = QStringLiteral("%1 %2").arg(number(marks.brierOfRate), nullName(marks.skill.against));
        row.skill = skill(marks.skill);
        row.isBelow = marks.skill.isBelow();
        row.more = tr("with the tilt %1").arg(number(marks.brierTilted));
    }
    if (marks.hotKnown > 0)
        row.more += (row.more.isEmpty() ? QString() : QStringLiteral("; "))
            + tr("%1 of %2 reached in a hot hour (usual: 5%)").arg(marks.hot).arg(marks.hotKnown);
    rows.push_back(row);
}

void RecordWords::addEvents(const RecordMarks &marks, std::vector<RecordRow> &rows)
{
    rows.push_back(heading(tr("Events: moved 3% against their side within 24 h")));
    if (marks.events.empty()) {
        RecordRow row;
        row.what = tr("None is a day old yet");
        rows.push_back(row);
    }
    for (const EventMarks &event : marks.events) {
        RecordRow row;
        row.what = eventName(event.type);
        row.cases = QString::number(event.cases);
        row.score = tr("%1 of %2", "k of n").arg(event.moved).arg(event.cases);
        if (event.usual)
            row.null = tr("%1 of all days").arg(formats::percent(*event.usual, 0));
        if (event.cases < LeastRecordEvents)
            row.skill = notEnough();
        QStringList more;
        if (event.asked4h > 0)
            more << tr("reached within 4 h: %1 of %2").arg(event.came4h).arg(event.asked4h);
        if (event.aftermathCases > 0)
            more << tr("aftermath apart: %1 of %2").arg(event.aftermathMoved).arg(event.aftermathCases);
        row.more = more.join(QStringLiteral("; "));
        rows.push_back(row);
    }
}

std::vector<RecordRow> RecordWords::rows(const RecordMarks &marks, RecordSide side)
{
    const auto place = static_cast<std::size_t>(side);
    std::vector<RecordRow> rows;
    addTouches(marks, place, rows);
    addLoads(marks.load[place], rows);
    addClusters(marks.clusters[place], rows);
    addChains(marks.chains[place], rows);
    addEvents(marks, rows);
    return rows;
}

} // namespace isobar
