#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"

#include <QObject>
#include <QString>

namespace isobar {

/// Tells the user of events outside the window. Whether and how was decided before (AlertDecision).
class Notifier : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Shows, replaces, keeps for a digest or (its end) withdraws the pop-up of this event.
    virtual void notify(const Event &event, PopupPlan plan) = 0;
    /// Takes the pop-up of this id away, if there is one.
    virtual void withdraw(quint64 id) = 0;

Q_SIGNALS:
    /// The user wants to see this event; an id of no event: just the window (a digest).
    void showRequested(quint64 id);
    /// The user wants quiet about this asset; empty: about everything.
    void muteRequested(const QString &asset, int minutes);
};

} // namespace isobar
