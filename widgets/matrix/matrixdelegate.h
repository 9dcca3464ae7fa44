#pragma once
#include "widgets/matrix/matrixmodel.h"
#include "widgets/style/theme.h"

#include <QFont>
#include <QHash>
#include <QStaticText>
#include <QStyledItemDelegate>

namespace isobar {

/// Ground of a cell with that rate: the colour of who pays laid over the panel, the stronger the further from zero on
/// the fixed scale of heatShare(). The theme's grey band stays grey.
QColor heatColour(const Theme &theme, double rate8h);

/// Paints the cells of the matrix.
class MatrixDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    MatrixDelegate(const Theme &theme, const MatrixModel &model, QObject *parent = nullptr);

    /// The asset that the rest of the window shows.
    void setAsset(const QString &asset) { m_asset = asset; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int Padding = 6;
    const QFont &font() const { return m_font; }

private:
    void renewFonts();
    QColor ground(const QStyleOptionViewItem &option) const;
    void paintFixed(QPainter &painter, const QStyleOptionViewItem &option, int column, const MatrixRow &row) const;
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const MatrixCell &cell) const;
    void paintLines(QPainter &painter, const QStyleOptionViewItem &option, bool isEndOfFrozen) const;
    void drawNumber(QPainter &painter, const QRect &rect, const QString &text, const QFont &font) const;

    const Theme &m_theme;
    const MatrixModel &m_model;
    QString m_asset;
    QFont m_font, m_strong;
    mutable QHash<QString, QStaticText> m_numbers; // laid out once: there are few different ones
};

} // namespace isobar
