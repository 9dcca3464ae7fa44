#pragma once
#include "core/market/event.h"

#include <QObject>
#include <QString>

namespace isobar {

/// Tells the user of events outside the window. What is worth telling was decided by core/events (the priority); how
/// and whether it is told now is decided here.
class Notifier : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Shows, replaces or withdraws the pop-up of this id, or does nothing (P3, P4, muted).
    virtual void notify(const Event &event) = 0;
    /// Takes the pop-up of this id away, if there is one.
    virtual void withdraw(quint64 id) = 0;

Q_SIGNALS:
    /// The user wants to see this event; 0: just the window (a digest).
    void showRequested(quint64 id);
    /// The user wants quiet about this asset; empty: about everything.
    void muteRequested(const QString &asset, int minutes);
};

} // namespace isobar
