#pragma once
#include "core/levelgrid/levelchunk.h"

#include <QFrame>

#include <string>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace isobar {

/// What of the levels is drawn and told: sides, venue groups, distance bands (each with the leverage that it would be
/// at isolated margin). A pop-up that stays open while boxes are ticked.
class HeatmapFilters final : public QFrame {
    Q_OBJECT
public:
    explicit HeatmapFilters(QWidget *parent = nullptr);

    /// `groups`: names of the venue groups of the map.
    void setFilter(const LevelFilter &filter, const std::vector<std::string> &groups);
    const LevelFilter &filter() const { return m_filter; }
    /// How many of sides, groups and bands are left out.
    static int leftOut(const LevelFilter &filter, std::size_t groups);

Q_SIGNALS:
    void filterChanged(const LevelFilter &filter);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuildGroups();
    void show(const LevelFilter &filter);
    void take();
    void retranslate();

    LevelFilter m_filter;
    std::vector<std::string> m_names;
    QGridLayout *m_grid;
    QLabel *m_sidesTitle, *m_groupsTitle, *m_bandsTitle, *m_hint;
    QCheckBox *m_longs, *m_shorts;
    std::vector<QCheckBox *> m_groups, m_bands;
    QPushButton *m_all;
};

} // namespace isobar
