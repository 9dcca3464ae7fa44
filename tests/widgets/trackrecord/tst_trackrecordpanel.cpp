#include "widgets/trackrecord/recordmodel.h"
#include "widgets/trackrecord/reliabilitychart.h"
#include "widgets/trackrecord/trackrecordpanel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace isobar;

namespace {

constexpr auto Both = static_cast<std::size_t>(RecordSide::Both);

TouchMarks touch(int cases, double skill)
{
    TouchMarks marks;
    marks.cases = cases;
    marks.brier = 0.142;
    marks.nullBrier = 0.219;
    marks.calibrationError = 0.014;
    marks.logScore = 0.41;
    marks.skill = {skill, Interval{skill - 0.06, skill + 0.06}, "rate of each distance"};
    marks.bins[1] = {60, 9, 6};
    marks.bins[8] = {40, 34, 36};
    return marks;
}

RecordMarks marks(int cases, double skill)
{
    RecordMarks made;
    made.firstMs = 1'790'000'000'000;
    made.lastMs = made.firstMs + 30 * DayMs;
    for (auto &side : made.touch)
        side = {touch(cases, skill), touch(cases, skill)};
    return made;
}

SnapshotPtr snapshotOf(RecordView view)
{
    view.hasNoSkill = view.live.hasNoSkill();
    auto asset = std::make_shared<AssetSnapshot>();
    asset->asset = "BTC";
    asset->record = std::make_shared<const RecordView>(std::move(view));
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->assets = {asset};
    return snapshot;
}

QString find(const RecordModel &model, const QString &what, RecordColumn column)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data().toString() == what)
            return model.index(row, static_cast<int>(column)).data().toString();
    }
    return QStringLiteral("no such row");
}

} // namespace

/// The track record as it is shown.
class TestTrackRecordPanel : public QObject {
    Q_OBJECT

    Theme m_theme;

    std::unique_ptr<TrackRecordPanel> panelOf(const RecordView &view)
    {
        auto panel = std::make_unique<TrackRecordPanel>(m_theme);
        panel->resize(900, 480);
        panel->setAsset(QStringLiteral("BTC"));
        panel->showSnapshot(snapshotOf(view));
        return panel;
    }

private Q_SLOTS:
    void saysTheMarks()
    {
        RecordView view;
        view.live = marks(2'160, 0.35);
        const auto panel = panelOf(view);
        const QAbstractItemModelTester tester(&panel->model());
        const QString what = QStringLiteral("Touched within 24 h");
        QCOMPARE(find(panel->model(), what, RecordColumn::Cases), QStringLiteral("2160"));
        QCOMPARE(find(panel->model(), what, RecordColumn::Score), QStringLiteral("Brier 0.142"));
        QCOMPARE(find(panel->model(), what, RecordColumn::Null), QStringLiteral("0.219 rate of each distance"));
        QCOMPARE(find(panel->model(), what, RecordColumn::Skill), QStringLiteral("+0.35 (+0.29 to +0.41)"));
        QVERIFY(find(panel->model(), what, RecordColumn::More).contains(QStringLiteral("0.014")));
        QVERIFY(panel->banner().isHidden());
    }

    void saysWhenThereAreTooFewCases()
    {
        RecordView view;
        view.live = marks(29, 0.35);
        view.live.events = {{"STRUCTURAL_SQUEEZE", 19, 7, 0, 0, 0.18, 0, 0, {}, {}, 0, 0}};
        const auto panel = panelOf(view);
        QCOMPARE(find(panel->model(), QStringLiteral("Touched within 4 h"), RecordColumn::Skill),
            QStringLiteral("not enough cases"));
        QCOMPARE(find(panel->model(), QStringLiteral("Structural squeeze"), RecordColumn::Skill),
            QStringLiteral("not enough cases"));
        QCOMPARE(
            find(panel->model(), QStringLiteral("Structural squeeze"), RecordColumn::Score), QStringLiteral("7 of 19"));
        QVERIFY(panel->chart().points().empty());
        view.live.events[0].cases = 20;
        panel->showSnapshot(snapshotOf(view));
        QCOMPARE(find(panel->model(), QStringLiteral("Structural squeeze"), RecordColumn::Skill), QString());
    }

    void tellsLoadsBesideTheirNulls()
    {
        RecordView view;
        view.live = marks(100, 0.35);
        LoadMarks &load = view.live.load[Both];
        load.cases = load.recorded = 500;
        load.censored = 1;
        load.methods[0] = {0.55, 0.48, 0.81, 0.69, 1.02};
        load.methods[3] = {0.43, 0.5, 0.8, 0.74, 0};
        load.skill = {0.12, Interval{0.05, 0.18}, "freshness"};
        load.overOpensOnly = {0.62, Interval{0.5, 0.7}, "opens-only"};
        const auto panel = panelOf(view);
        const QString ours = QStringLiteral("Ours: levels and way");
        QCOMPARE(find(panel->model(), ours, RecordColumn::Score), QStringLiteral("rank +0.55"));
        QCOMPARE(find(panel->model(), ours, RecordColumn::Null), QStringLiteral("freshness"));
        QCOMPARE(find(panel->model(), ours, RecordColumn::Skill), QStringLiteral("+0.12 (+0.05 to +0.18)"));
        QCOMPARE(find(panel->model(), ours, RecordColumn::Others), QStringLiteral("+0.62 (+0.50 to +0.70)"));
        QVERIFY(find(panel->model(), ours, RecordColumn::More).contains(QStringLiteral("80%: 81%")));
        QCOMPARE(
            find(panel->model(), QStringLiteral("Null: freshness"), RecordColumn::Score), QStringLiteral("rank +0.43"));
        QVERIFY(find(panel->model(), QStringLiteral("What other maps draw"), RecordColumn::Score)
                    .startsWith(QStringLiteral("rank")));
    }

    void drawsTheReliabilityDiagram()
    {
        RecordView view;
        view.live = marks(600, 0.35);
        const auto panel = panelOf(view);
        ReliabilityChart &chart = panel->chart();
        const QImage picture = chart.grab().toImage(); // lays it out
        const auto points = chart.points();
        QCOMPARE(points.size(), std::size_t(2));
        const QRectF plot = chart.plot();
        QVERIFY(std::abs(points[0].centre.x() - (plot.left() + 0.15 * plot.width())) < 1e-6);
        QVERIFY(std::abs(points[0].centre.y() - (plot.bottom() - 0.10 * plot.height())) < 1e-6);
        QVERIFY(points[0].radius > points[1].radius); // it has more cases
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("said 15%, came 10%")));
        const double ratio = picture.devicePixelRatio();
        const auto at = [&](QPointF point) { return picture.pixelColor((point * ratio).toPoint()); };
        QVERIFY(
            at(points[0].centre) != at(QPointF(plot.left() + 0.62 * plot.width(), plot.top() + 0.93 * plot.height())));
    }

    void putsUpABannerWithoutSkill()
    {
        RecordView view;
        view.live = marks(2'000, -0.2);
        const auto panel = panelOf(view);
        QVERIFY(!panel->banner().isHidden());
        QVERIFY2(panel->banner().text().startsWith(QStringLiteral("No skill")), qPrintable(panel->banner().text()));
        QVERIFY(panel->banner().text().contains(QStringLiteral("-0.20 (-0.26 to -0.14)")));
        // An interval that holds 0 is none.
        view.live = marks(2'000, -0.02);
        panel->showSnapshot(snapshotOf(view));
        QVERIFY(panel->banner().isHidden());
    }

    void keepsTheBackfillApart()
    {
        RecordView view;
        view.backfill = marks(1'900, 0.2);
        const auto panel = panelOf(view);
        QCOMPARE(panel->sourceBox().currentIndex(), 1); // nothing live yet
        QCOMPARE(
            find(panel->model(), QStringLiteral("Touched within 4 h"), RecordColumn::Cases), QStringLiteral("1900"));
        view.live = marks(60, 0.1);
        panel->showSnapshot(snapshotOf(view));
        QCOMPARE(panel->sourceBox().currentIndex(), 0);
        QCOMPARE(find(panel->model(), QStringLiteral("Touched within 4 h"), RecordColumn::Cases), QStringLiteral("60"));
        // A backfill without skill greys nothing: it knew the weights of today.
        view.backfill = marks(1'900, -0.5);
        panel->showSnapshot(snapshotOf(view));
        QVERIFY(panel->banner().isHidden());
    }

    void saysWhatIsKnownOfTheTilt()
    {
        RecordView view;
        view.live = marks(60, 0.1);
        const auto panel = panelOf(view);
        const auto shown = [&panel](const QString &text) {
            const auto labels = panel->findChildren<QLabel *>();
            return std::any_of(
                labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(text); });
        };
        QVERIFY(shown(QStringLiteral("no measured effect yet")));
        view.tilt = {0.6, 0.4, 0.8, 900};
        panel->showSnapshot(snapshotOf(view));
        QVERIFY(!shown(QStringLiteral("no measured effect yet")));
        QVERIFY(shown(QStringLiteral("900 cases")));
    }

    void asksForAnExport()
    {
        RecordView view;
        view.live = marks(60, 0.1);
        const auto panel = panelOf(view);
        QSignalSpy asked(panel.get(), &TrackRecordPanel::exportRequested);
        panel->findChild<QToolButton *>()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("BTC"));
        // Of an asset that nothing was graded of there is nothing to export.
        panel->setAsset(QStringLiteral("ETH"));
        QVERIFY(!panel->findChild<QToolButton *>()->isEnabled());
    }
};

QTEST_MAIN(TestTrackRecordPanel)
#include "tst_trackrecordpanel.moc"
