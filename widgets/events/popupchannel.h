#pragma once
#include "core/market/event.h"

#include <QObject>
#include <QString>

namespace isobar {

/// A pop-up as a channel delivers it. Plain text: a channel escapes what its receiver would take for mark-up.
struct Popup {
    quint64 id = 0; ///< of the event; below 10: a digest or a test
    QString title, body;
    QString asset; ///< empty: digest
    Priority priority = Priority::P2;
    int expireMs = 0; ///< 0: stays until acted upon
    bool operator==(const Popup &) const = default;
};

/// One way of showing pop-ups. All of it is asynchronous: a channel that cannot deliver says so by failed().
class PopupChannel : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// A pop-up of the same id is replaced.
    virtual void show(const Popup &popup) = 0;
    virtual void withdraw(quint64 id) = 0;
    /// Whether what is replaced changes in its place; else it would come up anew.
    virtual bool replacesInPlace() const { return true; }

Q_SIGNALS:
    void closed(quint64 id); ///< by the user, or it expired
    void showRequested(quint64 id);
    void muteRequested(quint64 id);
    void failed(const isobar::Popup &popup);
};

} // namespace isobar
