#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/positionview.h"
#include "widgets/style/theme.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace isobar {

enum class PositionColumn {
    Title,
    Contract,
    Entry,
    Mark,
    Profit,
    Liquidation,
    Distance,
    Sigmas,
    Touch24h,
    NextFunding,
    PerDay,
    DayShare,
    Realised,
    MarginLeft,
    Alert,
    Count
};
inline constexpr int PositionColumnCount = static_cast<int>(PositionColumn::Count);

/// Token of a cell's text.
inline constexpr int PositionTokenRole = Qt::UserRole + 1;

/// The positions as rows, what the calculator shows first. Only changed cells are told.
class PositionModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit PositionModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }

    /// A view with the id 0 is the calculator's. `marketMs`: for countdowns.
    void setViews(std::vector<PositionView> views, TimeMs marketMs);
    void setTimeZone(TimeZoneChoice zone) { m_zone = zone; }
    void retranslate();
    const PositionView *viewAt(int row) const;
    int rowOf(std::uint64_t id) const; ///< -1: not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell {
        QString text;
        Token colour = Token::Value;
        bool operator==(const Cell &) const = default;
    };
    struct Row {
        PositionView view;
        std::array<Cell, PositionColumnCount> cells{};
    };
    Row makeRow(const PositionView &view) const;

    std::vector<Row> m_rows;
    TimeMs m_marketMs = 0;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
};

} // namespace isobar
