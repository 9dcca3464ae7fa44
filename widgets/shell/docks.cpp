#include "widgets/shell/docks.h"

#include <QAction>
#include <QTabBar>
#include <QTimer>
#include <algorithm>

namespace isobar {

namespace {

constexpr int LargeWidth = 2200;

} // namespace

Docks::Docks(QMainWindow &window) : QObject(&window), m_window(window)
{
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks
        | QMainWindow::GroupedDragging);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
}

int Docks::rightWidth(int windowWidth) { return std::clamp(qRound(windowWidth * 0.337), 460, 860); }

void Docks::add(const QString &id, const std::function<QString()> &title, QWidget *panel, Place place)
{
    auto *dock = new QDockWidget(title(), &m_window);
    dock->setObjectName(id);
    dock->setWidget(panel);
    m_panels.push_back({id, title, dock, place});
    m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
    const auto later = [this] { QTimer::singleShot(0, this, &Docks::renewTitleBars); };
    connect(dock, &QDockWidget::dockLocationChanged, this, later);
    connect(dock, &QDockWidget::topLevelChanged, this, later);
    connect(dock, &QDockWidget::visibilityChanged, this, later);
    connect(dock, &QDockWidget::dockLocationChanged, this, &Docks::changed);
    connect(dock, &QDockWidget::topLevelChanged, this, &Docks::changed);
    connect(dock->toggleViewAction(), &QAction::triggered, this, &Docks::changed);
}

void Docks::place(Place place, Qt::DockWidgetArea area, Qt::Orientation split, bool tabs)
{
    QDockWidget *previous = nullptr;
    for (const Panel &panel : m_panels) {
        if (panel.place != place)
            continue;
        panel.dock->setFloating(false);
        if (!previous)
            m_window.addDockWidget(area, panel.dock, split);
        else if (tabs)
            m_window.tabifyDockWidget(previous, panel.dock);
        else
            m_window.splitDockWidget(previous, panel.dock, split);
        panel.dock->show();
        previous = panel.dock;
    }
}

void Docks::arrange(QSize size)
{
    const bool large = size.width() >= LargeWidth;
    for (const Panel &panel : m_panels)
        m_window.removeDockWidget(panel.dock);
    place(Place::RightTop, Qt::RightDockWidgetArea, Qt::Vertical, false);
    place(Place::Right, Qt::RightDockWidgetArea, Qt::Vertical, true);
    place(Place::Bottom, Qt::BottomDockWidgetArea, Qt::Horizontal, !large);
    QDockWidget *firstRight = nullptr;
    QDockWidget *bottom = nullptr;
    QDockWidget *left = nullptr;
    QDockWidget *top = nullptr;
    for (const Panel &panel : m_panels) {
        if (panel.place == Place::Right && !firstRight)
            firstRight = panel.dock;
        if (panel.place == Place::Bottom && !bottom)
            bottom = panel.dock;
        if (panel.place == Place::RightTop && !top)
            top = panel.dock;
    }
    for (const Panel &panel : m_panels) {
        if (panel.place != Place::Left)
            continue;
        panel.dock->setFloating(false);
        if (large || !firstRight)
            m_window.addDockWidget(Qt::LeftDockWidgetArea, panel.dock);
        else
            m_window.tabifyDockWidget(firstRight, panel.dock);
        panel.dock->show();
        left = large ? panel.dock : left;
    }
    if (firstRight)
        firstRight->raise();
    if (bottom)
        bottom->raise();
    const int right = rightWidth(size.width());
    if (firstRight)
        m_window.resizeDocks({firstRight}, {right}, Qt::Horizontal);
    if (left)
        m_window.resizeDocks({left}, {340}, Qt::Horizontal);
    if (top && firstRight) {
        const int gauge = large ? 280 : size.height() < 900 ? 190 : 230;
        m_window.resizeDocks({top, firstRight}, {gauge, size.height() - gauge}, Qt::Vertical);
    }
    if (bottom)
        m_window.resizeDocks({bottom}, {size.height() < 900 ? 170 : size.height() / 4}, Qt::Vertical);
    renewTitleBars();
}

void Docks::retranslate()
{
    for (const Panel &panel : m_panels)
        panel.dock->setWindowTitle(panel.title());
}

bool Docks::raise(const QString &id)
{
    const auto found = std::find_if(m_panels.begin(), m_panels.end(), [&](const Panel &each) { return each.id == id; });
    if (found == m_panels.end())
        return false;
    found->dock->show();
    found->dock->raise();
    found->dock->widget()->setFocus();
    return true;
}

QList<QAction *> Docks::toggles() const
{
    QList<QAction *> actions;
    for (const Panel &panel : m_panels)
        actions << panel.dock->toggleViewAction();
    return actions;
}

void Docks::renewTitleBars()
{
    if (m_renewing)
        return;
    m_renewing = true; // changing a title bar tells of a changed visibility
    for (const Panel &panel : m_panels) {
        const bool tabbed = !panel.dock->isFloating() && !m_window.tabifiedDockWidgets(panel.dock).isEmpty();
        QWidget *custom = panel.dock->titleBarWidget();
        if (tabbed && !custom) {
            auto *none = new QWidget(panel.dock);
            none->setFixedHeight(0);
            panel.dock->setTitleBarWidget(none);
        } else if (!tabbed && custom) {
            panel.dock->setTitleBarWidget(nullptr);
            custom->deleteLater();
        }
    }
    for (QTabBar *tabs : m_window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        tabs->setElideMode(Qt::ElideNone);
        tabs->setExpanding(false);
        tabs->setUsesScrollButtons(true);
    }
    m_renewing = false;
}

} // namespace isobar
