#pragma once
#include "app/gui/awaywatch.h"
#include "app/gui/language.h"
#include "app/runtime/runtime.h"
#include "core/settings/settingsstore.h"
#include "widgets/heatmap/shottaker.h"
#include "widgets/style/theme.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <set>
#include <string>

namespace isobar {

class AlertDesk;
class EventList;
class HeatmapPanel;
class HistoryDesk;
class MainWindow;
class PositionDesk;
class ReplayDesk;
class TaskbarBadge;
class TrayIcon;
class VenuesPanel;
class ViewOpener;

/// The program with its window: builds settings, runtime and window in order, and connects the wishes of the window
/// with the commands of the runtime. The only code that knows all parts.
class Session : public QObject {
    Q_OBJECT
public:
    /// `profileDir` exists and belongs to this process alone. `journalFile` gets what the engine consumes; empty: it is
    /// not kept.
    Session(SourceOptions source, QString profileDir, QString journalFile = {});
    ~Session() override;

    /// Opens the window, and the recording or the picture that was given; an Error is a sentence for the user.
    Result<void> start();
    /// After start().
    const Runtime &runtime() const { return *m_runtime; }

private:
    void buildWindow();
    void buildReplay();
    void buildTray();
    void connectRuntime();
    void takeSettings(const Settings &settings);
    void applyLook();
    void keepSettings();
    void showSnapshot();
    void takeEvent(const RaisedEvent &raised);
    void takePastEvents(const std::vector<Event> &events, bool areLeft);
    void noteAbsence(const Snapshot &snapshot);
    void explainTray();
    void addRule(const UserRule &rule);
    void dropRule(const QString &id);
    /// Of a pop-up or of the tray: its card, and its moment on the heatmap; 0: the list.
    void openEvent(quint64 id);
    /// A recording or a picture, whichever it is.
    Result<void> openFile(const QString &path);
    void keepMoment(const heatmap::ShotTaker::Subject &taken);
    void tellUnopened(const QString &sentence);
    void showMoment(const QString &asset, TimeMs timeMs);
    void toggleWindow();
    void raiseWindow();
    RuntimeConfig runtimeConfig() const;
    /// Whether the market is the real one: what belongs to a simulated one is kept apart.
    bool isLive() const { return !m_source.demoScenario && !m_source.endpointsFile; }
    QStringList watchedAssets(const Settings &settings) const;

    QString m_profileDir, m_journalFile;
    SettingsStore m_store;
    Settings m_settings;
    SourceOptions m_source;
    QStringList m_problems; ///< of the settings file, told once the window is there
    const SystemClock m_wall; ///< for muting; the runtime's clock may be a simulator's
    Theme m_theme;
    Language m_language;
    std::set<std::string> m_passingRules; ///< ids of rules that live as long as a simulated market
    std::unique_ptr<Runtime> m_runtime;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<TaskbarBadge> m_badge;
    std::unique_ptr<TrayIcon> m_tray;
    std::unique_ptr<AlertDesk> m_alerts;
    AwayWatch m_away;
    TimeMs m_rememberedMs = 0; ///< transport time at which what is seen was last kept
    HeatmapPanel *m_heatmap = nullptr; // the window's
    EventList *m_events = nullptr; // the window's
    VenuesPanel *m_venues = nullptr; // the window's
    std::unique_ptr<HistoryDesk> m_history;
    std::unique_ptr<PositionDesk> m_positions;
    std::unique_ptr<ReplayDesk> m_replay;
    std::unique_ptr<ViewOpener> m_opener;
    QTimer m_keep; ///< gathers changes of the settings before they are written
};

} // namespace isobar
