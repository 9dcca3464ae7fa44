#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"
#include "widgets/events/eventfacts.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace isobar {

/// The words of an event (MODEL 8.4): what, where, how big, how sure, since when, data health. Shared by list, card,
/// pop-up and toast. Pure: same event, same text; no mark-up.
class EventText {
    Q_DECLARE_TR_FUNCTIONS(isobar::EventText)
public:
    static QString typeName(EventType type); ///< "Funding extreme"
    static QString priorityName(Priority priority); ///< "P2"
    static QString priorityWords(Priority priority); ///< "P2, alert"
    static QString stateName(const Event &event); ///< "active", "cleared", "held at start"

    static QString title(const Event &event); ///< "BTC: longs pay, funding extreme"
    static QString line(const Event &event); ///< what happened and the reason in one line, without the asset
    static QString body(const Event &event); ///< of a pop-up, several lines
    static QString clearsWhen(const Event &event);
    static QString formula(const Event &event); ///< how the ratio was made, with its numbers
    /// Everything that the card shows but the venues' table.
    static std::vector<EventSection> sections(const Event &event, TimeZoneChoice zone);

    static QString digestTitle(int count);
    static QString digestBody(const std::vector<Event> &events); ///< a line an event, at most six

private:
    static QStringList extremeBody(const Event &event, const FundingExtremePayload &p);
};

} // namespace isobar
