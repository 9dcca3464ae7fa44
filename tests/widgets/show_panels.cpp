#include "tests/support/matrixsamples.h"
#include "tests/support/tstranslator.h"
#include "tests/widgets/heatmap/sidesamples.h"
#include "tests/widgets/panelsamples.h"
#include "tests/widgets/tape/tapesamples.h"
#include "widgets/alerts/alertsdialog.h"
#include "widgets/charts/fundinghistory.h"
#include "widgets/events/eventlist.h"
#include "widgets/events/popupnotifier.h"
#include "widgets/events/toast.h"
#include "widgets/events/trayicon.h"
#include "widgets/events/trayimage.h"
#include "widgets/gauge/gaugewidget.h"
#include "widgets/heatmap/clustertable.h"
#include "widgets/heatmap/shotdialog.h"
#include "widgets/matrix/matrixpanel.h"
#include "widgets/matrix/spreadpanel.h"
#include "widgets/style/appstyle.h"
#include "widgets/tape/tapepanel.h"
#include "widgets/venues/venuespanel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <map>

using namespace isobar;

namespace {

using Maker = std::function<QWidget *(Theme &)>;

QWidget *gaugeOf(Theme &theme, const std::shared_ptr<AssetSnapshot> &asset)
{
    auto *gauge = new GaugeWidget(theme);
    gauge->setAsset(QStringLiteral("BTC"));
    if (asset)
        gauge->showSnapshot(samples::snapshotOf({asset}));
    return gauge;
}

std::shared_ptr<AssetSnapshot> withoutVenues()
{
    auto asset = samples::crowdedLongs();
    for (VenueRow &venue : asset->venues)
        venue.health = HealthState::Down;
    return asset;
}

std::vector<Event> sampleEvents()
{
    std::vector<Event> events;
    for (int i = 0; i < 7; ++i) {
        Event event = samples::fundingExtreme(i % 3 == 1 ? PositionSide::Short : PositionSide::Long);
        event.id += static_cast<quint64>(i);
        event.asset = std::vector<std::string>{
            "BTC", "ETH", "SOL", "XRP", "DOGE", "HYPE", "1000PEPE"}[static_cast<std::size_t>(i)];
        event.priority = static_cast<Priority>(1 + (i + 1) % 3);
        event.timeMs -= i * i * 7 * MinuteMs;
        event.fired = i == 2 ? 3 : 1;
        event.state = i == 3 ? EventState::Cleared : EventState::Entered;
        event.heldAtStart = i == 5;
        events.push_back(event);
    }
    return events;
}

QWidget *eventsOf(Theme &theme, bool card, bool filled = true)
{
    auto *list = new EventList(theme);
    list->showSnapshot(samples::snapshotOf({}));
    if (filled) {
        for (const Event &event : sampleEvents())
            list->addEvent(event);
        list->openEvent(sampleEvents()[6].id);
        list->closeCard();
    }
    if (card)
        list->openEvent(sampleEvents()[0].id);
    return list;
}

QWidget *venuesOf(Theme &theme)
{
    auto *panel = new VenuesPanel(theme);
    panel->showSnapshot(samples::snapshotOf({}));
    panel->chooseVenue(QStringLiteral("okx"));
    return panel;
}

QWidget *tapeOf(Theme &theme, bool filled)
{
    auto *panel = new TapePanel(theme);
    panel->setAsset(QStringLiteral("BTC"));
    panel->showSnapshot(samples::snapshotOf({samples::tapeAsset(filled ? samples::busyTape() : samples::TapeLog())}));
    return panel;
}

/// `days` 0: while the history is being fetched.
QWidget *chartOf(Theme &theme, int days)
{
    auto *panel = new FundingHistory(theme);
    panel->setAsset(QStringLiteral("BTC"));
    auto snapshot = samples::snapshotOf({});
    if (days > 0) {
        snapshot->assets = {samples::crowdedLongs()};
        panel->setDays(days);
    } else {
        snapshot->venues[0].health.historyProgress = "funding history 3/8";
    }
    panel->showSnapshot(snapshot);
    return panel;
}

/// The right column and the centre of the default layout at 1366x768.
QWidget *layoutOf(Theme &theme)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    auto *left = new QVBoxLayout, *right = new QVBoxLayout;
    left->addWidget(chartOf(theme, 7), 3);
    left->addWidget(eventsOf(theme, false), 2);
    auto *gauge = gaugeOf(theme, samples::crowdedLongs());
    gauge->setFixedSize(460, 150);
    right->addWidget(gauge);
    right->addWidget(venuesOf(theme), 1);
    row->addLayout(left, 1);
    row->addLayout(right);
    row->setContentsMargins(4, 4, 4, 4);
    return box;
}

QWidget *clustersOf(Theme &theme)
{
    auto *table = new ClusterTable(theme);
    table->setAsset(QStringLiteral("BTC"));
    table->showSnapshot(samples::snapshotOf({samples::plainMarket(samples::plainMap())}));
    return table;
}

/// Tray icons of every size and state side by side.
QWidget *traysOf(Theme &theme)
{
    auto *box = new QWidget;
    int x = 10;
    for (const int side : {16, 22, 24, 32, 48, 64}) {
        int y = 10;
        for (const int unread : {0, 3, 12}) {
            auto *label = new QLabel(box);
            label->setPixmap(
                QIcon(new TrayIconEngine(theme, unread == 3 ? HealthState::Stale : HealthState::Live, unread))
                    .pixmap(side, side));
            label->setGeometry(x, y, side, side);
            y += side + 10;
        }
        x += side + 14;
    }
    return box;
}

/// A window with a tray icon and one pop-up through whatever channel answers.
QWidget *popupOf(Theme &theme)
{
    auto *list = qobject_cast<EventList *>(eventsOf(theme, false));
    auto *tray = new TrayIcon(theme, list);
    tray->setUnread(3);
    tray->showSnapshot(samples::snapshotOf({}));
    tray->setEvents(sampleEvents());
    tray->show();
    auto *notifier = new PopupNotifier(popupChannels(theme, *tray), list);
    QObject::connect(notifier, &Notifier::showRequested, list, [list](quint64 id) {
        std::fprintf(stderr, "show %llx\n", static_cast<unsigned long long>(id));
        list->openEvent(id);
    });
    QObject::connect(notifier, &Notifier::muteRequested, list,
        [](const QString &asset, int minutes) { std::fprintf(stderr, "mute %s %d\n", qPrintable(asset), minutes); });
    QTimer::singleShot(600, list, [notifier] {
        notifier->notify(sampleEvents()[0], PopupPlan::Show);
        Event urgent = sampleEvents()[2];
        urgent.priority = Priority::P1;
        notifier->notify(urgent, PopupPlan::Show);
    });
    return list;
}

/// The dialog of alerts with rules and webhooks, on one of its pages.
QWidget *alertsOf(Theme &theme, int page)
{
    Settings settings;
    AlertChoices &alerts = settings.alerts;
    alerts.policy.byType[EventType::LargeLiquidation] = {true, false, std::nullopt};
    alerts.policy.mutedAssets["SOL"] = samples::Now + HourMs;
    alerts.webhooks = {{QStringLiteral("a"), QStringLiteral("Desk channel"), WebhookKind::Discord, {}, true},
        {QStringLiteral("b"), QStringLiteral("Night shift"), WebhookKind::Telegram, QStringLiteral("-100123456"), true},
        {QStringLiteral("c"), QStringLiteral("Phone"), WebhookKind::Ntfy, {}, false}};
    UserRule squeeze;
    squeeze.id = "r1";
    squeeze.name = "Shorts crowded";
    squeeze.assets = {"BTC", "ETH"};
    squeeze.conditions = {{UserConditionKind::FundingBelow, -0.0003, 0, {}, {}},
        {UserConditionKind::OpenInterestChanged, 0.05, 24, {}, {}},
        {UserConditionKind::Liquidated, 2e7, 4, {}, PositionSide::Short}};
    squeeze.holdMs = 5 * MinuteMs;
    UserRule price;
    price.id = "r2";
    price.conditions = {{UserConditionKind::PriceMoved, 0.02, 0.25, "bybit", {}}};
    alerts.rules = {squeeze, price};
    auto *dialog = new AlertsDialog(theme);
    dialog->setVenues(*samples::snapshotOf({}));
    dialog->setSettings(settings, samples::Now);
    dialog->setSilence({});
    dialog->showSecretState(alerts.webhooks[0].secretKey(), true, {});
    dialog->showWebhookStatus(QStringLiteral("a"), QStringLiteral("12 message(s) sent in this run"), false);
    dialog->showWebhookStatus(QStringLiteral("b"), QStringLiteral("the host cannot be reached; 3 waiting"), true);
    dialog->showPage(page);
    for (QListWidget *list : dialog->findChildren<QListWidget *>())
        list->setCurrentRow(page == AlertsDialog::Webhooks ? 1 : 0);
    RuleTrial trial;
    trial.toMs = samples::Now;
    trial.fromMs = trial.reachMs = samples::Now - 7 * DayMs;
    trial.assets = {"BTC", "ETH"};
    trial.firings = {{"BTC", samples::Now - 5 * DayMs, samples::Now - 5 * DayMs + 3 * HourMs},
        {"ETH", samples::Now - 2 * DayMs, samples::Now - 2 * DayMs + 20 * MinuteMs}};
    for (int number = 1; number < 9; ++number) // whichever was asked last
        dialog->showTrial(number, trial);
    return dialog;
}

/// 400 assets on 26 venues, with stale, capped and left-out cells.
template <class Panel> QWidget *marketOf(Theme &theme)
{
    auto *panel = new Panel(theme);
    panel->setSettings({});
    panel->showSnapshot(samples::matrixSnapshot(samples::matrixOf(400, 26)));
    return panel;
}

const std::map<QString, Maker> &makers()
{
    static const std::map<QString, Maker> all{
        {QStringLiteral("gauge"), [](Theme &theme) { return gaugeOf(theme, samples::crowdedLongs()); }},
        {QStringLiteral("gauge-short"), [](Theme &theme) { return gaugeOf(theme, samples::crowdedShorts()); }},
        {QStringLiteral("gauge-quiet"), [](Theme &theme) { return gaugeOf(theme, samples::quiet()); }},
        {QStringLiteral("gauge-stale"), [](Theme &theme) { return gaugeOf(theme, withoutVenues()); }},
        {QStringLiteral("gauge-empty"), [](Theme &theme) { return gaugeOf(theme, nullptr); }},
        {QStringLiteral("events"), [](Theme &theme) { return eventsOf(theme, false); }},
        {QStringLiteral("events-card"), [](Theme &theme) { return eventsOf(theme, true); }},
        {QStringLiteral("events-empty"), [](Theme &theme) { return eventsOf(theme, false, false); }},
        {QStringLiteral("alerts"), [](Theme &theme) { return alertsOf(theme, AlertsDialog::Ways); }},
        {QStringLiteral("webhooks"), [](Theme &theme) { return alertsOf(theme, AlertsDialog::Webhooks); }},
        {QStringLiteral("rules"), [](Theme &theme) { return alertsOf(theme, AlertsDialog::Rules); }},
        {QStringLiteral("venues"), [](Theme &theme) { return venuesOf(theme); }},
        {QStringLiteral("tape"), [](Theme &theme) { return tapeOf(theme, true); }},
        {QStringLiteral("tape-empty"), [](Theme &theme) { return tapeOf(theme, false); }},
        {QStringLiteral("layout"), [](Theme &theme) { return layoutOf(theme); }},
        {QStringLiteral("chart"), [](Theme &theme) { return chartOf(theme, 7); }},
        {QStringLiteral("chart-1d"), [](Theme &theme) { return chartOf(theme, 1); }},
        {QStringLiteral("chart-30d"), [](Theme &theme) { return chartOf(theme, 30); }},
        {QStringLiteral("chart-empty"), [](Theme &theme) { return chartOf(theme, 0); }},
        {QStringLiteral("clusters"), [](Theme &theme) { return clustersOf(theme); }},
        {QStringLiteral("shot-dialog"),
            [](Theme &) { return new ShotDialog({}, QStringLiteral("/home/trader/Pictures/Isobar")); }},
        {QStringLiteral("matrix"), [](Theme &theme) { return marketOf<MatrixPanel>(theme); }},
        {QStringLiteral("spreads"), [](Theme &theme) { return marketOf<SpreadPanel>(theme); }},
        {QStringLiteral("trays"), [](Theme &theme) { return traysOf(theme); }},
        {QStringLiteral("popup"), [](Theme &theme) { return popupOf(theme); }},
    };
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const auto maker = makers().find(arguments.value(1));
    if (maker == makers().end()) {
        std::fputs("show_panels PANEL [WxH] [--light] [--german] [--out FILE.png]; panels:", stderr);
        for (const auto &[name, make] : makers())
            std::fprintf(stderr, " %s", qPrintable(name));
        std::fputs("\n", stderr);
        return 2;
    }
    Theme theme;
    if (arguments.contains(QStringLiteral("--light")))
        theme.apply(ThemeChoice::Light, DirectionColours::GreenUp);
    applyAppStyle(application, theme);
    TsTranslator german(QStringLiteral("de"));
    if (arguments.contains(QStringLiteral("--german")))
        QApplication::installTranslator(&german);
    const std::unique_ptr<QWidget> panel(maker->second(theme));
    const QStringList size = arguments.value(2).split(u'x');
    if (size.size() == 2)
        panel->resize(size[0].toInt(), size[1].toInt());
    panel->show();
    const auto out = arguments.indexOf(QStringLiteral("--out"));
    if (out > 0) {
        QTimer::singleShot(400, panel.get(),
            [&panel, file = arguments.value(out + 1)] { QApplication::exit(panel->grab().save(file) ? 0 : 1); });
    }
    return QApplication::exec();
}
