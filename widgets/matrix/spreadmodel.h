#pragma once
#include "widgets/matrix/spreadcolumns.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <array>
#include <vector>

namespace isobar {

/// Raw value (double, or text in text columns) of a cell; invalid when absent.
inline constexpr int SpreadRawRole = Qt::UserRole + 1;

/// The best pair of each asset, by name of the asset; only cells whose text changed are told.
class SpreadModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit SpreadModel(QObject *parent = nullptr);

    void setMatrix(const MarketMatrixPtr &matrix);
    void setRateUnit(RateUnit unit);
    void retranslate();
    RateUnit rateUnit() const { return m_context.unit; }
    const SpreadContext &context() const { return m_context; }
    /// Null for an invalid row.
    const SpreadRow *row(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        SpreadRow spread;
        std::array<QString, SpreadColumnCount> texts;
    };
    void arrange(const std::vector<SpreadRow> &spreads);
    void renewTexts();

    SpreadContext m_context;
    std::vector<Row> m_rows;
};

/// Filters and sorts the spreads, anew only when sort() or refresh() is called: rows do not run away under the eye.
class SpreadProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit SpreadProxy(const SpreadModel &model, QObject *parent = nullptr);

    void setText(const QString &text);
    /// Spreads with a smaller known open interest are left out.
    void setLeastOpenInterest(double usd);
    void setOnlyPaying(bool on);
    void refresh() { invalidate(); }

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const SpreadModel &m_model;
    QString m_text;
    double m_leastUsd = 0;
    bool m_onlyPaying = false;
};

} // namespace isobar
