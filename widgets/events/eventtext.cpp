#include "widgets/events/eventtext.h"

#include "widgets/events/eventfacts.h"
#include "widgets/events/eventwords.h"
#include "widgets/style/formats.h"

#include <QStringList>

namespace isobar {

namespace {

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

QString number(double value, int decimals) { return EventWords::number(value, decimals); }

const FundingExtremePayload *extreme(const Event &event) { return std::get_if<FundingExtremePayload>(&event.payload); }

EventWords wordsOf(const Event &event)
{
    return std::visit([&](const auto &payload) { return EventWords::of(event, payload); }, event.payload);
}

/// Whether the parts alone say what happened and to whom: "Longs pay ...".
bool tellsItself(EventType type) { return type == EventType::FundingExtreme || type == EventType::FundingFlip; }

/// The title without the asset, which stands beside the line already.
QString headline(const Event &event)
{
    const QString title = EventText::title(event), asset = text(event.asset) + QStringLiteral(": ");
    return title.startsWith(asset) ? title.mid(asset.size()) : title;
}

/// "Sentence, with its parts." The first letter is made large.
QString sentence(QString words)
{
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words + u'.';
}

} // namespace

QString EventText::typeName(EventType type)
{
    switch (type) {
    case EventType::FundingExtreme:
        return tr("Funding extreme");
    case EventType::FundingFlip:
        return tr("Funding flip");
    case EventType::FundingDivergence:
        return tr("Funding divergence");
    case EventType::FundingCapped:
        return tr("Funding at its cap");
    case EventType::IntervalChanged:
        return tr("Interval changed");
    case EventType::CapChanged:
        return tr("Cap changed");
    case EventType::Listed:
        return tr("Listed");
    case EventType::Delisted:
        return tr("Delisted");
    case EventType::OiExtreme:
        return tr("Open interest extreme");
    case EventType::ClusterArmed:
        return tr("Cluster armed");
    case EventType::LiquidationBurst:
        return tr("Liquidation burst");
    case EventType::LiquidationCascade:
        return tr("Liquidation cascade");
    case EventType::LargeLiquidation:
        return tr("Large liquidation");
    case EventType::SqueezeForming:
        return tr("Squeeze forming");
    case EventType::StructuralSqueeze:
        return tr("Structural squeeze");
    case EventType::VenueDislocation:
        return tr("Venue dislocation");
    case EventType::FeedLost:
        return tr("Feed lost");
    case EventType::Blind:
        return tr("Blind");
    case EventType::UserRule:
        return tr("Your rule");
    }
    return {};
}

QString EventText::priorityName(Priority priority) { return QStringLiteral("P%1").arg(static_cast<int>(priority)); }

QString EventText::priorityWords(Priority priority)
{
    switch (priority) {
    case Priority::P1:
        return tr("P1, interrupt");
    case Priority::P2:
        return tr("P2, alert");
    case Priority::P3:
        return tr("P3, notice");
    case Priority::P4:
        return tr("P4, log");
    }
    return {};
}

QString EventText::stateName(const Event &event)
{
    if (isMomentary(event.type))
        return {};
    if (event.state == EventState::Cleared)
        return tr("cleared", "state of an event");
    return event.heldAtStart ? tr("since start", "state of an event: held already when the program started")
                             : tr("active", "state of an event");
}

QString EventText::title(const Event &event)
{
    if (event.state != EventState::Cleared)
        return wordsOf(event).title;
    if (extreme(event))
        return tr("%1: funding no longer extreme").arg(text(event.asset));
    return tr("%1, over", "title of an event").arg(wordsOf(event).title);
}

QString EventText::line(const Event &event)
{
    const FundingExtremePayload *p = extreme(event);
    if (p && event.state == EventState::Cleared)
        return tr("No longer extreme: %1 per 8 h, %2x normal").arg(formats::rate8h(p->rate8h), number(p->ratio, 1));
    QStringList parts = wordsOf(event).parts;
    if (event.state == EventState::Cleared && tellsItself(event.type))
        parts.prepend(tr("over")); // the other headlines end so
    if (event.degraded)
        parts << tr("inputs degraded");
    const QString reason = parts.join(QStringLiteral(", "));
    if (tellsItself(event.type))
        return reason;
    return reason.isEmpty() ? headline(event) : headline(event) + QStringLiteral(": ") + reason;
}

QString EventText::body(const Event &event)
{
    QStringList lines = extreme(event) ? extremeBody(event, *extreme(event)) : QStringList();
    if (lines.isEmpty()) {
        for (const QString &part : wordsOf(event).parts)
            lines << sentence(part);
    }
    QString health =
        tr("Coverage %1, %n venue(s).", nullptr, event.venuesValid).arg(formats::percent(event.coverage, 0));
    if (extreme(event) && extreme(event)->baselineProvisional)
        health += u' ' + tr("Baseline provisional.");
    if (event.degraded)
        health += u' ' + tr("Inputs degraded.");
    lines << health;
    return lines.join(u'\n');
}

QStringList EventText::extremeBody(const Event &event, const FundingExtremePayload &p)
{
    QStringList lines;
    lines << tr("%1 per 8 h (APR %2), %3 times the normal %4.")
                 .arg(formats::rate8h(p.rate8h), formats::rate8h(p.rate8h, RateUnit::Apr), number(p.ratio, 1),
                     EventWords::size8h(p.baseline8h));
    QString who = tr("%1, %2 of %3 exchanges elevated")
                      .arg(EventWords::scopeName(event.scope))
                      .arg(p.venuesElevated)
                      .arg(p.operatorsValid);
    if (!p.hottest.empty() && !p.drivers.empty())
        who = tr("%1; hottest %2, driven by %3").arg(who, text(p.hottest.front()), text(p.drivers.front()));
    lines << sentence(who);
    const QString cost = tr("A 10x position pays %1 a day per $10 000 of margin at this rate")
                             .arg(EventWords::dollars(p.costDay10xPer10k));
    const std::optional<double> &day = p.realisedCost24hPer10k; // what the crowd paid
    lines << (day ? tr("%1; the last 24 h: %2.").arg(cost, EventWords::dollars(*day)) : cost + u'.');
    return lines;
}

QString EventText::clearsWhen(const Event &event) { return wordsOf(event).clears; }

QString EventText::formula(const Event &event) { return wordsOf(event).formula; }

std::vector<EventSection> EventText::sections(const Event &event, TimeZoneChoice zone)
{
    if (!extreme(event))
        return eventFacts(event, zone);
    const FundingExtremePayload &p = *extreme(event);
    const auto size8h = [](double rate8h) { return EventWords::size8h(rate8h); };
    const auto dollars = [](double usd) { return EventWords::dollars(usd); };
    const auto venues = [](const QString &name, const std::vector<std::string> &list, const QString &order) {
        return EventFact{
            name, EventWords::firstNames(list), QStringLiteral("%1: %2").arg(order, EventWords::names(list))};
    };
    const auto money = [&](std::optional<double> paid) { return paid ? dollars(*paid) : QString(formats::Dash); };
    EventSection what{tr("Rate"),
        {{tr("F per 8 h"), formats::rate8h(p.rate8h), tr("volume-weighted mean of the venues' 8 h means")},
            {tr("by OI"), formats::rate8h(p.rate8hOi), tr("weighted by open interest")},
            {tr("APR"), formats::rate8h(p.rate8h, RateUnit::Apr), tr("simple, not compounded")},
            {tr("Normal B"),
                p.baselineProvisional ? tr("%1, provisional").arg(size8h(p.baseline8h)) : size8h(p.baseline8h),
                tr("median of |F| over 30 days, bounded on the side that pays")},
            {tr("Ratio"), tr("%1 (enters at %2)").arg(number(p.ratio, 2), number(p.thresholds.enterRatio, 1)),
                formula(event)},
            {tr("From neutral"), formats::rate8h(p.deviation), tr("distance from the neutral print")},
            {tr("z"), p.z ? number(*p.z, 1) : QString(formats::Dash), tr("robust, over 30 days; for display only")}}};
    EventSection who{tr("Breadth"),
        {{tr("Scope"), EventWords::scopeName(event.scope), {}},
            {tr("Elevated"), tr("%1 of %2 exchanges").arg(p.venuesElevated).arg(p.operatorsValid), {}},
            {tr("Share E"), formats::percent(p.elevatedShare, 0), tr("weight of the elevated venues")},
            {tr("Concentration H"), number(p.concentration, 2), tr("1: one venue makes the whole excess")},
            venues(tr("Hottest"), p.hottest, tr("by distance from their own normal")),
            venues(tr("Driven by"), p.drivers, tr("by their share in the excess")),
            {tr("Spread"), size8h(p.spread8h), tr("highest less lowest venue")},
            {tr("Without %1").arg(p.leaveOneOutVenue.empty() ? QString(formats::Dash) : text(p.leaveOneOutVenue)),
                formats::rate8h(p.leaveOneOutRate8h), tr("F without the venue that moves it most")}}};
    EventSection cost{tr("Cost at 10x, USD per 10 000 of margin"),
        {{tr("A day, at this rate"), dollars(p.costDay10xPer10k), tr("extrapolated")},
            {tr("Realised 24 h"), money(p.realisedCost24hPer10k),
                tr("paid by the crowd from settled rates; negative: received")},
            {tr("Realised 7 d"), money(p.realisedCost7dPer10k),
                tr("paid by the crowd from settled rates; negative: received")},
            {tr("Realised 30 d"), money(p.realisedCost30dPer10k),
                tr("paid by the crowd from settled rates; negative: received")}}};
    const EventSection record = recordSection(p.record);
    EventSection data{tr("Data"),
        {{tr("Coverage"), formats::percent(event.coverage, 0), tr("valid share of the last known volume")},
            {tr("Venues valid"), QString::number(event.venuesValid), {}},
            {tr("Inputs"), event.degraded ? tr("degraded") : tr("good"), {}},
            {tr("Outlier-driven"), p.outlierDriven ? tr("yes") : tr("no"),
                tr("mean and median differ by more than 0.02%")},
            {tr("Entered"), formats::dateTime(event.enteredMs, zone), {}},
            {tr("Last change"), formats::dateTime(event.timeMs, zone), {}},
            {tr("Fired"), tr("%n time(s)", nullptr, event.fired), {}},
            {tr("Id"), QString::fromStdString(eventIdText(event.id)), {}}}};
    return {what, who, cost, record, data};
}

QString EventText::digestTitle(int count) { return tr("In force at start: %n condition(s)", nullptr, count); }

QString EventText::digestBody(const std::vector<Event> &events)
{
    constexpr std::size_t Most = 6;
    QStringList lines;
    for (std::size_t i = 0; i < events.size() && i < Most; ++i)
        lines << text(events[i].asset) + QStringLiteral(": ") + line(events[i]);
    if (events.size() > Most)
        lines << tr("and %n more", nullptr, static_cast<int>(events.size() - Most));
    return lines.join(u'\n');
}

} // namespace isobar
