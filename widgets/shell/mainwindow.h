#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/shell/docks.h"
#include "widgets/shell/historydialog.h"
#include "widgets/shell/statusline.h"
#include "widgets/style/theme.h"

#include <QMainWindow>
#include <QTimer>
#include <functional>

class QMenuBar;
class QTabWidget;
class QVBoxLayout;

namespace isobar {

class Header;
class MainMenus;
class StatusLine;
class WatchStrip;

/// The window: header, watch strip, panels in docks, menus and status line. It shows snapshots and tells wishes; it
/// holds no engine and stores nothing.
///
/// Panels come from outside through addPanel(). A panel may have the slots showSnapshot(SnapshotPtr),
/// setAsset(QString), setSettings(Settings) and addEvent(Event), and the signals assetChosen(QString),
/// assetSearchRequested(QString), assetRemoved(QString), venueExcluded(QString, QString, bool),
/// rateUnitChosen(RateUnit), headerStateChanged(QByteArray), headlineByOpenInterestRequested(bool), unreadChanged(int),
/// venueReconnectRequested(QString), heatmapChosen(HeatmapChoices), shotChosen(ShotChoices),
/// marketChosen(MarketChoices), told(QString), and the slots savePicture(), copyPicture(), saveTable(),
/// choosePicture(); what it has is connected. Its actions with a key are in the list of shortcuts.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const Theme &theme, QWidget *parent = nullptr);

    /// `title` is asked again after a change of the language.
    template <class Panel>
    void addPanel(const QString &id, const std::function<QString()> &title, Panel *panel, Place place);
    /// Call once all panels are there: shows `settings` everywhere and restores the window as it was, or lays it out
    /// anew.
    void start(const Settings &settings);
    /// A line of its own under the header; its actions are in the list of shortcuts.
    void addBar(QWidget *bar);
    void setLanguages(const QStringList &codes);
    /// Answers in place of the desktop whether there is a tray to close to.
    void setTrayCheck(std::function<bool()> hasTray) { m_hasTray = std::move(hasTray); }
    /// Shows a panel and gives it the focus.
    bool raisePanel(const QString &id);
    /// Says something in the status line for a while; 0: until the next.
    void showMessage(const QString &text, int ms = 8000);

    const Settings &settings() const { return m_settings; }
    Header &header() { return *m_header; }
    WatchStrip &strip() { return *m_strip; }
    StatusLine &status() { return *m_status; }

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void addEvent(const Event &event);
    void setUnread(int count);
    /// What the local history has grown to.
    void setHistory(const HistoryFigures &figures);
    void setRecording(const RecordingFigures &figures);
    /// Takes changed settings over from outside; emits nothing.
    void setSettings(const Settings &settings);
    void chooseAsset(const QString &asset);
    void watchAsset(const QString &asset);
    void openAssetSearch(const QString &prefill = {});

Q_SIGNALS:
    /// The user changed a choice; the window shows it already.
    void settingsChanged(const Settings &settings);
    void assetChosen(const QString &asset);
    void recordingWished(bool on);
    void historyReplayWished();
    void venueReconnectRequested(const QString &venue);
    /// A file was dropped on the window or chosen in a menu: a recording, a picture, or something else.
    void fileOpened(const QString &path);
    void alertsRequested();
    /// The user closed the window: to the tray if the settings say so and there is one, else the program ends.
    void closedToTray();
    void quitRequested();

    // To the panels.
    void pictureWished();
    void pictureCopyWished();
    void pictureTableWished();
    void pictureOptionsWished();
    void snapshotShown(const SnapshotPtr &snapshot);
    void assetShown(const QString &asset);
    void settingsShown(const Settings &settings);
    void eventShown(const Event &event);
    void historyShown(const HistoryFigures &figures);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildTop();
    void connectMenus();
    void chooseFile(const QString &title, const QString &filter);
    QList<QAction *> panelKeys() const;
    void place(const QString &id, const std::function<QString()> &title, QWidget *panel, Place place);
    void wish(const std::function<void(Settings &)> &change);
    void excludeVenue(const QString &asset, const QString &venue, bool excluded);
    void enableVenue(const QString &venue, bool enabled);
    void removeAsset(const QString &asset);
    void keepWindow();
    void renewTitle();
    void about();
    void openHistory();

    const Theme &m_theme;
    std::function<bool()> m_hasTray; // before the menus, which ask it
    Docks *m_docks;
    QVBoxLayout *m_top = nullptr;
    QMenuBar *m_menuBar;
    MainMenus *m_menus;
    Header *m_header;
    WatchStrip *m_strip;
    StatusLine *m_status;
    QTabWidget *m_centre;
    QVector<std::function<void()>> m_centreTitles;
    QVector<QWidget *> m_panels;
    Settings m_settings;
    SnapshotPtr m_snapshot;
    HistoryFigures m_history;
    QTimer m_settling; ///< after the first show: the default layout follows the size until it ends
    QTimer m_keep;
    bool m_started = false, m_arrangeOnShow = false;
};

template <class Panel>
void MainWindow::addPanel(const QString &id, const std::function<QString()> &title, Panel *panel, Place where)
{
    place(id, title, panel, where);
    if constexpr (requires { &Panel::showSnapshot; })
        connect(this, &MainWindow::snapshotShown, panel, &Panel::showSnapshot);
    if constexpr (requires { &Panel::setAsset; })
        connect(this, &MainWindow::assetShown, panel, &Panel::setAsset);
    if constexpr (requires { &Panel::setSettings; })
        connect(this, &MainWindow::settingsShown, panel, &Panel::setSettings);
    if constexpr (requires { &Panel::addEvent; })
        connect(this, &MainWindow::eventShown, panel, &Panel::addEvent);
    if constexpr (requires { &Panel::assetChosen; })
        connect(panel, &Panel::assetChosen, this, &MainWindow::chooseAsset);
    if constexpr (requires { &Panel::assetSearchRequested; })
        connect(panel, &Panel::assetSearchRequested, this, &MainWindow::openAssetSearch);
    if constexpr (requires { &Panel::assetRemoved; })
        connect(panel, &Panel::assetRemoved, this, &MainWindow::removeAsset);
    if constexpr (requires { &Panel::venueExcluded; })
        connect(panel, &Panel::venueExcluded, this, &MainWindow::excludeVenue);
    if constexpr (requires { &Panel::reconnectRequested; })
        connect(panel, &Panel::reconnectRequested, this, &MainWindow::venueReconnectRequested);
    if constexpr (requires { &Panel::venueEnabledRequested; })
        connect(panel, &Panel::venueEnabledRequested, this, &MainWindow::enableVenue);
    if constexpr (requires { &Panel::unreadChanged; })
        connect(panel, &Panel::unreadChanged, this, &MainWindow::setUnread);
    if constexpr (requires { &Panel::rateUnitChosen; })
        connect(panel, &Panel::rateUnitChosen, this,
            [this](RateUnit unit) { wish([unit](Settings &s) { s.rateUnit = unit; }); });
    if constexpr (requires { &Panel::headerStateChanged; })
        connect(panel, &Panel::headerStateChanged, this,
            [this](const QByteArray &state) { wish([&state](Settings &s) { s.tableHeader = state; }); });
    if constexpr (requires { &Panel::headlineByOpenInterestRequested; })
        connect(panel, &Panel::headlineByOpenInterestRequested, this,
            [this](bool on) { wish([on](Settings &s) { s.headlineByOpenInterest = on; }); });
    if constexpr (requires { &Panel::savePicture; }) {
        connect(this, &MainWindow::pictureWished, panel, &Panel::savePicture);
        connect(this, &MainWindow::pictureCopyWished, panel, &Panel::copyPicture);
        connect(this, &MainWindow::pictureTableWished, panel, &Panel::saveTable);
        connect(this, &MainWindow::pictureOptionsWished, panel, &Panel::choosePicture);
    }
    if constexpr (requires { &Panel::told; })
        connect(panel, &Panel::told, this, [this](const QString &sentence) { showMessage(sentence); });
    if constexpr (requires { &Panel::shotChosen; })
        connect(panel, &Panel::shotChosen, this,
            [this](const ShotChoices &choices) { wish([&choices](Settings &s) { s.shot = choices; }); });
    if constexpr (requires { &Panel::marketChosen; })
        connect(panel, &Panel::marketChosen, this,
            [this](const MarketChoices &choices) { wish([&choices](Settings &s) { s.market = choices; }); });
    if constexpr (requires { &Panel::heatmapChosen; })
        connect(panel, &Panel::heatmapChosen, this,
            [this](const HeatmapChoices &choices) { wish([&choices](Settings &s) { s.heatmap = choices; }); });
}

} // namespace isobar
