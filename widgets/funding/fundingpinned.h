#pragma once
#include <QWidget>

namespace isobar {

class FundingTree;

/// The aggregate's row at the lower edge of the table, shown while the row itself is scrolled out of sight.
class FundingPinned final : public QWidget {
    Q_OBJECT
public:
    explicit FundingPinned(FundingTree &tree);

Q_SIGNALS:
    void clicked();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    FundingTree &m_tree;
};

} // namespace isobar
