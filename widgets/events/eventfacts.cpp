#include "widgets/events/eventfacts.h"

#include "widgets/events/eventwords.h"
#include "widgets/style/formats.h"
#include "widgets/style/healthwords.h"

#include <QCoreApplication>

#include <cmath>
#include <map>
#include <string_view>
#include <type_traits>

namespace isobar {

namespace {

/// The names of the fields, as they stand in the payloads and in the JSON.
class FieldNames {
    Q_DECLARE_TR_FUNCTIONS(isobar::FieldNames)
public:
    static QString of(std::string_view name)
    {
        static const std::map<std::string_view, const char *> known{
            {"after", QT_TR_NOOP("after")},
            {"aftermath", QT_TR_NOOP("aftermath of a cascade")},
            {"age_ms", QT_TR_NOOP("age")},
            {"all", QT_TR_NOOP("all conditions needed")},
            {"apr", QT_TR_NOOP("APR")},
            {"armed", QT_TR_NOOP("armed")},
            {"band_8h", QT_TR_NOOP("band per 8 h")},
            {"baseline_8h", QT_TR_NOOP("normal per 8 h")},
            {"before", QT_TR_NOOP("before")},
            {"bp", QT_TR_NOOP("deviation in bp")},
            {"break_even_hours", QT_TR_NOOP("break-even")},
            {"burst_long_usd", QT_TR_NOOP("burst threshold, longs")},
            {"burst_short_usd", QT_TR_NOOP("burst threshold, shorts")},
            {"by_growth", QT_TR_NOOP("by growth")},
            {"by_rank", QT_TR_NOOP("by rank")},
            {"cap", QT_TR_NOOP("cap per interval")},
            {"capped_share", QT_TR_NOOP("weight at the cap")},
            {"carry_day", QT_TR_NOOP("carry a day, gross of fees")},
            {"cause", QT_TR_NOOP("cause")},
            {"censored", QT_TR_NOOP("feed was full")},
            {"chain", QT_TR_NOOP("Cascade chain, modelled")},
            {"change_1h", QT_TR_NOOP("change 1 h")},
            {"change_24h", QT_TR_NOOP("change 24 h")},
            {"change_72h", QT_TR_NOOP("change 72 h")},
            {"cluster", QT_TR_NOOP("Cluster, modelled")},
            {"cluster_since_ms", QT_TR_NOOP("cluster since")},
            {"clusters_consumed", QT_TR_NOOP("clusters consumed")},
            {"conditions", QT_TR_NOOP("Conditions")},
            {"contract", QT_TR_NOOP("contract")},
            {"contracts", QT_TR_NOOP("Contracts")},
            {"cost_day_10x", QT_TR_NOOP("10x: of the margin a day")},
            {"cost_day_10x_usd_per_10k", QT_TR_NOOP("10x: USD a day per 10 000")},
            {"cold_factor", QT_TR_NOOP("threshold raised while the usual extreme is not known, times")},
            {"cov", QT_TR_NOOP("prints / open interest closed")},
            {"day_usd", QT_TR_NOOP("that side in 24 h")},
            {"days_since_last_flip", QT_TR_NOOP("since the flip before")},
            {"dev", QT_TR_NOOP("from neutral")},
            {"deviation", QT_TR_NOOP("deviation")},
            {"distance", QT_TR_NOOP("distance")},
            {"enter_8h", QT_TR_NOOP("enters at")},
            {"enter_growth_24h", QT_TR_NOOP("enters at growth")},
            {"enter_rank", QT_TR_NOOP("enters at rank")},
            {"enter_usage", QT_TR_NOOP("enters at")},
            {"entry_basis", QT_TR_NOOP("entry basis")},
            {"event", QT_TR_NOOP("event")},
            {"exact_share", QT_TR_NOOP("exact positions in it")},
            {"exit_8h", QT_TR_NOOP("clears at")},
            {"exit_growth_24h", QT_TR_NOOP("clears at growth")},
            {"exit_prints_share", QT_TR_NOOP("clears at prints")},
            {"exit_rank", QT_TR_NOOP("clears at rank")},
            {"exit_touch_4h", QT_TR_NOOP("clears at touch 4 h")},
            {"exit_usage", QT_TR_NOOP("clears at")},
            {"fees", QT_TR_NOOP("four taker fees")},
            {"floor", QT_TR_NOOP("floor per interval")},
            {"floor_usd", QT_TR_NOOP("floor")},
            {"from_share_of_oi", QT_TR_NOOP("share of open interest")},
            {"from_small_share_of_oi", QT_TR_NOOP("share in small assets")},
            {"from_total_usd", QT_TR_NOOP("in total")},
            {"from_usd", QT_TR_NOOP("or at least")},
            {"funding", QT_TR_NOOP("Funding")},
            {"held_by_user", QT_TR_NOOP("you hold a position there")},
            {"held_hours", QT_TR_NOOP("held before")},
            {"high", QT_TR_NOOP("high")},
            {"highest_8h", QT_TR_NOOP("highest")},
            {"highest_mark", QT_TR_NOOP("mark there")},
            {"highest_venue", QT_TR_NOOP("highest venue")},
            {"hours_beyond_band", QT_TR_NOOP("beyond the band")},
            {"index", QT_TR_NOOP("index")},
            {"interval_hours", QT_TR_NOOP("interval")},
            {"interval_may_shorten", QT_TR_NOOP("interval may shorten")},
            {"kappa", QT_TR_NOOP("funding tilt, kappa (unproven)")},
            {"largest_operator_share", QT_TR_NOOP("largest exchange's part")},
            {"last_mark", QT_TR_NOOP("last mark")},
            {"last_rate_8h", QT_TR_NOOP("last rate per 8 h")},
            {"levels", QT_TR_NOOP("Measured against")},
            {"liquidated_1h_long_usd", QT_TR_NOOP("longs liquidated there, 1 h")},
            {"liquidated_1h_short_usd", QT_TR_NOOP("shorts liquidated there, 1 h")},
            {"liquidated_60s_long_usd", QT_TR_NOOP("longs liquidated, 60 s")},
            {"liquidated_60s_short_usd", QT_TR_NOOP("shorts liquidated, 60 s")},
            {"load_rank", QT_TR_NOOP("load rank")},
            {"lost_weight", QT_TR_NOOP("weight lost in all")},
            {"low", QT_TR_NOOP("low")},
            {"lowest_8h", QT_TR_NOOP("lowest")},
            {"lowest_mark", QT_TR_NOOP("mark there")},
            {"lowest_venue", QT_TR_NOOP("lowest venue")},
            {"mad_7d", QT_TR_NOOP("usual deviation, 7 d")},
            {"map_has_skill", QT_TR_NOOP("map has skill")},
            {"mark", QT_TR_NOOP("mark")},
            {"matters", QT_TR_NOOP("while capped, extreme or held")},
            {"mean_age_hours", QT_TR_NOOP("mean age")},
            {"mean_premium", QT_TR_NOOP("mean premium")},
            {"median_30d_8h", QT_TR_NOOP("usual, 30 d")},
            {"median_index", QT_TR_NOOP("median index")},
            {"met", QT_TR_NOOP("conditions that hold")},
            {"minutes", QT_TR_NOOP("minutes")},
            {"missing", QT_TR_NOOP("missing")},
            {"move", QT_TR_NOOP("move")},
            {"mute_s", QT_TR_NOOP("mute for")},
            {"mute_share", QT_TR_NOOP("mute volume")},
            {"name", QT_TR_NOOP("name")},
            {"needed_hours", QT_TR_NOOP("needed for an alert")},
            {"needed_share", QT_TR_NOOP("needed share")},
            {"needed_sigmas", QT_TR_NOOP("needed move")},
            {"net_carry_day", QT_TR_NOOP("net carry after a day")},
            {"new", QT_TR_NOOP("new")},
            {"new_side_share", QT_TR_NOOP("weight on the new side")},
            {"next_cluster", QT_TR_NOOP("Next cluster, modelled")},
            {"next_cluster_distance", QT_TR_NOOP("its distance")},
            {"next_cluster_peak", QT_TR_NOOP("next modelled cluster")},
            {"oi_age_ms", QT_TR_NOOP("age of the open interest")},
            {"oi_base", QT_TR_NOOP("in coins")},
            {"oi_closed_usd", QT_TR_NOOP("open interest behind it")},
            {"oi_usd", QT_TR_NOOP("in USD")},
            {"old", QT_TR_NOOP("old")},
            {"open_interest", QT_TR_NOOP("Open interest")},
            {"open_interest_usd", QT_TR_NOOP("open interest")},
            {"operators_new_side", QT_TR_NOOP("exchanges on the new side")},
            {"p_touch_24h", QT_TR_NOOP("touch within 24 h")},
            {"p_touch_4h", QT_TR_NOOP("touch within 4 h")},
            {"parts_present", QT_TR_NOOP("conditions of three")},
            {"peak", QT_TR_NOOP("peak")},
            {"peak_usd_per_s", QT_TR_NOOP("peak a second")},
            {"present", QT_TR_NOOP("present")},
            {"price", QT_TR_NOOP("price")},
            {"price_age_ms", QT_TR_NOOP("age of the price")},
            {"price_move", QT_TR_NOOP("Price")},
            {"price_now", QT_TR_NOOP("now")},
            {"price_then", QT_TR_NOOP("then")},
            {"prints", QT_TR_NOOP("prints")},
            {"prints_60s", QT_TR_NOOP("prints in 60 s")},
            {"prints_high_usd", QT_TR_NOOP("prints, 80% up to")},
            {"prints_low_usd", QT_TR_NOOP("prints, 80% from")},
            {"prints_usd", QT_TR_NOOP("expected prints")},
            {"promoted", QT_TR_NOOP("made an alert")},
            {"quantile_usd", QT_TR_NOOP("usual extreme")},
            {"quantity_base", QT_TR_NOOP("coins")},
            {"rank", QT_TR_NOOP("rank")},
            {"rank_days", QT_TR_NOOP("rank of")},
            {"rate", QT_TR_NOOP("per interval")},
            {"rate_8h", QT_TR_NOOP("F per 8 h")},
            {"rate_day", QT_TR_NOOP("a day")},
            {"ratio", QT_TR_NOOP("ratio")},
            {"rule", QT_TR_NOOP("rule")},
            {"share_of_day", QT_TR_NOOP("share of the day")},
            {"share_of_oi", QT_TR_NOOP("share of open interest")},
            {"sigma_1h", QT_TR_NOOP("usual in 1 h")},
            {"sigma_assumed", QT_TR_NOOP("usual is assumed")},
            {"sigma_fast_1h", QT_TR_NOOP("usual in 1 h, fast")},
            {"sigma_slow_1h", QT_TR_NOOP("usual in 1 h, slow")},
            {"sigmas", QT_TR_NOOP("sigmas")},
            {"since_ms", QT_TR_NOOP("since")},
            {"spread_8h", QT_TR_NOOP("difference per 8 h")},
            {"squeeze_part", QT_TR_NOOP("part of a squeeze")},
            {"streams", QT_TR_NOOP("streams")},
            {"taker_fee", QT_TR_NOOP("taker fee")},
            {"threshold", QT_TR_NOOP("threshold")},
            {"threshold_usd", QT_TR_NOOP("threshold")},
            {"tilt", QT_TR_NOOP("funding tilt, tau")},
            {"type", QT_TR_NOOP("type")},
            {"urgency", QT_TR_NOOP("Interrupts from")},
            {"usd", QT_TR_NOOP("observed")},
            {"usd_60s", QT_TR_NOOP("observed in 60 s")},
            {"usd_total", QT_TR_NOOP("observed since the entry")},
            {"user_concerned", QT_TR_NOOP("concerns your position")},
            {"venue", QT_TR_NOOP("venue")},
            {"venues", QT_TR_NOOP("Venues")},
            {"venues_long", QT_TR_NOOP("venues where longs pay")},
            {"venues_short", QT_TR_NOOP("venues where shorts pay")},
            {"volume_24h_usd", QT_TR_NOOP("volume 24 h")},
            {"weight", QT_TR_NOOP("weight")},
            {"holds", QT_TR_NOOP("holds")},
            {"impact_bp", QT_TR_NOOP("impact")},
            {"kind", QT_TR_NOOP("kind")},
            {"p", QT_TR_NOOP("touched")},
            {"p_cumulative", QT_TR_NOOP("touched in all")},
            {"p_cumulative_tilted", QT_TR_NOOP("in all, tilted by funding")},
            {"p_tilted", QT_TR_NOOP("touched, tilted by funding")},
            {"rate_8h_after", QT_TR_NOOP("per 8 h after")},
            {"rate_8h_before", QT_TR_NOOP("per 8 h before")},
            {"share", QT_TR_NOOP("share")},
            {"side", QT_TR_NOOP("side")},
            {"silent_s", QT_TR_NOOP("silent for")},
            {"usage", QT_TR_NOOP("of its cap")},
            {"value", QT_TR_NOOP("measured")},
            {"window_hours", QT_TR_NOOP("window")},
        };
        const auto found = known.find(name);
        return found == known.end() ? QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
                                    : tr(found->second);
    }
    static QString yesNo(bool value) { return value ? tr("yes") : tr("no"); }
    static QString dataSection() { return tr("Data"); }
    static std::vector<EventFact> dataFacts(const Event &event, TimeZoneChoice zone)
    {
        return {{tr("Coverage"), formats::percent(event.coverage, 0), tr("valid share of the last known volume")},
            {tr("Venues valid"), QString::number(event.venuesValid), {}},
            {tr("Inputs"), event.degraded ? tr("degraded") : tr("good"), {}},
            {tr("Entered"), formats::dateTime(event.enteredMs, zone), {}},
            {tr("Last change"), formats::dateTime(event.timeMs, zone), {}},
            {tr("Id"), QString::fromStdString(eventIdText(event.id)), {}}};
    }
    static EventSection record(const EventRecord &record)
    {
        return {tr("Record"),
            {{tr("3% against the crowd in 24 h"), EventWords::share(record),
                 tr("of such set-ups in the local history; the range is Wilson's interval")},
                {tr("after all hours"), record.usual ? formats::percent(record.usual, 0) : QString(formats::Dash),
                    tr("how often the price moved so far whatever had happened")},
                {tr("history"), EventWords::number(record.days, 0) + QStringLiteral(" d"), {}}}};
    }
    static QString scopeField() { return tr("Scope"); }
};

QString inUnit(double value, FieldUnit unit, TimeZoneChoice zone)
{
    switch (unit) {
    case FieldUnit::Rate8h:
        return formats::rate8h(value);
    case FieldUnit::Rate:
        return formats::change(value, 4);
    case FieldUnit::PerYear:
    case FieldUnit::Move:
        return formats::change(value);
    case FieldUnit::Share:
        return formats::percent(value);
    case FieldUnit::Times:
        return EventWords::number(value, 2) + u'x';
    case FieldUnit::Sigmas:
        return EventWords::number(value, 1) + QStringLiteral(" \u03c3");
    case FieldUnit::BasisPoints:
        return EventWords::number(value, 1) + QStringLiteral(" bp");
    case FieldUnit::Usd:
        return formats::usd(value);
    case FieldUnit::Price:
        return formats::price(value);
    case FieldUnit::Coins:
        return formats::coins(value);
    case FieldUnit::Hours:
        return EventWords::number(value, 1) + QStringLiteral(" h");
    case FieldUnit::Days:
        return EventWords::number(value, 1) + QStringLiteral(" d");
    case FieldUnit::Seconds:
        return EventWords::number(value, 0) + QStringLiteral(" s");
    case FieldUnit::Age:
        return formats::age(static_cast<TimeMs>(value));
    case FieldUnit::Time:
        return value > 0 ? formats::dateTime(static_cast<TimeMs>(value), zone) : QString(formats::Dash);
    case FieldUnit::Count:
        return EventWords::number(value, 0);
    case FieldUnit::Plain:
    case FieldUnit::Text:
        break;
    }
    return QString::number(value, 'g', 6);
}

template <class T> inline constexpr bool IsList = false;
template <class T> inline constexpr bool IsList<std::vector<T>> = true;
template <class T> inline constexpr bool IsOptional = false;
template <class T> inline constexpr bool IsOptional<std::optional<T>> = true;
template <class T> inline constexpr bool IsPart = std::is_class_v<T> && !std::is_same_v<T, std::string>;

/// Gathers facts: simple fields into the running section, parts and lists into sections after it.
struct Gatherer {
    TimeZoneChoice zone;
    std::vector<EventFact> &facts;
    std::vector<EventSection> &sections;

    template <class T> QString value(const T &value, FieldUnit unit) const
    {
        if constexpr (std::is_same_v<T, std::string>)
            return value.empty() ? QString(formats::Dash) : EventWords::text(value);
        else if constexpr (std::is_same_v<T, bool>)
            return FieldNames::yesNo(value);
        else
            return inUnit(static_cast<double>(value), unit, zone);
    }

    template <class T> void operator()(std::string_view name, const T &field, FieldUnit unit, FieldRole role) const
    {
        if constexpr (IsOptional<T>) {
            if (field)
                (*this)(name, *field, unit, role);
        } else if constexpr (std::is_same_v<T, std::string>) {
            facts.push_back({FieldNames::of(name),
                name == "cause" && !field.empty() ? HealthWords::cause(field) : value(field, unit), {}});
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            if (name == "streams")
                facts.push_back({FieldNames::of(name), HealthWords::streams(field), {}});
            else
                facts.push_back({FieldNames::of(name), EventWords::firstNames(field), EventWords::names(field)});
        } else if constexpr (std::is_same_v<T, std::vector<EventVenue>>) {
            // a table of its own
        } else if constexpr (IsList<T>) {
            EventSection section{FieldNames::of(name), {}};
            for (const auto &item : field)
                section.facts.push_back(line(item));
            if (!section.facts.empty())
                sections.push_back(std::move(section));
        } else if constexpr (std::is_same_v<T, EventRecord>) {
            sections.push_back(recordSection(field));
        } else if constexpr (IsPart<T>) {
            std::vector<EventFact> own;
            T::fields(field, Gatherer{zone, own, sections});
            sections.push_back({FieldNames::of(name), std::move(own)});
        } else {
            facts.push_back({FieldNames::of(name), value(field, unit), {}});
        }
    }

    /// An item of a list: its first field is its name, the others stand in one line.
    template <class T> EventFact line(const T &item) const
    {
        std::vector<EventFact> own;
        std::vector<EventSection> none;
        T::fields(item, Gatherer{zone, own, none});
        EventFact fact;
        QStringList values, hints;
        for (std::size_t i = 0; i < own.size(); ++i) {
            (i == 0 ? fact.name : values.emplaceBack()) = own[i].value;
            hints << QStringLiteral("%1: %2").arg(own[i].name, own[i].value);
        }
        fact.value = values.join(QStringLiteral("  "));
        if constexpr (std::is_same_v<T, EventCondition>) {
            fact.name = EventWords::conditionName(item.kind);
            fact.value = EventWords::conditionState(item);
        }
        if constexpr (std::is_same_v<T, EventChainNode>)
            fact.value = EventWords::chainState(item);
        fact.hint = hints.join(u'\n');
        return fact;
    }
};

} // namespace

EventSection recordSection(const EventRecord &record) { return FieldNames::record(record); }

std::vector<EventSection> eventFacts(const Event &event, TimeZoneChoice zone)
{
    std::vector<EventFact> facts;
    std::vector<EventSection> sections;
    if (event.scope != Scope::None)
        facts.push_back({FieldNames::scopeField(), EventWords::scopeName(event.scope), {}});
    std::visit(
        [&](const auto &payload) {
            std::decay_t<decltype(payload)>::fields(payload, Gatherer{zone, facts, sections});
        },
        event.payload);
    sections.insert(sections.begin(), {EventWords::text(std::string(eventTypeName(event.type))), std::move(facts)});
    sections.push_back({FieldNames::dataSection(), FieldNames::dataFacts(event, zone)});
    return sections;
}

const std::vector<EventVenue> *eventVenues(const Event &event)
{
    return std::visit(
        [](const auto &payload) -> const std::vector<EventVenue> * {
            if constexpr (requires { payload.venues; }) {
                if constexpr (std::is_same_v<decltype(payload.venues), std::vector<EventVenue>>)
                    return &payload.venues;
            }
            return nullptr;
        },
        event.payload);
}

} // namespace isobar
