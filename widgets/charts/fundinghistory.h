#pragma once
#include "core/snapshot/historyview.h"
#include "core/snapshot/snapshot.h"
#include "widgets/charts/historychart.h"
#include "widgets/style/theme.h"

#include <QSet>
#include <QWidget>

#include <functional>

class QAction;
class QButtonGroup;
class QComboBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace isobar {

class EmptyPanel;
class LegendBar;

/// The last 1, 7, 30 or 90 days of an asset: funding (a step line a venue and the aggregate), open interest stacked by
/// venue, premium, cumulative funding; with legend, read-out and export. Funding up to 30 days comes with the snapshot,
/// all else is asked of the local history while the panel is visible.
class FundingHistory : public QWidget {
    Q_OBJECT
public:
    explicit FundingHistory(Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {900, 400}; }
    HistoryChart &chart() { return *m_chart; }
    int days() const { return m_days; }
    ChartKind kind() const { return m_kind; }
    QByteArray csv() const; ///< of the lines and the range that are shown
    /// "funding history 5/16": over the venues that are still fetching; empty when none is. `share` 0..1.
    static QString progressOf(const Snapshot &snapshot, double &share);

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    void setDays(int days); ///< 1, 7, 30 or 90
    void setKind(ChartKind kind);
    /// What was asked for came.
    void showView(const HistoryViewPtr &view);
    void exportPng();
    void exportCsv();

Q_SIGNALS:
    void daysChanged(int days);
    /// Lines of the local history are wanted.
    void viewWished(const QString &asset, int days);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void refreshLegend(const AssetSnapshot &asset);
    std::vector<HistoryChart::Line> linesOf(const AssetSnapshot &asset, bool withHidden) const;
    std::vector<HistoryChart::Line> shownLines(const AssetSnapshot &asset);
    void restack(const AssetSnapshot &asset);
    const std::map<std::string, Series> *seriesOf(const AssetSnapshot &asset) const;
    bool isOfHistory() const { return m_kind != ChartKind::Funding || m_days > 30; }
    void wishView(TimeMs marketMs);
    QString captionOf() const;
    charts::TimeRange rangeNow(TimeMs marketMs) const;
    QString fileName(const QString &suffix) const;
    void save(const QString &suffix, const QString &filter, const std::function<bool(const QString &)> &write);
    void retranslate();

    Theme &m_theme;
    SnapshotPtr m_snapshot;
    QString m_asset;
    Settings m_settings;
    int m_days = 7;
    ChartKind m_kind = ChartKind::Funding;
    HistoryViewPtr m_view;
    std::vector<HistoryChart::Line> m_stacks; ///< of m_stackedView without m_stackedHidden
    HistoryViewPtr m_stackedView;
    QSet<QString> m_stackedHidden;
    QString m_wishedAsset;
    int m_wishedDays = 0;
    TimeMs m_wishedMs = 0; ///< market time
    QSet<QString> m_hidden; ///< venue ids; empty string: the aggregate
    QComboBox *m_kinds;
    LegendBar *m_legend;
    QStackedWidget *m_pages;
    HistoryChart *m_chart;
    EmptyPanel *m_empty;
    QButtonGroup *m_ranges;
    QToolButton *m_export;
    QAction *m_png, *m_csv;
    QLabel *m_progress;
};

} // namespace isobar
