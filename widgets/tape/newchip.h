#pragma once
#include "widgets/style/theme.h"

#include <QAbstractButton>

namespace isobar {

/// A small button that floats over a held list: how much is new, and the way back to it.
class NewChip : public QAbstractButton {
    Q_OBJECT
public:
    explicit NewChip(const Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace isobar
