#include "widgets/shell/mainwindow.h"

#include "widgets/header/header.h"
#include "widgets/shell/mainmenus.h"
#include "widgets/shell/shortcutsdialog.h"
#include "widgets/shell/statusline.h"
#include "widgets/style/formats.h"
#include "widgets/watchlist/watchstrip.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSystemTrayIcon>
#include <QTabWidget>

namespace isobar {

namespace {

constexpr int LayoutVersion = 3; ///< grows with the set of panels
constexpr int SettleMs = 1500;
constexpr int KeepAfterMs = 700; ///< moving and resizing tell every pixel

} // namespace

MainWindow::MainWindow(const Theme &theme, QWidget *parent)
    : QMainWindow(parent), m_theme(theme), m_hasTray(&QSystemTrayIcon::isSystemTrayAvailable),
      m_docks(new Docks(*this)), m_menuBar(new QMenuBar), m_menus(new MainMenus(*m_menuBar, m_hasTray, this)),
      m_header(new Header(theme)), m_strip(new WatchStrip(theme)), m_status(new StatusLine(theme)),
      m_centre(new QTabWidget)
{
    setAcceptDrops(true);
    buildTop();
    m_centre->setDocumentMode(true);
    m_centre->setTabBarAutoHide(true);
    setCentralWidget(m_centre);
    setStatusBar(m_status);
    connectMenus();
    connect(m_header, &Header::assetChosen, this, &MainWindow::chooseAsset);
    connect(m_header, &Header::bellClicked, this, [this] { raisePanel(QStringLiteral("events")); });
    connect(m_strip, &WatchStrip::assetChosen, this, &MainWindow::chooseAsset);
    connect(this, &MainWindow::snapshotShown, m_header, &Header::showSnapshot);
    connect(this, &MainWindow::snapshotShown, m_strip, &WatchStrip::showSnapshot);
    connect(this, &MainWindow::snapshotShown, m_status, &StatusLine::showSnapshot);
    connect(this, &MainWindow::settingsShown, m_header, &Header::setSettings);
    connect(this, &MainWindow::settingsShown, m_strip, &WatchStrip::setSettings);
    connect(this, &MainWindow::settingsShown, m_status, &StatusLine::setSettings);
    connect(this, &MainWindow::settingsShown, m_menus, &MainMenus::setSettings);
    connect(this, &MainWindow::assetShown, m_header, &Header::setAsset);
    connect(this, &MainWindow::assetShown, m_strip, &WatchStrip::setAsset);
    m_settling.setSingleShot(true);
    m_settling.setInterval(SettleMs);
    m_keep.setSingleShot(true);
    m_keep.setInterval(KeepAfterMs);
    connect(&m_keep, &QTimer::timeout, this, &MainWindow::keepWindow);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::keepWindow);
    connect(m_docks, &Docks::changed, &m_keep, qOverload<>(&QTimer::start));
    renewTitle();
}

void MainWindow::buildTop()
{
    auto *top = new QWidget;
    m_top = new QVBoxLayout(top);
    m_top->setContentsMargins(0, 0, 0, 0);
    m_top->setSpacing(0);
    m_top->addWidget(m_menuBar);
    m_top->addWidget(m_header);
    m_top->addWidget(m_strip);
    setMenuWidget(top);
}

void MainWindow::addBar(QWidget *bar)
{
    m_top->insertWidget(m_top->indexOf(m_header) + 1, bar);
    m_panels << bar;
}

void MainWindow::connectMenus()
{
    connect(m_menus, &MainMenus::settingsWished, this,
        [this](const Settings &wished) { wish([&](Settings &s) { s = wished; }); });
    connect(m_menus, &MainMenus::searchWished, this, [this] { openAssetSearch(); });
    connect(m_menus, &MainMenus::assetWished, this, &MainWindow::chooseAsset);
    connect(m_menus, &MainMenus::defaultLayoutWished, this, [this] {
        m_docks->arrange(size());
        keepWindow();
    });
    connect(m_menus, &MainMenus::fullScreenWished, this, [this](bool on) {
        setWindowState(on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    });
    connect(m_menus, &MainMenus::pictureWished, this, &MainWindow::pictureWished);
    connect(m_menus, &MainMenus::pictureCopyWished, this, &MainWindow::pictureCopyWished);
    connect(m_menus, &MainMenus::pictureTableWished, this, &MainWindow::pictureTableWished);
    connect(m_menus, &MainMenus::pictureOptionsWished, this, &MainWindow::pictureOptionsWished);
    connect(m_menus, &MainMenus::openRecordingWished, this,
        [this] { chooseFile(tr("Open recording"), tr("All files (*)")); });
    connect(m_menus, &MainMenus::openPictureWished, this,
        [this] { chooseFile(tr("Open picture"), tr("Pictures (*.png);;All files (*)")); });
    connect(m_menus, &MainMenus::eventsWished, this, [this] { raisePanel(QStringLiteral("events")); });
    connect(m_menus, &MainMenus::alertsWished, this, &MainWindow::alertsRequested);
    connect(m_menus, &MainMenus::shortcutsWished, this, [this] {
        auto *dialog = new ShortcutsDialog(m_menus->withShortcuts() + panelKeys(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_menus, &MainMenus::recordingWished, this, &MainWindow::recordingWished);
    connect(m_menus, &MainMenus::historyReplayWished, this, &MainWindow::historyReplayWished);
    connect(m_menus, &MainMenus::historyWished, this, &MainWindow::openHistory);
    connect(m_menus, &MainMenus::aboutWished, this, &MainWindow::about);
    connect(m_menus, &MainMenus::quitWished, this, [this] {
        keepWindow();
        Q_EMIT quitRequested();
    });
}

void MainWindow::place(const QString &id, const std::function<QString()> &title, QWidget *panel, Place where)
{
    m_panels << panel;
    if (where != Place::Centre) {
        m_docks->add(id, title, panel, where);
        m_menus->setPanels(m_docks->toggles());
        return;
    }
    panel->setObjectName(id);
    const int index = m_centre->addTab(panel, title());
    m_menus->addPage(title, [this, id] { raisePanel(id); });
    m_centreTitles << [this, index, title] { m_centre->setTabText(index, title()); };
}

QList<QAction *> MainWindow::panelKeys() const
{
    QList<QAction *> keys;
    for (const QWidget *panel : m_panels) {
        for (QAction *action : panel->actions()) {
            if (!action->text().isEmpty() && !action->shortcut().isEmpty())
                keys << action;
        }
    }
    return keys;
}

void MainWindow::start(const Settings &settings)
{
    m_settings = settings;
    m_started = true;
    Q_EMIT settingsShown(m_settings);
    Q_EMIT assetShown(m_settings.asset);
    const bool geometry = !settings.windowGeometry.isEmpty() && restoreGeometry(settings.windowGeometry);
    if (!geometry) {
        const QScreen *screen = QApplication::primaryScreen();
        if (screen)
            setGeometry(screen->availableGeometry());
        setWindowState(windowState() | Qt::WindowMaximized);
    }
    m_arrangeOnShow = settings.windowState.isEmpty() || !restoreState(settings.windowState, LayoutVersion);
    renewTitle();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!m_arrangeOnShow)
        return;
    m_arrangeOnShow = false;
    m_docks->arrange(size());
    m_settling.start();
    // Counted from when events are handled again: what starts after the window may take longer than it waits.
    QTimer::singleShot(0, &m_settling, qOverload<>(&QTimer::start));
}

bool MainWindow::raisePanel(const QString &id)
{
    for (int tab = 0; tab < m_centre->count(); ++tab) {
        if (m_centre->widget(tab)->objectName() != id)
            continue;
        m_centre->setCurrentIndex(tab);
        m_centre->widget(tab)->setFocus();
        return true;
    }
    return m_docks->raise(id);
}

void MainWindow::setLanguages(const QStringList &codes) { m_menus->setLanguages(codes); }

void MainWindow::showMessage(const QString &text, int ms) { m_status->showMessage(text, ms); }

void MainWindow::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    Q_EMIT snapshotShown(snapshot);
    renewTitle();
}

void MainWindow::addEvent(const Event &event) { Q_EMIT eventShown(event); }

void MainWindow::setUnread(int count) { m_header->setUnread(count); }

void MainWindow::setSettings(const Settings &settings)
{
    if (settings == m_settings)
        return;
    const bool asset = settings.asset != m_settings.asset;
    m_settings = settings;
    Q_EMIT settingsShown(m_settings);
    if (asset)
        Q_EMIT assetShown(m_settings.asset);
    renewTitle();
}

void MainWindow::wish(const std::function<void(Settings &)> &change)
{
    Settings wished = m_settings;
    change(wished);
    if (wished == m_settings)
        return;
    setSettings(wished);
    Q_EMIT settingsChanged(m_settings);
}

void MainWindow::chooseAsset(const QString &asset)
{
    if (asset == m_settings.asset)
        return;
    wish([&](Settings &s) { s.asset = asset; });
    Q_EMIT assetChosen(asset);
}

void MainWindow::watchAsset(const QString &asset)
{
    wish([&](Settings &s) {
        if (!s.watched.contains(asset))
            s.watched.append(asset);
    });
}

void MainWindow::openAssetSearch(const QString &prefill) { m_header->openSearch(prefill); }

void MainWindow::excludeVenue(const QString &asset, const QString &venue, bool excluded)
{
    wish([&](Settings &s) {
        const QString key = asset + QLatin1Char('/') + venue;
        s.venuesExcluded.removeAll(key);
        if (excluded)
            s.venuesExcluded.append(key);
    });
}

void MainWindow::enableVenue(const QString &venue, bool enabled)
{
    wish([&](Settings &s) {
        s.venuesOff.removeAll(venue);
        if (!enabled)
            s.venuesOff.append(venue);
    });
}

void MainWindow::removeAsset(const QString &asset)
{
    wish([&](Settings &s) {
        if (s.watched.size() > 1)
            s.watched.removeAll(asset);
    });
}

void MainWindow::keepWindow()
{
    if (!m_started || !isVisible())
        return;
    wish([this](Settings &s) {
        s.windowGeometry = saveGeometry();
        s.windowState = saveState(LayoutVersion);
    });
}

void MainWindow::renewTitle()
{
    QString title = QStringLiteral("Isobar");
    if (m_snapshot) {
        const AssetSnapshot *asset = m_snapshot->find(m_settings.asset.toStdString());
        title = asset && asset->aggregate.rate8h ? tr("%1 %2 / 8h – Isobar", "asset, funding rate")
                                                       .arg(m_settings.asset, formats::rate8h(asset->aggregate.rate8h))
                                                 : tr("%1 – Isobar", "asset").arg(m_settings.asset);
        if (m_snapshot->origin == Origin::Replay)
            title = QStringLiteral("[%1 %2] %3")
                        .arg(originText(m_snapshot->origin),
                            formats::dateTimeSeconds(m_snapshot->marketMs, TimeZoneChoice::Utc), title);
        else if (m_snapshot->origin != Origin::Live)
            title = QStringLiteral("[%1] %2").arg(originText(m_snapshot->origin), title);
    }
    if (title != windowTitle())
        setWindowTitle(title);
}

void MainWindow::chooseFile(const QString &title, const QString &filter)
{
    auto *dialog = new QFileDialog(this, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::fileOpened);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return;
    event->acceptProposedAction();
    Q_EMIT fileOpened(urls.front().toLocalFile());
}

void MainWindow::about()
{
    QMessageBox::about(this, tr("About Isobar"),
        tr("<h3>Isobar %1</h3>"
           "<p>Funding and liquidation terminal for crypto perpetual futures.</p>"
           "<p>Free software under the GNU General Public License, version 3 or later; without any warranty.</p>"
           "<p>It reads public data of the venues only: no keys, no account, no telemetry. "
           "What it shows is no advice.</p>")
            .arg(QApplication::applicationVersion()));
}

void MainWindow::setHistory(const HistoryFigures &figures)
{
    m_history = figures;
    Q_EMIT historyShown(m_history);
}

void MainWindow::setRecording(const RecordingFigures &figures)
{
    m_status->setRecording(figures);
    m_menus->setRecording(!figures.path.isEmpty());
}

void MainWindow::openHistory()
{
    auto *dialog = new HistoryDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show(m_history);
    connect(this, &MainWindow::historyShown, dialog, &HistoryDialog::show);
    connect(dialog, &HistoryDialog::limitsChosen, this, [this](int days, int megabytes) {
        wish([&](Settings &s) {
            s.historyKeepDays = days;
            s.historyKeepMegabytes = megabytes;
        });
    });
    dialog->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_docks->retranslate();
        m_menus->retranslate();
        for (const auto &title : m_centreTitles)
            title();
        renewTitle();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    // A window manager gives a maximised window its size a moment after it is shown.
    if (m_settling.isActive())
        m_docks->arrange(size());
    m_keep.start();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    m_keep.start();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepWindow();
    // Without a tray nothing would bring the window back; and the end of the desktop's session is not to be stopped.
    if (m_settings.closeToTray && m_hasTray() && !qApp->isSavingSession()) {
        event->ignore();
        hide();
        Q_EMIT closedToTray();
        return;
    }
    QMainWindow::closeEvent(event);
    Q_EMIT quitRequested();
}

} // namespace isobar
