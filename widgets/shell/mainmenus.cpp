#include "widgets/shell/mainmenus.h"

#include "widgets/style/formats.h"

#include <QAction>
#include <QActionGroup>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>

namespace isobar {

MainMenus::MainMenus(QMenuBar &bar, const std::function<bool()> &hasTray, QObject *parent)
    : QObject(parent), m_bar(bar), m_hasTray(hasTray)
{
    buildFile();
    buildView();
    buildAsset();
    buildSettings();
    buildHelp();
    retranslate();
}

QAction *MainMenus::add(QMenu *menu, const std::function<QString()> &text, const std::function<void()> &wish)
{
    QAction *action = menu->addAction(text());
    connect(action, &QAction::triggered, this, wish);
    m_texts.push_back([action, text] { action->setText(text()); });
    return action;
}

void MainMenus::wish(const std::function<void(Settings &)> &change)
{
    Settings wished = m_settings;
    change(wished);
    if (wished != m_settings)
        Q_EMIT settingsWished(wished);
}

template <class Enum>
QMenu *MainMenus::choice(QMenu *menu, const std::function<QString()> &title, Enum Settings::*member,
    const std::vector<std::function<QString()>> &texts)
{
    QMenu *sub = menu->addMenu(title());
    m_texts.push_back([sub, title] { sub->setTitle(title()); });
    auto *group = new QActionGroup(sub);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto value = static_cast<Enum>(i);
        QAction *action = add(sub, texts[i], [this, member, value] { wish([&](Settings &s) { s.*member = value; }); });
        action->setCheckable(true);
        group->addAction(action);
        m_checks.push_back([action, member, value](const Settings &s) { action->setChecked(s.*member == value); });
    }
    return sub;
}

QAction *MainMenus::flag(QMenu *menu, const std::function<QString()> &text, bool Settings::*member)
{
    QAction *action = menu->addAction(text());
    action->setCheckable(true);
    m_texts.push_back([action, text] { action->setText(text()); });
    m_checks.push_back([action, member](const Settings &s) { action->setChecked(s.*member); });
    connect(action, &QAction::triggered, this, [this, member](bool on) { wish([&](Settings &s) { s.*member = on; }); });
    return action;
}

void MainMenus::buildFile()
{
    QMenu *menu = m_bar.addMenu(QString());
    m_texts.push_back([menu] { menu->setTitle(tr("&File")); });
    QAction *recording = add(
        menu, [] { return tr("Open &recording…"); }, [this] { Q_EMIT openRecordingWished(); });
    recording->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    QAction *picture = add(
        menu, [] { return tr("Open &picture…"); }, [this] { Q_EMIT openPictureWished(); });
    picture->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    add(
        menu, [] { return tr("Replay local &history…"); }, [this] { Q_EMIT historyReplayWished(); });
    menu->addSeparator();
    QAction *save = add(
        menu, [] { return tr("&Save heatmap picture"); }, [this] { Q_EMIT pictureWished(); });
    save->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_S), QKeySequence(Qt::ALT | Qt::Key_S)});
    add(
        menu, [] { return tr("&Copy heatmap picture"); }, [this] { Q_EMIT pictureCopyWished(); });
    add(
        menu, [] { return tr("Save heatmap &grid as CSV"); }, [this] { Q_EMIT pictureTableWished(); });
    add(
        menu, [] { return tr("Picture &options…"); }, [this] { Q_EMIT pictureOptionsWished(); });
    menu->addSeparator();
    m_record = menu->addAction(QString());
    m_record->setCheckable(true);
    connect(m_record, &QAction::triggered, this, &MainMenus::recordingWished);
    m_texts.push_back([this] { m_record->setText(tr("&Record")); });
    m_keyed << recording << picture << save;
}

void MainMenus::buildView()
{
    m_view = m_bar.addMenu(QString());
    m_texts.push_back([this] { m_view->setTitle(tr("&View")); });
    m_pagesEnd = m_view->addSeparator();
    m_panelsEnd = m_view->addSeparator();
    QAction *full = m_view->addAction(QString());
    full->setCheckable(true);
    full->setShortcut(Qt::Key_F11);
    connect(full, &QAction::toggled, this, &MainMenus::fullScreenWished);
    m_texts.push_back([full] { full->setText(tr("&Full screen")); });
    add(
        m_view, [] { return tr("&Default layout"); }, [this] { Q_EMIT defaultLayoutWished(); });
    m_view->addSeparator();
    QAction *quit = add(
        m_view, [] { return tr("&Quit"); }, [this] { Q_EMIT quitWished(); });
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_keyed << full << quit;
}

void MainMenus::buildAsset()
{
    m_asset = m_bar.addMenu(QString());
    m_texts.push_back([this] { m_asset->setTitle(tr("&Asset")); });
    QAction *search = add(
        m_asset, [] { return tr("&Search…"); }, [this] { Q_EMIT searchWished(); });
    search->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    QAction *watch = add(
        m_asset, [] { return QString(); },
        [this] {
            wish([](Settings &s) {
                if (!s.watched.contains(s.asset))
                    s.watched.append(s.asset);
                else if (s.watched.size() > 1)
                    s.watched.removeAll(s.asset);
            });
        });
    watch->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    const auto renewText = [this, watch] {
        watch->setText(m_settings.watched.contains(m_settings.asset)
                ? tr("Take %1 &off the watchlist").arg(m_settings.asset)
                : tr("&Watch %1").arg(m_settings.asset));
    };
    m_texts.push_back(renewText);
    m_checks.push_back([renewText](const Settings &) { renewText(); });
    m_assetsStart = m_asset->addSeparator();
    m_keyed << search << watch;
}

void MainMenus::buildSettings()
{
    QMenu *menu = m_bar.addMenu(QString());
    m_texts.push_back([menu] { menu->setTitle(tr("S&ettings")); });
    choice(menu, [] { return tr("&Theme"); }, &Settings::theme,
        {[] { return tr("Dark"); }, [] { return tr("Light"); }, [] { return tr("High contrast"); }});
    choice(menu, [] { return tr("&Direction colours"); }, &Settings::direction,
        {[] { return tr("Green up, red down"); }, [] { return tr("Red up, green down"); },
            [] { return tr("Blue up, orange down"); }});
    m_language = menu->addMenu(QString());
    m_texts.push_back([this] {
        m_language->setTitle(tr("&Language"));
        renewLanguages();
    });
    menu->addSeparator();
    std::vector<std::function<QString()>> units;
    for (const RateUnit unit :
        {RateUnit::Raw, RateUnit::PerHour, RateUnit::Per8h, RateUnit::PerDay, RateUnit::Apr, RateUnit::Bps})
        units.emplace_back([unit] { return formats::rateUnitName(unit); });
    choice(
        menu, [] { return tr("&Unit of rates"); }, &Settings::rateUnit, units);
    choice(menu, [] { return tr("T&imes"); }, &Settings::timeZone,
        {[] { return tr("UTC"); }, [] { return tr("Local time"); }});
    flag(
        menu, [] { return tr("&Headline by open interest"); }, &Settings::headlineByOpenInterest);
    menu->addSeparator();
    QAction *alerts = add(
        menu, [] { return tr("&Alerts…"); }, [this] { Q_EMIT alertsWished(); });
    alerts->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    m_keyed << alerts;
    QAction *disturb = add(
        menu, [] { return tr("Do &not disturb"); },
        [this] { wish([](Settings &s) { s.alerts.policy.doNotDisturb = !s.alerts.policy.doNotDisturb; }); });
    disturb->setCheckable(true);
    m_checks.push_back([disturb](const Settings &s) { disturb->setChecked(s.alerts.policy.doNotDisturb); });
    m_toTray = flag(
        menu, [] { return tr("&Close to the tray"); }, &Settings::closeToTray);
    menu->setToolTipsVisible(true); // says why an entry cannot be chosen
    connect(menu, &QMenu::aboutToShow, this, &MainMenus::renewTray);
    m_texts.push_back([this] { renewTray(); });
    menu->addSeparator();
    add(
        menu, [] { return tr("Local &history…"); }, [this] { Q_EMIT historyWished(); });
}

void MainMenus::buildHelp()
{
    QMenu *menu = m_bar.addMenu(QString());
    m_texts.push_back([menu] { menu->setTitle(tr("&Help")); });
    QAction *events = add(
        menu, [] { return tr("&Events"); }, [this] { Q_EMIT eventsWished(); });
    events->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    QAction *keys = add(
        menu, [] { return tr("&Keyboard shortcuts"); }, [this] { Q_EMIT shortcutsWished(); });
    keys->setShortcut(Qt::Key_F1);
    menu->addSeparator();
    add(
        menu, [] { return tr("&About Isobar"); }, [this] { Q_EMIT aboutWished(); });
    m_keyed << events << keys;
}

void MainMenus::addPage(const std::function<QString()> &title, const std::function<void()> &show)
{
    auto *page = new QAction(title(), this);
    connect(page, &QAction::triggered, this, show);
    m_texts.push_back([page, title] { page->setText(title()); });
    if (m_pages < 9)
        page->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + m_pages)));
    ++m_pages;
    m_view->insertAction(m_pagesEnd, page);
    m_keyed << page;
}

void MainMenus::setPanels(const QList<QAction *> &toggles)
{
    for (QAction *toggle : toggles) {
        if (!m_view->actions().contains(toggle))
            m_view->insertAction(m_panelsEnd, toggle);
    }
}

void MainMenus::setSettings(const Settings &settings)
{
    const bool assets = settings.watched != m_settings.watched || m_assetActions.isEmpty();
    m_settings = settings;
    if (assets)
        renewAssets();
    for (QAction *action : m_assetActions)
        action->setChecked(action->text() == settings.asset);
    for (const auto &check : m_checks)
        check(settings);
    renewLanguages();
}

void MainMenus::renewAssets()
{
    qDeleteAll(m_assetActions);
    m_assetActions.clear();
    for (const QString &asset : m_settings.watched) {
        QAction *action = m_asset->addAction(asset, this, [this, asset] { Q_EMIT assetWished(asset); });
        action->setCheckable(true);
        m_assetActions << action;
    }
}

void MainMenus::renewTray()
{
    const bool hasTray = m_hasTray();
    const QString why = hasTray ? QString() : tr("This desktop has no tray: closing the window quits");
    m_toTray->setEnabled(hasTray);
    m_toTray->setToolTip(why);
    m_toTray->setStatusTip(why);
}

void MainMenus::setRecording(bool on) { m_record->setChecked(on); }

void MainMenus::setLanguages(const QStringList &codes)
{
    m_languages = codes;
    renewLanguages();
}

void MainMenus::renewLanguages()
{
    m_language->clear();
    const auto entry = [this](const QString &text, const QString &code) {
        QAction *action =
            m_language->addAction(text, this, [this, code] { wish([&](Settings &s) { s.language = code; }); });
        action->setCheckable(true);
        action->setChecked(m_settings.language == code);
    };
    entry(tr("As the system"), QString());
    entry(QStringLiteral("English"), QStringLiteral("en"));
    for (const QString &code : m_languages) {
        if (code != QLatin1String("en"))
            entry(QLocale(code).nativeLanguageName(), code);
    }
}

void MainMenus::retranslate()
{
    for (const auto &text : m_texts)
        text();
}

QList<QAction *> MainMenus::withShortcuts() const { return m_keyed; }

} // namespace isobar
