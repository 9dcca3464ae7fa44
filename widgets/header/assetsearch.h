#pragma once
#include "widgets/style/theme.h"

#include <QFrame>
#include <QStringList>

class QLineEdit;
class QListWidget;

namespace isobar {

/// The assets that match `typed`, best first: exact, then those that begin with it, then those that contain it; within
/// each the given order.
QStringList matchingAssets(const QStringList &assets, const QString &typed);

/// A pop-up to find an asset: type to filter, arrows to move, Enter to choose, Esc to close.
class AssetSearch final : public QFrame {
    Q_OBJECT
public:
    explicit AssetSearch(const Theme &theme, QWidget *parent = nullptr);

    void setAssets(const QStringList &assets, const QStringList &watched);
    /// Opens below `anchor` (global position) with `prefill` typed.
    void open(const QPoint &anchor, const QString &prefill);
    QLineEdit &edit() { return *m_edit; }
    QStringList shown() const;

Q_SIGNALS:
    void assetChosen(const QString &asset);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void filter();
    void choose();
    void retranslate();

    const Theme &m_theme;
    QLineEdit *m_edit;
    QListWidget *m_list;
    QStringList m_assets, m_watched;
};

} // namespace isobar
