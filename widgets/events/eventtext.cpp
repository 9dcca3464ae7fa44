#include "widgets/events/eventtext.h"

#include "widgets/style/formats.h"

#include <QLocale>
#include <QStringList>

#include <cmath>

namespace isobar {

namespace {

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

QString number(double value, int decimals) { return QLocale::c().toString(value, 'f', decimals); }

/// USD as a cost is told: "$21.8", "$213", "-$6.0".
QString dollars(double usd)
{
    return (usd < 0 ? QStringLiteral("-$") : QStringLiteral("$")) + number(std::abs(usd), std::abs(usd) < 100 ? 1 : 0);
}

/// A size without sign: "0.0150%".
QString size8h(double rate8h) { return number(std::abs(rate8h) * 100, 4) + u'%'; }

QString joined(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list << text(name);
    return list.isEmpty() ? QString(formats::Dash) : list.join(QStringLiteral(", "));
}

const FundingExtremePayload &extreme(const Event &event) { return std::get<FundingExtremePayload>(event.payload); }

} // namespace

QString EventText::typeName(EventType type)
{
    switch (type) {
    case EventType::FundingExtreme:
        return tr("Funding extreme");
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
    if (event.state == EventState::Cleared)
        return tr("cleared", "state of an event");
    return event.heldAtStart ? tr("since start", "state of an event: held already when the program started")
                             : tr("active", "state of an event");
}

QString EventText::scopeName(Scope scope)
{
    switch (scope) {
    case Scope::None:
        return tr("no scope");
    case Scope::Localised:
        return tr("localised");
    case Scope::Mixed:
        return tr("mixed");
    case Scope::Systemic:
        return tr("systemic");
    }
    return {};
}

QString EventText::title(const Event &event)
{
    const QString asset = text(event.asset);
    if (event.state == EventState::Cleared)
        return tr("%1: funding no longer extreme").arg(asset);
    if (extreme(event).aftermath)
        return event.side == PositionSide::Long ? tr("%1: premium after forced buying").arg(asset)
                                                : tr("%1: discount after forced selling").arg(asset);
    return event.side == PositionSide::Long ? tr("%1: longs pay, funding extreme").arg(asset)
                                            : tr("%1: shorts pay, funding extreme").arg(asset);
}

QString EventText::line(const Event &event)
{
    const FundingExtremePayload &p = extreme(event);
    const QString rate = formats::rate8h(p.rate8h), ratio = number(p.ratio, 1);
    if (event.state == EventState::Cleared)
        return tr("No longer extreme: %1 per 8 h, %2x normal").arg(rate, ratio);
    QString head;
    if (p.aftermath)
        head = event.side == PositionSide::Long ? tr("Premium after forced buying: %1 per 8 h, %2x normal")
                                                : tr("Discount after forced selling: %1 per 8 h, %2x normal");
    else
        head = event.side == PositionSide::Long ? tr("Longs pay %1 per 8 h, %2x normal")
                                                : tr("Shorts pay %1 per 8 h, %2x normal");
    QStringList parts{head.arg(rate, ratio),
        QStringLiteral("%1 %2/%3").arg(scopeName(event.scope)).arg(p.venuesElevated).arg(p.operatorsValid)};
    if (!p.hottest.empty())
        parts << tr("hottest %1").arg(text(p.hottest.front()));
    if (!p.drivers.empty())
        parts << tr("driven by %1").arg(text(p.drivers.front()));
    if (event.degraded)
        parts << tr("inputs degraded");
    return parts.join(QStringLiteral(", "));
}

QString EventText::body(const Event &event)
{
    const FundingExtremePayload &p = extreme(event);
    QStringList lines;
    lines << tr("%1 per 8 h (APR %2), %3 times the normal %4.")
                 .arg(formats::rate8h(p.rate8h), formats::rate8h(p.rate8h, RateUnit::Apr), number(p.ratio, 1),
                     size8h(p.baseline8h));
    QString who =
        tr("%1, %2 of %3 exchanges elevated").arg(scopeName(event.scope)).arg(p.venuesElevated).arg(p.operatorsValid);
    if (!p.hottest.empty() && !p.drivers.empty())
        who = tr("%1; hottest %2, driven by %3").arg(who, text(p.hottest.front()), text(p.drivers.front()));
    who[0] = who[0].toUpper();
    lines << who + u'.';
    const QString cost =
        tr("A 10x position pays %1 a day per $10 000 of margin at this rate").arg(dollars(p.costDay10xPer10k));
    const std::optional<double> &day = p.realisedCost24hPer10k; // what the crowd paid
    lines << (day ? tr("%1; the last 24 h: %2.").arg(cost, dollars(*day)) : cost + u'.');
    QString health =
        tr("Coverage %1, %n venue(s).", nullptr, event.venuesValid).arg(formats::percent(event.coverage, 0));
    if (p.baselineProvisional)
        health += u' ' + tr("Baseline provisional.");
    if (event.degraded)
        health += u' ' + tr("Inputs degraded.");
    lines << health;
    return lines.join(u'\n');
}

QString EventText::clearsWhen(const Event &event)
{
    const FundingExtremePayload &p = extreme(event);
    return tr("clears when the ratio falls below %1 (|F| < %2 per 8 h) or the sign changes")
        .arg(number(p.exitRatio, 1), size8h(p.exitRatio * p.baseline8h));
}

QString EventText::formula(const Event &event)
{
    const FundingExtremePayload &p = extreme(event);
    return tr("ratio = |F| / B = %1 / %2 = %3").arg(size8h(p.rate8h), size8h(p.baseline8h), number(p.ratio, 2));
}

std::vector<EventSection> EventText::sections(const Event &event, TimeZoneChoice zone)
{
    const FundingExtremePayload &p = extreme(event);
    const auto money = [](std::optional<double> paid) { return paid ? dollars(*paid) : QString(formats::Dash); };
    EventSection what{tr("Rate"),
        {{tr("F per 8 h"), formats::rate8h(p.rate8h), tr("volume-weighted mean of the venues' 8 h means")},
            {tr("by OI"), formats::rate8h(p.rate8hOi), tr("weighted by open interest")},
            {tr("APR"), formats::rate8h(p.rate8h, RateUnit::Apr), tr("simple, not compounded")},
            {tr("Normal B"),
                p.baselineProvisional ? tr("%1, provisional").arg(size8h(p.baseline8h)) : size8h(p.baseline8h),
                tr("median of |F| over 30 days, bounded on the side that pays")},
            {tr("Ratio"), tr("%1 (enters at %2)").arg(number(p.ratio, 2), number(p.enterRatio, 1)), formula(event)},
            {tr("From neutral"), formats::rate8h(p.deviation), tr("distance from the neutral print")},
            {tr("z"), p.z ? number(*p.z, 1) : QString(formats::Dash), tr("robust, over 30 days; for display only")}}};
    EventSection who{tr("Breadth"),
        {{tr("Scope"), scopeName(event.scope), {}},
            {tr("Elevated"), tr("%1 of %2 exchanges").arg(p.venuesElevated).arg(p.operatorsValid), {}},
            {tr("Share E"), formats::percent(p.elevatedShare, 0), tr("weight of the elevated venues")},
            {tr("Concentration H"), number(p.concentration, 2), tr("1: one venue makes the whole excess")},
            {tr("Hottest"), joined(p.hottest), tr("by distance from their own normal")},
            {tr("Driven by"), joined(p.drivers), tr("by their share in the excess")},
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
    return {what, who, cost, data};
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
