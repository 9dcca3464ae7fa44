#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/funding/fundingrow.h"

#include <QAbstractItemModel>
#include <array>
#include <memory>
#include <vector>

namespace isobar {

/// Roles beyond Qt's own.
enum FundingRole {
    FundingRawRole = Qt::UserRole + 1, ///< double, or text in text columns; invalid when absent: for sorting
    FundingKindRole, ///< FundingRowKind as int
    FundingFilterRole, ///< names and symbols of the row, for the filter
    FundingValidRole, ///< bool: takes part in the aggregate
};

/// The funding table of one asset as a tree: venues, their contracts beneath, the aggregate as the last row. A new
/// snapshot is diffed into the smallest changed ranges; rows are inserted, removed and moved, never reset on a tick.
/// Time is an argument: the view calls setTime() to advance countdowns and ages.
class FundingModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    explicit FundingModel(QObject *parent = nullptr);
    ~FundingModel() override;

    /// `asset` null: no rows. `marketMs`, `transportMs`: the two clocks at the snapshot.
    void setAsset(const AssetSnapshot *asset, TimeMs marketMs, TimeMs transportMs);
    void setTime(TimeMs marketMs, TimeMs transportMs);
    void setRateUnit(RateUnit unit);
    void setHeadlineByOpenInterest(bool on);
    /// Renews all texts, after a change of the language.
    void retranslate();

    RateUnit rateUnit() const { return m_context.unit; }
    const FundingContext &context() const { return m_context; }
    QString asset() const { return m_asset; }
    /// Null for an invalid index.
    const FundingRow *row(const QModelIndex &index) const;
    /// A number of the row that stays while the row exists, whatever moves; 0 for an invalid index.
    quint32 rowId(const QModelIndex &index) const;
    QModelIndex indexOf(quint32 rowId, int column) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The visible text of a cell changed by new data; the characters from `firstChanged` on are new.
    void cellChanged(const QModelIndex &index, int firstChanged);

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;
    struct Target {
        FundingRow row;
        std::vector<FundingRow> children;
    };

    const Nodes &siblings(const Node *parent) const;
    Nodes &siblings(Node *parent);
    QModelIndex indexOf(const Node &node, int column) const;
    void fill(Node *parent, const std::vector<Target> &targets, bool quiet);
    void arrange(Node *parent, const std::vector<Target> &targets);
    std::unique_ptr<Node> makeNode(Node *parent, const FundingRow &row);
    void update(Node &node, const FundingRow &row, bool quiet);
    void renew(Node &node, bool onlyTime, bool quiet);
    void renewAll(bool onlyTime);

    Nodes m_rows;
    QString m_asset;
    FundingContext m_context;
    bool m_byOpenInterest = false;
    quint32 m_lastId = 0;
};

} // namespace isobar
