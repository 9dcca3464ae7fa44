#pragma once
#include "core/settings/settings.h"

#include <QObject>
#include <QStringList>
#include <functional>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace isobar {

/// The menu bar. It shows the settings and tells wishes; it changes nothing itself.
class MainMenus final : public QObject {
    Q_OBJECT
public:
    /// `hasTray` is the window's, and asked whenever the settings are opened: a tray may come and go.
    MainMenus(QMenuBar &bar, const std::function<bool()> &hasTray, QObject *parent);

    void setPanels(const QList<QAction *> &toggles);
    /// An entry of the View menu that shows a page of the centre: Ctrl+1 the first, and so on.
    void addPage(const std::function<QString()> &title, const std::function<void()> &show);
    void setSettings(const Settings &settings);
    /// Codes of the languages there are translations for, besides English.
    void setLanguages(const QStringList &codes);
    void retranslate();
    void setRecording(bool on);
    /// Every action with a key, for the list of shortcuts.
    QList<QAction *> withShortcuts() const;

Q_SIGNALS:
    void settingsWished(const Settings &settings);
    void searchWished();
    void assetWished(const QString &asset);
    void defaultLayoutWished();
    void fullScreenWished(bool on);
    void eventsWished();
    void alertsWished();
    void shortcutsWished();
    void recordingWished(bool on); ///< of raw frames
    void historyReplayWished(); ///< of a window of the local history
    void historyWished(); ///< of the local history: what it has grown to, what it keeps
    void aboutWished();
    void quitWished();
    void pictureWished(); ///< of the heatmap, to a file and the clipboard
    void pictureCopyWished();
    void pictureTableWished(); ///< its grid as CSV
    void pictureOptionsWished();
    void openRecordingWished();
    void openPictureWished();

private:
    QAction *add(QMenu *menu, const std::function<QString()> &text, const std::function<void()> &wish);
    /// A group of which one is chosen: `texts` in the order of the enum.
    template <class Enum>
    QMenu *choice(QMenu *menu, const std::function<QString()> &title, Enum Settings::*member,
        const std::vector<std::function<QString()>> &texts);
    QAction *flag(QMenu *menu, const std::function<QString()> &text, bool Settings::*member);
    void wish(const std::function<void(Settings &)> &change);
    void buildFile();
    void buildView();
    void buildAsset();
    void buildSettings();
    void buildHelp();
    void renewAssets();
    void renewLanguages();
    void renewTray();

    QMenuBar &m_bar;
    const std::function<bool()> &m_hasTray;
    Settings m_settings;
    QStringList m_languages;
    QMenu *m_view = nullptr, *m_asset = nullptr, *m_language = nullptr;
    QAction *m_record = nullptr, *m_toTray = nullptr, *m_pagesEnd = nullptr, *m_panelsEnd = nullptr,
            *m_assetsStart = nullptr;
    QList<QAction *> m_assetActions;
    std::vector<std::function<void()>> m_texts; ///< sets every text anew
    std::vector<std::function<void(const Settings &)>> m_checks; ///< sets every check mark anew
    int m_pages = 0;
    QList<QAction *> m_keyed;
};

} // namespace isobar
