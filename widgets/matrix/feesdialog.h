#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/marketmatrix.h"

#include <QDialog>

class QDoubleSpinBox;
class QTableWidget;

namespace isobar {

/// The taker fees that spreads are reckoned with: one for all venues, and of each venue where it differs.
class FeesDialog final : public QDialog {
    Q_OBJECT
public:
    FeesDialog(const MarketChoices &choices, const std::vector<MatrixVenue> &venues, QWidget *parent = nullptr);

    /// `choices` of the constructor with the fees as they stand in the dialog.
    MarketChoices choices() const;
    QDoubleSpinBox *commonFee() const { return m_common; }
    /// In per cent; the lowest value stands for the common fee.
    QDoubleSpinBox *feeOf(const QString &venue) const;

private:
    static QDoubleSpinBox *feeBox(double least);

    MarketChoices m_choices;
    QDoubleSpinBox *m_common;
    QTableWidget *m_table;
    QMap<QString, QDoubleSpinBox *> m_boxes; ///< by venue id
};

} // namespace isobar
