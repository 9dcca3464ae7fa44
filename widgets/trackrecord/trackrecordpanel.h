#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/trackrecord/recordwords.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace isobar {

class EmptyPanel;
class RecordModel;
class ReliabilityChart;

/// How well the model did (PRODUCT 2.14): what it said against what came, beside the nulls and what other maps draw;
/// live and backfill apart.
class TrackRecordPanel : public QWidget {
    Q_OBJECT
public:
    explicit TrackRecordPanel(const Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {880, 420}; }
    RecordModel &model() { return *m_model; }
    ReliabilityChart &chart() { return *m_chart; }
    QLabel &banner() { return *m_banner; }
    QComboBox &sourceBox() { return *m_source; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    /// The ledger lines of the asset are to be written to a file.
    void exportRequested(const QString &asset);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void renewBanner(const RecordView &view);
    void retranslate();
    void recolour();
    void fitColumns();
    const AssetSnapshot *shownAsset() const;
    const RecordMarks &chosenMarks(const RecordView &view) const;

    const Theme &m_theme;
    SnapshotPtr m_snapshot;
    RecordViewPtr m_view; ///< that is shown
    QString m_asset;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    bool m_isSourceChosen = false; ///< by the user; until then live once it has something
    QComboBox *m_source, *m_side, *m_horizon;
    QToolButton *m_export;
    QLabel *m_period, *m_banner, *m_tilt, *m_caption;
    ReliabilityChart *m_chart;
    RecordModel *m_model;
    QTableView *m_table;
    EmptyPanel *m_empty;
    QStackedWidget *m_pages;
};

} // namespace isobar
