#pragma once
#include <QSortFilterProxyModel>

namespace isobar {

/// Sorts the funding table by raw values and filters it by text and validity. The aggregate is the last row whatever
/// the order; absent values come after all others.
class FundingProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit FundingProxy(QObject *parent = nullptr);

    void setText(const QString &text);
    void setValidOnly(bool on);
    bool validOnly() const { return m_validOnly; }

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text;
    bool m_validOnly = false;
};

} // namespace isobar
