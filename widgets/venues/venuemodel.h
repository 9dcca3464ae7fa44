#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QAbstractItemModel>

#include <vector>

namespace isobar {

/// Venues with their stream types below them. Rows stay where they are while the same venues are reported; only cells
/// whose text or colour changed are announced.
class VenueModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        LastMessage,
        Rate,
        Reconnects,
        Errors,
        Duplicates,
        ClockOffset,
        RoundTrip,
        RestBudget,
        Notes, ///< why it is not live, else what of its history is still to come, else what it publishes
        ColumnCount
    };
    enum Role { VenueRole = Qt::UserRole + 1, HealthRole, SortRole };

    explicit VenueModel(const Theme &theme, QObject *parent = nullptr);

    void show(const Snapshot &snapshot);
    void retranslate();
    /// The venue's row, null when unknown.
    const VenueHealthRow *venue(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Age of the newest frame of any stream; absent before the first.
    static std::optional<TimeMs> lastFrame(const VenueHealth &health);

private:
    struct Cell {
        QString text;
        Token colour = Token::Value;
        bool operator==(const Cell &) const = default;
    };
    using Line = std::array<Cell, ColumnCount>;
    struct Item {
        VenueHealthRow row;
        Line line;
        std::vector<StreamType> streams; ///< that the venue has
        std::vector<Line> streamLines;
    };

    Item read(const VenueHealthRow &row) const;
    Line venueLine(const VenueHealthRow &row) const;
    Line streamLine(const VenueHealth &health, StreamType type) const;
    void announce(const Line &before, const Line &after, int row, const QModelIndex &parent);
    QString toolTip(const Item &item, int column) const;

    const Theme &m_theme;
    TimeMs m_nowMs = 0;
    std::vector<Item> m_items;
};

} // namespace isobar
