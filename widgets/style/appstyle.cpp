#include "widgets/style/appstyle.h"

#include "widgets/style/contrast.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QStyle>
#include <QToolTip>
#include <utility>

namespace isobar {

QPalette appPalette(const Theme &theme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, theme.colour(token)); };
    set(QPalette::Window, Token::Window);
    set(QPalette::WindowText, Token::Value);
    set(QPalette::Base, Token::Panel);
    set(QPalette::AlternateBase, Token::PanelAlternate);
    set(QPalette::Text, Token::Value);
    set(QPalette::Button, Token::PanelAlternate);
    set(QPalette::ButtonText, Token::Value);
    set(QPalette::BrightText, Token::SeverityP1);
    set(QPalette::Highlight, Token::Selection);
    set(QPalette::HighlightedText, Token::SelectionText);
    set(QPalette::ToolTipBase, Token::PanelAlternate);
    set(QPalette::ToolTipText, Token::Value);
    set(QPalette::PlaceholderText, Token::Unit);
    set(QPalette::Link, Token::Link);
    set(QPalette::LinkVisited, Token::Link);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Midlight, Token::Hover);
    set(QPalette::Light, Token::Hover);
    set(QPalette::Dark, Token::Border);
    palette.setColor(QPalette::Shadow, theme.colour(Token::Window).darker(130));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, theme.colour(Token::Disabled));
    return palette;
}

QString appStyleSheet(const Theme &theme)
{
    QString sheet = QStringLiteral(R"(
QMainWindow::separator { background: @gap; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: @accent; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: @window; color: @label; padding: 4px 6px; text-align: left; }
QTabBar { qproperty-drawBase: 0; background: @window; }
QTabBar::tab { background: @window; color: @label; padding: 4px 10px; border: none; border-top: 2px solid transparent; }
QTabBar::tab:selected { background: @panel; color: @value; border-top: 2px solid @accent; }
QTabBar::tab:hover:!selected { color: @value; background: @hover; }
QHeaderView { background: @window; border: none; }
QHeaderView::section { background: @window; color: @label; padding: 3px 6px; border: none; border-bottom: 1px solid @border; }
QHeaderView::section:hover { color: @value; background: @hover; }
QMenuBar { background: @window; color: @label; border: none; }
QMenuBar::item { padding: 3px 8px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @hover; color: @value; }
QMenu { background: @alternate; color: @value; border: 1px solid @border; padding: 4px 0; }
QMenu::item { padding: 4px 24px 4px 26px; }
QMenu::item:selected { background: @selection; color: @selectionText; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::indicator { width: 8px; height: 8px; left: 9px; border-radius: 4px; background: transparent; }
QMenu::indicator:checked { background: @accent; }
QStatusBar { background: @window; color: @label; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QToolTip { background: @alternate; color: @value; border: 1px solid @border; padding: 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: @unit; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QLineEdit, QComboBox { background: @field; color: @value; border: 1px solid @border; border-radius: 3px; padding: 2px 6px; }
QLineEdit:focus, QComboBox:focus { border-color: @accent; }
QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked, QListView::indicator:unchecked { background: @field;
  border: 1px solid @unit; border-radius: 2px; width: 11px; height: 11px; }
QComboBox::drop-down { border: none; width: 18px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton::menu-button { background: transparent; border: none; width: 13px; }
QToolButton[popupMode="1"] { padding-right: 15px; }
QToolButton { background: transparent; color: @value; border: 1px solid transparent; border-radius: 3px; padding: 2px 5px; }
QToolButton:hover { background: @hover; }
QToolButton:checked { background: @badge; color: @badgeText; }
QToolButton:focus { border-color: @accent; }
QPushButton { background: @badge; color: @badgeText; border: 1px solid @border; border-radius: 3px; padding: 4px 12px; }
QPushButton:hover { background: @hover; color: @value; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; }
)");
    const QString arrow = QStringLiteral(":/icons/chevron.svg");
    if (QFile::exists(arrow)) // tests of single widgets come without resources
        sheet += QStringLiteral("QComboBox::down-arrow { image: url(%1); width: 10px; height: 10px; }\n").arg(arrow);
    // Without a difference between window and panel only a line can part the panels.
    const bool lines = theme.choice() == ThemeChoice::HighContrast;
    sheet.replace(QLatin1String("@gap"), theme.colour(lines ? Token::GridLine : Token::Window).name());
    // Longest names first: "@selection" is the beginning of "@selectionText".
    const std::pair<const char *, Token> names[] = {{"@selectionText", Token::SelectionText},
        {"@selection", Token::Selection}, {"@alternate", Token::PanelAlternate}, {"@badgeText", Token::BadgeText},
        {"@badge", Token::Badge}, {"@disabled", Token::Disabled}, {"@window", Token::Window},
        {"@border", Token::Border}, {"@accent", Token::Accent}, {"@panel", Token::Panel}, {"@label", Token::Label},
        {"@value", Token::Value}, {"@hover", Token::Hover}, {"@field", Token::Field}, {"@unit", Token::Unit}};
    for (const auto &[name, token] : names)
        sheet.replace(QLatin1String(name), theme.colour(token).name());
    return sheet;
}

void applyAppStyle(QApplication &application, const Theme &theme)
{
    if (application.style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setFont(theme.textFont());
    QApplication::setPalette(appPalette(theme));
    QToolTip::setPalette(appPalette(theme));
    QToolTip::setFont(theme.textFont());
    application.setStyleSheet(appStyleSheet(theme));
}

} // namespace isobar
