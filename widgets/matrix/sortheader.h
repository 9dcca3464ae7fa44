#pragma once
#include "widgets/style/theme.h"

#include <QHeaderView>

namespace isobar {

/// The head of a table of numbers: which column sorts is told by a small arrow above its title, where it covers
/// nothing.
class SortHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit SortHeader(const Theme &theme, QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    const Theme &m_theme;
};

} // namespace isobar
