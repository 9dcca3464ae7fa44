#pragma once
#include <QTreeView>

namespace isobar {

class Theme;

/// The list of the tape, with its keys: Space holds, Ctrl+C copies, Enter jumps, a letter searches an asset.
class TapeTree : public QTreeView {
    Q_OBJECT
public:
    explicit TapeTree(const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void copyRequested();
    void momentRequested(const QModelIndex &index);
    void holdToggled();
    void newestRequested();
    void assetSearchRequested(const QString &prefill);
    void resized();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace isobar
