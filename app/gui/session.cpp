#include "app/gui/session.h"

#include "app/gui/alertdesk.h"
#include "app/gui/historydesk.h"
#include "app/gui/positiondesk.h"
#include "app/gui/replaydesk.h"
#include "app/gui/runtimewishes.h"
#include "app/gui/viewopener.h"
#include "core/market/rulejson.h"
#include "widgets/charts/fundinghistory.h"
#include "widgets/events/eventlist.h"
#include "widgets/events/taskbarbadge.h"
#include "widgets/events/trayicon.h"
#include "widgets/funding/fundingview.h"
#include "widgets/gauge/gaugewidget.h"
#include "widgets/header/header.h"
#include "widgets/heatmap/clustertable.h"
#include "widgets/heatmap/exacttable.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/matrix/matrixpanel.h"
#include "widgets/matrix/spreadpanel.h"
#include "widgets/positions/positionspanel.h"
#include "widgets/replay/replaybar.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/squeeze/squeezepanel.h"
#include "widgets/style/appstyle.h"
#include "widgets/tape/tapepanel.h"
#include "widgets/trackrecord/trackrecordpanel.h"
#include "widgets/venues/venuespanel.h"
#include "widgets/watchlist/watchtable.h"

#include <QApplication>
#include <QDir>
#include <QImageReader>
#include <QMessageBox>

namespace isobar {

namespace {

/// Windows are not asked: one that closes to the tray would say no.
void leave() { QCoreApplication::exit(0); }

} // namespace

Session::Session(SourceOptions source, QString profileDir, QString journalFile)
    : m_profileDir(std::move(profileDir)), m_journalFile(std::move(journalFile)),
      m_store(QDir(m_profileDir).filePath(QStringLiteral("settings.ini"))), m_source(std::move(source))
{
    m_settings = m_store.load(&m_problems);
    applyLook();
    m_keep.setSingleShot(true);
    m_keep.setInterval(400);
    connect(&m_keep, &QTimer::timeout, this, &Session::keepSettings);
}

Session::~Session()
{
    if (m_keep.isActive())
        keepSettings();
    if (m_runtime)
        m_runtime->stop();
}

RuntimeConfig Session::runtimeConfig() const
{
    RuntimeConfig config;
    config.source = m_source;
    config.watched = names(watchedAssets(m_settings));
    config.bulk = true;
    config.costs = spreadCosts(m_settings.market);
    config.user.rules = namedRules(m_settings.alerts.rules);
    config.accounts = accountWishes(m_settings.accounts);
    config.focus = m_settings.asset.toStdString();
    for (const QString &each : m_settings.venuesExcluded)
        config.excluded.insert(each.toStdString());
    config.journalFile = m_journalFile;
    config.venuesOff = names(m_settings.venuesOff);
    config.proxy = proxySetting(m_settings.proxy);
    config.venueProxies = venueProxies(m_settings);
    // What a simulated market raised must never stand among real events.
    config.trackRecordFolder =
        QDir(m_profileDir).filePath(isLive() ? QStringLiteral("track-record") : QStringLiteral("track-record-demo"));
    // A demo begins another market each time.
    if (!m_source.demoScenario)
        config.checkpointFile =
            QDir(m_profileDir)
                .filePath(isLive() ? QStringLiteral("levels.state") : QStringLiteral("levels-demo.state"));
    config.historyFile =
        QDir(m_profileDir)
            .filePath(isLive() ? QStringLiteral("history.sqlite") : QStringLiteral("history-demo.sqlite"));
    config.historyLimits = historyLimits(m_settings);
    return config;
}

/// The asset on the screen has streams while it is there, whether it is on the list or was opened from the matrix; so
/// has one with a position.
QStringList Session::watchedAssets(const Settings &settings) const
{
    QStringList watched = settings.watched;
    watched << settings.asset;
    if (m_source.demoScenario)
        watched << QStringLiteral("PEPE"); // whose crowd pays its cap in the tour
    if (m_positions)
        watched << m_positions->assets();
    watched.removeDuplicates();
    return watched;
}

Result<void> Session::start()
{
    m_runtime = std::make_unique<Runtime>(runtimeConfig());
    buildWindow();
    buildReplay();
    buildTray();
    connectRuntime();
    m_window->start(m_settings);
    m_tray->setSettings(m_settings);
    m_alerts->setSettings(m_settings);
    m_window->show();
    m_tray->show();
    for (const QString &problem : std::as_const(m_problems))
        m_window->showMessage(problem, 0);
    // What cannot be opened is said before anything is connected.
    const Result<void> opened = m_source.replayFile ? m_replay->open(*m_source.replayFile, m_source.replaySpeed)
        : m_source.openFile.isEmpty()               ? Result<void>()
                                                    : openFile(m_source.openFile);
    return opened ? m_runtime->start() : opened;
}

void Session::buildWindow()
{
    m_window = std::make_unique<MainWindow>(m_theme);
    m_window->setLanguages(Language::available());
    auto *heatmap = m_heatmap = new HeatmapPanel(m_theme);
    auto *clusters = new ClusterTable(m_theme);
    auto *exact = new ExactTable(m_theme);
    auto *tape = new TapePanel(m_theme);
    auto *chart = new FundingHistory(m_theme);
    auto *gauge = new GaugeWidget(m_theme);
    auto *table = new FundingView(m_theme);
    auto *watch = new WatchTable(m_theme);
    auto *positions = new PositionsPanel(m_theme);
    m_events = new EventList(m_theme);
    m_venues = new VenuesPanel(m_theme);
    m_window->addPanel(
        QStringLiteral("heatmap"), [] { return tr("Liquidation heatmap"); }, heatmap, Place::Centre);
    m_window->addPanel(
        QStringLiteral("history"), [] { return tr("Charts"); }, chart, Place::Centre);
    m_window->addPanel(
        QStringLiteral("matrix"), [] { return tr("Funding matrix"); }, new MatrixPanel(m_theme), Place::Centre);
    m_window->addPanel(
        QStringLiteral("spreads"), [] { return tr("Spreads"); }, new SpreadPanel(m_theme), Place::Centre);
    auto *record = new TrackRecordPanel(m_theme);
    m_window->addPanel(
        QStringLiteral("trackrecord"), [] { return tr("Track record"); }, record, Place::Centre);
    m_window->addPanel(
        QStringLiteral("gauge"), [] { return tr("Aggregate funding"); }, gauge, Place::RightTop);
    m_window->addPanel(
        QStringLiteral("funding"), [] { return tr("Funding table"); }, table, Place::Right);
    m_window->addPanel(
        QStringLiteral("watchlist"), [] { return tr("Watchlist"); }, watch, Place::Left);
    m_window->addPanel(
        QStringLiteral("squeeze"), [] { return tr("Squeeze"); }, new SqueezePanel(m_theme), Place::LeftBelow);
    m_window->addPanel(
        QStringLiteral("events"), [] { return tr("Events"); }, m_events, Place::Events);
    m_window->addPanel(
        QStringLiteral("tape"), [] { return tr("Liquidations"); }, tape, Place::Bottom);
    m_window->addPanel(
        QStringLiteral("positions"), [] { return tr("Positions"); }, positions, Place::BesideEvents);
    m_window->addPanel(
        QStringLiteral("clusters"), [] { return tr("Clusters"); }, clusters, Place::Bottom);
    m_window->addPanel(
        QStringLiteral("exact"), [] { return tr("Exact positions"); }, exact, Place::Bottom);
    m_window->addPanel(
        QStringLiteral("venues"), [] { return tr("Venues"); }, m_venues, Place::Bottom);

    m_positions = std::make_unique<PositionDesk>(
        QDir(m_profileDir)
            .filePath(isLive() ? QStringLiteral("positions.json") : QStringLiteral("positions-demo.json")),
        *m_window, *positions, *heatmap);
    m_history = std::make_unique<HistoryDesk>(*m_runtime, *m_window, m_profileDir);
    connect(record, &TrackRecordPanel::exportRequested, m_history.get(), &HistoryDesk::exportRecord);
    connect(heatmap, &HeatmapPanel::clusterTableRequested, m_window.get(),
        [this] { m_window->raisePanel(QStringLiteral("clusters")); });
    connect(heatmap, &HeatmapPanel::clusterClicked, clusters, [this, clusters](quint64 id) {
        m_window->raisePanel(QStringLiteral("clusters"));
        clusters->selectCluster(id);
    });
    connect(chart, &FundingHistory::viewWished, this,
        [this](const QString &asset, int days) { m_runtime->readHistoryView(asset.toStdString(), days); });
    connect(m_runtime.get(), &Runtime::historyViewRead, chart, &FundingHistory::showView);
    connect(tape, &TapePanel::momentChosen, heatmap, [this, heatmap](TimeMs, double price) {
        m_window->raisePanel(QStringLiteral("heatmap"));
        heatmap->showPrice(price);
    });
    connect(clusters, &ClusterTable::alertWished, this, &Session::addRule);
    connect(clusters, &ClusterTable::alertDropped, this, &Session::dropRule);
    connect(clusters, &ClusterTable::clusterChosen, heatmap, [this, heatmap](double price) {
        m_window->raisePanel(QStringLiteral("heatmap"));
        heatmap->showPrice(price);
    });
    connect(exact, &ExactTable::levelChosen, heatmap, [this, heatmap](double price) {
        m_window->raisePanel(QStringLiteral("heatmap"));
        heatmap->showPrice(price);
    });
    connect(exact, &ExactTable::accountsChosen, this, [this](const AccountChoices &accounts) {
        Settings changed = m_settings;
        changed.accounts = accounts;
        takeSettings(changed);
    });
    connect(heatmap, &HeatmapPanel::learningRequested, this, [this](const QString &asset) {
        if (m_replay->isOpen())
            m_window->showMessage(tr("A replay learns as the recorded run did, and not when asked to."));
        else
            m_runtime->learnNow(asset.toStdString());
    });
    connect(m_window.get(), &MainWindow::settingsChanged, this, &Session::takeSettings);
    connect(m_window.get(), &MainWindow::historyReplayWished, m_history.get(),
        [this] { m_history->chooseWindow(m_settings, watchedAssets(m_settings)); });
    connect(m_window.get(), &MainWindow::quitRequested, qApp, leave);
    connect(m_window.get(), &MainWindow::closedToTray, this, &Session::explainTray);
    connect(m_venues, &VenuesPanel::reconnectRequested, this,
        [this](const QString &venue) { m_runtime->reconnectVenue(venue.toStdString()); });
    connect(m_venues, &VenuesPanel::venueEnabledRequested, this, [this](const QString &venue, bool enabled) {
        Settings changed = m_settings;
        changed.venuesOff.removeAll(venue);
        if (!enabled)
            changed.venuesOff.append(venue);
        m_runtime->enableVenue(venue.toStdString(), enabled);
        takeSettings(changed);
    });
    connect(m_venues, &VenuesPanel::proxiesChosen, this, [this](const ProxyChoice &all, const QStringList &own) {
        Settings changed = m_settings;
        changed.proxy = all;
        changed.venueProxies = own;
        takeSettings(changed);
    });
    connect(m_events, &EventList::momentRequested, this, &Session::showMoment);
}

void Session::buildReplay()
{
    auto *bar = new ReplayBar(m_theme);
    m_window->addBar(bar);
    m_replay = std::make_unique<ReplayDesk>(*m_window, *bar, *m_events);
    m_replay->setCosts(spreadCosts(m_settings.market));
    m_opener = std::make_unique<ViewOpener>(*m_window, *m_heatmap, *m_replay, [this](const heatmap::SavedView &view) {
        return m_runtime->keptMoment(view.asset.toStdString(), view.nowMs, view.origin);
    });
    connect(m_heatmap, &HeatmapPanel::pictureTaken, this, &Session::keepMoment);
    connect(m_replay.get(), &ReplayDesk::closed, this, &Session::showSnapshot);
    connect(m_history.get(), &HistoryDesk::replayReady, this, [this](const QString &path) {
        if (const auto opened = m_replay->open(path, 1); !opened)
            tellUnopened(QString::fromStdString(opened.error()));
    });
    connect(m_window.get(), &MainWindow::snapshotShown, m_opener.get(), &ViewOpener::showSnapshot);
    connect(m_window.get(), &MainWindow::fileOpened, this, [this](const QString &path) {
        if (const auto opened = openFile(path); !opened)
            tellUnopened(QString::fromStdString(opened.error()));
    });
}

/// So that the picture opens as it is in a later run too.
void Session::keepMoment(const heatmap::ShotTaker::Subject &taken)
{
    m_runtime->keepMoment({taken.scene.market, taken.facts.origin, taken.facts.scenario.toStdString(),
                              taken.facts.venuesLive, taken.facts.venuesTotal},
        taken.scene.nowMs, {static_cast<TimeMs>(taken.scene.view.fromMs), taken.scene.options.opensOnly});
}

Result<void> Session::openFile(const QString &path)
{
    if (!QImageReader::imageFormat(path).isEmpty())
        return m_opener->open(path);
    const Result<void> opened = m_replay->open(path, 1);
    if (!opened) {
        return Error{
            tr("The file cannot be opened: it is no recording that can be played, and no picture.\n\n%1", "reason")
                .arg(QString::fromStdString(opened.error()))
                .toStdString()};
    }
    return {};
}

void Session::tellUnopened(const QString &sentence)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Open a file"), sentence, QMessageBox::Ok, m_window.get());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Session::buildTray()
{
    m_tray = std::make_unique<TrayIcon>(m_theme);
    m_alerts = std::make_unique<AlertDesk>(m_theme, *m_tray, m_wall,
        QDir(m_profileDir).filePath(!isLive() ? QStringLiteral("outbox-demo.jsonl") : QStringLiteral("outbox.jsonl")));
    connect(m_alerts.get(), &AlertDesk::showRequested, this, &Session::openEvent);
    connect(m_alerts.get(), &AlertDesk::settingsWished, this, &Session::takeSettings);
    connect(m_alerts.get(), &AlertDesk::momentChosen, this, &Session::showMoment);
    connect(m_alerts.get(), &AlertDesk::trialRequested, this,
        [this](const UserRule &rule, int number) { m_runtime->tryRule(rule, number); });
    connect(m_runtime.get(), &Runtime::ruleTried, m_alerts.get(), &AlertDesk::showTrial);
    const auto openAlerts = [this] { m_alerts->openDialog(m_window.get()); };
    connect(m_window.get(), &MainWindow::alertsRequested, m_alerts.get(), openAlerts);
    connect(m_alerts.get(), &AlertDesk::troubleTold, m_window.get(),
        [this](const QString &sentence) { m_window->showMessage(sentence, 0); });
    connect(m_events, &EventList::alertsRequested, m_alerts.get(), openAlerts);
    connect(m_events, &EventList::muteRequested, m_alerts.get(), &AlertDesk::mute);
    connect(m_tray.get(), &TrayIcon::alertsRequested, m_alerts.get(), openAlerts);
    connect(
        m_tray.get(), &TrayIcon::muteUntilRequested, m_alerts.get(), [this] { m_alerts->muteUntil(m_window.get()); });
    connect(m_tray.get(), &TrayIcon::muteRequested, m_alerts.get(),
        [this](int minutes) { m_alerts->mute(QString(), minutes); });
    connect(m_tray.get(), &TrayIcon::toggleRequested, this, &Session::toggleWindow);
    connect(m_tray.get(), &TrayIcon::showRequested, this, &Session::raiseWindow);
    connect(m_tray.get(), &TrayIcon::eventRequested, this, &Session::openEvent);
    connect(m_tray.get(), &TrayIcon::doNotDisturbRequested, this, [this](bool on) {
        Settings changed = m_settings;
        changed.alerts.policy.doNotDisturb = on;
        takeSettings(changed);
    });
    connect(m_tray.get(), &TrayIcon::heatmapPictureRequested, m_window.get(), &MainWindow::pictureWished);
    connect(m_tray.get(), &TrayIcon::quitRequested, qApp, leave);
    m_badge = std::make_unique<TaskbarBadge>(*m_window, m_theme);
    connect(m_tray.get(), &TrayIcon::stateChanged, m_badge.get(), [this](HealthState worst, int unread) {
        m_badge->show(worst, unread, !QSystemTrayIcon::isSystemTrayAvailable());
    });
    connect(m_events, &EventList::unreadChanged, m_tray.get(), &TrayIcon::setUnread);
}

void Session::connectRuntime()
{
    connect(m_runtime.get(), &Runtime::snapshotChanged, this, &Session::showSnapshot);
    connect(m_runtime.get(), &Runtime::eventRaised, this, &Session::takeEvent);
    connect(m_positions.get(), &PositionDesk::holdingsChanged, this,
        [this](const std::vector<Holding> &holdings) { m_runtime->setHoldings(holdings); });
    m_problems << m_positions->load();
    m_runtime->watch(names(watchedAssets(m_settings)));
    connect(m_positions.get(), &PositionDesk::assetsChanged, this,
        [this] { m_runtime->watch(names(watchedAssets(m_settings))); });
    connect(m_runtime.get(), &Runtime::pastEventsRead, this, &Session::takePastEvents);
    connect(m_runtime.get(), &Runtime::seenRead, this, [this](const Seen &seen) { m_away.remembered(seen); });
}

void Session::showSnapshot()
{
    const SnapshotPtr snapshot = m_runtime->snapshot();
    if (!snapshot)
        return;
    m_positions->showLive(snapshot);
    if (!m_replay->isOpen())
        m_window->showSnapshot(snapshot);
    m_tray->showSnapshot(snapshot);
    m_alerts->showSnapshot(snapshot);
    noteAbsence(*snapshot);
}

void Session::noteAbsence(const Snapshot &snapshot)
{
    const bool isWatched = m_window->isVisible() && !m_window->isMinimized();
    if (const auto report = m_away.take(snapshot, isWatched)) {
        m_events->showAway(*report);
        m_window->raisePanel(QStringLiteral("events"));
    }
    if (snapshot.transportMs - m_rememberedMs < MinuteMs)
        return;
    if (const Seen seen = seenOf(snapshot); !seen.assets.empty()) {
        m_rememberedMs = snapshot.transportMs;
        m_runtime->rememberSeen(seen);
    }
}

void Session::takeEvent(const RaisedEvent &raised)
{
    m_window->addEvent(raised.event);
    m_away.eventTold();
    m_tray->setEvents(m_events->model().newest(TrayIcon::EventsInMenu));
    m_alerts->takeEvent(raised.event);
    m_replay->noteLiveEvent();
    if (!raised.notStored.isEmpty())
        m_window->showMessage(tr("An event was not stored: %1").arg(raised.notStored), 0);
}

void Session::takePastEvents(const std::vector<Event> &events, bool areLeft)
{
    m_events->addPast(events, areLeft);
    m_alerts->resume(events);
    m_tray->setEvents(m_events->model().newest(TrayIcon::EventsInMenu));
}

void Session::takeSettings(const Settings &settings)
{
    if (settings == m_settings)
        return;
    const Settings before = std::exchange(m_settings, settings);
    if (before.theme != settings.theme || before.direction != settings.direction
        || before.language != settings.language)
        applyLook();
    if (watchedAssets(before) != watchedAssets(settings))
        m_runtime->watch(names(watchedAssets(settings)));
    if (const SpreadCosts costs = spreadCosts(settings.market); costs != spreadCosts(before.market)) {
        m_runtime->setCosts(costs);
        m_replay->setCosts(costs);
    }
    if (before.accounts != settings.accounts)
        m_runtime->setAccounts(accountWishes(settings.accounts));
    if (before.proxy != settings.proxy || before.venueProxies != settings.venueProxies)
        m_runtime->setProxies(proxySetting(settings.proxy), venueProxies(settings));
    if (before.alerts.rules != settings.alerts.rules)
        m_runtime->setRules(namedRules(settings.alerts.rules));
    if (before.asset != settings.asset)
        m_runtime->focus(settings.asset.toStdString());
    if (before.venuesExcluded != settings.venuesExcluded) {
        std::set<std::string> excluded;
        for (const QString &each : settings.venuesExcluded)
            excluded.insert(each.toStdString());
        m_runtime->exclude(std::move(excluded));
        if (m_replay->isOpen())
            m_window->showMessage(tr("This holds for live; the replay leaves out what the recorded run left out."));
    }
    if (historyLimits(before) != historyLimits(settings))
        m_runtime->limitHistory(historyLimits(settings));
    m_window->setSettings(settings);
    m_tray->setSettings(settings);
    m_alerts->setSettings(settings);
    m_keep.start();
}

void Session::applyLook()
{
    m_theme.apply(m_settings.theme, m_settings.direction);
    applyAppStyle(*qApp, m_theme);
    m_language.apply(m_settings.language);
}

void Session::keepSettings()
{
    m_keep.stop();
    Settings kept = m_settings;
    std::erase_if(kept.alerts.rules, [this](const UserRule &each) { return m_passingRules.contains(each.id); });
    const auto saved = m_store.save(kept);
    if (!saved && m_window)
        m_window->showMessage(QString::fromStdString(saved.error()), 0);
}

void Session::addRule(const UserRule &rule)
{
    if (m_replay->isOpen()) {
        m_window->showMessage(tr("This is the past: alerts are of the clusters of now. Go back to live first."));
        return;
    }
    if (!isLive())
        m_passingRules.insert(rule.id); // its price is one of the simulated market
    Settings changed = m_settings;
    std::erase_if(changed.alerts.rules, [&](const UserRule &each) { return each.id == rule.id; });
    if (changed.alerts.rules.size() >= MostRules) {
        m_window->showMessage(tr("There are %1 rules, and more are not possible. Remove one first.").arg(MostRules));
        return;
    }
    changed.alerts.rules.push_back(rule);
    takeSettings(changed);
    m_window->showMessage(tr("You will be told: %1").arg(QString::fromStdString(namedRules({rule}).front().name)));
}

void Session::dropRule(const QString &id)
{
    Settings changed = m_settings;
    std::erase_if(changed.alerts.rules, [&](const UserRule &each) { return each.id == id.toStdString(); });
    takeSettings(changed);
    m_window->showMessage(tr("The alert is removed."));
}

void Session::explainTray()
{
    if (m_settings.closeToTrayExplained)
        return;
    m_alerts->tell(tr("Isobar goes on in the tray"),
        tr("It keeps watching and tells of events. A click on its icon opens the window; Quit is in its "
           "menu."));
    Settings changed = m_settings;
    changed.closeToTrayExplained = true;
    takeSettings(changed);
}

void Session::openEvent(quint64 id)
{
    raiseWindow();
    m_replay->close(); // it is a live event
    if (id != 0)
        m_events->openAtMoment(id); // answered by showMoment
    // Last: where the heatmap came to the front, the card is to have the keys.
    m_window->raisePanel(QStringLiteral("events"));
}

void Session::showMoment(const QString &asset, TimeMs timeMs)
{
    raiseWindow();
    m_window->raisePanel(QStringLiteral("heatmap"));
    m_window->chooseAsset(asset);
    m_heatmap->showMoment(asset, timeMs);
}

void Session::toggleWindow()
{
    if (m_window->isVisible() && !m_window->isMinimized() && m_window->isActiveWindow())
        m_window->hide();
    else
        raiseWindow();
}

void Session::raiseWindow()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

} // namespace isobar
