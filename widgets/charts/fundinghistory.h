#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/charts/fundingchart.h"
#include "widgets/style/theme.h"

#include <QSet>
#include <QWidget>

#include <functional>

class QAction;
class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace isobar {

class EmptyPanel;
class LegendBar;

/// Funding of the last 1, 7 or 30 days: a step line a venue and the aggregate, with legend, read-out and export.
class FundingHistory : public QWidget {
    Q_OBJECT
public:
    explicit FundingHistory(Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {900, 400}; }
    FundingChart &chart() { return *m_chart; }
    int days() const { return m_days; }
    QByteArray csv() const; ///< of the lines and the range that are shown
    /// "funding history 5/16": over the venues that are still fetching; empty when none is. `share` 0..1.
    static QString progressOf(const Snapshot &snapshot, double &share);

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);
    void setDays(int days); ///< 1, 7 or 30
    void exportPng();
    void exportCsv();

Q_SIGNALS:
    void daysChanged(int days);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshLegend(const AssetSnapshot &asset);
    std::vector<FundingChart::Line> linesOf(const AssetSnapshot &asset, bool withHidden) const;
    charts::TimeRange rangeNow(TimeMs marketMs) const;
    QString fileName(const QString &suffix) const;
    void save(const QString &suffix, const QString &filter, const std::function<bool(const QString &)> &write);
    void retranslate();

    Theme &m_theme;
    SnapshotPtr m_snapshot;
    QString m_asset;
    Settings m_settings;
    int m_days = 7;
    QSet<QString> m_hidden; ///< venue ids; empty string: the aggregate
    LegendBar *m_legend;
    QStackedWidget *m_pages;
    FundingChart *m_chart;
    EmptyPanel *m_empty;
    QButtonGroup *m_ranges;
    QToolButton *m_export;
    QAction *m_png, *m_csv;
    QLabel *m_progress;
};

} // namespace isobar
