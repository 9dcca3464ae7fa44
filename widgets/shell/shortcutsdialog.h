#pragma once
#include <QDialog>
#include <QList>

class QAction;

namespace isobar {

/// Every key, with what it does.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace isobar
